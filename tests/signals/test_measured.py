"""What the signals measured by code find, on posts that were read by the project's own pipeline."""

from __future__ import annotations

import pytest

from postcheck import language
from postcheck.models import Post
from postcheck.ruleset.builtin import MEASURED
from postcheck.signals import CompiledSignals, Signals
from postcheck.signals.measured import MEASURES

NLP = language.load()
NEEDS = frozenset({"tag", "morph", "lemma"})

# (signal, text, what it finds)
CASES = [
    ("words", "Wir sind 5, #Hier www.a.example.", ["Wir", "sind"]),
    ("sentences", "Eins. 🎉 Zwei? #Tag", ["Eins. 🎉", "Zwei?"]),
    ("paragraphs", "Eins\nzwei\n\n\nDrei", ["Eins\nzwei", "Drei"]),
    ("lines", "Eins\n\nzwei", ["Eins", "zwei"]),
    ("list-items", "Wir haben:\n- Brot\n• Kuchen\n1. Eis", ["- Brot", "• Kuchen", "1. Eis"]),
    ("questions", "Kommt ihr? Ja! Wer noch?", ["Kommt ihr?", "Wer noch?"]),
    ("exclamation-marks", "Ja! Nein?!", ["!", "!"]),
    ("exclamation-rows", "Ja! Nein!! Was?! Wie?!?!", ["!!", "?!?!"]),
    ("emoji", "🎉 da 👩‍👩‍👧‍👦", ["🎉", "👩‍👩‍👧‍👦"]),
    ("emoji-rows", "🎉🎉 da 🚀 🚀 🚀", ["🚀 🚀 🚀"]),
    ("capitals", "NUR HEUTE im ZDF, jetzt NEUES", ["HEUTE", "NEUES"]),
    ("hashtags", "#Eins und #zwei", ["#Eins", "#zwei"]),
    ("plain-hashtags", "#brotausdemofen #JetztBewerbenUndGewinnen #kurz", ["#brotausdemofen"]),
    ("mentions", "Danke @mia und @leo@social.example!", ["@mia", "@leo@social.example"]),
    ("links", "Mehr: https://a.example/b.", ["https://a.example/b"]),
    ("emails", "An info@a.example!", ["info@a.example"]),
    ("placeholders", "Hallo [Name]!", ["[Name]"]),
    ("fancy-letters", "𝗝𝗲𝘁𝘇𝘁 da", ["𝗝𝗲𝘁𝘇𝘁"]),
    ("numbers", "Am 14. um 9 Uhr", ["14.", "9"]),
    ("percentages", "Für 87 % oder 3,5 Prozent, 12 Leute", ["87 %", "3,5 Prozent"]),
    ("quotations", "Sie sagt „ja“ und »nein« und \"wer\"", ["„ja“", "»nein«", '"wer"']),
    ("reply-start", "@mia Danke!", ["@mia"]),
    ("reply-start", "Danke @mia!", []),
    ("imperatives", "Schreibt uns morgen. Buchen Sie bald. Ihr schreibt ja.", ["Schreibt", "Buchen Sie"]),
    ("we", "Wir zeigen euch unsere Werkstatt.", ["Wir", "unsere"]),
    ("i", "Ich zeige dir meine Werkstatt.", ["Ich", "meine"]),
    ("du", "Zeigst du uns deine Werkstatt?", ["du", "deine"]),
    ("ihr", "Wollt ihr eure Räder pflegen? Das ist ihr Rad.", ["ihr", "eure"]),
    ("sie-address", "Haben Sie Fragen? Wir helfen Ihnen. Die Gäste sagen, sie kommen.", ["Sie", "Ihnen"]),
    ("superlatives", "Das ist das beste Brot und ein guter Kuchen.", ["beste"]),
    ("passives", "Die Straße wird am Montag gesperrt. Wir werden kommen.", ["wird am Montag gesperrt"]),
    ("noun-style", "Die Durchführung und die Pünktlichkeit der Leute.", ["Durchführung", "Pünktlichkeit"]),
    ("whole-post", "  Hallo\n", ["Hallo"]),
]  # fmt: skip


def found(name: str, text: str) -> list[str]:
    """What stands where the signal holds."""
    signals = Signals(NLP.parse_one(Post("p", "p", text), NEEDS), CompiledSignals({}, [name]))
    return [text[span.start : span.end] for span in signals.spans(name)]


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_measure(name: str, text: str, expected: list[str]) -> None:
    """A signal finds exactly what its name says."""
    assert found(name, text) == expected


def test_all_are_listed() -> None:
    """The rule language offers exactly the signals that code measures."""
    assert set(MEASURED) == set(MEASURES)


@pytest.mark.parametrize("name", MEASURED)
def test_empty_post(name: str) -> None:
    """A post without text holds nothing, and breaks nothing."""
    assert found(name, "") == []
    assert found(name, " \n") in ([], [" ", "\n"])
