"""Findings that somebody asked to leave out, wherever the request stands, and requests that are of no use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.repo.conftest import Command


def posts(postcheck: Command, *arguments: str) -> list[Any]:
    """The posts of a report."""
    done = postcheck("check", "--format", "json", *arguments)
    found: list[Any] = json.loads(done.out)["posts"]
    return found


PLACES = {
    "front matter": ("a.md", "---\npostcheck: {ignore: [{rule: probe/typo, reason: Weil}]}\n---\nStandart.\n"),
    "comment": ("a.md", "<!-- postcheck: ignore probe/typo -- Weil -->\nStandart.\n"),
    "record": ("a.jsonl", '{"text": "Standart.", "ignore": [{"rule": "probe", "reason": "Weil"}]}\n'),
}


@pytest.mark.parametrize("place", PLACES)
def test_places(project: Path, postcheck: Command, place: str) -> None:
    """The finding is left out, says where the request stands and why, and the request is not in the post."""
    name, text = PLACES[place]
    Path(name).write_text(text, "utf-8")
    (post,) = posts(postcheck, name)
    assert [(item["by"], item["reason"], item["text"]) for item in post["suppressed"]] == [(place, "Weil", "Standart")]
    assert (post["findings"], post["unused_ignores"]) == ([], [])
    assert postcheck("check", name).status == 0


@pytest.mark.parametrize("place", PLACES)
def test_unused(project: Path, postcheck: Command, place: str) -> None:
    """A request that leaves out nothing is reported with its line; it does not fail the run."""
    name, text = PLACES[place]
    Path(name).write_text(text.replace("Standart", "Standard"), "utf-8")
    (post,) = posts(postcheck, name)
    assert [(item["by"], item["reason"]) for item in post["unused_ignores"]] == [(place, "Weil")]
    done = postcheck("check", name)
    assert (done.status, "wird hier ausgeschlossen" in done.out) == (0, True)


def test_used_by_one_post_of_the_file(project: Path, postcheck: Command) -> None:
    """The front matter of a file with many posts is of use when one of them needs it."""
    Path("a.md").write_text(
        "---\npostcheck: {ignore: [probe/typo, probe/vague]}\n---\n# A\nStandart\n# B\nGut\n# C\nGut\n", "utf-8"
    )
    found = posts(postcheck, "a.md")
    assert [[item["rule"] for item in post["unused_ignores"]] for post in found] == [[], [], ["probe/vague"]]


def test_not_judged_when_not_checked(project: Path, postcheck: Command) -> None:
    """A request for a rule that was not looked for is no useless one."""
    Path("a.md").write_text("<!-- postcheck: ignore probe/vague, languagetool/X -->\nGut\n", "utf-8")
    assert posts(postcheck, "a.md", "--select", "probe/typo")[0]["unused_ignores"] == []
    assert [item["rule"] for item in posts(postcheck, "a.md")[0]["unused_ignores"]] == ["probe/vague"]


def test_wrong_name(project: Path, postcheck: Command) -> None:
    """A request for a rule that does not exist is an error with the nearest name, cached or not."""
    Path("a.md").write_text("<!-- postcheck: ignore probe/tipo -->\nStandart\n", "utf-8")
    for _ in range(2):
        done = postcheck("check", "a.md", "--format", "concise")
        assert done.status == 2
        expected = "a.md#1: ignore: a.md:1: no rule is called 'probe/tipo' [E300] (did you mean 'probe/typo'?)\n"
        assert done.out.endswith(expected)


def test_published_requests_are_refused(project: Path, postcheck: Command) -> None:
    """A comment inside a text would be published with it."""
    Path("a.md").write_text("Standart\n\n<!-- postcheck: ignore probe -->\n\nund mehr\n", "utf-8")
    done = postcheck("check", "a.md")
    assert (done.status, "would be published with it" in done.out) == (2, True)


def test_by_path(project: Path, postcheck: Command) -> None:
    """What per-path ignores is left out with its reason; entries of no use are told when all files were checked."""
    archive = posts(postcheck, "posts/archiv.txt")[0]
    assert [(item["by"], item["reason"]) for item in archive["suppressed"]] == [("configuration", "so erschienen")]
    Path("posts/archiv.txt").write_text("Gut.\n", "utf-8")
    told = "postcheck: postcheck.yaml:6:14: per-path schließt „probe/typo“ aus, aber nichts davon wird gefunden\n"
    assert postcheck("check").err == told
    # Of a part of the files nobody can tell.
    assert postcheck("check", "posts/archiv.txt").err == ""
    assert postcheck("check", "--quiet").err == ""


def test_show_suppressed_and_statistics(project: Path, postcheck: Command) -> None:
    """--show-suppressed shows what was left out, --statistics counts what was not."""
    done = postcheck("check", "posts", "--format", "concise", "--show-suppressed", "--statistics")
    assert "posts/archiv.txt:1:10: warning probe/typo „Gallerie“ ist falsch geschrieben. (configuration)\n" in done.out
    assert done.err.endswith("     4  probe/boast\n     2  probe/typo\n     1  probe/vague\n")
    assert "configuration" not in postcheck("check", "posts", "--format", "concise").out


def test_exit_zero(project: Path, postcheck: Command) -> None:
    """--exit-zero makes findings no failure, but what could not be checked stays one."""
    assert postcheck("check", "posts/eins.md").status == 1
    assert postcheck("check", "posts/eins.md", "--exit-zero").status == 0
    assert postcheck("check", "posts/zwei.jsonl", "--exit-zero").status == 2
