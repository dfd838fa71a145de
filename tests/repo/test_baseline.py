"""When reports come with a baseline: at once where it is clear what is known, in their order always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.baseline import Baseline
from postcheck.models import BASELINE, Finding, Post, Report, Severity, Span, Suppressed

WORDS = ("Weltklasse", "Standart", "irgendwie")


def report(path: str, text: str) -> Report:
    """A report in which each word of `text` that stands in WORDS is a finding."""
    post = Post(f"{path}#1", path, text)
    found = [word for word in text.split() if word in WORDS]
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in found]
    return Report(post, tuple(Finding("probe/word", Severity.WARNING, "…", span) for span in spans))


def baseline(folder: Path, reports: list[Report]) -> Baseline:
    """The baseline that `write` would make of the reports."""
    empty = Baseline(folder / "known.json")
    return Baseline(empty.path, [entry for item in reports for entry in empty.entries_for(item)])


def hidden(item: Report) -> Report:
    """The report as it is when all its findings are known."""
    return Report(item.post, (), suppressed=tuple(Suppressed(finding, BASELINE) for finding in item.findings))


@pytest.fixture
def taken() -> list[str]:
    """The paths of the reports that have been asked for so far."""
    return []


def watched(reports: list[Report], taken: list[str]) -> Iterator[Report]:
    """The reports, noted in `taken` as they are asked for."""
    for item in reports:
        taken.append(item.post.path)
        yield item


def test_clear_reports_come_at_once(tmp_path: Path, taken: list[str]) -> None:
    """What is as it was, and what is like no entry, waits for nothing."""
    old, new = report("a.md", "Weltklasse hier"), report("b.md", "Standart dort")
    applied = baseline(tmp_path, [old]).apply(watched([old, new, old], taken))
    assert (next(applied.reports), taken) == (hidden(old), ["a.md"])
    assert (next(applied.reports), taken) == (new, ["a.md", "b.md"])


def test_unclear_reports_wait(tmp_path: Path, taken: list[str]) -> None:
    """A copy that comes before its original is the new one: that can be said when the original has come."""
    (tmp_path / "z.md").write_text("", "utf-8")
    copy, old = report("a.md", "Weltklasse hier"), report(str(tmp_path / "z.md"), "Weltklasse hier")
    applied = baseline(tmp_path, [old]).apply(watched([copy, old], taken))
    assert (next(applied.reports), len(taken)) == (copy, 2)
    assert (list(applied.reports), applied.gone, len(applied.used)) == ([hidden(old)], [], 1)


TEXTS = st.lists(st.sampled_from([*WORDS, "und"]), min_size=1, max_size=3, unique=True).map(" ".join)
POSTS = st.lists(st.tuples(st.sampled_from(["a.md", "b.md", "c.md"]), TEXTS), max_size=6)


@given(POSTS, POSTS)
def test_every_finding_is_there_once(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    """Shown or hidden, in the order of the posts; each entry is used, gone or neither, and hides one finding."""
    old, new = [report(*item) for item in before], [report(*item) for item in now]
    known = baseline(Path(), old)
    applied = known.apply(iter(new))
    found = list(applied.reports)
    assert [item.post for item in found] == [item.post for item in new]
    for item, whole in zip(found, new, strict=True):
        both = [*item.findings, *(left_out.finding for left_out in item.suppressed)]
        assert sorted(both, key=lambda finding: finding.span) == sorted(
            whole.findings, key=lambda finding: finding.span
        )
    assert sum(len(item.suppressed) for item in found) == len(applied.used)
    assert len(applied.used) + len(applied.gone) <= len(known.entries)
    # The files do not exist: an entry is gone unless it is used.
    assert sorted([*applied.used, *applied.gone]) == known.entries


@given(POSTS)
def test_nothing_is_new_in_what_was_noted(posts: list[tuple[str, str]]) -> None:
    """A run over the posts of a baseline hides all, in whatever order, and waits for nothing."""
    reports = [report(*item) for item in posts]
    taken: list[str] = []
    applied = baseline(Path(), reports).apply(watched(reports[::-1], taken))
    for number, item in enumerate(applied.reports, start=1):
        assert item.findings == ()
        assert len(taken) == number
    assert applied.gone == []
