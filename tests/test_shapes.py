"""YAML into frozen dataclasses, and JSON Schema from the same dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from postcheck.errors import ConfigError
from postcheck.shapes import json_schema, load, option, places


@dataclass(frozen=True)
class Inner:
    """A part."""

    name: str = option(doc="Its name")
    weight: float = option(1.0)


@dataclass(frozen=True)
class Outer:
    """A file."""

    mode: Literal["on", "off"] = option("on")
    count: int | None = option(None)
    parts: tuple[Inner | str, ...] = option(())
    by_name: Mapping[str, float] = option({})
    flag: bool = option(False)


def error(text: str) -> str:
    """The message for a text that does not fit."""
    with pytest.raises(ConfigError) as caught:
        load(text, Outer, file="f.yaml", error=ConfigError)
    return str(caught.value)


def test_values() -> None:
    """Keys with hyphens fill fields with underscores; bare words where text is wanted are text."""
    text = "mode: off\ncount: 3\nparts: [{name: 5}, {name: no, weight: 2}, yes]\nby-name: {a: 1}\nflag: true\n"
    document = load(text, Outer, file="f.yaml", error=ConfigError)
    assert document.value == Outer("off", 3, (Inner("5"), Inner("no", 2.0), "yes"), {"a": 1.0}, True)
    assert document.where("parts", 1, "weight") == "f.yaml:3:39"


def test_empty_file() -> None:
    """An empty file holds the defaults."""
    assert load("", Outer, file="f.yaml", error=ConfigError).value == Outer()


def test_places() -> None:
    """Every value has its place, by dotted key."""
    document = load("mode: off\nparts: [{name: a}]\n", Outer, file="f.yaml", error=ConfigError)
    assert places(document) == {
        "mode": "f.yaml:1:7",
        "parts": "f.yaml:2:8",
        "parts[0]": "f.yaml:2:9",
        "parts[0].name": "f.yaml:2:16",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mod: off", "f.yaml:1:1: unknown key 'mod' [E200] (did you mean 'mode'?)"),
        (
            "zzz: 1",
            "f.yaml:1:1: unknown key 'zzz' [E200] (known keys: by-name, count, flag, mode, parts)",
        ),
        ("by_name: {}", "f.yaml:1:1: unknown key 'by_name' [E200] (did you mean 'by-name'?)"),
        ("mode: of", "f.yaml:1:7: 'mode' must be one of on, off [E200] (did you mean 'off'?)"),
        ("count: drei", "f.yaml:1:8: 'count' must be a whole number, not 'drei' [E200]"),
        ("count: true", "f.yaml:1:8: 'count' must be a whole number, not 'true' [E200]"),
        ("count: 1.5", "f.yaml:1:8: 'count' must be a whole number, not '1.5' [E200]"),
        ("flag: 1", "f.yaml:1:7: 'flag' must be true or false, not '1' [E200]"),
        ("mode:", "f.yaml:1:6: 'mode' must be one of on, off [E200]"),
        ("parts: {a: 1}", "f.yaml:1:8: 'parts' must be a list [E200]"),
        ("parts: [{weight: 1}]", "f.yaml:1:9: the key 'name' is missing in 'parts[0]' [E200]"),
        ("parts: [[a]]", "f.yaml:1:9: 'parts[0]' must be a mapping or text [E200]"),
        ("by-name: {a: x}", "f.yaml:1:14: 'by-name.a' must be a number, not 'x' [E200]"),
        ("flag: true\nflag: false", "f.yaml:2:1: the key 'flag' stands here twice [E200]"),
        ("? [a]\n: b", "f.yaml:1:3: a key must be a plain word [E200]"),
        ("a: [", "f.yaml:2:1: not valid YAML: did not find expected node content [E200]"),
        ("--- 1\n--- 2\n", "f.yaml:2:1: not valid YAML: but found another document [E200]"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    """What does not fit is refused with its place, and the nearest name."""
    assert error(text) == message


def test_deep_nesting() -> None:
    """Nesting without end is an error, not a crash."""
    assert "not valid YAML" in error("[" * 5000)


def test_aliases() -> None:
    """Aliases are refused: a few lines of them would make gigabytes."""
    assert error("parts: &a [x]\nby-name: *a") == "f.yaml:2:10: YAML aliases are not allowed [E200]"


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)


@given(
    st.builds(
        Outer,
        mode=st.sampled_from(["on", "off"]),
        count=st.none() | st.integers(-5, 5),
        parts=st.lists(st.builds(Inner, name=NAMES, weight=st.floats(-9, 9)) | NAMES, max_size=3).map(tuple),
        by_name=st.dictionaries(NAMES, st.floats(-9, 9), max_size=3),
        flag=st.booleans(),
    )
)
def test_written_and_read(value: Outer) -> None:
    """What YAML writes of a value is read as that value, and its schema takes it."""
    data = {
        "mode": value.mode,
        "count": value.count,
        "parts": [part if isinstance(part, str) else vars(part) for part in value.parts],
        "by-name": dict(value.by_name),
        "flag": value.flag,
    }
    text = yaml.safe_dump(data, allow_unicode=True)
    assert load(text, Outer, file="f.yaml", error=ConfigError).value == value
    Draft202012Validator(json_schema(Outer, "t")).validate(data)


@pytest.mark.parametrize("data", [{"mod": "on"}, {"mode": "of"}, {"parts": [{"weight": 1}]}, {"count": "x"}])
def test_schema_refuses_what_load_refuses(data: object) -> None:
    """Editors see the same mistakes."""
    schema = json_schema(Outer, "t")
    Draft202012Validator.check_schema(schema)
    assert not Draft202012Validator(schema).is_valid(data)
