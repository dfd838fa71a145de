"""JSON Lines: records, their places, and lines that are none."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.models import Post, Span, Suppression
from postcheck.positions import locate
from postcheck.reader import ReadFailure, ReadOptions, read
from postcheck.reader.records import read as read_records


def items(data: bytes) -> list[Post | ReadFailure]:
    """What a file with these bytes holds."""
    return list(read_records(io.BytesIO(data), "a.jsonl"))


def test_record() -> None:
    """A record says what it is; everything else is kept as meta."""
    record = {
        "id": 7,
        "platform": "xing",
        "date": "2026-03-02",
        "kind": "ad",
        "text": "Hallo",
        "ignore": ["tone"],
        "labels": ["x"],
        "likes": 3,
    }
    (post,) = items(json.dumps(record).encode())
    assert isinstance(post, Post)
    assert (post.id, post.platform, post.date, post.kind, post.text) == ("7", "xing", "2026-03-02", "ad", "Hallo")
    assert post.meta == {"labels": ["x"], "likes": 3}
    assert post.suppressions == (Suppression("tone", "", 1, "record"),)


def test_without_id() -> None:
    """Without an id, the path and the line name the record; blank lines count."""
    found = items(b'\n{"text": "Eins"}\n\n{"text": "Zwei"}\n')
    assert [item.id for item in found if isinstance(item, Post)] == ["a.jsonl#2", "a.jsonl#4"]


def test_kinds_of_others() -> None:
    """A kind that postcheck does not know is kept as it is."""
    (post,) = items(b'{"text": "Eins", "kind": "reel"}')
    assert isinstance(post, Post)
    assert (post.kind, post.meta) == ("", {"kind": "reel"})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "a', "a.jsonl:2:10: not JSON: Unterminated string starting at [E400]"),
        (b"[1]", "a.jsonl:2: a line must be a JSON object [E400]"),
        (b'{"txt": "a"}', "a.jsonl:2: the field 'text' is missing [E400]"),
        (b'{"text": 5}', "a.jsonl:2: the field 'text' must be a string [E400]"),
        (b'{"text": "a", "date": [1]}', "a.jsonl:2: the field 'date' must be a string [E400]"),
        (b'{"text": "\\ud83d"}', "a.jsonl:2: the text holds half of a surrogate pair [E400]"),
        (b'{"text": "\xfc"}', "a.jsonl:2: not UTF-8: byte 0xfc at offset 10 of the line [E400]"),
        (b"[" * 100_000, "a.jsonl:2: not JSON: nested too deeply [E400]"),
        (
            b'{"text": "a", "ignore": [1]}',
            "a.jsonl:2: an entry of 'ignore' is a rule, or a mapping with rule and reason [E400]",
        ),
    ],
)
def test_broken_line(line: bytes, message: str) -> None:
    """A broken line is a failure of its own; the lines around it are read."""
    first, broken, last = items(b'{"text": "Eins"}\n' + line + b'\n{"text": "Drei"}')
    assert isinstance(broken, ReadFailure)
    assert (broken.line, str(broken.error)) == (2, message)
    assert [item.text for item in (first, last) if isinstance(item, Post)] == ["Eins", "Drei"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """A byte order mark is no part of the first record; UTF-16 is read too."""
    data = '{"text": "Grüße"}\r\n{"text": "Zwei"}\r\n'.encode(encoding)
    assert [item.text for item in items(data) if isinstance(item, Post)] == ["Grüße", "Zwei"]


def test_escapes() -> None:
    """Columns are those of the line as it is on disk, behind whatever escapes."""
    line = r'{"id": "text", "text": "a\n\u00fc\ud83d\udc69 \"b\" 👩c"}'
    (post,) = items(b"\n" + line.encode())
    assert isinstance(post, Post)
    assert post.text == 'aü👩 "b" 👩c'.replace("aü", "a\nü")
    for needle, written in (("a", "a\\n"), ("ü", r"\u00fc"), ("👩", r"\ud83d"), ("b", 'b\\"'), ("c", 'c"}')):
        start = post.text.index(needle)
        place = locate(post, Span(start, start + 1))
        assert (place.line, place.column) == (2, line.index(written) + 1)


@given(st.text(max_size=40), st.booleans(), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_places_of_all_characters(text: str, ascii_only: bool, more: dict[str, str]) -> None:
    """However JSON writes a text: each code point is found at its column, in whatever record."""
    line = json.dumps({**more, "text": text, "x": {"text": "andere"}}, ensure_ascii=ascii_only)
    (post,) = items(line.encode("utf-8"))
    assert isinstance(post, Post)
    assert post.text == text
    for offset, char in enumerate(text):
        place = locate(post, Span(offset, offset + 1))
        written = json.dumps(char, ensure_ascii=ascii_only)[1:-1]
        assert line[place.column - 1 :].startswith(written)


def test_standard_input() -> None:
    """Standard input is read as the file that it is said to be; its posts bear that name."""
    data = io.BytesIO(b'{"text": "Eins"}')
    (post,) = read("-", ReadOptions(), stdin_filename="plan.jsonl", stream=data)
    assert isinstance(post, Post)
    assert (post.id, post.text) == ("plan.jsonl#1", "Eins")
    (plain,) = read("-", ReadOptions(), stream=io.BytesIO(b"Hallo"))
    assert isinstance(plain, Post)
    assert (plain.id, plain.path) == ("<stdin>#1", "<stdin>")
