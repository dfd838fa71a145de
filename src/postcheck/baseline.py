"""Findings that were known before: written to a file once, left out from then on.

Where a finding stands does not matter: moved lines, renamed files and reordered posts change nothing. An edited post is
the same as long as the lines around a finding are; a new post with the same lines is a new one.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from postcheck import fingerprints
from postcheck.errors import UsageError
from postcheck.models import BASELINE, Finding, Report, Suppressed

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


@dataclass(frozen=True)
class Applied:
    """Reports without what is known; `used` entries, and `gone` ones: of the checked files, but not found."""

    reports: list[Report]
    used: list[Entry]
    gone: list[Entry]


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

    def entry(self, report: Report, finding: Finding) -> Entry:
        """The entry for a finding."""
        text = " ".join(report.post.text[finding.span.start : finding.span.end].split())
        return Entry(
            self._relative(report.post.path),
            finding.rule_id,
            fingerprints.of(report.post, finding),
            fingerprints.of_post(report.post),
            text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…",
        )

    def apply(self, reports: Iterable[Report], unchanged: Mapping[str, int] | None = None) -> Applied:
        """Leave out what is known. All reports are needed first: which of two like findings is the new one?

        `unchanged`: the fingerprints of posts that belong to the run but were not checked, and how often each is there.
        """
        whole = list(reports)
        skipped = Counter(unchanged or {})
        free = [entry for entry in self.entries if skipped[entry.post] == 0]
        claims = _Claims(free)
        wanted = [[self.entry(report, finding) for finding in report.findings] for report in whole]
        known: set[tuple[int, int]] = set()
        # The nearest first: what nothing has happened to, edited posts, moved ones, edited ones in renamed files.
        ways: tuple[_Fits, ...] = (
            lambda old, new: old.path == new.path and old.post == new.post,
            lambda old, new: old.path == new.path,
            lambda old, new: old.post == new.post,
            lambda old, new: self._has_moved(old.path),
        )
        for fits in ways:
            for number, entries in enumerate(wanted):
                for place, entry in enumerate(entries):
                    if (number, place) not in known and claims.take(entry, fits):
                        known.add((number, place))
        paths = {self._relative(report.post.path) for report in whole}
        gone = [entry for entry in claims.left() if entry.path in paths or self._has_moved(entry.path)]
        used = list((Counter(free) - Counter(claims.left())).elements())
        return Applied([_without(report, number, known) for number, report in enumerate(whole)], used, gone)

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

    def left(self) -> list[Entry]:
        """What has not been used."""
        return sorted(entry for free in self._free.values() for entry in free)


def _without(report: Report, number: int, known: set[tuple[int, int]]) -> Report:
    kept: list[Finding] = []
    left_out: list[Suppressed] = []
    for place, finding in enumerate(report.findings):
        if (number, place) in known:
            left_out.append(Suppressed(finding, BASELINE))
        else:
            kept.append(finding)
    return replace(report, findings=tuple(kept), suppressed=(*report.suppressed, *left_out)) if left_out else report


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
