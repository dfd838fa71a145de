"""postcheck explain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from postcheck.cli.options import config_option, lang_option, rule_argument, settings_of
from postcheck.errors import UsageError, nearest
from postcheck.output.inert import inert
from postcheck.ruleset import Rule, load
from postcheck.ruleset.spec import Example, Match, kind_of

_WORDS = {
    "de": {
        "why": "Warum",
        "better": "Besser",
        "bad": "Schlecht",
        "good": "Gut",
        "section": "Abschnitt des Artikels",
        "kind": "Art der Prüfung",
        "file": "Datei",
        "options": "Einstellbar in der Konfiguration",
        "limit": "Grenzwert",
        "platforms": "Grenzwerte je Netzwerk",
        "terms": "weitere Wörter",
        "exceptions": "Fundstellen, die in Ordnung sind",
    },
    "en": {
        "why": "Why",
        "better": "Better",
        "bad": "Bad",
        "good": "Good",
        "section": "Section of the article",
        "kind": "Kind of check",
        "file": "File",
        "options": "What a configuration can change",
        "limit": "limit",
        "platforms": "limits by network",
        "terms": "more words",
        "exceptions": "matched texts that are fine",
    },
}


@click.command()
@rule_argument
@lang_option
@config_option
def explain(rule: str, lang: str | None, config: Path | None) -> None:
    """Explain RULE: what it finds, why, what to write instead, examples, what can be configured."""
    settings = settings_of(config, {"lang": lang})
    known = load(settings.rule_folders).rules
    if rule not in known:
        raise UsageError(f"no rule is called '{rule}'", hint=nearest(rule, known) or "postcheck rules lists them")
    for line in _lines(known[rule], settings.lang):
        click.echo(line)


def _lines(rule: Rule, lang: str) -> Iterator[str]:
    spec, words = rule.spec, _WORDS[lang]
    yield f"{click.style(rule.id, bold=True)} ({rule.severity.label}): {inert(spec.title.of(lang))}"
    yield ""
    yield f"{words['why']}: {inert(spec.why.of(lang))}"
    yield ""
    yield f"{words['better']}: {inert(spec.better.of(lang))}"
    yield ""
    for key, examples in (("bad", spec.examples.bad), ("good", spec.examples.good)):
        if examples:
            yield f"{words[key]}:"
            yield from (_example(example) for example in examples)
            yield ""
    yield f"{words['options']}:"
    yield "  options:"
    yield f"    {rule.id}:"
    yield from (f"      {line}" for line in _options(rule, words))
    yield ""
    if spec.article:
        yield f"{words['section']}: {inert(spec.article)}"
    yield f"{words['kind']}: {kind_of(spec.match)}"
    yield f"{words['file']}: {rule.path}"


def _example(example: str | Example) -> str:
    text = example.text if isinstance(example, Example) else example
    shown = "\n    ".join(inert(line) for line in text.strip().splitlines())
    if isinstance(example, Example) and (facts := ", ".join(filter(None, (example.platform, example.kind)))):
        shown += f"  ({facts})"
    return f"  - {shown}"


def _options(rule: Rule, words: dict[str, str]) -> Iterator[str]:
    yield f"severity: {rule.severity.label}  # error | warning | info | off"
    limit = _limit(rule.spec.match)
    if limit is not None:
        yield f"limit: {limit:g}  # {words['limit']}"
    if "platforms" in rule.options:
        yield f"platforms: {{}}  # {words['platforms']}"
    if "terms" in rule.options:
        yield f"terms: []  # {words['terms']}"
    yield f"exceptions: []  # {words['exceptions']}"


def _limit(match: Match) -> float | None:
    if match.limit is not None:
        return match.limit.above if match.limit.above is not None else match.limit.below
    if match.evidence is not None:
        return match.evidence.threshold
    return match.campaign.limit if match.campaign is not None else None
