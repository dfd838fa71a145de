"""Where sentences end in posts: at marks, at line breaks, around rows of hashtags. By rule, without the tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from postcheck.models import Span

_END = re.compile(r"^(?:[.!?…]+|\.{2,})$")
_CLOSING = frozenset("\"“”’'»«)]*_")
_ORDINAL = re.compile(r"^\d{1,4}\.$")
# After "am 14." a month or a noun goes on; these words begin a sentence.
_STARTERS = frozenset(
    """
    Das Der Die Dies Diese Wir Ich Ihr Sie Er Es Und Aber Doch Denn Dann Da Dort Hier Heute Morgen Jetzt Nun Wer Was Wie
    Wo Wann Warum Im In Am An Auf Bei Mit Für Nach Von Vor Zum Zur Ein Eine Kein Keine Wenn Weil Als Also Auch Nur Noch
    Unser Unsere Mein Meine Dein Deine Alle Danke Bitte Kommt Schreibt
    """.split()
)
# A line this long that ends without a mark was probably wrapped by an editor.
_WRAPPED = 58


def starts(doc: Doc, kinds: Sequence[str]) -> list[bool]:
    """For each token whether a sentence begins there."""
    begins = [False] * len(doc)
    if begins:
        begins[0] = True
    line_start = closed = 0
    for index, token in enumerate(doc):
        if kinds[index] == "space":
            if "\n" in token.text or "\r" in token.text:
                if _breaks(doc, kinds, index, line_start):
                    _begin(begins, kinds, index + 1)
                line_start = index + 1
        elif index < closed:
            continue  # one of several marks in a row: where the sentence ends is known
        elif (_END.match(token.text) and not _within(doc, index)) or _ends_with_number(doc, kinds, index):
            closed = _after_closing(doc, kinds, index)
            _begin(begins, kinds, closed)
        elif kinds[index] == "hashtag" and _row_begins(kinds, index):
            begins[index] = True
        elif kinds[index] in ("emoji", "emoticon") and _ends_with_emoji(doc, kinds, index):
            begins[index + 1] = True
    return begins


def spans(doc: Doc, begins: Sequence[bool]) -> tuple[Span, ...]:
    """The sentences as spans of code points, without the blanks around them."""
    found: list[Span] = []
    first = 0
    for index in range(1, len(doc) + 1):
        if index == len(doc) or begins[index]:
            tokens = [token for token in doc[first:index] if not token.is_space]
            if tokens:
                found.append(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)))
            first = index
    return tuple(found)


def _begin(begins: list[bool], kinds: Sequence[str], index: int) -> None:
    while index < len(kinds) and kinds[index] == "space":
        index += 1
    if index < len(begins):
        begins[index] = True


def _after_closing(doc: Doc, kinds: Sequence[str], index: int) -> int:
    """The token behind the marks, quotation marks and emoji that still belong to the sentence."""
    index += 1
    while index < len(doc):
        text = doc[index].text
        if not (_END.match(text) or kinds[index] in ("emoji", "emoticon") or text[0] in _CLOSING):
            break
        if (
            text in ("„", "»", "(", "“")
            and index + 1 < len(doc)
            and not doc[index].whitespace_
            and doc[index - 1].whitespace_
        ):
            break  # an opening mark: it begins the next sentence
        index += 1
    return index


def _within(doc: Doc, index: int) -> bool:
    """Whether a mark ends no sentence because a small letter goes on behind it: "Was?, fragte", "Ach … und"."""
    following = next((token for token in doc[index + 1 : index + 3] if not token.is_space), None)
    if following is None or "\n" in doc[index].whitespace_:
        return False
    between = doc[index + 1].text if index + 1 < len(doc) else ""
    if "\n" in between:
        return False
    return following.text[:1].islower() or following.text[:1] in ",;"


def _ends_with_number(doc: Doc, kinds: Sequence[str], index: int) -> bool:
    text = doc[index].text
    if not _ORDINAL.match(text) or index + 1 >= len(doc):
        return False
    following = doc[index + 1]
    if kinds[index + 1] == "space" and "\n" in following.text:
        return False  # the line break decides
    if len(text) >= 4:
        return following.text[:1].isupper()
    return following.text in _STARTERS


def _ends_with_emoji(doc: Doc, kinds: Sequence[str], index: int) -> bool:
    """Whether the emoji stands for the full stop: a word before it, a word that begins sentences behind it."""
    if not 0 < index < len(doc) - 1 or kinds[index - 1] not in ("word", "number"):
        return False
    return doc[index + 1].text in _STARTERS


def _breaks(doc: Doc, kinds: Sequence[str], index: int, line_start: int) -> bool:
    """Whether the line break at token `index` ends a sentence."""
    if doc[index].text.count("\n") > 1 or index == 0 or index + 1 >= len(doc):
        return True
    before, after = doc[index - 1], doc[index + 1]
    if kinds[index - 1] != "word" and before.text not in (",", "-", "–"):
        return True
    length = before.idx + len(before.text) - doc[line_start].idx
    if kinds[index + 1] not in ("word", "number"):
        return True
    if after.text[:1].islower():
        return False
    return length < _WRAPPED


def _row_begins(kinds: Sequence[str], index: int) -> bool:
    """Whether a row of at least two hashtags begins here."""
    row = index + 1 < len(kinds) and kinds[index + 1] == "hashtag"
    return row and (index == 0 or kinds[index - 1] not in ("hashtag", "word", "number"))
