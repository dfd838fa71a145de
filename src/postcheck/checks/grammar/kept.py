"""Servers that stay between runs: one for each installation, known by a lock and a note in the state folder."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postcheck.checks.grammar import supervisor
from postcheck.checks.grammar.homes import state_folder
from postcheck.checks.grammar.java import OPTIONS
from postcheck.checks.grammar.servers import CONFIG, LOG_HINT, PATIENCE, digest, hear, job_for, spawn
from postcheck.errors import EngineError

IDLE_MINUTES = 30


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
    job = job_for(home, state.with_suffix(".log"))
    job |= {"state": str(state), "lock": str(lock), "idle": idle_minutes * 60, "about": {"version": version}}
    process = spawn(job, owned=False)
    about = hear(process)
    if process.stdout is not None:
        process.stdout.close()
    if "error" in about:
        process.wait()
        raise EngineError(f"LanguageTool: {about['error']}", hint=LOG_HINT)
    # With {"running": true} another start was first: its server is ready soon, or its end frees the lock.
    deadline = time.monotonic() + PATIENCE
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
    deadline = time.monotonic() + PATIENCE
    while _held(lock):
        if time.monotonic() > deadline:
            raise EngineError("the kept LanguageTool server does not end", hint=f"see {state.with_suffix('.log')}")
        time.sleep(0.05)
    return True


def _files(home: Path) -> tuple[Path, Path]:
    """State and lock: one pair for each installation and each way to start it."""
    key = digest(str(home.resolve()), *OPTIONS, *CONFIG, *CONFIG.values())
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
