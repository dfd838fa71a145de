"""What all formats share: the protocol, the summary, and lines that several of them write."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from postcheck.models import BASELINE, About, Failure, Post, Report, Severity, Suppression
from postcheck.output.inert import inert, inert_line

# What requests that were of no use are called where a rule is expected.
UNUSED = "postcheck/unused-ignore"


@dataclass
class Summary:
    """What the reports of a run add up to; filled while they pass."""

    posts: int = 0
    findings: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    suppressed: int = 0
    known: int = 0
    posts_with_findings: int = 0

    def add(self, report: Report) -> None:
        """Count one report; a file that could not be read is a failure, not a post."""
        unread = any(failure.part == "read" for failure in report.failures)
        self.posts += not unread
        for finding in report.findings:
            self.findings[finding.severity] += 1
            self.rules[finding.rule_id] += 1
        self.failures += len(report.failures)
        self.suppressed += len(report.suppressed)
        self.known += sum(item.by == BASELINE for item in report.suppressed)
        self.posts_with_findings += bool(report.findings)

    def worst(self) -> Severity | None:
        """The highest severity among the findings."""
        return max(self.findings, default=None)


@dataclass(frozen=True)
class RuleText:
    """What formats say of a rule, in the language of the run."""

    title: str
    why: str
    better: str
    severity: Severity


@dataclass(frozen=True)
class FormatOptions:
    """What people ask of formats. A format does with it what makes sense for its readers.

    `colours`: whether what is written goes where colours are wanted. `rules` reads all rules: only formats that tell
    of them ask for it.
    """

    quiet: bool = False
    show_suppressed: bool = False
    statistics: bool = False
    rules: Callable[[], Mapping[str, RuleText]] = dict
    colours: bool = True


class Format(Protocol):
    """One way of writing a run. Each method gives the text that is due then, so that memory stays bounded.

    `for_people`: written in the encoding and colours of the terminal, and says itself what a person must know
    (notices, failures). Other formats are UTF-8 wherever they go.
    """

    for_people: ClassVar[bool]

    def start(self, about: About) -> str:
        """Before the first report."""

    def report(self, report: Report) -> str:
        """For each report, in the order of the posts."""

    def finish(self, summary: Summary) -> str:
        """After the last report."""


def failure_line(post: Post, failure: Failure) -> str:
    """What could not be checked and why, in one line without its end."""
    if failure.part == "read":
        return inert_line(failure.message)  # it names the file and the place itself
    return f"{inert_line(post.id)}: {failure.part}: {inert(failure.message)}"


def unused_line(request: Suppression, lang: str) -> str:
    """What is said of a request that left out nothing."""
    if lang == "en":
        return f"'{request.pattern}' is ignored here ({request.by}), but nothing of the kind is found."
    places = {"front matter": "Front Matter", "record": "Feld ignore", "comment": "Kommentar"}
    place = places.get(request.by, request.by)
    return f"„{request.pattern}“ wird hier ausgeschlossen ({place}), aber nichts davon wird gefunden."


def ci_path(path: str) -> str:
    """The path as services for code review know it: relative to the working directory where it lies below, with /."""
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        path = path if inside.startswith("..") else inside
    return os.path.normpath(path).replace(os.sep, "/")


def as_written(post: Post, text: str) -> str:
    """A replacement as it must be written into the file of the post: records hold their text as a JSON string."""
    if os.path.splitext(post.path)[1].lower() in (".jsonl", ".ndjson"):
        return json.dumps(text, ensure_ascii=False)[1:-1]
    return text


def statistics(summary: Summary) -> str:
    """A line for each rule that found something: how often, the most frequent first."""
    counts = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:6}  {rule}\n" for rule, count in counts)
