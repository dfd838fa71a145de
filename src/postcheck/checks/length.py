"""What the post's platform allows: its length, its visible beginning, the number of its hashtags."""

from __future__ import annotations

from dataclasses import dataclass

from postcheck import platforms
from postcheck.checks.base import Draft, Overrides
from postcheck.models import Span
from postcheck.ruleset.spec import Length
from postcheck.signals import Signals


@dataclass(frozen=True)
class LengthCheck:
    """Compiled `length`."""

    spec: Length

    def run(self, signals: Signals, overrides: Overrides) -> list[Draft]:
        """One draft when the post is beyond what its platform allows; none on unknown platforms."""
        platform = platforms.get(signals.parsed.post.platform)
        if platform is None:
            return []
        own = {"text": platform.max_length, "fold": platform.fold, "hashtags": platform.max_hashtags}
        limit: float | None = self.spec.limits.get(platform.id, own[self.spec.of])
        limit = overrides.platforms.get(platform.id, overrides.limit if overrides.limit is not None else limit)
        if limit is None:
            return []
        if self.spec.of == "text":
            return self._text(platform, int(limit), signals)
        if self.spec.of == "hashtags":
            return self._hashtags(int(limit), signals)
        return self._fold(int(limit), signals)

    def _text(self, platform: platforms.Platform, limit: int, signals: Signals) -> list[Draft]:
        text = signals.parsed.post.text
        length = platforms.length(platform, text)
        if length <= limit:
            return []
        # What is too much stands at the end: the span begins where the platform's count passes the limit.
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if platforms.length(platform, text[:middle]) <= limit:
                low = middle
            else:
                high = middle - 1
        return [Draft(Span(low, len(text)), values={"count": str(length), "limit": str(limit)})]

    def _hashtags(self, limit: int, signals: Signals) -> list[Draft]:
        spans = signals.spans("hashtags")
        if len(spans) <= limit:
            return []
        values = {"count": str(len(spans)), "limit": str(limit)}
        return [Draft(Span(spans[limit].start, spans[-1].end), values=values)]

    def _fold(self, limit: int, signals: Signals) -> list[Draft]:
        text = signals.parsed.post.text
        hits = sorted(span for name in self.spec.before_fold for span in signals.spans(name))
        if len(text) <= limit or not hits or hits[0].start < limit:
            return []
        return [Draft(hits[0], values={"count": str(hits[0].start), "limit": str(limit)})]
