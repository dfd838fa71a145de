"""One file a format. Formats are imported when they are asked for."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from postcheck.output.base import Format, FormatOptions, RuleText, Summary, failure_line, statistics

__all__ = ["FORMATS", "Format", "FormatOptions", "RuleText", "Summary", "failure_line", "make", "statistics"]

# name: the module of the format and its class, which takes FormatOptions
FORMATS = {
    "full": ("full", "Full"),
    "concise": ("concise", "Concise"),
    "json": ("json", "Json"),
    "jsonl": ("jsonl", "JsonLines"),
    "sarif": ("sarif", "Sarif"),
    "junit": ("junit", "JUnit"),
    "github": ("github", "GitHub"),
    "gitlab": ("gitlab", "GitLab"),
    "rdjson": ("rdjson", "RdJson"),
    "markdown": ("markdown", "Markdown"),
}


def make(name: str, options: FormatOptions) -> Format:
    """The format called `name`; KeyError when there is none."""
    module, kind = FORMATS[name]
    return cast(Format, getattr(import_module(f"postcheck.output.{module}"), kind)(options))
