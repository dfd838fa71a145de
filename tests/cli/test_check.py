"""What `postcheck check` reads and shows, by the real command."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import COMMAND, CONFIG, ROOT, Run, environment

FAMILY = "Ein 👩‍👩‍👧‍👦-Wunder! #WunderBar\n"


def test_columns_behind_joined_emoji(project: Path, postcheck: Run) -> None:
    """Columns count code points of the file, spans those of the text; the text is what stands there."""
    done = postcheck("check", "--format", "json", "-", stdin=f"\n {FAMILY}")
    (post,) = json.loads(done.stdout)["posts"]
    assert (post["id"], post["path"], post["line"]) == ("<stdin>#1", "<stdin>", 2)
    first, second = post["findings"]
    text = FAMILY.strip()
    for finding, found in ((first, "Wunder"), (second, "WunderBar")):
        start = text.index(found) if found == "Wunder" else text.rindex(found)
        assert finding["text"] == found
        assert finding["span"] == {"start": start, "end": start + len(found)}
        assert finding["location"] == {
            "line": 2,
            "column": start + 2,
            "end_line": 2,
            "end_column": start + 2 + len(found),
        }


def test_json_fits_its_schema(project: Path, postcheck: Run) -> None:
    """The JSON is what its schema, which the command prints, says."""
    (project / "a.jsonl").write_text(
        '{"id": "x", "platform": "xing", "text": "Ein Wunder"}\n{"text": 5}\n{"text": "Nichts"}\n', encoding="utf-8"
    )
    schema = json.loads(postcheck("schema", "report").stdout)
    Draft202012Validator.check_schema(schema)
    report = json.loads(postcheck("check", "--format", "json", "a.jsonl").stdout)
    Draft202012Validator(schema).validate(report)
    assert [(post["id"], post["line"], len(post["findings"]), len(post["failures"])) for post in report["posts"]] == [
        ("x", 1, 1, 0),
        ("a.jsonl:2", 2, 0, 1),
        ("a.jsonl#3", 3, 0, 0),
    ]
    assert report["summary"] == {
        "posts": 2,
        "posts_with_findings": 1,
        "findings": {"error": 0, "warning": 1, "info": 0},
        "rules": {"own/wonder": 1},
        "hidden": 0,
        **{key: value for key, value in report["summary"].items() if key == "known"},
        "failures": 1,
    }
    assert report["grammar"] == {"engine": "off", "version": ""}


def test_schema_of_the_repository_is_the_one_that_is_printed(postcheck: Run) -> None:
    """`postcheck schema report` prints docs/schema/report-1.json."""
    printed = postcheck("schema", "report").stdout
    assert printed == (ROOT / "docs/schema/report-1.json").read_text(encoding="utf-8")


def test_name_of_standard_input(project: Path, postcheck: Run) -> None:
    """--stdin-filename decides how standard input is read, and what it is called."""
    done = postcheck(
        "check",
        "--format",
        "concise",
        "--stdin-filename",
        "x.md",
        "-",
        stdin="# A\nWunder\n# B\n\nNichts Wunderbares\n",
    )
    assert done.stdout == (
        "x.md:2:1: warning own/wonder „Wunder“ ist ein Wunder.\n"
        "x.md:5:8: warning own/wonder „Wunderbares“ ist ein Wunder.\n"
    )


def test_english(project: Path, postcheck: Run) -> None:
    """--lang en: messages, words and the summary are English."""
    done = postcheck("check", "--lang", "en", "-", stdin="Ein Wunder")
    assert done.stdout == (
        "<stdin>:1:5: warning: “Wunder” is a wonder. [own/wonder]\n"
        "    Ein Wunder\n"
        "        ^^^^^^\n"
        "    better: Say it plainly.\n"
        "\n"
        "1 post checked: 1 warning.\n"
    )


def test_quiet(project: Path, postcheck: Run) -> None:
    """--quiet leaves findings only."""
    done = postcheck("check", "-q", "-", stdin="Nichts")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "geprüft" not in postcheck("check", "-q", "-", stdin="Wunder").stdout


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1"}, False),
    ],
)
def test_colours(project: Path, postcheck: Run, variables: dict[str, str], coloured: bool) -> None:
    """No colours off a terminal; FORCE_COLOR wants them, NO_COLOR wins; JSON never has any."""
    assert ("\x1b[" in postcheck("check", "-", stdin="Wunder", **variables).stdout) is coloured
    assert "\x1b" not in postcheck("check", "--format", "json", "-", stdin="Wunder", **variables).stdout


def test_nothing_to_read(project: Path, postcheck: Run) -> None:
    """A folder without posts is said: somebody may have mistyped it."""
    (project / "empty").mkdir()
    done = postcheck("check", "empty")
    assert (done.returncode, done.stderr) == (
        0,
        "postcheck: no files with posts (.txt, .md, .markdown, .jsonl, .ndjson) in empty\n",
    )


def test_same_output_every_time(project: Path, postcheck: Run) -> None:
    """The same input gives the same output, byte by byte, whatever the hash seed and the number of processes."""
    (project / "a.txt").write_text("\n---\n".join(f"Ein Wunder {n} für uns" for n in range(150)), encoding="utf-8")
    once = postcheck("check", "--no-cache", "--format", "json", "a.txt", PYTHONHASHSEED="1").stdout
    twice = postcheck("check", "--no-cache", "--format", "json", "-j", "2", "a.txt", PYTHONHASHSEED="2").stdout
    assert once == twice
    assert json.loads(once)["summary"]["posts"] == 150


def test_select_and_ignore(project: Path, postcheck: Run) -> None:
    """Rules, areas and patterns select and leave out; several by commas or several times."""
    (project / "postcheck.yaml").write_text(CONFIG.replace("select: [own]\n", ""), encoding="utf-8")
    text = "Ein Wunder! [Firma] sucht Sie, meldet euch."
    for options in (
        ["--select", "own"],
        ["--select", "own/*"],
        ["--select", "own/wonder,broadcast", "--ignore", "broadcast"],
    ):
        found = json.loads(postcheck("check", "--format", "json", *options, "-", stdin=text).stdout)
        assert list(found["summary"]["rules"]) == ["own/wonder"]
    found = json.loads(postcheck("check", "--format", "json", "--ignore", "own", "-", stdin=text).stdout)
    assert "own/wonder" not in found["summary"]["rules"]


def test_broken_terminal_encoding(project: Path) -> None:
    """A terminal that lacks a letter shows an escape; nothing ends the run."""
    done = subprocess.run(
        [*COMMAND, "check", "-"],
        input="Wunder für 👩".encode(),
        capture_output=True,
        env=environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        check=False,
    )
    assert done.returncode == 1
    assert b"Wunder f\\xfcr" in done.stdout
