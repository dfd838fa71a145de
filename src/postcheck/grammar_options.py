"""What a configuration says of the grammar check: plain data, read by `config`, used by `checks.grammar`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from postcheck.fields import option

Mode = Literal["auto", "languagetool", "builtin", "off"]
Variant = Literal["de-DE", "de-AT", "de-CH"]

DEFAULT_VERSION = "6.8"


@dataclass(frozen=True, slots=True)
class GrammarOptions:
    """How grammar and spelling are checked. Rules and categories have LanguageTool's own ids."""

    mode: Mode = option("auto", "auto, languagetool (or the run fails), builtin (rules without Java), off")
    language: Variant = option("de-DE", "The German that is right")
    server: str = option("", "The URL of a LanguageTool server that runs already")
    version: str = option(DEFAULT_VERSION, "The version of LanguageTool to use")
    enabled_rules: tuple[str, ...] = option((), "Rules of LanguageTool to use on top of its defaults and ours")
    disabled_rules: tuple[str, ...] = option((), "Rules of LanguageTool not to use")
    enabled_categories: tuple[str, ...] = option((), "Categories to use on top, like STYLE or TYPOGRAPHY")
    disabled_categories: tuple[str, ...] = option((), "Categories not to use")
    vocabulary: tuple[str, ...] = option((), "Words that are no spelling mistakes, on top of the general vocabulary")
    jobs: int = option(2, "How many requests are sent at the same time")
