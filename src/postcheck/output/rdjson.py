"""Reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from postcheck.errors import InputError
from postcheck.models import About, Finding, Location, Post, Report, Severity, Span
from postcheck.output.base import UNUSED, FormatOptions, Summary, as_written, ci_path, failure_line, unused_line
from postcheck.output.inert import inert, json_inert
from postcheck.positions import locate, split_lines, utf8_column
from postcheck.reader.base import decode

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdJson:
    """One JSON document. Columns count bytes of UTF-8, as the format wants it; each fix is a suggestion."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._first = True
        self._lang = "de"
        self._columns = _Columns()

    def start(self, about: About) -> str:
        """The head of the document."""
        self._lang = about.lang
        return '{"source": {"name": "postcheck"}, "diagnostics": ['

    def report(self, report: Report) -> str:
        """A diagnostic for each finding, failure, and request of no use."""
        post = report.post
        found = [self._finding(post, finding) for finding in report.findings]
        found += [
            _diagnostic(post, failure_line(post, failure), "ERROR", failure.code, post.anchors[0].line)
            for failure in report.failures
        ]
        found += [
            _diagnostic(post, unused_line(request, self._lang), "INFO", UNUSED, request.line)
            for request in report.unused
        ]
        return "".join(self._text(diagnostic) for diagnostic in found)

    def finish(self, summary: Summary) -> str:
        """The end of the document."""
        return "]}\n" if self._first else "\n]}\n"

    def _finding(self, post: Post, finding: Finding) -> dict[str, Any]:
        suggestions = [
            {"range": self._range(post, fix.span), "text": as_written(post, fix.replacement)} for fix in finding.fixes
        ]
        diagnostic: dict[str, Any] = {
            "message": inert(f"{finding.message} {finding.advice}".rstrip()),
            "location": {"path": ci_path(post.path), "range": self._range(post, finding.span)},
            "severity": _SEVERITIES[finding.severity],
            "code": {"value": finding.rule_id},
        }
        return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic

    def _range(self, post: Post, span: Span) -> dict[str, Any]:
        place = self._columns.in_bytes(post, locate(post, span))
        return {
            "start": {"line": place.line, "column": place.column},
            "end": {"line": place.end_line, "column": place.end_column},
        }

    def _text(self, diagnostic: dict[str, Any]) -> str:
        comma = "" if self._first else ","
        self._first = False
        return f"{comma}\n  " + json_inert(json.dumps(diagnostic, ensure_ascii=False))


def _diagnostic(post: Post, message: str, severity: str, code: str, line: int) -> dict[str, Any]:
    return {
        "message": message,
        "location": {"path": ci_path(post.path), "range": {"start": {"line": line}}},
        "severity": severity,
        "code": {"value": code},
    }


class _Columns:
    """Columns in bytes: what stands before a post in its line is known to the file alone."""

    def __init__(self) -> None:
        self._path = ""
        self._lines: list[str] = []

    def in_bytes(self, post: Post, place: Location) -> Location:
        lines = self._of(post.path)
        return Location(
            place.line,
            utf8_column(lines[place.line - 1], place.column) if place.line <= len(lines) else place.column,
            place.end_line,
            utf8_column(lines[place.end_line - 1], place.end_column)
            if place.end_line <= len(lines)
            else place.end_column,
        )

    def _of(self, path: str) -> list[str]:
        if path != self._path:
            self._path = path
            try:
                with open(path, "rb") as file:
                    self._lines = split_lines(decode(file.read(), path))
            except (OSError, InputError):
                self._lines = []  # standard input, or gone since: columns stay what they are
        return self._lines
