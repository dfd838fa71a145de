"""JSON, version 1: stable, described by docs/schema/report-1.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from postcheck import __version__
from postcheck.models import About, Finding, Fix, Post, Report, Severity, Span
from postcheck.output.base import FormatOptions, Summary
from postcheck.output.inert import json_inert
from postcheck.positions import locate

VERSION = 1
# What is written here is made here, and never holds itself.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Json:
    """One JSON document; posts are written as they come. The options change nothing: it always says all."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._first = True

    def start(self, about: About) -> str:
        """The head of the document, up to the list of posts."""
        head = _text(head_object(about))
        return head[: head.rindex("}")].rstrip() + ',\n  "posts": ['

    def report(self, report: Report) -> str:
        """One member of the list of posts, in one line: laid out, it would take five times as long to write."""
        comma = "" if self._first else ","
        self._first = False
        return f"{comma}\n    {one_line(post_object(report))}"

    def finish(self, summary: Summary) -> str:
        """The rest of the document."""
        text = _text(summary_object(summary)).replace("\n", "\n  ")
        return ("]" if self._first else "\n  ]") + f',\n  "summary": {text}\n}}\n'


def _text(value: dict[str, Any]) -> str:
    return json_inert(json.dumps(value, ensure_ascii=False, indent=2))


def one_line(value: dict[str, Any]) -> str:
    """JSON text without line ends, and with nothing in it that acts on what shows it."""
    return json_inert(_encode(value))


def head_object(about: About) -> dict[str, Any]:
    """What a report says of the run."""
    return {
        "version": VERSION,
        "postcheck": __version__,
        "pipeline": {"name": about.pipeline.name, "version": about.pipeline.version},
        "grammar": {"engine": about.grammar.name, "version": about.grammar.version},
        "notices": list(about.notices),
    }


def post_object(report: Report) -> dict[str, Any]:
    """What a report says of a post."""
    post = report.post
    return {
        "id": post.id,
        "path": post.path,
        "line": post.anchors[0].line,
        "platform": post.platform,
        "findings": [finding_object(finding, post) for finding in report.findings],
        "suppressed": [
            {**finding_object(item.finding, post), "by": item.by, "reason": item.reason} for item in report.suppressed
        ],
        "unused_ignores": [
            {"rule": item.pattern, "line": item.line, "by": item.by, "reason": item.reason} for item in report.unused
        ],
        "failures": [
            {"part": failure.part, "code": failure.code, "message": failure.message} for failure in report.failures
        ],
    }


def finding_object(finding: Finding, post: Post) -> dict[str, Any]:
    """What a report says of a finding."""
    place = locate(post, finding.span)
    return {
        "rule": finding.rule_id,
        "severity": finding.severity.label,
        "message": finding.message,
        "advice": finding.advice,
        "text": post.text[finding.span.start : finding.span.end],
        "span": span_object(finding.span),
        "location": {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
        },
        "fixes": [_fix(fix) for fix in finding.fixes],
        "evidence": [
            {
                "signal": piece.signal,
                "label": piece.label,
                "text": piece.text,
                "span": {"start": piece.span.start, "end": piece.span.end},
                "weight": piece.weight,
            }
            for piece in finding.evidence
        ],
    }


def span_object(span: Span) -> dict[str, int]:
    """A span, in code points of the post's text."""
    return {"start": span.start, "end": span.end}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"span": span_object(fix.span), "replacement": fix.replacement}


def summary_object(summary: Summary) -> dict[str, Any]:
    """What a report says in the end."""
    return {
        "posts": summary.posts,
        "posts_with_findings": summary.posts_with_findings,
        "findings": {severity.label: summary.findings[severity] for severity in sorted(Severity, reverse=True)},
        "rules": {rule: summary.rules[rule] for rule in sorted(summary.rules)},
        "hidden": summary.suppressed,
        "known": summary.known,
        "failures": summary.failures,
    }


def schema() -> str:
    """The JSON Schema of reports, as text: inside the package when installed, in docs/ of a checkout."""
    package = Path(__file__).resolve().parent
    name = f"report-{VERSION}.json"
    shipped = package / name
    place = shipped if shipped.is_file() else package.parents[2] / "docs" / "schema" / name
    return place.read_text(encoding="utf-8")
