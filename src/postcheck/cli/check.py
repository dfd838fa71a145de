"""postcheck check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from postcheck import output
from postcheck.cli import BROKEN, FINDINGS, OK
from postcheck.cli.options import config_option, lang_option, patterns, settings_of
from postcheck.config import Settings
from postcheck.errors import UsageError, nearest
from postcheck.models import Severity

_FAIL_ON = ("error", "warning", "info", "never")
_GRAMMAR = ("auto", "languagetool", "builtin", "off")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--platform", help="The platform of posts that do not say theirs.")
@click.option("--select", multiple=True, help="Only these rules, areas or patterns.")
@click.option("--ignore", multiple=True, help="Not these rules, areas or patterns.")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), help="From which severity on the exit status is 1.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (2 when something could not be checked).")
@click.option("--format", "formats", multiple=True, metavar="FORMAT[=FILE]",
              help=f"{', '.join(output.FORMATS)}; several with files. Default: full.")  # fmt: skip
@click.option("--output", "target", type=click.Path(dir_okay=False), help="File for the output.")
@lang_option
@config_option
@click.option("--grammar", type=click.Choice(_GRAMMAR), help="The grammar check.")
@click.option("--stdin-filename", default="", help="What standard input is read as, and called.")
@click.option("--statistics", is_flag=True, help="How often each rule found something.")
@click.option("--show-suppressed", is_flag=True, help="Show findings that were left out, too.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only: no notices, no summary.")
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
    quiet: bool,
) -> int:
    """Check the posts in PATHS (files and folders; - is standard input; default: the working directory)."""
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
    writers = _writers(formats, target, quiet, show_suppressed)
    summary = _run(paths or (".",), settings, writers, stdin_filename, _progress(writers, quiet))
    if statistics:
        for rule, count in summary.rules.most_common():
            click.echo(f"{count:6}  {rule}", err=True)
    if summary.failures:
        return BROKEN
    worst = summary.worst()
    failing = settings.file.fail_on != "never" and worst is not None and worst >= Severity.of(settings.file.fail_on)
    return FINDINGS if failing and not exit_zero else OK


def _run(
    paths: tuple[str, ...],
    settings: Settings,
    writers: list[tuple[output.Format, TextIO]],
    stdin_filename: str,
    progress: Callable[[int], None] | None,
) -> output.Summary:
    from postcheck import reader, runner

    files = _files(paths, settings)
    items = reader.read_all(files, reader.ReadOptions(settings.file.markdown), stdin_filename)
    run = runner.run(items, settings, progress=progress)
    summary = output.Summary()
    for format_, stream in writers:
        _write(stream, format_.start(run.about))
    for report in run.reports:
        summary.add(report)
        for format_, stream in writers:
            _write(stream, format_.report(report))
    for format_, stream in writers:
        _write(stream, format_.finish(summary))
        stream.flush()
        if stream is not sys.stdout:
            stream.close()
    return summary


def _files(paths: tuple[str, ...], settings: Settings) -> Iterator[Any]:
    """The files; a path that does not exist stops nothing else, but is told in its place."""
    from postcheck import reader

    return reader.find(paths, settings.file.exclude, settings.folder)


def _writers(
    formats: tuple[str, ...], target: str | None, quiet: bool, show_suppressed: bool
) -> list[tuple[output.Format, TextIO]]:
    writers: list[tuple[output.Format, TextIO]] = []
    to_stdout = 0
    for text in formats or ("full",):
        name, _, file = text.partition("=")
        if name not in output.FORMATS:
            raise UsageError(
                f"no format is called '{name}'",
                hint=nearest(name, output.FORMATS) or f"one of {', '.join(output.FORMATS)}",
            )
        file = file or target or ""
        to_stdout += not file
        stream = _open(file) if file else sys.stdout
        writers.append((output.make(name, quiet=quiet, show_suppressed=show_suppressed), stream))
    if to_stdout > 1 or (target and len(writers) > 1):
        raise UsageError("several formats need a file each", hint="--format json=report.json --format full")
    return writers


def _open(file: str) -> TextIO:
    try:
        return open(file, "w", encoding="utf-8", newline="\n")
    except OSError as problem:
        raise UsageError(f"cannot write: {problem.strerror}", where=file) from None


def _write(stream: TextIO, text: str) -> None:
    if not text:
        return
    if stream is not sys.stdout:
        stream.write(click.unstyle(text))
        return
    # errors: a terminal or pipe in another encoding must not end the run.
    click.echo(text.encode(_encoding(), "backslashreplace").decode(_encoding()), nl=False, color=_colours())


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _colours() -> bool | None:
    """None: as click decides, by whether it is a terminal. https://no-color.org, FORCE_COLOR."""
    import os

    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _progress(writers: list[tuple[output.Format, TextIO]], quiet: bool) -> Callable[[int], None] | None:
    """A counter on the terminal, when the findings themselves go elsewhere."""
    busy = any(stream is sys.stdout for _, stream in writers) and sys.stdout.isatty()
    if quiet or busy or not sys.stderr.isatty():
        return None
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        click.echo(f"\r{done} …", err=True, nl=False)

    return advance
