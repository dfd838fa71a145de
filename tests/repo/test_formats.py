"""Every format on one repository: golden files, the formats' own schemas, and nothing in a post that acts."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from postcheck.output import FORMATS
from tests.repo.conftest import DATA, Command, Done

GOLDEN = DATA / "ci" / "golden"
UPDATE = "POSTCHECK_UPDATE_GOLDEN"
# Characters that act on a terminal, hide, or turn text around.
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def stable(text: str) -> str:
    """The text without the versions that change with every release."""
    text = re.sub(r'("version": )"[0-9.]+"(?=[},])', r'\1"PIPELINE"', text)
    text = re.sub(r'("postcheck": |"semanticVersion": )"[^"]+"', r'\1"POSTCHECK"', text)
    return re.sub(r"de_postcheck [0-9.]+", "de_postcheck PIPELINE", text)


def all_formats(postcheck: Command, folder: Path, *arguments: str) -> tuple[Done, dict[str, str]]:
    """One run that writes every format into a file, and the files."""
    folder.mkdir()
    options = [f"--format={name}={folder / name}" for name in FORMATS]
    done = postcheck("check", *options, *arguments)
    return done, {name: (folder / name).read_text("utf-8") for name in FORMATS}


def test_golden(project: Path, postcheck: Command, tmp_path: Path) -> None:
    """What each format writes about the repository, byte by byte."""
    done, written = all_formats(postcheck, tmp_path / "out", "--show-suppressed")
    assert done.status == 2
    for name, text in written.items():
        golden = GOLDEN / f"{name}.txt"
        if os.environ.get(UPDATE):
            golden.write_text(stable(text), "utf-8")
        assert stable(text) == golden.read_text("utf-8"), name


def sarif(text: str) -> Any:
    """A SARIF document that fits the schema of the standard."""
    log = json.loads(text)
    schema = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log["runs"][0]


def test_sarif_fits_its_schema(project: Path, postcheck: Command) -> None:
    """Valid SARIF: rules with help, fingerprints, fixes, suppressions with their reason, what was not checked."""
    run = sarif(postcheck("check", "--format", "sarif", "--show-suppressed").out)
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["probe/boast"]["help"]["text"] == "Wer prahlt, verliert Leser.\n\nNennt eine Zahl und ihre Quelle."
    assert [rules[result["ruleId"]] for result in run["results"]] == [
        run["tool"]["driver"]["rules"][result["ruleIndex"]] for result in run["results"]
    ]
    suppressed = [result["suppressions"] for result in run["results"] if result["suppressions"]]
    assert suppressed == [
        [{"kind": "external", "status": "accepted", "justification": "so erschienen"}],
        [{"kind": "inSource", "status": "accepted", "justification": "Zitat einer Kundin"}],
        [{"kind": "inSource", "status": "accepted", "justification": "Wortspiel"}],
    ]
    (fix,) = next(result["fixes"] for result in run["results"] if result["message"]["text"].startswith("„Standart“"))
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 10, "startColumn": 7, "endLine": 10, "endColumn": 15},
            "insertedContent": {"text": "Standard"},
        }
    ]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_without_suppressed(project: Path, postcheck: Command) -> None:
    """Without --show-suppressed, no result is there that a reader without suppressions would show as open."""
    run = sarif(postcheck("check", "posts/archiv.txt", "--format", "sarif").out)
    assert run["results"] == []


def test_sarif_of_nothing(project: Path, postcheck: Command) -> None:
    """A run without results is valid, too."""
    Path("posts/leer.txt").write_text("Alles gut.\n", "utf-8")
    assert sarif(postcheck("check", "posts/leer.txt", "--format", "sarif").out)["results"] == []


def test_json_lines_and_json_say_the_same(project: Path, postcheck: Command) -> None:
    """The objects of jsonl are those of json; json fits its schema."""
    whole = json.loads(postcheck("check", "--format", "json").out)
    schema = json.loads(postcheck("schema", "report").out)
    jsonschema.Draft202012Validator(schema).validate(whole)
    lines = [json.loads(line) for line in postcheck("check", "--format", "jsonl").out.splitlines()]
    kinds = [line.pop("type") for line in lines]
    assert kinds == ["run", *["post"] * len(whole["posts"]), "summary"]
    assert lines[1:-1] == whole["posts"]
    assert {**lines[0], "posts": lines[1:-1], "summary": lines[-1]} == whole


def test_rdjson_counts_bytes(project: Path, postcheck: Command) -> None:
    """Columns are bytes of UTF-8 in the line of the file, and suggestions are written as the file writes them."""
    found = json.loads(postcheck("check", "posts/zwei.jsonl", "--format", "rdjson").out)["diagnostics"]
    line = Path("posts/zwei.jsonl").read_bytes().splitlines()[0]
    texts = []
    for diagnostic in found[:3]:
        span = diagnostic["location"]["range"]
        texts.append(line[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode())
    assert texts == ["Gallerie", "irgendwie", "Weltklasse"]
    (suggestion,) = found[0]["suggestions"]
    start, end = (suggestion["range"][key]["column"] - 1 for key in ("start", "end"))
    fixed = line[:start] + suggestion["text"].encode() + line[end:]
    assert json.loads(fixed)["text"].startswith('Grüße aus der "Galerie" 🎈')


def test_junit_counts(project: Path, postcheck: Command) -> None:
    """The suites' counts are those of their cases."""
    root = ElementTree.fromstring(postcheck("check", "--format", "junit", "--show-suppressed").out)
    for suite in root:
        cases = suite.findall("testcase")
        counts = [len(cases), *(len(suite.findall(f"testcase/{kind}")) for kind in ("failure", "error", "skipped"))]
        assert counts == [int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")]


def test_gitlab_fingerprints_are_unique(project: Path, postcheck: Command) -> None:
    """GitLab drops entries with a fingerprint that it has seen: the same fault twice has two."""
    Path("posts/doppelt.txt").write_text(
        "Irgendwas mit Standart, Standart.\n---\nIrgendwas mit Standart, Standart.\n", "utf-8"
    )
    entries = json.loads(postcheck("check", "posts/doppelt.txt", "--format", "gitlab").out)
    assert len(entries) == 4
    assert len({entry["fingerprint"] for entry in entries}) == 4


def test_several_formats_in_one_run(project: Path, postcheck: Command) -> None:
    """Each format goes to its file, the one without a file to standard output or --output."""
    alone = {name: postcheck("check", "--format", name).out for name in ("sarif", "junit", "concise")}
    done = postcheck("check", "--format", "concise", "--format", "sarif=a.sarif", "--format", "junit=b.xml")
    written = {"sarif": Path("a.sarif").read_text("utf-8"), "junit": Path("b.xml").read_text("utf-8")}
    assert {**written, "concise": done.out} == alone
    done = postcheck("check", "--format", "concise", "--output", "c.txt", "--format", "junit=b.xml")
    assert (done.out, Path("c.txt").read_text("utf-8")) == ("", alone["concise"])


NAMES = ["::error::x.txt", "a\nb.txt", "]]>.txt", "<b>x.txt", "@alle,x:y%0A.txt", "\x1b[31m.txt", "=1+1.txt"]


@pytest.mark.parametrize("file", NAMES)
def test_hostile_names(project: Path, postcheck: Command, tmp_path: Path, file: str) -> None:
    """A file's name may hold anything, and does nothing: every line is still the format's own."""
    Path(file).write_text("Weltklasse ::error::x\n", "utf-8")
    done, written = all_formats(postcheck, tmp_path / "out", "--", f"./{file}", "posts/hostil.txt")
    assert done.status == 1
    for name, text in written.items():
        check_inert(name, text)


def test_hostile_posts(project: Path, postcheck: Command, tmp_path: Path) -> None:
    """No text of a post acts on a terminal, a CI server, or in a document."""
    done, written = all_formats(postcheck, tmp_path / "out", "--show-suppressed")
    assert not ACTIVE.search(done.err)
    for name, text in written.items():
        check_inert(name, text)


def check_inert(name: str, text: str) -> None:
    """Nothing that came from a post or a name is anything but text."""
    assert ACTIVE.search(text) is None
    assert re.search(r"##\w*\[", text) is None
    commands = [line for line in text.splitlines() if line.strip().startswith("::")]
    if name == "github":
        # One command a line, and no line that is none.
        assert commands == text.splitlines()
        assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in commands)
        assert all(" file=x" not in re.split(r"(?<=.)::", line)[0] for line in commands)
    else:
        assert commands == []
    if name in ("json", "sarif", "rdjson", "gitlab"):
        json.loads(text)
    if name == "jsonl":
        assert all(json.loads(line) for line in text.splitlines())
    if name == "junit":
        tags = {element.tag for element in ElementTree.fromstring(text).iter()}
        assert tags <= {
            "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped"
        }  # fmt: skip
    if name == "markdown":
        outside = re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", text)
        assert not re.search(r"<(?!!)\w|(?<!\w)@\w|(?<!&)(?<!\\)#\d|https?:|(?<!\\)\]\(", outside)


def test_markdown_fits_a_comment(project: Path, postcheck: Command) -> None:
    """A thousand findings are cut at an entry, and counted."""
    Path("posts/viel.txt").write_text("\n---\n".join(f"Weltklasse Nummer {n}" for n in range(1000)), "utf-8")
    out = postcheck("check", "posts/viel.txt", "--format", "markdown").out
    assert len(out) < 65_536
    shown = out.count("\n- ")
    assert 100 < shown < 1000
    assert f"Weitere Befunde: {1000 - shown}." in out
