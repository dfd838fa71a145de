"""YAML into frozen dataclasses, with file:line:column in every error, and JSON Schema from the same dataclasses.

The shape of a rule file or a configuration is declared once, as a dataclass. Keys in files are written with
hyphens (`fail-on`) for fields with underscores (`fail_on`). pydantic would do the same, but importing it takes
most of the time that a fully cached run may take.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Literal, TypeVar, Union

import yaml

from postcheck.errors import PostcheckError, nearest
from postcheck.fields import option

__all__ = ["Document", "compose", "json_schema", "load", "option", "places", "plain"]

T = TypeVar("T")
Key = str | int

# The C loader is ten times faster; it is missing only where PyYAML was built without libyaml.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document(Generic[T]):
    """A file that had the right shape: its value, and where each part of it stands."""

    value: T
    file: str
    root: Any
    error: type[PostcheckError]
    positions: bool = True

    def where(self, *path: Key) -> str:
        """file:line:column of the part at `path` (keys as in the file, indexes from 0), or of the last part found."""
        node = self.root
        for key in path:
            step = _step(node, key)
            if step is None:
                break
            node = step
        return _where(self.file, node) if self.positions else self.file

    def fail(self, message: str, *path: Key, hint: str = "") -> PostcheckError:
        """An error about the part at `path`, to be raised by the caller."""
        return self.error(message, hint=hint, where=self.where(*path))


def load(text: str, shape: type[T], *, file: str, error: type[PostcheckError], positions: bool = True) -> Document[T]:
    """Read YAML `text` as a `shape`; raises `error` for anything that does not fit.

    With positions=False errors name only the file (for text that was not written by the user, such as
    a table taken from a TOML file).
    """
    root = compose(text, file, error)
    build = _Builder(file, error, positions)
    return Document(build.value(root, shape, ""), file, root, error, positions)


def places(document: Document[Any]) -> dict[str, str]:
    """Where each value of a document stands, by dotted key: "grammar.mode", "select[0]"."""
    found: dict[str, str] = {}
    waiting = [("", document.root)]
    while waiting:
        name, node = waiting.pop()
        found[name] = _where(document.file, node) if document.positions else document.file
        if isinstance(node, yaml.MappingNode):
            waiting += [(f"{name}.{key.value}" if name else key.value, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(f"{name}[{index}]", value) for index, value in enumerate(node.value)]
    del found[""]
    return found


def compose(text: str, file: str, error: type[PostcheckError]) -> Any:
    """The YAML node tree of `text`; an empty document is an empty mapping."""
    try:
        # No alias without an anchor, and looking for them takes half as long as reading.
        for event in yaml.parse(text, Loader=_Loader) if "&" in text else ():
            if isinstance(event, yaml.AliasEvent):
                # An alias can stand for itself, or multiply a small file into gigabytes.
                mark: Any = event.start_mark
                raise error("YAML aliases are not allowed", where=f"{file}:{mark.line + 1}:{mark.column + 1}")
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        where, found = file, problem.problem_mark
        if found is not None:
            where = f"{file}:{found.line + 1}:{found.column + 1}"
        raise error(f"not valid YAML: {problem.problem or problem.context}", where=where) from None
    except (yaml.YAMLError, RecursionError) as problem:
        raise error(f"not valid YAML: {str(problem).splitlines()[0]}", where=file) from None
    return root if root is not None else yaml.MappingNode("tag:yaml.org,2002:map", [])


def plain(node: Any) -> Any:
    """The node as plain Python data, as yaml.safe_load would give it."""
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


@cache
def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    return typing.get_origin(hint), typing.get_args(hint)


@cache
def _keys(shape: type) -> dict[str, dataclasses.Field[Any]]:
    """The fields of a shape by their keys in files."""
    return {field.name.replace("_", "-"): field for field in dataclasses.fields(shape)}


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def _where(file: str, node: Any) -> str:
    mark = node.start_mark
    return file if mark is None else f"{file}:{mark.line + 1}:{mark.column + 1}"


def _step(node: Any, key: Key) -> Any:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


class _Builder:
    """Builds values from nodes; holds what every error needs."""

    def __init__(self, file: str, error: type[PostcheckError], positions: bool) -> None:
        self.file, self.error, self.positions = file, error, positions

    def fail(self, node: Any, message: str, hint: str = "") -> PostcheckError:
        where = _where(self.file, node) if self.positions else self.file
        return self.error(message, hint=hint, where=where)

    def value(self, node: Any, hint: Any, name: str) -> Any:
        """The value of `node` as type `hint`; `name` is the dotted key, for messages."""
        origin, args = _parts(hint)
        if hint is Any or hint is object:
            return self.anything(node)
        if dataclasses.is_dataclass(hint):
            return self.record(node, hint, name)
        if origin in (Union, types.UnionType):
            return self.union(node, args, name)
        if origin is Literal:
            return self.choice(node, args, name)
        if origin is tuple:
            if not isinstance(node, yaml.SequenceNode):
                raise self.fail(node, f"{_quoted(name)} must be a list")
            return tuple(self.value(item, args[0], f"{name}[{i}]") for i, item in enumerate(node.value))
        if origin is not None and issubclass(origin, Mapping):
            return self.mapping(node, args[1], name)
        return self.scalar(node, hint, name)

    def anything(self, node: Any) -> Any:
        try:
            return plain(node)
        except yaml.YAMLError as problem:
            raise self.fail(node, f"not plain data: {str(problem).splitlines()[0]}") from None

    def pairs(self, node: Any, name: str) -> list[tuple[Any, Any]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"{_quoted(name)} must be a mapping of keys to values")
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.fail(key, "a key must be a plain word")
            if key.value in seen:
                raise self.fail(key, f"the key '{key.value}' stands here twice")
            seen.add(key.value)
        return list(node.value)

    def record(self, node: Any, shape: Any, name: str) -> Any:
        fields = _keys(shape)
        given: dict[str, Any] = {}
        for key, value in self.pairs(node, name):
            if key.value not in fields:
                hint = nearest(key.value, fields) or f"known keys: {', '.join(sorted(fields))}"
                raise self.fail(key, f"unknown key '{key.value}'{_inside(name)}", hint)
            field = fields[key.value]
            path = f"{name}.{key.value}" if name else key.value
            given[field.name] = self.value(value, _hints(shape)[field.name], path)
        groups: dict[str, list[str]] = {}
        for key_name, field in fields.items():
            required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if required and field.name not in given:
                raise self.fail(node, f"the key '{key_name}' is missing{_inside(name)}")
            if group := field.metadata.get("one_of"):
                groups.setdefault(group, []).append(key_name)
        for group, names in groups.items():
            if sum(fields[key_name].name in given for key_name in names) != 1:
                raise self.fail(node, f"exactly one {group} must be given{_inside(name)}: {', '.join(names)}")
        return shape(**given)

    def mapping(self, node: Any, hint: Any, name: str) -> dict[str, Any]:
        inside = f"{name}." if name else ""
        return {key.value: self.value(value, hint, f"{inside}{key.value}") for key, value in self.pairs(node, name)}

    def union(self, node: Any, hints: tuple[Any, ...], name: str) -> Any:
        if type(None) in hints and isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
            return None
        fitting = [hint for hint in hints if hint is not type(None) and _node_type(hint) is type(node)]
        if not fitting:
            raise self.fail(
                node,
                f"{_quoted(name)} must be {' or '.join(_words(h) for h in hints if h is not type(None))}",
            )
        for hint in fitting[:-1]:
            try:
                return self.value(node, hint, name)
            except PostcheckError:
                continue
        return self.value(node, fitting[-1], name)

    def choice(self, node: Any, values: tuple[Any, ...], name: str) -> Any:
        found = node.value if isinstance(node, yaml.ScalarNode) else None
        for value in values:
            if str(value) == found:
                return value
        hint = nearest(str(found), [str(value) for value in values]) if found else ""
        raise self.fail(node, f"{_quoted(name)} must be one of {', '.join(map(str, values))}", hint)

    def scalar(self, node: Any, hint: Any, name: str) -> Any:
        if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
            raise self.fail(node, f"{_quoted(name)} must be {_words(hint)}")
        if hint is str:
            # Whatever YAML makes of a bare `no` or `5`: where text is wanted, it is text.
            return node.value
        value = self.anything(node)
        if hint is float and type(value) is int:
            value = float(value)
        if type(value) is not hint:
            raise self.fail(node, f"{_quoted(name)} must be {_words(hint)}, not '{node.value}'")
        return value


def _quoted(name: str) -> str:
    return f"'{name}'" if name else "the file"


def _inside(name: str) -> str:
    return f" in '{name}'" if name else ""


def _node_type(hint: Any) -> type:
    origin = typing.get_origin(hint)
    if origin is tuple:
        return yaml.SequenceNode
    if dataclasses.is_dataclass(hint) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return yaml.MappingNode
    return yaml.ScalarNode


def _words(hint: Any) -> str:
    names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
    if typing.get_origin(hint) is Literal:
        return "one of " + ", ".join(map(str, typing.get_args(hint)))
    if hint in names:
        return names[hint]
    return "a list" if _node_type(hint) is yaml.SequenceNode else "a mapping"


def json_schema(shape: Any, title: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of the files that `load` takes for `shape`."""
    definitions: dict[str, Any] = {}
    body = _schema(shape, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        name = str(hint.__name__)  # type: ignore[union-attr]
        if name not in definitions:
            definitions[name] = {}  # keeps a shape that holds itself from recursing for ever
            definitions[name] = _record_schema(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(arg, definitions) for arg in args]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], definitions)}
    names = {
        str: "string",
        int: "integer",
        float: "number",
        bool: "boolean",
        type(None): "null",
    }
    if hint is str:
        # As in `scalar`: a bare 5 is taken as text.
        return {"type": ["string", "number", "boolean"]}
    return {"type": names[hint]} if hint in names else {}


def _record_schema(shape: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    groups: dict[str, list[str]] = {}
    for field in dataclasses.fields(shape):
        key = field.name.replace("_", "-")
        properties[key] = _schema(_hints(shape)[field.name], definitions)
        if doc := field.metadata.get("doc"):
            properties[key] = {**properties[key], "description": doc}
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            required.append(key)
        if group := field.metadata.get("one_of"):
            groups.setdefault(group, []).append(key)
    record: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    if required:
        record["required"] = required
    for keys in groups.values():
        record["oneOf"] = [{"required": [key]} for key in keys]
    return record
