"""What the shape of a rule file cannot say: names that must exist, expressions that must compile."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import re2

from postcheck.errors import nearest
from postcheck.ruleset import examples
from postcheck.ruleset.builtin import MEASURED
from postcheck.ruleset.spec import (
    KINDS_OF_POST,
    MESSAGE_FIELDS,
    Finder,
    RuleFile,
    Signal,
    Text,
)
from postcheck.shapes import Document, Key

# Keys of a token pattern (https://spacy.io/usage/rule-based-matching), and our own `mark`.
_TOKEN_KEYS = [
    "ORTH",
    "TEXT",
    "NORM",
    "LOWER",
    "LENGTH",
    "IS_ALPHA",
    "IS_ASCII",
    "IS_DIGIT",
    "IS_LOWER",
    "IS_UPPER",
    "IS_TITLE",
    "IS_PUNCT",
    "IS_SPACE",
    "IS_STOP",
    "IS_SENT_START",
    "LIKE_NUM",
    "LIKE_URL",
    "LIKE_EMAIL",
    "SPACY",
    "POS",
    "TAG",
    "MORPH",
    "DEP",
    "LEMMA",
    "SHAPE",
    "OP",
    "mark",
]
_DEPENDENCY_KEYS = ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS")
_PREDICATES = ["IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS", "==", ">=", "<=", ">", "<"]

# Fields of the rule language that name signals.
_SIGNAL_FIELDS = [
    "signals",
    "all",
    "none",
    "any",
    "has",
    "has_any",
    "has_none",
    "next_has_any",
    "next_has_none",
    "previous_has_any",
    "previous_has_none",
    "before_fold",
    "present",
    "present_any",
    "absent",
    "weights",
    "post_weights",
    "of",
    "outside",
    "inside",
]


def signal(name: str, signals: Mapping[str, Signal], document: Document[Mapping[str, Signal]]) -> None:
    """Check one signal of a signal file; raises RuleError."""
    if name in MEASURED:
        raise document.fail(f"'{name}' is the name of a built-in signal", name)
    value = signals[name]
    for path, reference in references(value, (name,)):
        _known(document, path, reference, signals)
    _finder(document, value.match, (name, "match"))
    _acyclic(name, signals, document)


def rule(identifier: str, document: Document[RuleFile], signals: Mapping[str, Signal]) -> None:
    """Check one rule file; raises RuleError."""
    spec = document.value
    for path, reference in references(spec, ()):
        _known(document, path, reference, signals)
    _finder(document, spec.match, ("match",))
    for key in ("kinds", "not_kinds"):
        for index, kind in enumerate(getattr(spec.when, key)):
            if kind not in KINDS_OF_POST:
                hint = nearest(kind, KINDS_OF_POST) or ", ".join(KINDS_OF_POST)
                raise document.fail(
                    f"no kind of post is called '{kind}'", "when", key.replace("_", "-"), index, hint=hint
                )
    for key in ("message", "better"):
        _message(document, key, getattr(spec, key))
    limit = spec.match.limit
    if limit is not None and (limit.above is None) == (limit.below is None):
        raise document.fail("exactly one of above, below must be given", "match", "limit")
    if spec.match.consistency is not None and len(spec.match.consistency.signals) != 2:
        raise document.fail("two signals must be given", "match", "consistency", "signals")
    for index, example in enumerate(spec.examples.bad):
        try:
            marked = examples.parse(example).spans
        except ValueError as problem:
            raise document.fail(str(problem), "examples", "bad", index) from None
        if not marked:
            raise document.fail("a bad example marks what is found: [[…]]", "examples", "bad", index)


def references(value: Any, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    """(path, name) for every signal that a rule or signal names, wherever it stands."""
    for field in fields(value):
        found = getattr(value, field.name)
        here = (*path, field.name.replace("_", "-"))
        if hasattr(found, "__dataclass_fields__"):
            yield from references(found, here)
        elif field.name in _SIGNAL_FIELDS and found:
            if isinstance(found, str):
                if "measure" in value.__dataclass_fields__:  # `of` of a limit; that of a length is no signal
                    yield here, found
            elif isinstance(found, Mapping):
                for name in found:
                    yield (*here, name), name
            else:
                for index, name in enumerate(found):
                    yield (*here, index), name


def _known(document: Document[Any], path: tuple[Key, ...], name: str, signals: Mapping[str, Signal]) -> None:
    if name not in signals and name not in MEASURED:
        raise document.fail(f"no signal is called '{name}'", *path, hint=nearest(name, [*signals, *MEASURED]))


def _acyclic(name: str, signals: Mapping[str, Signal], document: Document[Any]) -> None:
    open_names, seen = [name], set()
    while open_names:
        current = open_names.pop()
        for _, reference in references(signals[current], ()):
            if reference == name:
                raise document.fail(f"the signal '{name}' depends on itself", name)
            if reference in signals and reference not in seen:
                seen.add(reference)
                open_names.append(reference)


def _finder(document: Document[Any], finder: Finder, path: tuple[Key, ...]) -> None:
    if finder.regex is not None:
        for index, pattern in enumerate(finder.regex.patterns):
            try:
                # Bytes: the wrapper prints errors of str patterns in a form that nobody can read.
                re2.compile(pattern)
            except re2.error as problem:
                reason = problem.args[0]
                reason = reason.decode() if isinstance(reason, bytes) else str(reason)
                raise document.fail(
                    f"not a regular expression: {reason}", *path, "regex", "patterns", index,
                    hint="RE2 syntax: no lookaround, no back-references",
                ) from None  # fmt: skip
    if finder.terms is not None:
        for index, term in enumerate(finder.terms.list):
            if not term.strip(" *=|"):
                raise document.fail("an empty term", *path, "terms", "list", index)
    if finder.tokens is not None:
        for index, tokens in enumerate(finder.tokens.patterns):
            for position, token in enumerate(tokens):
                _token(document, token, (*path, "tokens", "patterns", index, position))
    if finder.dependency is not None:
        for index, nodes in enumerate(finder.dependency.patterns):
            for position, node in enumerate(nodes):
                here = (*path, "dependency", "patterns", index, position)
                for key in node:
                    if key not in _DEPENDENCY_KEYS:
                        raise document.fail(f"unknown key '{key}'", *here, hint=nearest(key, _DEPENDENCY_KEYS))
                _token(document, node.get("RIGHT_ATTRS", {}), here)


def _token(document: Document[Any], token: Mapping[str, Any], path: tuple[Key, ...]) -> None:
    for key, value in token.items():
        if key not in _TOKEN_KEYS:
            hint = nearest(key, _TOKEN_KEYS)
            if key in ("REGEX", "FUZZY", "_"):
                hint = "use a signal of the kind regex"
            raise document.fail(f"unknown key '{key}' in a token pattern", *path, hint=hint)
        if isinstance(value, Mapping):
            for predicate in value:
                if predicate not in _PREDICATES:
                    hint = nearest(predicate, _PREDICATES) or f"one of {', '.join(_PREDICATES)}"
                    raise document.fail(f"'{predicate}' may not stand in a token pattern", *path, hint=hint)


def _message(document: Document[RuleFile], key: str, text: Text) -> None:
    for lang in ("de", "en"):
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(text.of(lang)) if name is not None]
        except ValueError as problem:
            raise document.fail(f"braces do not match: {problem}", key, lang) from None
        for name in names:
            if name not in MESSAGE_FIELDS:
                hint = nearest(name, MESSAGE_FIELDS) or f"known: {', '.join(MESSAGE_FIELDS)}"
                raise document.fail(f"nothing is filled in for {{{name}}}", key, lang, hint=hint)
