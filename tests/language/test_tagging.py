"""The pipeline as shipped, on posts that newspapers' taggers stumble over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from postcheck.language.formtags import is_superlative

# Text, then for some words: form, tag, and if it matters lemma or a feature.
POSTS = [
    ("Schaut am Samstag vorbei! 🎉🎉", [("Schaut", "VVIMP", "schauen"), ("vorbei", "PTKVZ", "vorbei"), ("🎉", "EMOIMG", "🎉")]),
    ("Schreibt uns!", [("Schreibt", "VVIMP", "schreiben")]),
    ("Kommt gern vorbei!", [("Kommt", "VVIMP", "kommen")]),
    ("Melde dich bei uns.", [("Melde", "VVIMP", "melden"), ("uns", "PPER", None)]),
    ("Buchen Sie jetzt Ihren Termin.", [("Buchen", "VVIMP", "buchen"), ("Sie", "PPER", None), ("Ihren", "PPOSAT", None)]),
    ("Sie bucht ihren Termin.", [("Sie", "PPER", None), ("bucht", "VVFIN", "buchen"), ("ihren", "PPOSAT", None)]),
    ("Was meint ihr?", [("Was", "PWS", None), ("meint", "VVFIN", "meinen"), ("ihr", "PPER", None)]),
    ("Wir haben ihr Auto gesehen.", [("ihr", "PPOSAT", None), ("Auto", "NN", "Auto"), ("gesehen", "VVPP", "sehen")]),
    ("Kommt ihr mit?", [("Kommt", "VVFIN", "kommen"), ("ihr", "PPER", None), ("mit", "PTKVZ", None)]),
    ("Danke @kita_sonne für #Vorlesen im Park 😀😀😀", [("@kita_sonne", "ADR", None), ("#Vorlesen", "HST", None), ("Park", "NN", "Park")]),
    ("Mehr dazu: https://example.org/a :)", [("https://example.org/a", "URL", None), (":)", "EMOASC", None)]),
    ("Jetzt anmelden und dabei sein!", [("anmelden", "VVINF", "anmelden"), ("sein", "VAINF", "sein")]),
    ("Das Team lädt dich ein.", [("lädt", "VVFIN", "laden"), ("ein", "PTKVZ", None)]),
    ("Freue mich auf die Bücher.", [("Freue", "VVFIN", "freuen"), ("Bücher", "NN", "Buch")]),
    ("Die neuen Häuser sind größer.", [("Häuser", "NN", "Haus"), ("sind", "VAFIN", "sein"), ("neuen", "ADJA", "neu")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), POSTS, ids=[text[:25] for text, _ in POSTS])
def test_tricky_post(parse: Callable[[str], Doc], text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    """Tags, and lemmas where they are named, are as a reader would give them."""
    tokens = {token.text: token for token in parse(text)}
    found = [(form, tokens[form].tag_, tokens[form].lemma_ if lemma else None) for form, _, lemma in wanted]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "form", "feature"),
    [
        ("Schaut vorbei!", "Schaut", "Number=Plur"),
        ("Schreib uns!", "Schreib", "Number=Sing"),
        ("Der Kuchen ist besser.", "besser", "Degree=Cmp"),
        ("Wir suchen die schönsten Bilder.", "schönsten", "Degree=Sup"),
    ],
)
def test_feature_that_rules_ask_for(parse: Callable[[str], Doc], text: str, form: str, feature: str) -> None:
    """Number of imperatives and degree of adjectives are there."""
    token = next(token for token in parse(text) if token.text == form)
    assert feature in str(token.morph).split("|")


def test_superlatives_by_their_form() -> None:
    """Superlatives are known by their form, and adjectives that merely end alike are not taken for one."""
    yes = "schönsten größte beste neuestes modernster innovativste höchste süßesten bekannteste gemütlichsten".split()
    no = "feste erste nächste ernster gelöstes wetterfesten bewusste gefasste oberste letzte gute".split()
    assert [form for form in yes + no if is_superlative(form)] == yes


def test_emoji_and_hashtags_have_no_features(parse: Callable[[str], Doc]) -> None:
    """Social items are neither verbs nor nouns to a pattern."""
    doc = parse("😀 #Dorf @rathaus")
    assert [(token.tag_, str(token.morph)) for token in doc] == [("EMOIMG", ""), ("HST", ""), ("ADR", "")]


@pytest.mark.parametrize("text", ["", "😀", " ", "\n\n", "👩‍👩‍👧", "#", "…", "\u200d"])
def test_almost_nothing(parse: Callable[[str], Doc], text: str) -> None:
    """Empty and tiny texts are parsed, and the tokens give the text back."""
    assert parse(text).text == text


def test_hundred_thousand_characters(parse: Callable[[str], Doc]) -> None:
    """A very long text is parsed like a short one, from the first word to the last."""
    sentence = "Schaut am Samstag vorbei! "
    text = (sentence * 4000)[:100_000]
    doc = parse(text)
    verbs = [token for token in doc if token.text == "Schaut"]
    assert doc.text == text
    assert {token.tag_ for token in verbs} == {"VVIMP"}
