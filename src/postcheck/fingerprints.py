"""What makes two findings the same, over time: never where they stand, only what is said there."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

from postcheck.models import Finding, Post


def of(post: Post, finding: Finding) -> str:
    """The same for the same fault in the same lines, wherever the post has moved: 20 hexadecimal digits.

    It depends on the rule, the text that is marked, and the lines of the post around it, without their blanks.
    """
    span = finding.span
    start = post.text.rfind("\n", 0, span.start) + 1
    end = post.text.find("\n", max(span.start, span.end - 1))
    lines = post.text[start : end if end >= 0 else len(post.text)]
    return digest(finding.rule_id, post.text[span.start : span.end], lines)


def of_post(post: Post) -> str:
    """The same for posts with the same text."""
    return digest(post.text)


class Numbers:
    """Tells apart findings with the same fingerprint: the first one, the second one."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, fingerprint: str) -> int:
        """How often this fingerprint has been asked about, with this time."""
        self._seen[fingerprint] += 1
        return self._seen[fingerprint]


def digest(*parts: str) -> str:
    """A fingerprint of texts, whatever their blanks."""
    text = "\0".join(" ".join(part.split()) for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
