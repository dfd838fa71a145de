"""Posts as rows of numbers: how often each signal holds, and which lemmas occur, in the post or in each sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from postcheck import language, ruleset
from postcheck.models import Span
from postcheck.ruleset.builtin import MEASURED
from postcheck.signals import CompiledSignals, Signals
from tools.eval.corpus import Labelled

# A word that stands in fewer posts says more about the post than about the fault.
RAREST_WORD = 8


@dataclass(frozen=True)
class Row:
    """One post or one sentence: hits by signal, its lemmas, its text."""

    counts: dict[str, int]
    lemmas: frozenset[str]
    text: str


def extract(
    posts: Sequence[Labelled],
    rules: ruleset.Ruleset,
    names: Sequence[str],
    *,
    by_sentence: bool = False,
    post_names: Sequence[str] = (),
) -> list[list[Row]]:
    """For each post its rows over the signals `names`: one, or one a sentence.

    `post_names`: signals that are counted in the whole post and stand in each of its rows.
    """
    compiled = CompiledSignals(rules.signals, [*names, *post_names])
    pipeline = language.load()
    bags: list[list[Row]] = []
    for parsed in pipeline.parse([post.post for post in posts], frozenset({"tag", "morph", "lemma"})):
        signals = Signals(parsed, compiled)
        whole = signals.spans("whole-post")
        scopes = (signals.spans("sentences") or whole) if by_sentence else whole
        everywhere = {in_post(name): signals.count(name) for name in post_names}
        bags.append([_row(signals, names, everywhere, scope) for scope in scopes])
    return bags


def in_post(name: str) -> str:
    """The name of a feature that counts a signal in the whole post, beside the one that counts it in the sentence."""
    return f"{name} (post)"


def _row(signals: Signals, names: Sequence[str], everywhere: dict[str, int], scope: Span) -> Row:
    words = signals.words
    lemmas = frozenset(
        words.lemmas[index] or words.lowers[index]
        for index in words.tokens_in(scope)
        if words.is_word(index) and words.tags[index] != "NE"
    )
    counts = {name: sum(span.overlaps(scope) for span in signals.spans(name)) for name in names}
    return Row({**counts, **everywhere}, lemmas, signals.parsed.post.text[scope.start : scope.end])


def vocabulary(bags: Sequence[Sequence[Row]]) -> list[str]:
    """The lemmas that stand in enough posts to be learned from."""
    counts = Counter(lemma for bag in bags for lemma in frozenset().union(*(row.lemmas for row in bag)))
    return sorted(lemma for lemma, count in counts.items() if count >= RAREST_WORD and lemma.isalpha())


def all_names(rules: ruleset.Ruleset) -> list[str]:
    """Every signal that there is; those measured in each character or word are left out."""
    dull = {"characters", "words", "whole-post"}
    return sorted({*rules.signals, *MEASURED} - dull)
