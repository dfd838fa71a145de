"""postcheck test."""

from __future__ import annotations

from pathlib import Path

import click

from postcheck.cli import FINDINGS, OK
from postcheck.cli.options import config_option, patterns, settings_of
from postcheck.output.inert import inert


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules, areas or patterns.")
@config_option
def test(folder: Path | None, select: tuple[str, ...], config: Path | None) -> int:
    """Run the examples of all rules; with FOLDER, of the rules in it too.

    In a bad example the rule finds exactly the marked spans; on a good example all rules are silent.
    """
    from postcheck.examples import run

    settings = settings_of(config, {})
    folders = list(settings.rule_folders)
    if folder is not None and folder.resolve() not in [known.resolve() for known in folders]:
        folders.append(folder)
    results = run(folders, settings.pipeline, patterns(select) or ())
    for failure in results.failures:
        click.echo(f"{failure.where}: {failure.rule_id}, {failure.example}:")
        for line in failure.message.split("\n"):
            click.echo(inert(line))
        click.echo()
    click.echo(f"{results.rules} rules, {results.examples} examples, {len(results.failures)} failures")
    return FINDINGS if results.failures else OK
