"""What several commands share: their options, and the settings that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postcheck import platforms, rulefiles
from postcheck.config import COMMAND_LINE, Settings, load
from postcheck.errors import ConfigError, PostcheckError, RuleError, UsageError, nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

LANGS = ("de", "en")
_GRAMMAR = ("auto", "languagetool", "builtin", "off")


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


class _Jobs(click.IntRange):
    """A number of processes, 0 for "auto"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        return 0 if value == "auto" else super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The one word that there is."""
        from click.shell_completion import CompletionItem

        return [CompletionItem("auto")] if "auto".startswith(incomplete) else []


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


def platform_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--platform NAME."""
    return click.option("--platform", shell_complete=_platforms, help="The platform of posts that do not say theirs.")(
        command
    )


def select_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--select RULES, several times."""
    return click.option(
        "--select", multiple=True, metavar="RULES", shell_complete=_rules, help="Only these rules, areas or patterns."
    )(command)


def ignore_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--ignore RULES, several times."""
    return click.option(
        "--ignore", multiple=True, metavar="RULES", shell_complete=_rules, help="Not these rules, areas or patterns."
    )(command)


def grammar_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--grammar MODE."""
    return click.option("--grammar", type=Choice(_GRAMMAR), help="The grammar check.")(command)


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """-j, --jobs N|auto; auto is 0."""
    return click.option(
        "-j", "--jobs", type=_Jobs(0), metavar="N|auto", default=1, show_default=True,
        help="Processes; auto or 0: one a processor.",
    )(command)  # fmt: skip


def no_cache_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--no-cache."""
    return click.option("--no-cache", is_flag=True, help="Neither use nor keep results.")(command)


def rule_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """RULE, one id."""
    return click.argument("rule", shell_complete=_rules)(command)


def _rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Rules for a shell to complete: areas first, then, behind the slash, their rules."""
    try:
        ids = rulefiles.ids(settings_of(None, {}).rule_folders)
    except PostcheckError:
        return []  # broken settings are told by the command itself, not in the middle of typing
    before, comma, last = incomplete.rpartition(",")
    known = ids if "/" in last else sorted({f"{name.split('/', 1)[0]}/" for name in ids})
    return [f"{before}{comma}{name}" for name in known if name.startswith(last)]


def _platforms(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [platform.id for platform in platforms.PLATFORMS if platform.id.startswith(incomplete)]


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
