"""Unchanged posts cost nothing, changed ones are checked anew, and nothing that happens to the cache is seen."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from postcheck import checker
from postcheck.cache import Cache
from postcheck.models import Evidence, Finding, Fix, Severity, Span
from tests.repo.conftest import Command

FINDING = Finding(
    "probe/typo",
    Severity.WARNING,
    "„ä🎈“",
    Span(3, 5),
    "besser \ud83c",
    (Fix(Span(3, 4), "x"), Fix(Span(3, 5), "")),
    (Evidence("we", "wir", Span(0, 3), "wir/uns", 0.25),),
)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the posts that really were checked, as they are."""
    texts: list[str] = []
    check = checker.check

    def noted(settings: object, posts: object) -> object:
        texts.extend(post.text for post in posts)  # type: ignore[attr-defined]
        return check(settings, posts)  # type: ignore[arg-type]

    monkeypatch.setattr(checker, "check", noted)
    return texts


def test_findings_survive(tmp_path: Path) -> None:
    """What comes out is what went in, whatever is in it."""
    with Cache(tmp_path) as cache:
        cache.put({b"a": [FINDING], b"b": []})
    with Cache(tmp_path) as cache:
        assert cache.get([b"a", b"b", b"c"]) == {b"a": (FINDING,), b"b": ()}


def test_second_run_checks_nothing(project: Path, postcheck: Command, checked: list[str]) -> None:
    """The same output, byte by byte, and no post is checked."""
    first = postcheck("check", "--format", "json")
    assert len(checked) == 6
    assert postcheck("check", "--format", "json") == first
    assert len(checked) == 6


CHANGES: dict[str, Callable[[], object]] = {
    "text": lambda: Path("posts/archiv.txt").write_text("Die neue Gallerie.\n", "utf-8"),
    "rule": lambda: edit("rules/probe/typo.yaml", "falsch geschrieben", "verkehrt geschrieben"),
    "new rule": lambda: Path("rules/probe/neu.yaml").write_text(
        Path("rules/probe/vague.yaml").read_text("utf-8"), "utf-8"
    ),
    "severity": lambda: edit("postcheck.yaml", "grammar:", "options: {probe/typo: {severity: error}}\ngrammar:"),
    "selection": lambda: edit("postcheck.yaml", "[probe]", "[probe/typo]"),
    "platform": lambda: edit("postcheck.yaml", "grammar:", "platform: x\ngrammar:"),
    "language": lambda: edit("postcheck.yaml", "grammar:", "lang: en\ngrammar:"),
    "grammar": lambda: edit("postcheck.yaml", '"off"', "builtin"),
}
SAME: dict[str, Callable[[], object]] = {
    "renamed": lambda: os.rename("posts/archiv.txt", "posts/alt.txt"),
    "moved lines": lambda: Path("posts/archiv.txt").write_text("\n\nDie alte Gallerie.\n", "utf-8"),
    "reason": lambda: edit("postcheck.yaml", "so erschienen", "historisch"),
    "exit status": lambda: edit("postcheck.yaml", "grammar:", "fail-on: never\ngrammar:"),
    "touched": lambda: os.utime("rules/probe/typo.yaml"),
}


def edit(file: str, old: str, new: str) -> None:
    """Replace text in a file."""
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_what_makes_a_result_old(project: Path, postcheck: Command, checked: list[str], change: str) -> None:
    """Everything that takes part in a result."""
    postcheck("check", "posts/archiv.txt")
    CHANGES[change]()
    fresh = postcheck("check", "posts/archiv.txt", "--no-cache")
    del checked[:]
    assert postcheck("check", "posts/archiv.txt") == fresh
    assert len(checked) == 1


@pytest.mark.parametrize("change", SAME)
def test_what_does_not(project: Path, postcheck: Command, checked: list[str], change: str) -> None:
    """Where a post stands, and what is done with its findings later."""
    postcheck("check", "posts")
    SAME[change]()
    fresh = postcheck("check", "posts", "--no-cache")
    del checked[:]
    assert postcheck("check", "posts") == fresh
    assert checked == []


def test_wrong_names_are_found_in_cached_runs(project: Path, postcheck: Command) -> None:
    """A rule that does not exist is an error, also when all results are there."""
    postcheck("check", "posts/archiv.txt")
    assert postcheck("check", "posts/archiv.txt", "--ignore", "probe/tipo").status == 2
    edit("postcheck.yaml", "ignore: [probe/typo]", "ignore: [probe/tipo]")
    done = postcheck("check", "posts/archiv.txt")
    assert (done.status, "did you mean 'probe/typo'?" in done.err) == (2, True)


def test_degraded_results_are_not_kept(project: Path, postcheck: Command, checked: list[str]) -> None:
    """A post of which a rule crashed is checked again; the others are not."""
    from postcheck.checks.spans import SpansCheck

    run = SpansCheck.run

    def crash(self: SpansCheck, signals: object, overrides: object) -> object:
        if "Teigruhe" in signals.parsed.post.text:  # type: ignore[attr-defined]
            raise RuntimeError("kaputt")
        return run(self, signals, overrides)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpansCheck, "run", crash)
        assert "RuntimeError: kaputt" in postcheck("check", "posts/eins.md", "posts/hostil.txt").out
    del checked[:]
    assert postcheck("check", "posts/eins.md", "posts/hostil.txt").status == 1
    assert ["Teigruhe" in text for text in checked] == [True]


def database() -> Path:
    """The file of the cache."""
    (found,) = Path(os.environ["POSTCHECK_CACHE_DIR"]).glob("*.sqlite")
    return found


def cut(data: bytes) -> bytes:
    """Half of it."""
    return data[: len(data) // 2]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "no database": lambda data: b"x" * 8192,
    "cut": cut,
    "zeros in the middle": lambda data: data[:4096] + bytes(4096) + data[8192:],
    "another letter in a finding": lambda data: data.replace(b"geschrieben", b"geschriebem"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_corruption_is_a_miss(project: Path, postcheck: Command, damage: str) -> None:
    """A damaged cache changes no result, and the run after the next one is quick again."""
    fresh = postcheck("check", "posts")
    file = database()
    data = file.read_bytes()
    assert DAMAGES[damage](data) != data
    file.write_bytes(DAMAGES[damage](data))
    assert postcheck("check", "posts") == fresh
    assert postcheck("check", "posts") == fresh
    with Cache() as cache:
        assert cache.info().entries >= 4


def test_other_file_in_its_place(project: Path, postcheck: Command) -> None:
    """A folder where the file should be, or a file where its folder should be: no cache, no error."""
    fresh = postcheck("check", "posts", "--no-cache")
    place = Path(os.environ["POSTCHECK_CACHE_DIR"])
    place.write_text("", "utf-8")
    assert postcheck("check", "posts") == fresh
    place.unlink()
    (place / "results-1.sqlite").mkdir(parents=True)
    assert postcheck("check", "posts") == fresh


def test_read_only(project: Path, postcheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a cache that cannot be written to, results are still read."""
    fresh = postcheck("check", "posts")
    connect = sqlite3.connect

    # Root may write everywhere; SQLite itself can be told that the disk is read-only.
    def read_only(path: object, **options: object) -> sqlite3.Connection:
        uri = path if str(path).startswith("file:") else f"{Path(str(path)).absolute().as_uri()}?mode=ro"
        return connect(str(uri), uri=True, **{key: value for key, value in options.items() if key != "uri"})  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert postcheck("check", "posts") == fresh
    Path("posts/neu.txt").write_text("Standart\n", "utf-8")
    assert postcheck("check", "posts/neu.txt").status == 1


def test_locked(project: Path, postcheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the file, a run goes without the cache and leaves it as it is."""
    monkeypatch.setattr("postcheck.cache.store._PATIENCE_SECONDS", 0.01)
    fresh = postcheck("check", "posts")
    other = sqlite3.connect(database(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert postcheck("check", "posts") == fresh
    other.execute("ROLLBACK")
    other.close()
    with Cache() as cache:
        assert cache.info().entries == 6


def test_nothing_to_check(project: Path, postcheck: Command) -> None:
    """A run without posts needs no spaCy, but tells of broken rules."""
    Path("leer").mkdir()
    assert "spacy" not in imported("check", "leer", "--quiet")
    Path("rules/probe/kaputt.yaml").write_text("title: 1\n", "utf-8")
    assert postcheck("check", "leer", "--quiet").status == 2


def test_full_disk(project: Path, postcheck: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no room for results, they are not kept, and nobody hears of it."""
    fresh = postcheck("check", "posts", "--no-cache")
    connect = sqlite3.connect

    def small(path: object, **options: object) -> sqlite3.Connection:
        base = connect(path, **options)  # type: ignore[call-overload]
        base.execute("PRAGMA max_page_count = 4")
        return base  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", small)
    for _ in range(2):
        assert postcheck("check", "posts") == fresh


def test_many_at_once(tmp_path: Path) -> None:
    """Threads with connections of their own, as processes have them, lose nothing and disturb nobody."""
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(20):
                with Cache(tmp_path) as cache:
                    cache.put({f"{number}/{step}".encode(): [FINDING]})
                    assert cache.get([f"{number}/{step}".encode()])
        except BaseException as problem:
            errors.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Cache(tmp_path) as cache:
        assert cache.info().entries == 80


def test_info_and_clear(project: Path, postcheck: Command) -> None:
    """`cache info` counts, `cache clear` deletes, `--no-cache` leaves no trace."""
    postcheck("check", "posts", "--no-cache")
    assert not Path(os.environ["POSTCHECK_CACHE_DIR"]).exists()
    postcheck("check", "posts")
    assert ": 6 posts, " in postcheck("cache", "info").out
    file = database()
    assert postcheck("cache", "clear").out == f"{file}: deleted\n"
    assert not file.exists()
    assert postcheck("cache", "info").out.endswith(": 0 posts, 0.0 MB\n")


IMPORTS = """
import sys
from postcheck import cli
status = cli.run(sys.argv[1:])
heavy = {"spacy", "thinc", "numpy", "re2", "yaml", "emoji", "language_tool_python", "requests", "http.client", "pathspec"}
print(status, *sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def imported(*arguments: str) -> str:
    """The exit status of a command line, and which of the heavy packages it has imported."""
    done = subprocess.run([sys.executable, "-c", IMPORTS, *arguments], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1]


def test_cached_run_imports_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither spaCy nor thinc nor the rest of what checks; without a configuration not even a YAML parser."""
    monkeypatch.setenv("POSTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"id": str(n), "text": f"Probe Nummer {n} im Standart."}) for n in range(200)]
    Path("p.jsonl").write_text("\n".join(lines), "utf-8")
    arguments = ("check", "--grammar", "builtin", "--fail-on", "never", "p.jsonl")
    assert "spacy" in imported(*arguments)
    assert imported(*arguments) == "0"
    Path("p.txt").write_text("Probe Nummer 7 im Standart.\n", "utf-8")
    # Content is what counts: this post is known from the other file.
    assert imported("check", "--grammar", "builtin", "--fail-on", "never", "p.txt") == "0"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["completion", "bash"], ["cache", "info"]])
def test_start_imports_nothing_heavy(arguments: list[str]) -> None:
    """Commands that check nothing load nothing for checks."""
    assert imported(*arguments) == "0"
