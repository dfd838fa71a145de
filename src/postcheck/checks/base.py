"""What all checks share: a draft of a finding, and the spans that a finding can cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from postcheck.models import Evidence, Fix, Span
from postcheck.signals import Signals


@dataclass(frozen=True, slots=True)
class Draft:
    """A fault before it has its rule's texts: where, and what is filled into the message."""

    span: Span
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a configuration says of a rule for one post: another limit, and limits by platform (ids)."""

    limit: float | None = None
    platforms: Mapping[str, float] = field(default_factory=dict)


class Check(Protocol):
    """One rule's check, compiled from its `match`."""

    def run(self, signals: Signals, overrides: Overrides) -> Sequence[Draft]:
        """The faults of one post, in the order of the text."""


def sentences(signals: Signals) -> list[Span]:
    """The sentences of the post that hold words; the post itself where there are none."""
    return signals.spans("sentences") or signals.spans("whole-post")


def marked(mark: str, spans: Sequence[Span], signals: Signals) -> list[Span]:
    """The spans that findings cover: of the hits, of the whole post, or of its first or last sentence."""
    if mark == "each":
        return list(spans)
    if mark == "first":
        return list(spans[:1])
    if mark == "last":
        return list(spans[-1:])
    if mark == "all" and spans:
        return [Span(spans[0].start, max(span.end for span in spans))]
    if mark == "first-sentence":
        return sentences(signals)[:1]
    if mark == "last-sentence":
        return sentences(signals)[-1:]
    return signals.spans("whole-post")


def number(value: float) -> str:
    """A number for a message: whole numbers without a decimal point."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0")
