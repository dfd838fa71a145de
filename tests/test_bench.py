"""What the benchmarks measure with."""

from __future__ import annotations

import os

from tools.bench import machine
from tools.bench.posts import posts


def test_posts() -> None:
    """The posts are as many as asked for, none twice, all of the usual length, and the same each time."""
    made = posts(50)
    assert [post.id for post in made] == [f"bench-{number}" for number in range(1, 51)]
    assert len({post.text for post in made}) == 50
    assert min(len(post.text) for post in made) >= 300
    assert made == posts(50)


def test_machine() -> None:
    """The machine is described with its cores, and memory is measured where the system tells."""
    assert f", {os.cpu_count()} cores, " in machine.describe()
    assert machine.peak_memory(os.getpid()) > 5 or not os.path.exists("/proc/self/status")
