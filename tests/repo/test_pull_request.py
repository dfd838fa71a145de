"""A content repository under git: old faults do not block new work, and new ones cannot hide behind them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.repo.conftest import Command

OLD = "Weltklasse seit 1890.\n---\nUnser Standart ist hoch.\n---\nDie Gallerie hat offen.\n"


def git(*arguments: str) -> str:
    """Run git in the working directory, by nobody's configuration."""
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True, env={**os.environ, **who})
    return done.stdout


@pytest.fixture
def repository(project: Path) -> Path:
    """The repository with a branch main of old faults and a branch for the pull request, checked out."""
    for file in Path("posts").iterdir():
        file.unlink()
    Path("posts/alt.txt").write_text(OLD, "utf-8")
    Path("posts/plan.jsonl").write_text(
        '{"id": "mo", "text": "Irgendwo im Standart"}\n{"id": "di", "text": "Weltklasse am Dienstag"}\n', "utf-8"
    )
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "old")
    git("checkout", "-qb", "neu")
    return project


def found(postcheck: Command, *arguments: str) -> list[tuple[str, int, str]]:
    """(path, line, text) of the findings that are shown."""
    report: Any = json.loads(postcheck("check", "--format", "json", *arguments).out)
    return [
        (post["path"], finding["location"]["line"], finding["text"])
        for post in report["posts"]
        for finding in post["findings"]
    ]


def test_baseline(repository: Path, postcheck: Command) -> None:
    """What is in the baseline is hidden and counted; a new fault is shown and fails."""
    assert postcheck("baseline", "write", "known.json").out == "known.json: 5 findings (5 added, 0 removed)\n"
    done = postcheck("check", "--baseline", "known.json")
    assert (done.status, done.err) == (0, "postcheck: 5 bekannte Befunde ausgeblendet (Baseline)\n")
    assert done.out == "5 Beiträge geprüft: ohne Befund, 5 ausgeblendet.\n"
    Path("posts/neu.txt").write_text("Weltklasse neu\n", "utf-8")
    assert postcheck("check", "--baseline", "known.json").status == 1
    assert found(postcheck, "--baseline", "known.json") == [("posts/neu.txt", 1, "Weltklasse neu")]


def test_baseline_survives_moves(repository: Path, postcheck: Command) -> None:
    """Moved lines, reordered posts, a renamed file, another working directory, an edit elsewhere in the post."""
    postcheck("baseline", "write", "known.json")
    parts = OLD.split("---\n")
    Path("posts/alt.txt").write_text(
        "---\n".join(["Neu und gut.\n", parts[2], parts[0] + "\nMehr Text.\n", parts[1]]), "utf-8"
    )
    os.rename("posts/plan.jsonl", "posts/woche.jsonl")
    lines = Path("posts/woche.jsonl").read_text("utf-8").splitlines(keepends=True)
    Path("posts/woche.jsonl").write_text("".join(reversed(lines)), "utf-8")
    assert found(postcheck, "--baseline", "known.json") == []
    os.chdir("posts")
    assert found(postcheck, "--baseline", "../known.json") == []


def test_baseline_knows_one_of_two(repository: Path, postcheck: Command) -> None:
    """A new post with an old fault's very words is new, also when it stands before the old one."""
    postcheck("baseline", "write", "known.json")
    Path("posts/aaa.txt").write_text("Weltklasse seit 1890.\n", "utf-8")
    assert found(postcheck, "--baseline", "known.json") == [("posts/aaa.txt", 1, "Weltklasse seit 1890.")]
    # Also when the old post is edited …
    Path("posts/alt.txt").write_text(OLD.replace("1890.", "1890.\nWirklich."), "utf-8")
    assert found(postcheck, "--baseline", "known.json") == [("posts/aaa.txt", 1, "Weltklasse seit 1890.")]
    # … or is not looked at, because it has not changed.
    Path("posts/alt.txt").write_text(OLD, "utf-8")
    Path("posts/aaa.txt").write_text("Weltklasse seit 1890.\nUnd mehr.\n", "utf-8")
    expected = [("posts/aaa.txt", 1, "Weltklasse seit 1890.")]
    assert found(postcheck, "--baseline", "known.json", "--changed-since", "main") == expected


def test_update_and_prune(repository: Path, postcheck: Command) -> None:
    """prune only takes out what is gone, update adds what is new, too; other files' entries stay."""
    postcheck("baseline", "write", "known.json")
    Path("posts/alt.txt").write_text(OLD.replace("Standart", "Standard") + "---\nWeltklasse mehr\n", "utf-8")
    told = postcheck("check", "--baseline", "known.json").err
    assert "postcheck: 1 Einträge der Baseline gibt es nicht mehr: postcheck baseline prune\n" in told
    assert postcheck("baseline", "prune", "known.json", "posts/plan.jsonl").out.endswith("(0 added, 0 removed)\n")
    assert postcheck("baseline", "prune", "known.json").out == "known.json: 4 findings (0 added, 1 removed)\n"
    assert postcheck("check", "--baseline", "known.json").status == 1
    done = postcheck("baseline", "update", "known.json", "posts/alt.txt")
    assert done.out == "known.json: 5 findings (1 added, 0 removed)\n"
    assert postcheck("check", "--baseline", "known.json").status == 0
    # Written again, the same findings give the same file.
    before = Path("known.json").read_bytes()
    postcheck("baseline", "update", "known.json")
    assert Path("known.json").read_bytes() == before


def test_baseline_refuses(repository: Path, postcheck: Command) -> None:
    """No baseline, another file, a baseline that would be overwritten, posts that could not be checked."""
    done = postcheck("check", "--baseline", "nichts.json")
    assert (done.status, "there is no such baseline" in done.err) == (2, True)
    for text in ("[]", "{", '{"postcheck-baseline": 9}', '{"postcheck-baseline": 1, "findings": [{}]}'):
        Path("falsch.json").write_text(text, "utf-8")
        assert postcheck("check", "--baseline", "falsch.json").status == 2
    assert postcheck("baseline", "write", "falsch.json").status == 2
    Path("posts/kaputt.jsonl").write_text("{\n", "utf-8")
    assert postcheck("baseline", "write", "neu.json").status == 2
    assert not Path("neu.json").exists()


def test_changed_since(repository: Path, postcheck: Command) -> None:
    """Only posts that differ: not those that moved, nor those beside a changed one, nor those of a renamed file."""
    assert found(postcheck, "--changed-since", "main") == []
    Path("posts/alt.txt").write_text("Weltklasse vorn.\n---\n" + OLD.replace("hoch", "sehr hoch"), "utf-8")
    git("mv", "posts/plan.jsonl", "posts/woche.jsonl")
    git("commit", "-qam", "new")
    Path("posts/neu.md").write_text("Standart\n", "utf-8")
    expected = [
        ("posts/alt.txt", 1, "Weltklasse vorn."),
        ("posts/alt.txt", 5, "Standart"),
        ("posts/neu.md", 1, "Standart"),
    ]
    assert found(postcheck, "--changed-since", "main") == expected
    os.chdir("posts")
    assert [item[1:] for item in found(postcheck, "--changed-since", "main")] == [item[1:] for item in expected]


def test_changed_since_the_common_commit(repository: Path, postcheck: Command) -> None:
    """REV... means where the branches parted: what has come to main since is not this pull request's."""
    Path("posts/neu.txt").write_text("Weltklasse neu\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "new")
    git("checkout", "-q", "main")
    Path("posts/alt.txt").write_text(OLD.replace("Weltklasse", "Gut"), "utf-8")
    git("commit", "-qam", "better")
    git("checkout", "-q", "neu")
    assert found(postcheck, "--changed-since", "main...") == [("posts/neu.txt", 1, "Weltklasse neu")]
    assert ("posts/alt.txt", 1, "Weltklasse seit 1890.") in found(postcheck, "--changed-since", "main")


def test_copies_and_requests_are_changes(repository: Path, postcheck: Command) -> None:
    """A copy of an old post is new; so is a post from which a request to ignore something is gone."""
    Path("posts/kopie.txt").write_text(OLD.split("---\n", maxsplit=1)[0], "utf-8")
    assert found(postcheck, "--changed-since", "main") == [("posts/kopie.txt", 1, "Weltklasse seit 1890.")]
    os.unlink("posts/kopie.txt")
    Path("posts/a.md").write_text("<!-- postcheck: ignore probe -->\nStandart\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "ignored")
    Path("posts/a.md").write_text("Standart\n", "utf-8")
    assert found(postcheck, "--changed-since", "HEAD") == [("posts/a.md", 1, "Standart")]


@pytest.mark.parametrize("name", ["nirgends", "--output=x", "HEAD~99", ""])
def test_no_such_revision(repository: Path, postcheck: Command, name: str) -> None:
    """An unknown revision is an error, whatever it looks like; an empty one means none."""
    done = postcheck("check", f"--changed-since={name}")
    assert done.status == (2 if name else 1)
    assert not Path("x").exists()
    if name:
        assert done.err == (
            f"postcheck: git knows no revision '{name}' [E100] (in CI, check out the whole history (fetch-depth: 0))\n"
        )


def test_outside_of_git(project: Path, postcheck: Command) -> None:
    """Without a repository, --changed-since says so."""
    done = postcheck("check", "--changed-since", "main")
    assert (done.status, "not a git repository" in done.err) == (2, True)


def test_standard_input_is_always_checked(
    repository: Path, postcheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor's text is not what is on the disk."""
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Weltklasse!\n")))
    arguments = ["--changed-since", "main", "-", "--stdin-filename", "posts/alt.txt"]
    assert found(postcheck, *arguments) == [("posts/alt.txt", 1, "Weltklasse!")]


def test_each_format_on_the_pull_request(repository: Path, postcheck: Command, tmp_path: Path) -> None:
    """With baseline and revision, every format tells of the new faults and of none of the old."""
    from postcheck.output import FORMATS

    postcheck("baseline", "write", "known.json")
    Path("posts/alt.txt").write_text(OLD + "---\nWeltklasse neu.\n", "utf-8")
    options = [f"--format={name}={tmp_path / name}" for name in FORMATS]
    assert postcheck("check", "--baseline", "known.json", "--changed-since", "main", *options).status == 1
    for name in FORMATS:
        text = (tmp_path / name).read_text("utf-8")
        assert ("Weltklasse neu." in text, "1890" in text, "Gallerie" in text) == (True, False, False), name
