"""The grammar check goes on behind the rules: in order, with the same failures, and it ends when the run does.

Stubs of the server answer when a test lets them: no clock says what comes first.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from postcheck import config, ruleset, runner, workers
from postcheck.checks.grammar import Choice, open_engine
from postcheck.checks.grammar.engine import LanguageTool
from postcheck.config import Settings
from postcheck.errors import EngineError, RuleError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Post, Report, Tool
from tests.grammar.conftest import check
from tests.grammar.test_faults import gone, hears_interrupts

_FAULT = "Das ist ein Fheler."
_RULE = {"id": "STUB", "category": {"id": "GRAMMAR"}}


class Stub:
    """A server that marks `Fheler`; `asked` is set at the first text, which is answered when `may_answer` is set."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.may_answer = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer({"software": {"version": "6.8"}})

            def do_POST(self) -> None:
                text = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["text"][0]
                stub.asked.set()
                stub.may_answer.wait()
                found = [place for place in range(len(text)) if text.startswith("Fheler", place)]
                self.answer({"matches": [_match(place) for place in found]})

            def answer(self, value: object) -> None:
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """End the server."""
        self.may_answer.set()
        self._server.shutdown()
        self._server.server_close()


def _match(offset: int) -> dict[str, object]:
    return {"offset": offset, "length": 6, "message": "Fehler", "replacements": [{"value": "Fehler"}], "rule": _RULE}


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A stub server."""
    server = Stub()
    yield server
    server.close()


def _settings(folder: Path, **overrides: str) -> Settings:
    return config.load(None, folder, overrides, ruleset.builtin_folder())


def _posts(count: int) -> Iterator[Post]:
    """Posts; every third one has a fault."""
    for number in range(count):
        yield Post(f"p{number}", "posts.jsonl", _FAULT if number % 3 == 0 else "Wir waren heute am See.")


def _grammar(report: Report) -> list[str]:
    return [finding.rule_id for finding in report.findings if finding.rule_id == "languagetool/STUB"]


def _threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("postcheck-grammar")]


def test_order(tmp_path: Path, stub: Stub) -> None:
    """Over several batches each report has its own findings, in the order of the posts; the thread ends with them."""
    stub.may_answer.set()
    reports = list(runner.run(_posts(200), _settings(tmp_path, **{"grammar.server": stub.url})).reports)
    assert [report.post.id for report in reports] == [f"p{number}" for number in range(200)]
    assert [len(_grammar(report)) for report in reports] == [int(number % 3 == 0) for number in range(200)]
    assert [report.failures for report in reports] == [()] * 200
    assert _threads() == []


def test_server_works_while_the_rules_do(tmp_path: Path, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has been asked before a batch goes through the rules, and answers behind them."""
    seen: list[bool] = []

    class Watching:
        ahead = 0

        def __init__(self, settings: Settings) -> None:
            self._inner = workers.workers(settings, 1)

        def __enter__(self) -> Watching:
            return self

        def __exit__(self, *_: object) -> None: ...

        def submit(self, posts: list[Post]) -> workers.Pending:
            pending = self._inner.submit(posts)

            def rules() -> object:
                stub.asked.wait()  # would never end if the server were asked only behind the rules
                found = pending()
                seen.append(True)
                stub.may_answer.set()
                return found

            return rules  # type: ignore[return-value]

    monkeypatch.setattr(runner, "workers", lambda settings, jobs: Watching(settings))
    (report,) = runner.run(_posts(1), _settings(tmp_path, **{"grammar.server": stub.url})).reports
    assert (seen, _grammar(report)) == ([True], ["languagetool/STUB"])


def test_posts_are_taken_as_reports_are(tmp_path: Path, stub: Stub) -> None:
    """However many posts there are: not more than two batches are read ahead of the report that is taken."""
    stub.may_answer.set()
    taken = 0

    def endless() -> Iterator[Post]:
        nonlocal taken
        while True:
            taken += 1
            yield Post(f"p{taken}", "posts.jsonl", "Wir waren heute am See.")

    reports = runner.run(endless(), _settings(tmp_path, **{"grammar.server": stub.url})).reports
    for number, _ in zip(range(1, 300), reports, strict=False):
        assert taken <= number + 3 * 64
    del reports  # what nobody can take any more is broken off
    assert _threads() == []


def test_broken_off(tmp_path: Path, stub: Stub) -> None:
    """Leaving an engine does not wait for a server that does not answer; later posts cannot be begun."""
    choice = Choice("server", Tool("languagetool", "6.8"), stub.url)
    with open_engine(choice, GrammarOptions()) as engine:
        engine.begin([_FAULT])
        engine.begin([_FAULT])
        stub.asked.wait()
    assert _threads() == []
    with pytest.raises(RuntimeError, match="after shutdown"):
        engine.begin([_FAULT])


def test_broken_off_at_the_start(choice: Choice) -> None:
    """Leaving an engine whose server is just starting ends that server, and starts no other."""
    engine = LanguageTool(choice, GrammarOptions())
    with engine:
        engine.begin([_FAULT])
        while engine.connection.owned is None:
            pass
        supervisor = engine.connection.owned.supervisor_pid
    assert gone(supervisor)
    assert (engine.connection.owned, _threads()) == (None, [])
    with pytest.raises(EngineError, match=r"(broken|called) off"):
        engine.connection.restart()


def test_rules_are_broken(tmp_path: Path, stub: Stub) -> None:
    """An error of the rules ends the grammar check that has begun behind them: it is the error of the run."""
    (tmp_path / "broken" / "own").mkdir(parents=True)
    (tmp_path / "broken" / "own" / "rule.yaml").write_text("severity: loud\n", "utf-8")
    settings = config.load(None, tmp_path, {"grammar.server": stub.url}, tmp_path / "broken")
    with pytest.raises(RuleError, match="severity"):
        runner.run(_posts(1), settings)
    assert _threads() == []


def test_no_background(tmp_path: Path, stub: Stub) -> None:
    """Without LanguageTool, and for posts that are not to be checked by it, there is neither a thread nor a request."""
    for overrides in ({"grammar.mode": "builtin"}, {"grammar.mode": "off"}):
        assert len(list(runner.run(_posts(2), _settings(tmp_path, **overrides)).reports)) == 2
        assert _threads() == []
    with LanguageTool(Choice("server", Tool("languagetool", "6.8"), stub.url), GrammarOptions()) as engine:
        assert [result.findings for result in check(engine, [("", ()), (" \n", ())])] == [(), ()]
        assert _threads() == []
    assert not stub.asked.is_set()


@pytest.mark.parametrize("stroke", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle(home: Path, tmp_path: Path, stroke: signal.Signals) -> None:
    """Ctrl-C and `kill -9` while the server works behind the rules: the run ends, and the server with it."""
    lines = [json.dumps({"id": post.id, "text": f"{post.id} {post.text}"}) for post in _posts(2000)]
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), "utf-8")
    script = (
        "import sys; from postcheck.checks.grammar import servers; from postcheck.cli import main\n"
        "wait = servers.OwnedServer.wait\n"
        "def told(server):\n"
        "    wait(server); print(server.java_pid, server.supervisor_pid, flush=True); return server\n"
        "servers.OwnedServer.wait = told\n"
        "main(['check', 'posts.jsonl', '--grammar', 'languagetool', '--no-cache', '--quiet', '--format', 'json=r.json'])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        preexec_fn=hears_interrupts,
    ) as run:
        assert run.stdout is not None and run.stderr is not None
        pids = [int(pid) for pid in run.stdout.readline().split()]
        run.send_signal(stroke)
        said = run.stderr.read()
    assert [gone(pid) for pid in pids] == [True, True]
    assert (run.returncode, said.strip()) == ((130, "postcheck: interrupted") if stroke == signal.SIGINT else (-9, ""))
