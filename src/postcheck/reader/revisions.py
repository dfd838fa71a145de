"""Posts that differ from a git revision: a post that has moved, or whose file has a new name, is still the same."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from postcheck import fingerprints
from postcheck.errors import InputError, UsageError
from postcheck.models import Post
from postcheck.reader import ReadFailure, ReadOptions, read
from postcheck.reader.find import SUFFIXES


class Revision:
    """A revision of the repository in which the working directory lies; UsageError when there is none.

    "REV..." means the last commit that REV and HEAD have in common, as git spells it.
    """

    def __init__(self, name: str, options: ReadOptions) -> None:
        self._options = options
        self._top = Path(_git(Path.cwd(), "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        if name.endswith("..."):
            common = _git(self._top, "merge-base", "--end-of-options", name.removesuffix("...") or "HEAD", "HEAD")
            name = common.decode().strip()
        self._commit = self._resolve(name)
        then = _names(_git(self._top, "ls-tree", "-r", "--name-only", "-z", "--full-tree", self._commit))
        differing = _names(_git(self._top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", self._commit))
        self._same_files = set(then) - set(differing)
        gone = [path for path in then if path not in self._same_files and path.lower().endswith(SUFFIXES)]
        self._posts = Counter(_identity(post) for path in gone for post in self._read(path))
        self.unchanged: Counter[str] = Counter()

    def changed(self, items: Iterator[Post | ReadFailure], always: str) -> Iterator[Post | ReadFailure]:
        """The items that are not the same in the revision; those of the file `always` (standard input) in any case.

        `unchanged` counts the fingerprints of the others.
        """
        for item in items:
            if item.path != always and self._is_same(item):
                if isinstance(item, Post):
                    self.unchanged[fingerprints.of_post(item)] += 1
                continue
            yield item

    def _is_same(self, item: Post | ReadFailure) -> bool:
        if self._name(item.path) in self._same_files:
            return True
        if not isinstance(item, Post):
            return False
        identity = _identity(item)
        if self._posts[identity] == 0:
            return False
        self._posts[identity] -= 1  # a copy of a post is a new post
        return True

    def _name(self, path: str) -> str:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self._top)).replace(os.sep, "/")

    def _resolve(self, name: str) -> str:
        try:
            found = _git(self._top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except UsageError:
            hint = "in CI, check out the whole history (fetch-depth: 0)"
            raise UsageError(f"git knows no revision '{name}'", hint=hint) from None
        return found.decode().strip()

    def _read(self, path: str) -> Iterator[Post]:
        content = BytesIO(_git(self._top, "cat-file", "blob", f"{self._commit}:{path}"))
        try:
            yield from (item for item in read(path, self._options, stream=content) if isinstance(item, Post))
        except InputError:
            return  # it could not be read then: all that is in it now is new


def _identity(post: Post) -> str:
    """What makes two posts the same: all that is checked, and what is asked to be left out; not where it stands."""
    requests = [(request.pattern, request.reason) for request in post.suppressions]
    text = post.text.replace("\r\n", "\n")  # git may turn line ends on the way to the disk
    return repr((text, post.platform, post.date, post.kind, dict(post.meta), requests))


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as problem:
        raise UsageError(f"git does not run: {problem.strerror}", hint="--changed-since needs git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(said[0] if said else f"git {arguments[0]} failed", hint="--changed-since needs git's history")
    return done.stdout
