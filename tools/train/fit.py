"""Trains tagger and morphologizer. spaCy's own training loop spends most of its time outside the arithmetic.

Features are made once a sentence, so that a step is nothing but matrices; with OpenBLAS, which numpy brings, one core
reads five times as many words a second as `spacy train`. Missing labels have no gradient.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.language import Language
from spacy.strings import hash_string
from thinc.api import Adam, set_dropout_rate

from postcheck.language.features import NAMES, features, shape
from postcheck.language.lexicon import Lexicon
from tools.train.corpora import Sentence

Array = numpy.ndarray[Any, Any]
_SHAPE = NAMES.index("shape")
_FORM = NAMES.index("form")
_UNKNOWN = hash_string("\0unknown")


@dataclass(frozen=True)
class Plan:
    """How to train. `rate` is reached after `warmup` steps and falls to 0 in a straight line."""

    steps: int = 1500
    words: int = 2000
    rate: float = 0.003
    warmup: int = 200
    dropout: float = 0.15
    smoothing: float = 0.03
    # Parts of the sentences that are read in small letters or in capitals, and of the words whose form is hidden:
    # posts are written so, and new words must be known by their endings.
    lowered: float = 0.08
    raised: float = 0.01
    hidden: float = 0.06
    # Part of the sentences that are read together with the one before: posts are parsed whole.
    joined: float = 0.5
    morph_weight: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Item:
    """One sentence as arrays: features (n, F), shapes when lowered and raised, label numbers or -1."""

    features: Array
    lowered: Array
    raised: Array
    tags: Array
    morphs: Array


def labels(sentences: Sequence[Sentence]) -> tuple[list[str], list[str]]:
    """All tags and all morphology labels (UPOS and features in one string), sorted."""
    tags = {token.tag for sentence in sentences for token in sentence if token.tag}
    morphs = {morph_label(token.pos, token.morph) for sentence in sentences for token in sentence}
    return sorted(tags), sorted(morphs - {""})


def morph_label(pos: str | None, morph: str | None) -> str:
    """The label as spaCy's morphologizer writes it; "" for unknown."""
    if not pos or pos == "_" or morph is None:
        return ""
    return "|".join(sorted([*morph.split("|"), f"POS={pos}"] if morph else [f"POS={pos}"]))


def items(sentences: Sequence[Sentence], tags: Sequence[str], morphs: Sequence[str], lexicon: Lexicon) -> list[Item]:
    """Sentences as arrays; a sentence that stands several times in the list is made once."""
    tag_ids = {tag: number for number, tag in enumerate(tags)}
    morph_ids = {morph: number for number, morph in enumerate(morphs)}
    known: dict[str, tuple[tuple[int, ...], int, int]] = {}
    made: dict[int, Item] = {}
    result = []
    for sentence in sentences:
        if id(sentence) not in made:
            rows = []
            for token in sentence:
                if token.form not in known:
                    known[token.form] = (
                        features(token.form, lexicon),
                        hash_string(shape(token.form.lower())),
                        hash_string(shape(token.form.upper())),
                    )
                rows.append(known[token.form])
            made[id(sentence)] = Item(
                numpy.array([row[0] for row in rows], dtype="uint64"),
                numpy.array([row[1] for row in rows], dtype="uint64"),
                numpy.array([row[2] for row in rows], dtype="uint64"),
                numpy.array([tag_ids.get(token.tag or "", -1) for token in sentence], dtype="int32"),
                numpy.array(
                    [morph_ids.get(morph_label(token.pos, token.morph), -1) for token in sentence], dtype="int32"
                ),
            )
        result.append(made[id(sentence)])
    return result


def fit(nlp: Language, data: Sequence[Item], plan: Plan, report: Any = None, every: int = 500) -> None:
    """Train the initialised pipeline `nlp` in place; at the end its weights are the average over all steps."""
    body = nlp.get_pipe("tok2vec").model
    tagger = nlp.get_pipe("tagger").model.get_ref("output_layer")
    morphologizer = nlp.get_pipe("morphologizer").model.get_ref("output_layer")
    optimizer = Adam(0.001, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    set_dropout_rate(body, plan.dropout)
    generator = numpy.random.default_rng(plan.seed)
    losses = numpy.zeros(2)
    begun, read = time.time(), 0
    for step, batch in enumerate(_batches(data, plan), start=1):
        optimizer.learn_rate = plan.rate * min(step / plan.warmup, (plan.steps - step + 1) / plan.steps)
        inputs = [_changed(item, plan, generator) for item in batch]
        inputs = _together(inputs, plan, generator)
        vectors, back = body(inputs, is_train=True)
        flat = numpy.concatenate(vectors)
        gradient = numpy.zeros_like(flat)
        for number, (layer, name, weight) in enumerate(
            ((tagger, "tags", 1.0), (morphologizer, "morphs", plan.morph_weight))
        ):
            gold = numpy.concatenate([getattr(item, name) for item in batch])
            scores, back_layer = layer(flat, is_train=True)
            change = _difference(scores, gold, plan.smoothing)
            losses[number] += float((change**2).sum())
            gradient += back_layer(change * weight)
            layer.finish_update(optimizer)
        back(_split(gradient, vectors))
        body.finish_update(optimizer)
        optimizer.step_schedules()
        read += len(flat)
        if step % every == 0:
            print(f"step {step} losses {losses.round(0)} words/s {read / (time.time() - begun):.0f}", flush=True)
            losses[:] = 0
            if report:
                with nlp.use_params(optimizer.averages):
                    report(step)
        if step >= plan.steps:
            break
    set_dropout_rate(body, 0.0)
    for layer in (body, tagger, morphologizer):
        _keep(layer, optimizer.averages)


def guesses(nlp: Language, data: Sequence[Item]) -> list[list[tuple[str, float]]]:
    """The likeliest tag of each token and its probability, by the trained pipeline `nlp`."""
    body = nlp.get_pipe("tok2vec").model
    layer = nlp.get_pipe("tagger").model.get_ref("output_layer")
    tags = nlp.get_pipe("tagger").labels
    found = []
    for start in range(0, len(data), 64):
        for vectors in body.predict([item.features for item in data[start : start + 64]]):
            scores = layer.predict(vectors)
            odds = numpy.exp(scores - scores.max(axis=1, keepdims=True))
            best = odds.argmax(axis=1)
            sure = odds.max(axis=1) / odds.sum(axis=1)
            found.append([(tags[place], float(chance)) for place, chance in zip(best, sure, strict=True)])
    return found


def _keep(model: Any, averages: dict[Any, Any]) -> None:
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) and (node.id, name) in averages:
                node.set_param(name, averages[node.id, name].copy())


def _batches(data: Sequence[Item], plan: Plan) -> Iterator[list[Item]]:
    order = list(range(len(data)))
    shuffler = random.Random(plan.seed)
    while True:
        shuffler.shuffle(order)
        batch: list[Item] = []
        size = 0
        for index in order:
            batch.append(data[index])
            size += len(data[index].tags)
            if size >= plan.words:
                yield batch
                batch, size = [], 0


def _changed(item: Item, plan: Plan, generator: numpy.random.Generator) -> Array:
    rows = item.features.copy()
    chance = generator.random()
    if chance < plan.lowered:
        rows[:, _SHAPE] = item.lowered
    elif chance < plan.lowered + plan.raised:
        rows[:, _SHAPE] = item.raised
    rows[generator.random(len(rows)) < plan.hidden, _FORM] = _UNKNOWN
    return rows


def _together(inputs: list[Array], plan: Plan, generator: numpy.random.Generator) -> list[Array]:
    """Some of the sentences as one text with the one before, in the same order."""
    texts: list[list[Array]] = []
    for rows, chance in zip(inputs, generator.random(len(inputs)), strict=True):
        if texts and chance < plan.joined:
            texts[-1].append(rows)
        else:
            texts.append([rows])
    return [numpy.concatenate(text) for text in texts]


def _difference(scores: Array, gold: Array, smoothing: float) -> Array:
    """The gradient of the cross entropy; 0 where the label is unknown."""
    count = scores.shape[1]
    known = gold >= 0
    truth = numpy.full_like(scores, smoothing / count)
    truth[known, gold[known]] += 1 - smoothing
    change = scores - truth
    change[~known] = 0
    return change


def _split(flat: Array, vectors: Sequence[Array]) -> list[Array]:
    ends = numpy.cumsum([len(part) for part in vectors])[:-1]
    return numpy.split(flat, ends)
