"""Code points, UTF-16 units, lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.models import Anchor, Location, Post, Span
from postcheck.positions import Lines, from_utf16, line_starts, locate, to_utf16, utf16_length

TEXT = st.text(alphabet=st.sampled_from("aß \n\r\té👩\u200d🏽\u0301𝗪#"), max_size=60)


@given(TEXT)
def test_utf16_agrees_with_python(text: str) -> None:
    """The length in UTF-16 units is that of the encoded text."""
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(TEXT, st.data())
def test_utf16_and_back(text: str, data: st.DataObject) -> None:
    """Each code-point offset survives the way to UTF-16 and back."""
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset


def test_inside_a_surrogate_pair() -> None:
    """An offset between the halves of a pair counts as before the character."""
    assert from_utf16("a👩b", 2) == 1


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a\nb", [0, 2]),
        ("a\r\nb\rc\n", [0, 3, 5, 7]),
        ("\n\n", [0, 1, 2]),
        ("a\u2028b\x0bc", [0]),
    ],
)
def test_line_starts(text: str, starts: list[int]) -> None:
    r"""Lines end with \n, \r\n or a lone \r, and with nothing else."""
    assert line_starts(text) == starts


@given(TEXT, st.data())
def test_every_code_point_is_found_in_the_file(text: str, data: st.DataObject) -> None:
    """Line and column of each code point of a part of a file lead to that code point in the file."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    post = Post("p", "p", text[start:end], anchors=tuple(Lines(text).anchors(start, end)))
    starts = line_starts(text)
    for offset in range(end - start):
        place = locate(post, Span(offset, offset + 1))
        assert starts[place.line - 1] + place.column - 1 == start + offset
        assert (place.end_line, place.end_column) == (place.line, place.column + 1)


def test_span_over_lines() -> None:
    """The end of a span is where its last code point stands, plus one column."""
    post = Post("p", "p", "ab\ncd", anchors=(Anchor(0, 5, 3), Anchor(3, 9, 2)))
    assert locate(post, Span(1, 5)) == Location(5, 4, 9, 4)
    assert locate(post, Span(1, 3)) == Location(5, 4, 5, 6)


def test_empty_span() -> None:
    """An empty span is one place."""
    assert locate(Post("p", "p", "ab"), Span(1, 1)) == Location(1, 2, 1, 2)
