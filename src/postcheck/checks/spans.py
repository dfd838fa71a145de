"""Each hit of a finder is a fault: terms, tokens, dependency, regex, replacements, sentence, sequence …"""

from __future__ import annotations

from dataclasses import dataclass

from postcheck.checks.base import Draft, Overrides
from postcheck.models import Fix
from postcheck.signals import Signals


@dataclass(frozen=True)
class SpansCheck:
    """`signals` are the names under which the rule's own finder and its extra terms were compiled."""

    signals: tuple[str, ...]

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft a hit; spans that were found twice count once."""
        found = {hit.span: hit for name in reversed(self.signals) for hit in signals.hits(name)}
        drafts: list[Draft] = []
        for span in sorted(found):
            replacement = found[span].replacement
            fixes = () if replacement is None else (Fix(span, replacement),)
            drafts.append(Draft(span, fixes=fixes, values={"fix": replacement or ""}))
        return drafts
