"""Where formats write to: standard output, or files that appear when they are complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TextIO

import click

from postcheck import output
from postcheck.errors import UsageError, nearest


@dataclass(frozen=True)
class Sink:
    """A format and the stream that it writes to; None is standard output."""

    format: output.Format
    stream: TextIO | None
    _waiting: list[str] = field(default_factory=list)

    @property
    def on_stdout(self) -> bool:
        """Whether it writes to standard output."""
        return self.stream is None

    def write(self, text: str) -> None:
        """Write text that the format made; what goes to standard output is seen after `flush`."""
        if self.stream is not None:
            self.stream.write(text)
        elif text:
            self._waiting.append(text)

    def flush(self) -> None:
        """Write what waits: many posts at once cost less than each for itself."""
        if not self._waiting:
            return
        text = "".join(self._waiting)
        self._waiting.clear()
        if self.format.for_people:
            # A terminal that lacks a letter must not end the run.
            encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
            click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False)
        else:
            click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


@contextmanager
def sinks(formats: Sequence[str], target: str | None, options: output.FormatOptions) -> Iterator[list[Sink]]:
    """The sinks for the --format options; UsageError when they do not go together.

    Files appear under their names when the block ends well, and not at all otherwise.
    """
    wanted = _wanted(formats, target)
    forced = click.get_current_context().color
    on_terminal = replace(options, colours=sys.stdout.isatty() if forced is None else forced)
    in_file = replace(options, colours=False)
    with ExitStack() as stack:
        yield [
            Sink(output.make(name, in_file), stack.enter_context(whole_file(file)))
            if file
            else Sink(output.make(name, on_terminal), None)
            for name, file in wanted
        ]


def _wanted(formats: Sequence[str], target: str | None) -> list[tuple[str, str]]:
    wanted: list[tuple[str, str]] = []
    for text in formats or ("full",):
        name, equals, file = text.partition("=")
        if name not in output.FORMATS:
            hint = nearest(name, output.FORMATS) or f"one of {', '.join(output.FORMATS)}"
            raise UsageError(f"no format is called '{name}'", hint=hint)
        if equals and not file:
            raise UsageError(f"'--format {text}' names no file")
        wanted.append((name, file or target or ""))
    places = [os.path.realpath(file) if file else "" for _, file in wanted]
    if len(set(places)) < len(places):
        raise UsageError("several formats would write to the same place", hint="--format json=report.json")
    if target and target not in [file for _, file in wanted]:
        raise UsageError("--output has nothing to do: all formats have their files")
    return wanted


@contextmanager
def whole_file(name: str) -> Iterator[TextIO]:
    """A file for writing that takes its name when all is written; devices and pipes are written at once."""
    path = os.path.realpath(name)
    plain = not os.path.exists(path) or os.path.isfile(path)
    folder, last = os.path.split(path)
    draft = os.path.join(folder, f".{last}.{os.getpid()}.tmp") if plain else path
    try:
        stream = open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
    except OSError as problem:
        raise UsageError(f"cannot write: {problem.strerror}", where=name) from None
    try:
        with stream:
            yield stream
        if plain:
            if os.path.exists(path):
                import shutil  # late: few runs write files

                shutil.copymode(path, draft)
            os.replace(draft, path)
    except BaseException:
        if plain:
            os.unlink(draft)
        raise
