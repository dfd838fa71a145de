"""One line a finding: path:line:column: severity rule message."""

from __future__ import annotations

from postcheck.models import About, Report
from postcheck.output.base import Summary, inert
from postcheck.positions import locate


class Concise:
    """For grep, editors and people in a hurry."""

    def start(self, about: About) -> str:
        """Nothing: every line is a finding."""
        return ""

    def report(self, report: Report) -> str:
        """A line for each finding and failure."""
        lines = []
        for finding in report.findings:
            place = locate(report.post, finding.span)
            where = f"{inert(report.post.path)}:{place.line}:{place.column}"
            lines.append(f"{where}: {finding.severity.label} {finding.rule_id} {inert(finding.message)}\n")
        for failure in report.failures:
            lines.append(f"{inert(report.post.id)}: failure {failure.part} {inert(failure.message)}\n")
        return "".join(lines)

    def finish(self, summary: Summary) -> str:
        """Nothing."""
        return ""
