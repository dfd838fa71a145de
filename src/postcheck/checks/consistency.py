"""Two signals that must not meet in one post."""

from __future__ import annotations

from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides
from postcheck.models import Evidence, Span
from postcheck.ruleset.spec import Consistency
from postcheck.signals import Signals


@dataclass(frozen=True)
class ConsistencyCheck:
    """Compiled `consistency`; `labels` say for each signal what it means."""

    spec: Consistency
    labels: dict[str, str]

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft at the first hit of the rarer signal, or of the one that comes later, with one example of each."""
        first, second = self.spec.signals
        sides = {name: signals.spans(name) for name in (first, second)}
        if any(len(spans) < self.spec.at_least for spans in sides.values()):
            return []
        rarer = min((first, second), key=lambda name: (len(sides[name]), -sides[name][0].start))
        text = signals.parsed.post.text

        def evidence(name: str, span: Span) -> Evidence:
            return Evidence(name, text[span.start : span.end], span, self.labels[name])

        pieces = tuple(evidence(name, spans[0]) for name, spans in sides.items())
        quoted = " / ".join(f"„{piece.text}“" for piece in pieces)
        return [Draft(sides[rarer][0], evidence=pieces, values={"evidence": quoted})]
