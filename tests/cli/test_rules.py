"""`rules`, `explain`, `test`, `schema`, `config`: what they say of rules and settings, by the real command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from postcheck.ruleset import builtin_folder
from tests.cli.conftest import CONFIG, ROOT, RULE, Run


def test_list(postcheck: Run) -> None:
    """All rules with severity and title; one's own are marked."""
    lines = postcheck("rules").stdout.splitlines()
    assert [line.split() for line in lines if "own/" in line] == [["own/wonder", "warning", "Wunder", "*"]]
    assert len(lines) == 1 + sum("signals" not in path.parts for path in builtin_folder().rglob("*.yaml"))


def test_list_for_programs(postcheck: Run) -> None:
    """The same as JSON, in the language that was asked for."""
    rows = json.loads(postcheck("rules", "--format", "json", "--lang", "en").stdout)
    assert [row for row in rows if row["id"] == "own/wonder"] == [
        {
            "id": "own/wonder",
            "area": "own",
            "severity": "warning",
            "title": "Wonder",
            "article": "",
            "builtin": False,
        }
    ]


def test_explain(project: Path, postcheck: Run) -> None:
    """Title, why, what to write instead, examples, what can be configured, the file."""
    assert postcheck("explain", "own/wonder").stdout == (
        "own/wonder (warning): Wunder\n\n"
        "Warum: Niemand glaubt an Wunder.\n\n"
        "Besser: Sagt es schlicht.\n\n"
        "Schlecht:\n  - Ein [[Haarwunder]] steht im Regal.\n\n"
        "Gut:\n  - Ein Kamm steht im Regal. Was steht bei euch?\n\n"
        "Einstellbar in der Konfiguration:\n"
        "  options:\n"
        "    own/wonder:\n"
        "      severity: warning  # error | warning | info | off\n"
        "      terms: []  # weitere Wörter\n"
        "      exceptions: []  # Fundstellen, die in Ordnung sind\n\n"
        "Art der Prüfung: regex\n"
        f"Datei: {project}/rules/own/wonder.yaml\n"
    )


def test_examples_hold(postcheck: Run) -> None:
    """`test` passes when all examples hold."""
    done = postcheck("test", "--select", "own")
    assert (done.returncode, done.stdout) == (0, "1 rules, 2 examples, 0 failures\n")


@pytest.mark.parametrize("marked", ["Ein H[[aarwunder]] steht", "Ein[[ Haarwunder]] steht", "Ein [[Haarwunde]]r steht"])
def test_moved_mark(project: Path, postcheck: Run, marked: str) -> None:
    """`test` fails when a marked span is moved by one character, and shows both."""
    file = project / "rules/own/wonder.yaml"
    file.write_text(RULE.replace("Ein [[Haarwunder]] steht", marked), encoding="utf-8")
    done = postcheck("test", "--select", "own")
    assert done.returncode == 1
    assert done.stdout == (
        f"{file}: own/wonder, bad example 1:\n"
        f"  expected: {marked} im Regal.\n"
        "  found:    Ein [[Haarwunder]] steht im Regal.\n\n"
        "1 rules, 2 examples, 1 failures\n"
    )


def test_good_example_that_is_found(project: Path, postcheck: Run) -> None:
    """`test` fails when any rule finds something in a good example."""
    file = project / "rules/own/wonder.yaml"
    file.write_text(RULE.replace("Ein Kamm steht", "Ein Wunder steht"), encoding="utf-8")
    done = postcheck("test", "--select", "own")
    assert done.returncode == 1
    assert "  found:    own/wonder: Ein [[Wunder]] steht im Regal." in done.stdout


def test_rules_of_a_folder(project: Path, postcheck: Run) -> None:
    """`test FOLDER` also runs the examples of rules that no configuration names."""
    (project / "more/own").mkdir(parents=True)
    (project / "more/own/comb.yaml").write_text(
        RULE.replace("[wW]under", "[kK]amm").replace("Haarwunder", "Kammstück"), encoding="utf-8"
    )
    done = postcheck("test", "more", "--select", "own/comb")
    assert done.returncode == 1
    assert "own/comb, good example 1:" in done.stdout


def test_schemas(postcheck: Run) -> None:
    """The schemas take the shipped files, the configuration of this folder, and refuse typos."""
    rule = Draft202012Validator(json.loads(postcheck("schema", "rule").stdout))
    signals = Draft202012Validator(json.loads(postcheck("schema", "signals").stdout))
    config = Draft202012Validator(json.loads(postcheck("schema", "config").stdout))
    for path in sorted(builtin_folder().rglob("*.yaml")):
        validator = signals if "signals" in path.parts else rule
        assert [
            f"{path}: {error.message}" for error in validator.iter_errors(yaml.safe_load(path.read_text("utf-8")))
        ] == []
    assert config.is_valid(yaml.safe_load(CONFIG))
    assert not config.is_valid({"fail_on": "error"})
    assert not rule.is_valid({**yaml.safe_load(RULE), "severty": "info"})


def test_config(project: Path, postcheck: Run) -> None:
    """`config` shows every setting, and where it comes from."""
    (project / "postcheck.yaml").write_text(f"{CONFIG}fail-on: error\n", encoding="utf-8")
    lines = postcheck("config").stdout.splitlines()
    assert lines[0] == f"# configuration file: {project}/postcheck.yaml"
    assert f"# rules: {project}/rules" in lines
    assert 'fail-on: "error"  # postcheck.yaml:4:10' in lines
    assert 'select: ["own"]  # postcheck.yaml:2:9' in lines
    assert '  mode: "off"  # postcheck.yaml:3:17' in lines
    assert 'lang: "de"  # default' in lines


def test_config_for_a_path(project: Path, postcheck: Run) -> None:
    """`config PATH` shows what holds for the posts of that file."""
    (project / "postcheck.yaml").write_text(
        f"{CONFIG}per-path: [{{paths: [xing/], platform: xing, ignore: [own]}}]\n", encoding="utf-8"
    )
    lines = postcheck("config", "xing/a.txt").stdout.splitlines()
    assert lines[:3] == ["# for xing/a.txt", 'platform: "xing"', 'select: ["own"]']
    assert 'suppressions: [{"pattern": "own", "line": 0, "by": "configuration"}]' in lines
    assert "suppressions: []" in postcheck("config", "a.txt").stdout.splitlines()


def test_rule_of_contributing(project: Path, postcheck: Run) -> None:
    """The rule of CONTRIBUTING.md is one file, and rules, explain, test and check know it at once."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"`rules/(\S+\.yaml)`.*?```yaml\n(.*?)```", guide, re.DOTALL)
    assert block is not None
    name = block[1].removesuffix(".yaml")
    file = project / "rules" / block[1]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(line.removeprefix("   ") for line in block[2].splitlines(keepends=True)), encoding="utf-8")
    (project / "postcheck.yaml").write_text(CONFIG.replace("select: [own]\n", ""), encoding="utf-8")

    assert f"{name} " in postcheck("rules").stdout
    assert "Erhobener Zeigefinger" in postcheck("explain", name).stdout
    done = postcheck("test", "--select", name)
    assert (done.returncode, done.stdout) == (0, "1 rules, 8 examples, 0 failures\n")
    found = postcheck("check", "--select", name, "--format", "concise", "-", stdin="Merk dir das.\n")
    assert found.stdout == f"<stdin>:1:1: warning {name} „Merk dir“ belehrt.\n"
