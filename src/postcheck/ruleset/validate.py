"""What the shape of a rule file cannot say: names that must exist, expressions that must compile."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from postcheck import platforms
from postcheck.errors import nearest
from postcheck.models import KINDS_OF_POST
from postcheck.ruleset import examples, finders
from postcheck.ruleset.builtin import MEASURED
from postcheck.ruleset.spec import MESSAGE_FIELDS, Example, Finder, Match, RuleFile, Signal, Text, When
from postcheck.shapes import Document, Key

# Fields of the rule language that name signals.
_SIGNAL_FIELDS = frozenset(
    [
        "signal",
        "signals",
        "instead",
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
        "needs",
        "of",
        "outside",
        "inside",
    ]
)


def signals(known: Mapping[str, Signal], documents: Mapping[str, Document[Mapping[str, Signal]]]) -> None:
    """Check all signals; `documents` are the files that they stand in. Raises RuleError."""
    uses: dict[str, list[str]] = {}
    for name, document in documents.items():
        if name in MEASURED:
            raise document.fail(f"'{name}' is the name of a built-in signal", name)
        named = list(references(known[name], (name,)))
        for path, reference in named:
            _known(document, path, reference, known)
        finders.check(document, known[name].match, (name, "match"))
        uses[name] = [reference for _, reference in named]
    for name, document in documents.items():
        _acyclic(name, uses, document)


def rule(identifier: str, document: Document[RuleFile], signals: Mapping[str, Signal]) -> None:
    """Check one rule file; raises RuleError."""
    spec = document.value
    for path, reference in references(spec, ()):
        _known(document, path, reference, signals)
    finders.check(document, spec.match, ("match",))
    _when(document, spec.when)
    _judging(document, spec.match, signals)
    for key in ("unless", "outside"):
        if getattr(spec, key) and not any(
            getattr(spec.match, kind) is not None for kind in Finder.__dataclass_fields__
        ):
            hint = f"say it where the signals are defined, or in a signal of kind 'any' with its own '{key}'"
            raise document.fail(f"'{key}' cancels hits, and this kind of match judges signals", key, hint=hint)
    for key in ("message", "better"):
        _message(document, key, getattr(spec, key))
    for key in ("bad", "good"):
        for index, example in enumerate(getattr(spec.examples, key)):
            _example(document, key, index, example)


def _when(document: Document[RuleFile], when: When) -> None:
    for key in ("kinds", "not-kinds"):
        for index, kind in enumerate(getattr(when, key.replace("-", "_"))):
            _kind(document, kind, "when", key, index)
    for key in ("platforms", "not-platforms"):
        for index, name in enumerate(getattr(when, key.replace("-", "_"))):
            _platform(document, name, "when", key, index)


def _judging(document: Document[RuleFile], match: Match, signals: Mapping[str, Signal]) -> None:
    if match.limit is not None:
        if (match.limit.above is None) == (match.limit.below is None):
            raise document.fail("exactly one of above, below must be given", "match", "limit")
        _filled(document, match.limit.signals, "match", "limit", "signals")
        for name in match.limit.platforms:
            _platform(document, name, "match", "limit", "platforms", name)
    if match.absence is not None:
        _filled(document, match.absence.signals, "match", "absence", "signals")
    if match.consistency is not None and len(match.consistency.signals) != 2:
        raise document.fail("two signals must be given", "match", "consistency", "signals")
    if match.evidence is not None and match.evidence.post_weights and match.evidence.scope == "post":
        hint = "put them under weights: a post is one piece"
        raise document.fail("'post-weights' are for scope: sentence", "match", "evidence", "post-weights", hint=hint)
    for word in match.evidence.words if match.evidence is not None else ():
        if word != word.lower():
            hint = f"write it small: '{word.lower()}'"
            raise document.fail(f"'{word}' would never be met", "match", "evidence", "words", word, hint=hint)
    if match.weighed is not None:
        source = signals.get(match.weighed.signal)
        if source is None or source.match.evidence is None:
            raise document.fail(f"'{match.weighed.signal}' is no signal made of evidence", "match", "weighed", "signal")
    if match.length is not None:
        for name in match.length.limits:
            _platform(document, name, "match", "length", "limits", name)
        if (match.length.of == "fold") != bool(match.length.before_fold):
            raise document.fail("'before-fold' and 'of: fold' go together", "match", "length")


def _example(document: Document[RuleFile], key: str, index: int, example: str | Example) -> None:
    here = ("examples", key, index)
    if isinstance(example, Example):
        if example.platform:
            _platform(document, example.platform, *here, "platform")
        if example.kind:
            _kind(document, example.kind, *here, "kind")
    if key == "good":
        return  # brackets are text there
    try:
        marked = examples.parse(example).spans
    except ValueError as problem:
        raise document.fail(str(problem), *here) from None
    if not marked:
        raise document.fail("a bad example marks what is found: [[…]]", *here)


def _kind(document: Document[RuleFile], kind: str, *path: Key) -> None:
    if kind not in KINDS_OF_POST:
        hint = nearest(kind, KINDS_OF_POST) or ", ".join(KINDS_OF_POST)
        raise document.fail(f"no kind of post is called '{kind}'", *path, hint=hint)


def _platform(document: Document[RuleFile], name: str, *path: Key) -> None:
    if platforms.get(name) is None:
        ids = [platform.id for platform in platforms.PLATFORMS]
        hint = nearest(name.casefold(), ids) or f"known platforms: {', '.join(ids)}"
        raise document.fail(f"no platform is called '{name}'", *path, hint=hint)


def _filled(document: Document[RuleFile], names: tuple[str, ...], *path: Key) -> None:
    if not names:
        raise document.fail("at least one signal must be given", *path)


def references(value: Any, path: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    """(path, name) for every signal that a rule or signal names, wherever it stands."""
    for field in fields(value):
        found = getattr(value, field.name)
        here = (*path, field.name.replace("_", "-"))
        if hasattr(found, "__dataclass_fields__"):
            yield from references(found, here)
        elif field.name in _SIGNAL_FIELDS and found:
            if isinstance(found, str):
                # `of` of a limit names a signal, that of a length does not.
                if field.name == "signal" or "measure" in value.__dataclass_fields__:
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


def _acyclic(name: str, uses: Mapping[str, list[str]], document: Document[Any]) -> None:
    open_names, seen = [name], set()
    while open_names:
        for reference in uses[open_names.pop()]:
            if reference == name:
                raise document.fail(f"the signal '{name}' depends on itself", name)
            if reference in uses and reference not in seen:
                seen.add(reference)
                open_names.append(reference)


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
