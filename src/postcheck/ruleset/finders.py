"""What the shape of a finder cannot say: expressions that must compile, lists that must hold something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import re2

from postcheck.errors import nearest
from postcheck.ruleset import expressions
from postcheck.ruleset.spec import FIX_FIELD, Finder, Regex, Terms
from postcheck.shapes import Document, Key

Path = tuple[Key, ...]

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

# How often a token may stand: ! ? + * {n} {n,} {,m} {n,m}.
_OPERATOR = re.compile(r"[!?+*]|\{\d+(?:,\d*)?\}|\{,\d+\}")
# `terms` looks words up by as many letters of their beginning or end.
SHORTEST_PART = 3


def check(document: Document[Any], finder: Finder, path: Path) -> None:
    """Check one finder; raises RuleError."""
    if finder.terms is not None:
        _terms(document, finder.terms, (*path, "terms", "list"))
    if finder.regex is not None:
        _regex(document, finder.regex, (*path, "regex"))
    if finder.replacements is not None:
        options = finder.replacements
        _filled(document, options.map or options.parts, "replacement", (*path, "replacements", "map"))
        for key, texts in (("map", options.map), ("parts", options.parts)):
            for wrong in texts:
                if not wrong.strip():
                    raise document.fail("an empty text cannot be replaced", *path, "replacements", key, wrong)
    if finder.repeated is not None:
        _filled(document, finder.repeated.words, "word", (*path, "repeated", "words"))
    if finder.tokens is not None:
        _filled(document, finder.tokens.patterns, "pattern", (*path, "tokens", "patterns"))
        for index, tokens in enumerate(finder.tokens.patterns):
            here = (*path, "tokens", "patterns", index)
            _filled(document, tokens, "token", here)
            for position, token in enumerate(tokens):
                _token(document, token, (*here, position))
            # With operators the number of tokens is open; without, a number that is too high is a mistake.
            count = sum(bool(token.get("mark")) for token in tokens) or len(tokens)
            known = ["match", *(str(number) for number in range(count))]
            _fix(document, finder.tokens.fix, known, (*path, "tokens", "fix"))
    if finder.dependency is not None:
        _filled(document, finder.dependency.patterns, "pattern", (*path, "dependency", "patterns"))
        for index, nodes in enumerate(finder.dependency.patterns):
            for position, node in enumerate(nodes):
                here = (*path, "dependency", "patterns", index, position)
                for key in node:
                    if key not in _DEPENDENCY_KEYS:
                        raise document.fail(f"unknown key '{key}'", *here, hint=nearest(key, _DEPENDENCY_KEYS))
                _token(document, node.get("RIGHT_ATTRS", {}), here)
    if finder.any is not None:
        _filled(document, finder.any, "signal", (*path, "any"))
    if finder.together is not None:
        _filled(document, finder.together.all, "signal", (*path, "together", "all"))
    if finder.sequence is not None:
        here, count = (*path, "sequence", "signals"), len(finder.sequence.signals)
        if count < 2:
            raise document.fail("a sequence has at least two signals", *here)
        if count > 2 and not finder.sequence.ordered:
            raise document.fail("'ordered: false' is for two signals", *here)


def _filled(document: Document[Any], values: object, what: str, path: Path) -> None:
    if not values:
        raise document.fail(f"at least one {what} must be given", *path)


def _terms(document: Document[Any], terms: Terms, path: Path) -> None:
    _filled(document, terms.list, "term", path)
    for index, term in enumerate(terms.list):
        here = (*path, index)
        atoms = term.split()
        if not term.strip(" *=|"):
            raise document.fail("an empty term", *here)
        if atoms[0] == "_":
            raise document.fail("a term cannot begin with any word: '_'", *here, hint="begin with the first known word")
        if "|" in term and len(atoms) > 1:
            raise document.fail(f"'|' is for a verb that stands alone: '{term}'", *here)
        first = atoms[0]
        if "*" in (first[0], first[-1]) and len(first.strip("*")) < SHORTEST_PART:
            raise document.fail(f"'{first}' would match too much", *here, hint=f"at least {SHORTEST_PART} letters")


def _regex(document: Document[Any], regex: Regex, path: Path) -> None:
    _filled(document, regex.patterns, "pattern", (*path, "patterns"))
    filled = _fields(document, regex.fix, (*path, "fix"))
    for index, pattern in enumerate(regex.patterns):
        here = (*path, "patterns", index)
        try:
            compiled = expressions.of_rule(pattern, case=regex.case)
        except re2.error as problem:
            hint = "RE2 syntax: no lookaround, no back-references"
            raise document.fail(f"not a regular expression: {_reason(pattern, problem)}", *here, hint=hint) from None
        for name in filled:
            if name not in compiled.groupindex:
                hint = nearest(name, compiled.groupindex) or f"name a group: (?P<{name or 'name'}>…)"
                raise document.fail(f"'fix' fills in {{{name}}}, and this pattern has no such group", *here, hint=hint)


def _reason(pattern: str, problem: re2.error) -> str:
    """What RE2 has against the expression as it is written; `problem` is about what was made of it."""
    try:
        expressions.compiled(pattern, case=True)
    except re2.error as about_written:
        problem = about_written
    reason = problem.args[0]
    return reason.decode() if isinstance(reason, bytes) else str(reason)


def _fields(document: Document[Any], fix: str, path: Path) -> list[str]:
    """The names that a fix fills in."""
    if re.search(r"[{}]", FIX_FIELD.sub("", fix)):
        raise document.fail(f"braces do not match: '{fix}'", *path, hint="{name}, {name:capital} or {name:small}")
    return [match["name"] for match in FIX_FIELD.finditer(fix)]


def _fix(document: Document[Any], fix: str, known: list[str], path: Path) -> None:
    for name in _fields(document, fix, path):
        if name not in known:
            raise document.fail(f"'fix' fills in {{{name}}}, and there is no such part", *path, hint=", ".join(known))


def _token(document: Document[Any], token: Mapping[str, Any], path: Path) -> None:
    for key, value in token.items():
        if key not in _TOKEN_KEYS:
            hint = nearest(key, _TOKEN_KEYS)
            if key in ("REGEX", "FUZZY", "_"):
                hint = "use a signal of the kind regex"
            raise document.fail(f"unknown key '{key}' in a token pattern", *path, hint=hint)
        if key == "OP" and not (isinstance(value, str) and _OPERATOR.fullmatch(value)):
            raise document.fail(f"'{value}' is no operator", *path, hint="one of ! ? + * {n} {n,m} {n,} {,m}")
        if key.startswith(("IS_", "LIKE_")) or key in ("SPACY", "mark"):
            if not isinstance(value, bool):
                raise document.fail(f"'{key}' must be true or false", *path)
        elif isinstance(value, Mapping):
            for predicate in value:
                if predicate not in _PREDICATES:
                    hint = nearest(predicate, _PREDICATES) or f"one of {', '.join(_PREDICATES)}"
                    raise document.fail(f"'{predicate}' may not stand in a token pattern", *path, hint=hint)
        elif not isinstance(value, int if key == "LENGTH" else str):
            raise document.fail(f"'{key}' must be {'a number' if key == 'LENGTH' else 'text'}", *path)
