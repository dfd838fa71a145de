"""Getting LanguageTool: by language-tool-python's download, from a folder or zip, or from Maven packages.

All three fill a folder beside the place where it belongs and move it there when it is whole: what fails or is broken
off leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from postcheck.checks.grammar import maven
from postcheck.checks.grammar.homes import find_home, install_folder, jar_of
from postcheck.checks.grammar.java import find_java
from postcheck.errors import EngineError, UsageError

Report = Callable[[str], None]


def install(version: str, report: Report, *, source: Path | None = None, by_maven: bool = False) -> tuple[Path, bool]:
    """The folder of LanguageTool `version`, and whether it is new. What is installed already stays as it is."""
    there = find_home(version)
    if there is not None:
        return there, False
    if by_maven and version != maven.VERSION:
        raise UsageError(f"--maven fetches LanguageTool {maven.VERSION}, not {version}", hint="leave out --maven")
    home = install_folder() / f"LanguageTool-{version}"
    try:
        with _staging(home) as work:
            if by_maven:
                maven.fetch(work, report)
            elif source is not None:
                _take(source, work, report)
            else:
                _download(version, work, report)
            if jar_of(work) is None:
                raise EngineError("what has arrived holds no languagetool-server.jar", hint="is it LanguageTool?")
    except OSError as problem:
        raise EngineError(
            f"LanguageTool could not be installed into {home.parent}: {problem}",
            hint="nothing was left behind; free some space or choose another folder with LTP_PATH",
        ) from problem
    return home, True


@contextlib.contextmanager
def _staging(home: Path) -> Iterator[Path]:
    """A new folder that becomes `home` when the block ends well, and vanishes when it does not."""
    made = [folder for folder in (home.parent, *home.parent.parents) if not folder.exists()]
    home.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{home.name}.part-", dir=home.parent))
    try:
        yield work
        work.chmod(0o755)
        with contextlib.suppress(FileExistsError):
            if home.exists() and jar_of(home) is None:
                shutil.rmtree(home)  # a folder of that name without a server: nothing that works is lost
            if not home.exists():
                work.rename(home)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only when it is empty


def _take(source: Path, work: Path, report: Report) -> None:
    """Copy a folder, or unpack a zip, that holds LanguageTool at its top or one folder below."""
    report(f"taking LanguageTool from {source} …")
    if source.is_dir():
        found = _top(source)
        shutil.copytree(found, work, dirs_exist_ok=True)
        return
    if not zipfile.is_zipfile(source):
        raise UsageError(f"{source} is neither a folder nor a zip file")
    with zipfile.ZipFile(source) as archive:
        unpacked = work / "unpacked"
        # extractall keeps names like ../x inside; it follows no link, for it writes links as plain files.
        try:
            archive.extractall(unpacked)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
            raise EngineError(f"{source} is damaged: {problem}", hint="fetch it again") from problem
    for item in list(_top(unpacked).iterdir()):
        item.rename(work / item.name)
    shutil.rmtree(unpacked)


def _top(folder: Path) -> Path:
    for candidate in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if jar_of(candidate) is not None:
            return candidate
    raise EngineError(f"{folder} holds no languagetool-server.jar", hint="is it LanguageTool?")


def _download(version: str, work: Path, report: Report) -> None:
    """language-tool-python's download: it shows its progress on standard error and verifies the checksum."""
    java = find_java()
    report(f"downloading LanguageTool {version} with language-tool-python (about 250 MB) …")
    import requests
    from language_tool_python import download_lt
    from language_tool_python.exceptions import LanguageToolError

    if download_lt._get_zip_hash(version) is None:
        report(f"there is no known checksum for LanguageTool {version}: it cannot be verified")
    # It knows only the Java on the PATH, and only the folder that LTP_PATH names; LTP_JAR_DIR_PATH switches it off.
    path = f"{Path(java.path).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        with _environment({"PATH": path, "LTP_PATH": str(work), "LTP_JAR_DIR_PATH": None}):
            download_lt.LocalLanguageTool.from_version_name(version).download()
    except (LanguageToolError, requests.RequestException, zipfile.BadZipFile, ValueError, ImportError,
            SystemError, SystemExit, subprocess.SubprocessError) as problem:  # fmt: skip
        raise EngineError(
            f"the download of LanguageTool {version} failed: {problem}",
            hint="nothing was left behind; try again, or use --from or --maven",
        ) from problem
    top = _top(work)
    for item in list(top.iterdir()):
        item.rename(work / item.name)
    top.rmdir()


@contextlib.contextmanager
def _environment(values: dict[str, str | None]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    try:
        _set(values)
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
