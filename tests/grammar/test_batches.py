"""Many posts in one text, and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from postcheck.checks.grammar.batches import distribute, pack
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.models import Span
from postcheck.positions import to_utf16

_TEXTS = st.lists(st.text(st.sampled_from("ab c\n🎉é𝗱\r"), min_size=1, max_size=12), min_size=1, max_size=8)


@settings(deadline=None)  # a busy machine is no failure
@given(_TEXTS, st.integers(1, 30), st.data())
def test_every_match_comes_home(texts: list[str], largest: int, data: st.DataObject) -> None:
    """Whatever is marked in a post by the server, in UTF-16 units of the batch, has its span in that post."""
    batches = pack(texts, range(len(texts)), largest)
    assert [number for batch in batches for number in batch.numbers] == list(range(len(texts)))
    for batch in batches:
        number = data.draw(st.sampled_from(batch.numbers))
        start = data.draw(st.integers(0, len(texts[number]) - 1))
        end = data.draw(st.integers(start + 1, len(texts[number])))
        begin = batch.starts[batch.numbers.index(number)]
        offset = to_utf16(batch.text, begin + start)
        match = {"offset": offset, "length": to_utf16(batch.text, begin + end) - offset}
        assert distribute(batch, [match]) == {
            n: [(Span(start, end), match)] if n == number else [] for n in batch.numbers
        }


def test_between_posts() -> None:
    """A match that crosses posts is no post's fault."""
    (batch,) = pack(["eins", "zwei"], [0, 1])
    assert distribute(batch, [{"offset": 2, "length": 6}]) == {0: [], 1: []}


def test_vocabulary_spans() -> None:
    """Words of the vocabulary are found inflected, in compounds, as phrases; not inside other words when short."""
    words = Vocabulary(["Quirlum", "XY", "fein & gut"])
    text = "Quirlums Quirlumbar, Bio-Quirlum: XYs und fein & gut, nicht AXYZ oder Kwirlum."
    found = [text[span.start : span.end] for span in words.spans(text)]
    assert found == ["Quirlums", "Quirlumbar", "Bio-Quirlum", "XYs", "fein & gut"]
    assert Vocabulary([]).spans(text) == []
