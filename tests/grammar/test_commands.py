"""`postcheck grammar`, and `postcheck check` with each engine, as people run them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from postcheck.cli import run

_DRAFT = "Am Freitag ist ein Fheler im Kalender 🎉. Wer hat ihn gesehen?\n"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with one mistake, in an otherwise empty working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "draft.txt"
    path.write_text(_DRAFT, "utf-8")
    return path


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An LTP_PATH without LanguageTool."""
    folder = tmp_path / "languagetool"
    monkeypatch.setenv("LTP_PATH", str(folder))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    return folder


def _check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, Any], str]:
    status = run(["check", "draft.txt", "--no-cache", "--format", "json", *options])
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out else {}, said.err


def test_kept_server(home: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """start keeps a server that check uses; status names it; a second start finds it; stop ends it."""
    assert run(["grammar", "start"]) == 0
    url = capsys.readouterr().out.rsplit(" ", 1)[1].strip()
    try:
        assert run(["grammar", "start"]) == 0
        assert capsys.readouterr().out == f"LanguageTool 6.8 was running already at {url}\n"
        assert run(["grammar", "status"]) == 0
        assert capsys.readouterr().out.splitlines()[:2] == [f"LanguageTool 6.8: {home}", f"server: {url}"]
        status, report, _ = _check(capsys, "--grammar", "languagetool", "--select", "languagetool/*")
    finally:
        assert run(["grammar", "stop"]) == 0
    assert (status, report["grammar"], report["notices"]) == (1, {"engine": "languagetool", "version": "6.8"}, [])
    found = [(finding["rule"], finding["text"]) for finding in report["posts"][0]["findings"]]
    assert found == [("languagetool/GERMAN_SPELLER_RULE", "Fheler")]
    assert capsys.readouterr().out == "LanguageTool 6.8 has ended.\n"
    assert run(["grammar", "stop"]) == 0
    assert capsys.readouterr().out == "LanguageTool 6.8 was not running.\n"


def test_auto_without(nothing_installed: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without LanguageTool, auto checks by the built-in rules and says so, for people and for machines."""
    notice = "Grammatik nur mit den eingebauten Regeln geprüft: LanguageTool 6.8 fehlt (`postcheck grammar install`)."
    _, report, errors = _check(capsys)
    assert (report["grammar"]["engine"], report["notices"]) == ("builtin", [notice])
    assert errors == f"postcheck: {notice}\n"


def test_required_without(nothing_installed: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where LanguageTool is required, a run without it ends with 2 and the way out."""
    assert _check(capsys, "--grammar", "languagetool") == (
        2,
        {},
        "postcheck: LanguageTool 6.8 is not installed [E500] (`postcheck grammar install` fetches it;"
        " `--grammar builtin` does without)\n",
    )


@pytest.mark.parametrize("command", ["start", "stop", "status"])
def test_commands_without(command: str, nothing_installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """start, stop and status say that nothing is installed, and what to do."""
    assert run(["grammar", command]) == 2
    assert capsys.readouterr().err == (
        "postcheck: LanguageTool 6.8 is not installed [E500] (`postcheck grammar install`)\n"
    )


def test_install_twice(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is installed is not installed again, in whatever way it is asked for."""
    assert run(["grammar", "install", "--maven"]) == 0
    assert capsys.readouterr().out.startswith(f"LanguageTool 6.8 was already in {home}\nJava ")


def test_install_by_two_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from and --maven exclude each other."""
    assert run(["grammar", "install", "--maven", "--from", str(tmp_path)]) == 2
    assert "--from and --maven do not go together" in capsys.readouterr().err


@pytest.fixture
def stumbling() -> Iterator[str]:
    """A server that falls over one word. The real one does not, so a stub stands in for it."""

    class Stumbles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, {"software": {"version": "6.8"}})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(500 if b"Stolperstein" in body else 200, {"matches": []})

        def _answer(self, status: int, value: dict[str, Any]) -> None:
            content = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Stumbles) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_failing_post(stumbling: str, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A post that the engine cannot check is a failure and exit status 2; all rules and all other posts are reported."""
    draft.with_name("postcheck.yaml").write_text(f"grammar: {{mode: languagetool, server: '{stumbling}'}}\n", "utf-8")
    draft.with_name("draft.jsonl").write_text('{"text": "Ein Stolperstein."}\n{"text": "Ein Sieg!!!!!"}\n', "utf-8")
    status = run(["check", "draft.jsonl", "--no-cache", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    failures = [[(failure["part"], failure["code"]) for failure in post["failures"]] for post in report["posts"]]
    assert (status, failures) == (2, [[("grammar", "E500")], []])
    assert report["summary"]["failures"] == 1
    assert all(post["findings"] for post in report["posts"])
