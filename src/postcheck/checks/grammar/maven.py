"""LanguageTool for German from Maven packages, through the user's own `mvn`, which verifies their checksums."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from postcheck.errors import EngineError
from postcheck.grammar_options import DEFAULT_VERSION

VERSION = DEFAULT_VERSION  # the one that the shipped pom pins
_WAY_OUT = "or install without --maven"
_LINE = 72  # the longest line of a jar's manifest


def fetch(home: Path, report: Callable[[str], None]) -> None:
    """Fill `home` (a new folder) with the server's jar and `libs/`. EngineError when Maven is missing or fails."""
    maven = shutil.which("mvn")
    if maven is None:
        raise EngineError("--maven needs Maven, and there is no `mvn` on the PATH", hint=_WAY_OUT)
    report("fetching LanguageTool for German with Maven (about 120 MB, much less when Maven has it already) …")
    pom = resources.files(__package__).joinpath("german.pom.xml")
    with resources.as_file(pom) as path:
        _run([
            maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(path),
            "dependency:copy-dependencies", f"-DoutputDirectory={home / 'libs'}", "-DincludeScope=runtime",
        ])  # fmt: skip
    if not any((home / "libs").glob("languagetool-server-*.jar")):
        raise EngineError("Maven has ended without fetching LanguageTool", hint=_WAY_OUT)
    _write_jar(home)


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL)
    except OSError as problem:
        raise EngineError(f"`mvn` does not run: {problem}", hint=_WAY_OUT) from problem
    if done.returncode:
        errors = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line] or [done.stderr]
        raise EngineError(f"Maven failed: {' '.join(errors[0].split())[:300]}", hint=_WAY_OUT)


def _write_jar(home: Path) -> None:
    """The jar that language-tool-python and postcheck look for: empty, it names the others."""
    line = "Class-Path: " + " ".join(f"libs/{jar.name}" for jar in sorted((home / "libs").glob("*.jar")))
    folded = [line[:_LINE], *(f" {line[i : i + _LINE - 1]}" for i in range(_LINE, len(line), _LINE - 1))]
    manifest = ["Manifest-Version: 1.0", "Main-Class: org.languagetool.server.HTTPServer", *folded, "", ""]
    with zipfile.ZipFile(home / "languagetool-server.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "\r\n".join(manifest))
