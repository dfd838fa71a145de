"""Markdown: one post, with or without front matter, or many: under headings, in fenced blocks, or between rules.

Headings, HTML comments and (where posts stand in fenced blocks) everything outside the blocks are no post text.
Comments of the form `<!-- postcheck: ignore RULE … -- reason -->` between the posts' texts apply to the post that
they stand with: in its section, or, for fences, since the block before. Before the first heading they apply to all
posts of the file. Inside a text they are an error: they would be published with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from postcheck.errors import InputError, nearest
from postcheck.models import Anchor, Post, Suppression
from postcheck.positions import line_anchors
from postcheck.reader.base import Facts, cut, make, suppressions

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:^---[ \t]*(?:\r?\n|\Z)|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+([^\r\n]*))?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$", re.MULTILINE)
_FENCE = re.compile(
    r"^( {0,3})(`{3,}|~{3,})([^\r\n`]*)\r?\n(.*?)(?:^ {0,3}\2[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REQUEST = re.compile(r"<!--\s*postcheck:\s*(\S+)\s*(.*?)\s*-->", re.DOTALL)
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
_KINDS = ("post", "reply", "notice", "ad")
# Fenced blocks in these languages are programs or data, not posts.
_CODE = frozenset("python yaml json bash sh html css js javascript toml xml sql console diff".split())


@dataclass(frozen=True)
class _Section:
    start: int
    end: int
    heading: str = ""


def read(text: str, path: str, mode: str) -> Iterator[Post]:
    """The posts of a Markdown file, in order; `mode` as in ReadOptions.markdown."""
    facts, body = _front_matter(text, path)
    if mode == "auto":
        mode = _recognise(text, body)
    if mode == "fences":
        yield from _fenced(text, path, body, facts)
        return
    ordinal = 0
    if mode == "headings":
        first = next((match.start() for match in _HEADING.finditer(text, body)), body)
        facts = replace(facts, suppressions=(*facts.suppressions, *_requests(text, body, first, path)))
    for section in _sections(text, body, mode):
        local = _with_heading(facts, section.heading)
        own = _requests(text, section.start, section.end, path)
        local = replace(local, suppressions=(*local.suppressions, *own))
        start, end = _without_comments(text, section.start, section.end)
        if mode == "single":
            start = _after_title(text, start, end)
            start, end = _without_comments(text, start, end)
        _refuse_requests(text, start, end, path, "stands inside the text of a post and would be published with it")
        post = cut(text, path, start, end, ordinal + 1, local)
        if post is not None:
            ordinal += 1
            yield post if ordinal == 1 or not facts.id else replace(post, id=f"{facts.id}#{ordinal}")


def _recognise(text: str, body: int) -> str:
    """Which way a file holds its posts: fences before headings before rules; one heading is a title."""
    fences = [match for match in _FENCE.finditer(text, body) if _is_post(match)]
    if fences:
        return "fences"
    if sum(bool(match[1]) for match in _HEADING.finditer(text, body)) > 1:
        return "headings"
    return "rules" if _RULE.search(text, body) else "single"


def _is_post(match: re.Match[str]) -> bool:
    return match[3].strip().split(" ")[0].lower() not in _CODE


def _sections(text: str, body: int, mode: str) -> Iterator[_Section]:
    if mode == "single":
        yield _Section(body, len(text))
        return
    marks = list((_HEADING if mode == "headings" else _RULE).finditer(text, body))
    if mode == "rules":
        edges = [body, *(edge for match in marks for edge in match.span()), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            yield _Section(start, end)
        return
    # What stands before the first heading is a note, not a post.
    for index, match in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        stop = _RULE.search(text, match.end(), end)
        # A rule at the end of a section divides it from the next heading.
        if stop is not None and not text[stop.end() : end].strip():
            end = stop.start()
        yield _Section(match.end(), end, match[1] or "")


def _fenced(text: str, path: str, body: int, facts: Facts) -> Iterator[Post]:
    before, ordinal = body, 0
    for match in _FENCE.finditer(text, body):
        if not _is_post(match):
            continue
        heading = ""
        for found in _HEADING.finditer(text, before, match.start()):
            heading = found[1] or heading
        local = _with_heading(facts, f"{heading} {match[3]}")
        own = _requests(text, before, match.start(), path)
        local = replace(local, suppressions=(*local.suppressions, *own))
        _refuse_requests(text, *match.span(4), path, "stands inside the text of a post and would be published with it")
        before = match.end()
        indent = len(match[1])
        if indent:
            post = _indented(text, path, match.start(4), match.end(4), indent, ordinal + 1, local)
        else:
            post = cut(text, path, match.start(4), match.end(4), ordinal + 1, local)
        if post is not None:
            ordinal += 1
            yield post
    _refuse_requests(text, before, len(text), path, "stands behind the last post")


def _indented(text: str, path: str, start: int, end: int, indent: int, ordinal: int, facts: Facts) -> Post | None:
    """A block whose lines are indented like its fence: the indentation is no part of the post."""
    block = text[start:end].rstrip("\r\n \t")
    lead = len(block) - len(block.lstrip("\r\n"))
    parts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    place = start + lead
    for line in block[lead:].splitlines(keepends=True):
        blanks = min(indent, len(line) - len(line.lstrip(" ")))
        where = line_anchors(text, place + blanks, place + blanks)[0]
        anchors.append(Anchor(length, where.line, where.column))
        parts.append(line[blanks:])
        length += len(line) - blanks
        place += len(line)
    body = "".join(parts)
    return make(path, body, tuple(anchors), ordinal, facts) if body.strip() else None


def _without_comments(text: str, start: int, end: int) -> tuple[int, int]:
    """The section without the comments and blank lines at its beginning and end."""
    while True:
        skipped = len(text[start:end]) - len(text[start:end].lstrip())
        match = _COMMENT.match(text, start + skipped, end)
        if match is None:
            break
        start = match.end()
    while True:
        stripped = text[start:end].rstrip()
        last = stripped.rfind("<!--")
        if not stripped.endswith("-->") or last < 0:
            break
        end = start + last
    return start, end


def _after_title(text: str, start: int, end: int) -> int:
    """Behind the one heading with which a single post may begin: it is its title, not its text."""
    skipped = len(text[start:end]) - len(text[start:end].lstrip())
    match = _HEADING.match(text, start + skipped, end)
    return match.end() if match is not None and match[1] else start


def _requests(text: str, start: int, end: int, path: str) -> tuple[Suppression, ...]:
    found: list[Suppression] = []
    for match in _REQUEST.finditer(text, start, end):
        line = text.count("\n", 0, match.start()) + 1
        if match[1] != "ignore":
            hint = nearest(match[1], ["ignore"]) or "postcheck: ignore RULE … -- reason"
            raise InputError(f"unknown request '{match[1]}' in a comment", hint=hint, where=f"{path}:{line}")
        rules, _, reason = match[2].partition(" -- ")
        for pattern in rules.replace(",", " ").split():
            found.append(Suppression(pattern, reason.strip(), line, "comment"))
    return tuple(found)


def _refuse_requests(text: str, start: int, end: int, path: str, why: str) -> None:
    match = _REQUEST.search(text, start, end)
    if match is not None:
        line = text.count("\n", 0, match.start()) + 1
        raise InputError(f"this comment {why}", hint="write it above the post", where=f"{path}:{line}")


def _with_heading(facts: Facts, heading: str) -> Facts:
    """The facts, with the platform that a heading names ("Montag, LinkedIn") where nothing else does."""
    words = re.findall(r"\w+", heading.lower())
    named = [word for word in words if word in _PLATFORMS]
    if facts.platform or not named:
        return facts
    return replace(facts, platform="x" if named[0] == "twitter" else named[0])


def _front_matter(text: str, path: str) -> tuple[Facts, int]:
    """What the front matter says, and where the text after it begins."""
    match = _FRONT.match(text)
    if match is None or not match[1].strip() or not match[0].rstrip().endswith("---"):
        return Facts(), 0
    try:
        data: Any = yaml.load(match[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"{path}:{mark.line + 2}:{mark.column + 1}" if mark else path
        reason = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        raise InputError(f"the front matter is not valid YAML: {reason}", where=where) from None
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
    line = next((n for n, row in enumerate(text.splitlines(), 1) if "ignore" in row), 2)
    ignore = own.get("ignore", data.get("ignore") if isinstance(data.get("ignore"), (list, str)) else None)
    facts = Facts(
        str(data.get("id") or ""),
        str(own.get("platform") or data.get("platform") or ""),
        str(data.get("date") or ""),
        str(own.get("kind") or data.get("kind") or ""),
        {str(key): value for key, value in data.items() if key not in ("id", "platform", "date", "kind", "postcheck")},
        suppressions(ignore, f"{path}:{line}", line, "front matter") if ignore else (),
    )
    if facts.kind and facts.kind not in _KINDS:
        hint = nearest(facts.kind, _KINDS) or ", ".join(_KINDS)
        raise InputError(f"no kind of post is called '{facts.kind}'", hint=hint, where=f"{path}:2")
    return facts, match.end()
