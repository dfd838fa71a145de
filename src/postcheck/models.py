"""The data that flows through postcheck: frozen, plain, without spaCy and without rule objects.

What a run makes by the ten thousand is a NamedTuple: made in a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

# What a post can be; where nothing says it, signals decide.
KINDS_OF_POST = ("post", "reply", "notice", "ad")
# What leaves out a finding, where a post itself does not ask for it.
BASELINE, CONFIGURATION = "baseline", "configuration"
_NOTHING: Mapping[str, object] = {}


class Severity(IntEnum):
    """How much a finding weighs; the order is the order of the weights."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name in rule files, on the command line and in every output."""
        return self.name.lower()

    @staticmethod
    def of(label: str) -> Severity:
        """The severity with this label; KeyError when there is none."""
        return Severity[label.upper()]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in `Post.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Anchor(NamedTuple):
    """Code point `offset` of a post's text stands at `line` and `column` of its file (1-based, code points).

    From an anchor to the next one, each code point of the text takes one column.
    """

    offset: int
    line: int
    column: int


class Location(NamedTuple):
    """A span as lines and columns of the file: 1-based, in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """A request to leave out findings of the rules that match `pattern` (a rule id, an area, or a glob).

    `line` is where it stands in the file (1-based; 0: in the configuration); `by` names that place for people:
    "front matter", "record", "comment", "configuration".
    """

    pattern: str
    reason: str = ""
    line: int = 0
    by: str = ""


class Post(NamedTuple):
    """One draft, its `text` exactly as read.

    `id` is the record's own, else path and ordinal ("a.md#2"). `path` is as the user gave it ("<stdin>" for
    standard input). `kind` is what the file says of the post ("post", "reply", "notice", "ad"), or "".
    `anchors` lead from offsets of the text back to the file: sorted, the first at offset 0.
    """

    id: str
    path: str
    text: str
    platform: str = ""
    date: str = ""
    kind: str = ""
    meta: Mapping[str, object] = _NOTHING
    anchors: tuple[Anchor, ...] = (Anchor(0, 1, 1),)
    suppressions: tuple[Suppression, ...] = ()


class Fix(NamedTuple):
    """Replace `span` by `replacement`, and nothing else."""

    span: Span
    replacement: str


class Evidence(NamedTuple):
    """One reason for a finding: what a signal found, and how much it weighed (0.0: not weighted).

    `label` says in the reader's language what the signal means.
    """

    signal: str
    text: str
    span: Span
    label: str = ""
    weight: float = 0.0


class Finding(NamedTuple):
    """One fault in one post. `advice` says what to write instead; both texts are in the language of the run."""

    rule_id: str
    severity: Severity
    message: str
    span: Span
    advice: str = ""
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of a post that could not be checked: by which part (a rule id, "grammar", "parse", "read"), and why."""

    part: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not shown, and by what ("front matter", "configuration", "baseline" …) for which reason."""

    finding: Finding
    by: str
    reason: str = ""


class Report(NamedTuple):
    """All that is known of one post after the check.

    `unused` are the post's own requests that left out nothing, although the rules that they name were checked.
    """

    post: Post
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    unused: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """The name and version of a part that took part in a run: pipeline or grammar engine."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class About:
    """What every format says of a run as a whole; `notices` are sentences for people (degraded grammar …)."""

    pipeline: Tool
    grammar: Tool
    lang: str = "de"
    notices: tuple[str, ...] = ()
