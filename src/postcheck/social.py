"""What posts are made of beside words: hashtags, mentions, links, e-mail addresses, emoji, emoticons, placeholders,
gender forms, and letters in mathematical styles, as spans; and the mask for the grammar check.

Items never overlap: where two could begin, the kind that stands first in `_FINDERS` wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from postcheck.models import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `kind` is hashtag, mention, link, email, emoji, emoticon, placeholder, gender or fancy.

    `value` is the text itself; for fancy letters the plain letters that they stand for, one for one.
    """

    kind: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Social:
    """The items of a post in the order of the text."""

    items: tuple[Item, ...]


# All expressions are free of nested repetition, so that hostile text costs linear time.
_LINK = re.compile(
    r"https?://[^\s<>\"„“”»«]+"
    r"|\bwww\.[^\s<>\"„“”»«]+"
    r"|(?<![\w@.\-/])(?:[a-zA-Z0-9äöüÄÖÜ](?:[a-zA-Z0-9äöüÄÖÜ\-]{0,62})\.){1,4}"
    r"(?:de|at|ch|com|org|net|eu|info|io|app|shop|blog|berlin|hamburg|koeln|wien|tirol|bayern|swiss|li|me|tv|ly|to|gl|gle"
    r"|link|social|club|online|store|site|cafe|coach|academy|events|jobs|team|example|test|dev|ai|be|fm|cc|biz)"
    r"(?![\w\-])(?:[/?#][^\s<>\"„“”»«]*)?"
)
_MARKS_BEHIND_LINK = ".,;:!?…'’*_"
_EMAIL = re.compile(r"(?<![\w.+\-@])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_MENTION = re.compile(r"(?<![\w@/.])@[\w](?:[\w.\-]{0,62}\w)?(?:@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4})?")
_HASHTAG = re.compile(r"(?<![\w&/#])[#＃](?=\w*[^\W\d_])\w[\w\u0300-\u036f]*")
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{[A-Za-zÄÖÜäöüß_][\w .\-]{0,40}\}|<[A-ZÄÖÜ][\w .\-]{1,40}>|%[A-ZÄÖÜ_]{3,40}%"
    r"|\[(?:hier|Firma|Firmenname|Name|Vorname|Nachname|Ort|Stadt|Datum|Uhrzeit|Thema|Link|URL|Produkt|Produktname|Titel"
    r"|Unternehmen|Branche|Zahl|Preis|Bild|Foto|Text|Platzhalter|Hashtag|Kunde|Kundenname|Ansprechpartner|Event"
    r"|[\w ,]{0,40}(?:einfügen|einsetzen|ergänzen|eintragen)[\w ]{0,20}|[A-ZÄÖÜ_]{3,30}|X{2,10})\]"
    r"|\bX{3,10}\b|\bLorem ipsum\b"
)
_GENDER = re.compile(
    r"\b[A-ZÄÖÜa-zäöüß]{2,40}(?:[*:_·]|/-?)(?:innen|in|nen|r|e|n|frau|männer)(?:[a-zäöüß]{0,30})\b"
    r"|\b[A-ZÄÖÜ][a-zäöüß]{2,40}(?:Innen|In)(?:[a-zäöüß]{0,30})\b"
)
_EMOTICON = re.compile(
    r"(?<![\w:;])(?:(?:[:;=xX][\-'^o]?|8[\-'^])[)(\]\[DPpOo3/\\|*]{1,5}|<3+|\^\^|-\.-|-_-|[xX]D{1,5}|\\o/|:'\()(?![\w/])"
)
# "10:3" and "8)" are no faces: an emoticon that begins with a letter or digit needs a blank before it.
_FANCY_RANGES = ((0x1D400, 0x1D7FF), (0x24B6, 0x24E9), (0x1F130, 0x1F169), (0xFF21, 0xFF5A))


@cache
def _emoji_pattern() -> re.Pattern[str]:
    """Whole emoji sequences, from the characters that the emoji package knows.

    Its own `emoji_list` takes quadratic time on long chains of joiners.
    """
    from emoji import EMOJI_DATA  # late: a fully cached run never looks at a text

    letters = {char for sequence in EMOJI_DATA for char in sequence} - set("#*0123456789\ufe0f\u200d\u20e3©®™")
    base = {char for char in letters if not ("\U0001f1e6" <= char <= "\U0001f1ff" or char >= "\U000e0000")}
    one = f"[{''.join(sorted(base))}][\U0001f3fb-\U0001f3ff]?\ufe0f?[\U000e0020-\U000e007f]*"
    return re.compile(
        f"[\U0001f1e6-\U0001f1ff]{{2}}|[#*0-9]\ufe0f?\u20e3|[©®™]\ufe0f|{one}(?:\u200d(?:{one})?)*|[\U0001f1e6-\U0001f1ff]"
    )


# A post is scanned when it is parsed, when it is masked for LanguageTool, and when the answer is read.
@lru_cache(maxsize=256)
def scan(text: str) -> Social:
    """All items of `text`, sorted, without overlap."""
    taken: list[Item] = []
    occupied = bytearray(len(text))
    for kind, finder in _FINDERS:
        for start, end, value in finder(text):
            if any(occupied[start:end]):
                continue
            occupied[start:end] = b"\1" * (end - start)
            taken.append(Item(kind, Span(start, end), value))
    return Social(tuple(sorted(taken, key=lambda item: item.span)))


def mask(text: str, social: Social) -> str:
    """`text` with every character beyond the basic plane replaced by one of the basic plane.

    The length in code points stays; code points and UTF-16 units are then the same. Fancy letters become plain
    ones; emoji become "☺" (one for each code point): blanks would raise false alarms of their own.
    """
    chars = list(text)
    for item in social.items:
        if item.kind == "fancy":
            chars[item.span.start : item.span.end] = list(item.value)
        elif item.kind == "emoji":
            chars[item.span.start : item.span.end] = ["☺"] * len(item.span)
    return "".join(char if char <= "\uffff" else "☺" for char in chars)


def words_in_hashtag(value: str) -> list[tuple[str, Span]]:
    """The words of a CamelCase hashtag with their spans in `value`: #JetztSichern → Jetzt, Sichern.

    A hashtag without inner capitals is one word; digits and underscores divide words.
    """
    found = re.finditer(r"[A-ZÄÖÜ]{2,}(?![a-zäöüß])|[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+|[^\W\d_A-Za-zÄÖÜäöüß]+", value)
    return [(match[0], Span(*match.span())) for match in found]


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _LINK.finditer(text):
        # The sentence's own marks are no part of the link; nor is a bracket that was opened before it.
        found = match[0][: _link_end(match[0])]
        if found:
            yield match.start(), match.start() + len(found), found


def _link_end(link: str) -> int:
    end, too_many = len(link), link.count(")") - link.count("(")
    while end and (link[end - 1] in _MARKS_BEHIND_LINK or (link[end - 1] == ")" and too_many > 0)):
        too_many -= link[end - 1] == ")"
        end -= 1
    return end


def _emoji(text: str) -> Iterator[tuple[int, int, str]]:
    if text.isascii():
        return
    for match in _emoji_pattern().finditer(text):
        yield match.start(), match.end(), match[0]


def _fancy(text: str) -> Iterator[tuple[int, int, str]]:
    start = -1
    for index, char in enumerate(text):
        if _is_fancy(char):
            start = index if start < 0 else start
        elif start >= 0:
            yield start, index, _plain(text[start:index])
            start = -1
    if start >= 0:
        yield start, len(text), _plain(text[start:])


def _is_fancy(char: str) -> bool:
    code = ord(char)
    return code > 0x2400 and any(low <= code <= high for low, high in _FANCY_RANGES)


def _plain(text: str) -> str:
    letters = (unicodedata.normalize("NFKC", char) for char in text)
    # Letters in squares have no plain form in Unicode; their names tell it.
    return "".join(letter if len(letter) == 1 and letter.isalnum() else "?" for letter in letters)


def _emoticons(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _EMOTICON.finditer(text):
        start = match.start()
        if match[0][0].isalnum() and start and not text[start - 1].isspace():
            continue
        yield start, match.end(), match[0]


def _matches(pattern: re.Pattern[str]) -> Any:
    return lambda text: ((match.start(), match.end(), match[0]) for match in pattern.finditer(text))


_FINDERS: tuple[tuple[str, Any], ...] = (
    ("placeholder", _matches(_PLACEHOLDER)),
    ("email", _matches(_EMAIL)),
    ("link", _links),
    ("mention", _matches(_MENTION)),
    ("hashtag", _matches(_HASHTAG)),
    ("emoji", _emoji),
    ("fancy", _fancy),
    ("gender", _matches(_GENDER)),
    ("emoticon", _emoticons),
)
