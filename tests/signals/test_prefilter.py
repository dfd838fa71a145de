"""Regular expressions after many posts: those that cannot match are passed over, and nothing else changes."""

from __future__ import annotations

import random
import string

from postcheck.models import Span
from postcheck.ruleset.spec import Regex
from postcheck.signals.finders.patterns import RegexFinder
from postcheck.signals.finders.prefilter import Prefilter

_FINDERS = {
    "letters": RegexFinder(Regex((r"(?:Oma|Opa) kommt", r"straße\b|k\pL", r"\d+"))),
    "case": RegexFinder(Regex(("Äpfel", "\\A$"), case=True)),
    "words": RegexFinder(Regex(("uhr",), words=True)),
}


def _spans(text: str, prefilter: Prefilter) -> dict[str, list[Span]]:
    possible = prefilter.possible(text)
    return {name: [hit.span for hit in finder.find(text, possible.get(name, ()))] for name, finder in _FINDERS.items()}


def test_learned_letters_change_no_hit() -> None:
    """The first texts and the hundredth give the same hits: capitals, umlauts, folded letters, numbers, no text."""
    texts = ("", "OPA KOMMT, opa kommt um 8 Uhr", "STRAßE STRAẞE Straße", "\u212aä kä", "äpfel Äpfel ÄPFEL", "x-Uhr")
    fresh, learned = Prefilter(_FINDERS), Prefilter(_FINDERS)
    for _ in range(100):
        learned.possible("nichts davon")
    assert [_spans(text, learned) for text in texts] == [_spans(text, fresh) for text in texts]


def test_expressions_that_cannot_match_are_not_tried() -> None:
    """From the 64th text on, only what stands in the text counts."""
    prefilter = Prefilter(_FINDERS)
    found = [dict(prefilter.possible("Opa kommt")) for _ in range(64)]
    assert found[62] == {"letters": range(3), "case": range(2), "words": range(1)}
    assert found[63] == {"letters": [0, 1, 2], "case": [1]}


def test_expressions_beyond_memory_are_always_tried() -> None:
    """An expression with ten thousand words, for which RE2 makes no filter, still finds them."""
    letters = random.Random(1)
    words = ["".join(letters.choices(string.ascii_lowercase, k=12)) for _ in range(10_000)]
    prefilter = Prefilter({"many": RegexFinder(Regex(("|".join(words),)))})
    assert {tuple(prefilter.possible(words[0])["many"]) for _ in range(70)} == {(0,)}
