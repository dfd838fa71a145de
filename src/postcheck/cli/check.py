"""postcheck check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from postcheck import output, runner
from postcheck.cache import Cache
from postcheck.cli import BROKEN, FINDINGS, OK
from postcheck.cli.options import Choice, check_names, config_option, lang_option, patterns, settings_of
from postcheck.cli.progress import Progress
from postcheck.cli.sinks import Sink, sinks
from postcheck.config import Settings
from postcheck.errors import InputError, PostcheckError, RuleError
from postcheck.models import Post, Severity
from postcheck.output import Summary
from postcheck.reader import STANDARD_INPUT, SUFFIXES, ReadFailure, ReadOptions, find, read_all

_FAIL_ON = ("error", "warning", "info", "never")
_GRAMMAR = ("auto", "languagetool", "builtin", "off")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--platform", help="The platform of posts that do not say theirs.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules, areas or patterns.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules, areas or patterns.")
@click.option("--fail-on", type=Choice(_FAIL_ON), help="From which severity on the exit status is 1.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (2 when something could not be checked).")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(output.FORMATS)}; several, when at most one has no file. Default: full.",
)
@click.option("--output", "target", metavar="FILE", help="Where the format without a file goes.")
@lang_option
@config_option
@click.option("--grammar", type=Choice(_GRAMMAR), help="The grammar check.")
@click.option("--stdin-filename", default="", metavar="FILE", help="What standard input is read as, and called.")
@click.option("--statistics", is_flag=True, help="How often each rule found something.")
@click.option("--show-suppressed", is_flag=True, help="Show findings that were left out, too.")
@click.option(
    "-j", "--jobs", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0: one a processor."
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only: no notices, no summary, no progress.")
def check(
    paths: tuple[str, ...],
    platform: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    formats: tuple[str, ...],
    target: str | None,
    lang: str | None,
    config: Path | None,
    grammar: str | None,
    stdin_filename: str,
    statistics: bool,
    show_suppressed: bool,
    jobs: int,
    no_cache: bool,
    quiet: bool,
) -> int:
    """Check the posts in PATHS: files and folders; - is standard input; default: the working directory.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 something could not be checked.
    """
    settings = settings_of(
        config,
        {
            "platform": platform,
            "select": patterns(select),
            "ignore": patterns(ignore),
            "fail_on": fail_on,
            "lang": lang,
            "grammar.mode": grammar,
        },
    )
    options = output.FormatOptions(quiet, show_suppressed, statistics)
    files = _files(paths or (".",), settings)
    if not files and not quiet:
        click.echo(f"postcheck: no files with posts ({', '.join(SUFFIXES)}) in {', '.join(paths or '.')}", err=True)
    with sinks(formats, target, options) as opened, _cache(wanted=not no_cache) as cache:
        wanted = not quiet and sys.stderr.isatty()
        progress = Progress(_size(files) if wanted else 0, wanted=wanted, clear_for=opened)
        items = _items(files, ReadOptions(settings.file.markdown), stdin_filename, progress)
        run = _begin(items, settings, cache, jobs or os.cpu_count() or 1, progress)
        summary = _write(run, opened, options, progress)
        if not quiet and _whole(paths, settings):
            _tell_unused(run)
    if summary.failures:
        return BROKEN
    worst = summary.worst()
    failing = settings.file.fail_on != "never" and worst is not None and worst >= Severity.of(settings.file.fail_on)
    return FINDINGS if failing and not exit_zero else OK


def _cache(*, wanted: bool) -> AbstractContextManager[Cache | None]:
    return Cache() if wanted else nullcontext()


def _begin(
    items: Iterator[Post | ReadFailure], settings: Settings, cache: Cache | None, jobs: int, progress: Progress
) -> runner.Run:
    try:
        return runner.run(items, settings, cache=cache, jobs=jobs, progress=progress.batch)
    except RuleError as problem:
        if not problem.where:
            check_names(settings)  # says where the wrong name stands
        raise


def _write(run: runner.Run, opened: Sequence[Sink], options: output.FormatOptions, progress: Progress) -> Summary:
    summary = Summary()
    # Where no format for people is on the terminal, it still learns what a person must know.
    told = any(sink.on_stdout and sink.format.for_people for sink in opened)
    if not told and not options.quiet:
        for notice in run.about.notices:
            click.echo(f"postcheck: {notice}", err=True)
    with progress:
        for sink in opened:
            sink.write(sink.format.start(run.about))
        try:
            for report in run.reports:
                summary.add(report)
                progress.clear()
                for failure in report.failures if not told else ():
                    click.echo(f"postcheck: {output.failure_line(report.post, failure)}", err=True)
                for sink in opened:
                    sink.write(sink.format.report(report))
        except PostcheckError:
            # An engine went down in the middle: what has been written stays well-formed.
            summary.failures += 1
            _finish(opened, summary)
            raise
        progress.clear()
        _finish(opened, summary)
    if options.statistics and not told:
        click.echo(output.statistics(summary), err=True, nl=False)
    return summary


def _whole(paths: Sequence[str], settings: Settings) -> bool:
    """Whether all files were checked that the configuration is about."""
    home = os.path.realpath(settings.folder)
    return any(os.path.commonpath([os.path.realpath(path), home]) == os.path.realpath(path) for path in paths or ("",))


def _tell_unused(run: runner.Run) -> None:
    for origin, pattern in run.unused():
        text = {
            "de": f"{origin}: per-path schließt '{pattern}' aus, aber dort wird nichts gefunden.",
            "en": f"{origin}: per-path ignores '{pattern}', but nothing is found there.",
        }
        click.echo(f"postcheck: {text[run.about.lang]}", err=True)


def _finish(opened: Sequence[Sink], summary: Summary) -> None:
    for sink in opened:
        sink.write(sink.format.finish(summary))


def _files(paths: Sequence[str], settings: Settings) -> list[str | ReadFailure]:
    """The files to read, each once; a path that does not exist becomes a failure and stops nothing else."""
    found: list[str | ReadFailure] = []
    seen: set[str] = set()
    for path in paths:
        try:
            for file in find([path], settings.file.exclude, settings.folder):
                identity = file if file == STANDARD_INPUT or len(paths) == 1 else os.path.realpath(file)
                if identity not in seen:
                    seen.add(identity)
                    found.append(file)
        except InputError as problem:
            found.append(ReadFailure(path, 0, problem))
    return found


def _items(
    files: Sequence[str | ReadFailure], options: ReadOptions, stdin_filename: str, progress: Progress
) -> Iterator[Post | ReadFailure]:
    for file in files:
        if isinstance(file, ReadFailure):
            yield file
            continue
        for item in read_all(iter([file]), options, stdin_filename):
            if progress.on:
                progress.read(len(item.text.encode("utf-8", "replace")) if isinstance(item, Post) else 0)
            yield item
        if progress.on:
            progress.end_of_file(_size([file]))


def _size(files: Sequence[str | ReadFailure]) -> int:
    """The size of all files in bytes; 0 when it cannot be known."""
    total = 0
    for file in files:
        if file == STANDARD_INPUT:
            return 0
        if isinstance(file, str):
            try:
                total += os.path.getsize(file)
            except OSError:
                continue
    return total
