"""The exit status of the design, each by the real command: 0 fine, 1 findings, 2 something could not be checked."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, CONFIG, RULE, Run, environment

BAD = "Unser Haarwunder ist da.\n"


def test_nothing_found(project: Path, postcheck: Run) -> None:
    """0 when nothing is found."""
    (project / "a.txt").write_text("Guten Morgen.\n", encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 Beitrag geprüft: ohne Befund.\n", "")


def test_findings(project: Path, postcheck: Run) -> None:
    """1 when something is found at or above the fail level; the finding says where, what, and what to write."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "a.txt:1:7: Warnung: „Haarwunder“ ist ein Wunder. [own/wonder]\n"
        "    Unser Haarwunder ist da.\n"
        "          ^^^^^^^^^^\n"
        "    besser: Sagt es schlicht.\n"
        "\n"
        "1 Beitrag geprüft: 1 Warnung.\n"
    )


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--fail-on", "info"], 1),
        (["--fail-on", "warning"], 1),
    ],
)
def test_fail_level(project: Path, postcheck: Run, options: list[str], status: int) -> None:
    """The fail level decides between 0 and 1; the findings are shown all the same."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    done = postcheck("check", *options, "a.txt")
    assert done.returncode == status
    assert "[own/wonder]" in done.stdout


def test_missing_file(project: Path, postcheck: Run) -> None:
    """2 for a file that is not there, with the nearest name; the other files are checked."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    done = postcheck("check", "b.txt", "a.txt")
    assert done.returncode == 2
    assert done.stdout.startswith(
        "nicht geprüft: b.txt: there is no such file or folder [E400] (did you mean 'a.txt'?)\n\na.txt:1:7: Warnung"
    )
    assert done.stdout.endswith("1 Beitrag geprüft: 1 Warnung, 1 nicht geprüft.\n")


def test_unreadable_file(project: Path, postcheck: Run) -> None:
    """2 for a file in another encoding, naming the file and the byte; the other files are checked."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    (project / "b.txt").write_bytes("Grüße".encode("latin-1"))
    done = postcheck("check", "--format", "concise", "a.txt", "b.txt")
    assert done.returncode == 2
    assert done.stdout == (
        "a.txt:1:7: warning own/wonder „Haarwunder“ ist ein Wunder.\n"
        "b.txt: not UTF-8: byte 0xfc at offset 2 [E400] (save the file as UTF-8)\n"
    )


def test_file_that_cannot_be_read(project: Path, postcheck: Run) -> None:
    """2 for a file that the system refuses to read, with its reason."""
    done = postcheck("check", "--format", "concise", "/proc/self/mem")
    assert (done.returncode, done.stdout) == (2, "/proc/self/mem: Input/output error [E400]\n")


def test_broken_line(project: Path, postcheck: Run) -> None:
    """2 for a broken line in the middle; no post around it is lost."""
    (project / "a.jsonl").write_text('{"text": "Wunder"}\n{"text": \n{"text": "Wunder"}\n', encoding="utf-8")
    done = postcheck("check", "--format", "concise", "a.jsonl")
    assert done.returncode == 2
    assert done.stdout == (
        "a.jsonl:1:11: warning own/wonder „Wunder“ ist ein Wunder.\n"
        "a.jsonl:2:10: not JSON: Expecting value [E400]\n"
        "a.jsonl:3:11: warning own/wonder „Wunder“ ist ein Wunder.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "No such command 'chekc'. (did you mean 'check'?)"),
        (["check", "--selcet", "own"], "--select'"),
        (["check", "--fail-on", "warn"], "(did you mean 'warning'?)"),
        (["check", "--format", "jsn"], "no format is called 'jsn' [E100] (did you mean 'json'?)"),
        (["check", "--select", "own/wunder"], "no rule is called 'own/wunder' [E100] (did you mean 'own/wonder'?)"),
        (["check", "--platform", "linkdin"], "no platform is called 'linkdin' [E100] (did you mean 'linkedin'?)"),
        (["check", "--config", "no.yaml"], "File 'no.yaml' does not exist."),
        (["explain", "own/wander"], "no rule is called 'own/wander' [E100] (did you mean 'own/wonder'?)"),
    ],
)
def test_bad_option(project: Path, postcheck: Run, arguments: list[str], message: str) -> None:
    """2 for what the command line does not know, with the nearest name; nothing on standard output."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    done = postcheck(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fail_on: error", "postcheck.yaml:4:1: unknown key 'fail_on' [E200] (did you mean 'fail-on'?)"),
        ("fail-on: never again", "postcheck.yaml:4:10: 'fail-on' must be one of error, warning, info, never [E200] (did you mean 'never'?)"),
        ("ignore: [own/wander]", "postcheck.yaml:4:10: no rule is called 'own/wander' [E200] (did you mean 'own/wonder'?)"),
        ("options: {own/wonder: {limt: 3}}", "postcheck.yaml:4:24: unknown key 'limt' in 'options.own/wonder' [E200] (did you mean 'limit'?)"),
        ("options: {own/wander: {severity: info}}", "postcheck.yaml:4:23: no rule is called 'own/wander' [E200] (did you mean 'own/wonder'?)"),
        ("platform: linkdin", "postcheck.yaml:4:11: no platform is called 'linkdin' [E200] (did you mean 'linkedin'?)"),
    ],
)  # fmt: skip
def test_bad_configuration(project: Path, postcheck: Run, line: str, message: str) -> None:
    """2 for a configuration that does not fit, with its place and the nearest name."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    (project / "postcheck.yaml").write_text(f"{CONFIG}{line}\n", encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"postcheck: {message}\n")


def test_bad_rule_file(project: Path, postcheck: Run) -> None:
    """2 for a broken rule file, with its place and the nearest key."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    (project / "rules/own/wonder.yaml").write_text(RULE.replace("better:", "beter:"), encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "rules/own/wonder.yaml:5:1: unknown key 'beter' [E300] (did you mean 'better'?)" in done.stderr


def test_missing_pipeline(project: Path, postcheck: Run) -> None:
    """2 when the pipeline is not there, with a way out."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    (project / "postcheck.yaml").write_text(f"{CONFIG}pipeline: de_not_there\n", encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "postcheck: the spaCy pipeline 'de_not_there' is not there [E500] "
        "(python -m spacy download de_not_there, or pipeline: builtin)\n"
    )


def test_rule_that_needs_a_parser(project: Path, postcheck: Run) -> None:
    """2 for a rule that the pipeline cannot serve: it would be silent for ever."""
    (project / "a.txt").write_text(BAD, encoding="utf-8")
    dependency = "dependency: {patterns: [[{RIGHT_ID: verb, RIGHT_ATTRS: {POS: VERB}}]]}"
    text = RULE.replace("regex: {patterns: ['\\pL*[wW]under\\pL*']}", dependency)
    assert dependency in text
    (project / "rules/own/wonder.yaml").write_text(text, encoding="utf-8")
    done = postcheck("check", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "postcheck: the spaCy pipeline 'builtin' has no parser for own/wonder [E500] "
        "(pipeline: de_core_news_md, or ignore: [own/wonder])\n",
    )


def test_closed_pipe(project: Path) -> None:
    """A closed pipe ends the run quietly, with what shells expect."""
    (project / "a.txt").write_text("---\n".join([BAD] * 3000), encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "check", "a.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b"a.txt:1:7:")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=120) == 141


def test_interrupted(project: Path) -> None:
    """Ctrl-C ends the run with a word and 130; a file that was to be written is not left half."""
    os.mkfifo(project / "pipe.txt")
    process = subprocess.Popen(
        [*COMMAND, "check", "pipe.txt", "--format", "json=report.json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Where the tests run in the background, a shell has told all of them to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with open(project / "pipe.txt", "w", encoding="utf-8") as pipe:  # opens when the command reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        pipe.flush()
    assert (process.returncode, out, err.strip()) == (130, b"", b"postcheck: interrupted")
    assert sorted(path.name for path in project.iterdir()) == ["pipe.txt", "postcheck.yaml", "rules"]
