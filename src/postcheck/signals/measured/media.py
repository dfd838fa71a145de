"""Images that the record or the front matter of a post names, and whether they are described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postcheck.language import Parsed
from postcheck.models import Span
from postcheck.signals.measured.surface import sentences
from postcheck.signals.words import Words

# Under these keys, records and front matters name images, and describe them.
_IMAGES = (
    "image",
    "images",
    "img",
    "photo",
    "photos",
    "picture",
    "pictures",
    "media",
    "bild",
    "bilder",
    "foto",
    "fotos",
)
_ALT = ("alt", "alt-text", "alt_text", "alttext", "alts", "alt-texts", "description", "beschreibung")
_PLACES = ("src", "file", "url", "path", "href", "name", "datei", "pfad")
_MOVING = re.compile(r"\.(?:mp4|mov|webm|avi|mkv|m4v|mp3|wav|ogg)(?:$|[?#])", re.IGNORECASE)
# What only repeats that there is an image describes nothing.
_EMPTY = re.compile(
    r"\s*(?:[\w .\-]+\.(?:jpe?g|png|gif|webp|heic|svg)|(?:img|dsc|dscn|pxl)[_\- ]?\d+"
    r"|bild|foto|image|photo|alt|todo|-*|\?*)\s*",
    re.IGNORECASE,
)


def images_without_alt(parsed: Parsed, words: Words) -> list[Span]:
    """The first sentence, once for each image that has no description."""
    missing = sum(not described for described in _images(parsed.post.meta))
    if not missing:
        return []
    place = sentences(parsed, words)[:1] or [Span(0, len(parsed.post.text))]
    return place * missing


def _images(meta: Mapping[str, object]) -> Iterator[bool]:
    """For each image whether it is described: by itself, or by the list of descriptions beside it."""
    keys = {str(key).lower(): value for key, value in meta.items()}
    beside = [text for key in _ALT if key in keys for text in _listed(keys[key])]
    images = [image for key in _IMAGES if key in keys for image in _listed(keys[key]) if _is_image(image)]
    for number, image in enumerate(images):
        own = _own(image) if isinstance(image, Mapping) else ""
        other = beside[number] if number < len(beside) else ""
        yield _describes(own) or _describes(other)


def _listed(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return list(value)
    return [value] if value else []


def _is_image(value: object) -> bool:
    """Whether the value names an image: a file, a link, or a mapping that holds one and is no film."""
    if isinstance(value, Mapping):
        kind = str(value.get("type", "")).lower()
        places = [str(value[key]) for key in _PLACES if value.get(key)]
        return not kind.startswith(("video", "audio")) and not any(_MOVING.search(place) for place in places)
    return isinstance(value, str) and bool(value.strip()) and not _MOVING.search(value)


def _own(image: Mapping[str, object]) -> object:
    lowered = {str(key).lower(): value for key, value in image.items()}
    return next((lowered[key] for key in _ALT if lowered.get(key)), "")


def _describes(text: object) -> bool:
    return isinstance(text, str) and not _EMPTY.fullmatch(text)
