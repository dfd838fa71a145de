"""What needs no guessing: tags that the form alone decides (emoji, hashtags, links), and moods that agree with tags."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from postcheck.social import scan

# STTS-IBK tags and UPOS of social items.
_TAGS = {
    "hashtag": ("HST", "X"),
    "mention": ("ADR", "PROPN"),
    "link": ("URL", "X"),
    "email": ("EML", "X"),
    "emoji": ("EMOIMG", "SYM"),
    "emoticon": ("EMOASC", "SYM"),
}
_IMPERATIVES = frozenset({"VVIMP", "VAIMP"})
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_POLITE_AUXILIARIES = frozenset({"seien", "haben", "werden"})
# Between these and a polite imperative nothing stands: "Bitte melden Sie sich", "Tipp: Buchen Sie …".
_OPENERS = frozenset({"bitte", "und", "oder"})
_MORPHS = {
    "polite": "Mood=Imp|Number=Plur|Person=3|VerbForm=Fin",
    "plural": "Mood=Imp|Number=Plur|Person=2|VerbForm=Fin",
    "singular": "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin",
}

# The treebanks mark superlatives unevenly; the form of an adjective hardly ever deceives.
_SUPERLATIVE = re.compile(r"(.+?(?:[^s]|es)(?:st|ßt))(?:e|en|em|er|es)")
_NO_SUPERLATIVES = frozenset(
    """
    erst allererst ernst fest dreist trist robust wüst feist erbost getrost nächst übernächst oberst unterst hinterst
    vorderst mittelst
    """.split()
)
_NO_SUPERLATIVE_ENDS = ("fest", "löst", "reist", "speist", "bremst", "gepost", "begrüßt", "büßt", "blößt")


@Language.component("post_form_tags", assigns=["token.tag", "token.pos", "token.morph"])
def form_tags(doc: Doc) -> Doc:
    """Overwrite tag and part of speech of tokens that are one social item; make mood and tag of verbs agree."""
    for token in doc:
        text = token.text
        if text.isalpha() and text[0] not in "xX":
            if token.tag_[:1] == "V":
                _polite(token)
            elif token.tag_[:3] == "ADJ" and is_superlative(text.lower()):
                _set(token, _with(str(token.morph), "Degree=Sup"))
            _agree(token)
            continue
        tag, pos = tag_of(text)
        if tag:
            token.tag_, token.pos_ = tag, pos
            _set(token, "")
    return doc


def is_superlative(lower: str) -> bool:
    """Whether the form of an adjective is that of a superlative: "schönsten", "größte", not "feste", "erste"."""
    found = _SUPERLATIVE.fullmatch(lower)
    return found is not None and found[1] not in _NO_SUPERLATIVES and not found[1].endswith(_NO_SUPERLATIVE_ENDS)


def _with(morph: str, feature: str) -> str:
    name = feature.partition("=")[0]
    kept = [part for part in morph.split("|") if part and part.partition("=")[0] != name]
    return "|".join(sorted([*kept, feature]))


def _polite(token: Token) -> None:
    """Decide "Rufen Sie uns an": what tells call and question apart may stand far away, at the end of the sentence."""
    doc, place = token.doc, token.i
    lower = token.text.lower()
    if place + 1 >= len(doc) or doc[place + 1].text != "Sie" or not lower.endswith("n") or not _begins(doc, place):
        return
    auxiliary = token.tag_[:2] == "VA"
    if token.tag_[:2] == "VM" or (auxiliary and lower not in _POLITE_AUXILIARIES):
        return
    if _asked_or_conditional(doc, place + 2):
        tag = "VAFIN" if auxiliary else "VVFIN"
    else:
        tag = "VAIMP" if auxiliary else "VVIMP"
    if token.tag_ != tag:
        token.tag_ = tag
        token.pos_ = "AUX" if auxiliary else "VERB"
        if tag.endswith("FIN"):
            _set(token, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")


def _begins(doc: Doc, place: int) -> bool:
    """Whether the verb begins its sentence, or follows a mark other than a comma, an emoji, "bitte" or "und"."""
    if place == 0 or doc[place].is_sent_start:
        return True
    before = doc[place - 1].text
    if before.lower() in _OPENERS:
        return before.lower() == "bitte" or (place >= 2 and doc[place - 2].text.lower() == "bitte")
    return before != "," and not any(char.isalnum() for char in before)


def _asked_or_conditional(doc: Doc, place: int) -> bool:
    """Whether the sentence ends with a question mark, or goes on with a verb: "Kommen Sie zu spät, entfällt …"."""
    for index in range(place, len(doc)):
        text = doc[index].text
        if "?" in text:
            return True
        if text[:1] in ".!…" or "\n" in text or (index > place and doc[index].is_sent_start):
            return False
        if text == "," and index + 1 < len(doc) and doc[index + 1].tag_ in _FINITE:
            return True
    return False


def _agree(token: Token) -> None:
    """Tagger and morphologizer decide apart; the tagger knows more of imperatives, so the mood follows it."""
    imperative = token.tag_ in _IMPERATIVES
    morph = str(token.morph)
    if imperative and "Mood=Imp" not in morph:
        following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
        kind = "polite" if following == "Sie" else "plural" if token.text.endswith("t") else "singular"
        _set(token, _MORPHS[kind])
    elif not imperative and "Mood=Imp" in morph:
        finite = token.tag_.endswith("FIN")
        kept = [part for part in morph.split("|") if finite or part.partition("=")[0] not in ("Mood", "VerbForm")]
        _set(token, "|".join(kept).replace("Mood=Imp", "Mood=Ind"))


def _set(token: Token, morph: str) -> None:
    token.set_morph(morph)  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)
def tag_of(text: str) -> tuple[str, str]:
    """Tag and UPOS of a token that is exactly one social item, else two empty strings."""
    items = scan(text).items
    if len(items) == 1 and len(items[0].span) == len(text):
        return _TAGS.get(items[0].kind, ("", ""))
    return "", ""
