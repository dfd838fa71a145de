"""What several commands share: their options, and the settings that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from postcheck import rulefiles
from postcheck.config import COMMAND_LINE, Settings, load
from postcheck.errors import ConfigError, PostcheckError, RuleError, UsageError, nearest

LANGS = ("de", "en")


class Choice(click.Choice[str]):
    """As click's, with the nearest value for a wrong one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The chosen value."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as problem:
            hint = nearest(str(value), [str(choice) for choice in self.choices])
            if not hint:
                raise
            raise click.BadParameter(f"{problem.message} ({hint})", ctx, param) from None


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--config FILE."""
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Configuration file; default: the nearest postcheck.yaml or pyproject.toml upwards.",
    )(command)


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--lang de|en."""
    return click.option("--lang", type=Choice(LANGS), help="Language of messages.")(command)


def settings_of(config: Path | None, overrides: Mapping[str, object]) -> Settings:
    """The settings for the working directory, with the command line on top."""
    return load(config, Path.cwd(), overrides, rulefiles.builtin_folder())


def patterns(values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Rules, areas or patterns that were given several times or divided by commas; None when not given."""
    found = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    return found or None


def check_names(settings: Settings) -> None:
    """Raises the error for the first rule, area or pattern in the settings that names nothing, with its place."""
    ids = rulefiles.ids(settings.rule_folders)
    for origin, pattern in settings.named_rules():
        try:
            rulefiles.select(ids, [pattern])
        except RuleError as problem:
            raise _at(problem, origin) from None


def _at(problem: RuleError, origin: str) -> PostcheckError:
    if origin == COMMAND_LINE:
        return UsageError(problem.message, hint=problem.hint)
    return ConfigError(problem.message, hint=problem.hint, where=origin)
