"""What a configuration says of the grammar check: plain data, read by `config`, used by `checks.grammar`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["auto", "languagetool", "builtin", "off"]
Variant = Literal["de-DE", "de-AT", "de-CH"]

DEFAULT_VERSION = "6.8"


@dataclass(frozen=True, slots=True)
class GrammarOptions:
    """How grammar and spelling are checked.

    `server` is the URL of a LanguageTool server that runs already, or "". `enabled_rules` … are LanguageTool's own
    ids; enabled ones are added to its defaults. `vocabulary` are words and names that are right as they are.
    `jobs` is the number of requests that are sent at the same time.
    """

    mode: Mode = "auto"
    language: Variant = "de-DE"
    server: str = ""
    version: str = DEFAULT_VERSION
    enabled_rules: tuple[str, ...] = ()
    disabled_rules: tuple[str, ...] = ()
    enabled_categories: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    jobs: int = 2
