"""The hook for pre-commit, the action for GitHub, and the completion for shells: run as far as they run offline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repo.conftest import Command

ROOT = Path(__file__).resolve().parents[2]


def loaded(name: str) -> Any:
    """A YAML file of this repository."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.fixture
def runner(project: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a GitHub runner in which postcheck is installed already."""
    bin_folder = tmp_path / "temp" / "postcheck" / "bin"
    bin_folder.mkdir(parents=True)
    script = bin_folder / "postcheck"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m postcheck "$@"\n', "utf-8")
    script.chmod(0o755)
    for name in ("output", "summary"):
        (tmp_path / name).write_text("", "utf-8")
    return {
        **os.environ,
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }


def value(expression: str, inputs: dict[str, str], temp: str) -> str:
    """What GitHub would put for ${{ … }} in the action's environment."""
    text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], expression)
    return text.replace("${{ runner.temp }}", temp)


def step(action: Any, name: str) -> Any:
    """A step of the action."""
    return next(item for item in action["runs"]["steps"] if item.get("name") == name)


def run_check(runner: dict[str, str], **given: str) -> subprocess.CompletedProcess[str]:
    """Run the step that checks, as the runner would: bash, with errors and pipes that fail."""
    action = loaded("action.yml")
    inputs = {name: item["default"] for name, item in action["inputs"].items()} | given
    found = step(action, "Check posts")
    environment = runner | {key: value(text, inputs, runner["RUNNER_TEMP"]) for key, text in found["env"].items()}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", found["run"]]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_action_checks(runner: dict[str, str], postcheck: Command, tmp_path: Path) -> None:
    """Annotations, SARIF, summary and exit status; inputs are paths and options, and are never run."""
    done = run_check(runner, paths="posts/eins.md\nposts/$(touch pwned)\n", args="--select=probe\n", grammar="off")
    assert (done.returncode, Path("pwned").exists()) == (0, False)
    assert done.stdout.splitlines()[-1].startswith("::error file=posts/$(touch pwned),line=1,")
    assert "::warning file=posts/eins.md,line=10," in done.stdout
    sarif = f"{runner['RUNNER_TEMP']}/postcheck.sarif"
    assert (tmp_path / "output").read_text("utf-8") == f"sarif-file={sarif}\nexit-status=2\n"
    assert '"probe/typo"' in Path(sarif).read_text("utf-8")
    assert (tmp_path / "summary").read_text("utf-8").startswith("### postcheck: ")


def test_action_passes_findings_on(runner: dict[str, str], tmp_path: Path) -> None:
    """The last step ends with the exit status of the check; without a check, nothing is passed on as fine."""
    run_check(runner, paths="posts/eins.md", grammar="off", annotations="false", summary="false")
    assert (tmp_path / "output").read_text("utf-8").endswith("exit-status=1\n")
    assert (tmp_path / "summary").read_text("utf-8") == ""
    last = step(loaded("action.yml"), "Result")
    for status in ("0", "1", "2"):
        done = subprocess.run(["bash", "-c", last["run"]], env={**os.environ, "STATUS": status}, check=False)
        assert done.returncode == int(status)


def test_action_puts_no_input_into_scripts() -> None:
    """Expressions stand in `env`, where they are text, never in a script, where they would be code."""
    for item in loaded("action.yml")["runs"]["steps"]:
        assert "${{" not in item.get("run", "")
        assert ("run" in item) == ("shell" in item)


def test_action_keeps_results_whatever_is_found() -> None:
    """They are kept between the check, which never fails, and the step that fails when something was found."""
    steps = loaded("action.yml")["runs"]["steps"]
    names = [item.get("name") for item in steps]
    assert (
        names.index("Check posts") < names.index("Keep results") < names.index("Upload SARIF") < names.index("Result")
    )
    kept, known = step(loaded("action.yml"), "Keep results"), step(loaded("action.yml"), "Results of earlier runs")
    assert kept["with"]["path"] == known["with"]["path"]
    assert step(loaded("action.yml"), "Check posts")["env"]["POSTCHECK_CACHE_DIR"] == kept["with"]["path"]
    # Only of a job that did well would actions/cache itself keep anything.
    assert "actions/cache" not in {item.get("uses", "").split("@")[0] for item in steps}


def test_hook_runs(project: Path, postcheck: Command) -> None:
    """The hook's entry takes the files that its pattern lets through, and these are all that postcheck reads."""
    from postcheck.reader import SUFFIXES

    (hook,) = loaded(".pre-commit-hooks.yaml")
    program, *arguments = hook["entry"].split()
    assert program == "postcheck"
    files = sorted(str(path) for path in Path("posts").iterdir() if re.search(hook["files"], path.name))
    assert len(files) == 4
    assert postcheck(*arguments, *files).status == 2
    assert all(re.search(hook["files"], f"x{suffix}") for suffix in SUFFIXES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(postcheck: Command, shell: str, tmp_path: Path) -> None:
    """A script for each shell; the shells that are here find no fault with it."""
    done = postcheck("completion", shell)
    assert (done.status, "_POSTCHECK_COMPLETE" in done.out, done.err) == (0, True, "")
    (tmp_path / "script").write_text(done.out, "utf-8")
    if found := shutil.which(shell):
        subprocess.run([found, "-n", str(tmp_path / "script")], check=True)


COMPLETIONS = {
    "postcheck ": [
        "check",
        "rules",
        "explain",
        "test",
        "grammar",
        "baseline",
        "cache",
        "config",
        "schema",
        "completion",
    ],
    "postcheck ba": ["baseline"],
    "postcheck check --sel": ["--select"],
    "postcheck check --select prob": ["probe/"],
    "postcheck check --select probe/": ["probe/boast", "probe/typo", "probe/vague"],
    "postcheck check --ignore tone,probe/t": ["tone,probe/typo"],
    "postcheck explain probe/v": ["probe/vague"],
    "postcheck check --platform mas": ["mastodon"],
    "postcheck check --format jun": ["junit"],
    "postcheck check p": ["p"],
    "postcheck check --fail-on n": ["never"],
    "postcheck cache c": ["clear"],
    "postcheck check --jobs ": ["auto"],
}


@pytest.mark.parametrize("line", COMPLETIONS)
def test_completions(project: Path, line: str) -> None:
    """What is offered for what has been typed so far, without importing what checks."""
    words = line.split(" ")
    environment = {
        **os.environ,
        "_POSTCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "postcheck"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    offered = [row.split(",", 1)[1] for row in done.stdout.splitlines()]
    assert [name for name in COMPLETIONS[line] if name not in offered] == []
    assert line == "postcheck " or offered == COMPLETIONS[line]
    assert not re.search(r"\| +(?:spacy|thinc)$", done.stderr, re.MULTILINE)


# What a shell makes of a line with TAB at its end: the words that it may become.
IN_SHELLS = {
    "postcheck check --sel": ["--select"],
    "postcheck check --select prob": ["probe/"],
    "postcheck check --select probe/": ["probe/boast", "probe/typo", "probe/vague"],
    "postcheck check --ignore tone,probe/t": ["tone,probe/typo"],
    "postcheck check --format=jun": ["--format=junit"],
    "postcheck check --format sarif=posts/e": ["sarif=posts/eins.md"],
    "postcheck check posts/e": ["posts/eins.md"],
    "postcheck cache c": ["clear"],
}
# How to ask a shell without a terminal. Fish answers itself; for the others, what the script calls is put in its place.
ASK = {
    "bash": """
        compopt() { case $2 in default) compgen -f -- "${COMP_WORDS[COMP_CWORD]}";; esac; }
        source "$SCRIPT"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _postcheck_completion postcheck
        printf '%s\\n' "${COMPREPLY[@]}"
    """,
    "zsh": """
        compdef() { }
        compset() { before=${words[CURRENT]%=*}= }
        compadd() { print -l -- $before${^${(P)@[-1]}} }
        _describe() { print -l -- ${${(P)@[-1]}%%:*} }
        _path_files() { print -l -- $before${^$(print -l ${words[CURRENT]#$before}*)} }
        source "$SCRIPT"
        words=("$@") CURRENT=$#
        _postcheck_completion
    """,
    "fish": """
        source $SCRIPT
        complete -C "$argv"
    """,
}
NO_SETTINGS = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}


def words(shell: str, line: str) -> list[str]:
    """The arguments for ASK: bash divides words at "=", too, and fish wants the line as it is."""
    if shell == "fish":
        return [line]
    found = [part for word in line.split(" ") for part in (re.findall("=|[^=]+", word) if shell == "bash" else [word])]
    return [shell, *found]


@pytest.mark.parametrize("shell", [shell for shell in ASK if shutil.which(shell)])
@pytest.mark.parametrize("line", IN_SHELLS)
def test_completions_in_a_shell(project: Path, postcheck: Command, tmp_path: Path, shell: str, line: str) -> None:
    """The shells that are here (bash is everywhere) make of the answers what can stand in the line."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "postcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m postcheck "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / "script").write_text(postcheck("completion", shell).out, "utf-8")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "SCRIPT": str(tmp_path / "script"),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [shell, *NO_SETTINGS[shell], ASK[shell], *words(shell, line)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    # Bash puts what it is told behind the last "=".
    kept = re.findall(r"\S*=|", line.rsplit(" ", maxsplit=1)[-1])[0] if shell == "bash" else ""
    assert [kept + row.split("\t")[0] for row in done.stdout.splitlines() if row] == IN_SHELLS[line]
