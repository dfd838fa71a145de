"""Finds, reads and validates rule files and signal files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from postcheck import shapes
from postcheck.errors import RuleError
from postcheck.models import Severity
from postcheck.rulefiles import builtin_folder, files, is_signal_file, rule_id
from postcheck.ruleset import validate
from postcheck.ruleset.spec import Finder, RuleFile, Signal


@dataclass(frozen=True)
class Rule:
    """A valid rule. `id` is its path below the rules folder without the ending: "tone/arrogance"."""

    id: str
    spec: RuleFile
    path: Path
    builtin: bool

    @property
    def area(self) -> str:
        """The folder it lies in: "tone"."""
        return self.id.split("/", 1)[0]

    @property
    def options(self) -> frozenset[str]:
        """The names of what a configuration can set for it."""
        match = self.spec.match
        names = {"severity", "exceptions"}
        if any(getattr(match, kind) is not None for kind in Finder.__dataclass_fields__):
            names.add("terms")
        if match.limit is not None or match.length is not None:
            names |= {"limit", "platforms"}
        if match.evidence is not None or match.weighed is not None or match.campaign is not None:
            names.add("limit")
        return frozenset(names)

    @property
    def severity(self) -> Severity:
        """As the rule file says; a configuration may say otherwise."""
        return Severity.of(self.spec.severity)


@dataclass(frozen=True)
class Ruleset:
    """All rules and signals of a run; ids in alphabetical order."""

    rules: Mapping[str, Rule]
    signals: Mapping[str, Signal]


def load(folders: Sequence[Path]) -> Ruleset:
    """Read and validate all rules and signals of the folders; RuleError with file:line:column."""
    rule_documents: dict[str, tuple[Rule, shapes.Document[RuleFile]]] = {}
    signals: dict[str, Signal] = {}
    signal_documents: dict[str, shapes.Document[Mapping[str, Signal]]] = {}
    for folder, path in files(folders):
        text = _text(path)
        if is_signal_file(folder, path):
            document = shapes.load(text, Mapping[str, Signal], file=str(path), error=RuleError)  # type: ignore[type-abstract]
            for name, signal in document.value.items():
                if name in signals:
                    raise document.fail(f"there is a signal '{name}' already", name)
                signals[name] = signal
                signal_documents[name] = document
            continue
        rule = shapes.load(text, RuleFile, file=str(path), error=RuleError)
        identifier = rule_id(folder, path)
        if identifier.count("/") != 1:
            raise RuleError("a rule lies in a folder that names its area", hint="<area>/<fault>.yaml", where=str(path))
        if identifier in rule_documents:
            raise RuleError(f"there is a rule '{identifier}' already", hint="choose another name", where=str(path))
        builtin = folder == builtin_folder()
        rule_documents[identifier] = Rule(identifier, rule.value, path, builtin), rule
    validate.signals(signals, signal_documents)
    for identifier, (_, rule_document) in rule_documents.items():
        validate.rule(identifier, rule_document, signals)
    rules = {identifier: rule_documents[identifier][0] for identifier in sorted(rule_documents)}
    return Ruleset(rules, dict(sorted(signals.items())))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RuleError(f"not UTF-8: byte {problem.start}", where=str(path)) from None
    except OSError as problem:
        raise RuleError(problem.strerror or str(problem), where=str(path)) from None
