"""Weighted evidence: several weak signals that add up, and are all shown.

The score is linear, bias + sum of weight × min(hits, cap), like that of a logistic regression, so that
weights can be set by hand or learned by `tools/eval`, and each finding can say what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides, sentences
from postcheck.models import Evidence, Span
from postcheck.ruleset.spec import Weight, Weighted
from postcheck.signals import Signals


@dataclass(frozen=True)
class EvidenceCheck:
    """Compiled `evidence`; `labels` say for each signal what it means, in the language of the run."""

    spec: Weighted
    labels: dict[str, str]

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft when the score reaches the threshold."""
        pieces = [*self._signals(signals), *self._words(signals)]
        score = self.spec.bias + sum(piece.weight for piece in pieces)
        threshold = overrides.limit if overrides.limit is not None else self.spec.threshold
        if score < threshold:
            return []
        shown = sorted((piece for piece in pieces if piece.weight > 0), key=lambda piece: -piece.weight)
        span = self._span(shown, signals)
        if span is None:
            return []
        best = shown[: self.spec.show]
        quoted = ", ".join(dict.fromkeys(f"„{_short(piece.text)}“" for piece in best))
        values = {"evidence": quoted, "count": f"{score:.2f}", "limit": f"{threshold:.2f}"}
        return [Draft(span, evidence=tuple(shown), values=values)]

    def _signals(self, signals: Signals) -> Iterator[Evidence]:
        text = signals.parsed.post.text
        for name, weight in self.spec.weights.items():
            value, cap = (weight.weight, weight.cap) if isinstance(weight, Weight) else (weight, 1)
            for hit in signals.hits(name)[:cap]:
                span = hit.span
                yield Evidence(name, text[span.start : span.end], span, self.labels[name], value)

    def _words(self, signals: Signals) -> Iterator[Evidence]:
        words, text, seen = signals.words, signals.parsed.post.text, set()
        if not self.spec.words:
            return
        for index in range(len(words)):
            lemma = words.lemmas[index] or words.lowers[index]
            weight = self.spec.words.get(lemma)
            if weight is not None and lemma not in seen and words.is_word(index):
                seen.add(lemma)
                span = words.span(index, index)
                yield Evidence("word", text[span.start : span.end], span, lemma, weight)

    def _span(self, shown: list[Evidence], signals: Signals) -> Span | None:
        if self.spec.mark == "strongest" and shown:
            return shown[0].span
        found = sentences(signals)
        if not found:
            return None
        if self.spec.mark == "last-sentence":
            return found[-1]
        if self.spec.mark == "post":
            return signals.spans("whole-post")[0]
        return found[0]


def _short(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
