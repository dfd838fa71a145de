"""All signals of a run, compiled once: term lists in one index, token patterns in one matcher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postcheck.language import TokenMatcher
from postcheck.ruleset.builtin import MEASURED
from postcheck.ruleset.spec import Need, Signal, kind_of
from postcheck.ruleset.validate import references
from postcheck.signals.finders.patterns import RegexFinder, ReplacementFinder
from postcheck.signals.finders.prefilter import Prefilter
from postcheck.signals.finders.terms import TermIndex

# What each kind of finder needs of the pipeline.
_NEEDS: dict[str, frozenset[Need]] = {
    "terms": frozenset({"tag", "lemma"}),
    "tokens": frozenset({"tag", "morph", "lemma"}),
    "repeated": frozenset({"tag"}),
    "dependency": frozenset({"tag", "morph", "lemma", "parser"}),
    "evidence": frozenset({"tag", "lemma"}),
}


class CompiledSignals:
    """Compiled signals by name. Only those that `names` lead to are compiled: no work that no rule asks for."""

    def __init__(self, signals: Mapping[str, Signal], names: Iterable[str]) -> None:
        needed = sorted(reachable(signals, names))
        self.signals = {name: signals[name] for name in needed if name in signals}
        finders = {name: signal.match for name, signal in self.signals.items()}
        self.terms = TermIndex({name: finder.terms for name, finder in finders.items() if finder.terms})
        self.regexes = {name: RegexFinder(finder.regex) for name, finder in finders.items() if finder.regex}
        self.prefilter = Prefilter(self.regexes)
        self.replacements = {
            name: ReplacementFinder(finder.replacements) for name, finder in finders.items() if finder.replacements
        }
        self.tokens = TokenMatcher(
            {name: finder.tokens.patterns for name, finder in finders.items() if finder.tokens},
            {name for name, finder in finders.items() if finder.tokens and finder.tokens.within_sentence},
        )
        self.token_fixes = {name: finder.tokens.fix for name, finder in finders.items() if finder.tokens}
        self.dependencies = {name: finder.dependency.patterns for name, finder in finders.items() if finder.dependency}
        self.needs: frozenset[Need] = frozenset(need for name in needed for need in _needs(signals, name))


def reachable(signals: Mapping[str, Signal], names: Iterable[str]) -> set[str]:
    """The names, and all that they refer to."""
    found: set[str] = set()
    open_names = list(names)
    while open_names:
        name = open_names.pop()
        if name in found:
            continue
        found.add(name)
        if name in signals:
            open_names.extend(reference for _, reference in references(signals[name], ()))
    return found


def _needs(signals: Mapping[str, Signal], name: str) -> frozenset[Need]:
    if name in MEASURED:
        return MEASURED[name][1]
    return _NEEDS.get(kind_of(signals[name].match), frozenset())
