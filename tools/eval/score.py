"""Precision, recall, F1, clean posts left alone, pairs told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.eval.corpus import Labelled
from tools.eval.mapping import LABELS


@dataclass(frozen=True)
class Count:
    """True positives, false positives, false negatives of one label."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """1.0 when nothing was found: then nothing was found wrongly."""
        found = self.true + self.false
        return self.true / found if found else 1.0

    @property
    def recall(self) -> float:
        """1.0 when there was nothing to find."""
        there = self.true + self.missed
        return self.true / there if there else 1.0

    @property
    def f1(self) -> float:
        """2TP / (2TP + FP + FN); 1.0 for a label that neither occurs nor is found."""
        total = 2 * self.true + self.false + self.missed
        return 2 * self.true / total if total else 1.0


@dataclass(frozen=True)
class Score:
    """The figures of a set of posts. Shares are None where there is nothing to divide by."""

    posts: int
    labels: Mapping[str, Count]
    clean_posts: int
    clean_left_alone: float | None
    pairs: int
    pairs_right: float | None

    @property
    def macro_f1(self) -> float:
        """The mean of the F1 of all labels that occur or are found."""
        present = [count for count in self.labels.values() if count.true + count.false + count.missed]
        return sum(count.f1 for count in present) / len(present) if present else 1.0


def score(posts: Sequence[Labelled], found: Sequence[frozenset[str]]) -> Score:
    """Compare the labels found with the labels given, post by post.

    A pair is told apart when the labels in which its posts differ are right on both.
    """
    counts: dict[str, Count] = {}
    for label in LABELS:
        pairs = [(label in post.labels, label in labels) for post, labels in zip(posts, found, strict=True)]
        counts[label] = Count(
            sum(given and seen for given, seen in pairs),
            sum(seen and not given for given, seen in pairs),
            sum(given and not seen for given, seen in pairs),
        )
    clean = [not labels for post, labels in zip(posts, found, strict=True) if not post.labels]
    told = _pairs(posts, found)
    return Score(
        len(posts),
        counts,
        len(clean),
        sum(clean) / len(clean) if clean else None,
        len(told),
        sum(told) / len(told) if told else None,
    )


def _pairs(posts: Sequence[Labelled], found: Sequence[frozenset[str]]) -> list[bool]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, post in enumerate(posts):
        if post.pair:
            groups[post.file, post.pair].append(index)
    told: list[bool] = []
    for indexes in groups.values():
        if len(indexes) != 2:
            continue
        first, second = (posts[index] for index in indexes)
        differing = first.labels ^ second.labels
        right = all((found[index] ^ posts[index].labels).isdisjoint(differing) for index in indexes)
        told.append(bool(differing) and right)
    return told
