"""Counts, shares and densities of signals against a limit."""

from __future__ import annotations

from dataclasses import dataclass

from postcheck import platforms
from postcheck.checks.base import Draft, Overrides, marked, number
from postcheck.models import Span
from postcheck.ruleset.spec import Limit
from postcheck.signals import Signals


@dataclass(frozen=True)
class LimitCheck:
    """Compiled `limit`."""

    spec: Limit

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """Drafts when the measured value is beyond the limit."""
        spans = sorted(span for name in self.spec.signals for span in signals.spans(name))
        if self.spec.measure != "count" and len(spans) < self.spec.at_least:
            return []
        value = self._measure(spans, signals)
        limit = self._limit(signals, overrides)
        if self.spec.above is not None and value <= limit:
            return []
        if self.spec.below is not None and value >= limit:
            return []
        # A density is told in whole words of a hundred: its decimals mean nothing to a writer.
        shown = round(value) if self.spec.measure == "density" else value
        values = {"count": number(shown), "limit": number(limit)}
        return [Draft(span, values=values) for span in marked(self.spec.mark, spans, signals)]

    def _measure(self, spans: list[Span], signals: Signals) -> float:
        if self.spec.measure == "count":
            return float(len(spans))
        whole = signals.count(self.spec.of)
        if whole == 0:
            return 0.0
        return len(spans) / whole * (100.0 if self.spec.measure == "density" else 1.0)

    def _limit(self, signals: Signals, overrides: Overrides) -> float:
        platform = platforms.get(signals.parsed.post.platform)
        name = platform.id if platform else ""
        if name in overrides.platforms:
            return overrides.platforms[name]
        if overrides.limit is not None:
            return overrides.limit
        if name in self.spec.platforms:
            return self.spec.platforms[name]
        return self.spec.above if self.spec.above is not None else self.spec.below or 0.0
