"""Fits the weights of an evidence rule: python -m tools.eval.fit RULE DATA... [--write].

Logistic regression over the signals that the rule file names (and, with --words, over frequent lemmas, most
of which an L1 penalty sets to nought). The figures printed are from cross-validation by groups (the two posts
of a pair never stand on both sides). The threshold is the one with the best F1 among those whose precision
reaches --precision. With --write the block between "# fitted" and "# end of fitted" in the rule file is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from postcheck import ruleset
from postcheck.ruleset.spec import Weight
from tools.eval.corpus import Labelled, load
from tools.eval.features import Row, extract, vocabulary
from tools.eval.mapping import LABEL_RULES

_BLOCK = re.compile(r"( *)# fitted[^\n]*\n.*?# end of fitted\n", re.DOTALL)
# A rule with a weight below this would look the same without it.
_LEAST = 0.05
_FOLDS = 8


@click.command()
@click.argument("rule")
@click.argument("data", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--words", is_flag=True, help="Learn from frequent lemmas, too.")
@click.option("--strength", default=1.0, show_default=True, help="Inverse of the L1 penalty; less is simpler.")
@click.option("--word-scale", default=0.5, show_default=True, help="Below 1, words must earn more than signals.")
@click.option("--precision", default=0.85, show_default=True, help="What the threshold must reach.")
@click.option("--write", is_flag=True, help="Put the weights into the rule file.")
def main(
    rule: str,
    data: tuple[Path, ...],
    words: bool,
    strength: float,
    word_scale: float,
    precision: float,
    write: bool,
) -> None:
    """Fit the weights of RULE to labelled DATA."""
    label = next(name for name, rules in LABEL_RULES.items() if rule in rules)
    rules = ruleset.load([ruleset.builtin_folder()])
    spec = rules.rules[rule].spec.match.evidence
    if spec is None:
        raise click.ClickException(f"{rule} is no evidence rule")
    posts = load(data)
    caps = {name: weight.cap if isinstance(weight, Weight) else 1 for name, weight in spec.weights.items()}
    rows = extract(posts, rules, list(caps))
    lemmas = vocabulary(rows) if words else []
    matrix = _matrix(rows, caps, lemmas, word_scale)
    truth = np.array([label in post.labels for post in posts])
    scores = _cross_validate(matrix, truth, _groups(posts), strength)
    threshold = _threshold(scores, truth, precision)
    _print(scores, truth, threshold)
    model = _model(strength).fit(matrix, truth)
    weights = dict(zip([*caps, *(f"={lemma}" for lemma in lemmas)], model.coef_[0], strict=True))
    block = _yaml(weights, caps, float(model.intercept_[0]), threshold, word_scale)
    click.echo(block)
    if write:
        path = rules.rules[rule].path
        text = path.read_text(encoding="utf-8")
        if not _BLOCK.search(text):
            raise click.ClickException(f"{path} has no block '# fitted' … '# end of fitted'")
        path.write_text(_BLOCK.sub(lambda _: block, text), encoding="utf-8")


def _matrix(rows: Sequence[Row], caps: dict[str, int], lemmas: Sequence[str], word_scale: float) -> Any:
    return np.array(
        [
            [min(row.counts[name], cap) for name, cap in caps.items()]
            + [word_scale * (lemma in row.lemmas) for lemma in lemmas]
            for row in rows
        ],
        dtype=float,
    )


def _groups(posts: Sequence[Labelled]) -> list[str]:
    return [f"{post.file}:{post.pair or post.post.id}" for post in posts]


def _model(strength: float) -> LogisticRegression:
    # A high scaling of the intercept keeps liblinear from punishing it.
    return LogisticRegression(
        penalty="l1", C=strength, solver="liblinear", intercept_scaling=10.0, max_iter=2000, random_state=0
    )


def _cross_validate(matrix: Any, truth: Any, groups: Sequence[str], strength: float) -> Any:
    scores = np.zeros(len(truth))
    for train, test in GroupKFold(_FOLDS).split(matrix, truth, groups):
        scores[test] = _model(strength).fit(matrix[train], truth[train]).decision_function(matrix[test])
    return scores


def _threshold(scores: Any, truth: Any, precision: float) -> float:
    best = (-1.0, 0.0)
    for candidate in np.round(np.arange(-3.0, 3.01, 0.05), 2):
        found = scores >= candidate
        if found.any() and truth[found].mean() >= precision:
            f1 = 2 * (found & truth).sum() / (found.sum() + truth.sum())
            best = max(best, (f1, float(candidate)))
    return best[1]


def _print(scores: Any, truth: Any, threshold: float) -> None:
    for at in sorted({0.0, threshold}):
        found = scores >= at
        true = (found & truth).sum()
        precision, recall = true / max(1, found.sum()), true / max(1, truth.sum())
        f1 = 2 * true / max(1, found.sum() + truth.sum())
        click.echo(f"threshold {at:+.2f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} (cross-validated)")


def _yaml(weights: dict[str, float], caps: dict[str, int], bias: float, threshold: float, word_scale: float) -> str:
    lines = ["# fitted by tools/eval/fit.py", f"bias: {bias:.2f}", f"threshold: {threshold:.2f}", "weights:"]
    for name, cap in caps.items():
        # A signal stays in the list with weight 0, so that the next fit can use it again.
        value = round(weights[name], 2)
        lines.append(f"  {name}: {value:.2f}" if cap == 1 else f"  {name}: {{weight: {value:.2f}, cap: {cap}}}")
    chosen = {name[1:]: value * word_scale for name, value in weights.items() if name.startswith("=")}
    chosen = {lemma: value for lemma, value in chosen.items() if abs(value) >= _LEAST}
    if chosen:
        lines.append("words:")
        lines.extend(f"  {lemma}: {value:.2f}" for lemma, value in sorted(chosen.items(), key=lambda item: -item[1]))
    lines.append("# end of fitted")
    return "\n".join("    " + line for line in lines) + "\n"


if __name__ == "__main__":
    main()
