"""The same word twice in a row."""

from __future__ import annotations

from postcheck.ruleset.spec import Repeated
from postcheck.signals.hits import Hit
from postcheck.signals.words import Words


def repeated(options: Repeated, words: Words) -> list[Hit]:
    """Both words, with the first one as what should stand there; three in a row are meant so."""
    listed = frozenset(word.lower() for word in options.words)
    hits: list[Hit] = []
    for index in range(1, len(words)):
        same = words.lowers[index] == words.lowers[index - 1]
        if not same or words.lowers[index] not in listed or words.starts[index] != words.ends[index - 1] + 1:
            continue
        neighbours = {words.lowers[other] for other in (index - 2, index + 1) if 0 <= other < len(words)}
        # "Er hört zu zu später Stunde": the first one belongs to the verb.
        if words.lowers[index] not in neighbours and words.tags[index - 1] != "PTKVZ":
            hits.append(Hit(words.span(index - 1, index), words.texts[index - 1]))
    return hits
