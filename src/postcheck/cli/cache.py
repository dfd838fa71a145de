"""postcheck cache."""

from __future__ import annotations

import click

from postcheck.cache import Cache
from postcheck.cache import clear as delete


@click.group()
def cache() -> None:
    """Results are kept so that unchanged posts cost nothing. POSTCHECK_CACHE_DIR says where."""


@cache.command()
def info() -> None:
    """Show where results are kept, how many there are, and their size."""
    with Cache() as opened:
        about = opened.info()
    click.echo(f"{about.path}: {about.entries} posts, {about.size / 1_000_000:.1f} MB")


@cache.command()
def clear() -> None:
    """Delete all results that are kept."""
    click.echo(f"{delete()}: deleted")
