"""Weighted evidence: several weak signals that add up, and are all shown.

The score is linear, bias + sum of weight × min(hits, cap), like that of a logistic regression, so that
weights can be set by hand or learned by `tools/eval`, and each finding can say what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        """A draft for the post, or for each sentence, whose score reaches the threshold."""
        scopes = sentences(signals) if self.spec.scope == "sentence" else signals.spans("whole-post")
        everywhere = list(self._signals(self.spec.post_weights, signals, None)) if self.spec.post_weights else []
        threshold = overrides.limit if overrides.limit is not None else self.spec.threshold
        drafts: list[Draft] = []
        for scope in scopes:
            pieces = [
                *self._signals(self.spec.weights, signals, scope),
                *everywhere,
                *self._words(signals, scope),
            ]
            score = self.spec.bias + sum(piece.weight for piece in pieces)
            if score >= threshold:
                drafts.append(self._draft(pieces, score, threshold, scope, signals))
        return drafts

    def _draft(self, pieces: list[Evidence], score: float, threshold: float, scope: Span, signals: Signals) -> Draft:
        shown = sorted((piece for piece in pieces if piece.weight > 0), key=lambda piece: -piece.weight)
        quoted = ", ".join(dict.fromkeys(f"„{_short(piece.text)}“" for piece in shown[: self.spec.show]))
        values = {"evidence": quoted, "count": f"{score:.2f}", "limit": f"{threshold:.2f}"}
        return Draft(self._span(shown, scope, signals), evidence=tuple(shown), values=values)

    def _signals(
        self, weights: Mapping[str, float | Weight], signals: Signals, scope: Span | None
    ) -> Iterator[Evidence]:
        text = signals.parsed.post.text
        for name, weight in weights.items():
            value, cap = (weight.weight, weight.cap) if isinstance(weight, Weight) else (weight, 1)
            spans = [span for span in signals.spans(name) if scope is None or span.overlaps(scope)]
            for span in spans[:cap]:
                yield Evidence(name, text[span.start : span.end], span, self.labels[name], value)

    def _words(self, signals: Signals, scope: Span) -> Iterator[Evidence]:
        words, text, seen = signals.words, signals.parsed.post.text, set()
        if not self.spec.words:
            return
        for index in words.tokens_in(scope):
            lemma = words.lemmas[index] or words.lowers[index]
            weight = self.spec.words.get(lemma)
            if weight is not None and lemma not in seen and words.is_word(index):
                seen.add(lemma)
                span = words.span(index, index)
                yield Evidence("word", text[span.start : span.end], span, lemma, weight)

    def _span(self, shown: list[Evidence], scope: Span, signals: Signals) -> Span:
        if self.spec.mark == "strongest" and shown:
            return shown[0].span
        found = sentences(signals)
        if self.spec.mark == "last-sentence":
            return found[-1]
        if self.spec.mark == "first-sentence":
            return found[0]
        if self.spec.mark == "post":
            return signals.spans("whole-post")[0]
        return scope


def _short(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
