"""Fits the weights of an evidence rule or signal: python -m tools.eval.fit NAME DATA... [--write].

Logistic regression over the signals that the rule file names (and, with --words, over frequent lemmas, most
of which an L1 penalty sets to nought). A rule of the scope "sentence" is learned from posts, too: of a post with the
fault, the sentence that looks most like it counts, beginning with those that its clean twin has not
(multiple-instance learning). The figures printed are from cross-validation by groups (the two posts of a pair
never stand on both sides). The threshold is the one with the best F1 among those whose precision reaches
--precision. With --write the block between "# fitted" and "# end of fitted" in the file is replaced.

A signal is fitted to a label in the same way, or (--absent) to its absence: python -m tools.eval.fit invitation DATA
--label no-dialogue --absent --without post-is-reply --without post-is-notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from postcheck import ruleset
from postcheck.ruleset.spec import Weight, Weighted
from tools.eval.corpus import Labelled, load
from tools.eval.features import Row, extract, in_post, vocabulary
from tools.eval.mapping import LABEL_RULES, LABELS

BLOCK = re.compile(r"( *)# fitted[^\n]*\n.*?# end of fitted\n", re.DOTALL)
# A rule with a weight below this would look the same without it.
_LEAST = 0.05
_FOLDS = 8
_ROUNDS = 6


@dataclass(frozen=True)
class Data:
    """Rows of all posts: `matrix` of features, `owner` post of each row, `candidate` rows that may hold the fault."""

    matrix: Any
    owner: Any
    candidate: Any
    truth: Any
    groups: list[str]


@click.command()
@click.argument("name")
@click.argument("data", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--words", is_flag=True, help="Learn from frequent lemmas, too.")
@click.option("--strength", default=1.0, show_default=True, help="Inverse of the L1 penalty; less is simpler.")
@click.option("--word-scale", default=0.5, show_default=True, help="Below 1, words must earn more than signals.")
@click.option("--precision", default=0.85, show_default=True, help="What the threshold must reach.")
@click.option("--label", type=click.Choice(LABELS), help="For a signal: the label that it stands for.")
@click.option("--absent", is_flag=True, help="The signal stands for posts without the label.")
@click.option("--without", multiple=True, help="Leave out posts in which this signal holds.")
@click.option("--write", is_flag=True, help="Put the weights into the file.")
def main(
    name: str,
    data: tuple[Path, ...],
    words: bool,
    strength: float,
    word_scale: float,
    precision: float,
    label: str | None,
    absent: bool,
    without: tuple[str, ...],
    write: bool,
) -> None:
    """Fit the weights of the rule or signal NAME to labelled DATA."""
    rules = ruleset.load([ruleset.builtin_folder()])
    spec, path = evidence(name, rules)
    label = label or next((found for found, ids in LABEL_RULES.items() if name in ids), None)
    if label is None:
        raise click.ClickException(f"which label does {name} stand for? --label")
    posts = load(data)
    own, everywhere = caps(spec.weights), caps(spec.post_weights)
    by_sentence = spec.scope == "sentence"
    bags = extract(posts, rules, list(own), by_sentence=by_sentence, post_names=[*everywhere, *without])
    kept = [number for number, bag in enumerate(bags) if not any(bag[0].counts[in_post(other)] for other in without)]
    posts, bags = [posts[number] for number in kept], [bags[number] for number in kept]
    lemmas = vocabulary(bags) if words else []
    limits = {**own, **{in_post(signal): cap for signal, cap in everywhere.items()}}
    prepared = _prepare(posts, bags, limits, lemmas, word_scale, label, absent)
    scores = _cross_validate(prepared, strength)
    lowest = threshold(scores, prepared.truth, precision)
    print_figures(scores, prepared.truth, lowest)
    model = _fit(prepared, np.ones(len(posts), dtype=bool), strength)
    weights = dict(zip([*limits, *(f"={lemma}" for lemma in lemmas)], model.coef_[0], strict=True))
    chosen = {name[1:]: value * word_scale for name, value in weights.items() if name.startswith("=")}
    lines = [f"bias: {float(model.intercept_[0]):.2f}", f"threshold: {lowest:.2f}"]
    lines += yaml_weights("weights", weights, own)
    in_posts = {signal: weights[in_post(signal)] for signal in everywhere}
    lines += yaml_weights("post-weights", in_posts, everywhere) if everywhere else []
    lines += _yaml_words(chosen)
    lines = ["# fitted by tools/eval/fit.py", *lines, "# end of fitted"]
    click.echo("".join(f"    {line}\n" for line in lines))
    if write:
        text = path.read_text(encoding="utf-8")
        if not BLOCK.search(text):
            raise click.ClickException(f"{path} has no block '# fitted' … '# end of fitted'")
        text = BLOCK.sub(lambda block: "".join(f"{block[1]}{line}\n" for line in lines), text)
        path.write_text(text, encoding="utf-8")


def evidence(name: str, rules: ruleset.Ruleset) -> tuple[Weighted, Path]:
    """The evidence of the rule or signal `name`, and its file."""
    if name in rules.rules:
        spec, path = rules.rules[name].spec.match.evidence, rules.rules[name].path
    elif name in rules.signals:
        files = sorted((ruleset.builtin_folder() / "signals").glob("*.yaml"))
        path = next(file for file in files if f"\n{name}:" in "\n" + file.read_text(encoding="utf-8"))
        spec = rules.signals[name].match.evidence
    else:
        raise click.ClickException(f"there is no rule and no signal '{name}'")
    if spec is None:
        raise click.ClickException(f"{name} is not made of evidence")
    return spec, path


def caps(weights: Any) -> dict[str, int]:
    """How many hits of each signal count."""
    return {name: weight.cap if isinstance(weight, Weight) else 1 for name, weight in weights.items()}


def _prepare(
    posts: Sequence[Labelled],
    bags: Sequence[Sequence[Row]],
    caps: dict[str, int],
    lemmas: Sequence[str],
    word_scale: float,
    label: str,
    absent: bool,
) -> Data:
    rows = [
        [min(row.counts[name], cap) for name, cap in caps.items()]
        + [word_scale * (lemma in row.lemmas) for lemma in lemmas]
        for bag in bags
        for row in bag
    ]
    owner = [number for number, bag in enumerate(bags) for _ in bag]
    truth = np.array([(label in post.labels) != absent for post in posts])
    clean: dict[str, set[str]] = {}
    for post, bag, holds in zip(posts, bags, truth, strict=True):
        if post.pair and not holds:
            clean[f"{post.file}:{post.pair}"] = {row.text for row in bag}
    candidate = [
        row.text not in clean.get(f"{post.file}:{post.pair}", ())
        for post, bag in zip(posts, bags, strict=True)
        for row in bag
    ]
    groups = [f"{post.file}:{post.pair or post.post.id}" for post in posts]
    return Data(csr_matrix(np.array(rows, dtype=float)), np.array(owner), np.array(candidate), truth, groups)


def _model(strength: float) -> LogisticRegression:
    # A high scaling of the intercept keeps liblinear from punishing it.
    return LogisticRegression(
        l1_ratio=1.0, C=strength, solver="liblinear", intercept_scaling=10.0, max_iter=2000, random_state=0
    )


def _fit(data: Data, chosen: Any, strength: float) -> LogisticRegression:
    """A model of the posts `chosen`; with one row a post this is plain logistic regression."""
    rows = chosen[data.owner]
    faulty = data.truth[data.owner]
    used = rows & (~faulty | data.candidate)
    model = _model(strength).fit(data.matrix[used], faulty[used])
    if len(data.owner) == len(data.truth):
        return model
    for _ in range(_ROUNDS):
        scores = np.where(data.candidate, model.decision_function(data.matrix), -np.inf)
        best = {}
        for row in np.flatnonzero(rows & faulty):
            post = data.owner[row]
            if post not in best or scores[row] > scores[best[post]]:
                best[post] = row
        used = rows & ~faulty
        used[list(best.values())] = True
        model = _model(strength).fit(data.matrix[used], faulty[used])
    return model


def _cross_validate(data: Data, strength: float) -> Any:
    """The score of each post, the highest of its rows, by a model that has not seen it."""
    scores = np.full(len(data.truth), -np.inf)
    for train, _ in GroupKFold(_FOLDS).split(data.truth, data.truth, data.groups):
        chosen = np.zeros(len(data.truth), dtype=bool)
        chosen[train] = True
        rows = np.flatnonzero(~chosen[data.owner])
        np.maximum.at(scores, data.owner[rows], _fit(data, chosen, strength).decision_function(data.matrix[rows]))
    return scores


def threshold(scores: Any, truth: Any, precision: float) -> float:
    """The threshold with the best F1 among those that reach `precision`."""
    best = (-1.0, 0.0)
    for candidate in np.round(np.arange(-3.0, 3.01, 0.05), 2):
        found = scores >= candidate
        if found.any() and truth[found].mean() >= precision:
            f1 = 2 * (found & truth).sum() / (found.sum() + truth.sum())
            best = max(best, (f1, float(candidate)))
    return best[1]


def print_figures(scores: Any, truth: Any, lowest: float) -> None:
    """Precision, recall and F1 at even odds and at the threshold `lowest`."""
    for at in sorted({0.0, lowest}):
        found = scores >= at
        true = (found & truth).sum()
        precision, recall = true / max(1, found.sum()), true / max(1, truth.sum())
        f1 = 2 * true / max(1, found.sum() + truth.sum())
        click.echo(f"threshold {at:+.2f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} (cross-validated)")


def yaml_weights(key: str, weights: dict[str, float], caps: dict[str, int]) -> list[str]:
    """The lines of a block of weights in a rule file."""
    lines = [f"{key}:"]
    for name, cap in caps.items():
        # A signal stays in the list with weight 0, so that the next fit can use it again.
        value = round(weights[name], 2)
        lines.append(f"  {name}: {value:.2f}" if cap == 1 else f"  {name}: {{weight: {value:.2f}, cap: {cap}}}")
    return lines


def _yaml_words(words: dict[str, float]) -> list[str]:
    chosen = {lemma: value for lemma, value in words.items() if abs(value) >= _LEAST}
    if not chosen:
        return []
    return [
        "words:",
        *(f"  {lemma}: {value:.2f}" for lemma, value in sorted(chosen.items(), key=lambda item: -item[1])),
    ]


if __name__ == "__main__":
    main()
