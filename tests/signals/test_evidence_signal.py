"""Signals made of evidence: the sentences, or the post, whose score reaches the threshold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy

from postcheck import ruleset
from postcheck.errors import RuleError
from postcheck.language import Parsed
from postcheck.language.pipeline import Pipeline
from postcheck.models import Post
from postcheck.signals import CompiledSignals, Signals

_SIGNALS = """
short:
  doc: {de: kurz, en: short}
  match: {sentence: {max-words: 3}}
asking:
  doc: {de: fragt, en: asks}
  match:
    evidence:
      scope: sentence
      weights: {questions: 1.5, short: -1.0, exclamation-marks: {weight: -1.0, cap: 2}}
      post-weights: {emails: 0.5}
      words: {ihr: 0.5}
      bias: -1.5
      threshold: 0.5
answered:
  doc: {de: fragt nach Antwort, en: asks for an answer}
  match: {evidence: {scope: sentence, weights: {words: 0.1}, post-weights: {emails: 2.0}, needs: [questions, emoji]}}
loud:
  doc: {de: laut, en: loud}
  match: {evidence: {weights: {exclamation-marks: {weight: 1.0, cap: 3}}, bias: -3.0}}
"""


def _signals(folder: Path, text: str) -> Signals:
    (folder / "signals").mkdir()
    (folder / "signals" / "own.yaml").write_text(_SIGNALS, encoding="utf-8")
    signals: Mapping[str, ruleset.spec.Signal] = ruleset.load([folder]).signals
    return Signals(_parse(text), CompiledSignals(signals, list(signals)))


def _parse(text: str) -> Parsed:
    return Pipeline(spacy.blank("de")).parse_one(Post("1", "test", text), frozenset())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es regnet. Was macht ihr heute Abend?", ["Was macht ihr heute Abend?"]),
        ("Wie war das Fest?", []),
        ("Wie war das Fest? Post an a@example.org", ["Wie war das Fest?"]),
        ("Und ihr?", []),
        ("Was macht ihr heute Abend?!", []),
    ],
)
def test_the_sentences_that_reach_the_threshold_are_the_hits(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Each sentence is scored by bias, weights, words, and the signals of the whole post."""
    spans = _signals(tmp_path, text).spans("asking")
    assert [text[span.start : span.end] for span in spans] == expected


@pytest.mark.parametrize(("text", "expected"), [("Ja! Ja! Ja! Ja!", 1), ("Ja! Ja!", 0)])
def test_a_post_is_one_hit(tmp_path: Path, text: str, expected: int) -> None:
    """With the scope post (the default), the whole post is the hit; a threshold of 0 is reached by 0."""
    assert _signals(tmp_path, text).count("loud") == expected


def test_evidence_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    """Weights are references like any other: a signal may not weigh itself."""
    (tmp_path / "signals").mkdir()
    text = "own:\n  doc: {de: d, en: e}\n  match: {evidence: {weights: {own: 1.0}}}\n"
    (tmp_path / "signals" / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match="depends on itself"):
        ruleset.load([tmp_path])


def test_what_lacks_the_needed_signals_is_not_found(tmp_path: Path) -> None:
    """Of the sentences whose score is high enough, those without any of the needed signals are no hits."""
    text = "Es regnet. Was macht ihr? Post an a@example.org"
    spans = _signals(tmp_path, text).spans("answered")
    assert [text[span.start : span.end] for span in spans] == ["Was macht ihr?"]
