"""What all formats share: the protocol, the summary, and the ways to make a post's text inert."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from postcheck.models import About, Report, Severity


@dataclass
class Summary:
    """What the reports of a run add up to; filled while they pass."""

    posts: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    suppressed: int = 0
    posts_with_findings: int = 0

    def add(self, report: Report) -> None:
        """Count one report; a file that could not be read is a failure, not a post."""
        unread = any(failure.part == "read" for failure in report.failures)
        self.posts += not unread
        self.findings.update(finding.severity for finding in report.findings)
        self.rules.update(finding.rule_id for finding in report.findings)
        self.failures += len(report.failures)
        self.suppressed += len(report.suppressed)
        self.posts_with_findings += bool(report.findings)

    def worst(self) -> Severity | None:
        """The highest severity among the findings."""
        return max(self.findings, default=None)


class Format(Protocol):
    """One way of writing a run. Each method gives the text that is due then, so that memory stays bounded."""

    def start(self, about: About) -> str:
        """Before the first report."""

    def report(self, report: Report) -> str:
        """For each report, in the order of the posts."""

    def finish(self, summary: Summary) -> str:
        """After the last report."""


# Categories of characters that can act on a terminal or turn text around: controls, bidi and other format marks.
_ACTIVE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
# Joiners and variation selectors are part of emoji and scripts, and act on nothing.
_HARMLESS = "\u200d\u200c\ufe0f\u00ad"


def inert(text: str) -> str:
    """`text` in one line, with every character that could act on a terminal shown as an escape."""
    return "".join(_inert(char) for char in text)


def _inert(char: str) -> str:
    if char == "\n":
        return "⏎"
    if char == "\t":
        return "→"
    if char == "\r":
        return ""
    if unicodedata.category(char) in _ACTIVE and char not in _HARMLESS and not "\U000e0020" <= char <= "\U000e007f":
        return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
    return char


def width(text: str) -> int:
    """The columns that inert text takes on a terminal: wide characters and emoji two, joined and combining ones none."""
    columns, joined = 0, False
    for char in text:
        if unicodedata.combining(char) or char in _HARMLESS or "\U0001f3fb" <= char <= "\U0001f3ff":
            joined = char == "\u200d"
            continue
        if not joined:
            columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        joined = False
    return columns
