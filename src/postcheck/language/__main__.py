"""Prints the card of a pipeline: python -m postcheck.language [NAME]."""

from __future__ import annotations

import sys

from postcheck.errors import PostcheckError
from postcheck.language.card import card
from postcheck.language.pipeline import BUILTIN, load


def main(arguments: list[str]) -> int:
    """Print what the pipeline is, what it was made of and how good it is; 2 when it is not there."""
    try:
        pipeline = load(arguments[0] if arguments else BUILTIN)
    except PostcheckError as problem:
        print(f"postcheck: {problem}", file=sys.stderr)
        return 2
    print(card(pipeline.meta))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
