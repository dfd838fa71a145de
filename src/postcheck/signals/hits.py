"""What a signal finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postcheck.models import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a signal holds. `groups` are the named groups of a regular expression.

    `replacement` is what should stand there, where the finder knows it.
    """

    span: Span
    replacement: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
