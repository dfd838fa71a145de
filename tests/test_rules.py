"""What holds for every shipped rule, and for the pages that are made from rules and settings."""

from __future__ import annotations

import dataclasses
import typing
from pathlib import Path

import pytest

from postcheck import ruleset
from postcheck.config import ConfigFile, PathOptions, RuleOptions
from postcheck.examples import run
from postcheck.grammar_options import GrammarOptions
from postcheck.language import BUILTIN
from postcheck.ruleset import builtin_folder, spec
from postcheck.ruleset.validate import references
from postcheck.signals.compiled import reachable
from tools.rules import README, table

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ruleset.load([builtin_folder()])
RULES = SHIPPED.rules
# What decides on the kind of a post, whether a rule asks or not.
POST_KINDS = {"post-is-reply", "post-is-notice", "post-is-ad"}


def test_examples_of_all_rules() -> None:
    """In bad examples each rule finds exactly what is marked; on good ones all rules are silent."""
    results = run([builtin_folder()], BUILTIN)
    assert [f"{failure.where}: {failure.example}\n{failure.message}" for failure in results.failures] == []
    assert results.rules == len(RULES)


@pytest.mark.parametrize("name", RULES)
def test_rule_is_complete(name: str) -> None:
    """A rule has four bad and four good examples, texts in both languages, and a section of the article.

    What networks count and cut goes beyond the article.
    """
    rule = RULES[name].spec
    assert len(rule.examples.bad) >= 4
    assert len(rule.examples.good) >= 4
    assert rule.article or RULES[name].area == "platform"
    for text in (rule.title, rule.message, rule.why, rule.better):
        assert text.de.strip() and text.en.strip()


def test_every_signal_is_asked_for() -> None:
    """No signal is left over: each serves a rule, or another signal that does, or the kind of a post."""
    asked = {name for rule in RULES.values() for _, name in references(rule.spec, ())}
    assert set(SHIPPED.signals) - reachable(SHIPPED.signals, {*asked, *POST_KINDS}) == set()


def test_table_of_rules() -> None:
    """rules/README.md is what `python -m tools.rules` writes."""
    assert README.read_text(encoding="utf-8") == table()


KINDS = [field.name for field in dataclasses.fields(spec.Match)]
OPTIONS = sorted(
    {
        field.name.replace("_", "-")
        for hint in typing.get_type_hints(spec.Match).values()
        for part in typing.get_args(hint)
        if dataclasses.is_dataclass(part)
        for field in dataclasses.fields(part)
    }
)
CHOICES = sorted(
    {
        str(value)
        for hint in (
            spec.Context,
            spec.Mark,
            *typing.get_type_hints(spec.Limit).values(),
            *typing.get_type_hints(spec.Weighted).values(),
        )
        for value in typing.get_args(hint)
        if isinstance(value, str)
    }
)


@pytest.mark.parametrize("name", [*KINDS, *OPTIONS, *CHOICES])
def test_rule_language_is_documented(name: str) -> None:
    """docs/rules.md mentions every kind, option, context and mark of the rule language."""
    text = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert f"`{name}" in text or f" {name}" in text or f"({name}" in text


@pytest.mark.parametrize(
    "name",
    sorted(
        field.name.replace("_", "-")
        for shape in (ConfigFile, PathOptions, RuleOptions, GrammarOptions)
        for field in dataclasses.fields(shape)
    ),
)
def test_configuration_is_documented(name: str) -> None:
    """docs/configuration.md explains every setting."""
    assert f"`{name}`" in (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


def test_measured_signals_are_documented() -> None:
    """docs/rules.md names every signal that code measures."""
    from postcheck.ruleset.builtin import MEASURED

    words = (ROOT / "docs/rules.md").read_text(encoding="utf-8").replace(",", " ").replace(".", " ").split()
    assert [name for name in MEASURED if name not in words] == []
