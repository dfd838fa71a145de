"""Finds, reads and validates rule files and signal files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from postcheck import shapes
from postcheck.errors import RuleError, nearest
from postcheck.models import Severity
from postcheck.ruleset import validate
from postcheck.ruleset.spec import RuleFile, Signal

SIGNALS = "signals"


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
    def severity(self) -> Severity:
        """As the rule file says; a configuration may say otherwise."""
        return Severity.of(self.spec.severity)


@dataclass(frozen=True)
class Ruleset:
    """All rules and signals of a run; ids in alphabetical order."""

    rules: Mapping[str, Rule]
    signals: Mapping[str, Signal]


def builtin_folder() -> Path:
    """The folder of the shipped rules: inside the package when installed, beside src/ in a checkout."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def files(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """(folder, file) for all rule and signal files of the folders, in a stable order.

    RuleError when a folder is missing.
    """
    found: list[tuple[Path, Path]] = []
    for folder in folders:
        if not folder.is_dir():
            raise RuleError("there is no such folder with rules", where=str(folder))
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".yaml", ".yml") and not any(
                part.startswith(".") for part in path.relative_to(folder).parts
            ):
                found.append((folder, path))
    return found


def is_signal_file(folder: Path, path: Path) -> bool:
    """Whether the file holds signals, not a rule."""
    return path.relative_to(folder).parts[0] == SIGNALS


def rule_id(folder: Path, path: Path) -> str:
    """The id of the rule in a file: "tone/arrogance" for FOLDER/tone/arrogance.yaml."""
    return path.relative_to(folder).with_suffix("").as_posix()


def digest(folders: Sequence[Path]) -> str:
    """A hash of all rule files, by name and content: the same exactly when the rules are the same."""
    state = hashlib.sha256()
    for folder, path in files(folders):
        state.update(rule_id(folder, path).encode() + b"\0")
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


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
    for name, signal_document in signal_documents.items():
        validate.signal(name, signals, signal_document)
    for identifier, (_, rule_document) in rule_documents.items():
        validate.rule(identifier, rule_document, signals)
    rules = {identifier: rule_documents[identifier][0] for identifier in sorted(rule_documents)}
    return Ruleset(rules, dict(sorted(signals.items())))


def select(ids: Sequence[str], patterns: Sequence[str], *, what: str = "rule") -> set[str]:
    """The ids that match one of `patterns`: an id, an area, or a glob ("tone/*").

    A pattern that matches nothing is a RuleError that offers the nearest name. Ids of the grammar engine
    ("languagetool/…") are open-ended: their area and its members always match.
    """
    from fnmatch import fnmatchcase

    areas = {identifier.split("/", 1)[0] for identifier in ids}
    chosen: set[str] = set()
    for pattern in patterns:
        found = {
            identifier
            for identifier in ids
            if identifier == pattern
            or identifier.split("/", 1)[0] == pattern.rstrip("/")
            or fnmatchcase(identifier, pattern)
        }
        if not found and pattern.split("/", 1)[0] != "languagetool":
            hint = nearest(pattern, [*ids, *sorted(areas)])
            raise RuleError(f"no {what} is called '{pattern}'", hint=hint or "postcheck rules lists them")
        chosen |= found
    return chosen


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RuleError(f"not UTF-8: byte {problem.start}", where=str(path)) from None
    except OSError as problem:
        raise RuleError(problem.strerror or str(problem), where=str(path)) from None
