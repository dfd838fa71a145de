"""spaCy's matchers, over parsed posts: token patterns and dependency patterns in, spans out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
    """All token patterns of a run in one matcher.

    `patterns`: owner to alternatives; a token of a pattern may hold `mark: true`, then the span covers only
    the marked tokens. `within_sentence`: owners whose matches may not run over the end of a sentence.
    """

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]], within_sentence: Collection[str]) -> None:
        self._patterns = patterns
        self._within = frozenset(within_sentence)
        self._matcher: Matcher | None = None
        self._vocab: Vocab | None = None
        self._owners: dict[str, tuple[str, frozenset[int]]] = {}

    def find(self, parsed: Parsed) -> dict[str, list[TokenMatch]]:
        """Matches by owner, in the order of the text; of overlapping matches of one owner the longest stays."""
        if not self._patterns:
            return {}
        if self._matcher is None or self._vocab is not parsed.doc.vocab:
            self._compile(parsed.doc.vocab)
        assert self._matcher is not None
        found: dict[str, list[TokenMatch]] = defaultdict(list)
        for key, start, end, alignment in cast(Any, self._matcher)(parsed.doc, with_alignments=True):
            owner, marked = self._owners[parsed.doc.vocab.strings[key]]
            tokens = [start + i for i, position in enumerate(alignment) if position in marked]
            tokens = tokens or list(range(start, end))
            if owner in self._within and not _one_sentence(parsed, start, end):
                continue
            parts = tuple(_span(parsed.doc, token, token) for token in tokens)
            found[owner].append(TokenMatch(Span(parts[0].start, parts[-1].end), parts))
        return {owner: _longest(matches) for owner, matches in found.items()}

    def _compile(self, vocab: Vocab) -> None:
        self._matcher, self._vocab, self._owners = Matcher(vocab), vocab, {}
        for owner, alternatives in self._patterns.items():
            for number, pattern in enumerate(alternatives):
                key = f"{owner}\0{number}"
                marked = frozenset(i for i, token in enumerate(pattern) if token.get("mark"))
                self._owners[key] = owner, marked
                plain = [{name: value for name, value in token.items() if name != "mark"} for token in pattern]
                self._matcher.add(key, [plain])


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
