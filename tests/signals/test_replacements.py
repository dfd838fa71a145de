"""Words that are wrong as they stand, parts of words, words that stand twice, and what fixes write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.ruleset.spec import Regex, Replacements
from postcheck.signals.finders.fixes import fill, like
from postcheck.signals.finders.patterns import RegexFinder, ReplacementFinder
from postcheck.signals.hits import Hit

MAP = Replacements({"garnicht": "gar nicht", "im voraus": "im Voraus", "bescheid": "Bescheid", "z.b.": "z. B."})
PARTS = Replacements(parts={"standart": "standard", "vorraus": "voraus"}, exceptions=("Standarte", "Standarten"))


def applied(text: str, hits: list[Hit]) -> str:
    """The text with all replacements in it."""
    for hit in sorted(hits, key=lambda item: item.span, reverse=True):
        assert hit.replacement is not None
        text = text[: hit.span.start] + hit.replacement + text[hit.span.end :]
    return text


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        (MAP, "Das war garnicht leicht.", "Das war gar nicht leicht."),
        (MAP, "Garnicht schlimm!", "Gar nicht schlimm!"),
        (MAP, "GARNICHT!", "GAR NICHT!"),
        (MAP, "garnicht garnicht", "gar nicht gar nicht"),
        (MAP, "dank im  voraus, Im Voraus, IM VORAUS", "dank im Voraus, Im Voraus, IM VORAUS"),
        (MAP, "Sagt bescheid. Der Bescheid kam.", "Sagt Bescheid. Der Bescheid kam."),
        (MAP, "Übergarnicht, garnichts, #garnicht, @garnicht", "Übergarnicht, garnichts, #garnicht, @garnicht"),
        (MAP, "👍garnicht👍", "👍gar nicht👍"),
        (PARTS, "Vorraussetzung und Standartmodell", "Voraussetzung und Standardmodell"),
        (PARTS, "VORRAUSSICHTLICH vorraus", "VORAUSSICHTLICH voraus"),
        (PARTS, "Die Standarte weht.", "Die Standarte weht."),
    ],
)
def test_replacements(options: Replacements, text: str, expected: str) -> None:
    """Whole words and parts of words are replaced; capitals stay as they were; what is right is no hit."""
    hits = list(ReplacementFinder(options).find(text))
    assert applied(text, hits) == expected
    assert all(text[hit.span.start : hit.span.end] != hit.replacement for hit in hits)


def test_a_word_that_the_map_knows_is_not_said_again_for_its_part() -> None:
    """One hit where map and parts both fit."""
    options = Replacements({"im vorraus": "im Voraus"}, {"vorraus": "voraus"})
    assert [hit.replacement for hit in ReplacementFinder(options).find("Danke im vorraus")] == ["im Voraus"]


@given(st.text("garniht bes.,!#@äß👍\n", max_size=60))
def test_replacing_twice_changes_nothing_more(text: str) -> None:
    """After the replacements, nothing is left to replace."""
    finder = ReplacementFinder(MAP)
    once = applied(text, list(finder.find(text)))
    assert list(finder.find(once)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uhr uhr", "Uhr Uhr"),
        ("6 uhr, xuhr, uhren, Öuhr", "6 Uhr, xuhr, uhren, Öuhr"),
        ("👩‍👩‍👧 uhr\nuhr", "👩‍👩‍👧 Uhr\nUhr"),
    ],
)
def test_whole_words(text: str, expected: str) -> None:
    """With `words`, no letter touches a hit, umlauts included; hits may be neighbours."""
    hits = list(RegexFinder(Regex(("uhr",), case=True, words=True, fix="Uhr")).find(text))
    assert applied(text, hits) == expected


@pytest.mark.parametrize("letter", [r"\pL", r"\p{L}", r"[\pL]", r"[\p{L}]"])
def test_letters_of_a_class_are_latin(letter: str) -> None:
    r"""\p{Lu}, \p{Ll}, \p{L} and \pL know umlauts, and no Cyrillic letters."""
    hits = list(RegexFinder(Regex((r"\p{Lu}\p{Ll}+" + letter,), case=True)).find("Öäß ÄÖ Ütü Ülя"))
    assert [(hit.span.start, hit.span.end) for hit in hits] == [(0, 3), (7, 10)]


@pytest.mark.parametrize(
    ("template", "expected"),
    [("{a}, {b}", "uns, Dass"), ("{a:capital} {b:small}", "Uns dass"), ("ohne", "ohne"), ("{0} {1}", "x y")],
)
def test_fill(template: str, expected: str) -> None:
    """Fields are filled in; :capital and :small change the first letter."""
    assert fill(template, {"a": "uns", "b": "Dass", "0": "x", "1": "y"}) == expected


@pytest.mark.parametrize(
    ("found", "right", "expected"),
    [("das", "dass", "dass"), ("Das", "dass", "Dass"), ("DAS", "dass", "DASS"), ("uhr", "Uhr", "Uhr"), ("A", "b", "B")],
)
def test_like(found: str, right: str, expected: str) -> None:
    """What is written keeps the capitals of what stood there."""
    assert like(found, right) == expected
