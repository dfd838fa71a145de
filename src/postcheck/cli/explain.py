"""postcheck explain."""

from __future__ import annotations

from pathlib import Path

import click

from postcheck.cli.options import config_option, lang_option, settings_of
from postcheck.errors import UsageError, nearest
from postcheck.ruleset import load
from postcheck.ruleset.spec import Example
from postcheck.signals import kind_of

_WORDS = {
    "de": ("Warum", "Besser", "Schlecht", "Gut", "Abschnitt des Artikels", "Art der Prüfung", "Datei"),
    "en": ("Why", "Better", "Bad", "Good", "Section of the article", "Kind of check", "File"),
}


@click.command()
@click.argument("rule")
@lang_option
@config_option
def explain(rule: str, lang: str | None, config: Path | None) -> None:
    """Explain RULE: what it finds, why, what to write instead, examples."""
    settings = settings_of(config, {"lang": lang})
    known = load(settings.rule_folders).rules
    if rule not in known:
        hint = nearest(rule, known) or "postcheck rules lists them"
        raise UsageError(f"no rule is called '{rule}'", hint=hint)
    found = known[rule]
    spec, lang = found.spec, settings.lang
    why, better, bad, good, section, kind, file = _WORDS[lang]
    click.echo(f"{click.style(found.id, bold=True)} ({found.severity.label}): {spec.title.of(lang)}\n")
    click.echo(f"{why}: {spec.why.of(lang)}\n")
    click.echo(f"{better}: {spec.better.of(lang)}\n")
    for title, examples in ((bad, spec.examples.bad), (good, spec.examples.good)):
        click.echo(f"{title}:")
        for example in examples:
            text = example.text if isinstance(example, Example) else example
            click.echo("  - " + text.strip().replace("\n", "\n    "))
        click.echo()
    if spec.article:
        click.echo(f"{section}: {spec.article}")
    click.echo(f"{kind}: {kind_of(spec.match)}")
    click.echo(f"{file}: {found.path}")
