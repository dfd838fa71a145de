"""The format for people: excerpt with the span marked, what is wrong, why it is thought so, what to write instead."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, ClassVar

import click

from postcheck.models import About, Finding, Post, Report, Severity, Span, Suppressed
from postcheck.output.base import FormatOptions, Summary, failure_line, statistics, unused_line
from postcheck.output.inert import head, inert, inert_line, tail, width
from postcheck.positions import locate

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_WORDS = {
    "de": {
        "error": "Fehler",
        "warning": "Warnung",
        "info": "Hinweis",
        "better": "besser",
        "delete": "(streichen)",
        "not checked": "nicht geprüft",
        "hidden": "ausgeblendet",
        "quotes": "„{}“",
        "more": "und {} weitere Gründe",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "better": "better",
        "delete": "(delete)",
        "not checked": "not checked",
        "hidden": "hidden",
        "quotes": "“{}”",
        "more": "and {} more reasons",
    },
}
# So many reasons stand below a finding.
_MOST_EVIDENCE = 5
# An excerpt shows at most so much of a line on both sides of the span, and of the span itself.
_AROUND = 45
_LONGEST = 76
_LINE_END = re.compile(r"[\r\n]")


class Full:
    """Several lines a finding. Whether colours are written is decided by who prints."""

    for_people: ClassVar[bool] = True

    def __init__(self, options: FormatOptions) -> None:
        self._options = options
        self._lang = "de"
        self._marks = _marks() if options.colours else dict.fromkeys(_marks(), "")

    def start(self, about: About) -> str:
        """The notices, such as that grammar was checked by less than LanguageTool."""
        self._lang = about.lang
        if self._options.quiet or not about.notices:
            return ""
        return "".join(self._style(f"{inert(notice)}\n", dim=True) for notice in about.notices) + "\n"

    def report(self, report: Report) -> str:
        """The findings and failures of one post."""
        parts = [self._finding(report.post, finding) for finding in report.findings]
        if self._options.show_suppressed:
            parts += [self._suppressed(report.post, item) for item in report.suppressed]
        for request in report.unused:
            where = self._style(f"{inert_line(report.post.path)}:{request.line}", bold=True)
            label = self._style(self._word("info"), fg=_COLOURS[Severity.INFO], bold=True)
            parts.append(f"{where}: {label}: {inert(unused_line(request, self._lang))}\n\n")
        for failure in report.failures:
            label = self._style(f"{self._word('not checked')}:", fg="red", bold=True)
            parts.append(f"{label} {failure_line(report.post, failure)}\n\n")
        return "".join(parts)

    def finish(self, summary: Summary) -> str:
        """One line: how many posts, how many findings; before it the statistics, when asked for."""
        text = statistics(summary) + "\n" if self._options.statistics and summary.rules else ""
        return text if self._options.quiet else f"{text}{summary_line(summary, self._lang)}\n"

    def _style(self, text: str, **styles: Any) -> str:
        return click.style(text, **styles) if self._options.colours else text

    def _word(self, key: str) -> str:
        return _WORDS[self._lang][key]

    def _finding(self, post: Post, finding: Finding) -> str:
        place, marks = locate(post, finding.span), self._marks
        word, end = self._word(finding.severity.label), marks["end"]
        colour = _COLOURS[finding.severity]
        where = f"{marks['bold']}{inert_line(post.path)}:{place.line}:{place.column}{end}"
        rule = f"{marks['dim']}[{finding.rule_id}]{end}"
        lines = [f"{where}: {marks[colour]}{word}{end}: {inert(finding.message)} {rule}"]
        lines += excerpt(post.text, finding.span, colour if self._options.colours else "")
        lines += [f"{marks['dim']}    · {line}{end}" for line in self._evidence(finding)]
        if finding.fixes:
            shown = [inert(fix.replacement) or self._word("delete") for fix in finding.fixes[:3]]
            lines.append(f"    → {' | '.join(shown)}")
        if finding.advice:
            lines.append(f"    {marks['green']}{self._word('better')}:{end} {inert(finding.advice)}")
        return "\n".join(lines) + "\n\n"

    def _suppressed(self, post: Post, item: Suppressed) -> str:
        reason = f", {item.reason}" if item.reason else ""
        return self._style(f"({self._word('hidden')}: {inert(item.by + reason)}) ", dim=True) + self._finding(
            post, item.finding
        )

    def _evidence(self, finding: Finding) -> list[str]:
        """A line for each meaning: what was found with it, each text once."""
        quotes = self._word("quotes")
        by_label: dict[str, dict[str, None]] = {}
        for signal, text, span, label, _ in finding.evidence:
            texts = by_label.setdefault(label or signal, {})
            # What is longer than the excerpt and covers the finding can be read there already.
            if text and (len(text) <= _AROUND or not span.contains(finding.span)):
                texts[_quoted(text, quotes)] = None
        lines = [f"{inert(label)}: {', '.join(texts)}" if texts else inert(label) for label, texts in by_label.items()]
        # The heaviest come first; machine formats give all.
        rest = len(lines) - _MOST_EVIDENCE
        return lines if rest <= 1 else [*lines[:_MOST_EVIDENCE], self._word("more").format(rest)]


def excerpt(text: str, span: Span, colour: str = "") -> list[str]:
    """Two lines: the part of the text around the span, and marks below the span, or below its first line."""
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    found = _LINE_END.search(text, span.start)
    line_end = found.start() if found else len(text)
    marked = head(text[span.start : min(span.end, line_end)], _LONGEST)
    before, after = text[line_start : span.start], text[span.start + len(marked) : line_end]
    shown_before, shown_after = tail(before, _AROUND), head(after, _AROUND)
    lead = "…" if len(shown_before) < len(before) else ""
    rest = "…" if len(shown_after) < len(after) or span.end > line_end else ""
    shown_before, shown = lead + inert(shown_before), inert(marked)
    marks = " " * width(shown_before) + "^" * max(1, width(shown))
    # What begins with two colons has its first one shown longer; the marks would then stand too far to the left.
    line = f"    {inert_line(shown_before + shown + inert(shown_after) + rest)}"
    return [line.rstrip(), "    " + (click.style(marks, fg=colour) if colour else marks)]


def summary_line(summary: Summary, lang: str) -> str:
    """One sentence: "12 Beiträge geprüft: 3 Warnungen, 1 Hinweis." """
    counts = [(summary.findings[severity], severity.label) for severity in sorted(Severity, reverse=True)]
    if lang == "en":
        parts = [f"{n} {label}{'s' if n != 1 else ''}" for n, label in counts if n]
        text = f"{summary.posts} post{'s' if summary.posts != 1 else ''} checked: {', '.join(parts) or 'no findings'}"
        text += f", {summary.suppressed} hidden" if summary.suppressed else ""
        return text + (f", {summary.failures} not checked." if summary.failures else ".")
    words = {"error": ("Fehler", "Fehler"), "warning": ("Warnung", "Warnungen"), "info": ("Hinweis", "Hinweise")}
    parts = [f"{n} {words[label][n != 1]}" for n, label in counts if n]
    text = f"{summary.posts} {'Beiträge' if summary.posts != 1 else 'Beitrag'} geprüft: "
    text += ", ".join(parts) or "ohne Befund"
    text += f", {summary.suppressed} ausgeblendet" if summary.suppressed else ""
    return text + (f", {summary.failures} nicht geprüft." if summary.failures else ".")


def _marks() -> dict[str, str]:
    """What is written before a style, by its name, and behind any: quicker than a call for each piece of a finding."""
    styles: dict[str, dict[str, Any]] = {"bold": {"bold": True}, "dim": {"dim": True}, "green": {"fg": "green"}}
    styles |= {colour: {"fg": colour, "bold": True} for colour in _COLOURS.values()}
    return {name: click.style("", reset=False, **style) for name, style in styles.items()} | {"end": click.style("")}


@lru_cache(maxsize=4096)  # several signals find the same words, and many posts, too
def _quoted(text: str, quotes: str) -> str:
    shown = inert(text)
    return quotes.format(shown if len(shown) <= _LONGEST else head(shown, _LONGEST - 1) + "…")
