"""Posts from files, with their map back to file, line and column. One file an input format."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import BinaryIO

from postcheck.errors import InputError
from postcheck.models import Post
from postcheck.reader.base import MARKDOWN_MODES, STDIN, ReadFailure, ReadOptions, decode
from postcheck.reader.find import STANDARD_INPUT, SUFFIXES, find

__all__ = [
    "MARKDOWN_MODES",
    "STANDARD_INPUT",
    "STDIN",
    "SUFFIXES",
    "ReadFailure",
    "ReadOptions",
    "find",
    "read",
    "read_all",
]

_BY_LINE = ("jsonl", "ndjson")
_MARKDOWN = ("md", "markdown")
# Bytes that are read in one go.
_AT_ONCE = 1 << 16


def read_all(paths: Iterator[str], options: ReadOptions, stdin_filename: str = "") -> Iterator[Post | ReadFailure]:
    """The posts of all files; a file that cannot be read is a failure, and the next one is read."""
    for path in paths:
        try:
            yield from read(path, options, stdin_filename=stdin_filename)
        except InputError as problem:
            yield ReadFailure(path, 0, problem)


def read(
    path: str, options: ReadOptions, *, stdin_filename: str = "", stream: BinaryIO | None = None
) -> Iterator[Post | ReadFailure]:
    """The posts of one file ("-": standard input, read as the file `stdin_filename` would be).

    InputError when the whole file cannot be read. JSON Lines are read line by line, whatever their size.
    """
    name = path
    if path == STANDARD_INPUT:
        name = stdin_filename or STDIN
        stream = stream or sys.stdin.buffer
    ending = name.rpartition(".")[2].lower()
    try:
        if ending in _BY_LINE:
            from postcheck.reader import records  # late, as in `_whole`

            if stream is not None:
                yield from records.read(stream, name)
                return
            with open(path, "rb") as file:
                yield from records.read(file, name)
            return
        data = stream.read() if stream is not None else _content(path)
    except OSError as problem:
        raise InputError(problem.strerror or str(problem), where=path) from None
    yield from _whole(ending)(decode(data, name), name, options)


def _content(path: str) -> bytes:
    """All bytes of a file, in half of the time that `open` takes: a cached run does little else."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while part := os.read(file, _AT_ONCE):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


@lru_cache
def _whole(ending: str) -> Callable[[str, str, ReadOptions], Iterator[Post]]:
    """How files with this ending are read, those that are read as a whole.

    Imported late: a run reads one kind of files as a rule, and the patterns of the others need not be compiled.
    """
    if ending in _MARKDOWN:
        from postcheck.reader import markdown

        return lambda text, name, options: markdown.read(text, name, options.markdown)
    from postcheck.reader import plain

    return lambda text, name, options: plain.read(text, name)
