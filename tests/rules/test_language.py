"""The built-in check of grammar and spelling, measured on our own sentences: floors that it must not fall below."""

from __future__ import annotations

from collections import Counter

import pytest

from postcheck import config, language, ruleset
from postcheck.engine import Engine, merge
from postcheck.models import Finding, Fix, Post, Severity, Span
from tools.eval.language import run
from tools.eval.language.data import correct, mistakes
from tools.eval.language.score import Score, score

FOUND = 0.80
MENDED = 0.75
PRECISION = 0.95
# Sentences that no rule was tuned on; a third of them holds mistakes that only a full dictionary or grammar can know.
FRESH = 0.45


@pytest.fixture(scope="module")
def measured() -> Score:
    """The built-in rules on all sentences."""
    planted, clean = mistakes(), correct()
    found = run.through_postcheck([*(item.post for item in planted), *clean], "builtin")
    return score("built-in rules", planted, clean, found)


def test_the_sentences_are_enough_and_well_marked() -> None:
    """At least 150 mistakes of many kinds and 150 correct sentences; each mistake differs from what is right."""
    planted = mistakes()
    assert len(planted) >= 150
    assert len(correct()) >= 150
    assert len(Counter(item.kind for item in planted)) >= 30
    assert all(item.post.text != item.right and len(item.span) for item in planted)


def test_planted_mistakes_are_found(measured: Score) -> None:
    """Most of the planted mistakes are found without LanguageTool, and most of those mended."""
    total = len(mistakes())
    assert measured.found / total >= FOUND, [item.post.text for item in measured.missed]
    assert measured.mended / total >= MENDED


def test_fresh_mistakes_are_found() -> None:
    """About half of the mistakes that were written after the rules are found, and nothing beside them."""
    planted = mistakes("fresh.tsv")
    found = run.through_postcheck([item.post for item in planted], "builtin")
    figures = score("built-in rules", planted, [], found)
    assert figures.found / len(planted) >= FRESH
    assert figures.precision >= PRECISION, figures.beside


def test_correct_sentences_are_left_alone(measured: Score) -> None:
    """Nearly all findings are planted mistakes."""
    assert measured.precision >= PRECISION, measured.alarms


def test_there_are_sixty_mistakes_and_more() -> None:
    """The rules for mistakes know more than sixty: some are one mistake, some a list."""
    rules = [rule for rule in ruleset.load([ruleset.builtin_folder()]).rules.values() if rule.spec.grammar]
    lists = [rule.spec.match.replacements for rule in rules if rule.spec.match.replacements]
    assert len(rules) >= 35
    assert sum(len(entry.map) + len(entry.parts) for entry in lists) >= 400


def test_fixes_settle() -> None:
    """What the first fixes of a sentence have mended is not found again."""
    planted = mistakes()
    found = run.through_postcheck([item.post for item in planted], "builtin")
    again = [Post(item.post.id, "x", _fixed(item.post.text, found.get(item.post.id, []))) for item in planted]
    second = run.through_postcheck(again, "builtin")
    fixable = [finding for findings in second.values() for finding in findings if finding.fixes]
    assert fixable == []


def _fixed(text: str, findings: list[Finding]) -> str:
    place = len(text)
    for finding in sorted(findings, key=lambda item: item.span, reverse=True):
        for fix in finding.fixes[:1]:
            if fix.span.end <= place:
                text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
                place = fix.span.start
    return text


def engine(mode: bool) -> tuple[Engine, config.PathSettings]:
    """An engine over the built-in rules, with or without those for mistakes."""
    settings = config.PathSettings("", (), (), {})
    return Engine(ruleset.load([ruleset.builtin_folder()]), "de", [settings], grammar=mode), settings


@pytest.mark.parametrize("mode", [True, False])
def test_grammar_off_leaves_mistakes_out_and_style_in(mode: bool) -> None:
    """Without the grammar check no rule for mistakes runs; officialese is style and stays."""
    text = (
        "Ihr seit toll. Hinsichtlich der Inanspruchnahme der Förderung ist seitens der Kunden ein Antrag einzureichen."
    )
    built, settings = engine(mode)
    parsed = language.load().parse_one(Post("a", "a", text), built.needs)
    found = {item.rule_id for item in built.check_post(parsed, settings).findings}
    assert ("language/seid-seit" in found) is mode
    assert "language/officialese" in found


def test_a_mistake_is_said_once() -> None:
    """LanguageTool's findings on a rule's mistake and on the word beside it are dropped; the others stay."""
    built, settings = engine(True)
    parsed = language.load().parse_one(Post("a", "a", "Ihr seit die Nettesten und Grosartig."), built.needs)
    raw = built.check_post(parsed, settings)
    same, beside, other = Span(0, 8), Span(9, 12), Span(27, 36)
    answers = [
        Finding("languagetool/SEIT_VS_SEID", Severity.WARNING, "seid?", same, fixes=(Fix(same, "Ihr seid"),)),
        Finding("languagetool/PRAEP_DAT", Severity.WARNING, "den?", beside),
        Finding("languagetool/GERMAN_SPELLER_RULE", Severity.WARNING, "Großartig?", other),
    ]
    about = [item.rule_id for item in merge(raw, answers) if item.rule_id.startswith(("language/s", "languagetool/"))]
    assert about == ["language/seid-seit", "languagetool/GERMAN_SPELLER_RULE"]


def test_the_vocabulary_is_right_for_the_rules_too() -> None:
    """A name of the project's vocabulary is no misspelling; the mistake beside it still is one."""
    settings = config.PathSettings("", (), (), {})
    rules = ruleset.load([ruleset.builtin_folder()])
    built = Engine(rules, "de", [settings], vocabulary=("Standart",))
    post = Post("a", "a", "Das Magazin Standart ist garnicht teuer.")
    found = built.check_post(language.load().parse_one(post, built.needs), settings).findings
    assert [(item.rule_id, item.span) for item in found if item.rule_id == "language/misspelling"] == [
        ("language/misspelling", Span(25, 33))
    ]
