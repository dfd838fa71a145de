"""A broken rule or signal file is refused with file:line:column, the reason, and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

from postcheck.errors import RuleError
from postcheck.ruleset import load

RULE = """\
severity: warning
title: {de: Belehrung, en: Lecture}
message: {de: "„{match}“ belehrt.", en: "“{match}” lectures."}
why: {de: Darum., en: That is why.}
better: {de: Anders., en: Otherwise.}
match:
  MATCH
examples:
  bad: ["[[Merkt]] euch das."]
  good: ["Gut."]
"""
TERMS = "terms: {list: [merken]}"

# name: (what stands for MATCH, what stands at the end of the file, place, message)
MATCHES = {
    "unknown key": ("terms: {lst: [a]}", "7:11", "unknown key 'lst' in 'match.terms' [E300] (did you mean 'list'?)"),
    "unknown kind": ("term: {list: [a]}", "7:3", "unknown key 'term' in 'match' [E300] (did you mean 'terms'?)"),
    "wrong type": ("terms: {list: merken}", "7:17", "'match.terms.list' must be a list [E300]"),
    "no number": (
        "limit: {signals: [emoji], above: viele}",
        "7:36",
        "'match.limit.above' must be a number, not 'viele' [E300]",
    ),
    "unknown signal": (
        "limit: {signals: [hashtag], above: 3}",
        "7:21",
        "no signal is called 'hashtag' [E300] (did you mean 'hashtags'?)",
    ),
    "both limits": (
        "limit: {signals: [emoji], above: 3, below: 1}",
        "7:10",
        "exactly one of above, below must be given [E300]",
    ),
    "unknown platform in a limit": (
        "limit: {signals: [emoji], above: 3, platforms: {linkdin: 2}}",
        "7:60",
        "no platform is called 'linkdin' [E300] (did you mean 'linkedin'?)",
    ),
    "no signals": ("absence: {signals: []}", "7:22", "at least one signal must be given [E300]"),
    "one signal for two": ("consistency: {signals: [du]}", "7:26", "two signals must be given [E300]"),
    "capital word": (
        "evidence: {weights: {}, words: {Wunder: 1.0}}",
        "7:43",
        "'Wunder' would never be met [E300] (write it small: 'wunder')",
    ),
    "post weights of a post": (
        "evidence: {weights: {}, post-weights: {emoji: 1.0}}",
        "7:41",
        "'post-weights' are for scope: sentence [E300] (put them under weights: a post is one piece)",
    ),
    "fold without signals": ("length: {of: fold}", "7:11", "'before-fold' and 'of: fold' go together [E300]"),
    "broken expression": (
        'regex: {patterns: ["(a"]}',
        "7:22",
        "not a regular expression: missing ): (a [E300] (RE2 syntax: no lookaround, no back-references)",
    ),
    "lookaround": (
        'regex: {patterns: ["(?=a)b"]}',
        "7:22",
        "not a regular expression: invalid perl operator: (?= [E300] (RE2 syntax: no lookaround, no back-references)",
    ),
    "fix without its group": (
        'regex: {patterns: ["(?P<zahl>x)"], fix: "{zhal}"}',
        "7:22",
        "'fix' fills in {zhal}, and this pattern has no such group [E300] (did you mean 'zahl'?)",
    ),
    "braces of a fix": (
        'regex: {patterns: ["(?P<zahl>x)"], fix: "{zahl"}',
        "7:43",
        "braces do not match: '{zahl' [E300] ({name}, {name:capital} or {name:small})",
    ),
    "fix with a token that is not there": (
        'tokens: {patterns: [[{LOWER: x, mark: true}, {LOWER: y}]], fix: "{0} {1}"}',
        "7:67",
        "'fix' fills in {1}, and there is no such part [E300] (match, 0)",
    ),
    "replacements of nothing": ("replacements: {}", "7:17", "at least one replacement must be given [E300]"),
    "empty part": ('replacements: {parts: {" ": a}}', "7:31", "an empty text cannot be replaced [E300]"),
    "nothing repeated": ("repeated: {words: []}", "7:21", "at least one word must be given [E300]"),
    "empty term": ('terms: {list: ["*"]}', "7:18", "an empty term [E300]"),
    "short ending": ('terms: {list: ["*in"]}', "7:18", "'*in' would match too much [E300] (at least 3 letters)"),
    "term that begins with any word": (
        'terms: {list: ["_ merken"]}',
        "7:18",
        "a term cannot begin with any word: '_' [E300] (begin with the first known word)",
    ),
    "unknown key of a token": (
        "tokens: {patterns: [[{LEMA: x}]]}",
        "7:24",
        "unknown key 'LEMA' in a token pattern [E300] (did you mean 'LEMMA'?)",
    ),
    "expression in a token": (
        "tokens: {patterns: [[{LOWER: {REGEX: x}}]]}",
        "7:24",
        "'REGEX' may not stand in a token pattern [E300] (one of IN, NOT_IN, IS_SUBSET, IS_SUPERSET, INTERSECTS, ==, >=, <=, >, <)",
    ),
    "unknown operator": (
        "tokens: {patterns: [[{LOWER: x, OP: '?+'}]]}",
        "7:24",
        "'?+' is no operator [E300] (one of ! ? + * {n} {n,m} {n,} {,m})",
    ),
    "empty token pattern": ("tokens: {patterns: [[]]}", "7:23", "at least one token must be given [E300]"),
    "sequence of one": ("sequence: {signals: [we]}", "7:23", "a sequence has at least two signals [E300]"),
    "nothing together": ("together: {all: []}", "7:19", "at least one signal must be given [E300]"),
    "two kinds": (
        "any: [we]\n  terms: {list: [a]}",
        "7:3",
        "exactly one kind of match must be given in 'match': terms, tokens, dependency, regex, replacements, repeated, "
        "sentence, sequence, together, any, limit, absence, evidence, weighed, consistency, length, campaign [E300]",
    ),
    "alias": ("terms: {list: &a [*a]}", "7:21", "YAML aliases are not allowed [E300]"),
}
# name: (what is replaced, by what, place, message)
CHANGES = {
    "unknown key of a rule": (
        "severity:",
        "severty:",
        "1:1",
        "unknown key 'severty' [E300] (did you mean 'severity'?)",
    ),
    "unknown severity": (
        "warning",
        "warn",
        "1:11",
        "'severity' must be one of error, warning, info [E300] (did you mean 'warning'?)",
    ),
    "missing key": ("why: {de: Darum., en: That is why.}\n", "", "1:1", "the key 'why' is missing [E300]"),
    "missing language": (", en: That is why.", "", "4:6", "the key 'en' is missing in 'why' [E300]"),
    "key twice": ("examples:", "severity: error\nexamples:", "8:1", "the key 'severity' stands here twice [E300]"),
    "unknown field in a message": (
        "„{match}“",
        "„{macht}“",
        "3:15",
        "nothing is filled in for {macht} [E300] (did you mean 'match'?)",
    ),
    "open brace in a message": (
        "„{match}“",
        "„{match“",
        "3:15",
        "braces do not match: expected '}' before end of string [E300]",
    ),
    "bad example without marks": (
        "[[Merkt]]",
        "Merkt",
        "9:9",
        "a bad example marks what is found: [[…]] [E300]",
    ),
    "open mark": ("[[Merkt]]", "[[Merkt", "9:9", "'[[' without ']]' [E300]"),
    "unknown platform": (
        "examples:",
        "when: {platforms: [linkedin, masto]}\nexamples:",
        "8:30",
        "no platform is called 'masto' [E300] (did you mean 'mastodon'?)",
    ),
    "unknown kind of post": (
        "examples:",
        "when: {not-kinds: [replies]}\nexamples:",
        "8:20",
        "no kind of post is called 'replies' [E300] (did you mean 'reply'?)",
    ),
    "unknown platform of an example": (
        '["Gut."]',
        "[{text: Gut., platform: instergram}]",
        "10:33",
        "no platform is called 'instergram' [E300] (did you mean 'instagram'?)",
    ),
    "unknown context": (
        "examples:",
        "unless: [negate]\nexamples:",
        "8:10",
        "'unless[0]' must be one of negated, quoted, asked, conditional, hashtag, link, reply [E300] (did you mean 'negated'?)",
    ),
    "not YAML": (
        "examples:",
        "when: {a: [}\nexamples:",
        "8:12",
        "not valid YAML: did not find expected node content [E300]",
    ),
    "code": (
        "why: {de: Darum., en: That is why.}",
        'why: !!python/object/apply:os.system ["true"]',
        "4:6",
        "'why' must be a mapping of keys to values [E300]",
    ),
}


def refusal(folder: Path, text: str, signals: str = "") -> str:
    """The message for a rules folder with one rule file and one signal file, without the folder's path."""
    (folder / "tone").mkdir()
    (folder / "tone/lecture.yaml").write_text(text, encoding="utf-8")
    if signals:
        (folder / "signals").mkdir()
        (folder / "signals/own.yaml").write_text(signals, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load([folder])
    return str(caught.value).replace(f"{folder}/", "")


def test_the_rule_itself_is_valid(tmp_path: Path) -> None:
    """What the cases below break is right before it is broken."""
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone/lecture.yaml").write_text(RULE.replace("MATCH", TERMS), encoding="utf-8")
    assert list(load([tmp_path]).rules) == ["tone/lecture"]


@pytest.mark.parametrize("case", MATCHES)
def test_broken_match(tmp_path: Path, case: str) -> None:
    """A match that cannot work is refused where it stands."""
    match, place, message = MATCHES[case]
    assert refusal(tmp_path, RULE.replace("MATCH", match)) == f"tone/lecture.yaml:{place}: {message}"


@pytest.mark.parametrize("case", CHANGES)
def test_broken_file(tmp_path: Path, case: str) -> None:
    """A rule file that does not have its shape is refused where it is wrong."""
    old, new, place, message = CHANGES[case]
    text = RULE.replace("MATCH", TERMS)
    assert old in text
    assert refusal(tmp_path, text.replace(old, new, 1)) == f"tone/lecture.yaml:{place}: {message}"


@pytest.mark.parametrize("key", ["unless: [quoted]", "outside: [links]"])
def test_contexts_of_a_judging_kind(tmp_path: Path, key: str) -> None:
    """Contexts cancel hits; on a kind that judges signals they would do nothing, so they are refused."""
    name = key.split(":", maxsplit=1)[0]
    text = RULE.replace("MATCH", "limit: {signals: [emoji], above: 3}").replace("examples:", f"{key}\nexamples:")
    assert refusal(tmp_path, text) == (
        f"tone/lecture.yaml:8:{len(name) + 3}: '{name}' cancels hits, and this kind of match judges signals [E300] "
        f"(say it where the signals are defined, or in a signal of kind 'any' with its own '{name}')"
    )


@pytest.mark.parametrize(
    ("signals", "message"),
    [
        (
            "ours: {doc: {de: a, en: a}, match: {any: [theirs]}}\ntheirs: {doc: {de: b, en: b}, match: {any: [ours]}}\n",
            "signals/own.yaml:1:7: the signal 'ours' depends on itself [E300]",
        ),
        (
            "emoji: {doc: {de: a, en: a}, match: {any: [we]}}\n",
            "signals/own.yaml:1:8: 'emoji' is the name of a built-in signal [E300]",
        ),
        (
            "ours: {doc: {de: a, en: a}, match: {any: [wee]}}\n",
            "signals/own.yaml:1:43: no signal is called 'wee' [E300] (did you mean 'we'?)",
        ),
        (
            "ours: {doc: {de: a, en: a}, match: {any: [we]}, unles: [quoted]}\n",
            "signals/own.yaml:1:49: unknown key 'unles' in 'ours' [E300] (did you mean 'unless'?)",
        ),
        ("- a\n", "signals/own.yaml:1:1: the file must be a mapping of keys to values [E300]"),
    ],
)
def test_broken_signals(tmp_path: Path, signals: str, message: str) -> None:
    """A signal that depends on itself, hides a built-in one or names an unknown one is refused."""
    assert refusal(tmp_path, RULE.replace("MATCH", TERMS), signals) == message


def test_place_of_a_rule(tmp_path: Path) -> None:
    """A rule lies in a folder that names its area."""
    (tmp_path / "lecture.yaml").write_text(RULE.replace("MATCH", TERMS), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load([tmp_path])
    assert str(caught.value) == (
        f"{tmp_path}/lecture.yaml: a rule lies in a folder that names its area [E300] (<area>/<fault>.yaml)"
    )


def test_name_taken(tmp_path: Path) -> None:
    """Two folders cannot hold the same rule: neither would win silently."""
    for folder in ("one", "two"):
        (tmp_path / folder / "tone").mkdir(parents=True)
        (tmp_path / folder / "tone/lecture.yaml").write_text(RULE.replace("MATCH", TERMS), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load([tmp_path / "one", tmp_path / "two"])
    assert str(caught.value) == (
        f"{tmp_path}/two/tone/lecture.yaml: there is a rule 'tone/lecture' already [E300] (choose another name)"
    )


def test_not_utf8(tmp_path: Path) -> None:
    """A rule file in another encoding is refused, with the byte."""
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone/lecture.yaml").write_bytes("title: Größe".encode("latin-1"))
    with pytest.raises(RuleError) as caught:
        load([tmp_path])
    assert str(caught.value) == f"{tmp_path}/tone/lecture.yaml: not UTF-8: byte 9 [E300]"


def test_missing_folder(tmp_path: Path) -> None:
    """A folder of rules that is not there is an error, not an empty set of rules."""
    with pytest.raises(RuleError) as caught:
        load([tmp_path / "no"])
    assert str(caught.value) == f"{tmp_path}/no: there is no such folder with rules [E300]"
