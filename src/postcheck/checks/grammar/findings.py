"""LanguageTool's matches to findings: what is no fault in a post is dropped, the rest keeps its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from postcheck import social
from postcheck.checks.grammar.model import GrammarRequest
from postcheck.checks.grammar.table import CASE_CATEGORY, LEFT_OUT, LEFT_OUT_CATEGORIES, SPELLING_CATEGORY, severity
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.grammar_options import GrammarOptions
from postcheck.models import Finding, Fix, Span

_MOST_FIXES = 4
# What is no German sentence: whatever LanguageTool says about it is about something else.
_SILENT = frozenset({"hashtag", "mention", "link", "email", "emoji", "placeholder", "gender", "fancy", "emoticon"})


def prepared(request: GrammarRequest) -> str:
    """The text that is sent: of the same length in code points, nothing beyond the basic plane.

    Offsets of the server are then code points. The rest stays as it is: blanks or stand-ins for links, mentions and
    hashtags raise more false alarms than the things themselves.
    """
    return social.mask(request.text, request.social or social.scan(request.text))


def findings(
    request: GrammarRequest,
    matches: Sequence[tuple[Span, dict[str, Any]]],
    options: GrammarOptions,
    vocabulary: Vocabulary,
) -> tuple[Finding, ...]:
    """The findings of one post, in the order of its text."""
    items = (request.social or social.scan(request.text)).items
    silent = [item.span for item in items if item.kind in _SILENT]
    accepted = [*request.names, *vocabulary.spans(request.text)]
    kept = (
        _finding(request.text, span, match)
        for span, match in matches
        if not _left_out(match, options)
        and not _touches(span, silent)
        and not (_about_letters(match) and _touches(span, accepted))
    )
    found = {(finding.span, finding.rule_id): finding for finding in kept}
    return tuple(found[key] for key in sorted(found))


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
    values = [str(item["value"]) for item in match.get("replacements", ())]
    fixes = tuple(Fix(span, value) for value in list(dict.fromkeys(values))[:_MOST_FIXES] if value != found)
    return Finding(
        rule_id=f"languagetool/{rule}",
        severity=severity(category, match["rule"].get("issueType", "")),
        message=match["message"],
        span=span,
        fixes=fixes,
    )


def _rule(match: dict[str, Any]) -> tuple[str, str]:
    rule = match["rule"]
    return rule["id"], rule.get("category", {}).get("id", "")


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
