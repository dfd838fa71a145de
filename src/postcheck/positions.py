"""Code points, UTF-16 units, lines and columns: the one place that converts between them."""

from __future__ import annotations

from bisect import bisect_right

from postcheck.models import Anchor, Location, Post, Span


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
    starts = [0]
    for index, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n"):
            starts.append(index + 1)
    return starts


def line_anchors(text: str, start: int = 0, end: int | None = None) -> tuple[Anchor, ...]:
    """Anchors for a post that is `text[start:end]` of a file whose whole content is `text`."""
    end = len(text) if end is None else end
    starts = line_starts(text)
    first = bisect_right(starts, start) - 1
    anchors = [Anchor(0, first + 1, start - starts[first] + 1)]
    for number in range(first + 1, len(starts)):
        if starts[number] > end:
            break
        anchors.append(Anchor(starts[number] - start, number + 1, 1))
    return tuple(anchors)


def locate(post: Post, span: Span) -> Location:
    """The place of `span` in the file of `post`."""
    line, column = _place(post.anchors, span.start)
    if len(span) == 0:
        return Location(line, column, line, column)
    # The end is where the last code point stands, plus one column: the line after it may be elsewhere in the file.
    end_line, end_column = _place(post.anchors, span.end - 1)
    return Location(line, column, end_line, end_column + 1)


def _place(anchors: tuple[Anchor, ...], offset: int) -> tuple[int, int]:
    anchor = anchors[bisect_right(anchors, offset, key=lambda item: item.offset) - 1]
    return anchor.line, anchor.column + offset - anchor.offset
