"""Several processes: the same output byte by byte, and an end that leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.repo.conftest import Command

WORDS = ("Standart", "Weltklasse", "irgendwie", "Teigruhe", "Gallerie")


def many(count: int) -> str:
    """Posts of which most have findings, a few cannot be read, and some share their text."""
    lines = [
        json.dumps({"id": f"p{n}", "text": f"{WORDS[n % 5]} Nummer {n % 150} und {WORDS[n % 3]}\nHeute."})
        for n in range(count)
    ]
    lines[70] = "{"
    return "\n".join(lines) + "\n"


def test_same_output(project: Path, postcheck: Command) -> None:
    """One process, two or one a processor, with and without a cache that knows a part."""
    Path("viele.jsonl").write_text(many(140), "utf-8")
    alone = postcheck("check", "viele.jsonl", "posts", "--format", "json", "--no-cache")
    assert postcheck("check", "viele.jsonl", "posts", "--format", "json", "--no-cache", "--jobs", "2") == alone
    postcheck("check", "posts")
    assert postcheck("check", "viele.jsonl", "posts", "--format", "json", "--jobs", "auto") == alone
    assert postcheck("check", "viele.jsonl", "posts", "--format", "json") == alone


def test_broken_rules(project: Path, postcheck: Command) -> None:
    """An error in a worker is told as if it had happened here."""
    Path("rules/probe/kaputt.yaml").write_text("title: 1\n", "utf-8")
    alone = postcheck("check", "posts", "--no-cache")
    assert (alone.status, postcheck("check", "posts", "--no-cache", "--jobs", "2")) == (2, alone)


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found += [int(entry.name), *children(int(entry.name))]
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_interrupt(project: Path) -> None:
    """Ctrl-C in the middle: exit status 130, one line, no process left."""
    # The posts come through a pipe that stays open: the run is surely in its middle.
    command = [sys.executable, "-m", "postcheck", "check", "-", "--stdin-filename", "x.jsonl", "--jobs", "2"]
    run = subprocess.Popen(
        [*command, "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stdin and run.stdout and run.stderr
    run.stdin.write(many(64 * 6).replace("{\n", '{"text": "x"}\n', 1).encode())
    run.stdin.flush()
    assert b'"type": "run"' in run.stdout.readline()
    workers = children(run.pid)
    assert len(workers) >= 2
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert (run.returncode, err.decode()) == (130, "\npostcheck: interrupted\n")
    deadline = time.monotonic() + 10
    while alive := [pid for pid in workers if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < deadline, alive
        os.sched_yield()
