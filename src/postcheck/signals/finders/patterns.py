"""Regular expressions and replacements, over the text with fancy letters read as letters."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from postcheck.models import Span
from postcheck.ruleset.spec import Regex, Replacements
from postcheck.signals.hits import Hit

# The letters of German text, and of the languages beside it that are written with Latin letters. All letters of
# Unicode (\pL) would make automata of twenty thousand states, for which RE2 falls back to a much slower way.
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = f"0-9_{_LETTERS}"
_MEMORY = 64 << 20  # bytes for one expression's automaton


def options(*, case: bool) -> re2.Options:
    """How all expressions of rules are compiled."""
    chosen = re2.Options()
    chosen.case_sensitive = case
    chosen.never_nl = False
    chosen.max_mem = _MEMORY
    chosen.log_errors = False  # the validation of rules has said it, with its place
    return chosen


class RegexFinder:
    """The compiled alternatives of one `regex`."""

    def __init__(self, spec: Regex) -> None:
        chosen = options(case=spec.case)
        # Without (?m), ^ and $ would mean the whole post, not its lines.
        self._patterns = [re2.compile("(?m)" + with_umlauts(pattern), chosen) for pattern in spec.patterns]
        self._fix = spec.fix

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in the order of the alternatives, then of the text."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                groups = {name: value or "" for name, value in match.groupdict().items()}
                # google-re2 knows groups by number only.
                start, end = match.span(pattern.groupindex["mark"]) if groups.get("mark") else match.span()
                if start == end:
                    continue
                fix = self._fix.format(**groups) if self._fix else None
                yield Hit(Span(start, end), fix, groups)


def with_umlauts(pattern: str) -> str:
    """The expression with umlauts in its word classes: in RE2, \\w knows ä as little as \\b does."""
    parts: list[str] = []
    in_class = False
    index = 0
    while index < len(pattern):
        pair = pattern[index : index + 2]
        if pair == r"\w":
            parts.append(_WORD if in_class else f"[{_WORD}]")
        elif pair == r"\W" and not in_class:
            parts.append(f"[^{_WORD}]")
        elif pair.startswith("\\"):
            parts.append(pair)
        else:
            in_class = pattern[index] == "[" or (in_class and pattern[index] != "]")
            parts.append(pattern[index])
            index -= 1
        index += 2
    return "".join(parts)


class ReplacementFinder:
    """Looks for all keys of one `replacements` in a single expression."""

    def __init__(self, spec: Replacements) -> None:
        self._right = spec.map if spec.case else {wrong.lower(): right for wrong, right in spec.map.items()}
        self._case = spec.case
        # Longest first: RE2 takes the first alternative that fits.
        words = sorted(self._right, key=lambda word: (-len(word), word))
        body = "|".join(r"[ \t]+".join(re2.escape(part) for part in word.split()) for word in words)
        self._pattern = re2.compile(rf"(?:^|[^{_WORD}#@])(?P<mark>{body})(?:[^{_WORD}]|$)", options(case=spec.case))

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in the order of the text."""
        place = 0
        while match := self._pattern.search(text, place):
            start, end = match.span(1)
            place = max(end, place + 1)
            found = " ".join(text[start:end].split())
            right = self._right[found if self._case else found.lower()]
            if not self._case and found[0].isupper() and not right[:1].isupper():
                right = right[:1].upper() + right[1:]
            if text[start:end] != right:
                yield Hit(Span(start, end), right)
