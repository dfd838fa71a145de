"""A post with its linguistic annotation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from postcheck.models import Post, Span
from postcheck.social import Social


@dataclass(frozen=True)
class Parsed:
    """A post, read once. The spaCy `doc` lives only here.

    `kinds`: for each token "word", "number", "punct", "space", or the kind of its social item.
    `sentences`: spans of code points, without the blanks around them. Lemma, tag (STTS), part of speech (UPOS)
    and morphology stand in the tokens of `doc`, as far as they were asked for.
    """

    post: Post
    doc: Doc
    kinds: tuple[str, ...]
    sentences: tuple[Span, ...]
    social: Social
