"""LanguageTool's matches to findings: what is no fault in a post is dropped, the rest keeps its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from postcheck import social
from postcheck.checks.grammar.table import CASE_CATEGORY, LEFT_OUT, LEFT_OUT_CATEGORIES, SPELLING_CATEGORY, severity
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Finding, Fix, Severity, Span

_MOST_FIXES = 4
# What is no German sentence: whatever LanguageTool says about it is about something else.
_SILENT = frozenset({"hashtag", "mention", "link", "email", "emoji", "placeholder", "gender", "fancy", "emoticon"})


def prepared(text: str) -> str:
    """The text that is sent: of the same length in code points, nothing beyond the basic plane.

    Offsets of the server are then code points. The rest stays as it is: blanks or stand-ins for links, mentions and
    hashtags raise more false alarms than the things themselves.
    """
    return social.mask(text, social.scan(text))


def findings(
    text: str,
    names: Sequence[Span],
    matches: Sequence[tuple[Span, dict[str, Any]]],
    options: GrammarOptions,
    vocabulary: Vocabulary,
) -> tuple[Finding, ...]:
    """The findings of one post, in the order of its text; `names` are no spelling mistakes."""
    if not matches:
        return ()
    post = _Post(text, [item.span for item in social.scan(text).items if item.kind in _SILENT])
    accepted = [*names, *vocabulary.spans(text)]
    kept = (
        _finding(text, span, match)
        for span, match in matches
        if not _left_out(match, options)
        and not post.is_layout(span, match)
        and not (_about_letters(match) and _touches(span, accepted))
    )
    found = {(finding.span, finding.rule_id): finding for finding in kept}
    return tuple(found[key] for key in sorted(found))


class _Post:
    """What posts do and sentences in books do not: LanguageTool takes it for mistakes."""

    def __init__(self, text: str, silent: Sequence[Span]) -> None:
        self._text = text
        self._silent = silent
        self._ends = {span.end for span in silent}
        words = list(text)
        for span in silent:
            words[span.start : span.end] = " " * len(span)
        self._all_small = "".join(words) == "".join(words).lower()

    def is_layout(self, span: Span, match: dict[str, Any]) -> bool:
        """Whether a match is about an item, about the border of two lines, or about a capital that is meant."""
        if _touches(span, self._silent):
            return True
        found = self._text[span.start : span.end]
        if "\n" in found:
            return True
        values = _values(match)
        if not values or values[0] == found or values[0].casefold() != found.casefold():
            return False
        # Only capitals are at stake. Who writes a whole post in small letters does so on purpose.
        return self._all_small or (found[:1].isupper() and values[0][:1].islower() and self._begins(span.start))

    def _begins(self, start: int) -> bool:
        """Whether something begins here: a line, a point of a list, what follows an item, a colon, a bracket."""
        before = self._text[:start].rstrip(" \t\u00a0")
        if not before or before[-1] in "\r\n" or len(before) in self._ends:
            return True
        return not (before[-1].isalnum() or before[-1] in ",;'’")


def _left_out(match: dict[str, Any], options: GrammarOptions) -> bool:
    rule, category = _rule(match)
    if rule in options.enabled_rules:
        return False
    if rule in options.disabled_rules or category in options.disabled_categories or rule in LEFT_OUT:
        return True
    return category in LEFT_OUT_CATEGORIES and category not in options.enabled_categories


def _about_letters(match: dict[str, Any]) -> bool:
    return _rule(match)[1] in (SPELLING_CATEGORY, CASE_CATEGORY) or match["rule"].get("issueType") == "misspelling"


def _finding(text: str, span: Span, match: dict[str, Any]) -> Finding:
    rule, category = _rule(match)
    found = text[span.start : span.end]
    values = [value for value in _values(match) if value != found]
    weight = severity(category, match["rule"].get("issueType", ""))
    if category == SPELLING_CATEGORY and _is_new_word(found, values):
        weight = Severity.INFO
    return Finding(
        rule_id=f"languagetool/{rule}",
        severity=weight,
        message=match["message"],
        span=span,
        fixes=tuple(Fix(span, value) for value in values[:_MOST_FIXES]),
    )


def _is_new_word(found: str, values: Sequence[str]) -> bool:
    """Whether a noun is more likely a new compound than a mistake: nothing is like it, or only its parts are words."""
    return found[:1].isupper() and (not values or values[0].replace(" ", "").casefold() == found.casefold())


def _values(match: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(str(item["value"]) for item in match.get("replacements", ())))


def _rule(match: dict[str, Any]) -> tuple[str, str]:
    rule = match["rule"]
    return rule["id"], rule.get("category", {}).get("id", "")


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
