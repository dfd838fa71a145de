"""Trains and packages the German pipeline: python -m tools.train [--treebanks FOLDER].

Steps: dictionary and examples (Maven and Java) → corpora with gold, silver and generated sentences → training →
lemma tables → evaluation on what was held out → src/postcheck/language/model. See README.md.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, set_current_ops

from postcheck.language import features, formtags, lemmas  # noqa: F401  registers the components
from postcheck.language.lexicon import Lexicon
from postcheck.language.tokenizer import PostTokenizer
from tools.train import card, corpora, fit, generate, java, lexicon, verbs
from tools.train.corpora import Sentence
from tools.train.lemmas import fill, imperatives
from tools.train.silver import Silver, Teachers, adverbs, revised, tag_lines, untagged

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src" / "postcheck" / "language" / "model"
VERSION = "1.1.0"


@dataclass(frozen=True)
class Corpora:
    """What is trained on; what was held out of it for measuring (nothing for the final training); lemma sources.

    `gold` and `made` are weighted by how often they stand there. `tweets` is raw text with silver tags; so are `pud`, `conll`
    and `examples`, standard German.
    """

    gold: list[Sentence]
    made: list[Sentence]
    tweets: list[Sentence]
    pud: Silver
    conll: Silver
    examples: Silver
    held_out: dict[str, list[Sentence]]
    lemmas: list[Sentence]

    def all(
        self, tweets: list[Sentence], pud: list[Sentence], conll: list[Sentence], examples: list[Sentence]
    ) -> list[Sentence]:
        """Everything to train on, with these in place of the silver text."""
        return [*self.gold, *pud, *conll * 2, *examples, *self.made, *tweets]


@click.command()
@click.option("--treebanks", type=click.Path(exists=True, path_type=Path), default=Path("../shared/treebanks"))
@click.option("--work", type=click.Path(path_type=Path), default=HERE / "work", help="Folder for intermediate files.")
@click.option("--final", is_flag=True, help="Train on everything, also on what is else held out for measuring.")
@click.option("--steps", default=fit.Plan.steps, show_default=True)
@click.option("--seed", default=fit.Plan.seed, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Where the pipeline goes.")
def main(treebanks: Path, work: Path, final: bool, steps: int, seed: int, output: Path | None) -> None:
    """Build the corpora, train, evaluate, package."""
    # numpy's OpenBLAS multiplies matrices four times as fast as thinc's default.
    set_current_ops(NumpyOps(use_blis=False))
    work.mkdir(parents=True, exist_ok=True)
    table = java.dictionary(work)
    data = assemble(treebanks, table, work, hold_out=not final)
    words = lexicon.build(table)
    silvers = (data.pud, data.conll, data.examples)
    first = train(
        data.all(data.tweets, *(silver.sentences for silver in silvers)), words, fit.Plan(steps=steps, seed=seed)
    )
    # The teachers know no posts: a first pipeline looks through their tags, and the second learns from what is left.
    tweets = revised(data.tweets, guesses(first, data.tweets, words))
    filled = [silver.filled(guesses(first, silver.sentences, words)) for silver in silvers]
    nlp = train(data.all(tweets, *filled), words, fit.Plan(steps=steps, seed=seed + 1))
    nlp = package(nlp, data, table)
    nlp.to_disk(output or MODEL)
    ((output or MODEL) / "NOTICE").write_text(card.notice(), encoding="utf-8")
    figures = {name: evaluate(nlp, sentences) for name, sentences in data.held_out.items()}
    click.echo(json.dumps(figures, indent=1, ensure_ascii=False))


def train(sentences: list[Sentence], words: Lexicon, plan: fit.Plan) -> Language:
    """A pipeline trained on these."""
    random.Random(plan.seed).shuffle(sentences)
    nlp = blank(sentences, words)
    tags, morphs = nlp.get_pipe("tagger").labels, nlp.get_pipe("morphologizer").labels
    fit.fit(nlp, fit.items(sentences, tags, morphs, words), plan)
    return nlp


def guesses(nlp: Language, sentences: list[Sentence], words: Lexicon) -> list[list[tuple[str, float]]]:
    """What the pipeline makes of these."""
    tags, morphs = nlp.get_pipe("tagger").labels, nlp.get_pipe("morphologizer").labels
    return fit.guesses(nlp, fit.items(sentences, tags, morphs, words))


def assemble(treebanks: Path, table: Path, work: Path, *, hold_out: bool) -> Corpora:
    """All sentences in one form."""
    tokenizer = PostTokenizer(spacy.blank("de"))
    empirist = list(corpora.empirist(treebanks / "empirist-train.vrt"))
    gsd = list(corpora.joined(corpora.conllu(treebanks / "gsd-dev.conllu", stts=True)))
    held: dict[str, list[Sentence]] = {}
    if hold_out:
        # Whole stretches, not single sentences: neighbours share their words.
        held["EmpiriST, held out"] = [s for i, s in enumerate(empirist) if (i // 40) % 5 == 2]
        empirist = [s for i, s in enumerate(empirist) if (i // 40) % 5 != 2]
        held["GSD, held out"] = [s for i, s in enumerate(gsd) if (i // 40) % 3 == 1]
        gsd = [s for i, s in enumerate(gsd) if (i // 40) % 3 != 1]
    teachers = Teachers(work, imperatives(table), adverbs(gsd))
    pud = teachers.agreed(corpora.joined(corpora.conllu(treebanks / "pud.conllu", stts=False)), particles=True)
    conll = teachers.agreed(corpora.conll2018(treebanks / "conll2018-de.tsv"), particles=True)
    examples = teachers.agreed(untagged(java.examples(work), tokenizer), particles=False)
    tweets = list(tag_lines(corpora.raw_lines(treebanks / "germeval2018-text.txt"), tokenizer, teachers))
    known = (empirist, gsd, pud.sentences, conll.sentences, tweets)
    frequency = Counter(token.form.lower() for corpus in known for sentence in corpus for token in sentence)
    # The listed verbs are those of posts: they come as often as all others together.
    verbs_used = [*verbs.listed() * 10, *verbs.of_dictionary(table, frequency)]
    made = list(generate.sentences(12_000, verbs_used, generate.phrases([*gsd, *empirist])))
    return Corpora([*empirist * 6, *gsd * 5], made, tweets, pud, conll, examples, held, gsd)


def blank(sentences: Sequence[Sentence], words: Lexicon) -> Language:
    """The pipeline of config.cfg with all labels of the sentences, not yet trained."""
    nlp = load_model_from_config(load_config(HERE / "config.cfg"), auto_fill=True)
    tags, morphs = fit.labels(sentences)
    features.set_lexicon(nlp.get_pipe("tok2vec").model, words)
    for tag in tags:
        nlp.get_pipe("tagger").add_label(tag)
    for morph in morphs:
        nlp.get_pipe("morphologizer").add_label(morph)
    nlp.initialize(
        lambda: [example(nlp, sentence) for sentence in sentences if any(token.tag for token in sentence)][:9]
    )
    return nlp


def example(nlp: Language, sentence: Sentence) -> Example:
    """One sentence as spaCy wants it to see the sizes of layers; unknown annotation is left out."""
    words = [token.form for token in sentence]
    gold = Doc(nlp.vocab, words=words)
    for token, known in zip(gold, sentence, strict=True):
        if known.tag:
            token.tag_ = known.tag
        if fit.morph_label(known.pos, known.morph):
            token.pos_ = known.pos or ""
            token.set_morph(known.morph)
    return Example(Doc(nlp.vocab, words=words), gold)


def package(nlp: Language, data: Corpora, table: Path) -> Language:
    """The trained pipeline with the components that are not trained, its card, and a vocabulary without the corpora."""
    fresh = load_model_from_config(nlp.config)
    fresh.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    for tag in fresh.get_pipe("tagger").labels:
        fresh.vocab.strings.add(tag)
    fresh.add_pipe("post_form_tags")
    lemmatizer = fresh.add_pipe("post_lemmatizer")
    fill(lemmatizer, data.lemmas, data.conll.sentences, table)  # type: ignore[arg-type]
    fresh.meta.update(card.meta(VERSION))
    return fresh


def evaluate(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Accuracy in per cent of tags and lemmas over tokens whose annotation is known, with the given tokenisation."""
    right = {"tag": 0, "lemma": 0}
    known = {"tag": 0, "lemma": 0}
    docs = nlp.pipe(Doc(nlp.vocab, words=[token.form for token in sentence]) for sentence in sentences)
    for doc, sentence in zip(docs, sentences, strict=True):
        for token, gold in zip(doc, sentence, strict=True):
            for name, found, wanted in (("tag", token.tag_, gold.tag), ("lemma", token.lemma_, gold.lemma)):
                if wanted and wanted != "_":
                    known[name] += 1
                    right[name] += found == wanted
    return {name: round(100 * right[name] / max(1, known[name]), 2) for name in right} | {"tokens": known["tag"]}


if __name__ == "__main__":
    main()
