"""What LanguageTool says of posts, through postcheck."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postcheck.checks.grammar import Choice, GrammarEngine, GrammarResult, open_engine
from postcheck.checks.grammar.engine import LanguageTool
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Finding, Fix, Severity, Span
from tests.grammar.conftest import Asked, check

_SPELLER = "languagetool/GERMAN_SPELLER_RULE"


def _request(text: str, *names: str) -> Asked:
    spans = tuple(Span(text.index(name), text.index(name) + len(name)) for name in names)
    return text, spans


def _marked(engine: GrammarEngine, text: str) -> list[str]:
    """What the findings cover; the places are also those of the text without what makes offsets hard."""
    (result,) = check(engine, [_request(text)])
    assert result.failure is None
    return [text[finding.span.start : finding.span.end] for finding in result.findings]


def test_finding(engine: GrammarEngine) -> None:
    """A finding has LanguageTool's id, its German message, the span in code points and at most four fixes."""
    (result,) = check(engine, [_request("🎉 Das ist ein Fheler.")])
    (finding,) = result.findings
    span = Span(14, 20)
    expected = Finding(_SPELLER, Severity.WARNING, "Möglicher Tippfehler gefunden.", span, fixes=finding.fixes)
    assert finding == expected
    assert finding.fixes[0] == Fix(span, "Fehler")
    assert len(finding.fixes) <= 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("😀😀😀 Das ist ein Fheler.", ["Fheler"]),
        ("Das ist ein Fheler 😀😀😀", ["Fheler"]),
        ("👩‍👩‍👧‍👦 Das 👨🏽‍🚒 ist ein 🏳️‍🌈 Fheler 🇩🇪 und ein Fhler.", ["Fheler", "Fhler"]),
        ("𝗛𝗲𝘂𝘁𝗲 ist 𝗲𝘀 ein Fheler.", ["Fheler"]),
        ("Wir haben 1️⃣ Fheler und 2️⃣ Fragen.", ["Fheler"]),
        ("Das ist e\u0301in Test 🎈 mit Fheler.", ["Fheler"]),
        ("Zeile eins 🎈\n\nZeile zwei hat einen Fheler.\r\n\r\nDas ist Zeile drei.", ["Fheler"]),
    ],
)
def test_places(engine: GrammarEngine, text: str, expected: list[str]) -> None:
    """Emoji before, in and after a mistake, joined families, flags and mathematical letters move no span."""
    assert _marked(engine, text) == expected


def test_emoji_inside(engine: GrammarEngine) -> None:
    """A word that an emoji cuts in two is marked outside the emoji, or not at all; never with a part of one."""
    text = "Das ist ein Fhe🎉ler und ein Fhler."
    (result,) = check(engine, [_request(text)])
    emoji = Span(text.index("🎉"), text.index("🎉") + 1)
    assert not any(finding.span.overlaps(emoji) for finding in result.findings)
    assert [text[f.span.start : f.span.end] for f in result.findings][-1] == "Fhler"


def test_long_post(engine: GrammarEngine) -> None:
    """In 5,000 characters with emoji the one mistake at the end has its place."""
    text = "Heute gehen wir alle zusammen ins Museum. 🎉\n" * 115 + "Das ist ein Fheler."
    assert len(text) > 5_000
    (result,) = check(engine, [_request(text)])
    assert [finding.span for finding in result.findings] == [Span(len(text) - 7, len(text) - 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Danke an @zwrbl_knrz und @Frollein.Wnstl für das Foto.",
        "Das war schön. #gnzgrßartig #SuprToll2026 #mittwochsmaffin",
        "Alle Termine stehen auf https://www.qwrtz-bsp.example/trmne?a=bcdf und bei wrkstt.de.",
        "Schreibt uns an hllo@qwrtz-bsp.example oder kommt vorbei.",
        "Liebe Kolleg*innen, liebe Nachbar:innen, wir suchen Verkäufer_innen und Bäcker/-innen.",
        "Hallo {{vorname}}, am [Datum] geht es los.",
        "Heute wird gefeiert 🎉🎉🎉 Kommt vorbei 👋🏽 :-) <3",
        "Kommt vorbei!!! Wir freuen uns!!!",
        'Sie sagte: „Das machen wir." Und so kam es.',
        "+++ Neuer Kurs +++ Im Mai geht es los\nDie Plätze sind knapp\n– Der Kurs kostet nichts\n→ Freitags um acht",
        "@lena_backt Die Brote sind fertig. Und sagt mir: Lieber hell oder lieber dunkel?",
        "Servus aus Lienz! Moin vom Hafen! Geöffnet: Mo, Mi, Fr von 14 bis 18 Uhr.",
        "nur kurz aus der werkstatt: die pfanne ist dicht, morgen kommt der rest vom dach.",
        "Am Freitag, 6. Dezember, ist Weihnachtsbasar. Ein Tag, mehr geht dieses Jahr nicht.",
    ],
)
def test_no_false_alarm(engine: GrammarEngine, text: str) -> None:
    """Mentions, hashtags, links, e-mail, gender forms, placeholders, emoji are no mistakes; nor what our rules say."""
    assert check(engine, [_request(text)]) == [GrammarResult()]


def test_new_compound(engine: GrammarEngine) -> None:
    """A noun that LanguageTool only knows in parts, or not at all, is shown as information; a mistake is a warning."""
    (result,) = check(engine, [_request("Unser Pistazieneis und die Bärlauchbutter sind kein Fheler.")])
    assert [finding.severity for finding in result.findings] == [Severity.INFO, Severity.INFO, Severity.WARNING]


def test_variants(choice: Choice, engine: GrammarEngine) -> None:
    """Swiss spelling is a mistake in de-DE, and right where the configuration says so."""
    request = _request("Wir gehen heute auf die grosse Strasse.")
    assert isinstance(engine, LanguageTool)
    (german,) = check(engine, [request])
    same = replace(choice, engine="server", url=engine.connection.client().url)
    with open_engine(same, GrammarOptions(language="de-CH")) as swiss:
        assert check(swiss, [request]) == [GrammarResult()]
    assert [request[0][f.span.start : f.span.end] for f in german.findings] == ["grosse", "Strasse"]


def test_names(engine: GrammarEngine) -> None:
    """What the pipeline sees as a name is not checked for spelling; without the name it is."""
    text = "Am Freitag liest Swantje Brömmelhusen bei uns."
    unnamed, named = check(engine, [_request(text), _request(text, "Swantje Brömmelhusen")])
    assert [text[f.span.start : f.span.end] for f in unnamed.findings] == ["Brömmelhusen"]
    assert named == GrammarResult()


def test_vocabulary(engine: GrammarEngine) -> None:
    """The project's words are accepted, inflected, in compounds and as phrases; other words are not."""
    text = "Quirlums neuer Quirlum-Becher und die Quirlumbar von Blattwerk Nord helfen gegen Qirlum."
    assert _marked(engine, text) == ["Qirlum"]


def test_batch_is_the_same_as_alone(engine: GrammarEngine) -> None:
    """Posts that are sent together get what each gets alone, in the order given, empty ones nothing."""
    texts = [
        *("Wir seid gestern hier.", "", "🎉 Das ist ein Fheler", "Offene (Klammer"),
        *("zu) und weiter.", "   \n", "Ich weis es."),
    ]
    requests = [_request(text) for text in texts]
    together = check(engine, requests * 12)
    alone = [check(engine, [request])[0] for request in requests]
    assert together == alone * 12
    assert [len(result.findings) for result in alone] == [1, 0, 1, 0, 0, 0, 1]
