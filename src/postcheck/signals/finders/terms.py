"""Words and phrases by lemma: all term lists of all signals are looked up in one pass over the tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postcheck.models import Span
from postcheck.ruleset.spec import Terms
from postcheck.signals.hits import Hit
from postcheck.signals.words import Words
from postcheck.social import Social, words_in_hashtag

# Endings that are taken off unknown inflected forms, where the pipeline's lemma is not the term itself.
_ENDINGS = {
    "ADJ": (
        "stes",
        "ster",
        "sten",
        "stem",
        "ste",
        "ere",
        "eren",
        "erer",
        "eres",
        "erem",
        "er",
        "es",
        "en",
        "em",
        "e",
    ),
    "ADV": ("stens", "er"),
    "NOUN": ("innen", "ern", "es", "en", "er", "s", "n", "e"),
    "PROPN": ("s", "es"),
}
_SHORTEST_STEM = 4
# A separated particle stands at most so many tokens behind its verb.
_PARTICLE_REACH = 14
_EDGE = 3


@dataclass(frozen=True)
class _Term:
    owner: str
    atoms: tuple[str, ...]
    particle: str
    pos: frozenset[str]
    hashtags: bool


class TermIndex:
    """The compiled term lists: `find` gives the hits of every owner (a signal's or a rule's name)."""

    def __init__(self, lists: Mapping[str, Terms]) -> None:
        self._by_key: dict[str, list[_Term]] = defaultdict(list)
        self._by_suffix: dict[str, list[_Term]] = defaultdict(list)
        self._by_prefix: dict[str, list[_Term]] = defaultdict(list)
        for owner, terms in lists.items():
            for text in terms.list:
                for term in _compile(owner, text, terms):
                    first = term.atoms[0]
                    if first.startswith("*"):
                        self._by_suffix[first[1:][-_EDGE:]].append(term)
                    elif first.endswith("*"):
                        self._by_prefix[first[:_EDGE]].append(term)
                    elif first.startswith("="):
                        self._by_key[first[1:].lower()].append(term)
                    else:
                        self._by_key[first].append(term)

    def find(self, words: Words, social: Social) -> dict[str, list[Hit]]:
        """Hits by owner, in the order of the text; of overlapping hits of one owner the longest stays."""
        found: dict[str, list[Span]] = defaultdict(list)
        keys = [_keys(words, index) for index in range(len(words))]
        for index in range(len(words)):
            if words.kinds[index] in ("link", "email", "hashtag", "mention", "placeholder", "space"):
                continue
            for term in self._candidates(keys[index]):
                last = _match(term, words, keys, index)
                if last >= 0 and (not term.pos or words.pos[last] in term.pos):
                    found[term.owner].append(words.span(index, last))
        for item in social.items:
            if item.kind == "hashtag":
                self._in_hashtag(item.value, item.span, found)
        return {owner: [Hit(span) for span in _longest(spans)] for owner, spans in found.items()}

    def _candidates(self, keys: frozenset[str]) -> Iterable[_Term]:
        for key in keys:
            yield from self._by_key.get(key, ())
            yield from self._by_suffix.get(key[-_EDGE:], ())
            yield from self._by_prefix.get(key[:_EDGE], ())

    def _in_hashtag(self, value: str, span: Span, found: dict[str, list[Span]]) -> None:
        parts = words_in_hashtag(value)
        for word, part in parts:
            keys = frozenset({word.lower()})
            for term in self._candidates(keys):
                alone = len(term.atoms) == 1 and not term.particle
                if term.hashtags and alone and _fits(term.atoms[0], word, keys):
                    found[term.owner].append(Span(span.start + part.start, span.start + part.end))


def _compile(owner: str, text: str, terms: Terms) -> list[_Term]:
    pos = frozenset(terms.pos)
    if "|" in text and " " not in text:
        particle, verb = text.lower().split("|", 1)
        return [
            _Term(owner, (particle + verb,), "", pos, terms.hashtags),
            _Term(owner, (verb,), particle, pos, terms.hashtags),
        ]
    atoms = tuple(atom if atom.startswith("=") else atom.lower() for atom in text.split())
    return [_Term(owner, atoms, "", pos, terms.hashtags)]


def _keys(words: Words, index: int) -> frozenset[str]:
    """The forms under which a token may stand in a list."""
    lower, lemma = words.lowers[index], words.lemmas[index]
    keys = {lower, lemma} if lemma else {lower}
    for ending in _ENDINGS.get(words.pos[index], ()):
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_STEM:
            keys.add(lower[: -len(ending)])
    return frozenset(keys)


def _fits(atom: str, text: str, keys: frozenset[str]) -> bool:
    if atom == "_":
        return True
    if atom.startswith("="):
        return text == atom[1:]
    if atom.startswith("*"):
        return any(key.endswith(atom[1:]) for key in keys)
    if atom.endswith("*"):
        return any(key.startswith(atom[:-1]) for key in keys)
    return atom in keys


def _match(term: _Term, words: Words, keys: list[frozenset[str]], index: int) -> int:
    """The last token of the match of `term` that begins at token `index`, or -1."""
    last = index - 1
    for atom in term.atoms:
        last += 1
        if last >= len(words) or words.sentence_of[last] != words.sentence_of[index]:
            return -1
        if not _fits(atom, words.texts[last], keys[last]):
            return -1
    if not term.particle:
        return last
    for behind in range(last + 1, min(len(words), last + 1 + _PARTICLE_REACH)):
        if words.sentence_of[behind] != words.sentence_of[index]:
            return -1
        if words.lowers[behind] == term.particle and words.tags[behind] in ("PTKVZ", "ADV", "ADJD", ""):
            return behind
    return -1


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
