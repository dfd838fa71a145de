"""Something that should be in a post is missing."""

from __future__ import annotations

from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides, marked
from postcheck.ruleset.spec import Absence
from postcheck.signals import Signals


@dataclass(frozen=True)
class AbsenceCheck:
    """Compiled `absence`."""

    spec: Absence

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft when none of the signals holds; none for a post without any text."""
        if any(signals.count(name) for name in self.spec.signals):
            return []
        return [Draft(span) for span in marked(self.spec.mark, (), signals)]
