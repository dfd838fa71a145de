"""What is measured for the rules about networks: images without a description, hashtags of several words, fake fonts."""

from __future__ import annotations

import pytest

from postcheck import language
from postcheck.models import Post, Span
from postcheck.signals.measured import MEASURES
from postcheck.signals.measured.hashtags import parts_of
from postcheck.signals.words import Words

NLP = language.load()


def measured(name: str, post: Post) -> list[Span] | dict[Span, str]:
    """The spans of one measured signal."""
    parsed = NLP.parse_one(post, frozenset())
    return MEASURES[name](parsed, Words(parsed))


@pytest.mark.parametrize(
    ("meta", "missing"),
    [
        ({}, 0),
        ({"image": "a.jpg"}, 1),
        ({"Bild": "a.jpg", "Alt": "Ein Hof im Schnee"}, 0),
        ({"image": "a.jpg", "alt": "a.jpg"}, 1),
        ({"image": "a.jpg", "alt_text": "IMG_2041"}, 1),
        ({"image": "a.jpg", "alt": ""}, 1),
        ({"images": ["a.jpg", "b.jpg"], "alt": ["Ein Hof"]}, 1),
        (
            {"images": [{"src": "a.jpg", "alt": "Ein Hof"}, {"src": "b.jpg"}, {"url": "c.png", "description": "Bild"}]},
            2,
        ),
        ({"media": [{"type": "video/mp4", "src": "a"}, {"src": "b.mp4"}, "c.mov"]}, 0),
        ({"image": True, "photo": None, "picture": 3}, 0),
        ({"image": "https://example.org/a.jpg?size=2"}, 1),
    ],
)
def test_images_without_alt(meta: dict[str, object], missing: int) -> None:
    """One hit, on the first sentence, for each image that nothing describes; films are no images."""
    post = Post("a", "a", "Der Hof ist zu. Wer war dort?", meta=meta)
    assert measured("images-without-alt", post) == [Span(0, 15)] * missing


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("brotausdemofen", ("brot", "aus", "dem", "ofen")),
        ("Wirsuchendich", ("wir", "suchen", "dich")),
        ("jobmitherz", ("job", "mit", "herz")),
        ("herbstfarben", ()),
        ("mitarbeiter", ()),
        ("ausbildung", ()),
        ("hundeliebe", ()),
        ("medien", ()),
        ("WirSuchenDich", ()),
        ("der", ()),
        ("24stunden", ()),
        ("der" * 500, ("der",) * 500),
    ],
)
def test_hashtags_of_several_words(tag: str, parts: tuple[str, ...]) -> None:
    """Only what is surely several words is cut; compounds are one word."""
    assert parts_of(tag) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("𝗡𝗲𝘂 𝗶𝗺 Laden", {Span(0, 6): "Neu im"}),
        ("👍 𝓗𝓲 du", {Span(2, 4): "Hi"}),
        ("Ⓥ und ⓘ", {}),
        ("Nichts", {}),
    ],
)
def test_fancy_letters(text: str, expected: dict[Span, str]) -> None:
    """Runs over blanks are one hit, with the plain letters; single signs are none."""
    assert measured("fancy-letters", Post("a", "a", text)) == expected
