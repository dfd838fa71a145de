"""Markdown: one post or many, recognised or as configured; places in the file as it is on disk."""

from __future__ import annotations

import pytest

from postcheck.errors import InputError
from postcheck.models import Post, Span, Suppression
from postcheck.positions import locate
from postcheck.reader.markdown import read


def posts(text: str, mode: str = "auto") -> list[Post]:
    """The posts of a Markdown text."""
    return list(read(text, "a.md", mode))


def texts(text: str, mode: str = "auto") -> list[str]:
    """What stands in them."""
    return [post.text for post in posts(text, mode)]


def begin(post: Post, needle: str = "") -> tuple[int, int]:
    """Line and column of a text in the post's file; without one, where the post begins."""
    start = post.text.index(needle)
    place = locate(post, Span(start, start + 1))
    return place.line, place.column


HEADINGS = """\
# Redaktionsplan

Notizen für alle.

## Montag, LinkedIn

Erster Beitrag
mit #Hashtag am Ende.

## Dienstag (Mastodon)

Zweiter Beitrag.

---

## Mittwoch

Dritter Beitrag.
"""
FENCES = """\
# Plan

Für Instagram:

```
Erster *Beitrag*
<!-- kein Kommentar, sondern Text -->
```

Notiz dazwischen.

~~~ mastodon
Zweiter
```
Beitrag
~~~

```python
print("kein Beitrag")
```

- in einer Liste:

   ```
   Dritter
     eingerückt
   ```
"""
RULES = """\
# Entwürfe

Erster Beitrag.

***

Zweiter Beitrag.

- - -
Dritter Beitrag.
"""


def test_single() -> None:
    """A file without any division is one post; a heading at its beginning is its title."""
    (post,) = posts("# Titel\n\nDer Text.\n#KeinTitel\n")
    assert post.text == "Der Text.\n#KeinTitel"
    assert begin(post) == (3, 1)
    assert post.id == "a.md#1"


def test_headings() -> None:
    """Each heading begins a post; what stands before the first, or above deeper headings, is a note."""
    found = posts(HEADINGS)
    assert [post.text for post in found] == [
        "Erster Beitrag\nmit #Hashtag am Ende.",
        "Zweiter Beitrag.",
        "Dritter Beitrag.",
    ]
    assert [begin(post) for post in found] == [(7, 1), (12, 1), (18, 1)]
    assert [post.platform for post in found] == ["linkedin", "mastodon", ""]
    assert [post.id for post in found] == ["a.md#1", "a.md#2", "a.md#3"]


def test_fences() -> None:
    """Each fenced block is a post, programs are none; what stands between is a note; indentation is taken off."""
    found = posts(FENCES)
    assert [post.text for post in found] == [
        "Erster *Beitrag*\n<!-- kein Kommentar, sondern Text -->",
        "Zweiter\n```\nBeitrag",
        "Dritter\n  eingerückt",
    ]
    assert [begin(post) for post in found] == [(6, 1), (13, 1), (25, 4)]
    assert begin(found[2], "eingerückt") == (26, 6)
    assert [post.platform for post in found] == ["", "mastodon", ""]


def test_rules() -> None:
    """Rules divide posts; a heading with which a part begins is its title."""
    found = posts(RULES)
    assert [post.text for post in found] == ["Erster Beitrag.", "Zweiter Beitrag.", "Dritter Beitrag."]
    assert [begin(post) for post in found] == [(3, 1), (7, 1), (10, 1)]


@pytest.mark.parametrize("text", [HEADINGS, FENCES, RULES])
def test_line_ends(text: str) -> None:
    """With CRLF a file holds the same posts at the same places."""
    unix, windows = posts(text), posts(text.replace("\n", "\r\n"))
    assert [post.text.replace("\r\n", "\n") for post in windows] == [post.text for post in unix]
    assert [begin(post) for post in windows] == [begin(post) for post in unix]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("single", ["## Eins\n\nText eins.\n\n---\n\n```\nText zwei.\n```"]),
        ("headings", ["Text eins.\n\n---\n\n```\nText zwei.\n```"]),
        ("fences", ["Text zwei."]),
        ("rules", ["Text eins.", "```\nText zwei.\n```"]),
    ],
)
def test_configured(mode: str, expected: list[str]) -> None:
    """The configuration decides what one file would leave open."""
    text = "# Titel\n\n## Eins\n\nText eins.\n\n---\n\n```\nText zwei.\n```\n"
    if mode == "rules":
        text = text.replace("# Titel\n\n", "", 1)
    assert texts(text, mode) == expected


def test_front_matter() -> None:
    """Front matter says what the post is; the rest of it is kept."""
    text = (
        "---\nid: b-7\nplatform: LinkedIn\ndate: 2026-03-02\nkind: reply\nautor: Mia\n"
        "ignore: [tone, {rule: language/officialese, reason: Satzung}]\n---\n\nDer Text.\n"
    )
    (post,) = posts(text)
    assert post == Post(
        "b-7",
        "a.md",
        "Der Text.",
        "LinkedIn",
        "2026-03-02",
        "reply",
        {"autor": "Mia", "ignore": ["tone", {"rule": "language/officialese", "reason": "Satzung"}]},
        post.anchors,
        (Suppression("tone", "", 7, "front matter"), Suppression("language/officialese", "Satzung", 7, "front matter")),
    )
    assert begin(post) == (10, 1)


def test_front_matter_of_many() -> None:
    """Front matter holds for all posts of the file; its id is made to differ."""
    found = posts("---\nid: woche\nplatform: xing\n---\n# A\nEins\n# B, Instagram\nZwei\n")
    assert [(post.id, post.platform) for post in found] == [("woche", "xing"), ("woche#2", "xing")]


def test_rule_at_the_beginning() -> None:
    """Text between two rules at the beginning is no front matter."""
    assert texts("---\nErster Beitrag\n---\nZweiter\n") == ["Erster Beitrag", "Zweiter"]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("kind: replie", "a.md:2: no kind of post is called 'replie' [E400] (did you mean 'reply'?)"),
        ("a: 1\nb: [", "a.md:4:1: not valid YAML: did not find expected node content [E400]"),
        ("a: &x [1]\nb: *x", "a.md:3:4: YAML aliases are not allowed [E400]"),
        (
            "postcheck: {ignor: [tone]}",
            "a.md:2: unknown key 'ignor' in 'postcheck' of the front matter [E400] (did you mean 'ignore'?)",
        ),
        ("ignore: [{rul: tone}]", "a.md:2: an entry of 'ignore' is a rule, or a mapping with rule and reason [E400]"),
        (
            "b: !ruby/object x",
            "a.md:2: not plain data: could not determine a constructor for the tag '!ruby/object' [E400]",
        ),
    ],
)
def test_broken_front_matter(front: str, message: str) -> None:
    """What is wrong in the front matter is said with its line."""
    with pytest.raises(InputError) as caught:
        posts(f"---\n{front}\n---\nText\n")
    assert str(caught.value) == message


def test_comments() -> None:
    """Comments are no text, wherever they stand; what follows keeps its place."""
    (post,) = posts("<!-- oben -->\nEins <!-- mitten\ndrin --> zwei\n\n  <!-- allein -->  \nDrei\n<!-- unten -->\n")
    assert post.text == "Eins  zwei\n\nDrei"
    assert begin(post, "Eins") == (2, 1)
    assert begin(post, "zwei") == (3, 10)
    assert begin(post, "Drei") == (6, 1)


def test_open_comment() -> None:
    """A comment that is never closed is text: it swallows nothing."""
    assert texts("Eins <!-- zwei\n\ndrei") == ["Eins <!-- zwei\n\ndrei"]


def test_requests() -> None:
    """A comment asks to leave out findings, for the post that it stands with, and may say why."""
    first, second = posts(
        "# A\n<!-- postcheck: ignore tone/arrogance, hype -- so gewollt -->\nEins\n# B\nZwei\n"
        "<!-- postcheck: ignore language -->\n"
    )
    assert first.suppressions == (
        Suppression("tone/arrogance", "so gewollt", 2, "comment"),
        Suppression("hype", "so gewollt", 2, "comment"),
    )
    assert (second.text, second.suppressions) == ("Zwei", (Suppression("language", "", 6, "comment"),))


def test_request_for_all() -> None:
    """Above the first heading, a request holds for all posts of the file."""
    found = posts("<!-- postcheck: ignore tone -->\n# A\nEins\n# B\nZwei\n")
    assert [post.suppressions for post in found] == [(Suppression("tone", "", 1, "comment"),)] * 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Eins\n<!-- postcheck: ignore tone -->\nzwei",
            "a.md:2: this comment stands inside the text of a post and would be published with it",
        ),
        (
            "```\nEins\n<!-- postcheck: ignore tone -->\n```\n",
            "a.md:3: this comment stands inside the text of a post and would be published with it",
        ),
        ("```\nEins\n```\n<!-- postcheck: ignore tone -->\n", "a.md:4: this comment stands behind the last post"),
    ],
)
def test_misplaced_request(text: str, message: str) -> None:
    """A request that would be published, or that belongs to no post, is an error."""
    with pytest.raises(InputError) as caught:
        posts(text)
    assert str(caught.value) == f"{message} [E400] (write it above the post)"


def test_unknown_request() -> None:
    """A typo in a request is an error with its line."""
    with pytest.raises(InputError) as caught:
        posts("Eins\n\n<!-- postcheck: ignroe tone -->\n")
    assert str(caught.value) == "a.md:3: unknown request 'ignroe' in a comment [E400] (did you mean 'ignore'?)"
