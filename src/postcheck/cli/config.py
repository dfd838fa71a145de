"""postcheck config."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import click

from postcheck.cli.options import config_option, settings_of
from postcheck.config import ConfigFile


@click.command()
@config_option
def config(config: Path | None) -> None:
    """Show each setting, its value, and where it comes from."""
    import json

    settings = settings_of(config, {})
    for field in fields(ConfigFile):
        value = getattr(settings.file, field.name)
        if field.name == "grammar":
            value = asdict(value)
        elif field.name == "options":
            value = {rule: asdict(options) for rule, options in value.items()}
        elif field.name == "per_path":
            value = [asdict(entry) for entry in value]
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        click.echo(f"{field.name.replace('_', '-')}: {shown}  ({settings.origins.get(field.name, 'default')})")
