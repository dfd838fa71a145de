"""spaCy's German tokenizer, extended so that every social item of a post is exactly one typed token."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from postcheck.social import Social

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
        if not text:
            return
        for token in self._base(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            kinds.append(_kind(token.text))


def _kind(text: str) -> str:
    if text.isspace():
        return SPACE
    if any(char.isalpha() for char in text):
        return WORD
    if any(char.isdigit() for char in text):
        return NUMBER
    return PUNCT
