"""Which files hold posts: paths as given, folders walked, .gitignore and `exclude` respected."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postcheck.errors import InputError, nearest

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# What is read in folders; a file that is named is read whatever its ending.
SUFFIXES = (".txt", ".md", ".markdown", ".jsonl", ".ndjson")
STANDARD_INPUT = "-"


def find(paths: Sequence[str], exclude: Sequence[str] = (), root: Path | None = None) -> Iterator[str]:
    """The files to read, each once, in a stable order. InputError for a path that does not exist.

    `exclude` are patterns as in .gitignore, relative to `root` (default: the working directory).
    """
    seen: set[str] = set()
    # In one folder, only links can lead to a file twice.
    simple = len(paths) == 1
    for path in paths:
        for found, is_link in _expand(path, exclude, root or Path.cwd()):
            same = found == STANDARD_INPUT or (simple and not is_link)
            identity = found if same else os.path.realpath(found)
            if identity not in seen:
                seen.add(identity)
                yield found


def _expand(path: str, exclude: Sequence[str], root: Path) -> Iterator[tuple[str, bool]]:
    """Files, and whether they are links."""
    if path == STANDARD_INPUT or os.path.isfile(path):
        yield path, os.path.islink(path)
    elif os.path.isdir(path):
        yield from _walk(Path(path), exclude, root)
    elif os.path.exists(path):
        yield path, False  # a pipe or a device: the reader will see
    else:
        raise InputError("there is no such file or folder", hint=_near(path), where=path)


def _near(path: str) -> str:
    folder, name = os.path.split(path)
    try:
        return nearest(name, os.listdir(folder or "."))
    except OSError:
        return ""


def _walk(top: Path, exclude: Sequence[str], root: Path) -> Iterator[tuple[str, bool]]:
    excluded = _spec(exclude) if exclude else None
    top_real = top.resolve()
    ignores = [(folder, spec) for folder in _above(top_real) if (spec := _gitignore(folder)) is not None]
    yield from _folder(top, top_real, ignores, excluded, root.resolve(), set())


def _folder(
    folder: Path,
    real: Path,
    ignores: list[tuple[Path, GitIgnoreSpec]],
    excluded: GitIgnoreSpec | None,
    root: Path,
    visited: set[Path],
) -> Iterator[tuple[str, bool]]:
    if real in visited:
        return  # a link that leads back
    visited.add(real)
    own = _gitignore(real)
    rules = [*ignores, (real, own)] if own is not None and all(base != real for base, _ in ignores) else ignores
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        raise InputError(problem.strerror or str(problem), where=str(folder)) from None
    # One path a file: of thousands, text is made at a tenth of the cost of Path objects.
    place = "" if str(folder) == "." else os.path.join(str(folder), "")
    for entry in entries:
        is_folder = entry.is_dir()
        if entry.name.startswith(".") or not (is_folder or entry.name.lower().endswith(SUFFIXES)):
            continue
        if (rules or excluded) and _ignored(real / entry.name, is_folder, rules, excluded, root):
            continue
        if is_folder:
            yield from _folder(folder / entry.name, (real / entry.name).resolve(), rules, excluded, root, visited)
        elif entry.is_file():
            yield f"{place}{entry.name}", entry.is_symlink()


def _ignored(
    place: Path, is_folder: bool, rules: list[tuple[Path, GitIgnoreSpec]], excluded: GitIgnoreSpec | None, root: Path
) -> bool:
    ignored = False
    for base, spec in rules:
        if place.is_relative_to(base):
            result = spec.check_file(_relative(place, base, is_folder))
            # A deeper file may take back what a higher one ignores.
            ignored = ignored if result.include is None else bool(result.include)
    if excluded is not None and place.is_relative_to(root):
        return ignored or excluded.match_file(_relative(place, root, is_folder))
    return ignored


def _relative(place: Path, base: Path, is_folder: bool) -> str:
    return place.relative_to(base).as_posix() + ("/" if is_folder else "")


def _above(folder: Path) -> list[Path]:
    """The folders from the top of the git work tree down to the parent of `folder`; [] outside of one."""
    chain: list[Path] = []
    for parent in [folder, *folder.parents]:
        if parent != folder:
            chain.append(parent)
        if (parent / ".git").exists():
            return list(reversed(chain))
    return []


def _spec(lines: Sequence[str]) -> GitIgnoreSpec:
    import pathspec  # late: where nothing is ignored, it is not needed

    return pathspec.GitIgnoreSpec.from_lines(lines)


def _gitignore(folder: Path) -> GitIgnoreSpec | None:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return _spec(lines)
