"""Labelled posts: JSON Lines with id, platform, text, labels, and pair for contrastive pairs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postcheck.models import Post
from tools.eval.mapping import LABELS


@dataclass(frozen=True)
class Labelled:
    """A post with the labels that people gave it; `file` is the name of its file, `pair` may be ""."""

    post: Post
    labels: frozenset[str]
    file: str
    pair: str = ""


def load(paths: Sequence[Path]) -> list[Labelled]:
    """All posts of the files, or of the .jsonl files of the folders, in a stable order."""
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    posts: list[Labelled] = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            unknown = set(record["labels"]) - set(LABELS)
            if unknown:
                raise SystemExit(f"{file}: {record['id']}: unknown labels {sorted(unknown)}")
            post = Post(record["id"], str(file), record["text"], record.get("platform", ""))
            posts.append(Labelled(post, frozenset(record["labels"]), file.name, record.get("pair", "")))
    return posts
