"""python -m tools.eval.language: what the built-in rules and LanguageTool find, and what they find wrongly."""

from __future__ import annotations

from pathlib import Path

import click

from postcheck.errors import PostcheckError
from postcheck.models import Finding, Post
from tools.eval.corpus import load
from tools.eval.language import run
from tools.eval.language.data import correct, mistakes
from tools.eval.language.score import Score, by_kind, score, table


@click.command()
@click.option("--builtin", is_flag=True, help="The built-in rules only.")
@click.option("--kinds", is_flag=True, help="A table by kind of mistake, too.")
@click.option("--list", "listed", is_flag=True, help="List what was missed and what was found wrongly.")
@click.option("--fresh", is_flag=True, help="The mistakes that no rule was tuned on.")
@click.option("--posts", type=click.Path(exists=True, path_type=Path), help="Only list what is found in these posts.")
def main(builtin: bool, kinds: bool, listed: bool, fresh: bool, posts: Path | None) -> None:
    """Print a Markdown table: the built-in rules alone, LanguageTool through postcheck, LanguageTool raw."""
    if posts is not None:
        drafts = [item.post for item in load([posts])]
        _show(run.through_postcheck(drafts, "builtin"), drafts)
        return
    planted, clean = mistakes("fresh.tsv" if fresh else "mistakes.tsv"), correct()
    everything = [*(item.post for item in planted), *clean]
    scores = [score("built-in rules", planted, clean, run.through_postcheck(everything, "builtin"))]
    if not builtin:
        try:
            both = run.through_postcheck(everything, "languagetool")
        except PostcheckError as problem:
            raise click.ClickException(f"LanguageTool: {problem}; --builtin leaves it out") from problem
        scores.append(score("LanguageTool through postcheck, and built-in rules", planted, clean, both))
        scores.append(score("LanguageTool raw", planted, clean, run.raw(everything)))
    click.echo(table(scores, planted, clean))
    if kinds:
        click.echo("\n" + by_kind(scores, planted))
    if listed:
        for item in scores:
            _list(item)


def _list(item: Score) -> None:
    click.echo(f"\n## {item.name}: missed")
    for planted in item.missed:
        click.echo(f"{planted.kind}: {planted.post.text!r}")
    for title, alarms in (("beside the mistake", item.beside), ("in correct sentences", item.alarms)):
        click.echo(f"\n## {item.name}: {title}")
        for post, finding in alarms:
            click.echo(_line(post, finding))


def _show(found: run.Found, posts: list[Post]) -> None:
    for post in posts:
        for finding in found.get(post.id, ()):
            click.echo(_line(post, finding))


def _line(post: Post, finding: Finding) -> str:
    span = finding.span
    near = post.text[max(0, span.start - 40) : span.end + 40]
    fix = finding.fixes[0].replacement if finding.fixes else ""
    return f"{finding.severity.label} {finding.rule_id}: {post.text[span.start : span.end]!r} -> {fix!r} in {near!r}"


if __name__ == "__main__":
    main()
