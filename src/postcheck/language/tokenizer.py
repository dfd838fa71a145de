"""spaCy's German tokenizer, extended so that every social item of a post is exactly one typed token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from postcheck.social import Social

_LONG_RUN = re.compile(r"\S{81,}")
# What belongs to the character before it: combining marks, joiners, variation selectors, keycaps.
_EXTENDS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
_PIECE = re.compile(rf"[\w{_EXTENDS}]+|(?:[^\w\s{_EXTENDS}][{_EXTENDS}]*){{1,64}}")
_EXTENDING = re.compile(f"[{_EXTENDS}]")
# The kinds of token that are no social items.
WORD, NUMBER, PUNCT, SPACE = "word", "number", "punct", "space"


class PostTokenizer:
    """Cuts a post at its social items and leaves what lies between them to the pipeline's own tokenizer."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._base = nlp.tokenizer

    def __call__(self, text: str, social: Social) -> tuple[Doc, tuple[str, ...]]:
        """The Doc of `text`, whose tokens joined give the text back, and the kind of each token."""
        words: list[str] = []
        spaces: list[bool] = []
        kinds: list[str] = []
        norms: dict[int, str] = {}
        place = 0
        for item in social.items:
            self._between(text[place : item.span.start], words, spaces, kinds)
            end = item.span.end
            if item.kind == "fancy":
                norms[len(words)] = item.value.lower()
            words.append(text[item.span.start : end])
            kinds.append(item.kind)
            # spaCy keeps one blank behind a token with the token.
            followed = text[end : end + 1] == " "
            spaces.append(followed)
            place = end + 1 if followed else end
        self._between(text[place:], words, spaces, kinds)
        doc = Doc(self._vocab, words=words, spaces=spaces)
        for index, norm in norms.items():
            doc[index].norm_ = norm
        return doc, tuple(kinds)

    def _between(self, text: str, words: list[str], spaces: list[bool], kinds: list[str]) -> None:
        for part in _parts(text):
            for token in self._base(part):
                if words and not spaces[-1] and _EXTENDING.match(token.text):
                    # A mark belongs to the character before, whatever spaCy makes of it.
                    words[-1] += token.text
                    spaces[-1] = bool(token.whitespace_)
                    continue
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
                kinds.append(_kind(token.text))


def _parts(text: str) -> Iterator[str]:
    """The text, divided inside very long runs without a blank, between words and marks.

    spaCy takes marks off a run one by one and looks at the whole rest each time: 20,000 of them would take minutes.
    """
    place = 0
    for run in _LONG_RUN.finditer(text):
        for piece in _PIECE.finditer(text, *run.span()):
            if piece.start() > place:
                yield text[place : piece.start()]
                place = piece.start()
    if place < len(text):
        yield text[place:]


def _kind(text: str) -> str:
    if text.isspace():
        return SPACE
    if any(char.isalpha() for char in text):
        return WORD
    if any(char.isdigit() for char in text):
        return NUMBER
    return PUNCT
