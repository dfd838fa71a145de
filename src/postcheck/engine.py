"""The one path from a parsed post to its findings. Reads no files, prints nothing."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from postcheck import platforms, suppress
from postcheck.checks import build
from postcheck.checks.base import Draft, Overrides
from postcheck.checks.grammar.vocabulary import Vocabulary
from postcheck.config import PathSettings, RuleOptions
from postcheck.errors import ConfigError, PostcheckError
from postcheck.language import Parsed
from postcheck.models import Failure, Finding, Severity, Span
from postcheck.ruleset import Rule, Ruleset, select
from postcheck.ruleset.spec import MESSAGE_FIELDS, Need, When
from postcheck.signals import CompiledSignals, Signals
from postcheck.signals.compiled import reachable

# Signals that say what kind of post it is, where the file does not; the first that holds decides.
_KINDS = (("post-is-reply", "reply"), ("post-is-notice", "notice"), ("post-is-ad", "ad"))
_INTERNAL = "E900"
_LONGEST_MATCH = 80


@dataclass(frozen=True)
class Active:
    """One rule as it holds for one path: its severity, overrides, and matched texts that are fine."""

    rule: Rule
    severity: Severity
    overrides: Overrides
    exceptions: frozenset[str]
    plan: build.Plan


@dataclass(frozen=True)
class Raw:
    """What the rules say of a post, before grammar, suppression and sorting.

    `names`: spans that are no spelling mistakes; `mistakes`: what the rules for grammar and spelling have found.
    """

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    names: tuple[Span, ...] = ()
    mistakes: tuple[Span, ...] = ()


class Engine:
    """All rules of a run, compiled. `paths` are settings by path that together activate every rule of the run.

    Without `grammar`, the rules for mistakes of grammar and spelling are left out; `vocabulary` is right for them.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        lang: str,
        paths: Sequence[PathSettings],
        *,
        grammar: bool = True,
        vocabulary: Sequence[str] = (),
    ) -> None:
        self._lang = lang
        self._ruleset = ruleset
        self._grammar = grammar
        self._vocabulary = Vocabulary(vocabulary)
        self._active = {settings: self._activate(settings) for settings in paths}
        own = {name: signal for active in self._all() for name, signal in active.plan.own.items()}
        kinds = [name for name, _ in _KINDS if name in ruleset.signals]
        names = [name for active in self._all() for name in active.plan.names]
        self._kinds = kinds
        self._signals = CompiledSignals({**ruleset.signals, **own}, [*names, *kinds])

    def _all(self) -> Iterable[Active]:
        return (active for actives in self._active.values() for active in actives)

    @property
    def needs(self) -> frozenset[Need]:
        """What the active rules need of the pipeline; the rest is switched off."""
        # The grammar engine must know what is a name; where only its rules are selected, no rule asks for tags.
        return self._signals.needs | {"tag"} if self._grammar else self._signals.needs

    @property
    def with_parser(self) -> tuple[str, ...]:
        """Ids of active rules that need a pipeline with a parser."""
        asked = set(self._signals.dependencies)
        if not asked:
            return ()
        known = self._signals.signals
        found = {active.rule.id for active in self._all() if asked & reachable(known, active.plan.names)}
        return tuple(sorted(found))

    def check_post(self, parsed: Parsed, settings: PathSettings) -> Raw:
        """What the rules find in one post. A rule that crashes is a failure of that rule alone."""
        signals = Signals(parsed, self._signals)
        findings: list[Finding] = []
        failures: list[Failure] = []
        kind = self._kind(signals)
        if settings not in self._active:
            # A further combination of per-path settings; its rules are all compiled already.
            self._active[settings] = self._activate(settings)
        for active in self._active[settings]:
            try:
                if _applies(active.rule.spec.when, kind, signals):
                    drafts = active.plan.check.run(signals, active.overrides)
                    findings.extend(self._findings(active, drafts, parsed.post.text))
            except Exception as problem:
                failures.append(_failure(active.rule.id, problem))
        names = (*signals.spans("persons"), *signals.spans("foreign-words")) if "tag" in self.needs else ()
        accepted = self._vocabulary.spans(parsed.post.text)
        kept = [item for item in findings if not (self._about_mistakes(item) and _inside(item.span, accepted))]
        mistakes = tuple(item.span for item in kept if self._about_mistakes(item))
        return Raw(tuple(kept), tuple(failures), names, mistakes)

    def _about_mistakes(self, finding: Finding) -> bool:
        return self._ruleset.rules[finding.rule_id].spec.grammar

    def _activate(self, settings: PathSettings) -> tuple[Active, ...]:
        active = _activate(self._ruleset, self._lang, settings)
        return tuple(item for item in active if self._grammar or not item.rule.spec.grammar)

    def _kind(self, signals: Signals) -> str:
        if signals.parsed.post.kind:
            return signals.parsed.post.kind
        kinds = dict(_KINDS)
        return next((kinds[name] for name in self._kinds if signals.count(name)), "post")

    def _findings(self, active: Active, drafts: Sequence[Draft], text: str) -> Iterable[Finding]:
        spec = active.rule.spec
        for draft in drafts:
            found = text[draft.span.start : draft.span.end]
            if " ".join(found.split()).casefold() in active.exceptions:
                continue
            values = {name: draft.values.get(name, "") for name in MESSAGE_FIELDS}
            values["match"] = _excerpt(found)
            yield Finding(
                rule_id=active.rule.id,
                severity=active.severity,
                message=spec.message.of(self._lang).format(**values),
                span=draft.span,
                advice=spec.better.of(self._lang).format(**values),
                fixes=draft.fixes,
                evidence=draft.evidence,
            )


def chosen(findings: Sequence[Finding], settings: PathSettings) -> tuple[Finding, ...]:
    """The findings of the grammar engine that the settings let through, with the severity that they say."""
    kept: list[Finding] = []
    for finding in findings:
        if settings.select and not any(suppress.matches(pattern, finding.rule_id) for pattern in settings.select):
            continue
        if any(suppress.matches(pattern, finding.rule_id) for pattern in settings.ignore):
            continue
        options = settings.options.get(finding.rule_id)
        if options is not None and options.severity == "off":
            continue
        kept.append(
            finding._replace(severity=Severity.of(options.severity)) if options and options.severity else finding
        )
    return tuple(kept)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def merge(raw: Raw, grammar: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """The findings of rules and grammar together, in the order of the text, each fault once.

    Where a rule of postcheck has found a mistake, the grammar engine need not say it again: the rule is surer of
    itself, gives reasons, and speaks both languages. What it says of the next word is mostly a consequence of the
    same mistake ("Ihr seit die": dative after "seit").
    """
    near = [Span(span.start - 2, span.end + 2) for span in raw.mistakes]
    others = [finding for finding in grammar if not any(finding.span.overlaps(wide) for wide in near)]
    found = {(finding.span, finding.rule_id, finding.message): finding for finding in (*raw.findings, *others)}
    return tuple(sorted(found.values(), key=lambda item: (item.span, -item.severity, item.rule_id, item.message)))


def _activate(ruleset: Ruleset, lang: str, settings: PathSettings) -> tuple[Active, ...]:
    ids = list(ruleset.rules)
    chosen = select(ids, settings.select) if settings.select else set(ids)
    chosen -= select(ids, settings.ignore)
    select(ids, list(settings.options))  # a rule name in the options that does not exist is an error
    active: list[Active] = []
    for identifier in ids:
        rule, options = ruleset.rules[identifier], settings.options.get(identifier)
        severity = options.severity if options else ""
        if options is not None:
            _refuse_unknown(rule, options)
        if identifier not in chosen or severity == "off":
            continue
        plan = build.plan(rule, ruleset, lang, options.terms if options else ())
        if plan is None:
            continue
        overrides = Overrides(options.limit, _by_id(options.platforms)) if options else Overrides()
        exceptions = frozenset(" ".join(text.split()).casefold() for text in options.exceptions) if options else ()
        active.append(
            Active(
                rule,
                Severity.of(severity) if severity else rule.severity,
                overrides,
                frozenset(exceptions),
                plan,
            )
        )
    return tuple(active)


def _refuse_unknown(rule: Rule, options: RuleOptions) -> None:
    """ConfigError for an option that would change nothing: a configuration is never silently ignored."""
    given = {item.name for item in fields(options) if getattr(options, item.name) not in (None, (), {})}
    for name in sorted(given - rule.options):
        known = ", ".join(sorted(rule.options))
        raise ConfigError(f"the rule '{rule.id}' has no option '{name}'", hint=f"it has: {known}")


def _by_id(limits: Mapping[str, float]) -> dict[str, float]:
    return {_platform(name): limit for name, limit in limits.items()}


def _platform(name: str) -> str:
    known = platforms.get(name)
    return known.id if known else name.casefold()


def _applies(when: When, kind: str, signals: Signals) -> bool:
    platform = _platform(signals.parsed.post.platform)
    if when.platforms and platform not in map(_platform, when.platforms):
        return False
    if platform in map(_platform, when.not_platforms):
        return False
    if (when.kinds and kind not in when.kinds) or kind in when.not_kinds:
        return False
    if not all(signals.count(name) for name in when.present):
        return False
    if when.present_any and not any(signals.count(name) for name in when.present_any):
        return False
    return not any(signals.count(name) for name in when.absent)


def _failure(part: str, problem: Exception) -> Failure:
    if isinstance(problem, PostcheckError):
        return Failure(part, problem.code, str(problem))
    place = traceback.extract_tb(problem.__traceback__)[-1]
    return Failure(part, _INTERNAL, f"{type(problem).__name__}: {problem} ({place.name}, line {place.lineno})")


def failed(part: str, problem: Exception) -> Raw:
    """The outcome for a post of which `part` could not be done at all."""
    return Raw((), (_failure(part, problem),))


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MATCH else text[: _LONGEST_MATCH - 1].rstrip() + "…"
