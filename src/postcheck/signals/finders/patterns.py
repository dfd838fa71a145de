"""Regular expressions and replacements, over the text with fancy letters read as letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from postcheck.models import Span
from postcheck.ruleset.expressions import LETTERS, WORD, compiled, of_rule, with_umlauts
from postcheck.ruleset.spec import FIX_FIELD, Regex, Replacements
from postcheck.signals.finders.fixes import fill, like
from postcheck.signals.hits import Hit

# Before and behind a whole word; "#" and "@" begin no words of a sentence.
_BEFORE = f"(?:^|[^{WORD}#@])"
_BEHIND = f"(?:[^{WORD}]|$)"


@dataclass(frozen=True)
class _Match:
    """One match: the spans of the whole and of its groups, in code points; -1 for groups that took no part."""

    text: str
    spans: list[tuple[int, int]]

    def span(self, group: int) -> tuple[int, int]:
        return self.spans[group]

    def __getitem__(self, group: int) -> str:
        start, end = self.spans[group]
        return self.text[start:end] if start >= 0 else ""


class RegexFinder:
    """The compiled alternatives of one `regex`."""

    def __init__(self, spec: Regex) -> None:
        compile_one = _in_words if spec.words else of_rule
        self.expressions = [compile_one(pattern, case=spec.case) for pattern in spec.patterns]
        # google-re2 knows the spans of groups by number only, and counts the groups anew whenever it is asked.
        self._groups = [dict(expression.groupindex) for expression in self.expressions]
        self._hit = 1 if spec.words else 0
        self._fix = spec.fix

    def find(self, text: str, among: Iterable[int] | None = None) -> Iterator[Hit]:
        """Hits in the order of the alternatives, then of the text; `among` are the alternatives that can match."""
        for number in range(len(self.expressions)) if among is None else among:
            numbers = self._groups[number]
            for match in _search_on(self.expressions[number], text, self._hit):
                groups = {name: match[number] for name, number in numbers.items()}
                start, end = match.span(numbers["mark"]) if groups.get("mark") else match.span(self._hit)
                if start == end:
                    continue
                yield Hit(Span(start, end), self._replacement(text[start:end], groups), groups)

    def _replacement(self, found: str, groups: Mapping[str, str]) -> str | None:
        if not self._fix:
            return None
        return fill(self._fix, groups) if FIX_FIELD.search(self._fix) else like(found, self._fix)


def _in_words(pattern: str, *, case: bool) -> Any:
    return compiled(f"(?m){_BEFORE}({with_umlauts(pattern)}){_BEHIND}", case=case)


class ReplacementFinder:
    """Looks for all keys of one `replacements` in two expressions: for words and for parts of words."""

    def __init__(self, spec: Replacements) -> None:
        self._right = spec.map if spec.case else {wrong.lower(): right for wrong, right in spec.map.items()}
        self._parts = {wrong.lower(): right.lower() for wrong, right in spec.parts.items()}
        self._exceptions = frozenset(word.lower() for word in spec.exceptions)
        self._case = spec.case
        self._words = compiled(f"(?m){_BEFORE}({_any(self._right)}){_BEHIND}", case=spec.case)
        self._part = compiled(_any(self._parts), case=False)
        self._holding = compiled(f"[{LETTERS}]*(?:{_any(self._parts)})[{LETTERS}]*", case=False)

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in the order of the text, those of the map first."""
        whole: list[Span] = []
        if self._right:
            for match in _search_on(self._words, text, 1):
                found = " ".join(match[1].split())
                right = self._right[found if self._case else found.lower()]
                right = right if self._case else like(found, right)
                whole.append(Span(*match.span(1)))
                if match[1] != right:
                    yield Hit(whole[-1], right)
        if self._parts:
            for match in _search_on(self._holding, text, 0):
                span = Span(*match.span(0))
                if match[0].lower() not in self._exceptions and not any(map(span.overlaps, whole)):
                    yield Hit(span, self._part.sub(self._replaced, match[0]))

    def _replaced(self, match: Any) -> str:
        return like(match[0], self._parts[match[0].lower()])


def _any(texts: Iterable[str]) -> str:
    """One of the texts, with any blanks between its words."""
    # Longest first: RE2 takes the first alternative that fits.
    ordered = sorted(texts, key=lambda word: (-len(word), word))
    return "|".join(r"[ \t]+".join(re2.escape(part) for part in word.split()) for word in ordered)


def _search_on(pattern: Any, text: str, group: int) -> Iterator[_Match]:
    """Matches in the order of the text; the next one may begin with the character that ended the group.

    The text is encoded once: RE2 counts bytes, and its wrapper would encode and count anew for every search.
    """
    data = text.encode()
    place = chars = 0  # the same place in bytes and in code points
    while place <= len(data) and (match := pattern.search(data, place)):
        spans = [match.span(number) for number in range(len(match.groups()) + 1)]
        at = {offset: chars + len(data[place:offset].decode()) for span in spans for offset in span if offset >= 0}
        yield _Match(text, [(at.get(start, -1), at.get(end, -1)) for start, end in spans])
        following = max(spans[group][1], place + 1)
        while following < len(data) and data[following] & 0xC0 == 0x80:
            following += 1
        chars += len(data[place:following].decode())
        place = following
