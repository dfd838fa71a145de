"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from postcheck import __version__, fingerprints
from postcheck.models import (
    BASELINE,
    CONFIGURATION,
    About,
    Failure,
    Finding,
    Fix,
    Location,
    Post,
    Report,
    Severity,
    Suppressed,
    Suppression,
)
from postcheck.output.base import UNUSED, FormatOptions, Summary, as_written, ci_path, failure_line, unused_line
from postcheck.output.inert import inert, json_inert
from postcheck.positions import locate

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_OUTSIDE = (BASELINE, CONFIGURATION)
_FINGERPRINT = "postcheck/v1"


class Sarif:
    """One document: results as they come, then the rules that they name, and what could not be checked.

    Findings that were left out are written with --show-suppressed only: not all readers know suppressions, and would
    show them as open.
    """

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._options = options
        self._lang = "de"
        self._first = True
        self._rules: dict[str, int] = {}
        self._severities: dict[str, Severity] = {}
        self._notifications: list[dict[str, Any]] = []
        self._about: About | None = None

    def start(self, about: About) -> str:
        """The head of the document, up to the list of results."""
        self._about, self._lang = about, about.lang
        self._notifications = [{"level": "note", "message": {"text": inert(notice)}} for notice in about.notices]
        head = f'"$schema": "{_SCHEMA}",\n"version": "2.1.0"'
        return f'{{\n{head},\n"runs": [{{\n"columnKind": "unicodeCodePoints",\n"results": ['

    def report(self, report: Report) -> str:
        """The results of one post."""
        post = report.post
        results = [self._result(post, finding, None) for finding in report.findings]
        if self._options.show_suppressed:
            results += [self._result(post, item.finding, item) for item in report.suppressed]
        results += [self._unused(post, request) for request in report.unused]
        self._notifications += [_notification(post, failure) for failure in report.failures]
        return "".join(self._text(result) for result in results)

    def finish(self, summary: Summary) -> str:
        """The rest of the document."""
        driver: dict[str, Any] = {
            "name": "postcheck",
            "semanticVersion": __version__,
            "rules": self._descriptors(),
        }
        if self._about is not None:
            driver["properties"] = {
                "pipeline": f"{self._about.pipeline.name} {self._about.pipeline.version}",
                "grammar": f"{self._about.grammar.name} {self._about.grammar.version}".rstrip(),
            }
        invocation: dict[str, Any] = {"executionSuccessful": summary.failures == 0}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        end = "]" if self._first else "\n]"
        return f'{end},\n"tool": {_json({"driver": driver})},\n"invocations": {_json([invocation])}\n}}]\n}}\n'

    def _result(self, post: Post, finding: Finding, left_out: Suppressed | None) -> dict[str, Any]:
        place = locate(post, finding.span)
        text = post.text[finding.span.start : finding.span.end]
        result: dict[str, Any] = {
            "ruleId": finding.rule_id,
            "ruleIndex": self._index(finding.rule_id, finding.severity),
            "level": _LEVELS[finding.severity],
            "message": {"text": inert(f"{finding.message} {finding.advice}".rstrip())},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _artifact(post),
                        "region": {**_region(place), "snippet": {"text": text}},
                    }
                }
            ],
            "partialFingerprints": {_FINGERPRINT: fingerprints.of(post, finding)},
        }
        if finding.fixes:
            result["fixes"] = [_fix(post, fix) for fix in finding.fixes]
        if self._options.show_suppressed:
            result["suppressions"] = [] if left_out is None else [_suppression(left_out)]
        return result

    def _unused(self, post: Post, request: Suppression) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": UNUSED,
            "ruleIndex": self._index(UNUSED, Severity.INFO),
            "level": "note",
            "message": {"text": inert(unused_line(request, self._lang))},
            "locations": [
                {"physicalLocation": {"artifactLocation": _artifact(post), "region": {"startLine": request.line}}}
            ],
        }
        return {**result, "suppressions": []} if self._options.show_suppressed else result

    def _index(self, rule: str, severity: Severity) -> int:
        self._severities.setdefault(rule, severity)
        return self._rules.setdefault(rule, len(self._rules))

    def _descriptors(self) -> list[dict[str, Any]]:
        texts = self._options.rules() if self._rules else {}
        found: list[dict[str, Any]] = []
        for rule in self._rules:
            text = texts.get(rule)
            descriptor: dict[str, Any] = {
                "id": rule,
                "defaultConfiguration": {"level": _LEVELS[text.severity if text else self._severities[rule]]},
                "properties": {"tags": [rule.split("/", 1)[0]]},
            }
            if text is not None:
                descriptor |= {
                    "name": rule.replace("/", "-"),
                    "shortDescription": {"text": text.title},
                    "fullDescription": {"text": text.why},
                    "help": {"text": f"{text.why}\n\n{text.better}", "markdown": f"{text.why}\n\n**→** {text.better}"},
                }
            found.append(descriptor)
        return found

    def _text(self, result: dict[str, Any]) -> str:
        comma = "" if self._first else ","
        self._first = False
        return f"{comma}\n{_json(result)}"


def _json(value: Any) -> str:
    return json_inert(json.dumps(value, ensure_ascii=False))


def _artifact(post: Post) -> dict[str, str]:
    path = ci_path(post.path)
    if os.path.isabs(path):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(place: Location) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(post: Post, fix: Fix) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(locate(post, fix.span)),
        "insertedContent": {"text": as_written(post, fix.replacement)},
    }
    change = {"artifactLocation": _artifact(post), "replacements": [replacement]}
    return {"description": {"text": inert(f"→ {fix.replacement}")}, "artifactChanges": [change]}


def _suppression(item: Suppressed) -> dict[str, str]:
    kind = {"kind": "external" if item.by in _OUTSIDE else "inSource", "status": "accepted"}
    return {**kind, "justification": inert(item.reason)} if item.reason else kind


def _notification(post: Post, failure: Failure) -> dict[str, Any]:
    region = {"startLine": post.anchors[0].line}
    return {
        "level": "error",
        "descriptor": {"id": failure.code},
        "message": {"text": failure_line(post, failure)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(post), "region": region}}],
    }
