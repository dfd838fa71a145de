"""Findings that were known before: written to a file once, left out from then on.

Where a finding stands does not matter: moved lines, renamed files and reordered posts change nothing. An edited post is
the same as long as the lines around a finding are; a new post with the same lines is a new one.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from postcheck import fingerprints
from postcheck.errors import UsageError
from postcheck.models import BASELINE, Report, Suppressed

_VERSION = 1
_LONGEST_TEXT = 60


@dataclass(frozen=True, order=True)
class Entry:
    """A known finding: `path` (relative to the baseline's folder) and `text` are for people and for edited posts."""

    path: str
    rule: str
    fingerprint: str
    post: str
    text: str


@dataclass
class Applied:
    """What is left of a run. `reports`: without what is known, in their order, as soon as it is clear what that is.

    When they have been taken: `used` entries, and `gone` ones, which are of the checked files, but not found.
    """

    reports: Iterator[Report]
    used: list[Entry] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)


class Baseline:
    """The entries of a baseline file."""

    def __init__(self, path: Path, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.entries = sorted(entries)

    def text(self) -> str:
        """The content of the file: an entry a line, so that git can merge it."""
        lines = ",\n".join("    " + json.dumps(asdict(entry), ensure_ascii=False) for entry in self.entries)
        inner = f"\n{lines}\n  " if lines else ""
        return f'{{\n  "postcheck-baseline": {_VERSION},\n  "findings": [{inner}]\n}}\n'

    def entries_for(self, report: Report) -> list[Entry]:
        """The entries for the findings of a report."""
        path, post = self._relative(report.post.path), fingerprints.of_post(report.post)
        found: list[Entry] = []
        for finding in report.findings:
            text = " ".join(report.post.text[finding.span.start : finding.span.end].split())
            text = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"
            found.append(Entry(path, finding.rule_id, fingerprints.of(report.post, finding), post, text))
        return found

    def apply(self, reports: Iterable[Report], unchanged: Mapping[str, int] | None = None) -> Applied:
        """Leave out what is known.

        A finding where it was, and one that no entry is like, are clear at once. The others must wait until all reports
        are there (which of two like findings is the new one?), and what comes after them waits with them.

        `unchanged`: the fingerprints of posts that belong to the run but were not checked, and how often each is there:
        complete when all reports have been taken.
        """
        applied = Applied(iter(()))
        applied.reports = self._without_known(reports, unchanged, applied)
        return applied

    def _without_known(
        self, reports: Iterable[Report], unchanged: Mapping[str, int] | None, applied: Applied
    ) -> Iterator[Report]:
        if unchanged is not None:
            reports = list(reports)
        skipped = Counter(unchanged or {})
        free = [entry for entry in self.entries if skipped[entry.post] == 0]
        claims = _Claims(free)
        paths: set[str] = set()
        waiting: list[_Matched] = []
        for report in reports:
            paths.add(self._relative(report.post.path))
            matched = _Matched(report, self.entries_for(report))
            matched.claim(claims, lambda old, new: old.path == new.path and old.post == new.post)
            if waiting or matched.is_open(claims):
                waiting.append(matched)
            else:
                yield matched.without_known()
        # The nearest first: edited posts, moved ones, edited ones in renamed files.
        ways: tuple[_Fits, ...] = (
            lambda old, new: old.path == new.path,
            lambda old, new: old.post == new.post,
            lambda old, new: self._has_moved(old.path),
        )
        for fits in ways:
            for matched in waiting:
                matched.claim(claims, fits)
        left = claims.left()
        applied.gone = [entry for entry in left if entry.path in paths or self._has_moved(entry.path)]
        applied.used = list((Counter(free) - Counter(left)).elements())
        for matched in waiting:
            yield matched.without_known()

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.path.parent).replace(os.sep, "/")

    def _has_moved(self, path: str) -> bool:
        return not (self.path.parent / path).exists()


_Fits = Callable[[Entry, Entry], bool]


class _Claims:
    """Each entry can stand for one finding."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._free: dict[str, list[Entry]] = {}
        for entry in entries:
            self._free.setdefault(entry.fingerprint, []).append(entry)

    def take(self, wanted: Entry, fits: _Fits) -> bool:
        """Whether there is an entry for a finding; it is then used up."""
        free = self._free.get(wanted.fingerprint, [])
        entry = next((entry for entry in free if fits(entry, wanted)), None)
        if entry is None:
            return False
        free.remove(entry)
        return True

    def has_like(self, wanted: Entry) -> bool:
        """Whether an entry is left that may be for a finding."""
        return bool(self._free.get(wanted.fingerprint))

    def left(self) -> list[Entry]:
        """What has not been used."""
        return sorted(entry for free in self._free.values() for entry in free)


class _Matched:
    """A report, the entries that its findings would be, and the places of those that are known."""

    def __init__(self, report: Report, entries: list[Entry]) -> None:
        self._report = report
        self._entries = entries
        self._known: set[int] = set()

    def claim(self, claims: _Claims, fits: _Fits) -> None:
        """Take entries for findings that have none yet."""
        for place, entry in enumerate(self._entries):
            if place not in self._known and claims.take(entry, fits):
                self._known.add(place)

    def is_open(self, claims: _Claims) -> bool:
        """Whether another finding may turn out to be known."""
        return any(place not in self._known and claims.has_like(entry) for place, entry in enumerate(self._entries))

    def without_known(self) -> Report:
        """The report, with the known findings left out."""
        if not self._known:
            return self._report
        findings = self._report.findings
        kept = tuple(finding for place, finding in enumerate(findings) if place not in self._known)
        left_out = [Suppressed(findings[place], BASELINE) for place in sorted(self._known)]
        return self._report._replace(findings=kept, suppressed=(*self._report.suppressed, *left_out))


def read(path: Path) -> Baseline:
    """The baseline in a file; UsageError when it is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        hint = f"postcheck baseline write {path}"
        raise UsageError("there is no such baseline", hint=hint, where=str(path)) from None
    except OSError as problem:
        raise UsageError(problem.strerror or str(problem), where=str(path)) from None
    except ValueError as problem:
        raise UsageError(f"not a baseline: {problem}", where=str(path)) from None
    version = data.get("postcheck-baseline") if isinstance(data, dict) else None
    if version != _VERSION:
        problem_text = "not a baseline of postcheck" if version is None else f"a baseline of version {version}"
        raise UsageError(problem_text, hint="postcheck baseline write makes a new one", where=str(path))
    try:
        return Baseline(path, [Entry(**entry) for entry in data["findings"]])
    except (KeyError, TypeError) as problem:
        raise UsageError(f"not a baseline: {problem}", where=str(path)) from None
