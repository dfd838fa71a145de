"""HTML comments in Markdown: no post text; those that begin with `postcheck:` are requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postcheck.errors import InputError, nearest
from postcheck.models import Suppression
from postcheck.positions import Lines

_OPEN, _CLOSE = "<!--", "-->"
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_MARK = "postcheck:"
_REQUESTS = ("ignore",)


@dataclass(frozen=True)
class Comment:
    """A comment at text[start:end] of a file."""

    start: int
    end: int
    content: str


def find(text: str, start: int, end: int) -> list[Comment]:
    """The comments in text[start:end]; one that is never closed is text."""
    found: list[Comment] = []
    while (opened := text.find(_OPEN, start, end)) >= 0:
        closed = text.find(_CLOSE, opened + len(_OPEN), end)
        if closed < 0:
            break
        start = closed + len(_CLOSE)
        found.append(Comment(opened, start, text[opened + len(_OPEN) : closed].strip()))
    return found


def outside(text: str, start: int, end: int, comments: Sequence[Comment]) -> list[tuple[int, int]]:
    """The pieces of text[start:end] between the comments; a line that holds nothing else goes as a whole."""
    pieces: list[tuple[int, int]] = []
    for comment in comments:
        begin, stop = comment.start, comment.end
        before = text[start:begin].rstrip(" \t")
        rest = _REST_OF_LINE.match(text, stop, end)
        if rest is not None and (not before or before.endswith(("\n", "\r"))):
            begin, stop = start + len(before), rest.end()
        pieces.append((start, begin))
        start = stop
    return [*pieces, (start, end)]


def requests(comments: Sequence[Comment], lines: Lines, path: str) -> Iterator[Suppression]:
    """What the comments ask for: `postcheck: ignore RULE … -- reason`; InputError for anything else."""
    for comment in comments:
        if not comment.content.startswith(_MARK):
            continue
        line = lines.number(comment.start)
        word, _, rest = " ".join(comment.content.removeprefix(_MARK).split()).partition(" ")
        if word not in _REQUESTS:
            hint = nearest(word, _REQUESTS) or "postcheck: ignore RULE … -- reason"
            raise InputError(f"unknown request '{word}' in a comment", hint=hint, where=f"{path}:{line}")
        rules, _, reason = f"{rest} ".partition("-- ")
        for pattern in rules.replace(",", " ").split():
            yield Suppression(pattern, reason.strip(), line, "comment")


def inside(text: str, pieces: Sequence[tuple[int, int]], comments: Sequence[Comment]) -> list[Comment]:
    """The comments with text of the post, which consists of `pieces`, before and behind them."""
    if not comments:
        return []
    filled = [(start, end) for start, end in pieces if text[start:end].strip()]
    return [comment for comment in comments if filled and filled[0][0] < comment.start < filled[-1][0]]


def refuse(comments: Sequence[Comment], lines: Lines, path: str, why: str) -> None:
    """InputError for the first request among the comments: nobody would see what became of it."""
    for comment in comments:
        if comment.content.startswith(_MARK):
            where = f"{path}:{lines.number(comment.start)}"
            raise InputError(f"this comment {why}", hint="write it above the post", where=where)
