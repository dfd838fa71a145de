"""A second run on 2,000 unchanged posts: the process time that it takes, and `--version` beside it.

The posts are made here, with as many findings as drafts have; once as one file of JSON Lines, once as 2,000 Markdown
files. Process time (user and system) depends less on what else the machine does than the clock, but not little: the
least of some runs is reported, and how long this machine takes for a plain Python.
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
        os.environ["POSTCHECK_CACHE_DIR"] = str(folder / "cache")
        _write(folder)
        check = [sys.executable, "-m", "postcheck", "check", "--grammar", "builtin", "--fail-on", "never"]
        floor = _least([sys.executable, "-c", "pass"], folder, runs)
        print(f"{'a plain Python':36} {floor:6.3f} s")
        print(f"{'postcheck --version':36} {_least([*check[:3], '--version'], folder, runs):6.3f} s")
        missed = False
        for label, path in ((f"{COUNT} posts in one file", "posts.jsonl"), (f"{COUNT} Markdown files", "posts")):
            first = _least([*check, path], folder, 1)
            second = _least([*check, path], folder, runs)
            missed = missed or second > TARGET
            print(f"{label + ', first run':36} {first:6.3f} s")
            print(f"{label + ', again':36} {second:6.3f} s  (target: {TARGET} s)")
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
    times: list[float] = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)
