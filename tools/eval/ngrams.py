"""Hashes of the 5-word sequences of a corpus: python -m tools.eval.ngrams FOLDER... [-o FILE].

Rules must hold general German, not sentences of the labelled posts. The posts themselves are not in the repository, so
the test compares hashes: 5 bytes of BLAKE2b of five lower-cased words, sorted, one after the other, nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import click

from tools.eval.corpus import load

SIZE = 5
BYTES = 5
HASHES = Path(__file__).resolve().parents[2] / "tests" / "data" / "corpus-5-grams.bin"
_WORD = re.compile(r"[^\W_]+")


def ngrams(text: str) -> Iterator[tuple[str, ...]]:
    """All sequences of five words, lower-cased, over marks and line breaks."""
    words = _WORD.findall(text.lower())
    return (tuple(words[start : start + SIZE]) for start in range(len(words) - SIZE + 1))


def digest(words: tuple[str, ...]) -> bytes:
    """The hash of one sequence."""
    return blake2b(" ".join(words).encode(), digest_size=BYTES).digest()


class Known:
    """The hashes of a file, to be asked whether they hold a sequence."""

    def __init__(self, data: bytes) -> None:
        if len(data) % BYTES:
            raise ValueError("no file of hashes")
        self._hashes = [data[start : start + BYTES] for start in range(0, len(data), BYTES)]

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, words: tuple[str, ...]) -> bool:
        wanted = digest(words)
        place = bisect_left(self._hashes, wanted)
        return place < len(self._hashes) and self._hashes[place] == wanted


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", default=HASHES, show_default=False, type=click.Path(path_type=Path))
def main(folders: tuple[Path, ...], output: Path) -> None:
    """Write the hashes of the posts in FOLDERS (or .jsonl files)."""
    found = {digest(words) for post in load(folders) for words in ngrams(post.post.text)}
    output.write_bytes(b"".join(sorted(found)))
    click.echo(f"{output}: {len(found)} sequences of {SIZE} words")


if __name__ == "__main__":
    main()
