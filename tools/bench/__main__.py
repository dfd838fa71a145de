"""python -m tools.bench grammar | check | cache: prints Markdown tables, and the machine that they hold for."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from tools.bench import cache as known
from tools.bench import grammar as lt
from tools.bench import machine
from tools.bench.posts import posts


@click.group()
def cli() -> None:
    """Measure postcheck on this machine."""


@cli.command()
@click.option("--posts", "count", default=200, show_default=True, help="How many posts are checked.")
@click.option("--times", default=5, show_default=True, help="How often the check of one draft is measured.")
def grammar(count: int, times: int) -> None:
    """LanguageTool through postcheck against language-tool-python by default; the second check of one draft."""
    items = posts(count)
    click.echo(f"{machine.describe()}\n")
    columns = "first answer | posts/s | processor time a post | server's peak memory"
    click.echo(f"| {count} posts of {_mean(items)} characters | {columns} |")
    click.echo("|---|---|---|---|---|")
    ours = lt.through_postcheck(items)
    _row(ours)
    theirs = lt.by_language_tool_python(items)
    _row(theirs)
    click.echo(f"\npostcheck checks {ours.rate / theirs.rate:.1f} times as many posts a second")
    click.echo(f"and takes {theirs.work / ours.work:.1f} times less of the processor.\n")
    whole = lt.whole_command(items)
    click.echo(
        f"From nothing, its own server included: {whole:.1f} s, against {theirs.first + theirs.seconds:.1f} s.\n"
    )
    kept, builtin = lt.second_check(items[0], times)
    click.echo(
        f"One draft with a kept server: {kept:.2f} s, with built-in rules {builtin:.2f} s: {kept - builtin:+.2f} s."
    )


@cli.command()
@click.option("--times", default=7, show_default=True, help="How often each run is measured; the least counts.")
def cache(times: int) -> None:
    """A second run on 2,000 unchanged posts; exit status 1 when it takes longer than it may."""
    click.echo(f"{machine.describe()}\n")
    if not known.measure(times):
        raise click.exceptions.Exit(1)


@cli.command()
@click.option("--posts", "count", default=10_000, show_default=True, help="How many posts are checked.")
@click.option("--times", default=5, show_default=True, help="How often short commands are measured.")
def check(count: int, times: int) -> None:
    """Start-up, many posts in one and two processes and from the cache, with the built-in rules; peak memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = posts(count)
        lines = [json.dumps({"id": post.id, "text": post.text}, ensure_ascii=False) for post in items]
        (folder / "posts.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        (folder / "draft.txt").write_text(items[0].text, "utf-8")
        click.echo(f"{machine.describe()}\n")
        click.echo("| command | seconds | posts/s | peak memory of a process |\n|---|---|---|---|")
        for label, arguments in (
            ("--version", ["--version"]),
            ("one draft", ["check", "draft.txt", "--grammar", "builtin", "--no-cache"]),
        ):
            click.echo(f"| {label} | {machine.median(arguments, folder, times):.2f} | | |")
        many = ["check", "posts.jsonl", "--grammar", "builtin", "--format", "jsonl=report.jsonl"]
        for label, more in (
            (f"{count} posts", ["--no-cache"]),
            (f"{count} posts, two processes", ["--jobs", "2"]),
            (f"{count} posts, all cached", []),
        ):
            took = machine.run([*many, *more], folder)
            click.echo(f"| {label} | {took.seconds:.1f} | {count / took.seconds:.0f} | {took.memory:.0f} MB |")


def _row(speed: lt.Speed) -> None:
    work = speed.work / speed.posts
    click.echo(f"| {speed.name} | {speed.first:.1f} s | {speed.rate:.1f} | {work:.2f} s | {speed.memory:.0f} MB |")


def _mean(items: list[lt.Post]) -> int:
    return round(sum(len(post.text) for post in items) / len(items))


if __name__ == "__main__":
    cli()
