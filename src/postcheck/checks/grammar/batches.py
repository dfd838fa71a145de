"""Many posts in one text: LanguageTool then answers several times as many posts a second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from postcheck.models import Span
from postcheck.positions import from_utf16

# A blank line ends a paragraph and with it a sentence, for every rule that is asked here.
_DIVIDER = "\n\n"
# Measured (docs/grammar.md): longer texts gain nothing, keep one core waiting for the other at the end, and a failing
# post drags more others along.
_LARGEST = 2_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some posts as one text: their `numbers` in the order given, and where each begins."""

    numbers: tuple[int, ...]
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, offset: int, length: int) -> tuple[int, Span] | None:
        """The number of the post and the span in it for a match at UTF-16 `offset`; None when it crosses posts."""
        start = from_utf16(self.text, offset)
        end = from_utf16(self.text, offset + length)
        index = bisect_right(self.starts, start) - 1
        if index < 0 or end > self.ends[index] or start >= end:
            return None
        return self.numbers[index], Span(start - self.starts[index], end - self.starts[index])


def pack(texts: Sequence[str], numbers: Sequence[int], largest: int = _LARGEST) -> list[Batch]:
    """Batches of at most `largest` code points; a longer post is a batch of its own. `texts[n]` for n in `numbers`."""
    batches: list[Batch] = []
    current: list[int] = []
    size = 0
    for number in numbers:
        if current and size + len(texts[number]) > largest:
            batches.append(_batch(texts, current))
            current, size = [], 0
        current.append(number)
        size += len(texts[number]) + len(_DIVIDER)
    if current:
        batches.append(_batch(texts, current))
    return batches


def _batch(texts: Sequence[str], numbers: Sequence[int]) -> Batch:
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for number in numbers:
        starts.append(position)
        ends.append(position + len(texts[number]))
        position = ends[-1] + len(_DIVIDER)
    return Batch(tuple(numbers), _DIVIDER.join(texts[n] for n in numbers), tuple(starts), tuple(ends))


def distribute(batch: Batch, matches: Sequence[dict[str, Any]]) -> dict[int, list[tuple[Span, dict[str, Any]]]]:
    """The matches by post, each with its span there; what crosses posts is no post's fault."""
    found: dict[int, list[tuple[Span, dict[str, Any]]]] = {number: [] for number in batch.numbers}
    for match in matches:
        placed = batch.place(match["offset"], match["length"])
        if placed is not None:
            found[placed[0]].append((placed[1], match))
    return found
