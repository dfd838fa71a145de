"""Weighted evidence: several weak signals that add up, and are all shown.

The score is linear, bias + sum of weight × min(hits, cap), like that of a logistic regression, so that
weights can be set by hand or learned by `tools/eval`, and each finding can say what it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides, sentences
from postcheck.models import Evidence, Span
from postcheck.ruleset.spec import Weighted
from postcheck.signals import Signals
from postcheck.signals.finders.evidence import Piece, Scored, scores


@dataclass(frozen=True)
class EvidenceCheck:
    """Compiled `evidence`; `labels` say for each signal what it means, in the language of the run."""

    spec: Weighted
    labels: dict[str, str]

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """A draft for the post, or for each sentence, whose score reaches the threshold."""
        scopes = sentences(signals) if self.spec.scope == "sentence" else signals.spans("whole-post")
        threshold = overrides.limit if overrides.limit is not None else self.spec.threshold
        found = scores(self.spec, scopes, signals.words, signals.hits)
        return [self._draft(scored, threshold, signals) for scored in found if scored.score >= threshold]

    def _draft(self, scored: Scored, threshold: float, signals: Signals) -> Draft:
        against = sorted((piece for piece in scored.pieces if piece.weight > 0), key=lambda piece: -piece.weight)
        shown = tuple(self._evidence(piece, signals) for piece in against)
        quoted = ", ".join(f"„{_short(piece.text)}“" for piece in _telling(shown, sentences(signals))[: self.spec.show])
        values = {"evidence": quoted, "count": f"{scored.score:.2f}", "limit": f"{threshold:.2f}"}
        return Draft(self._span(shown, scored.span, signals), evidence=shown, values=values)

    def _evidence(self, piece: Piece, signals: Signals) -> Evidence:
        text = signals.parsed.post.text[piece.span.start : piece.span.end]
        label = self.labels[piece.signal] if piece.signal else piece.word
        return Evidence(piece.signal or "word", text, piece.span, label, piece.weight)

    def _span(self, shown: Sequence[Evidence], scope: Span, signals: Signals) -> Span:
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


def _telling(shown: Sequence[Evidence], whole: Sequence[Span]) -> list[Evidence]:
    """The evidence to quote: words rather than the sentence that they stand in, and nothing twice."""
    chosen: list[Evidence] = []
    for piece in [piece for piece in shown if piece.span not in whole] or shown:
        if not any(piece.span.overlaps(other.span) for other in chosen):
            chosen.append(piece)
    return chosen


def _short(text: str, longest: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
