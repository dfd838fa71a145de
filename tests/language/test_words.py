"""What is looked up word by word: lemmas, the lexicon, the tagger's features."""

from __future__ import annotations

import pytest
from spacy.vocab import Vocab

from postcheck.language.features import NAMES, features, shape
from postcheck.language.lemmas import PostLemmatizer, like
from postcheck.language.lexicon import ADJECTIVE, FINITE, IMPERATIVE, NOUN, Lexicon

LEXICON = Lexicon.of({"bahn": NOUN, "schön": ADJECTIVE, "schaut": FINITE | IMPERATIVE})


@pytest.fixture
def lemmatizer() -> PostLemmatizer:
    """A lemmatizer with a handful of entries."""
    made = PostLemmatizer(Vocab())
    made.table = {"uns\tPPER": "wir"}
    made.words = {"N": {"häuser": "haus", "essen": "essen"}, "E": {"annas": "anna"}, "A": {"berliner": "Berliner"}}
    made.endings = {"N": {"en": (1, ""), "n": (0, "")}, "V": {"t": (1, "en")}}
    return made


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("uns", "PPER", "wir"),
        ("Häuser", "NN", "Haus"),
        ("Baumhäuser", "NN", "Baumhaus"),
        ("Mittagessen", "NN", "Mittagessen"),
        ("E-Häuser", "NN", "E-Haus"),
        ("LKWen", "NN", "LKWe"),
        ("Annas", "NE", "Anna"),
        ("Hannas", "NE", "Hannas"),
        ("Berliner", "ADJA", "Berliner"),
        ("Schreibt", "VVFIN", "schreiben"),
        ("#Dorf", "HST", "#Dorf"),
        ("UND", "KON", "und"),
        ("", "XY", ""),
    ],
)
def test_lemma(lemmatizer: PostLemmatizer, form: str, tag: str, lemma: str) -> None:
    """Habits first, then listed words, listed last parts of compounds, endings; names are never cut."""
    assert lemmatizer.lemma(form, tag) == lemma


def test_lemmatizer_survives_saving(lemmatizer: PostLemmatizer) -> None:
    """Written and read again, all tables are the same."""
    again = PostLemmatizer(Vocab()).from_bytes(lemmatizer.to_bytes())
    assert (again.table, again.words, again.endings) == (lemmatizer.table, lemmatizer.words, lemmatizer.endings)


def test_capitals_of_the_form_stay() -> None:
    """A noun's lemma is written as the form is, as far as they agree."""
    assert [like("LKWs", "lkw"), like("häuser", "haus"), like("iPads", "ipad")] == ["LKW", "Haus", "IPad"]


@pytest.mark.parametrize(
    ("form", "described"),
    [
        ("bahn", f"{NOUN}+0"),
        ("schönes", f"0+{ADJECTIVE}"),
        ("autobahn", f"{NOUN} from 4"),
        ("zuschaut", f"{FINITE | IMPERATIVE} from 6"),
        ("xyz", "unknown"),
        ("", "unknown"),
    ],
)
def test_lexicon(form: str, described: str) -> None:
    """Known forms, stems of adjectives and last parts of compounds are found."""
    assert LEXICON.describe(form) == described


def test_shape_is_short() -> None:
    """Runs count at most three; marks stay."""
    assert [shape("Straßenbahn"), shape("GmbH"), shape("2026"), shape("E-Bike")] == ["Xxxx", "XxxX", "000", "X-Xxxx"]


def test_features_see_through_dress() -> None:
    """Fake fonts and drawn-out letters have the features of the plain word."""
    form = NAMES.index("form")
    assert features("𝗯𝗮𝗵𝗻", LEXICON) == features("bahn", LEXICON)
    assert features("jaaaaa", LEXICON)[form] == features("jaa", LEXICON)[form]
    assert features("2025", LEXICON) == features("1999", LEXICON)
