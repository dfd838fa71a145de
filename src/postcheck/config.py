"""Configuration: found, read, validated, merged with the command line into frozen Settings."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, cast

from postcheck import shapes
from postcheck.errors import ConfigError
from postcheck.grammar_options import GrammarOptions
from postcheck.shapes import option

NAMES = ("postcheck.yaml", "postcheck.yml")
PYPROJECT = "pyproject.toml"
FailOn = Literal["error", "warning", "info", "never"]
Language = Literal["de", "en"]
Markdown = Literal["auto", "single", "headings", "fences", "rules"]


@dataclass(frozen=True)
class RuleOptions:
    """What a configuration says of one rule."""

    severity: Literal["error", "warning", "info", "off"] | None = option(None, "Another severity, or off")
    limit: float | None = option(None, "Another limit (or threshold, for evidence)")
    platforms: Mapping[str, float] = option({}, "Limits by platform")
    terms: tuple[str, ...] = option((), "More terms to find")
    exceptions: tuple[str, ...] = option((), "Matched texts that are fine")


@dataclass(frozen=True)
class PathOptions:
    """What holds for some files only."""

    paths: tuple[str, ...] = option(doc="Patterns as in .gitignore, relative to the configuration file")
    platform: str = option("", "Their platform, where the post does not say")
    select: tuple[str, ...] = option((), "Only these rules, areas or patterns")
    ignore: tuple[str, ...] = option((), "Not these rules, areas or patterns")
    options: Mapping[str, RuleOptions] = option({}, "Options of rules")
    reason: str = option("", "Why, for people")


@dataclass(frozen=True)
class ConfigFile:
    """postcheck.yaml, or [tool.postcheck] in pyproject.toml."""

    platform: str = option("", "The platform of posts that do not say theirs")
    select: tuple[str, ...] = option((), "Only these rules, areas or patterns; default: all")
    ignore: tuple[str, ...] = option((), "Not these rules, areas or patterns")
    fail_on: FailOn = option("warning", "The severity from which on the exit status is 1")
    lang: Language = option("de", "The language of messages")
    pipeline: str = option("builtin", "The spaCy pipeline: builtin, an installed package, or a folder")
    rules: tuple[str, ...] = option((), "Folders with rules of your own, relative to this file")
    exclude: tuple[str, ...] = option((), "Files to leave out, patterns as in .gitignore")
    markdown: Markdown = option("auto", "How Markdown files hold their posts")
    vocabulary: tuple[str, ...] | str = option((), "Words that are no mistakes: a list, or a file with one a line")
    grammar: GrammarOptions = option(GrammarOptions(), "The grammar check")
    options: Mapping[str, RuleOptions] = option({}, "Options of rules")
    per_path: tuple[PathOptions, ...] = option((), "What holds for some files only")


@dataclass(frozen=True)
class PathSettings:
    """The settings of the posts of one file."""

    platform: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    options: Mapping[str, RuleOptions] = field(hash=False)


@dataclass(frozen=True)
class Settings:
    """All settings of a run. `origins`: dotted key → where its value comes from."""

    file: ConfigFile
    folder: Path
    rule_folders: tuple[Path, ...]
    vocabulary: tuple[str, ...]
    origins: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def lang(self) -> str:
        """The language of messages."""
        return self.file.lang

    @property
    def pipeline(self) -> str:
        """The name of the spaCy pipeline."""
        return self.file.pipeline

    @property
    def grammar(self) -> GrammarOptions:
        """The settings of the grammar check."""
        return self.file.grammar

    def all_paths(self) -> tuple[PathSettings, ...]:
        """The settings without and with each entry of `per-path`: together they activate every rule of the run."""
        return (self._merge(()), *(self._merge((index,)) for index in range(len(self.file.per_path))))

    def for_path(self, path: str) -> PathSettings:
        """The settings for the posts of a file."""
        return self._merge(tuple(i for i, entry in enumerate(self.file.per_path) if self._matches(entry, path)))

    def _matches(self, entry: PathOptions, path: str) -> bool:
        import pathspec

        place = Path(path)
        try:
            relative = place.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            relative = place.as_posix()
        return bool(pathspec.GitIgnoreSpec.from_lines(entry.paths).match_file(relative))

    def _merge(self, indexes: tuple[int, ...]) -> PathSettings:
        merged = PathSettings(self.file.platform, self.file.select, self.file.ignore, self.file.options)
        for index in indexes:
            merged = self._add(merged, index)
        return merged

    def _add(self, base: PathSettings, index: int) -> PathSettings:
        entry = self.file.per_path[index]
        return PathSettings(
            entry.platform or base.platform,
            entry.select or base.select,
            (*base.ignore, *(item for item in entry.ignore if item not in base.ignore)),
            {**base.options, **entry.options},
        )


def load(config: Path | None, start: Path, overrides: Mapping[str, object], builtin_rules: Path) -> Settings:
    """Find and read the configuration and put the command line on top; ConfigError for anything that does not fit.

    `config`: the file to read, else the first one found from `start` upwards. `overrides`: dotted field names
    ("fail_on", "grammar.mode") with the values of the command line; None means not given.
    """
    path = config or find(start)
    origins: dict[str, str] = {}
    if path is None:
        file, folder = ConfigFile(), start
    else:
        file, origins = read(path)
        folder = path.parent
    given = {key: value for key, value in overrides.items() if value is not None}
    for key, value in given.items():
        section, _, name = key.rpartition(".")
        if section == "grammar":
            file = replace(file, grammar=replace(file.grammar, **cast(Any, {name: value})))
        else:
            file = replace(file, **cast(Any, {key: value}))
        origins = {**origins, key: "command line"}
    folders = [builtin_rules]
    for name in file.rules:
        user = folder / name
        if not user.is_dir():
            raise ConfigError(f"there is no folder '{name}' with rules", where=str(path or folder))
        folders.append(user)
    return Settings(file, folder, tuple(folders), _vocabulary(file, folder, path), origins)


def find(start: Path) -> Path | None:
    """The nearest postcheck.yaml, or pyproject.toml with [tool.postcheck], from `start` upwards."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        pyproject = folder / PYPROJECT
        if pyproject.is_file() and "postcheck" in _toml(pyproject).get("tool", {}):
            return pyproject
    return None


def read(path: Path) -> tuple[ConfigFile, dict[str, str]]:
    """The configuration in a file, and where each of its values stands."""
    if path.suffix == ".toml":
        import yaml

        table = _toml(path).get("tool", {}).get("postcheck", {})
        # One way of validating: the table goes through YAML; its positions would be wrong.
        text = yaml.safe_dump(table, allow_unicode=True)
        document = shapes.load(text, ConfigFile, file=str(path), error=ConfigError, positions=False)
    else:
        document = shapes.load(_text(path), ConfigFile, file=str(path), error=ConfigError)
    return document.value, dict(_origins(document))


def _origins(document: shapes.Document[ConfigFile]) -> dict[str, str]:
    given = {key.value for key, _ in document.root.value}
    found: dict[str, str] = {}
    for item in fields(ConfigFile):
        key = item.name.replace("_", "-")
        if key in given:
            found[item.name] = document.where(key)
    return found


def _vocabulary(file: ConfigFile, folder: Path, path: Path | None) -> tuple[str, ...]:
    if not isinstance(file.vocabulary, str):
        return file.vocabulary
    source = folder / file.vocabulary
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "not UTF-8"
        raise ConfigError(f"the vocabulary {source} cannot be read: {reason}", where=str(path or folder)) from None
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ConfigError(f"not UTF-8: byte {problem.start}", where=str(path)) from None
    except OSError as problem:
        raise ConfigError(problem.strerror or str(problem), where=str(path)) from None


def _toml(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return dict(tomllib.loads(_text(path)))
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"not valid TOML: {problem}", where=str(path)) from None
