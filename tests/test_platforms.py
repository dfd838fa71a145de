"""What networks count: figures worked out by hand."""

from __future__ import annotations

import pytest

from postcheck import platforms

FAMILY = "👩‍👩‍👧‍👦"
LINK = "https://example.org/a/very/long/path/to/some/page?with=parameters"


@pytest.mark.parametrize(
    ("name", "text", "length"),
    [
        ("x", "Grüße", 5),
        ("x", FAMILY, 2),
        ("x", f"Hier: {LINK}", 6 + 23),
        ("x", "日本", 4),
        ("mastodon", f"Hier: {LINK}.", 6 + 23 + 1),
        ("mastodon", "@ida@example.social hallo", 4 + 6),
        ("mastodon", FAMILY, 1),
        ("bluesky", FAMILY + "🇩🇪é", 3),
        ("bluesky", f"Hier: {LINK}", 6 + len("example.org/a/very/long/...")),
        ("bluesky", "https://example.org/kurz", len("example.org/kurz")),
        ("linkedin", "🎉", 2),
        ("threads", "🎉", 1),
    ],
)
def test_length(name: str, text: str, length: int) -> None:
    """Links, emoji, mentions and joined characters as each network counts them."""
    platform = platforms.get(name)
    assert platform is not None
    assert platforms.length(platform, text) == length


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("X (Twitter)", "x"), ("LinkedIn", "linkedin"), ("  facebook-gruppe ", "facebook"), ("IG", "instagram")],
)
def test_names(name: str, identifier: str) -> None:
    """Networks are known by id, name and common short forms, in whatever case."""
    platform = platforms.get(name)
    assert platform is not None
    assert platform.id == identifier


def test_unknown_network() -> None:
    """An unknown name is no network."""
    assert platforms.get("brieftaube") is None
    assert platforms.get("") is None


@pytest.mark.parametrize(
    ("name", "limit"),
    [("x", 280), ("threads", 500), ("bluesky", 300), ("mastodon", 500), ("linkedin", 3000), ("instagram", 2200)],
)
def test_limits(name: str, limit: int) -> None:
    """The published limits."""
    platform = platforms.get(name)
    assert platform is not None
    assert platform.max_length == limit
