"""The real command, in a folder with one rule of its own: what the shipped rules say changes nothing here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULE = """\
severity: warning
title: {de: Wunder, en: Wonder}
message: {de: "„{match}“ ist ein Wunder.", en: "“{match}” is a wonder."}
why: {de: Niemand glaubt an Wunder., en: Nobody believes in wonders.}
better: {de: Sagt es schlicht., en: Say it plainly.}
match:
  regex: {patterns: ['\\pL*[wW]under\\pL*']}
examples:
  bad: ["Ein [[Haarwunder]] steht im Regal."]
  good: ["Ein Kamm steht im Regal. Was steht bei euch?"]
"""
CONFIG = """\
rules: [rules]
select: [own]
grammar: {mode: "off"}
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, a rule, and the working directory."""
    (tmp_path / "rules/own").mkdir(parents=True)
    (tmp_path / "rules/own/wonder.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "postcheck.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """The environment without what would change colours; the source tree is found whether it is installed or not."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **more}


COMMAND = [sys.executable, "-m", "postcheck"]


@pytest.fixture
def postcheck(project: Path) -> Run:
    """Runs the real command in the project."""

    def run(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=environment(**more),
            check=False,
            timeout=120,
        )

    return run
