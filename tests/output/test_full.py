"""What people see: excerpts, marks below wide letters, hostile text, sums."""

from __future__ import annotations

from collections import Counter

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.models import Evidence, Finding, Fix, Post, Report, Severity, Span
from postcheck.output.base import FormatOptions, Summary
from postcheck.output.full import Full, excerpt, summary_line
from postcheck.output.inert import inert, is_active, width


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("Ein Wunder!", Span(4, 10), ["    Ein Wunder!", "        ^^^^^^"]),
        ("a\nb Wunder\nc", Span(4, 10), ["    b Wunder", "      ^^^^^^"]),
        ("👩‍👩‍👧‍👦 da", Span(8, 10), ["    👩‍👩‍👧‍👦 da", "       ^^"]),
        ("日本 da", Span(3, 5), ["    日本 da", "         ^^"]),
        ("Zeile eins\nZeile zwei", Span(6, 16), ["    Zeile eins…", "          ^^^^"]),
        ("x" * 60 + " da " + "y" * 60, Span(61, 63), ["    …" + "x" * 44 + " da " + "y" * 44 + "…", " " * 50 + "^^"]),
        ("a\tb", Span(2, 3), ["    a→b", "      ^"]),
    ],
)
def test_excerpt(text: str, span: Span, lines: list[str]) -> None:
    """The line around the span, and marks exactly below it, whatever the width of its letters."""
    assert excerpt(text, span) == lines


@given(st.text(max_size=40), st.data())
def test_excerpt_of_anything(text: str, data: st.DataObject) -> None:
    """Whatever stands there: two lines, nothing active, and at least one mark."""
    start = data.draw(st.integers(0, len(text)))
    line, marks = excerpt(text, Span(start, data.draw(st.integers(start, len(text)))))
    assert not any(is_active(char) for char in line)
    assert set(marks) <= {" ", "^"} and "^" in marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrot", "\\u001b[31mrot"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb\tc\r", "a⏎b→c"),
        ("\x9b1A", "\\u009b1A"),
        ("👩‍🚒 ä ß", "👩‍🚒 ä ß"),
    ],
)
def test_inert(text: str, shown: str) -> None:
    """Nothing in a post acts on a terminal; letters and emoji stay."""
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("👩‍👩‍👧‍👦", 2), ("e\u0301", 1), ("👍🏽", 2), ("❤️", 2)]
)
def test_width(text: str, columns: int) -> None:
    """Columns as a terminal counts them."""
    assert width(text) == columns


def test_finding() -> None:
    """Place, severity, message, rule, excerpt, evidence, fix, advice."""
    finding = Finding(
        "tone/x",
        Severity.ERROR,
        "Das geht nicht.",
        Span(4, 10),
        "Anders.",
        (Fix(Span(4, 10), "Ding"), Fix(Span(4, 10), "")),
        (Evidence("praise", "Wunder", Span(4, 10), "Lob", 1.0), Evidence("praise", "Wunder", Span(4, 10), "Lob", 1.0)),
    )
    report = Report(Post("a.txt#1", "a.txt", "Ein Wunder"), (finding,))

    assert click.unstyle(Full(FormatOptions()).report(report)) == (
        "a.txt:1:5: Fehler: Das geht nicht. [tone/x]\n"
        "    Ein Wunder\n"
        "        ^^^^^^\n"
        "    · Lob: „Wunder“\n"
        "    → Ding | (streichen)\n"
        "    besser: Anders.\n\n"
    )


@pytest.mark.parametrize(("reasons", "lines"), [(5, 5), (6, 6), (7, 6)])
def test_many_reasons(reasons: int, lines: int) -> None:
    """Five reasons are told, the rest is counted; a single further one is told rather than counted."""
    evidence = tuple(Evidence("s", "", Span(0, 3), f"Grund {number}") for number in range(reasons))
    finding = Finding("tone/x", Severity.INFO, "So nicht.", Span(0, 3), evidence=evidence)
    shown = Full(FormatOptions()).report(Report(Post("p", "p", "Ein"), (finding,)))
    told = [line for line in click.unstyle(shown).splitlines() if line.startswith("    ·")]
    last = "    · und 2 weitere Gründe" if reasons == 7 else f"    · Grund {reasons - 1}"
    assert (len(told), told[-1]) == (lines, last)


@pytest.mark.parametrize(
    ("findings", "posts", "failures", "de", "en"),
    [
        ({}, 1, 0, "1 Beitrag geprüft: ohne Befund.", "1 post checked: no findings."),
        (
            {Severity.WARNING: 2, Severity.ERROR: 1},
            3,
            0,
            "3 Beiträge geprüft: 1 Fehler, 2 Warnungen.",
            "3 posts checked: 1 error, 2 warnings.",
        ),
        (
            {Severity.INFO: 1},
            2,
            1,
            "2 Beiträge geprüft: 1 Hinweis, 1 nicht geprüft.",
            "2 posts checked: 1 info, 1 not checked.",
        ),
    ],
)
def test_summary(findings: dict[Severity, int], posts: int, failures: int, de: str, en: str) -> None:
    """One sentence says how many posts and findings, in both languages."""
    summary = Summary(posts=posts, findings=Counter(findings), failures=failures)
    assert (summary_line(summary, "de"), summary_line(summary, "en")) == (de, en)
