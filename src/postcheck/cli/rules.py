"""postcheck rules."""

from __future__ import annotations

import json
from pathlib import Path

import click

from postcheck.cli.options import Choice, config_option, lang_option, settings_of
from postcheck.output.inert import inert
from postcheck.ruleset import load


@click.command()
@lang_option
@config_option
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
def rules(lang: str | None, config: Path | None, form: str) -> None:
    """List all rules, the built-in ones and your own (marked with *)."""
    settings = settings_of(config, {"lang": lang})
    found = load(settings.rule_folders).rules.values()
    if form == "json":
        rows = [
            {
                "id": rule.id,
                "area": rule.area,
                "severity": rule.severity.label,
                "title": rule.spec.title.of(settings.lang),
                "article": rule.spec.article,
                "builtin": rule.builtin,
            }
            for rule in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    longest = max((len(rule.id) for rule in found), default=0)
    for rule in found:
        own = "" if rule.builtin else "  *"
        click.echo(f"{rule.id:{longest}}  {rule.severity.label:7}  {inert(rule.spec.title.of(settings.lang))}{own}")
