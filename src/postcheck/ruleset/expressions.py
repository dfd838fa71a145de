r"""Regular expressions as rules write them: RE2, lines for ^ and $, and German letters in \w, \pL and the like.

Compiling takes most of a short run's time with the rules, so that each expression is compiled once: its validation
and its finder share it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import re2

# The letters of German text, and of the languages beside it that are written with Latin letters. All letters of
# Unicode (\pL) would make automata of twenty thousand states, for which RE2 falls back to a much slower way.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
# "\d" first: RE2 still refuses "[+-\w]", which would otherwise become a range.
WORD = rf"\d_{LETTERS}"
_CLASSES = {
    r"\w": WORD,
    r"\pL": LETTERS,
    r"\p{L}": LETTERS,
    r"\p{Lu}": "A-ZÀ-ÖØ-Þ",
    r"\p{Ll}": "a-zß-öø-ÿ",
    r"\pN": "0-9",
}
_PIECE = re.compile(r"\\p\{L[ul]?\}|\\p[LN]|\\.|[\[\]]", re.DOTALL)
_MEMORY = 64 << 20  # bytes for one expression's automaton


@cache
def compiled(pattern: str, *, case: bool) -> Any:
    """A compiled expression, written for RE2; re2.error says why there is none."""
    options = re2.Options()
    options.case_sensitive = case
    options.never_nl = False
    options.max_mem = _MEMORY
    options.log_errors = False  # the validation of rules says it, with its place
    return re2.compile(pattern, options)


def of_rule(pattern: str, *, case: bool) -> Any:
    """A compiled expression, written as in a rule."""
    # Without (?m), ^ and $ would mean the whole post, not its lines.
    return compiled(f"(?m){with_umlauts(pattern)}", case=case)


def with_umlauts(pattern: str) -> str:
    """The expression with Latin letters in its classes: in RE2, \\w knows no ä, and \\pL the whole world."""
    in_class = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal in_class
        piece = match[0]
        if piece in ("[", "]"):
            in_class = piece == "["
        elif piece in _CLASSES:
            return _CLASSES[piece] if in_class else f"[{_CLASSES[piece]}]"
        elif piece == r"\W" and not in_class:
            return f"[^{WORD}]"
        return piece

    return _PIECE.sub(replaced, pattern)
