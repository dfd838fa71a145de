"""The contexts that cancel a hit: negated, quoted, asked, conditional, in a hashtag, in a link, in a reply."""

from __future__ import annotations

from collections.abc import Iterable

from postcheck.models import Span
from postcheck.ruleset.spec import Context
from postcheck.signals.words import Words
from postcheck.social import Social

_NEGATORS = frozenset(
    [
        "nicht",
        "nie",
        "niemals",
        "niemand",
        "niemanden",
        "niemandem",
        "keinesfalls",
        "keineswegs",
        "nirgends",
        "nirgendwo",
        "weder",
        "ohne",
        "statt",
        "anstatt",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "keines",
        "kaum",
        "nix",
        "nichts",
    ]
)
# A negator of these is none: "nicht nur", "nicht zuletzt", "nicht umsonst".
_NO_NEGATION_AFTER = frozenset(["nur", "bloß", "zuletzt", "umsonst", "mehr_als"])
_CONDITIONS = frozenset(["wenn", "falls", "sofern", "soweit", "vorausgesetzt", "ob"])
_SUBJUNCTIVES = frozenset(
    [
        "würde",
        "würdest",
        "würden",
        "würdet",
        "könnte",
        "könntest",
        "könnten",
        "könntet",
        "sollte",
        "sollten",
        "solltest",
        "solltet",
        "hätte",
        "hätten",
        "hättest",
        "hättet",
        "wäre",
        "wären",
        "wärst",
        "wärt",
        "müsste",
        "müssten",
        "dürfte",
        "dürften",
        "möchte",
        "möchten",
    ]
)
# How far a negator reaches back and ahead in its clause, in tokens.
_REACH = 7


class Contexts:
    """Answers, for one post, whether a context holds at a span."""

    def __init__(self, words: Words, social: Social, quotations: Iterable[Span], is_reply: bool) -> None:
        self._words = words
        self._social = social
        self._quotations = tuple(quotations)
        self._is_reply = is_reply

    def holds(self, context: Context, span: Span) -> bool:
        """Whether `context` holds at `span`."""
        match context:
            case "negated":
                return self._negated(span)
            case "quoted":
                return any(quotation.contains(span) for quotation in self._quotations)
            case "asked":
                return self._asked(span)
            case "conditional":
                return self._conditional(span)
            case "hashtag":
                return self._inside(span, ("hashtag",))
            case "link":
                return self._inside(span, ("link", "email"))
            case "reply":
                return self._is_reply

    def _inside(self, span: Span, kinds: tuple[str, ...]) -> bool:
        return any(item.kind in kinds and item.span.overlaps(span) for item in self._social.items)

    def _asked(self, span: Span) -> bool:
        words = self._words
        tokens = words.tokens_in(span)
        if not tokens:
            return False
        sentence = words.sentence_of[tokens[-1]]
        for index in range(tokens[-1], len(words)):
            if words.sentence_of[index] != sentence:
                break
            if "?" in words.texts[index] and words.kinds[index] == "punct":
                return True
        return False

    def _clause(self, index: int) -> range:
        clause = self._words.clause_of
        first = last = index
        while first > 0 and clause[first - 1] == clause[index]:
            first -= 1
        while last + 1 < len(clause) and clause[last + 1] == clause[index]:
            last += 1
        return range(first, last + 1)

    def _negated(self, span: Span) -> bool:
        words = self._words
        tokens = words.tokens_in(span)
        if not tokens:
            return False
        clause = self._clause(tokens[0])
        for index in clause:
            if words.lowers[index] not in _NEGATORS or index in tokens:
                continue
            following = words.lowers[index + 1] if index + 1 < len(words) else ""
            if following in _NO_NEGATION_AFTER:
                continue
            before = 0 < tokens[0] - index <= _REACH
            # "das klappt nicht": behind the verb, the negator must be near, and nothing new may begin after it.
            behind = 0 < index - tokens[-1] <= 4 and words.lowers[index] in (
                "nicht",
                "nie",
                "niemals",
                "kaum",
            )
            if before or behind:
                return True
        return False

    def _conditional(self, span: Span) -> bool:
        words = self._words
        tokens = words.tokens_in(span)
        if not tokens:
            return False
        return any(
            words.lowers[index] in _CONDITIONS or words.lowers[index] in _SUBJUNCTIVES
            for index in self._clause(tokens[0])
        )
