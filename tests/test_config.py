"""The configuration: found upwards, read, merged with the command line, and by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from postcheck.config import find, load
from postcheck.errors import ConfigError, PostcheckError, UsageError
from postcheck.ruleset import builtin_folder


def write(path: Path, text: str) -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def error(folder: Path, overrides: dict[str, object] | None = None) -> str:
    """The message for a configuration that does not fit."""
    with pytest.raises(PostcheckError) as caught:
        load(None, folder, overrides or {}, builtin_folder())
    return str(caught.value)


def test_found_upwards(tmp_path: Path) -> None:
    """The nearest file counts; a pyproject.toml only with a table of ours; postcheck.yaml before it."""
    top = write(tmp_path / "postcheck.yaml", "lang: en\n")
    write(tmp_path / "a/pyproject.toml", "[tool.other]\nx = 1\n")
    deep = tmp_path / "a/b/c"
    deep.mkdir(parents=True)
    assert find(deep) == top
    near = write(tmp_path / "a/b/pyproject.toml", '[tool.postcheck]\nlang = "de"\n')
    assert find(deep) == near
    nearer = write(tmp_path / "a/b/postcheck.yml", "lang: en\n")
    assert find(deep) == nearer
    assert load(None, deep, {}, builtin_folder()).folder == tmp_path / "a/b"


def test_pyproject(tmp_path: Path) -> None:
    """pyproject.toml holds the same keys, and says so in errors."""
    file = write(
        tmp_path / "pyproject.toml",
        '[tool.postcheck]\nfail-on = "error"\nexclude = ["x/"]\n[tool.postcheck.options."tone/arrogance"]\nlimit = 2\n',
    )
    settings = load(None, tmp_path, {}, builtin_folder())
    assert (settings.file.fail_on, settings.file.exclude) == ("error", ("x/",))
    assert settings.file.options["tone/arrogance"].limit == 2.0
    file.write_text('[tool.postcheck]\nfail_on = "error"\n', encoding="utf-8")
    assert error(tmp_path).endswith("pyproject.toml: unknown key 'fail_on' [E200] (did you mean 'fail-on'?)")
    file.write_text("[tool.postcheck\n", encoding="utf-8")
    assert "not valid TOML" in error(tmp_path)


def test_command_line_is_the_last_word(tmp_path: Path) -> None:
    """What the command line says replaces the file's values, also those by path; origins tell it."""
    write(
        tmp_path / "postcheck.yaml",
        "lang: en\nselect: [tone, value]\nplatform: xing\nper-path: [{paths: ['*'], platform: x, select: [language]}]\n",
    )
    settings = load(None, tmp_path, {"select": ("promise",), "lang": None, "grammar.mode": "off"}, builtin_folder())
    assert settings.lang == "en"
    assert settings.grammar.mode == "off"
    assert settings.for_path(str(tmp_path / "a.txt")).select == ("promise",)
    assert settings.for_path(str(tmp_path / "a.txt")).platform == "x"
    assert settings.origins["select"] == settings.origins["grammar.mode"] == "command line"
    assert "select[0]" not in settings.origins
    assert settings.origins["lang"].endswith("postcheck.yaml:1:7")


def test_paths(tmp_path: Path) -> None:
    """Of several entries that fit, the later one wins; options and exceptions add up."""
    write(
        tmp_path / "postcheck.yaml",
        "options: {tone/arrogance: {severity: info, exceptions: [a]}}\n"
        "per-path:\n"
        "  - {paths: [xing/], platform: xing, options: {tone/arrogance: {exceptions: [b], limit: 1}}}\n"
        "  - {paths: ['*.md'], platform: mastodon, options: {tone/arrogance: {severity: error}}}\n",
    )
    settings = load(None, tmp_path, {}, builtin_folder())
    found = settings.for_path(str(tmp_path / "xing/a.md"))
    option = found.options["tone/arrogance"]
    assert found.platform == "mastodon"
    assert (option.severity, option.limit, option.exceptions) == ("error", 1.0, ("a", "b"))
    assert settings.for_path(str(tmp_path / "a.txt")).platform == ""
    assert settings.for_path("/elsewhere/a.txt").options["tone/arrogance"].severity == "info"


def test_files_that_the_configuration_names(tmp_path: Path) -> None:
    """Vocabulary, rules and pipelines lie relative to the configuration file."""
    write(tmp_path / "words.txt", "Quirlum\n# Namen\n\nBlattwerk Nord\n")
    (tmp_path / "own").mkdir()
    write(tmp_path / "postcheck.yaml", "vocabulary: words.txt\nrules: [own]\npipeline: ./model\n")
    settings = load(None, tmp_path, {}, builtin_folder())
    assert settings.vocabulary == ("Quirlum", "Blattwerk Nord")
    assert settings.rule_folders == (builtin_folder(), tmp_path / "own")
    assert settings.pipeline == str(tmp_path / "model")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("vocabulary: no.txt\n", "postcheck.yaml:1:13: cannot read no.txt: No such file or directory [E200]"),
        ("rules: [no]\n", "postcheck.yaml:1:9: there is no folder 'no' with rules [E200]"),
        (
            "platform: linkdin\n",
            "postcheck.yaml:1:11: no platform is called 'linkdin' [E200] (did you mean 'linkedin'?)",
        ),
        (
            "per-path: [{paths: [a], platform: masto}]\n",
            "postcheck.yaml:1:35: no platform is called 'masto' [E200] (did you mean 'mastodon'?)",
        ),
        (
            "options: {tone/arrogance: {platforms: {fb: 1, instergram: 2}}}\n",
            "postcheck.yaml:1:59: no platform is called 'instergram' [E200] (did you mean 'instagram'?)",
        ),
        ("per-path: [{platform: x}]\n", "postcheck.yaml:1:12: the key 'paths' is missing in 'per-path[0]' [E200]"),
        ("grammar: {mod: off}\n", "postcheck.yaml:1:11: unknown key 'mod' in 'grammar' [E200] (did you mean 'mode'?)"),
        ("lang: fr\n", "postcheck.yaml:1:7: 'lang' must be one of de, en [E200]"),
        ("fail-on: 3\n", "postcheck.yaml:1:10: 'fail-on' must be one of error, warning, info, never [E200]"),
    ],
)
def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    """What does not fit is refused with file, line and column, and the nearest name."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "postcheck.yaml", text)
    assert error(tmp_path) == message


def test_not_utf8(tmp_path: Path) -> None:
    """A configuration in another encoding is refused with the byte."""
    (tmp_path / "postcheck.yaml").write_bytes("vocabulary: [Größe]".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"not UTF-8: byte 15 \[E200\]"):
        load(None, tmp_path, {}, builtin_folder())


def test_wrong_platform_on_the_command_line(tmp_path: Path) -> None:
    """A wrong name on the command line is an error of usage, not of the file."""
    with pytest.raises(UsageError, match=r"no platform is called 'linkdin' \[E100\] \(did you mean 'linkedin'\?\)"):
        load(None, tmp_path, {"platform": "linkdin"}, builtin_folder())
