"""spaCy's matchers, over parsed posts: token patterns and dependency patterns in, spans out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from math import prod
from typing import Any, cast

from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from postcheck.language.parsed import Parsed
from postcheck.language.sieve import Columns, Sieve, times
from postcheck.models import Span

Pattern = Sequence[Mapping[str, Any]]
# A pattern that would unfold into more stays as it is.
_MOST_WAYS = 500


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
        whole = Columns([parsed.doc[:]])
        sentences = Columns([_tokens_of(parsed.doc, sentence) for sentence in parsed.sentences])
        for alternative in self._alternatives:
            columns = sentences if alternative.owner in self._within else whole
            for stretch in alternative.sieve.stretches(columns):
                for tokens in alternative.matches(stretch):
                    parts = tuple(_span(parsed.doc, token, token) for token in tokens)
                    found[alternative.owner].append(TokenMatch(Span(parts[0].start, parts[-1].end), parts))
        return {owner: _longest(matches) for owner, matches in found.items()}


class _Alternative:
    """One pattern, with a matcher of its own: one for all patterns would try each of them at every token."""

    def __init__(self, owner: str, pattern: Pattern) -> None:
        self.owner = owner
        self._tokens = [{name: value for name, value in token.items() if name != "mark"} for token in pattern]
        self._marked = frozenset(index for index, token in enumerate(pattern) if token.get("mark"))
        self.sieve = Sieve(pattern)
        self._matcher: Matcher | None = None
        self._vocab: Vocab | None = None

    def matches(self, tokens: DocSpan) -> Iterator[list[int]]:
        """The marked tokens of each match, as numbers in the post; all its tokens where none is marked."""
        if self._matcher is None or self._vocab is not tokens.vocab:
            self._matcher, self._vocab = Matcher(tokens.vocab), tokens.vocab
            self._matcher.add("pattern", [self._tokens] if self._marked else _unfolded(self._tokens))
        for _, start, end, alignment in cast(Any, self._matcher)(tokens, with_alignments=True):
            first, last = tokens.start + start, tokens.start + end
            marked = [first + index for index, position in enumerate(alignment) if position in self._marked]
            yield marked or list(range(first, last))


def _unfolded(pattern: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Patterns that match the same together, without optional tokens: eighteen for `{1,18}`.

    spaCy follows every choice of the seventeen optional tokens, which are 131,072. Where several of the patterns match
    the same tokens, nobody can say which token is which: for patterns with marks, spaCy decides.
    """
    ways = [_ways(token) for token in pattern]
    if prod(map(len, ways)) > _MOST_WAYS:
        return [pattern]
    unfolded = [list(chain(*way)) for way in product(*ways)]
    return [tokens for tokens in unfolded if tokens]


def _ways(token: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Each number of times that the token can stand; operators without an end stay."""
    operator = token.get("OP", "{1}")
    least, most = times(operator) if operator != "!" else (1, None)
    if most is None:
        return [[token]]
    once = {name: value for name, value in token.items() if name != "OP"}
    return [[once] * count for count in range(least, most + 1)]


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


def _tokens_of(doc: Doc, sentence: Span) -> DocSpan:
    # Sentences begin and end with tokens, so there is a span.
    return cast(DocSpan, doc.char_span(sentence.start, sentence.end, alignment_mode="expand"))


def _longest(matches: list[TokenMatch]) -> list[TokenMatch]:
    kept: list[TokenMatch] = []
    for match in sorted(matches, key=lambda item: (item.span.start, -item.span.end)):
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return kept
