"""The tokens of a post as plain lists, read from spaCy once and used by every finder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from postcheck.language import Parsed
from postcheck.models import Span

# What ends a clause, for negation and conditions: their scope does not reach further.
_CLAUSE_ENDS = frozenset(",;:.!?…–—()")


class Words:
    """Columns over the tokens of a post, all of the same length.

    `starts`, `ends`: code-point offsets; `texts` as written; `lowers` with fancy letters read as letters;
    `lemmas` lower-cased, "" where the pipeline gives none; `tags` STTS; `pos` UPOS; `kinds` as in `Parsed`;
    `sentence_of`: index of the token's sentence; `clause_of`: number of its clause.
    """

    def __init__(self, parsed: Parsed) -> None:
        doc = parsed.doc
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token.text) for token in doc]
        self.texts = [token.text for token in doc]
        self.lowers = [token.norm_.lower() if kind == "fancy" else token.lower_
                       for token, kind in zip(doc, parsed.kinds, strict=True)]  # fmt: skip
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.kinds = parsed.kinds
        self.sentences = parsed.sentences
        self.sentence_of = _owners(self.starts, parsed.sentences)
        self.clause_of = self._clauses()
        # How many words each sentence has: hundreds of signals ask.
        self.word_counts = [sum(map(self.is_word, self.tokens_in(sentence))) for sentence in parsed.sentences]

    def __len__(self) -> int:
        return len(self.starts)

    def tokens_in(self, span: Span) -> range:
        """Indexes of the tokens that lie in or overlap `span`."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end)
        return range(first, max(first, last))

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def is_word(self, index: int) -> bool:
        """Whether the token is a word of the language (gender forms and fancy letters included)."""
        return self.kinds[index] in ("word", "gender", "fancy")

    def _clauses(self) -> list[int]:
        numbers: list[int] = []
        clause = 0
        for index, text in enumerate(self.texts):
            if index and self.sentence_of[index] != self.sentence_of[index - 1]:
                clause += 1
            numbers.append(clause)
            if text in _CLAUSE_ENDS:
                clause += 1
        return numbers


def _owners(starts: list[int], spans: tuple[Span, ...]) -> list[int]:
    begins = [span.start for span in spans]
    return [max(0, bisect_right(begins, start) - 1) for start in starts]
