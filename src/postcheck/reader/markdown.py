"""Markdown: one post, with or without front matter, or many: under headings, in fenced blocks, or between rules.

Headings, HTML comments and (where posts stand in fenced blocks) everything outside the blocks are no post text.
Comments of the form `<!-- postcheck: ignore RULE … -- reason -->` between the posts' texts apply to the post that
they stand with: in its section, or, for fences, since the block before. Before the first heading they apply to all
posts of the file. Inside a text they are an error: they would be published with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from postcheck.errors import InputError, nearest
from postcheck.models import KINDS_OF_POST, Post, Suppression
from postcheck.positions import Lines
from postcheck.reader import comments
from postcheck.reader.base import Facts, cut, suppressions

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:^---[ \t]*(?:\r?\n|\Z)|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\r\n]*))?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\r?$", re.MULTILINE)
_FENCE = re.compile(
    r"^( {0,3})(`{3,}|~{3,})([^\r\n`]*)\r?\n(.*?)(?:^ {0,3}\2[`~]*[ \t]*\r?$|\Z)", re.DOTALL | re.MULTILINE
)
_PLATFORMS = (
    "linkedin",
    "facebook",
    "instagram",
    "mastodon",
    "threads",
    "bluesky",
    "tiktok",
    "xing",
    "youtube",
    "twitter",
)
_PLAIN = re.compile(
    r"(?:[A-Za-z_][A-Za-z0-9_-]*: +"
    r"(?:[A-Za-zÄÖÜäöüß][\w.-]*(?: [\w.-]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}) *\r?\n)+"
)
# Words that YAML does not take for words.
_NO_STRINGS = frozenset("y n yes no on off true false null".split())
_PUBLISHED = "stands inside the text of a post and would be published with it"
# Fenced blocks in these languages are programs or data, not posts.
_CODE = frozenset("python yaml json bash sh html css js javascript toml xml sql console diff".split())


class _Section(NamedTuple):
    start: int
    end: int
    heading: str = ""


def read(text: str, path: str, mode: str) -> Iterator[Post]:
    """The posts of a Markdown file, in order; `mode` as in ReadOptions.markdown."""
    facts, body = _front_matter(text, path)
    lines = Lines(text)
    if mode == "auto":
        mode = _recognise(text, body)
    posts = _fenced(lines, path, body, facts) if mode == "fences" else _divided(lines, path, body, facts, mode)
    for ordinal, post in enumerate(posts, start=1):
        yield post if ordinal == 1 or not facts.id else post._replace(id=f"{facts.id}#{ordinal}")


def _divided(lines: Lines, path: str, body: int, facts: Facts, mode: str) -> Iterator[Post]:
    """The posts of a file in which headings or rules divide them, or of which all is one."""
    ordinal, text = 1, lines.text
    if mode == "headings":
        first = next((match.start() for match in _HEADING.finditer(text, body)), body)
        facts = _with_requests(facts, comments.requests(comments.find(text, body, first), lines, path))
    for section in _sections(text, body, mode):
        local = _with_heading(facts, section.heading)
        pieces = [(section.start, section.end)]
        found = comments.find(text, section.start, section.end)
        if found:
            local = _with_requests(local, comments.requests(found, lines, path))
            pieces = comments.outside(text, section.start, section.end, found)
        if mode != "headings":
            pieces = _after_title(text, pieces)
        if found:
            comments.refuse(comments.inside(text, pieces, found), lines, path, _PUBLISHED)
        post = cut(lines, path, pieces, ordinal, local)
        if post is not None:
            ordinal += 1
            yield post


def _recognise(text: str, body: int) -> str:
    """Which way a file holds its posts: fences before headings before rules; one heading is a title."""
    # Most files have neither; to look for the characters first is quicker by far.
    if ("```" in text or "~~~" in text) and any(_is_post(match) for match in _FENCE.finditer(text, body)):
        return "fences"
    if "#" in text and sum(bool(match[2]) for match in _HEADING.finditer(text, body)) > 1:
        return "headings"
    return "rules" if _RULE.search(text, body) else "single"


def _is_post(match: re.Match[str]) -> bool:
    return match[3].strip().split(" ")[0].lower() not in _CODE


def _sections(text: str, body: int, mode: str) -> Iterable[_Section]:
    if mode == "single":
        return [_Section(body, len(text))]
    return _marked(text, body, mode)


def _marked(text: str, body: int, mode: str) -> Iterator[_Section]:
    marks = list((_HEADING if mode == "headings" else _RULE).finditer(text, body))
    if mode == "rules":
        edges = [body, *(edge for match in marks for edge in match.span()), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield _Section(start, end)
        return
    # What stands before the first heading is a note, not a post; so is what stands before deeper headings.
    for match, following in zip_longest(marks, marks[1:]):
        if following is not None and _depth(following) > _depth(match):
            continue
        end = following.start() if following is not None else len(text)
        stop = _RULE.search(text, match.end(), end)
        # A rule at the end of a section divides it from the next heading.
        if stop is not None and not text[stop.end() : end].strip():
            end = stop.start()
        yield _Section(match.end(), end, match[2] or "")


def _depth(heading: re.Match[str]) -> int:
    return len(heading[1])


def _fenced(lines: Lines, path: str, body: int, facts: Facts) -> Iterator[Post]:
    before, ordinal, text = body, 1, lines.text
    for match in _FENCE.finditer(text, body):
        if not _is_post(match):
            continue
        heading = ""
        for found in _HEADING.finditer(text, before, match.start()):
            heading = found[2] or heading
        local = _with_heading(facts, f"{heading} {match[3]}")
        local = _with_requests(local, comments.requests(comments.find(text, before, match.start()), lines, path))
        comments.refuse(comments.find(text, *match.span(4)), lines, path, _PUBLISHED)
        before = match.end()
        post = cut(lines, path, _unindented(match), ordinal, local)
        if post is not None:
            ordinal += 1
            yield post
    comments.refuse(comments.find(text, before, len(text)), lines, path, "stands behind the last post")


def _unindented(block: re.Match[str]) -> list[tuple[int, int]]:
    """The content of a fenced block. Its lines may be indented like the fence: that is no part of the post."""
    indent = len(block[1])
    if not indent:
        return [block.span(4)]
    pieces: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\n|[^\n]+", block[4]):
        blanks = min(indent, len(line[0]) - len(line[0].lstrip(" ")))
        pieces.append((block.start(4) + line.start() + blanks, block.start(4) + line.end()))
    return pieces


def _after_title(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces without the heading with which a post may begin: it is its title, not its text."""
    if "#" not in text:
        return list(pieces)
    for number, (start, end) in enumerate(pieces):
        begin = end - len(text[start:end].lstrip())
        if begin == end:
            continue
        # The heading may be indented: go back to the beginning of its line.
        line = max(start, text.rfind("\n", start, begin) + 1)
        match = _HEADING.match(text, line, end)
        if match is not None and match[2]:
            start = match.end()
        return [(start, end), *pieces[number + 1 :]]
    return list(pieces)


def _with_heading(facts: Facts, heading: str) -> Facts:
    """The facts, with the platform that a heading names ("Montag, LinkedIn") where nothing else does."""
    if facts.platform or not heading:
        return facts
    named = [word for word in re.findall(r"\w+", heading.lower()) if word in _PLATFORMS]
    if not named:
        return facts
    return replace(facts, platform="x" if named[0] == "twitter" else named[0])


def _with_requests(facts: Facts, requests: Iterable[Suppression]) -> Facts:
    more = tuple(requests)
    return replace(facts, suppressions=(*facts.suppressions, *more)) if more else facts


def _plain(front: str) -> dict[str, Any] | None:
    """The data of the front matter that most files have, words and dates behind keys; None when there is more to it.

    It means what it means in YAML, at a hundredth of the cost: a cached run over thousands of files has no other.
    """
    if not _PLAIN.fullmatch(front):
        return None
    data: dict[str, Any] = {}
    for line in front.splitlines():
        key, _, value = line.partition(":")
        value = value.strip()
        if key.lower() in _NO_STRINGS or value.lower() in _NO_STRINGS:
            return None
        if value[0].isdigit():
            try:
                data[key] = date.fromisoformat(value)
            except ValueError:
                return None
        else:
            data[key] = value
    return data


def _parse(front: str, path: str) -> Any:
    import yaml  # late, and `shapes`, too: most files have no front matter

    from postcheck import shapes

    # The empty line stands for the one with ---: lines of errors are then those of the file.
    node = shapes.compose("\n" + front, path, InputError)
    try:
        return shapes.plain(node)
    except yaml.YAMLError as problem:
        raise InputError(f"not plain data: {str(problem).splitlines()[0]}", where=f"{path}:2") from None


def _front_matter(text: str, path: str) -> tuple[Facts, int]:
    """What the front matter says, and where the text after it begins."""
    match = _FRONT.match(text)
    if match is None or not match[1].strip() or not match[0].rstrip().endswith("---"):
        return Facts(), 0
    data = _plain(match[1]) or _parse(match[1], path)
    if not isinstance(data, dict):
        # Text between two rules, not front matter.
        return Facts(), 0
    own = data.get("postcheck") or {}
    if not isinstance(own, dict):
        raise InputError("'postcheck' in the front matter must be a mapping", where=f"{path}:2")
    for key in own:
        if key not in ("ignore", "kind", "platform"):
            hint = nearest(str(key), ["ignore", "kind", "platform"])
            raise InputError(f"unknown key '{key}' in 'postcheck' of the front matter", hint=hint, where=f"{path}:2")
    ignore = own.get("ignore", data.get("ignore") if isinstance(data.get("ignore"), (list, str)) else None)
    facts = Facts(
        str(data.get("id") or ""),
        str(own.get("platform") or data.get("platform") or ""),
        str(data.get("date") or ""),
        str(own.get("kind") or data.get("kind") or ""),
        {str(key): value for key, value in data.items() if key not in ("id", "platform", "date", "kind", "postcheck")},
        _ignored(ignore, text, path) if ignore else (),
    )
    if facts.kind and facts.kind not in KINDS_OF_POST:
        hint = nearest(facts.kind, KINDS_OF_POST) or ", ".join(KINDS_OF_POST)
        raise InputError(f"no kind of post is called '{facts.kind}'", hint=hint, where=f"{path}:2")
    return facts, match.end()


def _ignored(value: object, text: str, path: str) -> tuple[Suppression, ...]:
    line = next((number for number, row in enumerate(text.splitlines(), 1) if "ignore" in row), 2)
    return suppressions(value, f"{path}:{line}", line, "front matter")
