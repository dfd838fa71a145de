"""Servers that postcheck starts itself, for a run; those that stay are in `kept`.

Why not language-tool-python's own start: it throws the server's output away, waits and retries for minutes when the
server dies at once, starts it with gigabytes of heap, tries a port again that has just failed, and knows only the
Java on the PATH.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from postcheck.checks.grammar import supervisor
from postcheck.checks.grammar.client import Client, RefusedError, UnreachableError
from postcheck.checks.grammar.homes import jar_of, state_folder
from postcheck.checks.grammar.java import command, find_java
from postcheck.checks.grammar.table import parameters
from postcheck.errors import EngineError
from postcheck.grammar_options import GrammarOptions

PATIENCE = 120.0
# What the server's own settings do is measured in docs/grammar.md. A pipeline is all rules for one kind of question:
# two requests at once need two of them, and two projects with other settings two more; each takes about 100 MB.
CONFIG = {
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "4",
    "pipelineExpireTimeInSeconds": "36000",
    "cacheSize": "2000",
    "maxTextHardLength": "1000000",
}
_FIRST_TEXT = "Das ist ein Tset."
# Most of what LanguageTool loads it loads when it is first needed, seconds each time: dictionaries for a word that it
# does not know, for a compound of such a word, for a capital that is not meant, for two nouns that may be one.
_WARM_TEXT = f"{_FIRST_TEXT} Ein Quirlumkasten. Wir sind Heute im Großen Haus. Das ist die Original Mail."
LOG_HINT = "`postcheck grammar status` shows what is installed; without Java, use `--grammar builtin`"


class OwnedServer:
    """A server for one run: `wait` until it answers. It ends with `close`, and with this process, however that ends."""

    url: str  # from `wait` on
    java_pid: int

    def __init__(self, home: Path, *, ports: Sequence[int] = ()) -> None:
        job = job_for(home, _unique(state_folder(), "owned", ".log"), ports)
        self._supervisor = spawn(job, owned=True)
        self.supervisor_pid = self._supervisor.pid

    def wait(self) -> OwnedServer:
        """Wait until the server answers. EngineError when it does not start, or has been ended meanwhile."""
        about = hear(self._supervisor)
        if "url" not in about:
            self.close()
            raise EngineError(f"LanguageTool: {about['error']}", hint=LOG_HINT)
        self.url = about["url"]
        self.java_pid = about["java"]
        return self

    def end(self) -> None:
        """Have the server end, also while another thread waits for it."""
        if self._supervisor.stdin is not None:
            self._supervisor.stdin.close()

    def close(self) -> None:
        """End the server and wait until it is gone. Closing twice is fine."""
        self.end()
        self._supervisor.wait()
        if self._supervisor.stdout is not None:
            self._supervisor.stdout.close()


def warm_up(url: str) -> None:
    """Have the server load what German posts need, twice: two requests at a time are what a run sends.

    EngineError when it does not answer.
    """
    client, asked = Client(url), parameters(GrammarOptions())
    try:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda text: client.check(text, asked), (_WARM_TEXT, _WARM_TEXT)))
    except (UnreachableError, RefusedError) as problem:
        raise EngineError(f"LanguageTool starts but does not check: {problem}", hint=LOG_HINT) from problem


def try_out(home: Path) -> None:
    """Run the server once. EngineError when it does not start or does not find a plain mistake."""
    server = OwnedServer(home).wait()
    try:
        matches = Client(server.url).check(_FIRST_TEXT, parameters(GrammarOptions()))
    except (UnreachableError, RefusedError) as problem:
        raise EngineError(f"LanguageTool starts but does not check: {problem}", hint=LOG_HINT) from problem
    finally:
        server.close()
    if not matches:
        raise EngineError("LanguageTool runs but finds no mistake: its German part is missing", hint=LOG_HINT)


def job_for(home: Path, log: Path, ports: Sequence[int] = ()) -> dict[str, Any]:
    """What the supervisor is told: to start the server of `home`, its words going to `log`; `ports` are tried first."""
    jar = jar_of(home)
    if jar is None:
        raise EngineError(f"{home} holds no LanguageTool", hint="`postcheck grammar install`")
    return {
        "command": [*command(find_java(), jar), "--config", str(_config_file())],
        "log": str(log),
        "ports": list(ports),
        "patience": PATIENCE,
        "state": "",
    }


def spawn(job: Mapping[str, Any], *, owned: bool) -> subprocess.Popen[str]:
    """Start the supervisor; an owned one ends with this process."""
    # A session of its own: Ctrl-C in the terminal reaches postcheck, which then ends the server in order.
    flags: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        [sys.executable, "-I", "-S", supervisor.__file__, json.dumps(job)],
        stdin=subprocess.PIPE if owned else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **flags,
    )


def hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What the supervisor says: "url", "pid", "java" of a server that answers, or "error", or "running"."""
    if process.stdout is None:
        return {"error": "the supervisor has no output"}
    line = process.stdout.readline()
    if not line:
        return {"error": f"the supervisor ended without a word (exit status {process.wait()})"}
    about: dict[str, Any] = json.loads(line)
    return about


def _config_file() -> Path:
    text = "".join(f"{key}={value}\n" for key, value in CONFIG.items())
    path = state_folder() / f"server-{digest(text)}.properties"
    if not path.is_file():
        part = _unique(path.parent, path.stem, ".part")
        part.write_text(text, "utf-8")
        part.replace(path)
    return path


def _unique(folder: Path, stem: str, suffix: str) -> Path:
    return folder / f"{stem}-{os.getpid()}-{time.monotonic_ns()}{suffix}"


def digest(*parts: str) -> str:
    """A short name for what has these parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
