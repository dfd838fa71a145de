"""Text files, encodings, line ends: every post, exactly, and its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.errors import InputError
from postcheck.models import Post, Span
from postcheck.positions import line_starts, locate
from postcheck.reader import ReadFailure, ReadOptions, read
from postcheck.reader.plain import read as read_plain


def posts(path: Path) -> list[Post]:
    """The posts of a file that can be read."""
    found = list(read(str(path), ReadOptions()))
    assert not [item for item in found if isinstance(item, ReadFailure)]
    return [item for item in found if isinstance(item, Post)]


def place(post: Post, needle: str) -> tuple[int, int]:
    """Line and column of a text in the post's file."""
    start = post.text.index(needle)
    location = locate(post, Span(start, start + len(needle)))
    return location.line, location.column


def test_one_post(tmp_path: Path) -> None:
    """A text file is one post, without the blank lines around it."""
    file = tmp_path / "a.txt"
    file.write_text("\n\n  Hallo zusammen,\nwie geht's?\n\n", encoding="utf-8")
    (post,) = posts(file)
    assert post.text == "Hallo zusammen,\nwie geht's?"
    assert post.id == f"{file}#1"
    assert place(post, "Hallo") == (3, 3)
    assert place(post, "wie") == (4, 1)


def test_several_posts(tmp_path: Path) -> None:
    """Lines that are exactly --- divide posts; empty parts are none."""
    file = tmp_path / "a.txt"
    file.write_text("Eins\n---\n\n---  \nZwei --- noch zwei\n----\n---\nDrei", encoding="utf-8")
    found = posts(file)
    assert [post.text for post in found] == ["Eins", "Zwei --- noch zwei\n----", "Drei"]
    assert [post.id for post in found] == [f"{file}#1", f"{file}#2", f"{file}#3"]
    assert [place(post, post.text[:4]) for post in found] == [(1, 1), (5, 1), (8, 1)]


@pytest.mark.parametrize("text", ["", "\n \n", "---\n---\n"])
def test_no_post(tmp_path: Path, text: str) -> None:
    """A file without text has no post."""
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    assert posts(file) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings(tmp_path: Path, encoding: str, newline: str) -> None:
    """UTF-8 and UTF-16, with any line end, give the same posts at the same places; the mark is no text."""
    text = newline.join(["Grüße 👩‍👩‍👧‍👦 aus Köln", "zweite Zeile", "---", "Nächster"])
    data = (
        {
            "utf-16-le-bom": b"\xff\xfe" + text.encode("utf-16-le"),
            "utf-16-be-bom": b"\xfe\xff" + text.encode("utf-16-be"),
        }.get(encoding)
    ) or text.encode(encoding)
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    first, second = posts(file)
    assert first.text == f"Grüße 👩‍👩‍👧‍👦 aus Köln{newline}zweite Zeile"
    assert second.text == "Nächster"
    assert place(first, "aus") == (1, 15)
    assert place(first, "zweite") == (2, 1)
    assert place(second, "Nächster") == (4, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Grüße".encode("latin-1"), "not UTF-8: byte 0xfc at offset 2 [E400] (save the file as UTF-8)"),
        (
            b"\xef\xbb\xbfGr" + "ü".encode("cp1252"),
            "not UTF-8: byte 0xfc at offset 5 [E400] (save the file as UTF-8)",
        ),
        ("Hallo".encode("utf-32"), "UTF-32 is not supported [E400] (save the file as UTF-8)"),
        (b"\xff\xfea\x00b", "not UTF-16-LE: byte 0x62 at offset 4 [E400] (save the file as UTF-8)"),
        ("Grüße".encode("utf-16-le"), "UTF-16 without a byte order mark [E400] (save the file as UTF-8)"),
        ("Hallo".encode("utf-16-le"), "UTF-16 without a byte order mark [E400] (save the file as UTF-8)"),
    ],
)
def test_other_encodings(tmp_path: Path, data: bytes, message: str) -> None:
    """Other encodings are an error that names the file and the first byte that does not fit."""
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(InputError) as caught:
        posts(file)
    assert str(caught.value) == f"{file}: {message}"


@given(st.text(alphabet=st.sampled_from("aß \n\r\t-👩\u200d\u0301"), max_size=80))
def test_text_is_what_stands_in_the_file(text: str) -> None:
    """Whatever the file holds: the text of each post stands in it at its place, and nothing but blanks is lost."""
    starts = line_starts(text)
    rest = text
    for post in read_plain(text, "a.txt"):
        first = locate(post, Span(0, 1))
        begin = starts[first.line - 1] + first.column - 1
        assert text[begin : begin + len(post.text)] == post.text
        rest = rest.replace(post.text, "", 1)
    assert not rest.strip("\r\n \t-")
