"""spaCy's matchers, over parsed posts: token patterns and dependency patterns in, spans out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from postcheck.language.parsed import Parsed
from postcheck.models import Span

Pattern = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """What a token pattern found: the span from the first to the last marked token, and these tokens one by one."""

    span: Span
    parts: tuple[Span, ...]


class TokenMatcher:
    """All token patterns of a run.

    `patterns`: owner to alternatives; a token of a pattern may hold `mark: true`, then the span covers only
    the marked tokens. `within_sentence`: owners whose matches may not run over the end of a sentence.
    """

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]], within_sentence: Collection[str]) -> None:
        self._within = frozenset(within_sentence)
        self._alternatives = [
            _Alternative(owner, pattern) for owner, alternatives in patterns.items() for pattern in alternatives
        ]

    def find(self, parsed: Parsed) -> dict[str, list[TokenMatch]]:
        """Matches by owner, in the order of the text; of overlapping matches of one owner the longest stays."""
        found: dict[str, list[TokenMatch]] = defaultdict(list)
        forms = {token.lower_ for token in parsed.doc}
        for alternative in self._alternatives:
            if not alternative.possible(forms):
                continue
            for start, end, tokens in alternative.matches(parsed.doc):
                if alternative.owner in self._within and not _one_sentence(parsed, start, end):
                    continue
                parts = tuple(_span(parsed.doc, token, token) for token in tokens)
                found[alternative.owner].append(TokenMatch(Span(parts[0].start, parts[-1].end), parts))
        return {owner: _longest(matches) for owner, matches in found.items()}


class _Alternative:
    """One pattern. Its matcher is made when a post first holds the words that the pattern cannot do without.

    One matcher for all patterns would try every one of them at every token of every post.
    """

    def __init__(self, owner: str, pattern: Pattern) -> None:
        self.owner = owner
        self._tokens = [{name: value for name, value in token.items() if name != "mark"} for token in pattern]
        self._marked = frozenset(index for index, token in enumerate(pattern) if token.get("mark"))
        self._needed = [forms for forms in map(_forms, pattern) if forms]
        self._matcher: Matcher | None = None
        self._vocab: Vocab | None = None

    def possible(self, forms: set[str]) -> bool:
        """Whether the pattern can match a post with these words (in small letters)."""
        return not any(forms.isdisjoint(needed) for needed in self._needed)

    def matches(self, doc: Doc) -> Iterator[tuple[int, int, list[int]]]:
        """(start, end, marked tokens) for each match; all its tokens where none is marked."""
        if self._matcher is None or self._vocab is not doc.vocab:
            self._matcher, self._vocab = Matcher(doc.vocab), doc.vocab
            self._matcher.add("pattern", [self._tokens])
        for _, start, end, alignment in cast(Any, self._matcher)(doc, with_alignments=True):
            marked = [start + index for index, position in enumerate(alignment) if position in self._marked]
            yield start, end, marked or list(range(start, end))


def _forms(token: Mapping[str, Any]) -> frozenset[str]:
    """The words (in small letters) of which a match needs one for this token; empty when it may be others or none."""
    if token.get("OP", "+") != "+":
        return frozenset()
    for key in ("LOWER", "TEXT", "ORTH"):
        value = token.get(key)
        values = [value] if isinstance(value, str) else value.get("IN", ()) if isinstance(value, Mapping) else ()
        if values:
            return frozenset(text.lower() for text in values)
    return frozenset()


def dependency_matches(parsed: Parsed, patterns: Sequence[Pattern]) -> list[Span]:
    """Spans from the first to the last token of each match; [] when the post was parsed without a parser."""
    if not parsed.doc.has_annotation("DEP"):
        return []
    matcher = DependencyMatcher(parsed.doc.vocab)
    matcher.add("pattern", [[dict(node) for node in pattern] for pattern in patterns])
    spans = {_span(parsed.doc, min(tokens), max(tokens)) for _, tokens in matcher(parsed.doc)}
    return sorted(spans)


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last].idx + len(doc[last].text))


def _one_sentence(parsed: Parsed, start: int, end: int) -> bool:
    span = _span(parsed.doc, start, end - 1)
    return any(sentence.contains(span) for sentence in parsed.sentences)


def _longest(matches: list[TokenMatch]) -> list[TokenMatch]:
    kept: list[TokenMatch] = []
    for match in sorted(matches, key=lambda item: (item.span.start, -item.span.end)):
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return kept
