"""Imperatives in posts, measured on sentences that were written for this test alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

CASES = Path(__file__).with_name("imperatives.txt")
FLOOR = 0.85


def cases() -> list[tuple[str, set[int]]]:
    """Sentences and the offsets of their imperatives, marked by [brackets] in the file; "# " begins a comment."""
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            text, starts = "", set()
            for part in re.split(r"(\[[^\]]*\])", line):
                if part.startswith("["):
                    starts.add(len(text))
                text += part.strip("[]")
            found.append((text, starts))
    return found


def test_set_is_large_and_balanced() -> None:
    """At least 300 sentences, about half of them without an imperative."""
    without = sum(1 for _, starts in cases() if not starts)
    assert len(cases()) >= 300
    assert 0.4 <= without / len(cases()) <= 0.6


def test_f1_of_imperatives(parse: Callable[[str], Doc]) -> None:
    """The tagger finds imperatives, and look-alikes do not pass for them: F1 at least .85 over verbs."""
    right = wrong = missed = 0
    for text, wanted in cases():
        found = {token.idx for token in parse(text) if token.tag_ in ("VVIMP", "VAIMP")}
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    f1 = 2 * right / (2 * right + wrong + missed)
    assert f1 >= FLOOR, f"F1 {f1:.3f}: {right} found, {wrong} false, {missed} missed"


def test_mood_and_tag_agree(parse: Callable[[str], Doc]) -> None:
    """Whoever asks for the mood gets the same answer as whoever asks for the tag."""
    for text, _ in cases():
        for token in parse(text):
            assert (token.tag_ in ("VVIMP", "VAIMP")) == ("Mood=Imp" in str(token.morph)), (text, token.text)
