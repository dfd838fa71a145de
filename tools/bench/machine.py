"""What is measured on, and how: the machine, the memory of processes, the time that commands take."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postcheck import __version__


def describe() -> str:
    """One line: processor, cores, memory, load, system, Python."""
    lines = _lines("/proc/cpuinfo")
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    memory = next((int(line.split()[1]) / 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, load {load:.1f}; {platform.system()},"
        f" Python {platform.python_version()}, postcheck {__version__}"
    )


def peak_memory(pid: int) -> float:
    """The largest resident size of a running process so far, in MB; 0 where the system does not say (not Linux)."""
    return next((int(line.split()[1]) / 1024 for line in _lines(f"/proc/{pid}/status") if line.startswith("VmHWM")), 0)


def processor_seconds(pid: int) -> float:
    """What a running process has used so far, in seconds, in all its threads; 0 where the system does not say."""
    words = " ".join(_lines(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK") if words else 0


@dataclass(frozen=True)
class Took:
    """How long a command took, in seconds, and the largest resident size of its processes, in MB."""

    seconds: float
    memory: float


def run(arguments: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> Took:
    """Run `postcheck` with these arguments in a folder. RuntimeError when it ends with something else than 0 or 1."""
    command = [sys.executable, "-m", "postcheck", *arguments]
    watched = [sys.executable, "-c", _WATCH, *command]
    done = subprocess.run(watched, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)}: exit status {done.returncode}: {done.stderr[-500:]}")
    seconds, memory = done.stderr.split()[-2:]
    return Took(float(seconds), float(memory))


def median(arguments: Sequence[str], folder: Path, times: int, environment: dict[str, str] | None = None) -> float:
    """The middle one of several runs, in seconds."""
    return statistics.median(run(arguments, folder, environment).seconds for _ in range(times))


# A process of its own for each command: the system adds up the memory of children only when they have ended.
_WATCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - begun
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=sys.stderr)
sys.exit(status)
"""


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
