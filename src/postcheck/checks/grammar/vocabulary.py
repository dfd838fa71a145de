"""The project's own words: accepted as they are, inflected, and in compounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postcheck.models import Span

_ENDINGS = "(?:['’]?s|es|e|en|n|er|ern|em|in|innen)?"
_SHORTEST_IN_COMPOUND = 4


class Vocabulary:
    """Finds the words of `entries` (single words or phrases) in texts.

    Accepted are the entry as written or with a capital (sentence start), with an inflection, and, from four
    letters on, as part of a compound, with or without hyphens.
    """

    def __init__(self, entries: Sequence[str]) -> None:
        words = sorted({entry.strip() for entry in entries if entry.strip()}, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(_expression(word) for word in words)) if words else None

    def spans(self, text: str) -> list[Span]:
        """Where `text` holds accepted words, each with the whole compound around it."""
        if self._pattern is None:
            return []
        return [Span(*match.span()) for match in self._pattern.finditer(text)]


def _expression(word: str) -> str:
    first, rest = word[0], re.escape(word[1:])
    start = f"[{re.escape(first)}{re.escape(first.upper())}]" if len(first.upper()) == 1 else re.escape(first)
    if len(word) < _SHORTEST_IN_COMPOUND or " " in word:
        return rf"(?<!\w){start}{rest}{_ENDINGS}(?!\w)"
    inner = f"[{re.escape(first)}{re.escape(first.lower())}{re.escape(first.upper())}]"
    if len(first.lower()) != 1 or len(first.upper()) != 1:
        inner = re.escape(first)
    before = r"(?:[^\W\d_][\w\-]{0,40}?)?"
    after = r"(?:-?[^\W\d_][\w\-]{1,40})?"
    return rf"(?<![\w\-])(?:{before}{inner}|{start}){rest}(?:{_ENDINGS}|{after})(?![\w\-])"
