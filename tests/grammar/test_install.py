"""Installing LanguageTool: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import resource
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from postcheck.checks.grammar.homes import find_home
from postcheck.checks.grammar.install import install
from postcheck.errors import EngineError, UsageError

_BIG = 4_000_000


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that LTP_PATH points to; it does not exist yet."""
    folder = tmp_path / "somewhere" / "languagetool"
    monkeypatch.setenv("LTP_PATH", str(folder))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the shape of LanguageTool's."""
    top = tmp_path / "given" / "LanguageTool-6.8"
    (top / "libs").mkdir(parents=True)
    (top / "languagetool-server.jar").write_bytes(os.urandom(_BIG))
    (top / "libs" / "more.jar").write_bytes(b"more")
    return top.parent


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    """The same as a zip, named as the download is."""
    path = tmp_path / "served" / "LanguageTool-6.8.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, file.relative_to(folder))
    return path


def _files(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_given(kind: str, target: Path, request: pytest.FixtureRequest) -> None:
    """A folder or a zip becomes the installation; a second install changes nothing."""
    source: Path = request.getfixturevalue(kind)
    home, new = install("6.8", lambda text: None, source=source)
    assert (home, new) == (target / "LanguageTool-6.8", True)
    assert _files(target) == ["LanguageTool-6.8/languagetool-server.jar", "LanguageTool-6.8/libs/more.jar"]
    assert find_home("6.8") == home
    assert install("6.8", lambda text: None, source=source) == (home, False)


def test_full_disk(target: Path, folder: Path) -> None:
    """When the disk takes no more, nothing is left behind, and the error says how to go on."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from pathlib import Path; from postcheck.checks.grammar.install import install\n"
        "from postcheck.errors import EngineError\n"
        "try: install('6.8', lambda text: None, source=Path(sys.argv[1]))\n"
        "except EngineError as problem: print(problem)"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"LanguageTool could not be installed into {target}: ")
    assert done.stdout.endswith(
        "[E500] (nothing was left behind; free some space or choose another folder with LTP_PATH)\n"
    )
    assert not target.parent.exists()


def test_no_languagetool(target: Path, tmp_path: Path) -> None:
    """A folder without LanguageTool is refused, and nothing is left behind."""
    with pytest.raises(EngineError, match=r"holds no languagetool-server\.jar"):
        install("6.8", lambda text: None, source=tmp_path)
    assert not target.parent.exists()


def test_no_zip(target: Path, tmp_path: Path) -> None:
    """A file that is no zip is refused."""
    file = tmp_path / "LanguageTool.zip"
    file.write_text("<html>", "utf-8")
    with pytest.raises(UsageError, match="is neither a folder nor a zip file"):
        install("6.8", lambda text: None, source=file)
    assert not target.parent.exists()


def test_other_version_by_maven(target: Path) -> None:
    """The shipped pom pins one version; another one is an error, not a surprise."""
    with pytest.raises(UsageError, match=r"--maven fetches LanguageTool 6\.8, not 6\.7"):
        install("6.7", lambda text: None, by_maven=True)


def test_no_maven(target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without `mvn` the error says so, and nothing is left behind."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="there is no `mvn` on the PATH"):
        install("6.8", lambda text: None, by_maven=True)
    assert not target.parent.exists()


@pytest.fixture
def served(archive: Path) -> Iterator[str]:
    """The address at which the archive can be downloaded."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=archive.parent)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _download(served: str, checksum: str) -> str:
    script = (
        "from postcheck.checks.grammar.install import install; from postcheck.errors import EngineError\n"
        "try: print(install('6.8', lambda text: None))\n"
        "except EngineError as problem: print(problem)"
    )
    environment = {**os.environ, "LTP_DOWNLOAD_HOST_NEW_RELEASES": served, "LTP_DOWNLOAD_SHA256": checksum}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_download(home: Path, target: Path, served: str, archive: Path) -> None:
    """language-tool-python downloads, shows its progress and verifies the checksum."""
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert _download(served, checksum) == f"({target / 'LanguageTool-6.8'!r}, True)\n"
    assert _files(target) == ["LanguageTool-6.8/languagetool-server.jar", "LanguageTool-6.8/libs/more.jar"]


def test_unreachable(home: Path, target: Path) -> None:
    """When the download host does not answer, the error says what else there is; nothing is left behind."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        said = _download(f"http://127.0.0.1:{closed.getsockname()[1]}/", "0" * 64)
    assert said.startswith("the download of LanguageTool 6.8 failed: ")
    assert said.endswith("[E500] (nothing was left behind; try again, or use --from or --maven)\n")
    assert not target.parent.exists()


def test_broken_off(home: Path, target: Path, archive: Path, served: str) -> None:
    """A download that ends before its time is an error, and nothing is left behind."""
    checksum = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.write_bytes(archive.read_bytes()[:-1000])
    assert _download(served, checksum).startswith("the download of LanguageTool 6.8 failed: ")
    assert not target.parent.exists()


def test_wrong_checksum(home: Path, target: Path, served: str) -> None:
    """An archive with another checksum is not installed; nothing is left behind."""
    said = _download(served, "0" * 64)
    assert said.startswith(
        f"the download of LanguageTool 6.8 failed: Downloaded LanguageTool archive checksum mismatch. Expected {'0' * 64}"
    )
    assert not target.parent.exists()
