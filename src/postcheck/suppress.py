"""Leaves out findings that somebody asked to leave out, and remembers which requests were of use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from postcheck import rulefiles
from postcheck.config import PathSettings, Settings
from postcheck.errors import RuleError
from postcheck.models import CONFIGURATION, Failure, Finding, Post, Report, Suppressed, Suppression


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left, what was left out, and the requests that left out nothing."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    unused: tuple[Suppression, ...]


def matches(pattern: str, rule_id: str) -> bool:
    """Whether a pattern (rule id, area, or glob) means this rule."""
    return pattern in (rule_id, rule_id.split("/", 1)[0]) or fnmatchcase(rule_id, pattern)


def wants_grammar(settings: PathSettings) -> bool:
    """Whether findings of the grammar engine could pass these settings: if not, it need not be asked."""
    area = rulefiles.GRAMMAR_AREA
    if settings.select and not any(_means(pattern, area) for pattern in settings.select):
        return False
    return not any(pattern.rstrip("/") in (area, f"{area}/*", "*") for pattern in settings.ignore)


def _means(pattern: str, area: str) -> bool:
    """Whether a pattern can match rules of an area: "language*" and "languagetool/X" do, "language/*" does not."""
    return fnmatchcase(area, pattern.split("/", 1)[0])


def apply(findings: Sequence[Finding], requests: Sequence[Suppression]) -> Outcome:
    """Split the findings of one post."""
    kept: list[Finding] = []
    left_out: list[Suppressed] = []
    used: set[Suppression] = set()
    for finding in findings:
        request = next((item for item in requests if matches(item.pattern, finding.rule_id)), None)
        if request is None:
            kept.append(finding)
        else:
            used.add(request)
            left_out.append(Suppressed(finding, request.by, request.reason))
    unused = tuple(item for item in requests if item not in used)
    return Outcome(tuple(kept), tuple(left_out), unused)


class Requests:
    """The requests of a run. RuleError when the settings name a rule that does not exist."""

    def __init__(self, settings: Settings, *, with_languagetool: bool) -> None:
        self._settings = settings
        self.with_languagetool = with_languagetool  # also in the middle: LanguageTool may not start
        self._ids = rulefiles.ids(settings.rule_folders)
        for _, pattern in settings.named_rules():
            rulefiles.select(self._ids, [pattern])
        self._active: dict[PathSettings, set[str]] = {}
        self._wrong: dict[str, str] = {}
        # (path, request) for requests of posts, ("", request) for those of the configuration.
        self._used: set[tuple[str, Suppression]] = set()
        self._idle: set[Suppression] = set()

    def report(self, post: Post, findings: tuple[Finding, ...], failures: tuple[Failure, ...]) -> Report:
        """The report of a post, without what somebody asked to leave out."""
        path = self._settings.for_path(post.path)
        requests = (*post.suppressions, *path.suppressions)
        if not requests:
            return Report(post, findings, failures)
        outcome = apply(findings, requests)
        self._used.update(_key(post.path, request) for request in set(requests) - set(outcome.unused))
        wrong = tuple(failure for request in post.suppressions for failure in self._no_rule(post, request))
        # Where something could not be checked, nobody knows what would have been found.
        idle = [] if failures else [item for item in outcome.unused if self._is_checked(item.pattern, path)]
        self._idle.update(item for item in idle if item.by == CONFIGURATION)
        unused = tuple(item for item in idle if item.by != CONFIGURATION)
        return Report(post, outcome.findings, (*failures, *wrong), outcome.suppressed, unused)

    def by_file(self, reports: Iterator[Report]) -> Iterator[Report]:
        """The reports, where the last one of a file tells of requests that were of no use in any post of the file."""
        before: Report | None = None
        idle: dict[Suppression, None] = {}
        for report in reports:
            if before is not None:
                same = before.post.path == report.post.path
                yield _still_open(before) if same else self._last_of_file(before, idle)
                idle = idle if same else {}
            idle.update(dict.fromkeys(report.unused))
            before = report
        if before is not None:
            yield self._last_of_file(before, idle)

    def unused_in_configuration(self) -> list[tuple[str, str]]:
        """(origin, pattern) for what `per-path` ignores, and what was not found in the files of this run."""
        found: list[tuple[str, str]] = []
        origins = self._settings.origins
        for index, entry in enumerate(self._settings.file.per_path):
            key = f"per-path[{index}].ignore"
            for number, pattern in enumerate(entry.ignore):
                request = Suppression(pattern, entry.reason, 0, CONFIGURATION)
                if request in self._idle and ("", request) not in self._used:
                    found.append((origins.get(f"{key}[{number}]", origins.get(key, CONFIGURATION)), pattern))
        return found

    def _last_of_file(self, report: Report, idle: dict[Suppression, None]) -> Report:
        unused = tuple(item for item in idle if (report.post.path, item) not in self._used)
        return report if unused == report.unused else report._replace(unused=unused)

    def _is_checked(self, pattern: str, path: PathSettings) -> bool:
        """Whether a rule that the pattern means was looked for under these settings."""
        if pattern.split("/", 1)[0] == rulefiles.GRAMMAR_AREA:
            return self.with_languagetool and wants_grammar(path)
        if path not in self._active:
            chosen = rulefiles.select(self._ids, path.select) if path.select else set(self._ids)
            off = {rule for rule, options in path.options.items() if options.severity == "off"}
            self._active[path] = chosen - rulefiles.select(self._ids, path.ignore) - off
        return any(matches(pattern, rule) for rule in self._active[path])

    def _no_rule(self, post: Post, request: Suppression) -> Iterator[Failure]:
        if request.pattern not in self._wrong:
            try:
                rulefiles.select(self._ids, [request.pattern])
                self._wrong[request.pattern] = ""
            except RuleError as problem:
                self._wrong[request.pattern] = f"{problem.message} [{problem.code}] ({problem.hint})"
        if message := self._wrong[request.pattern]:
            yield Failure("ignore", RuleError.code, f"{post.path}:{request.line}: {message}")


def _still_open(report: Report) -> Report:
    """A report that is not the last one of its file: a later post may make use of its requests."""
    return report._replace(unused=()) if report.unused else report


def _key(path: str, request: Suppression) -> tuple[str, Suppression]:
    return ("" if request.by == CONFIGURATION else path, request)
