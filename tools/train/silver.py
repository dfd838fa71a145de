"""Tags for text that has none, by HanTa, with its blind spots taken out: there the tag stays unknown.

HanTa knows newspapers. It does not know imperatives, emoji, hashtags, mentions, emoticons and the particles of
the IBK extension. Social items get their tags from `postcheck.social`; a form that can be an imperative and
stands where one could stand gets none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from postcheck.language.tokenizer import PostTokenizer
from postcheck.social import scan
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
_SUBJECTS = frozenset("ich du er sie es wir ihr man das dies wer was".split())


class Tagger:
    """HanTa with the corrections; `imperatives` are all forms that can be one."""

    def __init__(self, imperatives: frozenset[str]) -> None:
        from HanTa.HanoverTagger import HanoverTagger

        self._hanta: Any = HanoverTagger("morphmodel_ger.pgz")
        self._imperatives = imperatives

    def tags(self, forms: list[str]) -> list[str | None]:
        """A tag for each form; None where HanTa is not to be trusted."""
        found: list[str | None] = [clean(tag) for _, _, tag in self._hanta.tag_sent(forms)]
        for index, form in enumerate(forms):
            lower = form.lower()
            if lower in PARTICLES and found[index] in ("ADV", "ADJD", "KON", "PTKANT", "ITJ", "PIS", "PIAT"):
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
    def _could_begin(forms: list[str], index: int) -> bool:
        return index == 0 or forms[index - 1] in _OPENERS or not forms[index - 1][0].isalnum()


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


def tag_lines(lines: Iterable[str], tokenizer: PostTokenizer, tagger: Tagger) -> Iterator[Sentence]:
    """Raw lines as sentences with silver tags."""
    for line in lines:
        doc, kinds = tokenizer(line, scan(line))
        kept = [index for index, token in enumerate(doc) if not token.is_space]
        forms = [doc[index].text for index in kept]
        if not forms:
            continue
        tags = tagger.tags(forms)
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


def add_tags(sentences: Iterable[Sentence], tagger: Tagger) -> Iterator[Sentence]:
    """Silver tags for sentences that have parts of speech: kept where the two agree."""
    for sentence in sentences:
        tags = tagger.tags([token.form for token in sentence])
        yield tuple(
            replace(token, tag=_agreed(tag, token) if token.tag is None else token.tag)
            for token, tag in zip(sentence, tags, strict=True)
        )


def _agreed(tag: str | None, token: Token) -> str | None:
    if token.pos == "PROPN":
        # GSD takes the parts of names for names, except for nouns in them ("Hotel Sommer").
        return tag if tag == "NN" else "NE"
    if tag is None or token.pos is None:
        return tag
    upos = UPOS[tag]
    if token.pos == "NOUN":
        return "NN"
    if token.pos == "ADV" and tag == "ADJD":
        return None  # UD's German treebanks call some of them adverbs in their fine tags, too
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
