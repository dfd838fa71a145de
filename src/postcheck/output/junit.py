"""JUnit XML, as Jenkins, GitLab and Azure read it: a suite a file, a failed test case a finding."""

from __future__ import annotations

import re
from typing import ClassVar
from xml.sax.saxutils import quoteattr

from postcheck.models import About, Finding, Post, Report
from postcheck.output.base import FormatOptions, Summary, ci_path, failure_line
from postcheck.output.inert import inert
from postcheck.positions import locate

# What is left of characters that XML 1.0 cannot hold when `inert` has shown the others.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


class JUnit:
    """A post without findings is a test case that passes. What could not be checked is an error."""

    for_people: ClassVar[bool] = False

    def __init__(self, options: FormatOptions) -> None:
        self._show_suppressed = options.show_suppressed
        self._path = ""
        self._properties = ""
        self._cases: list[str] = []
        self._failed = self._broken = self._skipped = 0

    def start(self, about: About) -> str:
        """The head of the document."""
        tools = (("pipeline", about.pipeline), ("grammar", about.grammar))
        facts = [(name, f"{tool.name} {tool.version}".rstrip()) for name, tool in tools]
        facts += [("notice", notice) for notice in about.notices]
        lines = [f"      <property name={_attribute(name)} value={_attribute(value)}/>\n" for name, value in facts]
        self._properties = f"    <properties>\n{''.join(lines)}    </properties>\n"
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="postcheck">\n'

    def report(self, report: Report) -> str:
        """The suite before, when a new file begins."""
        post = report.post
        done = self._suite() if post.path != self._path else ""
        self._path = post.path
        for finding in report.findings:
            self._failed += 1
            what = f"type={_attribute(finding.severity.label)} message={_attribute(finding.message)}"
            body = f"<failure {what}>{_text(finding.advice)}</failure>"
            self._cases.append(_case(post, finding.rule_id, _line(post, finding), body))
        for item in report.suppressed if self._show_suppressed else ():
            self._skipped += 1
            body = f"<skipped message={_attribute(f'{item.by}: {item.reason}' if item.reason else item.by)}/>"
            self._cases.append(_case(post, item.finding.rule_id, _line(post, item.finding), body))
        for failure in report.failures:
            self._broken += 1
            line = _attribute(failure_line(post, failure))
            self._cases.append(
                _case(
                    post, failure.part, post.anchors[0].line, f"<error type={_attribute(failure.code)} message={line}/>"
                )
            )
        if not report.findings and not report.failures:
            self._cases.append(_case(post, "postcheck", post.anchors[0].line, ""))
        return done

    def finish(self, summary: Summary) -> str:
        """The last suite and the end."""
        return self._suite() + "</testsuites>\n"

    def _suite(self) -> str:
        if not self._cases:
            return ""
        counts = (
            f'tests="{len(self._cases)}" failures="{self._failed}" errors="{self._broken}" skipped="{self._skipped}"'
        )
        content = self._properties + "".join(self._cases)
        text = f"  <testsuite name={_attribute(ci_path(self._path))} {counts}>\n{content}  </testsuite>\n"
        self._cases = []
        self._failed = self._broken = self._skipped = 0
        return text


def _line(post: Post, finding: Finding) -> int:
    return locate(post, finding.span).line


def _case(post: Post, name: str, line: int, body: str) -> str:
    path = ci_path(post.path)
    where = f'classname={_attribute(post.id)} file={_attribute(path)} line="{line}"'
    return f"    <testcase name={_attribute(f'{name} ({path}:{line})')} {where}" + (
        f">{body}</testcase>\n" if body else "/>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", inert(text)))


def _text(text: str) -> str:
    # Of ]]> only the last character acts.
    return _FORBIDDEN.sub("\ufffd", inert(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
