"""Which files of a folder hold posts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from postcheck.errors import InputError
from postcheck.reader import find


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work tree of git with a few files; the working directory."""
    for name in (
        "a.txt",
        "b.md",
        "c.jsonl",
        "d.py",
        "README",
        ".hidden/x.txt",
        "posts/märz.txt",
        "posts/drafts/one.md",
        "posts/drafts/keep.md",
        "build/out.txt",
        "posts/OLD.TXT",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folder(tree: Path) -> None:
    """A folder gives its text, Markdown and JSON Lines files in a stable order; hidden ones are left out."""
    assert list(find(["."])) == [
        "a.txt",
        "b.md",
        "build/out.txt",
        "c.jsonl",
        "posts/OLD.TXT",
        "posts/drafts/keep.md",
        "posts/drafts/one.md",
        "posts/märz.txt",
    ]


def test_gitignore(tree: Path) -> None:
    """What git ignores is no draft; deeper files take back what higher ones say; folders above count."""
    (tree / ".gitignore").write_text("/build/\nposts/drafts/*\n", encoding="utf-8")
    (tree / "posts/drafts/.gitignore").write_text("!keep.md\n", encoding="utf-8")
    assert list(find(["posts"])) == ["posts/OLD.TXT", "posts/drafts/keep.md", "posts/märz.txt"]
    assert list(find(["build"])) == []


def test_exclude(tree: Path) -> None:
    """Patterns of the configuration leave files out, relative to its folder."""
    assert list(find(["posts"], ["/posts/drafts/", "*.TXT"], tree)) == ["posts/märz.txt"]


def test_named_file(tree: Path) -> None:
    """A file that is named is read, whatever its ending and whatever is ignored; twice is once."""
    (tree / ".gitignore").write_text("*\n", encoding="utf-8")
    assert list(find(["d.py", "./a.txt", "a.txt", "-", "-"], ["a.txt"])) == ["d.py", "./a.txt", "-"]


def test_missing(tree: Path) -> None:
    """A path that is not there is an error with the nearest name."""
    with pytest.raises(InputError) as caught:
        list(find(["posts/merz.txt"]))
    assert str(caught.value) == ("posts/merz.txt: there is no such file or folder [E400] (did you mean 'märz.txt'?)")


def test_link_that_leads_back(tree: Path) -> None:
    """A link to a folder above ends nowhere, and does not go round for ever."""
    (tree / "posts/loop").symlink_to(tree, target_is_directory=True)
    found = list(find(["posts"]))
    assert found.count("posts/märz.txt") == 1
    assert len(found) == len({os.path.realpath(path) for path in found})
