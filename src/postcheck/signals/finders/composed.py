"""Finders that put other signals together: sentence, sequence, together, any."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postcheck.models import Span
from postcheck.ruleset import spec
from postcheck.signals.hits import Hit
from postcheck.signals.words import Words

Lookup = Callable[[str], tuple[Hit, ...]]
# Which of the post's proper sentences a signal touches: a number with a bit for each, the first sentence's the lowest.
Within = Callable[[str], int]


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


def sentence(options: spec.Sentence, words: Words, within: Within) -> list[Hit]:
    """The sentences that meet all conditions."""
    left = _position(options.position, len(words.proper))
    for place, (count, ending) in enumerate(zip(words.word_counts, words.endings, strict=True)):
        if not options.min_words <= count <= options.max_words or options.ends not in ("any", ending):
            left &= ~(1 << place)

    def after(name: str) -> int:
        return within(name) >> 1

    def before(name: str) -> int:
        return within(name) << 1

    for name in options.has:
        left = _touched(left, (name,), within)
    for names, where in (
        (options.has_any, within),
        (options.next_has_any, after),
        (options.previous_has_any, before),
    ):
        left = _touched(left, names, where) if names else left
    for names, where in (
        (options.has_none, within),
        (options.next_has_none, after),
        (options.previous_has_none, before),
    ):
        left &= ~_touched(left, names, where)
    return [Hit(span) for place, span in enumerate(words.proper) if left >> place & 1]


def _touched(left: int, names: Sequence[str], where: Within) -> int:
    """Those of the sentences `left` where one of the signals is; they are looked for as long as there is a question."""
    found = 0
    for name in names:
        if found == left:
            break
        found |= left & where(name)
    return found


def _position(wanted: str, total: int) -> int:
    everywhere = (1 << total) - 1
    first, last = everywhere & 1, everywhere & ~(everywhere >> 1)
    positions = {
        "first": first,
        "last": last,
        "closing": last | last >> 1,
        "not-first": everywhere & ~first,
        "not-last": everywhere & ~last,
    }
    return positions.get(wanted, everywhere)
