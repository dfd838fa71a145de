"""The signals that code measures, by the names that `ruleset/builtin.py` lists."""

from __future__ import annotations

from collections.abc import Callable

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.measured import address, hashtags, media, style, surface
from postcheck.signals.words import Words

# Spans, or spans with what should stand there instead.
Measure = Callable[[Parsed, Words], list[Span] | dict[Span, str]]


def _kind(kind: str) -> Measure:
    return lambda parsed, words: list(surface.of_kind(parsed, kind))


def _questions(parsed: Parsed, words: Words) -> list[Span]:
    return [span for span, ending in zip(words.proper, words.endings, strict=True) if ending == "?"]


MEASURES: dict[str, Measure] = {
    "words": surface.words,
    "characters": surface.characters,
    "sentences": surface.sentences,
    "paragraphs": surface.paragraphs,
    "lines": surface.lines,
    "list-items": surface.list_items,
    "questions": _questions,
    "exclamation-marks": surface.exclamation_marks,
    "exclamation-rows": surface.exclamation_rows,
    "emoji": _kind("emoji"),
    "emoji-rows": surface.emoji_rows,
    "capitals": surface.capitals,
    "hashtags": _kind("hashtag"),
    "plain-hashtags": hashtags.plain_hashtags,
    "mentions": _kind("mention"),
    "links": _kind("link"),
    "emails": _kind("email"),
    "placeholders": _kind("placeholder"),
    "fancy-letters": surface.fancy_letters,
    "numbers": surface.numbers,
    "percentages": surface.percentages,
    "quotations": surface.quotations,
    "reply-start": surface.reply_start,
    "imperatives": address.imperatives,
    "we": address.we,
    "i": address.i,
    "du": address.du,
    "ihr": address.ihr,
    "sie-address": address.sie_address,
    "superlatives": style.superlatives,
    "passives": style.passives,
    "noun-style": style.noun_style,
    "persons": style.persons,
    "foreign-words": style.foreign_words,
    "images-without-alt": media.images_without_alt,
    "whole-post": surface.whole_post,
}
