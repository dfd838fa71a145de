"""Token patterns: what postcheck does to be quick finds what spaCy's matcher finds alone."""

from __future__ import annotations

from typing import Any

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc

from postcheck.language import Parsed, TokenMatcher
from postcheck.models import Post, Span
from postcheck.social import Social

_VOCAB = spacy.blank("de").vocab
_OPERATORS = ["?", "*", "+", "!", "{2}", "{0,3}", "{1,2}", "{2,}", "{,2}"]

_CONDITIONS = st.one_of(
    st.fixed_dictionaries({"LOWER": st.sampled_from("ab")}),
    st.fixed_dictionaries({"TEXT": st.fixed_dictionaries({"IN": st.lists(st.sampled_from("aAb"))})}),
    st.fixed_dictionaries({"TAG": st.fixed_dictionaries({"NOT_IN": st.lists(st.sampled_from(["NN", "ART"]))})}),
    st.fixed_dictionaries({"LEMMA": st.sampled_from("ab"), "IS_TITLE": st.booleans()}),
)
_OPTIONAL = st.builds(lambda token, operator: {**token, "OP": operator}, _CONDITIONS, st.sampled_from(_OPERATORS))
# The last token stands once: spaCy does not find all that an operator at the end allows.
_PATTERNS = st.builds(
    lambda tokens, last: [*tokens, last], st.lists(st.one_of(_CONDITIONS, _OPTIONAL), max_size=3), _CONDITIONS
)
_WORDS = st.lists(st.tuples(st.sampled_from("aAbc"), st.sampled_from(["NN", "ART"])), min_size=1, max_size=7)


@given(sentences=st.lists(_WORDS, min_size=1, max_size=3), pattern=_PATTERNS, within=st.booleans())
@settings(max_examples=250, deadline=None)
def test_the_sieve_loses_nothing(
    sentences: list[list[tuple[str, str]]], pattern: list[dict[str, Any]], within: bool
) -> None:
    """Of the matches of one matcher per sentence, or over the whole post, the longest are found, all of them."""
    parsed = _parsed(sentences)
    found = TokenMatcher({"it": [pattern]}, {"it"} if within else set()).find(parsed)
    assert [match.span for match in found.get("it", [])] == _plainly(parsed, pattern, within)


def _plainly(parsed: Parsed, pattern: list[dict[str, Any]], within: bool) -> list[Span]:
    matcher = Matcher(_VOCAB)
    matcher.add("it", [pattern])
    pieces = parsed.sentences if within else (Span(0, len(parsed.doc.text)),)
    spans: list[Span] = []
    for piece in pieces:
        tokens = parsed.doc.char_span(piece.start, piece.end, alignment_mode="expand")
        for _, start, end in matcher(tokens):
            match = tokens[start:end]
            spans.append(Span(match.start_char, match.end_char))
    longest: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not longest or span.start >= longest[-1].end:
            longest.append(span)
    return longest


def _parsed(sentences: list[list[tuple[str, str]]]) -> Parsed:
    words = [word for sentence in sentences for word, _ in sentence]
    tags = [tag for sentence in sentences for _, tag in sentence]
    doc = Doc(_VOCAB, words=words, tags=tags, lemmas=[word.lower() for word in words])
    spans, place = [], 0
    for sentence in sentences:
        first, last = doc[place], doc[place + len(sentence) - 1]
        spans.append(Span(first.idx, last.idx + len(last.text)))
        place += len(sentence)
    return Parsed(Post("it", "it", doc.text), doc, ("word",) * len(doc), tuple(spans), Social(()))
