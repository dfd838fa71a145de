"""A small content repository with rules of its own, and the command line in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from postcheck import cli

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository in a folder of its own, which is the working directory; with a cache of its own."""
    place = tmp_path / "inhalte"
    shutil.copytree(DATA / "ci", place, ignore=shutil.ignore_patterns("golden"))
    monkeypatch.chdir(place)
    monkeypatch.setenv("POSTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    return place


@pytest.fixture
def postcheck(capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs a command line in this process: the pipeline is loaded once."""

    def run(*arguments: str) -> Done:
        capsysbinary.readouterr()
        status = cli.run(arguments)
        out, err = capsysbinary.readouterr()
        return Done(status, out.decode("utf-8"), err.decode("utf-8"))

    return run
