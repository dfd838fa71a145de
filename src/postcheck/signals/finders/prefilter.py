"""Which of hundreds of regular expressions can match a text at all: those without which letters stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import re2

from postcheck.signals.finders.patterns import RegexFinder

# To be made, a filter compiles all expressions anew. From so many texts on it saves more than that.
_PAYS_FROM = 64
# Expressions in one filter: RE2 gives each the same memory for the letters that it looks for.
_IN_ONE = 100


class Prefilter:
    """Tells for a text which expressions can match: at first all of them, from the 64th text on those that do.

    google-re2's Filter knows for each expression the letters that it cannot do without ("(Oma|Opa) kommt": "kommt",
    and one of "oma", "opa"), and looks for all of them in one pass over the text, whatever their case.
    """

    def __init__(self, finders: Mapping[str, RegexFinder]) -> None:
        self._finders = finders
        self._all = {name: range(len(finder.expressions)) for name, finder in finders.items()}
        self._texts = 0
        self._filters: list[_Filter] = []

    def possible(self, text: str) -> Mapping[str, Sequence[int]]:
        """For each finder's name the numbers of its expressions that can match `text`, in ascending order."""
        self._texts += 1
        if self._texts < _PAYS_FROM:
            return self._all
        if not self._filters:
            self._filters = self._made()
        data = text.encode()
        found: dict[str, list[int]] = defaultdict(list)
        for one in self._filters:
            for name, number in one.possible(data):
                found[name].append(number)
        return found

    def _made(self) -> list[_Filter]:
        places = [(name, number) for name, numbers in self._all.items() for number in numbers]
        return [_Filter(places[start : start + _IN_ONE], self._finders) for start in range(0, len(places), _IN_ONE)]


class _Filter:
    """One filter, for the expressions at `places`: names of finders, and numbers of their expressions."""

    def __init__(self, places: Sequence[tuple[str, int]], finders: Mapping[str, RegexFinder]) -> None:
        self._places = places
        self._filter: Any = re2.Filter()
        for name, number in places:
            expression = finders[name].expressions[number]
            self._filter.Add(expression.pattern, expression.options)
        try:
            self._filter.Compile()
        except re2.error:
            self._filter = None  # thousands of words in one expression: more than fit into RE2's memory

    def possible(self, data: bytes) -> list[tuple[str, int]]:
        if self._filter is None:
            return list(self._places)
        return [self._places[index] for index in self._filter.Match(data, potential=True) or ()]
