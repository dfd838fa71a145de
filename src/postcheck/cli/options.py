"""What several commands share: their options, and the settings that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from postcheck.config import Settings, load
from postcheck.ruleset import builtin_folder

LANGS = ("de", "en")


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--config FILE."""
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Configuration file; default: the nearest postcheck.yaml or pyproject.toml upwards.",
    )(command)


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--lang de|en."""
    return click.option("--lang", type=click.Choice(LANGS), help="Language of messages.")(command)


def settings_of(config: Path | None, overrides: Mapping[str, object]) -> Settings:
    """The settings for the working directory, with the command line on top."""
    return load(config, Path.cwd(), overrides, builtin_folder())


def patterns(values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Rules, areas or patterns that were given several times or divided by commas; None when not given."""
    found = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    return found or None
