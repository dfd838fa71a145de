"""Posts as rows of numbers: how often each signal holds, and which lemmas occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postcheck import language, ruleset
from postcheck.ruleset.builtin import MEASURED
from postcheck.signals import CompiledSignals, Signals
from tools.eval.corpus import Labelled

# A word that stands in fewer posts says more about the post than about the fault.
RAREST_WORD = 8


@dataclass(frozen=True)
class Row:
    """One post: hits by signal, and its lemmas."""

    counts: dict[str, int]
    lemmas: frozenset[str]


def extract(posts: Sequence[Labelled], rules: ruleset.Ruleset, names: Sequence[str]) -> list[Row]:
    """One row a post, over the signals `names`."""
    compiled = CompiledSignals(rules.signals, names)
    pipeline = language.load()
    rows: list[Row] = []
    for parsed in pipeline.parse([post.post for post in posts], frozenset({"tag", "morph", "lemma", "sent"})):
        signals = Signals(parsed, compiled)
        words = signals.words
        lemmas = frozenset(
            words.lemmas[index] or words.lowers[index]
            for index in range(len(words))
            if words.is_word(index) and words.tags[index] != "NE"
        )
        rows.append(Row({name: signals.count(name) for name in names}, lemmas))
    return rows


def vocabulary(rows: Sequence[Row]) -> list[str]:
    """The lemmas that are frequent enough to be learned from."""
    counts: dict[str, int] = {}
    for row in rows:
        for lemma in row.lemmas:
            counts[lemma] = counts.get(lemma, 0) + 1
    return sorted(lemma for lemma, count in counts.items() if count >= RAREST_WORD and lemma.isalpha())


def all_names(rules: ruleset.Ruleset) -> list[str]:
    """Every signal that there is; those measured in each character or word are left out."""
    dull = {"characters", "words", "whole-post"}
    return sorted({*rules.signals, *MEASURED} - dull)
