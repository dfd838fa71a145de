"""Loads a spaCy pipeline, postcheck's own or another, and parses posts with it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from postcheck import pipelines
from postcheck.errors import EngineError
from postcheck.language import features, formtags, lemmas, sentences  # noqa: F401  their import registers components
from postcheck.language.parsed import Parsed
from postcheck.language.tokenizer import PostTokenizer
from postcheck.models import Post, Tool
from postcheck.social import scan

BUILTIN = pipelines.BUILTIN
_BATCH = 32
# spaCy refuses to parse longer texts with a parser; a post of this length is a mistake anyway.
LONGEST = 1_000_000

# Which components give what a rule may need. Those that nobody needs are switched off.
_GIVES = {
    "tagger": {"tag", "morph", "lemma"},
    "morphologizer": {"tag", "morph", "lemma"},
    "trainable_lemmatizer": {"lemma"},
    "lemmatizer": {"lemma"},
    "post_form_tags": {"tag", "morph", "lemma"},
    "post_lemmatizer": {"lemma"},
    "attribute_ruler": {"tag", "morph", "lemma"},
    "parser": {"parser"},
}
_SHARED = ("tok2vec", "transformer")


class Pipeline:
    """A loaded pipeline. Not to be shared between threads."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._tokenize = PostTokenizer(nlp)
        self._components = list(nlp.pipe_names)

    @property
    def info(self) -> Tool:
        """Name and version, as outputs print them."""
        meta = self._nlp.meta
        return Tool(f"{meta['lang']}_{meta['name']}", str(meta["version"]))

    @property
    def meta(self) -> Mapping[str, Any]:
        """What the pipeline says of itself: licence, sources, figures."""
        return self._nlp.meta

    @property
    def has_parser(self) -> bool:
        """Whether dependency patterns can be matched."""
        return "parser" in self._components

    def parse(self, posts: Iterable[Post], needs: frozenset[str]) -> Iterator[Parsed]:
        """Parse posts in batches, in order; `needs` ⊆ {"tag", "morph", "lemma", "parser"}."""
        disable = [name for name in self._components if not self._wanted(name, needs)]
        active = len(self._components) > len(disable)
        prepared = [self._prepare(post) for post in posts]
        docs: Iterable[Doc] = [parsed.doc for parsed in prepared]
        if active:
            docs = self._nlp.pipe(docs, disable=disable, batch_size=_BATCH)
        for parsed, _ in zip(prepared, docs, strict=True):
            yield parsed

    def parse_one(self, post: Post, needs: frozenset[str]) -> Parsed:
        """Parse one post alone."""
        return next(iter(self.parse([post], needs)))

    def _prepare(self, post: Post) -> Parsed:
        if len(post.text) > LONGEST:
            raise EngineError(f"a post of {len(post.text)} characters is too long", hint=f"at most {LONGEST}")
        social = scan(post.text)
        doc, kinds = self._tokenize(post.text, social)
        begins = sentences.starts(doc, kinds)
        # Token by token, spaCy would look at the whole post each time.
        starts: Any = numpy.where(begins, 1, -1).astype("int64").astype("uint64")
        doc.from_array(["SENT_START"], starts)
        return Parsed(post, doc, kinds, sentences.spans(doc, begins), social)

    def _wanted(self, name: str, needs: frozenset[str]) -> bool:
        if name in _SHARED:
            return bool(needs)
        gives = _GIVES.get(self._nlp.get_pipe_meta(name).factory)
        return bool(gives and gives & needs)


def load(name: str = BUILTIN) -> Pipeline:
    """The pipeline `name`: "builtin", an installed package such as de_core_news_md, or a folder.

    Raises EngineError with a way out when it is missing or does not fit.
    """
    target = pipelines.MODEL if name == BUILTIN else name
    try:
        # numpy's OpenBLAS multiplies the layers' matrices several times as fast as thinc's default.
        with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
            # A pipeline trained with a neighbouring spaCy version works; spaCy says so at each start.
            warnings.simplefilter("ignore")
            nlp = spacy.load(target, exclude=["ner", "senter", "sentencizer"])
    except OSError as problem:
        raise EngineError(f"the spaCy pipeline '{name}' is not there", hint=pipelines.hint(name)) from problem
    except Exception as problem:
        reason = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
        text = f"the spaCy pipeline '{name}' does not load: {reason}"
        raise EngineError(text, hint=pipelines.hint(name)) from problem
    if nlp.lang != "de":
        raise EngineError(f"the spaCy pipeline '{name}' is for '{nlp.lang}', not for German")
    return Pipeline(nlp)
