"""Runs the examples of rules: the tests that each rule file brings along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postcheck import language, ruleset
from postcheck.config import PathSettings
from postcheck.engine import Engine, Raw
from postcheck.models import Post, Span
from postcheck.ruleset import examples
from postcheck.ruleset.examples import Case


@dataclass(frozen=True)
class ExampleFailure:
    """An example that does not hold. `message`: what was expected and what was found, in several lines."""

    rule_id: str
    example: str
    message: str
    where: str


@dataclass(frozen=True)
class Results:
    """The outcome over all rules."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...]


def run(folders: Sequence[Path], pipeline: str, select: Sequence[str] = ()) -> Results:
    """Run the examples of all rules in the folders (of `select` only, when given)."""
    rules = ruleset.load(folders)
    chosen = ruleset.select(list(rules.rules), list(select)) if select else set(rules.rules)
    settings = PathSettings("", (), (), {})
    engine = Engine(rules, "de", [settings])
    nlp = language.load(pipeline)
    cases = [
        (rule, kind, number, examples.parse(example))
        for rule in rules.rules.values()
        if rule.id in chosen and rule.spec.match.campaign is None
        for kind, group in (("bad", rule.spec.examples.bad), ("good", rule.spec.examples.good))
        for number, example in enumerate(group, start=1)
    ]
    posts = [
        Post(f"{rule.id} {kind} {number}", str(rule.path), case.text, case.platform, kind=case.kind, meta=case.meta)
        for rule, kind, number, case in cases
    ]
    failures: list[ExampleFailure] = []
    for (rule, kind, number, case), parsed in zip(cases, nlp.parse(posts, engine.needs), strict=True):
        raw = engine.check_post(parsed, settings)
        message = _bad(rule.id, case, raw) if kind == "bad" else _good(case, raw)
        message += "".join(f"  crashed: {failure.part}: {failure.message}\n" for failure in raw.failures)
        if message:
            failures.append(ExampleFailure(rule.id, f"{kind} example {number}", message.rstrip(), str(rule.path)))
    return Results(len(chosen), len(cases), tuple(failures))


def _bad(rule_id: str, case: Case, raw: Raw) -> str:
    own = [finding for finding in raw.findings if finding.rule_id == rule_id]
    found = tuple(sorted({finding.span for finding in own}))
    if found != case.spans:
        return f"  expected: {_marked(case.text, case.spans)}\n  found:    {_marked(case.text, found)}\n"
    if case.fixed:
        fixed = case.text
        for finding in sorted(own, key=lambda item: item.span, reverse=True):
            for fix in finding.fixes[:1]:
                fixed = fixed[: fix.span.start] + fix.replacement + fixed[fix.span.end :]
        if fixed != case.fixed:
            return f"  expected after the fix: {case.fixed}\n  got:                    {fixed}\n"
    return ""


def _good(case: Case, raw: Raw) -> str:
    return "".join(
        f"  expected: nothing\n  found:    {finding.rule_id}: {_marked(case.text, (finding.span,))}\n"
        for finding in raw.findings
    )


def _marked(text: str, spans: Sequence[Span]) -> str:
    parts, place = [], 0
    for span in spans:
        parts += [text[place : span.start], "[[", text[span.start : span.end], "]]"]
        place = span.end
    return "".join([*parts, text[place:]]) if spans else f"{text} (nothing)"
