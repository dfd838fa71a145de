"""The tokens of a post as plain lists, read from spaCy once and used by every finder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from postcheck.language import Parsed
from postcheck.models import Span

_start, _end = attrgetter("start"), attrgetter("end")
# What ends a clause, for negation and conditions: their scope does not reach further.
_CLAUSE_ENDS = frozenset(",;:.!?…–—()")


class Words:
    """Columns over the tokens of a post, all of the same length.

    `starts`, `ends`: code-point offsets; `texts` as written; `lowers` with fancy letters read as letters;
    `lemmas` lower-cased, "" where the pipeline gives none; `tags` STTS; `pos` UPOS; `kinds` as in `Parsed`;
    `sentence_of`: index of the token's sentence; `clause_of`: number of its clause.
    Columns over the sentences that hold words: their spans `proper`, `word_counts`, and `endings`: "?", "!", or "." for
    anything else.
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
        counts = [sum(map(self.is_word, self.tokens_in(sentence))) for sentence in parsed.sentences]
        self.proper = [sentence for sentence, count in zip(parsed.sentences, counts, strict=True) if count]
        self.word_counts = [count for count in counts if count]
        self.endings = [self._ending(sentence) for sentence in self.proper]

    def __len__(self) -> int:
        return len(self.starts)

    def tokens_in(self, span: Span) -> range:
        """Indexes of the tokens that lie in or overlap `span`."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end)
        return range(first, max(first, last))

    def proper_in(self, spans: Iterable[Span]) -> int:
        """The proper sentences that the spans overlap: a number with a bit for each, the lowest first."""
        found = 0
        for span in spans:
            first = bisect_right(self.proper, span.start, key=_end)
            last = bisect_left(self.proper, span.end, key=_start)
            found |= (1 << last) - (1 << first) if last > first else 0
        return found

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def is_word(self, index: int) -> bool:
        """Whether the token is a word of the language (gender forms and fancy letters included)."""
        return self.kinds[index] in ("word", "gender", "fancy")

    def _ending(self, sentence: Span) -> str:
        """How a sentence ends; emoji, quotation marks and the like are passed over."""
        for index in reversed(self.tokens_in(sentence)):
            if self.kinds[index] == "punct":
                for mark in reversed(self.texts[index]):
                    if mark in "?!":
                        # "Wirklich?!" asks.
                        return "?" if "?" in self.texts[index] else mark
                    if mark in ".…:,;":
                        return "."
            elif self.is_word(index) or self.kinds[index] == "number":
                return "."
        return "."

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
