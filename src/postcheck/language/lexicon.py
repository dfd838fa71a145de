"""Which word classes a form can have: a compact lookup that the tagger uses as one feature among others.

Keys are 32-bit hashes of the lower-cased forms, sorted; one form in some ten thousand that stands in no dictionary
meets another's hash, which a feature can bear.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy

NOUN, NAME, ADJECTIVE, FINITE, INFINITIVE, PARTICIPLE, IMPERATIVE = (1 << bit for bit in range(7))
# Endings of adjectives and participles; their stems stand in the lexicon.
_ENDINGS = ("em", "en", "er", "es", "e")
_SHORTEST_PART = 4
# A numpy array of integers; thinc's own types know only floats.
Array: TypeAlias = Any


@dataclass(frozen=True)
class Lexicon:
    """`keys`: sorted hashes, uint32; `masks`: the bits above for each, uint8."""

    keys: Array
    masks: Array

    @classmethod
    def of(cls, forms: Mapping[str, int]) -> Lexicon:
        """From lower-cased form → bits."""
        found = sorted((zlib.crc32(form.encode()), mask) for form, mask in forms.items())
        return cls(
            numpy.array([key for key, _ in found], dtype="uint32"), numpy.array([m for _, m in found], dtype="uint8")
        )

    def mask(self, lower: str) -> int:
        """The bits of one form; 0 when it is not there."""
        key = zlib.crc32(lower.encode())
        place = int(numpy.searchsorted(self.keys, numpy.uint32(key)))
        return int(self.masks[place]) if place < len(self.keys) and int(self.keys[place]) == key else 0

    def describe(self, lower: str) -> str:
        """What the form is and its stem without an adjective's ending; for unknown forms what their last part is."""
        exact = self.mask(lower)
        stem = 0
        for ending in _ENDINGS:
            if lower.endswith(ending):
                stem |= self.mask(lower[: -len(ending)]) & (ADJECTIVE | PARTICIPLE)
        if exact or stem:
            return f"{exact}+{stem}"
        for cut in range(2, len(lower) - _SHORTEST_PART + 1):
            part = self.mask(lower[cut:])
            if part:
                return f"{part} from {min(len(lower) - cut, 8)}"
        return "unknown"
