"""The signals of one post: computed on demand, and once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postcheck.language import Parsed, TokenMatch, dependency_matches
from postcheck.models import Span
from postcheck.ruleset.spec import FIX_FIELD, Context, Weighted
from postcheck.signals.compiled import CompiledSignals
from postcheck.signals.contexts import Contexts
from postcheck.signals.finders import composed, evidence
from postcheck.signals.finders.fixes import fill, like
from postcheck.signals.finders.repeated import repeated
from postcheck.signals.hits import Hit
from postcheck.signals.measured import MEASURES
from postcheck.signals.words import Words


class Signals:
    """Named measurements of one parsed post."""

    def __init__(self, parsed: Parsed, compiled: CompiledSignals) -> None:
        self.parsed = parsed
        self.words = Words(parsed)
        self._compiled = compiled
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._touched: dict[str, int] = {}
        self._terms: dict[str, list[Hit]] | None = None
        self._possible: Mapping[str, Sequence[int]] | None = None
        self._tokens: dict[str, list[TokenMatch]] | None = None
        self._contexts: Contexts | None = None
        self._plain: str | None = None

    def hits(self, name: str) -> tuple[Hit, ...]:
        """The hits of a signal in the order of the text; contexts have cancelled what they cancel."""
        if name not in self._known:
            self._known[name] = self._compute(name)
        return self._known[name]

    def spans(self, name: str) -> list[Span]:
        """The spans of the hits."""
        return [hit.span for hit in self.hits(name)]

    def count(self, name: str) -> int:
        """How often the signal holds."""
        return len(self.hits(name))

    @property
    def contexts(self) -> Contexts:
        """The contexts of this post."""
        if self._contexts is None:
            is_reply = self.parsed.post.kind == "reply" or bool(self.count("reply-start"))
            self._contexts = Contexts(self.words, self.parsed.social, self.spans("quotations"), is_reply)
        return self._contexts

    def keep(self, hits: Sequence[Hit], unless: Sequence[Context], outside: Sequence[str]) -> list[Hit]:
        """The hits that neither a context nor the span of another signal cancels."""
        forbidden = [span for name in outside for span in self.spans(name)]
        return [
            hit
            for hit in hits
            if not any(self.contexts.holds(context, hit.span) for context in unless)
            and not any(hit.span.overlaps(span) for span in forbidden)
        ]

    def _compute(self, name: str) -> tuple[Hit, ...]:
        if name in MEASURES:
            found = MEASURES[name](self.parsed, self.words)
            if isinstance(found, dict):
                return tuple(Hit(span, right if "?" not in right else None) for span, right in found.items())
            return tuple(Hit(span) for span in found)
        signal = self._compiled.signals[name]
        hits = self._find(name)
        if not hits:
            return ()  # most signals, in most posts
        hits = self.keep(hits, signal.unless, signal.outside)
        if signal.only:
            hits = [hit for hit in hits if any(self.contexts.holds(context, hit.span) for context in signal.only)]
        if signal.inside:
            allowed = [span for other in signal.inside for span in self.spans(other)]
            hits = [hit for hit in hits if any(hit.span.overlaps(span) for span in allowed)]
        return tuple(sorted(hits, key=lambda hit: hit.span))

    def _find(self, name: str) -> list[Hit]:
        compiled, finder = self._compiled, self._compiled.signals[name].match
        if finder.terms is not None:
            if self._terms is None:
                self._terms = compiled.terms.find(self.words, self.parsed.social)
            return self._terms.get(name, [])
        if finder.tokens is not None:
            if self._tokens is None:
                self._tokens = compiled.tokens.find(self.parsed)
            return [self._token_hit(match, compiled.token_fixes[name]) for match in self._tokens.get(name, ())]
        if finder.regex is not None:
            if self._possible is None:
                self._possible = compiled.prefilter.possible(self.plain_text)
            return list(compiled.regexes[name].find(self.plain_text, self._possible.get(name, ())))
        if finder.replacements is not None:
            return list(compiled.replacements[name].find(self.plain_text))
        if finder.repeated is not None:
            return repeated(finder.repeated, self.words)
        if finder.dependency is not None:
            return [Hit(span) for span in dependency_matches(self.parsed, compiled.dependencies[name])]
        if finder.sentence is not None:
            return composed.sentence(finder.sentence, self.words, self._within)
        if finder.sequence is not None:
            return composed.sequence(finder.sequence, self.words, self.hits)
        if finder.together is not None:
            return composed.together(finder.together, self.hits)
        if finder.evidence is not None:
            return self._evidence(finder.evidence)
        return composed.any_of(finder.any or (), self.hits)

    def _within(self, name: str) -> int:
        """The proper sentences that a signal touches, a bit for each: hundreds of sentence signals ask for the same."""
        if name not in self._touched:
            self._touched[name] = self.words.proper_in(self.spans(name))
        return self._touched[name]

    def _evidence(self, options: Weighted) -> list[Hit]:
        whole = self.spans("whole-post")
        scopes = (self.spans("sentences") or whole) if options.scope == "sentence" else whole
        found = evidence.scores(options, scopes, self.words, self.hits)
        return [Hit(scored.span) for scored in found if scored.score >= options.threshold]

    def _token_hit(self, match: TokenMatch, fix: str) -> Hit:
        if not fix:
            return Hit(match.span)
        text = self.parsed.post.text
        parts = {str(number): text[span.start : span.end] for number, span in enumerate(match.parts)}
        parts["match"] = text[match.span.start : match.span.end]
        constant = not FIX_FIELD.search(fix)
        return Hit(match.span, like(parts["match"], fix) if constant else fill(fix, parts))

    @property
    def plain_text(self) -> str:
        """The post's text with letters of mathematical styles read as letters; the same length."""
        if self._plain is None:
            text = self.parsed.post.text
            for item in self.parsed.social.items:
                if item.kind == "fancy" and len(item.value) == len(item.span):
                    text = text[: item.span.start] + item.value + text[item.span.end :]
            self._plain = text
        return self._plain
