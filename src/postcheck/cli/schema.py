"""postcheck schema."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from postcheck.config import ConfigFile
from postcheck.ruleset.spec import RuleFile, Signal
from postcheck.shapes import json_schema


@click.command()
@click.argument("what", type=click.Choice(["rule", "signals", "config"]))
def schema(what: str) -> None:
    """Print JSON Schema of rule files, signal files, or the configuration, for editors."""
    shapes = {
        "rule": (RuleFile, "A rule of postcheck"),
        "signals": (Mapping[str, Signal], "Signals of postcheck"),
        "config": (ConfigFile, "The configuration of postcheck"),
    }
    shape, title = shapes[what]
    click.echo(json.dumps(json_schema(shape, title), indent=2))
