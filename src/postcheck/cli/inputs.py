"""From paths on the command line to a run: what `check` and `baseline` share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

import click

from postcheck import runner
from postcheck.cache import Cache
from postcheck.cli.options import check_names
from postcheck.cli.progress import Progress
from postcheck.config import Settings
from postcheck.errors import InputError, RuleError
from postcheck.models import Post
from postcheck.reader import STANDARD_INPUT, SUFFIXES, ReadFailure, ReadOptions, find, read_all

Items = Iterator[Post | ReadFailure]


class Input:
    """The files that PATHS mean (default: the working directory)."""

    def __init__(self, paths: Sequence[str], settings: Settings, *, stdin_filename: str = "") -> None:
        self.settings = settings
        self.stdin_filename = stdin_filename
        self.options = ReadOptions(settings.file.markdown)
        self.paths = tuple(paths) or (".",)
        self.files = _files(self.paths, settings)

    def tell_if_empty(self) -> None:
        """Say so when there is nothing to check."""
        if not self.files:
            shown = ", ".join(self.paths)
            click.echo(f"postcheck: no files with posts ({', '.join(SUFFIXES)}) in {shown}", err=True)

    def size(self) -> int:
        """The size of all files in bytes, for a progress bar: 0 where none can be seen."""
        return _size(self.files) if sys.stderr.isatty() else 0

    def items(self, progress: Progress | None = None) -> Items:
        """The posts, read as they are taken."""
        for file in self.files:
            if isinstance(file, ReadFailure):
                yield file
                continue
            for item in read_all(iter([file]), self.options, self.stdin_filename):
                if progress is not None and progress.on:
                    progress.read(len(item.text.encode("utf-8", "replace")) if isinstance(item, Post) else 0)
                yield item
            if progress is not None and progress.on:
                progress.end_of_file(_size([file]))

    def is_whole(self) -> bool:
        """Whether all files are checked that the configuration is about."""
        home = os.path.realpath(self.settings.folder)
        places = [os.path.realpath(path) for path in self.paths if path != STANDARD_INPUT]
        return any(os.path.commonpath([place, home]) == place for place in places)


def begin(items: Items, settings: Settings, cache: Cache | None, jobs: int, progress: Progress | None) -> runner.Run:
    """Begin a run; jobs 0 means one a processor."""
    step = progress.batch if progress is not None else None
    try:
        return runner.run(items, settings, cache=cache, jobs=jobs or _processors(), progress=step)
    except RuleError as problem:
        if not problem.where:
            check_names(settings)  # says where the wrong name stands
        raise


def _processors() -> int:
    """How many processors this process may use: in a container, often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def opened_cache(*, wanted: bool) -> AbstractContextManager[Cache | None]:
    """The cache, or None."""
    return Cache() if wanted else nullcontext()


def _files(paths: Sequence[str], settings: Settings) -> list[str | ReadFailure]:
    """The files to read, each once; a path that does not exist becomes a failure and stops nothing else."""
    found: list[str | ReadFailure] = []
    seen: set[str] = set()
    for path in paths:
        try:
            for file in find([path], settings.file.exclude, settings.folder):
                identity = file if file == STANDARD_INPUT or len(paths) == 1 else os.path.realpath(file)
                if identity not in seen:
                    seen.add(identity)
                    found.append(file)
        except InputError as problem:
            found.append(ReadFailure(path, 0, problem))
    return found


def _size(files: Sequence[str | ReadFailure]) -> int:
    """The size of all files in bytes; 0 when it cannot be known."""
    total = 0
    for file in files:
        if file == STANDARD_INPUT:
            return 0
        if isinstance(file, str):
            try:
                total += os.path.getsize(file)
            except OSError:
                continue
    return total
