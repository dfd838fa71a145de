"""Where a spaCy pipeline lies and what it says of itself: without importing spaCy."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from postcheck.errors import EngineError
from postcheck.models import Tool

BUILTIN = "builtin"
MODEL = Path(__file__).parent / "language" / "model"


def folder(name: str) -> Path:
    """The folder of the pipeline `name`: "builtin", an installed package, or a folder.

    Raises EngineError with a way out when it is not there.
    """
    place = MODEL if name == BUILTIN else Path(name)
    if name != BUILTIN and not _is_path(name):
        place = _package(name) or place
    if not (place / "meta.json").is_file():
        raise EngineError(f"the spaCy pipeline '{name}' is not there", hint=hint(name))
    return place


def about(name: str) -> Tool:
    """Name and version of the pipeline, as outputs print them."""
    try:
        meta = json.loads((folder(name) / "meta.json").read_text("utf-8"))
        return Tool(f"{meta['lang']}_{meta['name']}", str(meta["version"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise EngineError(f"the spaCy pipeline '{name}' does not say what it is", hint=hint(name)) from None


def hint(name: str) -> str:
    """How to get a pipeline that is missing or broken."""
    if name == BUILTIN:
        return "the installation of postcheck is incomplete; install it again"
    if _is_path(name):
        return "a folder must hold a pipeline as nlp.to_disk writes it"
    return f"python -m spacy download {name}, or pipeline: builtin"


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or Path(name).exists()


def _package(name: str) -> Path | None:
    """The folder of an installed package; it is not imported."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin).parent if spec is not None and spec.origin else None
