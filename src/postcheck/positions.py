"""Code points, UTF-16 units, lines and columns: the one place that converts between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, count, repeat

from postcheck.models import Anchor, Location, Post, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


def utf16_length(text: str) -> int:
    """The number of UTF-16 code units of `text`, the unit in which Java, JavaScript and LSP count."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def to_utf16(text: str, offset: int) -> int:
    """The UTF-16 offset of code point `offset` of `text`."""
    return utf16_length(text[:offset])


def from_utf16(text: str, offset: int) -> int:
    """The code-point offset of UTF-16 `offset`; one inside a surrogate pair counts as before the character."""
    units = 0
    for index, char in enumerate(text):
        width = 2 if char > "\uffff" else 1
        if units + width > offset:
            return index
        units += width
    return len(text)


def line_starts(text: str) -> list[int]:
    r"""Offsets at which the lines of `text` begin; lines end with \n, \r\n or a lone \r, as editors count them."""
    if "\r" not in text:
        return [0, *(accumulate(len(line) + 1 for line in text.split("\n")[:-1]))]
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def split_lines(text: str) -> list[str]:
    """The lines of `text`, with their ends."""
    starts = line_starts(text)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def utf8_column(line: str, column: int) -> int:
    """The column (1-based) in bytes of UTF-8 for one in code points."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1


class Lines:
    """The lines of a whole file, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = line_starts(text)

    def number(self, offset: int) -> int:
        """The line (1-based) in which code point `offset` stands."""
        return bisect_right(self._starts, offset)

    def anchors(self, start: int = 0, end: int | None = None, at: int = 0) -> list[Anchor]:
        """Anchors for text[start:end] of the file, which begins at offset `at` of its post."""
        end = len(self.text) if end is None else end
        first = self.number(start)
        offsets = [at + line - start for line in self._starts[first : self.number(end)]]
        begin = Anchor(at, first, start - self._starts[first - 1] + 1)
        return [begin, *map(Anchor, offsets, count(first + 1), repeat(1))]


def locate(post: Post, span: Span) -> Location:
    """The place of `span` in the file of `post`."""
    line, column = _place(post.anchors, span.start)
    if len(span) == 0:
        return Location(line, column, line, column)
    # The end is where the last code point stands, plus one column: the line after it may be elsewhere in the file.
    end_line, end_column = _place(post.anchors, span.end - 1)
    return Location(line, column, end_line, end_column + 1)


def _place(anchors: tuple[Anchor, ...], offset: int) -> tuple[int, int]:
    # An anchor is a tuple that begins with its offset: compared with the next offset alone, those up to here are less.
    start, line, column = anchors[bisect_right(anchors, (offset + 1,)) - 1]
    return line, column + offset - start
