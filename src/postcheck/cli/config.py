"""postcheck config."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from postcheck.cli.options import check_names, config_option, settings_of
from postcheck.config import ConfigFile, Settings


@click.command()
@click.argument("path", required=False)
@config_option
def config(path: str | None, config: Path | None) -> None:
    """Show each setting, its value, and where it comes from; with PATH, what holds for the posts of that file.

    The output is YAML, as in a configuration file. Also checks that all rules that are named there exist.
    """
    settings = settings_of(config, {})
    check_names(settings)
    for line in _for_path(settings, path) if path else _lines(settings):
        click.echo(line)


def _lines(settings: Settings) -> Iterator[str]:
    yield f"# configuration file: {settings.path or 'none'}"
    for folder in settings.rule_folders:
        yield f"# rules: {folder}"
    for item in fields(ConfigFile):
        key = item.name.replace("_", "-")
        value = getattr(settings.file, item.name)
        if item.name == "grammar":
            yield "grammar:"
            for part in fields(value):
                name = part.name.replace("_", "-")
                yield f"  {_line(name, getattr(value, part.name), settings.origins.get(f'grammar.{name}'))}"
        else:
            yield _line(key, value, settings.origins.get(key))


def _for_path(settings: Settings, path: str) -> Iterator[str]:
    merged = settings.for_path(path)
    yield f"# for {path}"
    for item in fields(merged):
        yield f"{item.name}: {_shown(getattr(merged, item.name))}"


def _line(key: str, value: object, origin: str | None) -> str:
    return f"{key}: {_shown(value)}  # {origin or 'default'}"


def _shown(value: object) -> str:
    """The value as YAML on one line."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        # Only what somebody has set: the rest is the rule's own.
        parts = {item.name.replace("_", "-"): getattr(value, item.name) for item in fields(value)}
        return {key: _plain(part) for key, part in parts.items() if part not in (None, (), {}, "")}
    return value
