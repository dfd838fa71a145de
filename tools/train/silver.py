"""Tags for text that has none, by two teachers, with their blind spots taken out: there the tag stays unknown.

HanTa and Stanford CoreNLP's tagger know newspapers. They do not know imperatives, emoji, hashtags, mentions, emoticons and the
particles of the IBK extension. Social items get their tags from `postcheck.social`; a form that can be an imperative and
stands where one could stand gets none. Posts are tagged by HanTa alone, standard German by both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from postcheck.language.tokenizer import PostTokenizer
from postcheck.social import scan
from tools.train import java
from tools.train.corpora import Sentence, Token
from tools.train.tagset import PARTICLES, REFLEXIVE_OR_PERSONAL, UPOS, clean

SOCIAL_TAGS = {
    "hashtag": "HST",
    "mention": "ADR",
    "link": "URL",
    "email": "EML",
    "emoji": "EMOIMG",
    "emoticon": "EMOASC",
}
_INNER_MARKS = frozenset("\"'`´‘’‚“”„«»‹›()[]{}-–—/|*·°~_^\\")
_END_MARKS = frozenset(".!?;:…")
_OPENERS = frozenset('. ! ? : … „ “ " ; – - •'.split())
_JOINING = ("und", "oder", "bzw.", "sowie")
_IN_NAMES = frozenset({"NN", "ADJA", "CARD", "KON", "APPR", "APPRART", "ART", "TRUNC", "$(", "$.", "$,"})
_SUBJECTS = frozenset("ich du er sie es wir ihr man das dies wer was".split())


class Teachers:
    """HanTa and Stanford CoreNLP's German tagger, corrected.

    `imperatives` are all forms that can be one; `adverbs` those that are always ADV in GSD, though both call them ADJD.
    """

    def __init__(self, work: Path, imperatives: frozenset[str], adverbs: frozenset[str]) -> None:
        from HanTa.HanoverTagger import HanoverTagger

        self._work = work
        self._hanta: Any = HanoverTagger("morphmodel_ger.pgz")
        self._imperatives = imperatives
        self._adverbs = adverbs

    def first(self, forms: list[str]) -> list[str | None]:
        """HanTa's tag for each form; None where it is not to be trusted."""
        return self._corrected(forms, [tag for _, _, tag in self._hanta.tag_sent(forms)], particles=False)

    def agreed(self, sentences: Iterable[Sentence], *, particles: bool) -> Silver:
        """Tags for standard German; parts of speech that are known must fit. `particles`: these are adverbs there."""
        todo = list(sentences)
        second = java.tags(self._work, [[token.form for token in sentence] for sentence in todo])
        tagged, proposals = [], []
        for sentence, theirs in zip(todo, second, strict=True):
            forms = [token.form for token in sentence]
            ours = [tag for _, _, tag in self._hanta.tag_sent(forms)]
            taught = [self._corrected(forms, tags, particles=particles) for tags in (ours, theirs)]
            tokens, proposed = [], []
            for place, both in enumerate(zip(*taught, strict=True)):
                token = sentence[place]
                found = [self._fitting(tag, token) for tag in both]
                if truncated(forms, place) and token.pos != "PROPN":
                    found = ["TRUNC", "TRUNC"]
                same = found[0] if found[0] == found[1] else None
                tokens.append(replace(token, tag=token.tag or same))
                proposed.append(frozenset(tag for tag in found if tag))
            tagged.append(tuple(tokens))
            proposals.append(proposed)
        return Silver(tagged, proposals)

    def _fitting(self, tag: str | None, token: Token) -> str | None:
        if tag in ("ADJD", "ADV") and token.pos in (None, "ADV", "ADJ"):
            return "ADV" if token.form.lower() in self._adverbs else tag
        return fits(tag, token)

    def _corrected(self, forms: Sequence[str], tags: Sequence[str], *, particles: bool) -> list[str | None]:
        found: list[str | None] = [clean(tag) for tag in tags]
        for index, form in enumerate(forms):
            lower = form.lower()
            if (
                not particles
                and lower in PARTICLES
                and found[index] in ("ADV", "ADJD", "KON", "PTKANT", "ITJ", "PIS", "PIAT")
            ):
                found[index] = None
            if lower in REFLEXIVE_OR_PERSONAL:
                found[index] = None
            if lower in self._imperatives and self._could_begin(forms, index):
                following = forms[index + 1].lower() if index + 1 < len(forms) else ""
                if following not in _SUBJECTS:
                    found[index] = None
            found[index] = punctuation(form, found[index])
            if found[index] not in UPOS:
                found[index] = None
        return found

    @staticmethod
    def _could_begin(forms: Sequence[str], index: int) -> bool:
        return index == 0 or forms[index - 1] in _OPENERS or not forms[index - 1][0].isalnum()


@dataclass(frozen=True)
class Silver:
    """Sentences with the tags on which both teachers agree, and for each token what either of them proposes."""

    sentences: list[Sentence]
    proposals: list[list[frozenset[str]]]

    def filled(self, guesses: Sequence[Sequence[tuple[str, float]]], least: float = 0.9) -> list[Sentence]:
        """A first pipeline's guesses where the teachers disagree: sure ones, and those that one of them shares."""
        result = []
        for sentence, proposed, guessed in zip(self.sentences, self.proposals, guesses, strict=True):
            tokens = []
            for token, tags, (tag, chance) in zip(sentence, proposed, guessed, strict=True):
                trusted = token.tag is None and (tag in tags or chance >= least)
                tokens.append(replace(token, tag=tag) if trusted else token)
            result.append(tuple(tokens))
        return result


def adverbs(gold: Iterable[Sentence]) -> frozenset[str]:
    """Forms that are adverbs wherever they stand in `gold`, at least twice, and could be adjectives."""
    tags: dict[str, list[str]] = defaultdict(list)
    for sentence in gold:
        for token in sentence:
            tags[token.form.lower()].append(token.tag or "")
    return frozenset(form for form, found in tags.items() if len(found) > 1 and set(found) == {"ADV"})


def truncated(forms: Sequence[str], place: int) -> bool:
    """Whether the form is "Rohstoff" in "Rohstoff - und Energiekosten", as GSD cuts it."""
    following = list(forms[place + 1 : place + 3])
    return forms[place][0].isalpha() and following in [[dash, word] for dash in ("-", "--") for word in _JOINING]


def punctuation(form: str, tag: str | None) -> str | None:
    """The tag of a mark, by its form; HanTa takes typographic quotes, dashes and rows of dots for foreign words."""
    if any(char.isalnum() for char in form):
        return tag
    if form in ("€", "$", "%"):
        return "NN"
    if set(form) <= _INNER_MARKS:
        return "$("
    if set(form) <= _END_MARKS:
        return None if len(form) > 1 or form == "…" else "$."  # rows of dots: sources disagree
    return tag


def untagged(lines: Iterable[str], tokenizer: PostTokenizer) -> Iterator[Sentence]:
    """Raw lines as sentences without tags."""
    for line in lines:
        forms = [token.text for token in tokenizer(line, scan(line))[0] if not token.is_space]
        if forms:
            yield tuple(Token(form) for form in forms)


def tag_lines(lines: Iterable[str], tokenizer: PostTokenizer, teachers: Teachers) -> Iterator[Sentence]:
    """Raw posts as sentences with HanTa's tags."""
    for line in lines:
        doc, kinds = tokenizer(line, scan(line))
        kept = [index for index, token in enumerate(doc) if not token.is_space]
        forms = [doc[index].text for index in kept]
        if not forms:
            continue
        tags = teachers.first(forms)
        for place, index in enumerate(kept):
            if kinds[index] in SOCIAL_TAGS:
                tags[place] = SOCIAL_TAGS[kinds[index]]
            elif kinds[index] in ("placeholder", "fancy"):
                tags[place] = None
        yield tuple(Token(form, tag) for form, tag in zip(forms, tags, strict=True))


def revised(
    sentences: Sequence[Sentence], guesses: Sequence[Sequence[tuple[str, float]]], least: float = 0.9
) -> list[Sentence]:
    """Silver tags looked through by a first pipeline: its sure guesses count, else HanTa's tag where both agree."""
    result = []
    for sentence, guessed in zip(sentences, guesses, strict=True):
        tokens = []
        for token, (tag, chance) in zip(sentence, guessed, strict=True):
            sure = tag if chance >= least or tag == token.tag else None
            tokens.append(replace(token, tag=token.tag if token.tag in SOCIAL_TAGS.values() else sure))
        result.append(tuple(tokens))
    return result


def fits(tag: str | None, token: Token) -> str | None:
    """The tag as the known part of speech of the token lets it be; None where the two contradict each other."""
    if token.pos == "PROPN":
        # GSD takes the parts of names for names, except for nouns, adjectives, numbers and small words in them.
        return tag if tag in _IN_NAMES else "NE"
    if tag is None or token.pos is None:
        return tag
    upos = UPOS[tag]
    if token.pos == "NOUN":
        return "NN"
    if token.pos in ("VERB", "AUX"):
        if tag[0] != "V":
            return None
        forms = {"VerbForm=Inf": ("VVINF", "VAINF", "VMINF", "VVIZU"), "VerbForm=Part": ("VVPP", "VAPP", "VMPP"),
                 "VerbForm=Fin": ("VVFIN", "VAFIN", "VMFIN")}  # fmt: skip
        for form, allowed in forms.items():
            if token.morph and form in token.morph and tag not in allowed:
                return None
        return tag
    same = {"ADJ": ("ADJ",), "ADV": ("ADV", "ADJ", "PART", "INTJ"), "ADP": ("ADP", "CCONJ"), "PUNCT": ("PUNCT",),
            "NUM": ("NUM", "DET"), "PRON": ("PRON", "DET", "ADV"), "DET": ("DET", "PRON")}  # fmt: skip
    return tag if upos in same.get(token.pos, (upos,)) else None
