"""The process between postcheck and Java: starts the server, watches, and never leaves it behind.

Run by its path, as a script of its own (`python -I -S supervisor.py JOB`, JOB in JSON): it imports nothing but the
standard library, so that it stays small beside a kept server. It ends the server when

- its standard input closes (owned servers): the only sign that comes on every system, also after `kill -9`;
- the state file is gone, or has not been touched for `idle` seconds (kept servers);
- it is told to by SIGTERM.

On Linux the kernel ends Java, too, should this process itself be killed. It says one line of JSON on its standard
output: `{"url", "pid", "java"}` when the server answers, `{"error"}` when it does not start, `{"running": true}` when
another one holds the lock.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

_POLL = 0.1
_READY = "Server started"
_PORT_TAKEN = ("Address already in use", "BindException")
_TRIES = 4
_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Do the job of `sys.argv[1]`."""
    job = json.loads(sys.argv[1])
    stop = threading.Event()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    if job["state"]:
        return _keep(job, stop)
    threading.Thread(target=_until_closed, args=(stop,), daemon=True).start()
    java, about = _start(job, stop)
    _say(about)
    try:
        while java and java.poll() is None and not stop.wait(_POLL):
            pass
    finally:
        _end(java)
        Path(job["log"]).unlink(missing_ok=True)
    return 0


def try_lock(file: IO[Any], seconds: float) -> bool:
    """Lock an open file for this process; False when another process has held it for `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL)
        else:
            return True


def _keep(job: dict[str, Any], stop: threading.Event) -> int:
    state = Path(job["state"])
    # The lock is held as long as this process lives: who wants to know whether a server is kept asks the lock.
    # Those who ask take it for a moment themselves, hence the second of patience.
    with open(job["lock"], "w", encoding="utf-8") as lock:
        if not try_lock(lock, 1.0):
            _say({"running": True})
            return 0
        java: subprocess.Popen[bytes] | None = None
        try:
            _write(state, {"url": "", "pid": os.getpid()})
            java, about = _start(job, stop, state)
            if java is not None:
                _write(state, {**about, **job["about"], "idle": job["idle"]})
            _say(about)
            _detach()
            while java and java.poll() is None and not stop.wait(_POLL) and _wanted(state, job["idle"]):
                pass
        finally:
            _end(java)
            state.unlink(missing_ok=True)
    return 0


def _start(
    job: dict[str, Any], stop: threading.Event, state: Path | None = None
) -> tuple[subprocess.Popen[bytes] | None, dict[str, Any]]:
    ports: list[int] = job["ports"]
    log = Path(job["log"])
    for attempt in range(_TRIES):
        port = ports[attempt] if attempt < len(ports) else _free_port()
        try:
            with log.open("wb") as out:
                java = _launch([*job["command"], "--port", str(port)], out)
        except OSError as problem:
            return None, {"error": f"the server does not start: {problem}"}
        problem_text = _wait(java, log, job["patience"], stop, state)
        if not problem_text:
            return java, {"url": f"http://127.0.0.1:{port}", "pid": os.getpid(), "java": java.pid}
        _end(java)
        if not any(sign in problem_text for sign in _PORT_TAKEN):
            return None, {"error": problem_text}
    return None, {"error": "every port that was tried is in use"}


def _launch(command: list[str], out: IO[bytes]) -> subprocess.Popen[bytes]:
    before = _die_with_parent if sys.platform == "linux" else None
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, preexec_fn=before)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait(java: subprocess.Popen[bytes], log: Path, patience: float, stop: threading.Event, state: Path | None) -> str:
    """ "" as soon as the server answers, else what is wrong. Its log is asked: a port may be answered by a stranger."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        ended = java.poll()
        said = log.read_text("utf-8", "replace")
        if ended is not None:
            return f"the server ended at once (exit status {ended}): {_tail(said)}"
        if _READY in said:
            return ""
        if stop.wait(_POLL) or (state is not None and not state.exists()):
            return "the start was called off"
    return f"the server did not answer within {patience:.0f} seconds: {_tail(log.read_text('utf-8', 'replace'))}"


def _tail(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return " | ".join(lines[-6:])[-600:] or "it said nothing"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wanted(state: Path, idle: float) -> bool:
    try:
        return time.time() - state.stat().st_mtime < idle
    except FileNotFoundError:
        return False


def _end(java: subprocess.Popen[bytes] | None) -> None:
    """End Java, the hard way: it keeps nothing that could break."""
    if java is not None:
        java.kill()
        java.wait()


def _until_closed(stop: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    stop.set()


def _say(about: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # who started us may be gone
        print(json.dumps(about), flush=True)


def _detach() -> None:
    """Let go of the starter's pipe and its folder."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    with contextlib.suppress(OSError):
        os.chdir(os.path.abspath(os.sep))


def _write(path: Path, value: dict[str, Any]) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(value), "utf-8")
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
