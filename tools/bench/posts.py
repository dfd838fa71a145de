"""Posts to measure with: the examples of the rules, put together anew until there are enough, none twice."""

from __future__ import annotations

import random

from postcheck import ruleset
from postcheck.models import Post
from postcheck.ruleset import examples

_LENGTH = 300  # code points, about the length of the posts that people write


def posts(count: int) -> list[Post]:
    """The same `count` posts on every machine, of `_LENGTH` code points and more."""
    rules = ruleset.load([ruleset.builtin_folder()]).rules
    parts = [
        examples.parse(example).text
        for name in sorted(rules)
        for example in (*rules[name].spec.examples.bad, *rules[name].spec.examples.good)
    ]
    parts = sorted({text for text in parts if len(text) < _LENGTH})
    chance = random.Random(2010)
    made: dict[str, None] = {}
    while len(made) < count:
        text = chance.choice(parts)
        while len(text) < _LENGTH:
            text += f"\n\n{chance.choice(parts)}"
        made[text] = None
    return [Post(f"bench-{number}", "bench.jsonl", text) for number, text in enumerate(made, start=1)]
