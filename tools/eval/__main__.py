"""Scores postcheck against labelled posts: python -m tools.eval [FOLDER or FILE ...]."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from postcheck import config, ruleset, runner
from postcheck.models import About, Report, Severity
from tools.eval.corpus import Labelled, load
from tools.eval.mapping import LABELS, labels_of
from tools.eval.score import Score, score

OWN = Path(__file__).parent / "corpus"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--misses", multiple=True, help="List the posts on which this label is wrong (or: all).")
@click.option("--json", "as_json", is_flag=True, help="Figures for machines.")
@click.option("--grammar", default="off", show_default=True, help="The grammar engine to run with.")
@click.option("--by-file", is_flag=True, help="A table for each file, too.")
def main(paths: tuple[Path, ...], misses: tuple[str, ...], as_json: bool, grammar: str, by_file: bool) -> None:
    """Print precision, recall and F1 per label, clean posts left alone, pairs told apart."""
    settings = config.load(None, Path(__file__).parent, {"grammar.mode": grammar}, ruleset.builtin_folder())
    results: dict[str, object] = {}
    for path in paths or (OWN,):
        posts = load([path])
        run = runner.run((item.post for item in posts), settings)
        reports = list(run.reports)
        failures = [failure for report in reports for failure in report.failures]
        if failures:
            raise click.ClickException(f"{len(failures)} failures, the first: {failures[0]}")
        found = [labels_of(finding.rule_id for finding in report.findings) for report in reports]
        figures = score(posts, found)
        if as_json:
            results[str(path)] = _plain(figures, run.about, posts, reports)
            continue
        _table(str(path), figures, run.about, posts, reports)
        if by_file:
            for file in dict.fromkeys(post.file for post in posts):
                chosen = [index for index, post in enumerate(posts) if post.file == file]
                part = score([posts[index] for index in chosen], [found[index] for index in chosen])
                click.echo(f"  {file:34} macro F1 {part.macro_f1:.3f}  {_shares(part)}")
        for label in LABELS if "all" in misses else misses:
            _misses(label, posts, found, reports)
    if as_json:
        click.echo(json.dumps(results, indent=2, ensure_ascii=False))


def _table(name: str, figures: Score, about: About, posts: Sequence[Labelled], reports: Sequence[Report]) -> None:
    click.echo(f"\n{name}: {figures.posts} posts; pipeline {about.pipeline.name} {about.pipeline.version}; "
               f"grammar {about.grammar.name} {about.grammar.version}")  # fmt: skip
    click.echo(f"  {'label':18}{'posts':>6}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for label, count in figures.labels.items():
        click.echo(
            f"  {label:18}{count.true + count.missed:6}{count.true + count.false:7}"
            f"{count.precision:11.3f}{count.recall:8.3f}{count.f1:7.3f}"
        )
    click.echo(f"  macro F1 {figures.macro_f1:.3f}  {_shares(figures)}")
    click.echo(f"  clean posts without any warning, of whatever rule: {_quiet(posts, reports):.3f}")


def _shares(figures: Score) -> str:
    clean = "-" if figures.clean_left_alone is None else f"{figures.clean_left_alone:.3f}"
    pairs = "-" if figures.pairs_right is None else f"{figures.pairs_right:.3f}"
    return f"clean posts left alone {clean} of {figures.clean_posts}  pairs told apart {pairs} of {figures.pairs}"


def _quiet(posts: Sequence[Labelled], reports: Sequence[Report]) -> float:
    clean = [report for post, report in zip(posts, reports, strict=True) if not post.labels]
    quiet = [all(item.severity < Severity.WARNING for item in report.findings) for report in clean]
    return sum(quiet) / len(quiet) if quiet else 1.0


def _misses(label: str, posts: Sequence[Labelled], found: Sequence[frozenset[str]], reports: Sequence[Report]) -> None:
    for post, labels, report in zip(posts, found, reports, strict=True):
        if (label in post.labels) == (label in labels):
            continue
        click.echo(f"\n--- {label}: {'missed' if label in post.labels else 'false alarm'}: {post.file} {post.post.id}"
                   f" {sorted(post.labels)}\n{post.post.text}")  # fmt: skip
        for finding in report.findings:
            if label in labels_of([finding.rule_id]):
                click.echo(f"    => {finding.rule_id}: {finding.message}")
                for piece in finding.evidence:
                    click.echo(f"       {piece.weight:+.2f} {piece.signal}: {piece.text!r}")


def _plain(figures: Score, about: About, posts: Sequence[Labelled], reports: Sequence[Report]) -> dict[str, object]:
    return {
        "pipeline": asdict(about.pipeline),
        "grammar": asdict(about.grammar),
        "posts": figures.posts,
        "macro_f1": figures.macro_f1,
        "clean_left_alone": figures.clean_left_alone,
        "clean_without_any_warning": _quiet(posts, reports),
        "pairs_told_apart": figures.pairs_right,
        "labels": {
            label: {**asdict(count), "precision": count.precision, "recall": count.recall, "f1": count.f1}
            for label, count in figures.labels.items()
        },
    }


if __name__ == "__main__":
    main()
