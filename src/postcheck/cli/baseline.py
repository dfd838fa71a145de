"""postcheck baseline."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from postcheck import baseline as room
from postcheck.cli import BROKEN, OK
from postcheck.cli.inputs import Input, begin, opened_cache
from postcheck.cli.options import (
    config_option,
    grammar_option,
    ignore_option,
    jobs_option,
    no_cache_option,
    patterns,
    platform_option,
    select_option,
    settings_of,
)
from postcheck.cli.sinks import whole_file
from postcheck.errors import UsageError
from postcheck.models import Report
from postcheck.output import failure_line


@click.group()
def baseline() -> None:
    """Note what is known already: `postcheck check --baseline FILE` then shows only what is new.

    A finding is known again wherever its lines have moved: in its file, to another one, among other posts.
    """


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        no_cache_option,
        jobs_option,
        grammar_option,
        config_option,
        ignore_option,
        select_option,
        platform_option,
        click.argument("paths", nargs=-1, type=click.Path()),
        click.argument("file", type=click.Path(dir_okay=False, path_type=Path)),
    ):
        command = option(command)
    return command


@baseline.command()
@_options
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
def write(file: Path, paths: tuple[str, ...], force: bool, **options: Any) -> int:
    """Write a new baseline: all that is found in PATHS now."""
    if file.exists() and not force:
        raise UsageError(
            "there is a baseline already", hint="baseline update, prune, or write --force", where=str(file)
        )
    reports, failures = _check(paths, options)
    fresh = room.Baseline(file)
    return _save(file, [entry for report in reports for entry in fresh.entries_for(report)], [], failures)


@baseline.command()
@_options
def update(file: Path, paths: tuple[str, ...], **options: Any) -> int:
    """Add what is new in PATHS, and take out what is gone. Entries for other files stay."""
    old = room.read(file)
    reports, failures = _check(paths, options)
    applied = _applied(old, reports)
    return _save(file, _found(old, reports, applied), old.entries, failures)


@baseline.command()
@_options
def prune(file: Path, paths: tuple[str, ...], **options: Any) -> int:
    """Only take out what is gone: a baseline that never grows. Entries for other files than PATHS stay."""
    old = room.read(file)
    reports, failures = _check(paths, options)
    gone = Counter(_applied(old, reports).gone)
    return _save(file, list((Counter(old.entries) - gone).elements()), old.entries, failures)


def _found(old: room.Baseline, reports: list[Report], applied: room.Applied) -> list[room.Entry]:
    """All findings of the checked files as they are now, and the entries of files that were not checked."""
    others = Counter(old.entries) - Counter(applied.used) - Counter(applied.gone)
    return [*others.elements(), *(entry for report in reports for entry in old.entries_for(report))]


def _applied(old: room.Baseline, reports: list[Report]) -> room.Applied:
    """What becomes of the entries."""
    applied = old.apply(reports)
    deque(applied.reports, maxlen=0)
    return applied


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[list[Report], int]:
    settings = settings_of(
        options["config"],
        {
            "platform": options["platform"],
            "select": patterns(options["select"]),
            "ignore": patterns(options["ignore"]),
            "grammar.mode": options["grammar"],
        },
    )
    source = Input(paths, settings)
    source.tell_if_empty()
    with opened_cache(wanted=not options["no_cache"]) as cache:
        run = begin(source.items(), settings, cache, options["jobs"], None)
        for notice in run.about.notices:
            click.echo(f"postcheck: {notice}", err=True)
        reports = list(run.reports)
    for report in reports:
        for failure in report.failures:
            click.echo(f"postcheck: {failure_line(report.post, failure)}", err=True)
    return reports, sum(len(report.failures) for report in reports)


def _save(file: Path, entries: list[room.Entry], before: list[room.Entry], failures: int) -> int:
    if failures:
        # A baseline without what could not be checked would call it new later.
        click.echo(f"postcheck: {file} stays as it is: not everything could be checked", err=True)
        return BROKEN
    new, gone = Counter(entries) - Counter(before), Counter(before) - Counter(entries)
    with whole_file(str(file)) as stream:
        stream.write(room.Baseline(file, entries).text())
    click.echo(f"{file}: {len(entries)} findings ({new.total()} added, {gone.total()} removed)")
    return OK
