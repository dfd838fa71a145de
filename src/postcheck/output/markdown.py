"""Markdown for a comment on a pull request. Nothing in a post acts there: no HTML, no link, no mention."""

from __future__ import annotations

import re
from typing import ClassVar

from postcheck.models import About, Finding, Post, Report, Severity
from postcheck.output.base import FormatOptions, Summary, ci_path, failure_line, unused_line
from postcheck.output.full import summary_line
from postcheck.output.inert import inert
from postcheck.positions import locate

_SIGNS = {Severity.ERROR: "🛑", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
# GitHub refuses comments of more than 65,536 characters, GitLab of more than a million.
_LONGEST = 60_000
_LONGEST_EXCERPT = 200
_SPECIAL = re.compile(r"[\\`*_\[\]#|~$]")
# Names, numbers and addresses that services turn into links and messages: @name, #1, !1, ~label, https://…
_REFERENCE = re.compile(r"(?i)[@#!~%$&](?=\w)|\b(?:https?|ftp|mailto)(?=:)|\bwww(?=\.)|\bgh(?=-\d)")
# Blank without width: it stands in for what `inert` leaves of such blanks in posts, which is none.
_GAP, _GAP_WRITTEN = "\u200b", "&#8203;"
_WORDS = {
    "de": {"title": "Prüfung der Beiträge", "more": "Weitere Befunde: {}.", "known": "Bekannt und ausgeblendet: {}."},
    "en": {"title": "Check of the posts", "more": "More findings: {}.", "known": "Known and hidden: {}."},
}


class Markdown:
    """A list by file. When it grows too long for a comment, the rest is only counted."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._options = options
        self._lang = "de"
        self._path: str | None = None
        self._length = 0
        self._left_out = 0

    def start(self, about: About) -> str:
        """The heading, and what people must know of the run."""
        self._lang = about.lang
        text = f"### postcheck: {_WORDS[self._lang]['title']}\n"
        return text + "".join(f"\n> {escape(notice)}\n" for notice in about.notices)

    def report(self, report: Report) -> str:
        """The findings of one post, below the name of its file where that is new."""
        entries = [self._finding(report.post, finding) for finding in report.findings]
        if self._options.show_suppressed:
            for item in report.suppressed:
                reason = f"{item.by}: {item.reason}" if item.reason else item.by
                entries.append(f"{self._finding(report.post, item.finding)}  \n  ({escape(reason)})")
        entries += [f"- ❗ {escape(failure_line(report.post, failure))}" for failure in report.failures]
        entries += [f"- 💡 {request.line}: {escape(unused_line(request, self._lang))}" for request in report.unused]
        return "".join(self._within(report.post, entry) for entry in entries)

    def finish(self, summary: Summary) -> str:
        """What there was no room for, the sum, and how many findings are hidden as known."""
        words = _WORDS[self._lang]
        lines = [words["more"].format(self._left_out)] if self._left_out else []
        lines.append(summary_line(summary, self._lang))
        if summary.known:
            lines.append(words["known"].format(summary.known))
        return "".join(f"\n{line}\n" for line in lines)

    def _within(self, post: Post, entry: str) -> str:
        heading = "" if post.path == self._path else f"\n**{code(ci_path(post.path))}**\n\n"
        if self._length + len(heading) + len(entry) > _LONGEST:
            self._left_out += 1
            return ""
        self._path = post.path
        self._length += len(heading) + len(entry) + 1
        return f"{heading}{entry}\n"

    def _finding(self, post: Post, finding: Finding) -> str:
        line = locate(post, finding.span).line
        text = post.text[finding.span.start : finding.span.end]
        text = text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT] + "…"
        parts = [f"- {_SIGNS[finding.severity]} {line}: {escape(finding.message)} {code(finding.rule_id)}"]
        if text.strip():
            parts.append(f"  {code(text)}")
        if finding.fixes:
            parts.append(
                "  → " + " | ".join(code(fix.replacement) for fix in finding.fixes[:3] if fix.replacement.strip())
            )
        if finding.advice:
            parts.append(f"  {escape(finding.advice)}")
        return "  \n".join(part for part in parts if part.strip("→ "))


def escape(text: str) -> str:
    """Text of people in Markdown, on one line, as text and nothing else."""
    text = _REFERENCE.sub(rf"\g<0>{_GAP}", inert(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\g<0>", text).replace(_GAP, _GAP_WRITTEN)


def code(text: str) -> str:
    """Text as code, on one line; the fence is longer than every row of backticks in it."""
    text = inert(text)
    longest = max((len(row) for row in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"
