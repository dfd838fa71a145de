"""What all input formats share: options, failures, decoding, and the making of a post."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from postcheck.errors import InputError, nearest
from postcheck.models import Anchor, Post, Suppression
from postcheck.positions import Lines

STDIN = "<stdin>"
MARKDOWN_MODES = ("auto", "single", "headings", "fences", "rules")
# What is taken off both ends of a post.
_BLANK = "\r\n \t"
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class ReadOptions:
    """How files are read. `markdown`: auto, single, headings, fences or rules."""

    markdown: str = "auto"


@dataclass(frozen=True)
class ReadFailure:
    """Something that could not be read; the other posts of the file are read all the same."""

    path: str
    line: int
    error: InputError


@dataclass(frozen=True)
class Facts:
    """What a file says of a post beside its text."""

    id: str = ""
    platform: str = ""
    date: str = ""
    kind: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


def decode(data: bytes, path: str) -> str:
    """The text of a file: UTF-8, with or without BOM, or UTF-16 with BOM; the BOM is no part of it.

    InputError with the offset and value of the first byte that does not fit.
    """
    encoding, skip = "utf-8", 0
    if data.startswith(tuple(_BOMS)):
        encoding, skip = next((name, len(bom)) for bom, name in _BOMS.items() if data.startswith(bom))
    if encoding == "utf-32-le":
        raise InputError("UTF-32 is not supported", hint="save the file as UTF-8", where=path)
    if encoding == "utf-8" and b"\0" in data[:2]:
        raise InputError("UTF-16 without a byte order mark", hint="save the file as UTF-8", where=path)
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as problem:
        at = skip + problem.start
        raise InputError(
            f"not {encoding.upper()}: byte 0x{data[at]:02x} at offset {at}", hint="save the file as UTF-8", where=path
        ) from None


def cut(lines: Lines, path: str, pieces: Sequence[tuple[int, int]], ordinal: int, facts: Facts) -> Post | None:
    """The post that consists of some pieces of a file, without the blanks around it; None when nothing is left."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for start, end in _without_blanks(lines.text, pieces):
        if start == end:
            continue
        # Of two anchors at one offset, the later one counts.
        if anchors and anchors[-1].offset == length:
            anchors.pop()
        anchors += lines.anchors(start, end, length)
        parts.append(lines.text[start:end])
        length += end - start
    return make(path, "".join(parts), tuple(anchors), ordinal, facts) if parts else None


def _without_blanks(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces without the blanks at the beginning of the first that holds more, and at the end of the last."""
    left = list(pieces)
    while left:
        start, end = left.pop()
        end = start + len(text[start:end].rstrip(_BLANK))
        if start < end:
            left.append((start, end))
            break
    while left:
        start, end = left.pop(0)
        start = end - len(text[start:end].lstrip(_BLANK))
        if start < end:
            left.insert(0, (start, end))
            break
    return left


def make(path: str, text: str, anchors: tuple[Anchor, ...], ordinal: int, facts: Facts) -> Post:
    """A post; its id is the record's own, else path and ordinal."""
    return Post(
        facts.id or f"{path}#{ordinal}",
        path,
        text,
        facts.platform,
        facts.date,
        facts.kind,
        facts.meta,
        anchors,
        facts.suppressions,
    )


def suppressions(value: object, where: str, line: int, by: str) -> tuple[Suppression, ...]:
    """The requests in an `ignore` list: patterns, or mappings with rule and reason; InputError for anything else."""
    items = [value] if isinstance(value, (str, dict)) else value
    if not isinstance(items, list):
        raise InputError("'ignore' must be a list of rules", where=where)
    found: list[Suppression] = []
    for item in items:
        if isinstance(item, str):
            found.append(Suppression(item, "", line, by))
            continue
        if not isinstance(item, dict) or not isinstance(item.get("rule"), str):
            raise InputError("an entry of 'ignore' is a rule, or a mapping with rule and reason", where=where)
        for key in item:
            if key not in ("rule", "reason"):
                raise InputError(
                    f"unknown key '{key}' in 'ignore'", hint=nearest(str(key), ["rule", "reason"]), where=where
                )
        found.append(Suppression(item["rule"], str(item.get("reason", "")), line, by))
    return tuple(found)
