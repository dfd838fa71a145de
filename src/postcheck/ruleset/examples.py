"""Examples of rules: posts in which [[…]] marks what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postcheck.models import Span
from postcheck.ruleset.spec import Example


@dataclass(frozen=True)
class Case:
    """An example without its marks, and the spans that they marked."""

    text: str
    spans: tuple[Span, ...]
    platform: str = ""
    kind: str = ""
    fixed: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)


def parse(example: str | Example) -> Case:
    """Take the marks out of an example; ValueError when they do not match."""
    if isinstance(example, str):
        example = Example(example)
    parts: list[str] = []
    spans: list[Span] = []
    length, start = 0, -1
    rest = example.text
    while rest:
        opening, closing = rest.find("[["), rest.find("]]")
        at = min((place for place in (opening, closing) if place >= 0), default=-1)
        if at < 0:
            break
        parts.append(rest[:at])
        length += at
        if at == opening:
            if start >= 0:
                raise ValueError("'[[' inside '[[…]]'")
            start = length
        else:
            if start < 0:
                raise ValueError("']]' without '[['")
            spans.append(Span(start, length))
            start = -1
        rest = rest[at + 2 :]
    if start >= 0:
        raise ValueError("'[[' without ']]'")
    return Case("".join(parts) + rest, tuple(spans), example.platform, example.kind, example.fixed, example.meta)
