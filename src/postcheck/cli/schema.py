"""postcheck schema."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from postcheck.cli.options import Choice
from postcheck.config import ConfigFile
from postcheck.output.json import schema as report_schema
from postcheck.ruleset.spec import RuleFile, Signal
from postcheck.shapes import json_schema

_SHAPES = {
    "rule": (RuleFile, "A rule of postcheck"),
    "signals": (Mapping[str, Signal], "Signals of postcheck"),
    "config": (ConfigFile, "The configuration of postcheck"),
}


@click.command()
@click.argument("what", type=Choice([*_SHAPES, "report"]))
def schema(what: str) -> None:
    """Print JSON Schema of rule files, signal files, the configuration, or reports (--format json)."""
    if what == "report":
        click.echo(report_schema(), nl=False)
        return
    shape, title = _SHAPES[what]
    click.echo(json.dumps(json_schema(shape, title), indent=2))
