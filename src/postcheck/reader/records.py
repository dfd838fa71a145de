"""JSON Lines: one record a line, with `text` and, if there, `id`, `platform`, `date`, `kind`, `ignore`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from postcheck.errors import InputError
from postcheck.models import KINDS_OF_POST, Anchor, Post
from postcheck.reader.base import Facts, ReadFailure, decode, make, suppressions

_KNOWN = ("id", "text", "platform", "date", "kind", "ignore")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_KEY = re.compile(r'"text"[ \t]*:[ \t]*"')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def read(lines: BinaryIO, path: str) -> Iterator[Post | ReadFailure]:
    """The posts of a file that is read line by line; a line that is no record is a failure of that line alone."""
    for number, raw in enumerate(lines, start=1):
        try:
            if number == 1 and raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
                # Lines of UTF-16 cannot be told apart as bytes.
                text = decode(raw + lines.read(), path)
                for later, line in enumerate(text.split("\n"), start=1):
                    if line.strip():
                        yield _record(line, path, later)
                return
            line = decode(raw, path) if number == 1 else decode_line(raw, path, number)
            if line.strip():
                yield _record(line, path, number)
        except InputError as problem:
            yield ReadFailure(path, number, problem)


def decode_line(raw: bytes, path: str, number: int) -> str:
    """One line after the first; no byte order mark can stand there."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        byte = raw[problem.start]
        raise InputError(
            f"not UTF-8: byte 0x{byte:02x} at offset {problem.start} of the line", where=f"{path}:{number}"
        ) from None


def _record(line: str, path: str, number: int) -> Post:
    where = f"{path}:{number}"
    try:
        record = json.loads(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as problem:
        column = getattr(problem, "colno", 0)
        reason = getattr(problem, "msg", "nested too deeply")
        raise InputError(f"not JSON: {reason}", where=f"{where}:{column}" if column else where) from None
    if not isinstance(record, dict):
        raise InputError("a line must be a JSON object", where=where)
    text = record.get("text")
    if not isinstance(text, str):
        problem_text = "the field 'text' is missing" if "text" not in record else "the field 'text' must be a string"
        raise InputError(problem_text, where=where)
    if _SURROGATE.search(text):
        raise InputError("the text holds half of a surrogate pair", where=where)
    kind = record.get("kind") if record.get("kind") in KINDS_OF_POST else ""
    # Other systems have kinds of their own: what is none of ours is kept with the rest.
    known = _KNOWN if kind or not record.get("kind") else tuple(key for key in _KNOWN if key != "kind")
    ignored = suppressions(record["ignore"], where, number, "record") if record.get("ignore") else ()
    facts = Facts(
        id=_word(record, "id", where),
        platform=_word(record, "platform", where),
        date=_word(record, "date", where),
        kind=str(kind),
        meta={key: value for key, value in record.items() if key not in known},
        suppressions=ignored,
    )
    return make(path, text, anchors(line, number, len(text)), number, facts)


def _word(record: dict[str, object], key: str, where: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"the field '{key}' must be a string", where=where)
    return str(value)


def anchors(line: str, number: int, length: int) -> tuple[Anchor, ...]:
    """Anchors of the value of "text" in a line of JSON: a new one behind every escape."""
    keys = [match.end() for match in _TEXT_KEY.finditer(line)]
    # Inside a string a quotation mark is escaped: what looks like the key is one, though perhaps of an inner object.
    start = keys[0] if len(keys) == 1 else _value_start(line)
    found = [Anchor(0, number, start + 1)]
    offset, place = 0, start
    for match in _ESCAPE.finditer(line, start):
        offset += match.start() - place
        if offset >= length:
            break
        offset += 1
        place = match.end()
        if offset < length:
            found.append(Anchor(offset, number, place + 1))
    return tuple(found)


def _value_start(line: str) -> int:
    """Where the characters of the top-level "text" begin; the last one counts, as for json."""
    depth, place, start = 0, 0, 0
    expects_key = False
    while place < len(line):
        char = line[place]
        if char == '"':
            match = _STRING.match(line, place)
            if match is None:
                break
            if depth == 1 and expects_key and json.loads(match[0]) == "text":
                colon = line.index(":", match.end())
                start = line.index('"', colon) + 1
            expects_key = False
            place = match.end()
            continue
        if char in "{[":
            depth += 1
            expects_key = char == "{" and depth == 1
        elif char in "}]":
            depth -= 1
        elif char == "," and depth == 1:
            expects_key = True
        place += 1
    return start
