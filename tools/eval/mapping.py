"""Which rules find which label of the rubric: the one table."""

from __future__ import annotations

from collections.abc import Iterable

LABEL_RULES: dict[str, tuple[str, ...]] = {
    "push-only": ("broadcast/push-only",),
    "no-dialogue": ("dialogue/missing-prompt",),
    "engagement-bait": ("dialogue/engagement-bait",),
    "hype": ("authenticity/hype", "authenticity/buzzwords", "authenticity/shouting"),
    "overpromise": ("promise/overpromise",),
    "arrogance": ("tone/arrogance", "tone/belittling", "tone/defensive"),
    "pressure": ("broadcast/pressure",),
    "unsourced-claim": ("transparency/unsourced-claim",),
    "mixed-address": ("language/mixed-address",),
}
LABELS = tuple(LABEL_RULES)


def labels_of(rule_ids: Iterable[str]) -> frozenset[str]:
    """The labels that findings of these rules stand for."""
    found = set(rule_ids)
    return frozenset(label for label, rules in LABEL_RULES.items() if found & set(rules))
