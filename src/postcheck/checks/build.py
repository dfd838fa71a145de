"""From a rule to its check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from postcheck.checks.absence import AbsenceCheck
from postcheck.checks.base import Check
from postcheck.checks.consistency import ConsistencyCheck
from postcheck.checks.evidence import EvidenceCheck
from postcheck.checks.length import LengthCheck
from postcheck.checks.limit import LimitCheck
from postcheck.checks.spans import SpansCheck
from postcheck.ruleset import Rule, Ruleset
from postcheck.ruleset.builtin import MEASURED
from postcheck.ruleset.spec import Finder, Measure, Signal, Terms
from postcheck.ruleset.validate import references

_FINDERS = tuple(Finder.__dataclass_fields__)


@dataclass(frozen=True)
class Plan:
    """A rule's check, the names of the signals it needs, and the signals that only it has."""

    check: Check
    names: tuple[str, ...]
    own: dict[str, Signal]


def plan(rule: Rule, ruleset: Ruleset, lang: str, extra_terms: tuple[str, ...] = ()) -> Plan | None:
    """The plan for `rule`; None for rules over a campaign, which look at no single post."""
    match = rule.spec.match
    if match.campaign is not None:
        return None
    names = [name for _, name in references(rule.spec, ())]
    own: dict[str, Signal] = {}
    if any(getattr(match, kind) is not None for kind in _FINDERS):
        finders = [Measure(**{kind: getattr(match, kind) for kind in _FINDERS})]
        if extra_terms:
            finders.append(Measure(terms=Terms(extra_terms)))
        for number, finder in enumerate(finders):
            own[f"{rule.id}#{number}"] = Signal(rule.spec.title, finder, rule.spec.unless, outside=rule.spec.outside)
    return Plan(build(rule, ruleset, lang, tuple(own)), (*names, *own), own)


def build(rule: Rule, ruleset: Ruleset, lang: str, own: tuple[str, ...]) -> Check:
    """Compile the rule's `match`; `own` are the names of its own finder's signals."""
    match = rule.spec.match
    if match.limit is not None:
        return LimitCheck(match.limit)
    if match.absence is not None:
        return AbsenceCheck(match.absence, _labels(match.absence.instead, ruleset, lang))
    evidence = match.evidence
    if match.weighed is not None:
        source = ruleset.signals[match.weighed.signal].match.evidence
        assert source is not None, "validated when the rules were loaded"
        evidence = replace(source, show=match.weighed.show, mark=match.weighed.mark)
    if evidence is not None:
        return EvidenceCheck(evidence, _labels((*evidence.weights, *evidence.post_weights), ruleset, lang))
    if match.consistency is not None:
        return ConsistencyCheck(match.consistency, _labels(match.consistency.signals, ruleset, lang))
    if match.length is not None:
        return LengthCheck(match.length)
    return SpansCheck(own)


def _labels(names: Iterable[str], ruleset: Ruleset, lang: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name in names:
        doc = MEASURED[name][0] if name in MEASURED else ruleset.signals[name].doc
        labels[name] = doc.of(lang)
    return labels
