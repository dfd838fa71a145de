"""Boils LanguageTool's full-form dictionary down to what the tagger looks up: which word classes a form can have.

Five million entries become a quarter of a million: inflected adjectives and participles are found by their stem.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from postcheck.language.lexicon import ADJECTIVE, FINITE, IMPERATIVE, INFINITIVE, NAME, NOUN, PARTICIPLE, Lexicon

_PARTS = {"SUB": NOUN, "EIG": NAME, "ADJ": ADJECTIVE, "PA1": ADJECTIVE, "PA2": PARTICIPLE}


def masks(path: Path) -> dict[str, int]:
    """Lower-cased form → the classes it can have, as bits; adjectives and participles without their endings."""
    found: dict[str, int] = defaultdict(int)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            form, lemma, tag = line.rstrip("\n").split("\t")
            parts = tag.split(":")
            if not form.isalpha():
                continue
            if parts[0] == "VER":
                found[form.lower()] |= _verb(parts)
            elif parts[0] in ("ADJ", "PA1", "PA2"):
                if "PRD" in parts or form == lemma:
                    found[form.lower()] |= _PARTS[parts[0]]
            elif parts[0] in _PARTS and not (parts[0] == "SUB" and ("INF" in parts or "ADJ" in parts)):
                found[form.lower()] |= _PARTS[parts[0]]
    return {form: mask for form, mask in found.items() if mask}


def _verb(parts: list[str]) -> int:
    if "PA2" in parts:
        return PARTICIPLE
    if "INF" in parts or "EIZ" in parts:
        return INFINITIVE
    return IMPERATIVE if "IMP" in parts else FINITE


def build(path: Path) -> Lexicon:
    """The lexicon of all forms."""
    return Lexicon.of(masks(path))
