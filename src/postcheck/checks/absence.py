"""Something that should be in a post is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides, marked
from postcheck.models import Evidence
from postcheck.ruleset.spec import Absence
from postcheck.signals import Signals


@dataclass(frozen=True)
class AbsenceCheck:
    """Compiled `absence`; `labels` say what the signals mean that are there instead, in the language of the run."""

    spec: Absence
    labels: dict[str, str]

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft when none of the signals holds; none for a post without any text."""
        if any(signals.count(name) for name in self.spec.signals):
            return []
        evidence = tuple(self._instead(signals))
        return [Draft(span, evidence) for span in marked(self.spec.mark, (), signals)]

    def _instead(self, signals: Signals) -> Iterator[Evidence]:
        text = signals.parsed.post.text
        for name in self.spec.instead:
            for span in signals.spans(name):
                yield Evidence(name, text[span.start : span.end], span, self.labels[name])
