"""Regular expressions in rules: letters with umlauts, and groups that narrow the span."""

from __future__ import annotations

import pytest

from postcheck.models import Span
from postcheck.ruleset.spec import Regex
from postcheck.signals.finders.patterns import RegexFinder


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"gr\w+", "größer «", ["größer"]),
        (r"[\w-]+", "Öko-Café × 2", ["Öko-Café", "2"]),
        (r"\W+ [^\s]", "ja»! é", ["»! é"]),
        (r"\[\w\]", "[ü] ü", ["[ü]"]),
        (r"\\w", "\\w ü", ["\\w"]),
    ],
)
def test_word_classes_hold_umlauts(pattern: str, text: str, expected: list[str]) -> None:
    r"""\w and \W know all Latin letters; escaped brackets and backslashes stay what they are."""
    spans = [hit.span for hit in RegexFinder(Regex((pattern,))).find(text)]
    assert [text[span.start : span.end] for span in spans] == expected


def test_a_word_with_umlauts_is_one_word() -> None:
    r"""\w+ runs over umlauts."""
    hits = list(RegexFinder(Regex((r"größ\w+",))).find("Die größtmögliche Hütte"))
    assert [hit.span for hit in hits] == [Span(4, 17)]


def test_the_group_mark_narrows_the_span() -> None:
    """The hit covers the group named mark; without it, or where it is empty, the whole match."""
    hits = list(
        RegexFinder(Regex((r"nur (?P<mark>heute)", r"nur(?P<mark> bald)? morgen"))).find("nur heute, nur morgen")
    )
    assert [hit.span for hit in hits] == [Span(4, 9), Span(11, 21)]
