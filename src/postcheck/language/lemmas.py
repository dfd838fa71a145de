"""The lemmatizer of postcheck's own pipeline: a table of frequent forms, then rules by the end of the word.

A German compound inflects like its last part, so the longest known ending of a form decides: "Abnehmwunders" ends in
"wunders", and that in "wunder". Words that the endings get wrong are listed, and decide for their compounds, too.
Both were made of a full-form dictionary, per word class, by `tools/train`.
Components are registered as entry points, so that `spacy.load` finds them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path
from spacy.vocab import Vocab

LONGEST_ENDING = 9
# A listed word of fewer letters says nothing of longer ones.
_SHORTEST_PART = 4
# Lemmas remembered before the memory is emptied: a long run over many posts must not grow without end.
_MOST = 100_000
# The word classes that have rules; all others are looked up or stay as they are.
CLASSES = {"NN": "N", "ADJA": "A", "ADJD": "A", "NE": "E"}
_AS_WRITTEN = frozenset({"NE", "NN", "FM", "XY", "URL", "HST", "ADR", "EML", "TRUNC"})


def word_class(tag: str) -> str:
    """ "N", "A", "V" or "E" (names) by STTS tag, "P" for participles (they may be adjectives), "" for the rest."""
    if tag in ("VVPP", "VAPP", "VMPP"):
        return "P"
    return "V" if tag.startswith("V") else CLASSES.get(tag, "")


class PostLemmatizer:
    """Sets lemmas from forms and tags.

    `table`: "form\\ttag" → lemma, the habits of the treebanks; `words`: class → form → lemma, where the endings are
    wrong; `endings`: class → ending → (cut, added).
    """

    def __init__(self, vocab: Vocab, name: str = "post_lemmatizer") -> None:
        self.vocab = vocab
        self.name = name
        self.table: dict[str, str] = {}
        self.words: dict[str, dict[str, str]] = {}
        self.endings: dict[str, dict[str, tuple[int, str]]] = {}
        # Form and tag → lemma, as numbers of the vocabulary.
        self._memory: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        if len(self._memory) > _MOST:
            self._memory.clear()
        for token in doc:
            key = token.orth, token.tag
            if key not in self._memory:
                self._memory[key] = self.vocab.strings.add(self.lemma(token.text, token.tag_))
            token.lemma = self._memory[key]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterable[Doc]:
        """As `__call__`, for many."""
        for doc in stream:
            yield self(doc)

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of one form; nouns keep their capital, unknown words stay as they are."""
        lower = form.lower()
        for key in (f"{form}\t{tag}", f"{lower}\t{tag}"):
            if key in self.table:
                return self.table[key]
        kind = word_class(tag)
        if not kind or not lower[-1:].isalpha():
            return form if tag in _AS_WRITTEN else lower
        found = self.words.get(kind, {}).get(lower)
        if kind == "E":
            return form if found is None else found[:1].upper() + found[1:]
        stem = found or self.by_ending(lower, kind)
        return like(form, stem) if kind == "N" else stem

    def by_ending(self, lower: str, kind: str) -> str:
        """What the listed last part of a compound says, or the longest known ending."""
        words = self.words.get(kind, {})
        for cut in range(2, len(lower) - _SHORTEST_PART + 1):
            last = words.get(lower[cut:])
            if last is not None and last.islower():
                return lower[:cut] + last
        rules = self.endings.get(kind, {})
        for length in range(min(LONGEST_ENDING, len(lower)), 0, -1):
            rule = rules.get(lower[-length:])
            if rule is not None:
                cut, added = rule
                return lower[: len(lower) - cut] + added
        return lower

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """All tables, compressed."""
        data = {"table": self.table, "words": self.words, "endings": self.endings}
        return zlib.compress(json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), 9)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> PostLemmatizer:
        """The reverse of `to_bytes`."""
        self._memory.clear()
        loaded = json.loads(zlib.decompress(data))
        self.table, self.words = loaded["table"], loaded["words"]
        self.endings = {
            kind: {end: (rule[0], rule[1]) for end, rule in rules.items()} for kind, rules in loaded["endings"].items()
        }
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the tables to one file in the folder `path`."""
        folder = Path(ensure_path(path))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lemmas.json.z").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PostLemmatizer:
        """The reverse of `to_disk`."""
        return self.from_bytes((Path(ensure_path(path)) / "lemmas.json.z").read_bytes())


def like(form: str, lower: str) -> str:
    """A noun's lemma with the capitals of its form: "LKWs" → "LKW", "E-Bikes" → "E-Bike"."""
    same = 0
    while same < min(len(form), len(lower)) and form[same].lower() == lower[same]:
        same += 1
    kept = form[:same] + lower[same:]
    return kept[:1].upper() + kept[1:]


@Language.factory("post_lemmatizer", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmatizer(nlp: Language, name: str) -> PostLemmatizer:
    """An empty lemmatizer; its tables come from disk or from `tools/train`."""
    return PostLemmatizer(nlp.vocab, name)
