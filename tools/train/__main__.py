"""Trains and packages the German pipeline: python -m tools.train [--treebanks FOLDER].

Steps: dictionary (Maven and Java) → corpora with gold, silver and generated sentences → spaCy training →
lemma tables → evaluation on what was held out → src/postcheck/language/model. See README.md.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click
import spacy
from spacy.tokens import Doc, DocBin

from postcheck.language import formtags, lemmas  # noqa: F401  registers the components
from postcheck.language.tokenizer import PostTokenizer
from tools.train import corpora, generate, silver
from tools.train.corpora import Sentence
from tools.train.lemmas import fill, imperatives

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "src" / "postcheck" / "language" / "model"
DICTIONARY = "de.danielnaber:german-pos-dict:1.2.4"
READER = "org.carrot2:morfologik-stemming:2.1.9"
VERSION = "1.0.0"
_SILVER_SHARE = 1.0


@dataclass(frozen=True)
class Corpora:
    """What is trained on, and what was held out of it for measuring (empty for the final training)."""

    train: list[Sentence]
    held_out: dict[str, list[Sentence]]
    gold: list[Sentence]


@click.command()
@click.option("--treebanks", type=click.Path(exists=True, path_type=Path), default=Path("../shared/treebanks"))
@click.option("--work", type=click.Path(path_type=Path), default=HERE / "work", help="Folder for intermediate files.")
@click.option("--final", is_flag=True, help="Train on everything, also on what is else held out for measuring.")
@click.option("--steps", default=9000, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=None, help="Where the pipeline goes.")
@click.option("--set", "settings", multiple=True, help="Override of config.cfg, as section.key=value.")
def main(treebanks: Path, work: Path, final: bool, steps: int, output: Path | None, settings: tuple[str, ...]) -> None:
    """Build the corpora, train, evaluate, package."""
    work.mkdir(parents=True, exist_ok=True)
    table = dump_dictionary(work)
    data = assemble(treebanks, table, hold_out=not final)
    # Without anything held out, the figures printed while training are on seen text; they only show progress.
    held = data.held_out or {"seen": data.train[:300]}
    write(data.train, work / "train.spacy")
    write(list(chain.from_iterable(held.values())), work / "dev.spacy")
    overrides: dict[str, object] = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "training.max_steps": steps,
        **dict(parse_override(item) for item in settings),
    }
    from spacy.cli.train import train

    train(HERE / "config.cfg", work / "trained", overrides=overrides)
    nlp = spacy.load(work / "trained" / "model-last")
    package(nlp, data.gold, table)
    nlp.to_disk(output or MODEL, exclude=["tokenizer"])
    for name, sentences in data.held_out.items():
        click.echo(f"{name}: {evaluate(nlp, sentences)}")


def parse_override(text: str) -> tuple[str, object]:
    """ "section.key=value" with the value as JSON where it is JSON."""
    import json

    key, _, value = text.partition("=")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


def dump_dictionary(work: Path) -> Path:
    """LanguageTool's full-form dictionary as a table; fetched with Maven, read with Java, once."""
    table = work / "dictionary.tsv"
    if not table.exists():
        jars = work / "jars"
        for artifact in (DICTIONARY, READER, "org.carrot2:morfologik-fsa:2.1.9", "com.carrotsearch:hppc:0.8.2"):
            copy = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={jars}"]
            subprocess.run(copy, check=True)
        with table.with_suffix(".part").open("wb") as out:
            subprocess.run(["java", "-cp", f"{jars}/*", str(HERE / "DumpDictionary.java")], stdout=out, check=True)
        table.with_suffix(".part").rename(table)
    return table


def assemble(treebanks: Path, table: Path, *, hold_out: bool) -> Corpora:
    """All sentences, weighted by how often they stand in the training file."""
    tagger = silver.Tagger(imperatives(table))
    tokenizer = PostTokenizer(spacy.blank("de"))
    empirist = list(corpora.empirist(treebanks / "empirist-train.vrt"))
    gsd = list(corpora.joined(corpora.conllu(treebanks / "gsd-dev.conllu", stts=True)))
    pud = list(silver.add_tags(corpora.joined(corpora.conllu(treebanks / "pud.conllu", stts=False)), tagger))
    conll = list(silver.add_tags(corpora.conll2018(treebanks / "conll2018-de.tsv"), tagger))
    tweets = list(silver.tag_lines(corpora.raw_lines(treebanks / "germeval2018-text.txt"), tokenizer, tagger))
    made = list(generate.sentences(9000))
    held: dict[str, list[Sentence]] = {}
    if hold_out:
        # Whole stretches, not single sentences: neighbours share their words.
        held["EmpiriST, held out"] = [s for i, s in enumerate(empirist) if (i // 40) % 5 == 2]
        empirist = [s for i, s in enumerate(empirist) if (i // 40) % 5 != 2]
        held["GSD, held out"] = [s for i, s in enumerate(gsd) if (i // 40) % 3 == 1]
        gsd = [s for i, s in enumerate(gsd) if (i // 40) % 3 != 1]
    train = [*empirist * 4, *gsd * 3, *pud, *conll, *tweets, *made]
    random.Random(1).shuffle(train)
    return Corpora(train, held, [*gsd, *conll, *[strip_conventions(s) for s in empirist]])


def strip_conventions(sentence: Sentence) -> Sentence:
    """A sentence whose lemmas follow another convention than UD's is of no use for the lemma table."""
    return tuple(corpora.Token(token.form) for token in sentence)


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Sentences as spaCy's binary training format; unknown annotation is left out, not guessed."""
    vocab = spacy.blank("de").vocab
    store = DocBin(attrs=["TAG", "POS", "MORPH", "LEMMA", "SENT_START"])
    for sentence in sentences:
        store.add(document(vocab, sentence))
    store.to_disk(path)


def document(vocab: spacy.vocab.Vocab, sentence: Sentence) -> Doc:
    """One sentence as a Doc with the annotation that is known."""
    doc = Doc(vocab, words=[token.form for token in sentence])
    for index, token in enumerate(sentence):
        if token.tag:
            doc[index].tag_ = token.tag
        if token.pos and token.morph is not None and token.pos != "_":
            doc[index].pos_ = token.pos
            doc[index].set_morph(token.morph)
        doc[index].is_sent_start = index == 0
    return doc


def package(nlp: spacy.language.Language, gold: Sequence[Sentence], table: Path) -> None:
    """Add the components that are not trained, and the description."""
    nlp.add_pipe("post_form_tags")
    lemmatizer = nlp.add_pipe("post_lemmatizer")
    fill(lemmatizer, gold, table)  # type: ignore[arg-type]
    nlp.meta.update(
        name="postcheck",
        version=VERSION,
        description="German for social-media posts: STTS-IBK tags, UPOS, morphology, lemmas.",
        license="CC BY-SA 4.0",
        author="The postcheck authors",
    )


def evaluate(nlp: spacy.language.Language, sentences: Sequence[Sentence]) -> str:
    """Accuracy of tags and lemmas over tokens whose annotation is known, with the given tokenisation."""
    tags = lemma = known_tags = known_lemmas = 0
    docs = nlp.pipe(Doc(nlp.vocab, words=[token.form for token in sentence]) for sentence in sentences)
    for doc, sentence in zip(docs, sentences, strict=True):
        for token, gold in zip(doc, sentence, strict=True):
            if gold.tag:
                known_tags += 1
                tags += token.tag_ == gold.tag
            if gold.lemma and gold.lemma != "_":
                known_lemmas += 1
                lemma += token.lemma_ == gold.lemma
    return f"tag {100 * tags / known_tags:.2f} lemma {100 * lemma / max(1, known_lemmas):.2f} ({known_tags} tokens)"


if __name__ == "__main__":
    main()
