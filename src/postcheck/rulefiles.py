"""Which files hold rules, and what the rules in them are called: without reading them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from postcheck.errors import RuleError, nearest

SIGNALS = "signals"
# Rules that are not ours and of which there is no list: what the grammar engine finds.
GRAMMAR_AREA = "languagetool"


def builtin_folder() -> Path:
    """The folder of the shipped rules: inside the package when installed, beside src/ in a checkout."""
    package = Path(__file__).resolve().parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def files(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """(folder, file) for all rule and signal files of the folders, in a stable order.

    RuleError when a folder is missing.
    """
    return [(folder, folder / name) for folder in folders for name in _names(folder)]


def _names(folder: Path) -> list[str]:
    """The files of a folder: "tone/arrogance.yaml". Text, no Path objects: every run asks for all of them."""
    if not folder.is_dir():
        raise RuleError("there is no such folder with rules", where=str(folder))
    found: list[str] = []
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        within = place[len(str(folder)) :].lstrip(os.sep).replace(os.sep, "/")
        found += [
            f"{within}/{name}" if within else name
            for name in names
            if name.endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
    return sorted(found)


def is_signal_file(folder: Path, path: Path) -> bool:
    """Whether the file holds signals, not a rule."""
    return path.relative_to(folder).parts[0] == SIGNALS


def rule_id(folder: Path, path: Path) -> str:
    """The id of the rule in a file: "tone/arrogance" for FOLDER/tone/arrogance.yaml."""
    return path.relative_to(folder).with_suffix("").as_posix()


def ids(folders: Sequence[Path]) -> list[str]:
    """The ids of all rules in the folders, in alphabetical order."""
    names = [name for folder in folders for name in _names(folder)]
    return sorted(os.path.splitext(name)[0] for name in names if name.split("/", 1)[0] != SIGNALS)


def select(ids: Sequence[str], patterns: Sequence[str], *, what: str = "rule") -> set[str]:
    """The ids that match one of `patterns`: an id, an area, or a glob ("tone/*").

    A pattern that matches nothing is a RuleError that offers the nearest name. Ids of the grammar engine
    ("languagetool/…") are open-ended: their area and its members always match.
    """
    chosen: set[str] = set()
    for pattern in patterns:
        found = {
            identifier
            for identifier in ids
            if identifier == pattern
            or identifier.split("/", 1)[0] == pattern.rstrip("/")
            or fnmatchcase(identifier, pattern)
        }
        if not found and pattern.split("/", 1)[0] != GRAMMAR_AREA:
            hint = nearest(pattern, [*ids, *sorted({identifier.split("/", 1)[0] for identifier in ids})])
            raise RuleError(f"no {what} is called '{pattern}'", hint=hint or "postcheck rules lists them")
        chosen |= found
    return chosen
