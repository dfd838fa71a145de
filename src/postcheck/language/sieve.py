"""Where a token pattern can match at all: its words, lemmas and tags, in their order, without spaCy's matcher.

The matcher follows each optional token of `{1,18}` with and without it, and does so at every token of every post. Here
a pattern goes over all sentences at once, as sets of tokens: numbers with a bit for each. What spaCy knows beyond words
and tags is left to spaCy: a sieve may let through too much, never too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span as DocSpan

# The attributes that the sieve looks at, and where a token has them.
_ATTRIBUTES = {"LOWER": "lower_", "TEXT": "text", "ORTH": "text", "LEMMA": "lemma_", "TAG": "tag_", "POS": "pos_"}
_OPERATORS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_BETWEEN = re.compile(r"\{(\d*)(,?)(\d*)\}")


class Columns:
    """Stretches of tokens in a row, an empty place behind each: no match runs from one stretch into the next."""

    def __init__(self, stretches: Sequence[DocSpan]) -> None:
        self.stretches = stretches
        self._known: dict[str, dict[str, int]] = {}
        # For each stretch the places where a match can end.
        self.ends: list[int] = []
        place = 0
        for tokens in stretches:
            self.ends.append(_ones(len(tokens)) << (place + 1))
            place += len(tokens) + 1
        self.all = sum(ends >> 1 for ends in self.ends)

    def having(self, attribute: str, values: frozenset[str]) -> int:
        """The tokens of which the attribute is one of `values`."""
        if attribute not in self._known:
            self._known[attribute] = self._read(_ATTRIBUTES[attribute])
        column = self._known[attribute]
        found = 0
        for value in column.keys() & values:
            found |= column[value]
        return found

    def _read(self, name: str) -> dict[str, int]:
        column: dict[str, int] = defaultdict(int)
        bit = 1
        for tokens in self.stretches:
            for token in tokens:
                column[getattr(token, name)] |= bit
                bit <<= 1
            bit <<= 1
        return column


@dataclass(frozen=True)
class _Condition:
    attribute: str
    values: frozenset[str]
    inside: bool  # whether it must be one of the values, or none of them


@dataclass(frozen=True)
class _Step:
    """One token of a pattern: how often it stands at least and at most (None: any number of times)."""

    conditions: tuple[_Condition, ...]
    least: int
    most: int | None

    def after(self, places: int, columns: Columns) -> int:
        """Where one can be behind this token, coming from `places`."""
        fitting = columns.all
        for condition in self.conditions:
            having = columns.having(condition.attribute, condition.values)
            fitting &= having if condition.inside else ~having
        for _ in range(self.least):
            places = (places & fitting) << 1
        found, count = places, self.least
        while places and (self.most is None or count < self.most):
            places = (places & fitting) << 1
            found, count = found | places, count + 1
        return found


class Sieve:
    """One token pattern."""

    def __init__(self, pattern: Sequence[Mapping[str, Any]]) -> None:
        self._steps = [_step(token) for token in pattern]

    def stretches(self, columns: Columns) -> list[DocSpan]:
        """The stretches in which the pattern may match, in order."""
        places = columns.all
        for step in self._steps:
            places = step.after(places, columns)
            if not places:
                return []
        return [tokens for tokens, ends in zip(columns.stretches, columns.ends, strict=True) if places & ends]


def _step(token: Mapping[str, Any]) -> _Step:
    operator = token.get("OP", "{1}")
    if operator == "!":
        return _Step((), 1, 1)  # one token that does not fit: any, for us
    conditions = tuple(
        _Condition(attribute, frozenset(values), inside)
        for attribute, wanted in token.items()
        if attribute in _ATTRIBUTES
        for values, inside in _wanted(wanted)
    )
    return _Step(conditions, *times(operator))


def _wanted(value: Any) -> list[tuple[Sequence[str], bool]]:
    if isinstance(value, str):
        return [([value], True)]
    return [(value[key], key == "IN") for key in ("IN", "NOT_IN") if key in value]


def times(operator: str) -> tuple[int, int | None]:
    """How often at least and at most (None: without end) a token with this operator stands; not for "!"."""
    between = _BETWEEN.fullmatch(operator)
    if between is None:
        return _OPERATORS[operator]
    least, comma, most = between.groups()
    if not comma:
        return int(least), int(least)
    return int(least or 0), int(most) if most else None


def _ones(count: int) -> int:
    return (1 << count) - 1
