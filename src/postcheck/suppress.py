"""Leaves out findings that somebody asked to leave out, and remembers which requests were of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from postcheck.models import Finding, Suppressed, Suppression


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left, what was left out, and the requests that left out nothing."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    unused: tuple[Suppression, ...]


def matches(pattern: str, rule_id: str) -> bool:
    """Whether a pattern (rule id, area, or glob) means this rule."""
    return pattern.rstrip("/") in (rule_id, rule_id.split("/", 1)[0]) or fnmatchcase(rule_id, pattern)


def apply(findings: Sequence[Finding], requests: Sequence[Suppression], by: str) -> Outcome:
    """Split the findings of one post; `by` names where the requests stand, for people."""
    kept: list[Finding] = []
    left_out: list[Suppressed] = []
    used: set[Suppression] = set()
    for finding in findings:
        request = next((item for item in requests if matches(item.pattern, finding.rule_id)), None)
        if request is None:
            kept.append(finding)
        else:
            used.add(request)
            left_out.append(Suppressed(finding, by, request.reason))
    unused = tuple(item for item in requests if item not in used)
    return Outcome(tuple(kept), tuple(left_out), unused)
