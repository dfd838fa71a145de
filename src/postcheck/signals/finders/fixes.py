"""What a finder writes in place of a hit: a template with named parts of the hit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from postcheck.ruleset.spec import FIX_FIELD


def fill(template: str, parts: Mapping[str, str]) -> str:
    """The template with {name}, {name:capital} and {name:small} filled in (the latter change the first letter)."""

    def part(match: re.Match[str]) -> str:
        text = parts[match["name"]]
        if match["form"] == "capital":
            return text[:1].upper() + text[1:]
        return text[:1].lower() + text[1:] if match["form"] == "small" else text

    return FIX_FIELD.sub(part, template)


def like(found: str, right: str) -> str:
    """`right`, with the capitals of `found`: of its first letter, or of all."""
    if found.isupper() and len(found) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right
