"""What two teachers say of text without tags, and what is believed of it."""

from __future__ import annotations

import pytest

from tools.train.corpora import Token
from tools.train.java import corrected
from tools.train.silver import Silver, adverbs, fits, truncated


def test_guesses_fill_where_teachers_disagree() -> None:
    """A guess counts if a teacher shares it or it is sure; what the teachers agree on stays."""
    sentence = (Token("Der", "ART"), Token("Koch"), Token("kocht"), Token("eben"))
    proposals = [frozenset({"ART"}), frozenset({"NN", "NE"}), frozenset({"VVFIN", "VVPP"}), frozenset[str]()]
    silver = Silver([sentence], [proposals])
    guesses = [[("PDS", 0.99), ("NN", 0.4), ("VVIMP", 0.5), ("PTKMA", 0.95)]]
    assert [token.tag for token in silver.filled(guesses)[0]] == ["ART", "NN", None, "PTKMA"]


def test_adverbs_are_adverbs_everywhere() -> None:
    """One other tag, or a single witness, and the form is not on the list."""
    gold = [
        (Token("Einfach", "ADV"), Token("gut", "ADV"), Token("schön", "ADV")),
        (Token("einfach", "ADV"), Token("gut", "ADJD")),
    ]
    assert adverbs(gold) == {"einfach"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rohstoff - und Energiekosten", True),
        ("Industrie -- und Verbände", True),
        ("Rohstoff - das zählt", False),
        ("Rohstoff und Energie", False),
        ("Rohstoff -", False),
    ],
)
def test_cut_compound(text: str, expected: bool) -> None:
    """The first part of two compounds, as GSD cuts it."""
    assert truncated(text.split(), 0) is expected


@pytest.mark.parametrize(
    ("tag", "pos", "expected"),
    [
        ("NN", "PROPN", "NN"),
        ("ADJA", "PROPN", "ADJA"),
        ("FM", "PROPN", "NE"),
        ("NE", "NOUN", "NN"),
        ("VVFIN", "VERB", "VVFIN"),
        ("ADJD", "VERB", None),
        ("ADV", None, "ADV"),
    ],
)
def test_tag_fits_part_of_speech(tag: str, pos: str | None, expected: str | None) -> None:
    """A known part of speech corrects the teacher's tag, or makes it unknown."""
    assert fits(tag, Token("x", pos=pos)) == expected


@pytest.mark.parametrize(
    ("attributes", "body", "expected"),
    [
        ("", "Das ist <marker>gut</marker> &amp; schön.", "Das ist gut & schön."),
        (' correction="dass|das"', "Ich weiß, <marker>das</marker> es geht.", "Ich weiß, dass es geht."),
        (' correction=""', "Ich <marker>das</marker> es.", ""),
        (' type="triggers_error"', "Ich es.", ""),
    ],
)
def test_examples_are_correct_sentences(attributes: str, body: str, expected: str) -> None:
    """A wrong example stands with its first correction, or not at all."""
    assert corrected(attributes, body) == expected
