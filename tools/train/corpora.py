"""Reads the treebanks into one form. What a corpus does not say, or says in another convention, is None."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Token:
    """One token: STTS-IBK tag, UPOS, UD features as a string ("" for none), lemma; None is unknown."""

    form: str
    tag: str | None = None
    pos: str | None = None
    morph: str | None = None
    lemma: str | None = None


Sentence = tuple[Token, ...]

# Features that no rule asks for make the morphologizer's labels many and its errors frequent.
_FEATURES = frozenset({"Mood", "Person", "Number", "Case", "Degree", "VerbForm", "Tense", "PronType", "Poss", "Gender"})
_GENDERED = frozenset({"NOUN"})

# UniMorph features of the CoNLL 2018 file.
_UNIMORPH = {
    "NOM": "Case=Nom", "GEN": "Case=Gen", "DAT": "Case=Dat", "ACC": "Case=Acc", "SG": "Number=Sing", "PL": "Number=Plur",
    "1": "Person=1", "2": "Person=2", "3": "Person=3", "IND": "Mood=Ind", "SBJV": "Mood=Sub", "IMP": "Mood=Imp",
    "PRS": "Tense=Pres", "PST": "Tense=Past", "CMPR": "Degree=Cmp", "SPRL": "Degree=Sup", "FIN": "VerbForm=Fin",
    "NFIN": "VerbForm=Inf", "V.PTCP": "VerbForm=Part",
}  # fmt: skip
_UNIMORPH_POS = {"N": "NOUN", "PROPN": "PROPN", "V": "VERB", "AUX": "AUX", "ADJ": "ADJ", "ADV": "ADV", "ADP": "ADP",
                 "PUNCT": "PUNCT", "NUM": "NUM", "PRO": "PRON", "DET": "DET"}  # fmt: skip


def conllu(path: Path, *, stts: bool) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; its fifth column is used as tag when it holds STTS."""
    sentence: list[Token] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 10:
            if sentence and not line.strip():
                yield tuple(sentence)
                sentence = []
            continue
        if not columns[0].isdigit():
            # The parts of a contraction follow the line that holds the word as it is written.
            if "-" in columns[0]:
                sentence.append(Token(columns[1], "\0" + columns[0]))
            continue
        sentence.append(
            Token(
                columns[1],
                columns[4] if stts and columns[4] != "_" else None,
                columns[3],
                features(columns[5], columns[3]),
                columns[2],
            )
        )
    for tokens in [sentence] if sentence else []:
        yield tuple(tokens)


def joined(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    """Contractions ("im" = in + dem) as one token again, as they are written."""
    for sentence in sentences:
        tokens: list[Token] = []
        skip = 0
        for token in sentence:
            if token.tag and token.tag.startswith("\0"):
                first, last = token.tag[1:].split("-")
                skip = int(last) - int(first) + 1
                tokens.append(Token(token.form, "APPRART", "ADP", "Case=Dat|Number=Sing", None))
            elif skip:
                skip -= 1
                if tokens[-1].lemma is None and token.pos == "ADP":
                    tokens[-1] = replace(tokens[-1], lemma=token.lemma)
            else:
                tokens.append(token)
        yield tuple(tokens)


def features(text: str, pos: str) -> str:
    """The UD features that are kept, in alphabetical order."""
    kept = []
    for feature in text.split("|") if text != "_" else []:
        name, _, value = feature.partition("=")
        if name in _FEATURES and (name != "Gender" or pos in _GENDERED) and "," not in value:
            kept.append(feature)
    return "|".join(sorted(kept))


def empirist(path: Path) -> Iterator[Sentence]:
    """Sentences of EmpiriST: form, STTS-IBK tag, UPOS, surface lemma. Web pages and CMC."""
    sentence: list[Token] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("<") and "\t" not in line:
            if line == "</s>" and sentence:
                yield tuple(sentence)
                sentence = []
            continue
        columns = [
            column.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for column in line.split("\t")
        ]
        if len(columns) >= 7:
            sentence.append(Token(columns[0], columns[1], None, None, columns[5]))


def conll2018(path: Path) -> Iterator[Sentence]:
    """Sentences of the CoNLL 2018 file: form, lemma, features of the UniMorph kind; no tags."""
    sentence: list[Token] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if len(columns) < 3 or not columns[0]:
            if sentence:
                yield tuple(sentence)
            sentence = []
            continue
        parts = columns[2].split(";")
        pos = _UNIMORPH_POS.get(parts[0]) if parts[0] else None
        morph = "|".join(sorted({_UNIMORPH[part] for part in parts[1:] if part in _UNIMORPH})) if pos else None
        if pos in ("PRON", "DET", "NUM", "PROPN") or (morph and "Case" in morph and "Number" not in morph):
            morph = None  # too much is merged or left out there to be a full description
        sentence.append(Token(columns[0], None, pos, morph, columns[1]))


def raw_lines(path: Path) -> Iterator[str]:
    """The lines of a raw text file, with the artefacts of tweet collections taken out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.replace("|LBR|", " ").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").strip()
        if text:
            yield text
