"""The one path from a post to its findings: order, failures, what the configuration changes, contexts, evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from postcheck import config, language, ruleset
from postcheck.checks import absence
from postcheck.engine import Engine, chosen, merge
from postcheck.errors import ConfigError
from postcheck.models import Finding, Post, Severity, Span
from postcheck.suppress import wants_grammar

HEAD = """\
severity: {severity}
title: {{de: t, en: t}}
message: {{de: "{message}", en: "english"}}
why: {{de: w, en: w}}
better: {{de: b, en: b}}
examples: {{}}
"""
NLP = language.load()


def engine_of(
    folder: Path, rules: dict[str, str], configuration: str = "", signals: str = ""
) -> tuple[Engine, config.Settings]:
    """The engine for some rules and a configuration; each rule is `match` and what follows it."""
    for name, body in rules.items():
        path = folder / "rules" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        severity, message = (
            ("error", "Fehler") if name.endswith("-error") else ("warning", "„{match}“ {count} {limit} {evidence}")
        )
        path.write_text(HEAD.format(severity=severity, message=message) + body, encoding="utf-8")
    if signals:
        (folder / "rules/signals").mkdir(exist_ok=True)
        (folder / "rules/signals/own.yaml").write_text(signals, encoding="utf-8")
    (folder / "postcheck.yaml").write_text(configuration, encoding="utf-8")
    settings = config.load(None, folder, {}, folder / "rules")
    return Engine(ruleset.load(settings.rule_folders), settings.lang, settings.all_paths()), settings


def findings(
    folder: Path, rules: dict[str, str], text: str, configuration: str = "", signals: str = "", **post: str
) -> list[tuple[str, str]]:
    """(rule, what stands at the span) of everything that is found."""
    engine, settings = engine_of(folder, rules, configuration, signals)
    draft = Post("p", "p.txt", text, **post)  # type: ignore[arg-type]
    raw = engine.check_post(NLP.parse_one(draft, engine.needs), settings.for_path("p.txt"))
    assert raw.failures == ()
    return [(item.rule_id, text[item.span.start : item.span.end]) for item in merge(raw)]


WORDS = "match: {terms: {list: [Wunder]}}\n"

# context: (posts with a hit, posts in which the context cancels it)
CONTEXTS = {
    "negated": (
        ["Das ist ein Wunder.", "Das ist nicht nur ein Wunder.", "Nicht heute, das Wunder kommt morgen."],
        ["Das ist kein Wunder.", "Wir versprechen nie ein Wunder.", "Ganz ohne Wunder."],
    ),
    "quoted": (
        ["Ein Wunder, sagt sie."],
        ["Sie sagt „ein Wunder“ dazu.", 'Man nennt es "Wunder".', "Das »Wunder« blieb aus."],
    ),
    "asked": (["Ein Wunder. Oder?"], ["Glaubt ihr an Wunder?", "Ein Wunder, oder?"]),
    "conditional": (
        ["Ein Wunder, wenn ihr uns fragt."],
        ["Es würde ein Wunder brauchen.", "Falls ein Wunder geschieht, melden wir uns."],
    ),
    "reply": (["Ein Wunder @mia"], ["@mia Ein Wunder."]),
}


@pytest.mark.parametrize("context", CONTEXTS)
def test_context(tmp_path: Path, context: str) -> None:
    """A context cancels the hits in it, and no others."""
    engine, settings = engine_of(tmp_path, {"a/wonder": f"{WORDS}unless: [{context}]\n"})

    def found(text: str) -> int:
        raw = engine.check_post(NLP.parse_one(Post("p", "p", text), engine.needs), settings.for_path("p"))
        assert raw.failures == ()
        return len(raw.findings)

    hits, cancelled = CONTEXTS[context]
    assert {text: found(text) for text in hits} == dict.fromkeys(hits, 1)
    assert {text: found(text) for text in cancelled} == dict.fromkeys(cancelled, 0)


# name: (match and more, text, what is found)
KINDS = {
    "terms: inflected, phrase, any word, compound": (
        'match: {terms: {list: [Wunder, "zum Greifen _ nah", "*mittel"]}}\n',
        "Zwei Wundern zum Greifen so nah, und Putzmittel.",
        ["Wundern", "zum Greifen so nah", "Putzmittel"],
    ),
    "terms: separable verb": (
        "match: {terms: {list: ['vorbei|kommen']}}\n",
        "Kommt morgen vorbei. Wir wollen vorbeikommen. Wir kommen.",
        ["Kommt morgen vorbei", "vorbeikommen"],
    ),
    "terms: exact spelling": ("match: {terms: {list: ['=Sie']}}\n", "Wenn sie kommt, rufen Sie an.", ["Sie"]),
    "terms: in hashtags": (
        "match: {terms: {list: [sichern], hashtags: true}}\n",
        "#JetztSichern #Sicherung",
        ["Sichern"],
    ),
    "tokens: mark": (
        "match: {tokens: {patterns: [[{LOWER: sehr}, {IS_ALPHA: true, mark: true}]]}}\n",
        "Das ist sehr schön. Sehr. Gut.",
        ["schön"],
    ),
    "regex: mark": ("match: {regex: {patterns: ['(?P<mark>\\d+) Euro']}}\n", "Für 5 Euro oder 10 Mark.", ["5"]),
    "regex: styled letters": ("match: {regex: {patterns: [jetzt]}}\n", "𝗝𝗲𝘁𝘇𝘁 oder jetzt", ["𝗝𝗲𝘁𝘇𝘁", "jetzt"]),
    "sentence": (
        "match: {sentence: {ends: '?', has: [ihr], position: last}}\n",
        "Kommt ihr? Ja. Was meint ihr?",
        ["Was meint ihr?"],
    ),
    "sequence": (
        "match: {sequence: {signals: [numbers, links], gap: 2}}\n",
        "Nur 5 Plätze: www.a.example und 7 andere Dinge stehen dann auf www.b.example",
        ["5 Plätze: www.a.example"],
    ),
    "together": ("match: {together: {all: [emoji, links]}}\n", "🎉 Da: www.a.example", ["🎉"]),
    "any": ("match: {any: [emoji, mentions]}\n", "🎉 für @mia", ["🎉", "@mia"]),
    "limit: count": ("match: {limit: {signals: [hashtags], above: 2, mark: all}}\n", "#a #b #c", ["#a #b #c"]),
    "limit: not above": ("match: {limit: {signals: [hashtags], above: 3}}\n", "#a #b #c", []),
    "limit: share": (
        "match: {limit: {signals: [capitals], measure: share, of: words, above: 0.4, at-least: 2, mark: first}}\n",
        "ALLES NEUE hier",
        ["ALLES"],
    ),
    "limit: below": (
        "match: {limit: {signals: [questions], below: 1, mark: post}}\n",
        "Keine Frage.",
        ["Keine Frage."],
    ),
    "absence": ("match: {absence: {signals: [questions]}}\n", "Erster. Letzter.", ["Letzter."]),
    "absence: present": ("match: {absence: {signals: [questions]}}\n", "Erster? Letzter.", []),
    "consistency": ("match: {consistency: {signals: [emoji, links]}}\n", "🎉🚀 www.a.example", ["www.a.example"]),
    "evidence: post": (
        "match: {evidence: {weights: {emoji: {weight: 1.0, cap: 2}, links: 1.5}, bias: -3.0}}\n",
        "🎉 und 🚀 und www.a.example",
        ["www.a.example"],
    ),
    "evidence: below the threshold": (
        "match: {evidence: {weights: {emoji: {weight: 1.0, cap: 1}, links: 1.5}, bias: -3.0}}\n",
        "🎉 und 🚀 und www.a.example",
        [],
    ),
    "evidence: sentence": (
        "match: {evidence: {scope: sentence, mark: sentence, weights: {emoji: 1.0}, post-weights: {links: 1.0}, "
        "words: {wunder: 1.0}, bias: -3.0}}\n",
        "Ein Wunder 🎉. Kein Emoji im Wunder. Mehr 🎉: www.a.example",
        ["Ein Wunder 🎉."],
    ),
    "length: text": ("match: {length: {of: text, limits: {x: 5}}}\n", "12345678", ["678"]),
    "length: hashtags": ("match: {length: {of: hashtags, limits: {x: 1}}}\n", "#a #b #c", ["#b #c"]),
    "length: fold": (
        "match: {length: {of: fold, limits: {x: 5}, before-fold: [questions]}}\n",
        "Hallo Welt. Wer?",
        ["Wer?"],
    ),
    "outside": ("match: {any: [numbers]}\noutside: [quotations]\n", "5 und „7“", ["5"]),
}


@pytest.mark.parametrize("name", KINDS)
def test_kind(tmp_path: Path, name: str) -> None:
    """Each kind of match finds what it says, at exactly its place."""
    rule, text, expected = KINDS[name]
    assert [found for _, found in findings(tmp_path, {"a/rule": rule}, text, platform="x")] == expected


def test_evidence_is_shown(tmp_path: Path) -> None:
    """A finding by evidence shows each piece with its weight and meaning, the strongest first."""
    rule = "match: {evidence: {weights: {emoji: {weight: 1.0, cap: 2}, links: 1.5, mentions: -1.0}, bias: -1.0}}\n"
    engine, settings = engine_of(tmp_path, {"a/rule": rule})
    text = "🎉 🚀 🎈 @mia www.a.example"
    (finding,) = engine.check_post(NLP.parse_one(Post("p", "p", text), engine.needs), settings.for_path("p")).findings
    assert [(piece.signal, piece.text, piece.label, piece.weight) for piece in finding.evidence] == [
        ("links", "www.a.example", "Links", 1.5),
        ("emoji", "🎉", "Emoji", 1.0),
        ("emoji", "🚀", "Emoji", 1.0),
    ]
    assert finding.message == "„www.a.example“ 1.50 0.00 „www.a.example“, „🎉“, „🚀“"


def test_order(tmp_path: Path) -> None:
    """Findings come in the order of the text; at one place the heavier first, then by rule."""
    rules = {
        "b/second": "match: {regex: {patterns: [b, a]}}\n",
        "a/first": "match: {regex: {patterns: [a]}}\n",
        "c/heavy-error": "match: {regex: {patterns: [a]}}\n",
    }
    assert findings(tmp_path, rules, "b a") == [
        ("b/second", "b"),
        ("c/heavy-error", "a"),
        ("a/first", "a"),
        ("b/second", "a"),
    ]


def test_crash_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that crashes is a failure of that rule; the others are checked all the same."""
    engine, settings = engine_of(tmp_path, {"a/one": "match: {absence: {signals: [links]}}\n", "a/two": WORDS})

    def crash(*_: object) -> list[object]:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(absence.AbsenceCheck, "run", crash)
    raw = engine.check_post(NLP.parse_one(Post("p", "p", "Ein Wunder."), engine.needs), settings.for_path("p"))
    assert [(failure.part, failure.code) for failure in raw.failures] == [("a/one", "E900")]
    assert raw.failures[0].message.startswith("ZeroDivisionError: division by zero (crash, line ")
    assert [finding.rule_id for finding in raw.findings] == ["a/two"]


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ("{severity: off}", "Ein Wunder.", []),
        ("{terms: [Sensation]}", "Sensationen und Wunder.", ["Sensationen", "Wunder"]),
        ("{exceptions: [wundern]}", "Wunder von Wundern.", ["Wunder"]),
    ],
)
def test_options(tmp_path: Path, options: str, text: str, expected: list[str]) -> None:
    """A configuration switches a rule off, adds terms, and names matched texts that are fine."""
    found = findings(tmp_path, {"a/wonder": WORDS}, text, f"options: {{a/wonder: {options}}}\n")
    assert [place for _, place in found] == expected


def test_an_option_that_a_rule_does_not_have(tmp_path: Path) -> None:
    """It would change nothing, so it is an error that names what the rule has."""
    with pytest.raises(ConfigError) as caught:
        findings(tmp_path, {"a/wonder": WORDS}, "Ein Wunder.", "options: {a/wonder: {limit: 3}}\n")
    assert caught.value.message == "the rule 'a/wonder' has no option 'limit'"
    assert caught.value.hint == "it has: exceptions, severity, terms"


@pytest.mark.parametrize(
    ("options", "platform", "count"),
    [
        ("{limit: 3}", "", 0),
        ("{limit: 2}", "", 3),
        ("{platforms: {Twitter: 1}}", "x", 3),
        ("{platforms: {linkedin: 1}}", "x", 0),
    ],
)
def test_limits(tmp_path: Path, options: str, platform: str, count: int) -> None:
    """A configuration sets another limit, for all networks or for some, by whatever name."""
    rule = "match: {limit: {signals: [hashtags], above: 5}}\n"
    found = findings(tmp_path, {"a/tags": rule}, "#a #b #c", f"options: {{a/tags: {options}}}\n", platform=platform)
    assert len(found) == count


@pytest.mark.parametrize(
    ("when", "post", "found"),
    [
        ("{platforms: [Twitter]}", {"platform": "x"}, True),
        ("{platforms: [xing]}", {"platform": "x"}, False),
        ("{not-platforms: [x]}", {"platform": "X"}, False),
        ("{kinds: [ad]}", {"kind": "ad"}, True),
        ("{kinds: [ad]}", {}, False),
        ("{not-kinds: [notice]}", {"kind": "notice"}, False),
        ("{present: [emoji]}", {}, False),
        ("{absent: [emoji]}", {}, True),
        ("{present-any: [emoji, numbers]}", {}, True),
    ],
)
def test_when(tmp_path: Path, when: str, post: dict[str, str], found: bool) -> None:
    """`when` says which posts a rule looks at: by network, kind, and signals."""
    assert bool(findings(tmp_path, {"a/wonder": f"{WORDS}when: {when}\n"}, "5 Wunder.", **post)) is found


GRAMMAR = Finding("languagetool/KOMMA", Severity.WARNING, "m", Span(0, 1))


@pytest.mark.parametrize(
    ("settings", "asked", "shown"),
    [
        (config.PathSettings("", (), (), {}), True, True),
        (config.PathSettings("", ("tone",), (), {}), False, False),
        (config.PathSettings("", ("tone", "languagetool"), (), {}), True, True),
        (config.PathSettings("", ("languagetool/GROSS",), (), {}), True, False),
        (config.PathSettings("", ("language/*",), (), {}), False, False),
        (config.PathSettings("", (), ("languagetool",), {}), False, False),
        (config.PathSettings("", (), ("languagetool/KOMMA",), {}), True, False),
    ],
)
def test_grammar_is_selected_like_rules(settings: config.PathSettings, asked: bool, shown: bool) -> None:
    """What LanguageTool finds is selected and ignored like rules; where nothing could pass, it is not asked."""
    assert wants_grammar(settings) is asked
    assert bool(chosen([GRAMMAR], settings)) is shown
