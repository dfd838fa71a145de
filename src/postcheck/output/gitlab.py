"""Code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from postcheck import fingerprints
from postcheck.models import About, Finding, Post, Report, Severity
from postcheck.output.base import UNUSED, FormatOptions, Summary, ci_path, failure_line, unused_line
from postcheck.output.inert import inert, json_inert
from postcheck.positions import locate

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


class GitLab:
    """One JSON list. Fingerprints survive moves, and no two are the same: GitLab takes them for the identity."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._first = True
        self._lang = "de"
        self._numbers = fingerprints.Numbers()

    def start(self, about: About) -> str:
        """The beginning of the list."""
        self._lang = about.lang
        return "["

    def report(self, report: Report) -> str:
        """An entry for each finding, failure, and request of no use."""
        post = report.post
        entries = [self._finding(post, finding) for finding in report.findings]
        line = post.anchors[0].line
        for failure in report.failures:
            text = failure_line(post, failure)
            entries.append(
                self._entry(post, line, text, f"postcheck/{failure.part}", "blocker", fingerprints.digest(text))
            )
        for request in report.unused:
            text = unused_line(request, self._lang)
            identity = fingerprints.digest(UNUSED, post.path, request.pattern)
            entries.append(self._entry(post, request.line, text, UNUSED, "info", identity))
        return "".join(self._text(entry) for entry in entries)

    def finish(self, summary: Summary) -> str:
        """The end of the list."""
        return "]\n" if self._first else "\n]\n"

    def _finding(self, post: Post, finding: Finding) -> dict[str, Any]:
        line = locate(post, finding.span).line
        text = f"{finding.message} {finding.advice}".rstrip()
        known = fingerprints.of(post, finding)
        return self._entry(post, line, text, finding.rule_id, _SEVERITIES[finding.severity], known)

    def _entry(self, post: Post, line: int, text: str, check: str, severity: str, identity: str) -> dict[str, Any]:
        number = self._numbers.of(identity)
        return {
            "description": inert(text),
            "check_name": inert(check),
            "fingerprint": identity if number == 1 else f"{identity}-{number}",
            "severity": severity,
            "location": {"path": ci_path(post.path), "lines": {"begin": line}},
        }

    def _text(self, entry: dict[str, Any]) -> str:
        comma = "" if self._first else ","
        self._first = False
        return f"{comma}\n  " + json_inert(json.dumps(entry, ensure_ascii=False))
