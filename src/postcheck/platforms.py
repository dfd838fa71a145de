"""What each network counts, cuts and allows.

Figures are those that the networks published (help pages, API documentation) by 2025; where a network cuts a post
differently by device, the lower figure stands here.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

# A sentence's marks at the end are no part of a link.
_LINK = re.compile(r"https?://([^\s/?#]+)([^\s]*[^\s.,;:!?)\"'“”])?")
# Mastodon counts user-perceived characters, every link as 23, and of a mention only the local part.
_MASTODON_LINK = 23
_BLUESKY_PATH = 15
_MASTODON_MENTION = re.compile(r"(@\w+)@[\w.-]+\w")


@dataclass(frozen=True)
class Platform:
    """One network. Lengths in the network's own counting; None: no limit that matters.

    `fold`: about so many characters are visible before "mehr"; `max_hashtags`: more look like spam, or are
    not counted there.
    """

    id: str
    name: str
    max_length: int | None
    fold: int | None = None
    max_hashtags: int | None = None
    aliases: tuple[str, ...] = ()
    count: Callable[[str], int] = len


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _weighted(text: str) -> int:
    """X: links are 23, emoji 2, most letters 1 (twitter-text, configuration 3)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what the package imports, each time
        from twitter_text import parse_tweet  # late: it takes half a second to import

    return int(parse_tweet(text).weightedLength)


def _mastodon(text: str) -> int:
    text = _MASTODON_MENTION.sub(r"\1", text)
    return _graphemes(_LINK.sub("x" * _MASTODON_LINK, text))


def _bluesky(text: str) -> int:
    """Bluesky: user-perceived characters; its app shortens links to their host and the beginning of their path."""
    return _graphemes(_LINK.sub(_shortened, text))


def _shortened(link: re.Match[str]) -> str:
    path = link[2] or ""
    return link[1] + (path if len(path) <= _BLUESKY_PATH else path[: _BLUESKY_PATH - 2] + "...")


def _graphemes(text: str) -> int:
    """User-perceived characters: joined emoji, flags and combining marks are one."""
    count, joined, flags = 0, False, 0
    for char in text:
        flag = "\U0001f1e6" <= char <= "\U0001f1ff"
        extends = unicodedata.combining(char) or char in "\u200d\ufe0f\u20e3" or "\U0001f3fb" <= char <= "\U0001f3ff"
        flags = flags + 1 if flag else 0
        if not (extends or joined or "\U000e0020" <= char <= "\U000e007f" or (flag and flags % 2 == 0)):
            count += 1
        joined = char == "\u200d"
    return count


PLATFORMS: tuple[Platform, ...] = (
    Platform("x", "X", 280, None, 2, ("twitter", "x/twitter", "x (twitter)"), _weighted),
    Platform("mastodon", "Mastodon", 500, None, 5, ("fediverse",), _mastodon),
    Platform("bluesky", "Bluesky", 300, None, 3, ("bsky",), _bluesky),
    Platform("threads", "Threads", 500, None, 1, ()),
    Platform("linkedin", "LinkedIn", 3000, 210, 5, ("linked in",), _utf16),
    Platform("facebook", "Facebook", 63206, 477, 3, ("fb", "facebook-gruppe"), _utf16),
    Platform("instagram", "Instagram", 2200, 125, 10, ("insta", "ig", "instagram reel", "reel"), _utf16),
    Platform("tiktok", "TikTok", 4000, 100, 5, ("tik tok",), _utf16),
    Platform("xing", "XING", 10000, 200, 5, ()),
    Platform("youtube", "YouTube", 5000, 150, 5, ("youtube community", "youtube-community"), _utf16),
    Platform("whatsapp", "WhatsApp", 4096, None, 3, ("whatsapp-kanal", "whatsapp kanal")),
    Platform("telegram", "Telegram", 4096, None, 5, ("telegram-kanal",), _utf16),
    Platform("pinterest", "Pinterest", 500, 50, 5, ()),
    Platform(
        "google", "Google", 1500, 100, 0,
        ("google unternehmensprofil", "google-unternehmensprofil", "google-rezensionen", "google rezensionen",
         "google business"),
    ),
    Platform("nebenan", "nebenan.de", 4000, None, 3, ("nebenan.de",)),
)  # fmt: skip


@cache
def get(name: str) -> Platform | None:
    """The platform with this id or name, in whatever case; None for unknown ones and for ""."""
    wanted = " ".join(name.casefold().split())
    for platform in PLATFORMS:
        if wanted in (platform.id, platform.name.casefold(), *platform.aliases):
            return platform
    return None


def length(platform: Platform, text: str) -> int:
    """The length of a text as the platform counts it."""
    return platform.count(text)
