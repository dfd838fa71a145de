"""Who is addressed: du, ihr and Sie, told apart by form, place and neighbours; with the shipped pipeline."""

from __future__ import annotations

import pytest

from postcheck import language
from postcheck.models import Post
from postcheck.signals import CompiledSignals, Signals


@pytest.fixture(scope="module")
def pipeline() -> language.Pipeline:
    """The shipped pipeline, loaded once."""
    return language.load()


def _found(pipeline: language.Pipeline, name: str, text: str) -> list[str]:
    compiled = CompiledSignals({}, [name])
    signals = Signals(pipeline.parse_one(Post("1", "test", text), frozenset(compiled.needs)), compiled)
    return [text[span.start : span.end] for span in signals.spans(name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir zeigen Ihnen das Lager.", ["Ihnen"]),
        ("Bringen Sie Ihre Fragen mit.", ["Sie", "Ihre"]),
        ("Sie suchen eine Wohnung? Rufen Sie an.", ["Sie", "Sie"]),
        ("Die Nachbarn waren da. Sie haben Kuchen gebracht.", []),
        ("Meine Tochter tanzt. Ihre Schuhe sind neu.", []),
        ("Die Nachbarn waren da. Sie fragen nach Ihnen.", ["Sie", "Ihnen"]),
        ("Ihr Lieben, der Garten ist offen.", []),
        ("Wir sind per Sie, seit dreißig Jahren.", []),
        ("Der Herbst ist da.\n\nIhre Stadtgärtnerei", ["Ihre"]),
    ],
)
def test_polite_forms(pipeline: language.Pipeline, text: str, expected: list[str]) -> None:
    """A capital counts where neither the beginning of the sentence nor somebody mentioned before explains it."""
    assert _found(pipeline, "sie-address", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Habt ihr Fragen?", ["ihr"]),
        ("Wenn ihr Fragen habt, ruft uns an.", ["ihr", "ruft"]),
        ("Ihr seid die Ersten.", ["Ihr"]),
        ("Meine Schwester und ihr Hund sind da.", []),
        ("Wir haben ihr geholfen.", []),
        ("Schreibt uns!", ["Schreibt"]),
        ("Kommt der Bus heute?", []),
        ("Klingt gut, oder?", []),
        ("Das ist euer Platz.", ["euer"]),
    ],
)
def test_plural_address(pipeline: language.Pipeline, text: str, expected: list[str]) -> None:
    """ "ihr" as the subject of a verb, forms of euer, and imperatives of the plural; not her and their."""
    assert _found(pipeline, "ihr", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was machst du heute?", ["du"]),
        ("Ich schreibe Dir bald.", ["Dir"]),
        ("Hol dir ein Eis.", ["Hol", "dir"]),
        ("Nimm das Rad mit.", ["Nimm"]),
        ("Vom Sie zum Du ist es ein Satz.", []),
        ("Danke für alles.", []),
        ("Ruf nach Frieden.", []),
    ],
)
def test_familiar_address(pipeline: language.Pipeline, text: str, expected: list[str]) -> None:
    """Forms of du and dein, and imperatives of the singular; nouns that look like imperatives are none."""
    assert _found(pipeline, "du", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buchen Sie früh.", ["Buchen Sie"]),
        ("Haben Sie Fragen, rufen Sie an.", ["rufen Sie"]),
        ("Kommen Sie morgen?", []),
    ],
)
def test_polite_imperatives(pipeline: language.Pipeline, text: str, expected: list[str]) -> None:
    """A request with Sie is one; a question or a condition with the same words is none."""
    assert _found(pipeline, "imperatives", text) == expected
