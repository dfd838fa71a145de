"""Finders that put other signals together: sentence, sequence, together, any."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postcheck.models import Span
from postcheck.ruleset import spec
from postcheck.signals.hits import Hit
from postcheck.signals.words import Words

Lookup = Callable[[str], tuple[Hit, ...]]


def any_of(names: Sequence[str], lookup: Lookup) -> list[Hit]:
    """The hits of all signals, each span once."""
    found = {hit.span: hit for name in reversed(names) for hit in lookup(name)}
    return [found[span] for span in sorted(found)]


def together(options: spec.Together, lookup: Lookup) -> list[Hit]:
    """The hits of the first signal, when the others are (not) there as well."""
    if any(lookup(name) for name in options.none):
        return []
    if not all(lookup(name) for name in options.all):
        return []
    return list(lookup(options.all[0]))


def sequence(options: spec.Sequence, words: Words, lookup: Lookup) -> list[Hit]:
    """Chains of hits, one of each signal, with at most `gap` tokens between neighbours."""
    names = options.signals
    found = {hit.span: hit for hit in _chains(names, options.gap, words, lookup)}
    if not options.ordered:
        found.update({hit.span: hit for hit in _chains(tuple(reversed(names)), options.gap, words, lookup)})
    return [found[span] for span in sorted(found)]


def _chains(names: Sequence[str], gap: int, words: Words, lookup: Lookup) -> list[Hit]:
    chains = [(hit.span, hit.span) for hit in lookup(names[0])]
    for name in names[1:]:
        longer: list[tuple[Span, Span]] = []
        for first, last in chains:
            for hit in lookup(name):
                if _follows(last, hit.span, gap, words):
                    longer.append((first, hit.span))
                    break
        chains = longer
    return [Hit(Span(first.start, last.end)) for first, last in chains]


def _follows(left: Span, right: Span, gap: int, words: Words) -> bool:
    if right.start < left.end:
        return False
    before, after = words.tokens_in(left), words.tokens_in(right)
    if not before or not after or words.sentence_of[before[-1]] != words.sentence_of[after[0]]:
        return False
    return after[0] - before[-1] - 1 <= gap


def sentence(options: spec.Sentence, words: Words, lookup: Lookup) -> list[Hit]:
    """The sentences that meet all conditions."""
    proper = [index for index, count in enumerate(words.word_counts) if count]
    hits: list[Hit] = []
    for place, index in enumerate(proper):
        before = words.sentences[proper[place - 1]] if place else None
        after = words.sentences[proper[place + 1]] if place + 1 < len(proper) else None
        if _position(options.position, place, len(proper)) and _fits(
            options, words.sentences[index], words.word_counts[index], before, after, words, lookup
        ):
            hits.append(Hit(words.sentences[index]))
    return hits


def _position(wanted: str, place: int, total: int) -> bool:
    if wanted == "first":
        return place == 0
    if wanted == "last":
        return place == total - 1
    if wanted == "closing":
        return place >= total - 2
    if wanted == "not-first":
        return place > 0
    if wanted == "not-last":
        return place < total - 1
    return True


def _fits(
    options: spec.Sentence,
    span: Span,
    length: int,
    before: Span | None,
    after: Span | None,
    words: Words,
    lookup: Lookup,
) -> bool:
    def held(name: str, where: Span | None) -> bool:
        return where is not None and any(where.overlaps(hit.span) for hit in lookup(name))

    if not options.min_words <= length <= options.max_words:
        return False
    if options.ends != "any" and ending(span, words) != options.ends:
        return False
    if not all(held(name, span) for name in options.has):
        return False
    if options.has_any and not any(held(name, span) for name in options.has_any):
        return False
    if any(held(name, span) for name in options.has_none):
        return False
    if options.next_has_any and not any(held(name, after) for name in options.next_has_any):
        return False
    if any(held(name, after) for name in options.next_has_none):
        return False
    if options.previous_has_any and not any(held(name, before) for name in options.previous_has_any):
        return False
    return not any(held(name, before) for name in options.previous_has_none)


def ending(span: Span, words: Words) -> str:
    """How a sentence ends: "?", "!" or "." for anything else; emoji, quotation marks and the like are passed over."""
    for index in reversed(words.tokens_in(span)):
        if words.kinds[index] == "punct":
            for mark in reversed(words.texts[index]):
                if mark in "?!":
                    # "Wirklich?!" asks.
                    return "?" if "?" in words.texts[index] else mark
                if mark in ".…:,;":
                    return "."
        elif words.is_word(index) or words.kinds[index] == "number":
            return "."
    return "."
