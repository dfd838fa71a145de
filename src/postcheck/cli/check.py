"""postcheck check."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postcheck import output, runner
from postcheck.cli import BROKEN, FINDINGS, OK
from postcheck.cli.inputs import Input, begin, opened_cache
from postcheck.cli.options import (
    Choice,
    config_option,
    grammar_option,
    ignore_option,
    jobs_option,
    lang_option,
    no_cache_option,
    patterns,
    platform_option,
    select_option,
    settings_of,
)
from postcheck.cli.progress import Progress
from postcheck.cli.sinks import Sink, sinks
from postcheck.config import Settings
from postcheck.errors import PostcheckError
from postcheck.models import Severity
from postcheck.output import Summary
from postcheck.reader import STDIN

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from postcheck import baseline as baselines
    from postcheck.reader import revisions

# As many reports are written in one go where nobody watches.
_AT_ONCE = 64
_FAIL_ON = ("error", "warning", "info", "never")


def _formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Formats for a shell to complete, behind "=" files."""
    from click.shell_completion import CompletionItem

    _, equals, file = incomplete.partition("=")
    if equals:
        return [CompletionItem(file, type="file")]
    return [CompletionItem(name) for name in output.FORMATS if name.startswith(incomplete)]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@platform_option
@select_option
@ignore_option
@click.option("--fail-on", type=Choice(_FAIL_ON), help="From which severity on the exit status is 1.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (2 when something could not be checked).")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    shell_complete=_formats,
    help=f"{', '.join(output.FORMATS)}; several, when at most one has no file. Default: full.",
)
@click.option("--output", "target", type=click.Path(), metavar="FILE", help="Where the format without a file goes.")
@lang_option
@config_option
@grammar_option
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Show only what is not in FILE.")
@click.option("--changed-since", default="", metavar="REV", help="Only posts that differ from a git revision.")
@click.option("--stdin-filename", default="", metavar="FILE", help="What standard input is read as, and called.")
@click.option("--statistics", is_flag=True, help="How often each rule found something.")
@click.option("--show-suppressed", is_flag=True, help="Show findings that were left out, too.")
@jobs_option
@no_cache_option
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
    baseline: Path | None,
    changed_since: str,
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
    options = output.FormatOptions(quiet, show_suppressed, statistics, lambda: _rules(settings))
    source = Input(paths, settings, stdin_filename=stdin_filename)
    if not quiet:
        source.tell_if_empty()
    known = _baseline(baseline)
    since = _revision(changed_since, source)
    with sinks(formats, target, options) as opened, opened_cache(wanted=not no_cache) as cache:
        progress = Progress(source.size(), wanted=not quiet, clear_for=opened)
        items = source.items(progress)
        if since is not None:
            items = since.changed(items, stdin_filename or STDIN)
        run = begin(items, settings, cache, jobs, progress)
        summary = Summary()
        applied = None
        if known is not None:
            applied = known.apply(run.reports, since.unchanged if since is not None else None)
            run = replace(run, reports=applied.reports)
        _write(run, summary, opened, options, progress)
    if not quiet:
        gone = len(applied.gone) if applied is not None else 0
        _tell(run, summary, gone, whole=source.is_whole() and since is None)
    if summary.failures:
        return BROKEN
    worst = summary.worst()
    failing = settings.file.fail_on != "never" and worst is not None and worst >= Severity.of(settings.file.fail_on)
    return FINDINGS if failing and not exit_zero else OK


def _baseline(path: Path | None) -> baselines.Baseline | None:
    if path is None:
        return None
    from postcheck import baseline as room

    return room.read(path)


def _revision(name: str, source: Input) -> revisions.Revision | None:
    if not name:
        return None
    from postcheck.reader import revisions as room  # late: it starts processes

    return room.Revision(name, source.options)


def _rules(settings: Settings) -> dict[str, output.RuleText]:
    """What formats say of the rules."""
    from postcheck import ruleset  # late: few formats need it
    from postcheck.ruleset.spec import MESSAGE_FIELDS

    lang, blanks = settings.lang, dict.fromkeys(MESSAGE_FIELDS, "…")
    return {
        name: output.RuleText(
            rule.spec.title.of(lang),
            rule.spec.why.of(lang),
            rule.spec.better.of(lang).format(**blanks),
            rule.severity,
        )
        for name, rule in ruleset.load(settings.rule_folders).rules.items()
    }


def _write(
    run: runner.Run, summary: Summary, opened: Sequence[Sink], options: output.FormatOptions, progress: Progress
) -> None:
    # Where no format for people is on the terminal, it still learns what a person must know.
    told = any(sink.on_stdout and sink.format.for_people for sink in opened)
    if not told and not options.quiet:
        for notice in run.about.notices:
            click.echo(f"postcheck: {notice}", err=True)
    with progress:
        for sink in opened:
            sink.write(sink.format.start(run.about))
            sink.flush()
        at_once = 1 if sys.stdout.isatty() else _AT_ONCE
        try:
            for number, report in enumerate(run.reports, start=1):
                summary.add(report)
                progress.clear()
                for failure in report.failures if not told else ():
                    click.echo(f"postcheck: {output.failure_line(report.post, failure)}", err=True)
                for sink in opened:
                    sink.write(sink.format.report(report))
                    if number % at_once == 0:
                        sink.flush()
        except PostcheckError:
            # An engine went down in the middle: what has been written stays well-formed.
            summary.failures += 1
            _finish(opened, summary)
            raise
        progress.clear()
        _finish(opened, summary)
    if options.statistics and not told:
        click.echo(output.statistics(summary), err=True, nl=False)


def _tell(run: runner.Run, summary: Summary, gone: int, *, whole: bool) -> None:
    """What people should know in the end, on standard error."""
    german = run.about.lang == "de"
    lines: list[str] = []
    if summary.known:
        text = ("{} bekannte Befunde ausgeblendet (Baseline)", "{} known findings hidden (baseline)")
        lines.append(text[not german].format(summary.known))
    if whole and gone:
        text = (
            "{} Einträge der Baseline gibt es nicht mehr: postcheck baseline prune",
            "{} entries of the baseline are no longer found: postcheck baseline prune",
        )
        lines.append(text[not german].format(gone))
    for origin, pattern in run.unused() if whole else ():
        text = ("{}: per-path schließt „{}“ aus, aber nichts davon wird gefunden", "{}: per-path ignores '{}' in vain")
        lines.append(text[not german].format(origin, pattern))
    for line in lines:
        click.echo(f"postcheck: {line}", err=True)


def _finish(opened: Sequence[Sink], summary: Summary) -> None:
    for sink in opened:
        sink.write(sink.format.finish(summary))
        sink.flush()
