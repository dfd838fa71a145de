"""Where sentences end in posts: at marks, at line breaks, around rows of hashtags. By rule, without the tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from postcheck.models import Span

_END = re.compile(r"^(?:[.!?…]+|\.{2,})$")
_CLOSING = frozenset("\"“”’'»«)]*_")
_ORDINAL = re.compile(r"^\d{1,4}\.$")
# After "am 14." or an emoji a noun goes on as a rule; these words begin a sentence.
_STARTERS = frozenset(
    """
    Das Dass Der Dem Den Die Dies Diese Dieser Dieses Wir Ich Ihr Sie Er Es Du Man Und Aber Oder Doch Denn Dann Da Dort
    Hier Heute Morgen Gestern Jetzt Nun Endlich Manchmal Vielleicht Natürlich Wer Wen Wem Was Wie Wo Wann Warum Wieso
    Weshalb Wozu Woran Worauf Wohin Woher Welche Welcher Welches Welchen Im In Am An Auf Aus Bei Beim Bis Mit Für Nach
    Ohne Seit Über Um Von Vom Vor Zum Zur Ein Eine Einen Einige Viele Manche Jede Jeder Kein Keine Niemand Nichts Alles
    Wenn Weil Als Also Auch Nur Noch Ob Falls Sobald Solange Bevor Nachdem Während Obwohl Deshalb Darum Dafür Damit
    Dazu Trotzdem Sogar Unser Unsere Unseren Mein Meine Dein Deine Euer Eure Alle Danke Bitte Ist Sind Seid Bist War
    Waren Hat Habt Hast Haben Kann Könnt Kannst Können Wollt Willst Wollen Dürfen Darf Müsst Kennt Kennst Kennen Mögt
    Magst Kommt Komm Schreibt Schreib Sagt Sag Erzählt Erzähl Meldet Meld Schaut Schau Ruft Fragt Frag Verratet Verrat
    Zeigt Zeig Lasst Lass Nehmt Nutzt Probiert Freut
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
    """Whether emoji stand for the full stop: a word before them, a word that begins sentences behind the last one."""
    if index == len(doc) - 1 or doc[index + 1].text not in _STARTERS:
        return False
    while index > 0 and kinds[index] in ("emoji", "emoticon"):
        index -= 1
    return kinds[index] in ("word", "number")


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
