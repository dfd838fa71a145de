"""Rules that show the evidence of a signal, and absences that show what is there instead."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from postcheck import ruleset
from postcheck.config import PathSettings
from postcheck.engine import Engine
from postcheck.errors import RuleError
from postcheck.language.pipeline import Pipeline
from postcheck.models import Evidence, Post, Span

_SIGNALS = """
loud:
  doc: {de: laut, en: loud}
  match: {evidence: {weights: {exclamation-marks: {weight: 1.0, cap: 3}, questions: -2.0}, bias: -1.5}}
mild:
  doc: {de: leise, en: mild}
  match: {terms: {list: [leise]}}
"""
_RULE = """
title: {de: t, en: t}
message: {de: "{evidence}", en: "{evidence}"}
why: {de: w, en: w}
better: {de: b, en: b}
match: MATCH
examples: {bad: ["[[x]]"], good: ["y"]}
"""


def _load(folder: Path, match: str) -> ruleset.Ruleset:
    (folder / "signals").mkdir()
    (folder / "signals" / "own.yaml").write_text(_SIGNALS, encoding="utf-8")
    (folder / "area").mkdir()
    (folder / "area" / "fault.yaml").write_text(_RULE.replace("MATCH", match), encoding="utf-8")
    return ruleset.load([folder])


def _evidence(rules: ruleset.Ruleset, text: str) -> list[tuple[Span, tuple[Evidence, ...]]]:
    settings = PathSettings("", (), (), {})
    parsed = Pipeline(spacy.blank("de")).parse_one(Post("1", "test", text), frozenset())
    raw = Engine(rules, "de", [settings]).check_post(parsed, settings)
    assert raw.failures == ()
    return [(finding.span, finding.evidence) for finding in raw.findings]


def test_weighed_shows_the_evidence_of_the_signal(tmp_path: Path) -> None:
    """The finding rests on the signal's own weights; only what speaks for the fault is shown."""
    rules = _load(tmp_path, "{weighed: {signal: loud, mark: post}}")
    assert _evidence(rules, "Ja! Ja!") == [
        (Span(0, 7), (Evidence("exclamation-marks", "!", Span(2, 3), "Ausrufezeichen", 1.0),
                      Evidence("exclamation-marks", "!", Span(6, 7), "Ausrufezeichen", 1.0))),
    ]  # fmt: skip


def test_weighed_is_silent_below_the_threshold(tmp_path: Path) -> None:
    """Evidence against the fault counts, too."""
    assert _evidence(_load(tmp_path, "{weighed: {signal: loud}}"), "Ja! Ja! Oder?") == []


def test_weighed_needs_a_signal_made_of_evidence(tmp_path: Path) -> None:
    """Any other signal has no evidence to show."""
    with pytest.raises(RuleError, match="'mild' is no signal made of evidence"):
        _load(tmp_path, "{weighed: {signal: mild}}")


def test_an_absence_shows_what_is_there_instead(tmp_path: Path) -> None:
    """The finding names the signals of `instead` that hold."""
    rules = _load(tmp_path, "{absence: {signals: [mild], instead: [questions], mark: post}}")
    assert _evidence(rules, "Wirklich?") == [
        (Span(0, 9), (Evidence("questions", "Wirklich?", Span(0, 9), "Fragezeichen am Satzende"),)),
    ]  # fmt: skip
