"""Makes the text of a post safe to show: nothing in it acts on a terminal, hides, or turns other text around."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Controls, bidi and other format marks, lone surrogates, private use, line and paragraph separators.
_ACTIVE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
# Joiners (parts of emoji and of scripts) act on nothing; neither do the tags that make the flags of regions.
_JOINERS = "\u200c\u200d"
# Everything that needs no second look.
_UNUSUAL = re.compile(r"[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]")
# ##[error], ##vso[…]: commands for CI servers, wherever they stand in a line.
_MARK = re.compile(r"##(?=\w*\[)")
_VARIATION_16 = "\ufe0f"


@lru_cache(maxsize=4096)  # advice and the meanings of signals come again and again
def inert(text: str) -> str:
    """`text` in one line, with every character that could act on a terminal or a CI server shown as an escape."""
    shown = _UNUSUAL.sub(_shown, text)
    return _MARK.sub(r"#\\u0023", shown) if "##" in shown else shown


def inert_line(text: str) -> str:
    """As `inert`, for text with which a line begins: there, two colons are a command for GitHub Actions."""
    shown = inert(text)
    return shown.replace(":", "\\u003a", 1) if shown.lstrip().startswith("::") else shown


def json_inert(text: str) -> str:
    """JSON text with the same characters written as JSON escapes; what it says stays the same."""
    return _MARK.sub(r"#\\u0023", _UNUSUAL.sub(_escaped, text))


def is_active(char: str) -> bool:
    """Whether a character could act on what shows it."""
    return unicodedata.category(char) in _ACTIVE and char not in _JOINERS and not _is_tag(char)


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if char in "\n\t\r":
        return {"\n": "⏎", "\t": "→", "\r": ""}[char]
    if not is_active(char):
        return char
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n" or not is_active(char):  # a line end in JSON text is the layout's
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def extends(char: str) -> bool:
    """Whether a character only adds to the one before: combining, joining, emoji modifiers, tags."""
    return unicodedata.category(char) in ("Mn", "Me") or char in _JOINERS or _is_modifier(char) or _is_tag(char)


def _is_modifier(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def width(text: str) -> int:
    """The columns of inert text on a terminal: wide characters and emoji take two, joined and combining ones none."""
    if not _UNUSUAL.search(text):
        return len(text)
    columns, last, joined = 0, 0, False
    for char in text:
        if char == _VARIATION_16 and last == 1:
            columns, last = columns + 1, 2  # ask for an emoji, and get a wide one
        elif extends(char):
            if columns == 0 and _is_modifier(char):
                columns, last = 2, 2
        elif not joined:
            last = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            columns += last
        joined = char == "\u200d"
    return columns


def head(text: str, most: int) -> str:
    """The first `most` code points or a few more, cut where a character that people see ends."""
    if len(text) <= most:
        return text
    end = most
    while 0 < end < len(text) and (extends(text[end]) or text[end - 1] == "\u200d"):
        end += 1
    return text[:end]


def tail(text: str, most: int) -> str:
    """The last `most` code points or a few more, cut where a character that people see begins."""
    if len(text) <= most:
        return text
    start = len(text) - most
    while 0 < start < len(text) and (extends(text[start]) or text[start - 1] == "\u200d"):
        start -= 1
    return text[start:]
