"""Superlatives, passive and noun style, from tags and lemmas."""

from __future__ import annotations

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.words import Words

_NOUN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "ierung",
    "ierungen",
    "nahme",
    "nahmen",
    "ation",
    "ationen",
)
_PASSIVE_REACH = 12


def superlatives(parsed: Parsed, words: Words) -> list[Span]:
    """Adjectives and adverbs in the superlative."""
    found: list[Span] = []
    for index in range(len(words)):
        if words.pos[index] not in ("ADJ", "ADV"):
            continue
        if "Sup" in parsed.doc[index].morph.get("Degree", []):
            found.append(words.span(index, index))
    return found


def passives(parsed: Parsed, words: Words) -> list[Span]:
    """A form of werden with a participle behind or before it in the same clause."""
    found: list[Span] = []
    for index in range(len(words)):
        if words.lemmas[index] != "werden" or not words.tags[index].startswith("VA"):
            continue
        for other in range(max(0, index - 3), min(len(words), index + _PASSIVE_REACH)):
            same = words.clause_of[other] == words.clause_of[index]
            if same and words.tags[other] == "VVPP":
                found.append(words.span(min(index, other), max(index, other)))
                break
    return found


def noun_style(parsed: Parsed, words: Words) -> list[Span]:
    """Nouns made of verbs and adjectives (-ung, -heit, -keit, -nahme)."""
    return [
        words.span(index, index)
        for index in range(len(words))
        if words.pos[index] == "NOUN" and len(words.lowers[index]) > 6 and words.lowers[index].endswith(_NOUN_ENDINGS)
    ]


def persons(parsed: Parsed, words: Words) -> list[Span]:
    """Runs of proper names; which of them are people, only the context tells."""
    return _runs(words, "NE")


def foreign_words(parsed: Parsed, words: Words) -> list[Span]:
    """Runs of words of other languages."""
    return _runs(words, "FM")


def _runs(words: Words, tag: str) -> list[Span]:
    found: list[Span] = []
    index = 0
    while index < len(words):
        last = index
        while last < len(words) and words.tags[last] == tag and words.is_word(last):
            last += 1
        if last > index:
            found.append(words.span(index, last - 1))
        index = max(last, index + 1)
    return found
