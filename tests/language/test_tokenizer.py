"""The tokens of a post: every item is one token, and the tokens joined are the text."""

from __future__ import annotations

import re
import unicodedata

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from postcheck.language.tokenizer import PostTokenizer, _parts
from postcheck.social import scan
from tests.test_social import CASES, POSTS

TOKENIZE = PostTokenizer(spacy.blank("de"))


def tokens(text: str) -> list[tuple[str, str]]:
    """Each token and its kind."""
    doc, kinds = TOKENIZE(text, scan(text))
    return list(zip((token.text for token in doc), kinds, strict=True))


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_item_is_one_token(kind: str, text: str) -> None:
    """Each item is one typed token, also right before a mark."""
    assert tokens(f"Wir zeigen {text}, heute")[2:4] == [(text, kind), (",", "punct")]


def test_kinds() -> None:
    """What is no item is a word, a number, a mark or a blank."""
    assert tokens("Am 14.  kommt Ihr-Team!\n") == [
        ("Am", "word"),
        ("14.", "number"),
        (" ", "space"),
        ("kommt", "word"),
        ("Ihr-Team", "word"),
        ("!", "punct"),
        ("\n", "space"),
    ]


def test_styled_letters() -> None:
    """Letters of mathematical styles are read as letters."""
    doc, _ = TOKENIZE("𝗝𝗲𝘁𝘇𝘁 da", scan("𝗝𝗲𝘁𝘇𝘁 da"))
    assert (doc[0].text, doc[0].norm_) == ("𝗝𝗲𝘁𝘇𝘁", "jetzt")


@given(POSTS | st.text(alphabet="!(a\u0301\u200d👩🏽. ", max_size=300))
def test_tokens_give_the_text_back(text: str) -> None:
    """The tokens with their blanks are the text; their offsets are those of the text."""
    doc, kinds = TOKENIZE(text, scan(text))
    assert doc.text == text
    assert len(kinds) == len(doc)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(alphabet="!(a.\u0301👩🏽", min_size=90, max_size=200))
def test_long_runs_are_not_cut_before_marks_of_a_letter(text: str) -> None:
    """However long a run is, no token begins with a mark that belongs to the character before."""
    doc, _ = TOKENIZE(text, scan(text))
    for token in doc[1:]:
        assert not unicodedata.combining(token.text[0])


@pytest.mark.parametrize("unit", ["!", "(", "„", "“", "?!", "a.(", "!\u0301", "…", '"', "[", ")."])
def test_hostile_runs(unit: str) -> None:
    """spaCy needs quadratic time for a run of marks, so it never gets a long one; nothing is lost on the way."""
    text = f"Ein {unit * 500} Ende"
    parts = list(_parts(text))
    assert "".join(parts) == text
    assert max(len(run) for part in parts for run in re.findall(r"[^\w\s\u0301]+", part)) <= 64
