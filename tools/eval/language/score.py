"""Found, mended, false: the figures of one engine on the sentences, and Markdown tables of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postcheck.models import Finding, Post, Span
from tools.eval.language.data import Planted


@dataclass(frozen=True)
class Score:
    """`found`: planted mistakes that a finding touches; `mended`: those whose first fix gives the right sentence.

    `alarms`: findings on correct sentences; `beside`: findings elsewhere in the sentences with a mistake.
    """

    name: str
    found: int
    mended: int
    beside: tuple[tuple[Post, Finding], ...]
    missed: tuple[Planted, ...]
    alarms: tuple[tuple[Post, Finding], ...]

    @property
    def disturbed(self) -> int:
        """Correct sentences with a finding."""
        return len({post.id for post, _ in self.alarms})

    @property
    def precision(self) -> float:
        """Mistakes found by all findings, those beside the mistakes included; 1.0 when nothing was found."""
        total = self.found + len(self.alarms) + len(self.beside)
        return self.found / total if total else 1.0


def score(
    name: str, planted: Sequence[Planted], clean: Sequence[Post], found: Mapping[str, Sequence[Finding]]
) -> Score:
    """The figures of one engine; `found` by id of the post."""
    hits = [(item, _touching(found.get(item.post.id, ()), item.span)) for item in planted]
    return Score(
        name,
        sum(bool(findings) for _, findings in hits),
        sum(_mended(item, findings) for item, findings in hits),
        tuple((item.post, other) for item, near in hits for other in found.get(item.post.id, ()) if other not in near),
        tuple(item for item, findings in hits if not findings),
        tuple((post, finding) for post in clean for finding in found.get(post.id, ())),
    )


def table(scores: Sequence[Score], planted: Sequence[Planted], clean: Sequence[Post]) -> str:
    """The figures as a Markdown table."""
    lines = [
        f"| {len(planted)} mistakes, {len(clean)} correct sentences | found | first fix right | correct sentences "
        "disturbed | precision |",
        "|---|---|---|---|---|",
    ]
    for item in scores:
        share = f"{item.found} ({item.found / len(planted):.0%})"
        lines.append(f"| {item.name} | {share} | {item.mended} | {item.disturbed} | {item.precision:.1%} |")
    return "\n".join(lines)


def by_kind(scores: Sequence[Score], planted: Sequence[Planted]) -> str:
    """What was found of each kind of mistake, as a Markdown table."""
    missed = [Counter(item.kind for item in one.missed) for one in scores]
    lines = [f"| kind | mistakes | {' | '.join(one.name for one in scores)} |", "|---" * (len(scores) + 2) + "|"]
    for kind, count in Counter(item.kind for item in planted).items():
        found = " | ".join(str(count - counter[kind]) for counter in missed)
        lines.append(f"| {kind} | {count} | {found} |")
    return "\n".join(lines)


def _touching(findings: Sequence[Finding], span: Span) -> list[Finding]:
    return [finding for finding in findings if finding.span.overlaps(span)]


def _mended(item: Planted, findings: Sequence[Finding]) -> bool:
    text = item.post.text
    fixes = [finding.fixes[0] for finding in findings if finding.fixes]
    return any(text[: fix.span.start] + fix.replacement + text[fix.span.end :] == item.right for fix in fixes)
