"""Text files: one post, or several divided by a line that is exactly `---`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postcheck.models import Post
from postcheck.positions import Lines
from postcheck.reader.base import Facts, cut

_DIVIDER = re.compile(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|$)", re.MULTILINE)


def read(text: str, path: str) -> Iterator[Post]:
    """The posts of a text file, in order; an empty file has none."""
    lines, place, ordinal = Lines(text), 0, 0
    for match in [*_DIVIDER.finditer(text), None]:
        end = match.start() if match else len(text)
        post = cut(lines, path, [(place, end)], ordinal + 1, Facts())
        if post is not None:
            ordinal += 1
            yield post
        place = match.end() if match else end
