"""Tags that the form alone decides: emoji, emoticons, hashtags, mentions, links, e-mail addresses."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

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


@Language.component("post_form_tags", assigns=["token.tag", "token.pos"])
def form_tags(doc: Doc) -> Doc:
    """Overwrite tag and part of speech of tokens that are one social item."""
    for token in doc:
        # Only words without a letter at the beginning can be one, or words with a dot inside.
        if token.text[:1].isalpha() and "." not in token.text and not token.text.lower().startswith("x"):
            continue
        tag, pos = tag_of(token.text)
        if tag:
            token.tag_, token.pos_ = tag, pos
            token.set_morph("")  # type: ignore[attr-defined]
    return doc


@lru_cache(maxsize=4096)
def tag_of(text: str) -> tuple[str, str]:
    """Tag and UPOS of a token that is exactly one social item, else two empty strings."""
    items = scan(text).items
    if len(items) == 1 and len(items[0].span) == len(text):
        return _TAGS.get(items[0].kind, ("", ""))
    return "", ""
