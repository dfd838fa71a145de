"""Hashtags, mentions, links, emoji, placeholders, gender forms, styled letters: whole, and never overlapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postcheck.models import Span
from postcheck.positions import utf16_length
from postcheck.social import mask, scan, words_in_hashtag

ITEMS = {
    "hashtag": ["#JetztSichern", "#größe", "#Gro\u0308\u00dfe", "#Top10", "#日本", "＃Mode"],
    "mention": ["@stadtbibliothek", "@mia.m_99", "@mia@social.example", "@a"],
    "link": [
        "https://example.org/a?b=c#d",
        "http://münchen.de/ä",
        "www.radladen.example",
        "radladen.de",
        "bit.ly/abc",
        "shop.radladen.at/neu?x=1",
    ],
    "email": ["info@radladen.example", "a.b+c@d-e.co.at"],
    "emoji": ["👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏽‍🚒", "🚀", "©️"],
    "emoticon": [":-)", ";)", ":D", "<3", "^^", "xD", ":-/", "8-)"],
    "placeholder": [
        "{{name}}",
        "[Firma]",
        "{Vorname}",
        "[hier Link einfügen]",
        "<NAME>",
        "%VORNAME%",
        "[XXX]",
        "Lorem ipsum",
    ],
    "gender": ["Kund*innen", "Kund:innen", "Kund_innen", "KundInnen", "Mitarbeiter/-innen", "Kund·innen", "Lehrer*in"],
    "fancy": ["𝗕𝗼𝗹𝗱", "𝘪𝘵𝘢𝘭𝘪𝘤", "𝓢𝓬𝓻𝓲𝓹𝓽", "ｗｅｉｔ"],
}
CASES = [(kind, text) for kind, texts in ITEMS.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_item(kind: str, text: str) -> None:
    """Each item is found whole, in a sentence, at its place."""
    post = f"Wir zeigen {text} heute."
    assert [(item.kind, item.span) for item in scan(post).items] == [(kind, Span(11, 11 + len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Um 10:30 Uhr, 8) oder 3:2",
        "§ 5 # 7",
        "C# und A&B#",
        "#123",
        "wir/ihr",
        "z.B. und d.h. und u.a.",
        "Seite 12.de",
        "Er sagte: ja.",
        "die Innenstadt, InDesign-Kurs",
        "[sic] und {1}",
        "3 < 5 > 2",
        "Preis: 5 @ 3",
        "a+b=c",
    ],
)
def test_no_item(text: str) -> None:
    """Ordinary text looks like none of them."""
    assert [(item.kind, item.value) for item in scan(text).items if item.kind not in ("link",)] == []


def test_marks_behind_a_link() -> None:
    """The sentence's own marks and brackets are no part of a link."""
    text = "Mehr (siehe https://a.example/b_(c)) und www.b.example/x!?"
    assert [item.value for item in scan(text).items] == ["https://a.example/b_(c)", "www.b.example/x"]


def test_plain_letters_of_styles() -> None:
    """Styled letters carry the plain ones, one for one."""
    (item,) = scan("𝗝𝗲𝘁𝘇𝘁").items
    assert item.value == "Jetzt"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("#JetztSichern", ["Jetzt", "Sichern"]),
        ("#jetztsichern", ["jetztsichern"]),
        ("#SEOTipps2026", ["SEO", "Tipps"]),
        ("#Über_uns", ["Über", "uns"]),
    ],
)
def test_words_in_hashtag(value: str, words: list[str]) -> None:
    """Capitals, digits and underscores divide the words of a hashtag; their spans lie in it."""
    found = words_in_hashtag(value)
    assert [word for word, _ in found] == words
    assert [value[span.start : span.end] for _, span in found] == words


POSTS = st.lists(
    st.sampled_from([text for _, text in CASES])
    | st.text(alphabet="aÖß .!#@:*[]{}<\n\u200d\u0301\ufe0f🏽1/_", max_size=6),
    max_size=12,
).map("".join)


@given(POSTS)
def test_items_never_overlap(text: str) -> None:
    """Items come in the order of the text, without overlap, and hold what stands there."""
    place = 0
    for item in scan(text).items:
        assert place <= item.span.start < item.span.end <= len(text)
        place = item.span.end
        if item.kind == "fancy":
            assert len(item.value) == len(item.span)
        else:
            assert item.value == text[item.span.start : item.span.end]


@given(POSTS)
def test_mask(text: str) -> None:
    """The mask has the same length in code points, and no pair of surrogates."""
    masked = mask(text, scan(text))
    assert len(masked) == len(text) == utf16_length(masked)


@given(st.lists(st.sampled_from([*ITEMS["emoji"], "a", " ", "👩", "👧🏿"]), max_size=8).map("".join))
def test_sequences_are_never_cut(text: str) -> None:
    """No item begins or ends inside a joined or modified emoji."""
    for item in scan(text).items:
        assert not text[item.span.end : item.span.end + 1] or text[item.span.end] not in "\u200d\ufe0f\u20e3🏽🏿"
        assert text[item.span.end - 1] != "\u200d" or text[item.span.end : item.span.end + 1] in ("", "a", " ")
