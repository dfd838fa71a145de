"""Servers that postcheck starts itself: owned ones for a run, kept ones for many runs.

Why not language-tool-python's own start: it throws the server's output away, waits and retries for minutes when the
server dies at once, starts it with gigabytes of heap, tries a port again that has just failed, and knows only the
Java on the PATH.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postcheck.checks.grammar import supervisor
from postcheck.checks.grammar.client import Client, RefusedError, UnreachableError
from postcheck.checks.grammar.homes import jar_of, state_folder
from postcheck.checks.grammar.java import OPTIONS, command, find_java
from postcheck.checks.grammar.table import parameters
from postcheck.errors import EngineError
from postcheck.grammar_options import GrammarOptions

IDLE_MINUTES = 30
_PATIENCE = 120.0
# What the server's own settings do is measured in docs/grammar.md.
_CONFIG = {
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "10",
    "pipelineExpireTimeInSeconds": "36000",
    "cacheSize": "2000",
    "maxTextHardLength": "1000000",
}
_FIRST_TEXT = "Das ist ein Tset."
_LOG_HINT = "`postcheck grammar status` shows what is installed; without Java, use `--grammar builtin`"


class OwnedServer:
    """A server for one run. It ends with `close`, and with this process, however that one ends."""

    def __init__(self, home: Path, *, ports: Sequence[int] = ()) -> None:
        job = _job(home, _unique(state_folder(), "owned", ".log"), ports)
        self._supervisor = _spawn(job, owned=True)
        about = _hear(self._supervisor)
        if "url" not in about:
            self.close()
            raise EngineError(f"LanguageTool: {about['error']}", hint=_LOG_HINT)
        self.url: str = about["url"]
        self.java_pid: int = about["java"]
        self.supervisor_pid: int = about["pid"]

    def close(self) -> None:
        """End the server and wait until it is gone. Closing twice is fine."""
        if self._supervisor.stdin is not None:
            self._supervisor.stdin.close()
        self._supervisor.wait()
        if self._supervisor.stdout is not None:
            self._supervisor.stdout.close()


@dataclass(frozen=True, slots=True)
class Kept:
    """A server that is kept between runs."""

    url: str
    version: str
    pid: int
    java: int
    idle_seconds: float
    state: Path

    def touch(self) -> None:
        """Say that the server is in use: its time-out begins anew."""
        with contextlib.suppress(OSError):
            os.utime(self.state)


def kept(home: Path) -> Kept | None:
    """The kept server of this installation, when there is one and it is ready."""
    state, lock = _files(home)
    about = _read(state)
    if not about.get("url") or not _held(lock):
        return None
    return Kept(about["url"], about["version"], about["pid"], about["java"], about["idle"], state)


def keep(home: Path, version: str, *, idle_minutes: float = IDLE_MINUTES) -> tuple[Kept, bool]:
    """Start a kept server unless there is one; the server, and whether it is new."""
    there = kept(home)
    if there is not None:
        return there, False
    state, lock = _files(home)
    job = _job(home, state.with_suffix(".log"))
    job |= {"state": str(state), "lock": str(lock), "idle": idle_minutes * 60, "about": {"version": version}}
    process = _spawn(job, owned=False)
    about = _hear(process)
    if process.stdout is not None:
        process.stdout.close()
    if "error" in about:
        process.wait()
        raise EngineError(f"LanguageTool: {about['error']}", hint=_LOG_HINT)
    # With {"running": true} another start was first: its server is ready soon, or its end frees the lock.
    deadline = time.monotonic() + _PATIENCE
    while (there := kept(home)) is None:
        if time.monotonic() > deadline or not _held(lock):
            raise EngineError("LanguageTool: another start of the server failed", hint="try again")
        time.sleep(0.05)
    return there, "running" not in about


def stop(home: Path) -> bool:
    """End the kept server of this installation; False when there is none. Returns when it is gone."""
    state, lock = _files(home)
    if not _held(lock):
        state.unlink(missing_ok=True)
        return False
    state.unlink(missing_ok=True)
    deadline = time.monotonic() + _PATIENCE
    while _held(lock):
        if time.monotonic() > deadline:
            raise EngineError("the kept LanguageTool server does not end", hint=f"see {state.with_suffix('.log')}")
        time.sleep(0.05)
    return True


def warm_up(url: str) -> None:
    """Have the server load what a German check needs: some seconds that the first check then saves."""
    Client(url).check(_FIRST_TEXT, parameters(GrammarOptions()))


def try_out(home: Path) -> None:
    """Run the server once. EngineError when it does not start or does not find a plain mistake."""
    server = OwnedServer(home)
    try:
        matches = Client(server.url).check(_FIRST_TEXT, parameters(GrammarOptions()))
    except (UnreachableError, RefusedError) as problem:
        raise EngineError(f"LanguageTool starts but does not check: {problem}", hint=_LOG_HINT) from problem
    finally:
        server.close()
    if not matches:
        raise EngineError("LanguageTool runs but finds no mistake: its German part is missing", hint=_LOG_HINT)


def _job(home: Path, log: Path, ports: Sequence[int] = ()) -> dict[str, Any]:
    jar = jar_of(home)
    if jar is None:
        raise EngineError(f"{home} holds no LanguageTool", hint="`postcheck grammar install`")
    return {
        "command": [*command(find_java(), jar), "--config", str(_config_file())],
        "log": str(log),
        "ports": list(ports),
        "patience": _PATIENCE,
        "state": "",
    }


def _spawn(job: Mapping[str, Any], *, owned: bool) -> subprocess.Popen[str]:
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


def _hear(process: subprocess.Popen[str]) -> dict[str, Any]:
    if process.stdout is None:
        return {"error": "the supervisor has no output"}
    line = process.stdout.readline()
    if not line:
        return {"error": f"the supervisor ended without a word (exit status {process.wait()})"}
    about: dict[str, Any] = json.loads(line)
    return about


def _files(home: Path) -> tuple[Path, Path]:
    """State and lock: one pair for each installation and each way to start it."""
    key = _digest(str(home.resolve()), *OPTIONS, *_CONFIG, *_CONFIG.values())
    return state_folder() / f"server-{key}.json", state_folder() / f"server-{key}.lock"


def _held(lock: Path) -> bool:
    try:
        with lock.open("a", encoding="utf-8") as file:
            return not supervisor.try_lock(file, 0)
    except OSError:
        return False


def _read(state: Path) -> dict[str, Any]:
    try:
        about = json.loads(state.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _config_file() -> Path:
    text = "".join(f"{key}={value}\n" for key, value in _CONFIG.items())
    path = state_folder() / f"server-{_digest(text)}.properties"
    if not path.is_file():
        part = _unique(path.parent, path.stem, ".part")
        part.write_text(text, "utf-8")
        part.replace(path)
    return path


def _unique(folder: Path, stem: str, suffix: str) -> Path:
    return folder / f"{stem}-{os.getpid()}-{time.monotonic_ns()}{suffix}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
