"""Evidence that adds up: the score of each sentence, or of the whole post, and the pieces that it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from postcheck.models import Span
from postcheck.ruleset.spec import Weight, Weighted
from postcheck.signals.finders.composed import Lookup
from postcheck.signals.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """One hit that counts: of a signal, or of the lemma `word` (then `signal` is "")."""

    signal: str
    word: str
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """What was scored, its score (that of a logistic regression), and what it rests on."""

    span: Span
    score: float
    pieces: tuple[Piece, ...]


def scores(options: Weighted, scopes: Sequence[Span], words: Words, lookup: Lookup) -> Iterator[Scored]:
    """The score of each scope that has what the evidence needs, in order."""
    scopes = [
        scope
        for scope in scopes
        if not options.needs or any(hit.span.overlaps(scope) for name in options.needs for hit in lookup(name))
    ]
    if not scopes:
        return
    # Once for all scopes: most of hundreds of signals have no hit in the post at all.
    inside = _weighed(options.weights, lookup)
    everywhere = [piece for weighed in _weighed(options.post_weights, lookup) for piece in weighed.pieces(None)]
    for scope in scopes:
        found = [piece for weighed in inside for piece in weighed.pieces(scope)]
        pieces = (*found, *everywhere, *_words(options.words, words, scope))
        yield Scored(scope, options.bias + sum(piece.weight for piece in pieces), pieces)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A signal that has hits, what each of them weighs, and how many of them count."""

    name: str
    weight: float
    cap: int
    spans: list[Span]

    def pieces(self, scope: Span | None) -> list[Piece]:
        """The hits that count in `scope`; None is the whole post."""
        spans = [span for span in self.spans if scope is None or span.overlaps(scope)]
        return [Piece(self.name, "", span, self.weight) for span in spans[: self.cap]]


def _weighed(weights: Mapping[str, float | Weight], lookup: Lookup) -> list[_Weighed]:
    found: list[_Weighed] = []
    for name, weight in weights.items():
        value, cap = (weight.weight, weight.cap) if isinstance(weight, Weight) else (weight, 1)
        # Without a weight it is kept in the rule for the next fitting only: not to be looked for.
        if value and (hits := lookup(name)):
            found.append(_Weighed(name, value, cap, [hit.span for hit in hits]))
    return found


def _words(weights: Mapping[str, float], words: Words, scope: Span) -> Iterator[Piece]:
    if not weights:
        return
    seen: set[str] = set()
    for index in words.tokens_in(scope):
        lemma = words.lemmas[index] or words.lowers[index]
        weight = weights.get(lemma)
        if weight is not None and lemma not in seen and words.is_word(index):
            seen.add(lemma)
            yield Piece("", lemma, words.span(index, index), weight)
