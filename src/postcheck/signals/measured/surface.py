"""What can be measured on the surface of a post: marks, emoji, capitals, links, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.words import Words
from postcheck.social import Item

# Rows of this many emoji (or exclamation marks) count as a row.
_EMOJI_ROW = 3
_MARK_ROW = 2
# Capitals are no shouting in abbreviations; those are short.
_SHORTEST_SHOUT = 4
_LIST_ITEM = re.compile(r"^[ \t]*(?:[-–•*·▪►→✓✔]|\d{1,2}[.)])[ \t]+\S[^\n]*", re.MULTILINE)
_QUOTATION = re.compile(
    r"„[^“”\"„\n]{1,600}[“”\"]|“[^“”\n]{1,600}”|»[^«»\n]{1,600}«|«[^«»\n]{1,600}»|\"[^\"\n]{1,600}\"|‚[^‘’‚\n]{1,300}[‘’]"
)


def words(parsed: Parsed, words: Words) -> list[Span]:
    """Words of the language, without numbers, marks, links, hashtags, mentions."""
    return [words.span(index, index) for index in range(len(words)) if words.is_word(index)]


def characters(parsed: Parsed, words: Words) -> list[Span]:
    """Each code point."""
    return [Span(offset, offset + 1) for offset in range(len(parsed.post.text))]


def sentences(parsed: Parsed, words: Words) -> list[Span]:
    """Sentences with at least one word."""
    return list(words.proper)


def paragraphs(parsed: Parsed, words: Words) -> list[Span]:
    """Blocks of lines divided by blank lines."""
    return [Span(*match.span()) for match in re.finditer(r"\S(?:.|\n(?![ \t\r]*\n))*", parsed.post.text)]


def lines(parsed: Parsed, words: Words) -> list[Span]:
    """Lines that are not blank."""
    return [Span(*match.span()) for match in re.finditer(r"[^\s][^\r\n]*", parsed.post.text)]


def list_items(parsed: Parsed, words: Words) -> list[Span]:
    """Lines that begin with a bullet or a number."""
    return [Span(*match.span()) for match in _LIST_ITEM.finditer(parsed.post.text)]


def exclamation_marks(parsed: Parsed, words: Words) -> list[Span]:
    """Each exclamation mark; the one in a question ("?!") too."""
    return [Span(match.start(), match.end()) for match in re.finditer("!|❗|❕|‼", parsed.post.text)]


def exclamation_rows(parsed: Parsed, words: Words) -> list[Span]:
    """Two or more exclamation marks in a row, also mixed with question marks."""
    found = re.finditer(r"[!?❗❕‼]{2,}", parsed.post.text)
    return [Span(*match.span()) for match in found if len(re.findall("[!❗❕‼]", match[0])) >= _MARK_ROW]


def quotations(parsed: Parsed, words: Words) -> list[Span]:
    """Text in quotation marks, the marks included."""
    return [Span(*match.span()) for match in _QUOTATION.finditer(parsed.post.text)]


def emoji_rows(parsed: Parsed, words: Words) -> list[Span]:
    """Three or more emoji with nothing but blanks between them."""
    rows: list[list[Span]] = []
    for span in of_kind(parsed, "emoji"):
        gap = parsed.post.text[rows[-1][-1].end : span.start] if rows else "x"
        if rows and not gap.strip(" \t"):
            rows[-1].append(span)
        else:
            rows.append([span])
    return [Span(row[0].start, row[-1].end) for row in rows if len(row) >= _EMOJI_ROW]


def capitals(parsed: Parsed, words: Words) -> list[Span]:
    """Words written in capitals that are longer than abbreviations usually are."""
    return [
        words.span(index, index)
        for index in range(len(words))
        if words.is_word(index)
        and len(words.texts[index]) >= _SHORTEST_SHOUT
        and words.texts[index].isupper()
        and words.texts[index].isalpha()
    ]


def fancy_letters(parsed: Parsed, words: Words) -> dict[Span, str]:
    """Runs of letters in mathematical styles, with the plain letters; a single sign (Ⓥ, ⓘ) is no writing."""
    text = parsed.post.text
    runs: list[list[Item]] = []
    for item in parsed.social.items:
        if item.kind != "fancy":
            continue
        if runs and not text[runs[-1][-1].span.end : item.span.start].strip(" "):
            runs[-1].append(item)
        else:
            runs.append([item])
    found: dict[Span, str] = {}
    for run in runs:
        span = Span(run[0].span.start, run[-1].span.end)
        plain = list(text[span.start : span.end])
        for item in run:
            plain[item.span.start - span.start : item.span.end - span.start] = item.value
        if sum(map(len, (item.span for item in run))) > 1:
            found[span] = "".join(plain)
    return found


def numbers(parsed: Parsed, words: Words) -> list[Span]:
    """Tokens that are numbers in digits."""
    return [words.span(index, index) for index in range(len(words)) if words.kinds[index] == "number"]


def percentages(parsed: Parsed, words: Words) -> list[Span]:
    """Numbers with %, Prozent or Prozentpunkte behind them."""
    pattern = r"\d+(?:[.,]\d+)?[ \u00a0\u202f]?(?:%|Prozent(?:punkte)?\b)"
    return [Span(*match.span()) for match in re.finditer(pattern, parsed.post.text)]


def reply_start(parsed: Parsed, words: Words) -> list[Span]:
    """A mention at the very beginning: the post answers somebody."""
    text = parsed.post.text
    beginning = len(text) - len(text.lstrip())
    return [item.span for item in parsed.social.items if item.kind == "mention" and item.span.start == beginning]


def whole_post(parsed: Parsed, words: Words) -> list[Span]:
    """The post without the blanks around it."""
    text = parsed.post.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return [Span(start, end)] if start < end else []


def of_kind(parsed: Parsed, kind: str) -> Iterator[Span]:
    """The spans of one kind of social item."""
    return (item.span for item in parsed.social.items if item.kind == kind)
