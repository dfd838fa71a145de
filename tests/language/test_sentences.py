"""Where sentences end in posts."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from postcheck.language import sentences
from postcheck.language.tokenizer import PostTokenizer
from postcheck.social import scan

TOKENIZE = PostTokenizer(spacy.blank("de"))


def split(text: str) -> list[str]:
    """The sentences of a text."""
    doc, kinds = TOKENIZE(text, scan(text))
    return [text[span.start : span.end] for span in sentences.spans(doc, sentences.starts(doc, kinds))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Wir öffnen.", "Kommt ihr?"],
        ["Wirklich?!", "Ja!!! 🎉", "Toll."],
        ["Er sagte: „Das geht nicht.“", "Wir lachten."],
        ["Am 14. März geht es los.", "Um 9 Uhr."],
        ["Das war 2024.", "Jetzt ist alles neu."],
        ["z. B. morgen, d. h. bald."],
        ["Was?, fragte sie."],
        ["Mehr hier (siehe unten.)", "Danke."],
        ["Drei Punkte … und weiter."],
    ],
)
def test_marks(expected: list[str]) -> None:
    """Marks end sentences, with what closes behind them; dates, abbreviations and small letters go on."""
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kurze Zeile\nNoch eine", ["Kurze Zeile", "Noch eine"]),
        ("Absatz eins\n\nabsatz zwei", ["Absatz eins", "absatz zwei"]),
        ("Eine Zeile, die\nweiter geht.", ["Eine Zeile, die\nweiter geht."]),
        ("Text am Ende\n#Eins #Zwei", ["Text am Ende", "#Eins #Zwei"]),
        ("Schluss. #Eins #Zwei", ["Schluss.", "#Eins #Zwei"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    """Line breaks end sentences unless a small letter goes on; rows of hashtags are by themselves."""
    assert split(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Der Ofen läuft wieder 🔥", "Welches Brot fehlt euch?"],
        ["So sieht es jetzt aus 🎉🎉 :)", "Erzählt, wie ihr es findet!"],
        ["Unser ❤️ Verein liebt 🍕 Pizza."],
        ["🎉 Endlich offen."],
    ],
)
def test_emoji(expected: list[str]) -> None:
    """Emoji end a sentence when a word that begins sentences follows; before a noun, or at the start, they do not."""
    assert split(" ".join(expected)) == expected


@given(st.text(alphabet="Aa.!?… \n„“)(#1👩", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences come in order, do not overlap, and leave out nothing but blanks."""
    doc, kinds = TOKENIZE(text, scan(text))
    place, rest = 0, ""
    for span in sentences.spans(doc, sentences.starts(doc, kinds)):
        assert place <= span.start < span.end <= len(text)
        rest += text[place : span.start]
        place = span.end
    assert not (rest + text[place:]).strip()
