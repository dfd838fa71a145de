"""What the tagger sees of a word: its form, beginnings, endings, shape and word classes, hashed and embedded.

spaCy's own features end at three letters; in German the last five tell much more ("-ungen", "-ieren", "-chen").
Features belong to the form alone, so each form is looked at once and remembered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, cast

import numpy
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d, Ragged

from postcheck.language.lexicon import Lexicon

NAMES = ("form", "prefix", "suffix2", "suffix3", "suffix4", "suffix5", "shape", "classes")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
# Forms remembered before the memory is emptied: a long run over many posts must not grow without end.
_MOST = 200_000


def features(form: str, lexicon: Lexicon) -> tuple[int, ...]:
    """One 64-bit number a feature, in the order of NAMES."""
    # Letters of fake fonts are read as the letters they show; "suuuper" as "suuper".
    plain = _RUN.sub(r"\1\1", _DIGIT.sub("0", unicodedata.normalize("NFKC", form)))
    lower = plain.lower()
    classes = lexicon.describe(lower)
    parts = (lower, lower[:3], lower[-2:], lower[-3:], lower[-4:], lower[-5:], shape(plain), classes)
    return tuple(hash_string(part) for part in parts)


def shape(form: str) -> str:
    """Capitals as X, small letters as x, digits as 0, at most three of a kind in a row; all else as it is."""
    kinds: list[str] = []
    for char in form[:40]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "0" if char.isdigit() else char
        if kinds[-3:] != [kind] * 3:
            kinds.append(kind)
    return "".join(kinds)


def extractor() -> Model[list[Doc], list[Ints2d]]:
    """A layer from Docs to their features, shape (tokens, features). Arrays that are given pass through.

    The lexicon is kept as two parameters of the layer, so that it is saved with the weights.
    """
    memory: dict[int, tuple[int, ...]] = {}

    def forward(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[list[Ints2d], Any]:
        if all(isinstance(doc, numpy.ndarray) for doc in docs):
            return list(docs), lambda gradient: []
        lexicon = Lexicon(model.get_param("keys"), model.get_param("masks"))
        return cast("list[Ints2d]", [of_doc(doc, lexicon, memory) for doc in docs]), lambda gradient: []

    nothing = Lexicon.of({})
    return Model("post_features", forward, params={"keys": nothing.keys, "masks": nothing.masks})


def set_lexicon(model: Model[Any, Any], lexicon: Lexicon) -> None:
    """Give the lexicon to the extractor inside `model`."""
    for node in model.walk():
        if node.name == "post_features":
            node.set_param("keys", lexicon.keys)
            node.set_param("masks", lexicon.masks)


def of_doc(doc: Doc, lexicon: Lexicon, memory: dict[int, tuple[int, ...]]) -> Ints2d:
    """The features of all tokens of one Doc; `memory` is filled with the forms that are new."""
    if len(memory) > _MOST:
        memory.clear()
    rows = []
    for position, orth in enumerate(doc.to_array("ORTH").tolist()):
        row = memory.get(orth)
        if row is None:
            row = memory[orth] = features(doc[position].text, lexicon)
        rows.append(row)
    return cast(Ints2d, numpy.array(rows, dtype="uint64").reshape(len(rows), len(NAMES)))


@registry.architectures("postcheck.FormEmbed.v1")  # type: ignore[untyped-decorator]
def form_embed(width: int, size: int, rows: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """Embed each feature with `size` numbers in a hashed table of `rows`, and mix them to `width`."""
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, count, column=column, seed=column + 7, dropout=0.0) for column, count in enumerate(rows)
    ]
    mix: Model[Ragged, Ragged] = with_array(
        chain(concatenate(*tables), Maxout(width, size * len(rows), nP=3, dropout=0.0, normalize=True))
    )
    return chain(extractor(), list2ragged(), mix, ragged2list())
