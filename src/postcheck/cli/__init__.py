"""The command line: one file a command, imported when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from postcheck import __version__
from postcheck.errors import PostcheckError, nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "check": "Check posts.",
    "rules": "List the rules.",
    "explain": "Explain one rule.",
    "test": "Run the examples of all rules, your own too.",
    "grammar": "Install LanguageTool, keep a server between checks.",
    "baseline": "Note what is known already, so that only new findings count.",
    "cache": "Show or delete the results that are kept.",
    "config": "Show the configuration that holds, and where it comes from.",
    "schema": "Print JSON Schema of rule files, signal files, configuration, reports.",
    "completion": "Print a completion script for a shell.",
}
OK, FINDINGS, BROKEN = 0, 1, 2
# What a shell makes of programs that end by SIGINT and SIGPIPE.
INTERRUPTED, CLOSED_PIPE = 130, 141
# Set to 1, it shows the traceback of an error inside postcheck.
DEBUG = "POSTCHECK_DEBUG"


class _ClosedPipeError(Exception):
    """Nobody reads the output any more. click would end with 1 on a BrokenPipeError, which means findings here."""


class Commands(click.Group):
    """The commands by name; the module behind one is imported only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"postcheck.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for --help, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands for a shell to complete, without importing any command."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with the nearest name for a wrong one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = nearest(args[0], COMMANDS)
            raise click.UsageError(f"No such command '{args[0]}'." + (f" ({hint})" if hint else ""), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but a closed pipe is told apart from findings."""
        ctx.color = colours()
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ClosedPipeError from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="postcheck", message="%(prog)s %(version)s")
def cli() -> None:
    """Check German social-media drafts before they are published."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script. Exit status: 0 fine, 1 findings, 2 something could not be checked, 130 interrupted."""
    # What imports, rules and posts leave behind is hardly ever garbage. Python would look for it hundreds of times, and
    # twice more in the end, among all that the system takes back at once: together a tenth of a cached run.
    gc.set_threshold(200_000)
    status = run(arguments)
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; a message instead of a traceback, whatever goes wrong."""
    try:
        status = cli.main(args=arguments, prog_name="postcheck", standalone_mode=False)
        return status if isinstance(status, int) else OK
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return BROKEN
    except PostcheckError as problem:
        click.echo(f"postcheck: {problem}", err=True)
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        click.echo("postcheck: interrupted", err=True)
        return INTERRUPTED
    except _ClosedPipeError:
        return _quiet_end()
    except OSError as problem:
        place = f"{problem.filename}: " if problem.filename else ""
        click.echo(f"postcheck: {place}{problem.strerror or problem} [{PostcheckError.code}]", err=True)
        return BROKEN
    except Exception as problem:
        if os.environ.get(DEBUG):
            raise
        click.echo(
            f"postcheck: internal error: {type(problem).__name__}: {problem} [E900] ({DEBUG}=1 shows where)", err=True
        )
        return BROKEN


def colours() -> bool | None:
    """Whether to write colours; None: on a terminal only. https://no-color.org, FORCE_COLOR, TERM=dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return False if os.environ.get("TERM") == "dumb" else None


def _quiet_end() -> int:
    """End without a word, also when Python flushes standard output in the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE
