"""A second run on 2,000 unchanged posts: the process time that it takes, and `--version` beside it.

The posts are made here, with as many findings as drafts have; once as one file of JSON Lines, once as 2,000 Markdown
files. Process time (user and system) depends less on what else the machine does than the clock, but not little: the
least of some runs is reported, and how long this machine takes for a plain Python.

Measured is what users get: compiled modules, as pip installs them (to compile them anew takes longer than the check),
and the cache where it lies by default. Of the formats, the one for people and the one for programs that says most.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

COUNT = 2000
TARGET = 0.25
# With the first, Python compiles all modules at every start; the second would keep the cache elsewhere.
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "POSTCHECK_CACHE_DIR")
FORMATS = ("full", "concise", "jsonl")
_OPENERS = (
    "Guten Morgen aus der Werkstatt!",
    "Neues aus dem Laden:",
    "Kurz vor Feierabend noch eine Frage.",
    "Heute im Lager.",
)
_MIDDLES = (
    "Wir haben am {day}. Mai {count} Räder repariert, und fast immer war es die Kette.",
    "Seit {count} Tagen läuft der neue Ofen, und der Teig geht jetzt {day} Stunden.",
    "Unser Team ist einzigartig und revolutionär, und unsere {count} Kunden wissen das.",
    "Am {day}. um 18 Uhr zeigen {count} Leute aus dem Viertel, was sie gebaut haben.",
    "Die Linie {day} fährt wieder, alle {count} Minuten.",
)
_CLOSERS = (
    "Was macht ihr, wenn die Kette springt?",
    "Jetzt schnell sein, nur noch heute!!!",
    "Welche Sorte fehlt dir im Regal?",
    "Alle Infos auf unserer Website. #werkstatt #fahrrad",
    "Schreibt uns, was ihr davon haltet.",
)


def measure(runs: int) -> bool:
    """Print a line for each measurement; whether the target was reached by all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        check = [sys.executable, "-m", "postcheck", "check", "--grammar", "builtin", "--fail-on", "never"]
        floor = _least([sys.executable, "-c", "pass"], folder, runs)
        print(f"{'a plain Python':36} {floor:6.3f} s")
        print(f"{'postcheck --version':36} {_least([*check[:3], '--version'], folder, runs):6.3f} s")
        missed = False
        for label, path in ((f"{COUNT} posts in one file", "posts.jsonl"), (f"{COUNT} Markdown files", "posts")):
            print(f"{label + ', first run':36} {_least([*check, path], folder, 1):6.3f} s")
            for name in FORMATS:
                again = _least([*check, path, "--format", name], folder, runs)
                missed = missed or (again > TARGET and name == "full")
                print(f"{f'{label}, again, {name}':36} {again:6.3f} s")
        print(f"{'target for the format full':36} {TARGET:6.3f} s")
    return not missed


def _write(folder: Path) -> None:
    chance = random.Random(7)
    (folder / "posts").mkdir()
    lines: list[str] = []
    for number in range(COUNT):
        middle = " ".join(chance.sample(_MIDDLES, 2)).format(day=chance.randint(1, 28), count=chance.randint(2, 900))
        text = f"{chance.choice(_OPENERS)}\n\n{middle}\n\n{chance.choice(_CLOSERS)}"
        lines.append(json.dumps({"id": f"p{number}", "platform": "linkedin", "text": text}, ensure_ascii=False))
        (folder / "posts" / f"{number:04}.md").write_text(f"---\nplatform: mastodon\n---\n{text}\n", "utf-8")
    (folder / "posts.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def _least(command: Sequence[str], folder: Path, runs: int) -> float:
    """The least process time of some runs, in seconds."""
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    times: list[float] = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)
