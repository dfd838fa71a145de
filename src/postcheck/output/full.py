"""The format for people: excerpt with the span marked, what is wrong, why it is thought so, what to write instead."""

from __future__ import annotations

import click

from postcheck.models import About, Finding, Post, Report, Severity, Span
from postcheck.output.base import Summary, inert, width
from postcheck.positions import locate

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WORDS = {
    "de": {"error": "Fehler", "warning": "Warnung", "info": "Hinweis", "better": "besser", "not checked": "nicht geprüft"},
    "en": {"error": "error", "warning": "warning", "info": "info", "better": "better", "not checked": "not checked"},
}  # fmt: skip
# An excerpt shows at most so much of a line on both sides of the span, and of the span itself.
_AROUND = 45
_LONGEST = 76


class Full:
    """Several lines a finding. Whether colours are written is decided by who prints."""

    def __init__(self, *, quiet: bool = False, show_suppressed: bool = False) -> None:
        self._quiet = quiet
        self._show_suppressed = show_suppressed
        self._lang = "de"

    def start(self, about: About) -> str:
        """The notices, such as that grammar was checked by less than LanguageTool."""
        self._lang = about.lang
        if self._quiet:
            return ""
        return "".join(click.style(f"{notice}\n", dim=True) for notice in about.notices)

    def report(self, report: Report) -> str:
        """The findings and failures of one post."""
        parts = [self._finding(report.post, finding) for finding in report.findings]
        if self._show_suppressed:
            parts += [
                click.style(f"  ({item.by}: {inert(item.reason)}) " if item.reason else f"  ({item.by}) ", dim=True)
                + self._finding(report.post, item.finding)
                for item in report.suppressed
            ]
        for failure in report.failures:
            head = click.style(self._word("not checked"), fg="red", bold=True)
            parts.append(f"{inert(report.post.id)}: {head} [{failure.part}] {inert(failure.message)}\n\n")
        return "".join(parts)

    def finish(self, summary: Summary) -> str:
        """One line: how many posts, how many findings."""
        return "" if self._quiet else summary_line(summary, self._lang) + "\n"

    def _word(self, key: str) -> str:
        return _WORDS[self._lang][key]

    def _finding(self, post: Post, finding: Finding) -> str:
        place = locate(post, finding.span)
        colour = _COLOURS[finding.severity]
        head = click.style(f"{inert(post.path)}:{place.line}:{place.column}", bold=True)
        severity = click.style(self._word(finding.severity.label), fg=colour, bold=True)
        rule = click.style(f"[{finding.rule_id}]", dim=True)
        lines = [f"{head}: {severity}: {inert(finding.message)} {rule}"]
        lines += excerpt(post.text, finding.span, colour)
        for piece in finding.evidence[:4]:
            if piece.label and piece.label != piece.text:
                lines.append(click.style(f"    · {inert(piece.label)}: „{_shorten(inert(piece.text))}“", dim=True))
        if finding.fixes:
            lines.append("    → " + " | ".join(inert(fix.replacement) for fix in finding.fixes[:3]))
        if finding.advice:
            lines.append(f"    {click.style(self._word('better') + ':', fg='green')} {inert(finding.advice)}")
        return "\n".join(lines) + "\n\n"


def excerpt(text: str, span: Span, colour: str = "") -> list[str]:
    """Two lines: the part of the text around the span, and marks below the span."""
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    line_end = text.find("\n", span.start)
    line_end = len(text) if line_end < 0 else line_end
    end = min(span.end, line_end, span.start + _LONGEST)
    before, after = text[line_start : span.start], text[end:line_end]
    lead = "…" if len(before) > _AROUND else ""
    tail = "…" if len(after) > _AROUND or span.end > end else ""
    before = lead + inert(before[-_AROUND:])
    found = inert(text[span.start : end])
    marks = " " * width(before) + "^" * max(1, width(found))
    shown = f"    {before}{found}{inert(after[:_AROUND])}{tail}"
    return [shown.rstrip(), "    " + (click.style(marks, fg=colour) if colour else marks)]


def summary_line(summary: Summary, lang: str) -> str:
    """ "12 Beiträge geprüft: 3 Warnungen, 1 Hinweis." """
    counts = [(summary.findings[severity], severity.label) for severity in sorted(Severity, reverse=True)]
    if lang == "en":
        parts = [f"{n} {label}{'s' if n != 1 else ''}" for n, label in counts if n]
        text = f"{summary.posts} post{'s' if summary.posts != 1 else ''} checked: {', '.join(parts) or 'no findings'}"
        text += f", {summary.suppressed} hidden" if summary.suppressed else ""
        return text + (f", {summary.failures} not checked." if summary.failures else ".")
    words = {"error": ("Fehler", "Fehler"), "warning": ("Warnung", "Warnungen"), "info": ("Hinweis", "Hinweise")}
    parts = [f"{n} {words[label][n != 1]}" for n, label in counts if n]
    text = f"{summary.posts} {'Beiträge' if summary.posts != 1 else 'Beitrag'} geprüft: {', '.join(parts) or 'ohne Befund'}"
    text += f", {summary.suppressed} ausgeblendet" if summary.suppressed else ""
    return text + (f", {summary.failures} nicht geprüft." if summary.failures else ".")


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
