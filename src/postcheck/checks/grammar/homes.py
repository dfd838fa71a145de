"""Where LanguageTool and what belongs to it are on the disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import platformdirs

_JARS = ("languagetool-server.jar", "languagetool.jar", "LanguageTool.jar")

_NAMED = re.compile(r"LanguageTool-(\d[\w.-]*)")
_NOTED = re.compile(r"^git\.build\.version=(\S+)", re.MULTILINE)


def install_folder() -> Path:
    """The folder that gets `LanguageTool-<version>`: `LTP_PATH` (as in language-tool-python) or the user's own."""
    chosen = os.environ.get("LTP_PATH")
    return Path(chosen) if chosen else platformdirs.user_data_path("postcheck", appauthor=False) / "languagetool"


def state_folder() -> Path:
    """Where kept servers note what others must know of them, and their logs: all can be deleted."""
    folder = _state()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def may_keep_server() -> bool:
    """Whether a kept server has left a note; it need not be alive."""
    return next(_state().glob("server-*.json"), None) is not None


def _state() -> Path:
    return platformdirs.user_cache_path("postcheck", appauthor=False) / "languagetool"


def jar_of(folder: Path) -> Path | None:
    """The server's jar in `folder`, or None."""
    return next((folder / name for name in _JARS if (folder / name).is_file()), None)


def find_home(version: str) -> Path | None:
    """The installed LanguageTool of this version, or what `LTP_JAR_DIR_PATH` points to, whichever it is; or None.

    Looks where `LTP_JAR_DIR_PATH` and `LTP_PATH` point to, then into the user's folder, then into
    language-tool-python's own: whoever has used that package needs no second download.
    """
    return next((folder for folder in _candidates(version) if jar_of(folder) is not None), None)


def version_of(home: Path) -> str:
    """The version of an installation: as its folder's name says, else as LanguageTool's core says; else ""."""
    named = _NAMED.fullmatch(home.name)
    if named:
        return named[1]
    import zipfile  # late: a folder with another name is rare

    for jar in sorted((home / "libs").glob("languagetool-core*.jar")):
        try:
            with zipfile.ZipFile(jar) as packed:
                noted = _NOTED.search(packed.read("git.properties").decode("utf-8", "replace"))
        except (OSError, KeyError, zipfile.BadZipFile):
            continue
        if noted:
            return noted[1]
    return ""


def _candidates(version: str) -> Iterator[Path]:
    jars = os.environ.get("LTP_JAR_DIR_PATH")
    if jars:
        yield Path(jars)
    chosen = os.environ.get("LTP_PATH")
    if chosen:
        yield Path(chosen) / f"LanguageTool-{version}"
        yield Path(chosen)
        return
    yield install_folder() / f"LanguageTool-{version}"
    yield Path.home() / ".cache" / "language_tool_python" / f"LanguageTool-{version}"
