"""The sentences: with one planted mistake each, and without any (`correct.tsv`).

The rules were written after `mistakes.tsv` and tuned on it; `fresh.tsv` was written when they were done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from postcheck.models import Post, Span

FOLDER = Path(__file__).parent
_PLANTED = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")


@dataclass(frozen=True)
class Planted:
    """A sentence with one mistake: of which kind, where it stands, and what the whole sentence should be."""

    post: Post
    kind: str
    span: Span
    right: str


def mistakes(name: str = "mistakes.tsv") -> list[Planted]:
    """All sentences of `mistakes.tsv`, or of `fresh.tsv`."""
    found: list[Planted] = []
    for number, row in enumerate(_rows(name), start=1):
        kind, text = row.split("\t")
        match = _PLANTED.search(text)
        if match is None:
            raise ValueError(f"no mistake is marked: {text}")
        before, behind = text[: match.start()], text[match.end() :]
        post = Post(f"{name}-{kind}-{number}", name, before + match[1] + behind)
        span = Span(len(before), len(before) + len(match[1]))
        found.append(Planted(post, kind, span, before + match[2] + behind))
    return found


def correct() -> list[Post]:
    """All sentences of `correct.tsv`."""
    return [Post(f"correct-{number}", "correct.tsv", row) for number, row in enumerate(_rows("correct.tsv"), start=1)]


def _rows(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]
