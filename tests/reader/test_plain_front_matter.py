"""The quick way through simple front matter means what YAML means."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from postcheck.reader.markdown import _plain

KEYS = st.sampled_from(["platform", "date", "id", "kind", "Kampagne", "no", "x-1", "_a"])
VALUES = st.one_of(
    st.sampled_from(["linkedin", "Müller und Sohn", "2026-11-24", "2026-02-30", "yes", "Null", "a.b-c", "1e3", "0x1F"]),
    st.sampled_from(
        ["x: y", "a #b", "[a]", "{a}", "'a'", '"a"', "|", ">", "&a", "*a", "!a", "- a", "", "12:30", "~", "=", "<<"]
    ),
    st.text("aZä0-.: #[]{}'\"\t", max_size=6),
    st.dates().map(str),
)
LINES = st.lists(st.tuples(KEYS, VALUES, st.sampled_from([": ", ":  ", ":", " : "])), min_size=1, max_size=4)


@given(LINES)
def test_plain_is_yaml(lines: list[tuple[str, str, str]]) -> None:
    """Whatever the quick way understands, it understands as YAML does; types too."""
    front = "".join(f"{key}{colon}{value}\n" for key, value, colon in lines)
    data: Any = _plain(front)
    if data is not None:
        expected = yaml.safe_load(front)
        assert data == expected
        assert [(type(key), type(value)) for key, value in data.items()] == [
            (type(key), type(value)) for key, value in expected.items()
        ]


def test_plain_takes_the_usual() -> None:
    """Words and dates are what it is for."""
    assert _plain("platform: linkedin\nid: Müller 7.b\n") == {"platform": "linkedin", "id": "Müller 7.b"}
    assert _plain("date: 2026-11-24\r\n") == yaml.safe_load("date: 2026-11-24")
