"""Adjusts hand-set weights to data: python -m tools.eval.adjust RULE PRIOR DATA... [--write].

For evidence of the scope "sentence" whose weights an editor can guess: PRIOR is a YAML file with the expected weight
of each signal ("pressing (post)" for one that counts in the whole post) and `bias`. The weights fitted are those of a
logistic regression that is pulled towards the expected ones (--trust: how strongly), so that a signal which is rare in
the data keeps its sense. Of a post with the fault, the sentence that looks most like it counts, and none that its
clean twin has, too. Figures are cross-validated by groups, and for posts outside `made/` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import yaml
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from postcheck import ruleset
from tools.eval.corpus import Labelled, load
from tools.eval.features import Row, extract, in_post
from tools.eval.fit import BLOCK, caps, evidence, print_figures, threshold, yaml_weights
from tools.eval.mapping import LABEL_RULES

_FOLDS = 6
_ROUNDS = 3
_NEVER = -99.0


@dataclass(frozen=True)
class Data:
    """All sentences: `matrix` of features, `owner` post of each, `able`: has what the rule needs, `candidate` fault."""

    matrix: Any
    owner: Any
    able: Any
    candidate: Any
    truth: Any
    groups: list[str]


@dataclass(frozen=True)
class Model:
    """Weights and bias."""

    weights: Any
    bias: float

    def scores(self, data: Data) -> Any:
        """The score of each sentence; those without what the rule needs never reach a threshold."""
        return np.where(data.able, data.matrix @ self.weights + self.bias, _NEVER)


@click.command()
@click.argument("rule")
@click.argument("prior", type=click.Path(exists=True, path_type=Path))
@click.argument("data", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--trust", default=3.0, show_default=True, help="How strongly the weights are pulled to the expected.")
@click.option("--precision", default=0.9, show_default=True, help="What the threshold must reach.")
@click.option("--write", is_flag=True, help="Put the weights into the rule file.")
def main(rule: str, prior: Path, data: tuple[Path, ...], trust: float, precision: float, write: bool) -> None:
    """Adjust the expected weights in PRIOR for RULE to labelled DATA."""
    rules = ruleset.load([ruleset.builtin_folder()])
    spec, path = evidence(rule, rules)
    label = next(name for name, ids in LABEL_RULES.items() if rule in ids)
    own, everywhere = caps(spec.weights), caps(spec.post_weights)
    posts = load(data)
    needed = [name for name in spec.needs if name not in own]
    bags = extract(posts, rules, [*own, *needed], by_sentence=True, post_names=list(everywhere))
    prepared = _prepare(posts, bags, {**own, **{in_post(name): cap for name, cap in everywhere.items()}}, spec, label)
    expected = yaml.safe_load(prior.read_text(encoding="utf-8"))
    names = [*own, *(in_post(name) for name in everywhere)]
    start = Model(np.array([float(expected.get(name, 0.0)) for name in names]), float(expected["bias"]))
    scores = _cross_validate(prepared, start, trust)
    scored = np.array(["made" not in post.post.path for post in posts])
    limit = threshold(scores[scored], prepared.truth[scored], precision)
    print_figures(scores[scored], prepared.truth[scored], limit)
    model = _fit(prepared, np.ones(len(posts), dtype=bool), start, trust)
    weights = dict(zip(names, model.weights, strict=True))
    lines = ["# fitted by tools/eval/adjust.py", f"bias: {model.bias:.2f}", f"threshold: {limit:.2f}"]
    lines += yaml_weights("weights", weights, own)
    lines += yaml_weights("post-weights", {name: weights[in_post(name)] for name in everywhere}, everywhere)
    lines += ["# end of fitted"]
    click.echo("\n".join(lines))
    if write:
        text = path.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda block: "".join(f"{block[1]}{line}\n" for line in lines), text)
        path.write_text(text, encoding="utf-8")


def _prepare(
    posts: Sequence[Labelled], bags: Sequence[Sequence[Row]], limits: dict[str, int], spec: Any, label: str
) -> Data:
    rows = [row for bag in bags for row in bag]
    matrix = np.array([[min(row.counts[name], cap) for name, cap in limits.items()] for row in rows], dtype=float)
    able = np.array([not spec.needs or any(row.counts[name] for name in spec.needs) for row in rows])
    twins: dict[str, set[str]] = {}
    for post, bag in zip(posts, bags, strict=True):
        if post.pair and label not in post.labels:
            twins[f"{post.file}:{post.pair}"] = {row.text for row in bag}
    fresh = [
        row.text not in twins.get(f"{post.file}:{post.pair}", ())
        for post, bag in zip(posts, bags, strict=True)
        for row in bag
    ]
    owner = np.array([number for number, bag in enumerate(bags) for _ in bag])
    truth = np.array([label in post.labels for post in posts])
    groups = [f"{post.file}:{post.pair or post.post.id}" for post in posts]
    return Data(matrix, owner, able, able & np.array(fresh), truth, groups)


def _fit(data: Data, chosen: Any, start: Model, trust: float) -> Model:
    rows, faulty = chosen[data.owner], data.truth[data.owner]
    model = start
    for _ in range(_ROUNDS):
        scores = np.where(data.candidate, model.scores(data), _NEVER)
        best: dict[int, int] = {}
        for row in np.flatnonzero(rows & faulty & data.candidate):
            post = int(data.owner[row])
            if post not in best or scores[row] > scores[best[post]]:
                best[post] = int(row)
        used = rows & ~faulty & data.able
        used[list(best.values())] = True
        model = _solve(data.matrix[used], faulty[used].astype(float), start, trust)
    return model


def _solve(matrix: Any, truth: Any, start: Model, trust: float) -> Model:
    """Logistic regression with a normal prior around the expected weights; the bias is free."""

    def loss(values: Any) -> tuple[float, Any]:
        weights, bias = values[:-1], values[-1]
        scores = matrix @ weights + bias
        moved = weights - start.weights
        wrong = 1 / (1 + np.exp(-scores)) - truth
        value = (np.logaddexp(0, scores) - truth * scores).sum() + trust / 2 * (moved @ moved)
        return float(value), np.append(matrix.T @ wrong + trust * moved, wrong.sum())

    found = minimize(loss, np.append(start.weights, start.bias), jac=True, method="L-BFGS-B").x
    return Model(found[:-1], float(found[-1]))


def _cross_validate(data: Data, start: Model, trust: float) -> Any:
    scores = np.full(len(data.truth), _NEVER)
    for train, _ in GroupKFold(_FOLDS).split(data.truth, data.truth, data.groups):
        chosen = np.zeros(len(data.truth), dtype=bool)
        chosen[train] = True
        rows = np.flatnonzero(~chosen[data.owner])
        np.maximum.at(scores, data.owner[rows], _fit(data, chosen, start, trust).scores(data)[rows])
    return scores


if __name__ == "__main__":
    main()
