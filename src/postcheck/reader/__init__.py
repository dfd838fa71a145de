"""Posts from files, with their map back to file, line and column. One file an input format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
    try:
        if stream is not None:
            yield from _read(stream, name, options)
            return
        # What is read as a whole needs no buffer.
        with open(path, "rb", -1 if _is_read_by_line(name) else 0) as file:
            yield from _read(file, name, options)
    except OSError as problem:
        raise InputError(problem.strerror or str(problem), where=path) from None


def _read(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Post | ReadFailure]:
    # Late: a run reads one kind of files as a rule, and the patterns of the others need not be compiled.
    if _is_read_by_line(name):
        from postcheck.reader import records

        yield from records.read(stream, name)
        return
    text = decode(stream.read(), name)
    if name.lower().endswith((".md", ".markdown")):
        from postcheck.reader import markdown

        yield from markdown.read(text, name, options.markdown)
    else:
        from postcheck.reader import plain

        yield from plain.read(text, name)


def _is_read_by_line(name: str) -> bool:
    return name.lower().endswith((".jsonl", ".ndjson"))
