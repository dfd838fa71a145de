"""What a result depends on: the post, the settings, and everything that takes part in a check.

The parts of a run (postcheck's code, the rules, the pipeline) are known by their content, not by their version: a rule
in the making has none. Reading them all takes longer than looking at their sizes and times, so the cache notes the
digest for these.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from postcheck import pipelines
from postcheck.cache.store import Cache
from postcheck.config import PathSettings, Settings
from postcheck.models import Post, Tool

# Packages whose version can change a result, as their installed metadata calls them.
_PACKAGES = ("spacy", "thinc", "emoji", "google_re2", "twitter_text_parser")
_PACKAGE = Path(__file__).parents[1]
# A file that was changed a moment ago may change again without a new time.
_SETTLED_SECONDS = 2.0


class Keys:
    """The keys of one run."""

    def __init__(self, cache: Cache, settings: Settings, grammar: Tool) -> None:
        self._cache = cache
        self._paths: dict[PathSettings, bytes] = {}
        parts = (
            sys.version_info[:2],
            self._tree(_PACKAGE, ("model", "rules")),
            _versions(),
            self._tree(pipelines.folder(settings.pipeline)),
            [self._tree(folder) for folder in settings.rule_folders],
            settings.lang,
            grammar,
            replace(settings.grammar, server="", jobs=0),
        )
        self._run = blake2b(repr(parts).encode("utf-8", "surrogatepass")).digest()

    def of(self, post: Post, path: PathSettings) -> bytes:
        """The key of a post under the settings of its path. Where it stands in which file does not matter."""
        start = self._paths.get(path)
        if start is None:
            shown = repr((path.select, path.ignore, path.options)).encode("utf-8", "surrogatepass")
            start = self._paths[path] = blake2b(self._run + shown).digest()
        content = repr((post.text, post.platform, post.date, post.kind, post.meta)).encode("utf-8", "surrogatepass")
        return blake2b(content, key=start, digest_size=20).digest()

    def _tree(self, folder: Path, leave_out: tuple[str, ...] = ()) -> bytes:
        """A digest of all files of a folder by name and content."""
        files = sorted(_files(str(folder), leave_out))
        state = repr([(path, size, changed) for path, size, changed in files])
        signature = blake2b(state.encode("utf-8", "surrogatepass")).digest()
        known = self._cache.digest(signature)
        if known is not None:
            return known
        content = blake2b()
        for path, _, _ in files:
            name = os.path.relpath(path, folder).encode("utf-8", "surrogatepass")
            with open(path, "rb") as file:
                content.update(name + b"\0" + blake2b(file.read()).digest())
        newest = max((changed for _, _, changed in files), default=0)
        if newest / 1e9 < time.time() - _SETTLED_SECONDS:
            self._cache.note(signature, content.digest())
        return content.digest()


def _files(folder: str, leave_out: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or entry.name == "__pycache__" or entry.name in leave_out:
            continue
        if entry.is_dir():
            yield from _files(entry.path, leave_out)
        else:
            state = entry.stat()
            yield entry.path, state.st_size, state.st_mtime_ns


def _versions() -> list[str]:
    """The installed versions of packages that take part; importlib.metadata would cost more than reading the posts."""
    found: list[str] = []
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        found += [
            name
            for name in names
            if name.endswith(".dist-info") and name.lower().replace("-", "_").startswith(_PACKAGES)
        ]
    return sorted(found)
