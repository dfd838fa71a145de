"""How far a long run has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from postcheck.cli.sinks import Sink

_ERASE = "\r\033[K"


class Progress:
    """A bar on standard error, by bytes read, from the second batch of posts on: short runs show none.

    `total` is the size of all files, 0 when unknown. The bar makes way for what `clear_for` write to the terminal.
    """

    def __init__(self, total: int, *, wanted: bool, clear_for: Sequence[Sink]) -> None:
        self._total = total
        self.on = wanted and total > 0 and _is_terminal(sys.stderr)
        self._shares = any(sink.on_stdout for sink in clear_for) and _is_terminal(sys.stdout)
        self._complete = 0
        self._current = 0
        self._drawn = 0
        self._batches = 0
        self._bar: Any = None
        self._visible = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def read(self, size: int) -> None:
        """A post of so many bytes has been read."""
        self._current += size

    def end_of_file(self, size: int) -> None:
        """A file of so many bytes has been read."""
        self._complete += size
        self._current = 0

    def batch(self, count: int) -> None:
        """A batch of posts has been checked."""
        self._batches += 1
        if not self.on or self._batches < 2:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=self._total, file=sys.stderr)
            self._bar.render_progress()
        done = min(self._complete + self._current, self._total)
        self._bar.update(max(0, done - self._drawn))
        self._drawn = max(self._drawn, done)
        self._visible = True

    def clear(self) -> None:
        """Take the bar off the line, for a line of text; the next step draws it again."""
        if self._visible and self._shares:
            click.echo(_ERASE, err=True, nl=False)
            self._visible = False


def _is_terminal(stream: Any) -> bool:
    return stream is not None and stream.isatty()
