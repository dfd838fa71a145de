"""LanguageTool through postcheck against language-tool-python as it comes, on the same posts, one after the other."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from postcheck import config, ruleset, runner
from postcheck.checks.grammar.homes import find_home
from postcheck.checks.grammar.servers import OwnedServer, warm_up
from postcheck.errors import EngineError
from postcheck.grammar_options import DEFAULT_VERSION
from postcheck.models import Post
from tools.bench import machine

_FIRST = "Das ist ein Tset."


@dataclass(frozen=True)
class Speed:
    """Seconds until the first answer, start included; what came after it; the server's peak memory in MB.

    `work`: processor seconds of the server. They tell the truth also where other work slows everything down.
    """

    name: str
    posts: int
    first: float
    seconds: float
    work: float
    memory: float

    @property
    def rate(self) -> float:
        """Posts a second, after the first answer."""
        return self.posts / self.seconds


def home() -> Path:
    """The installed LanguageTool."""
    found = find_home(DEFAULT_VERSION)
    if found is None:
        raise EngineError(f"LanguageTool {DEFAULT_VERSION} is not installed", hint="`postcheck grammar install`")
    return found


def through_postcheck(posts: Sequence[Post]) -> Speed:
    """The whole check with default settings, all rules too, loading them included, with a server of postcheck's own."""
    begun = time.perf_counter()
    server = OwnedServer(home()).wait()
    try:
        warm_up(server.url)
        first = time.perf_counter() - begun
        overrides = {"grammar.mode": "languagetool", "grammar.server": server.url}
        settings = config.load(None, Path(__file__).parent, overrides, ruleset.builtin_folder())
        begun, before = time.perf_counter(), machine.processor_seconds(server.java_pid)
        failures = [failure for report in runner.run(posts, settings).reports for failure in report.failures]
        seconds = time.perf_counter() - begun
        if failures:
            raise RuntimeError(f"not all was checked: {failures[0].message}")
        work = machine.processor_seconds(server.java_pid) - before
        return Speed("postcheck", len(posts), first, seconds, work, machine.peak_memory(server.java_pid))
    finally:
        server.close()


def by_language_tool_python(posts: Sequence[Post]) -> Speed:
    """language-tool-python with its default settings, post by post."""
    import language_tool_python

    with _environment("LTP_PATH", str(home().parent)):
        begun = time.perf_counter()
        tool = language_tool_python.LanguageTool("de-DE", language_tool_download_version=DEFAULT_VERSION)
        try:
            tool.check(_FIRST)
            first = time.perf_counter() - begun
            java = tool._server.pid if tool._server is not None else 0
            begun, before = time.perf_counter(), machine.processor_seconds(java)
            for post in posts:
                tool.check(post.text)
            seconds = time.perf_counter() - begun
            work = machine.processor_seconds(java) - before
            return Speed("language-tool-python", len(posts), first, seconds, work, machine.peak_memory(java))
        finally:
            tool.close()


def whole_command(posts: Sequence[Post]) -> float:
    """Seconds of `postcheck check` for all posts, from nothing to its end: it starts a server of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [json.dumps({"id": post.id, "text": post.text}, ensure_ascii=False) for post in posts]
        (folder / "posts.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        check = ["check", "posts.jsonl", "--no-cache", "--grammar", "languagetool"]
        return machine.run(check, folder, environment).seconds


def second_check(post: Post, times: int) -> tuple[float, float]:
    """Seconds of `postcheck check` for one draft with a kept server that has answered before, and with builtin."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "draft.txt").write_text(post.text, "utf-8")
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        check = ["check", "draft.txt", "--no-cache", "--fail-on", "never", "--grammar"]
        machine.run(["grammar", "start"], folder, environment)
        try:
            machine.run([*check, "languagetool"], folder, environment)
            kept = machine.median([*check, "languagetool"], folder, times, environment)
            builtin = machine.median([*check, "builtin"], folder, times, environment)
        finally:
            machine.run(["grammar", "stop"], folder, environment)
    return kept, builtin


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before
