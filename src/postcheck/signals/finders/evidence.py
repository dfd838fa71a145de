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
    everywhere = list(_signals(options.post_weights, lookup, None)) if options.post_weights else []
    for scope in scopes:
        if options.needs and not any(hit.span.overlaps(scope) for name in options.needs for hit in lookup(name)):
            continue
        pieces = (
            *_signals(options.weights, lookup, scope),
            *everywhere,
            *_words(options.words, words, scope),
        )
        yield Scored(scope, options.bias + sum(piece.weight for piece in pieces), pieces)


def _signals(weights: Mapping[str, float | Weight], lookup: Lookup, scope: Span | None) -> Iterator[Piece]:
    for name, weight in weights.items():
        value, cap = (weight.weight, weight.cap) if isinstance(weight, Weight) else (weight, 1)
        if not value:
            continue  # kept in the rule for the next fitting only: not to be looked for
        spans = [hit.span for hit in lookup(name) if scope is None or hit.span.overlaps(scope)]
        for span in spans[:cap]:
            yield Piece(name, "", span, value)


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
