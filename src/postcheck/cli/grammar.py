"""`postcheck grammar`: install LanguageTool, keep a server between runs."""

from __future__ import annotations

from pathlib import Path

import click

from postcheck.errors import EngineError
from postcheck.grammar_options import DEFAULT_VERSION

_VERSION = click.option(
    "--version", "version", default=DEFAULT_VERSION, show_default=True, help="The version of LanguageTool."
)
_INSTALL = "`postcheck grammar install`"


@click.group()
def grammar() -> None:
    """LanguageTool: install it, keep a server running between checks.

    Without it, postcheck checks grammar by its built-in rules only.
    """


@grammar.command()
@_VERSION
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="A folder or zip file with LanguageTool, instead of the download.",
)
@click.option("--maven", "by_maven", is_flag=True, help="Only the German modules, with your own `mvn` (half the size).")
def install(version: str, source: Path | None, by_maven: bool) -> None:
    """Install LanguageTool (into LTP_PATH where it is set) and see whether it works. A second time does nothing."""
    from postcheck.checks.grammar import install as room
    from postcheck.checks.grammar import servers
    from postcheck.checks.grammar.java import find_java

    if source is not None and by_maven:
        raise click.UsageError("--from and --maven do not go together")
    home, new = room.install(version, _report, source=source, by_maven=by_maven)
    click.echo(f"LanguageTool {version} {'is now' if new else 'was already'} in {home}")
    java = find_java()
    if new:
        _report("trying it out …")
        servers.try_out(home)
    click.echo(f"Java {java.version}: {java.path}")


@grammar.command()
@_VERSION
@click.option(
    "--idle",
    type=click.FloatRange(min=0.05),
    default=30.0,
    show_default=True,
    metavar="MINUTES",
    help="End the server when nothing was checked for so long.",
)
def start(version: str, idle: float) -> None:
    """Start a server that stays: checks then answer at once."""
    from postcheck.checks.grammar import kept, servers

    home, version = _home(version)
    server, new = kept.keep(home, version, idle_minutes=idle)
    if new:
        _report("warming up …")
        try:
            servers.warm_up(server.url)
        except EngineError:
            kept.stop(home)  # nobody would know of it
            raise
    click.echo(f"LanguageTool {version} {'runs now' if new else 'was running already'} at {server.url}")


@grammar.command()
@_VERSION
def stop(version: str) -> None:
    """End the server that `start` has started."""
    from postcheck.checks.grammar import kept

    home, version = _home(version)
    ended = kept.stop(home)
    click.echo(f"LanguageTool {version} {'has ended' if ended else 'was not running'}.")


@grammar.command()
@_VERSION
def status(version: str) -> None:
    """Say what is installed and what runs; exit status 2 when LanguageTool cannot be used."""
    from postcheck.checks.grammar import kept
    from postcheck.checks.grammar.homes import find_home, state_folder, version_of
    from postcheck.checks.grammar.java import find_java

    home = find_home(version)
    if home is not None:
        version = version_of(home) or version
    click.echo(f"LanguageTool {version}: {home or 'not installed'}")
    server = kept.kept(home) if home is not None else None
    click.echo(f"server: {server.url if server else 'not running'}")
    click.echo(f"logs: {state_folder()}")
    if home is None:
        raise EngineError(f"LanguageTool {version} is not installed", hint=_INSTALL)
    java = find_java()
    click.echo(f"Java: {java.version} ({java.path})")


def _home(version: str) -> tuple[Path, str]:
    """Where LanguageTool is installed, and which version that is."""
    from postcheck.checks.grammar.homes import find_home, version_of

    home = find_home(version)
    if home is None:
        raise EngineError(f"LanguageTool {version} is not installed", hint=_INSTALL)
    return home, version_of(home) or version


def _report(text: str) -> None:
    click.echo(text, err=True)
