"""Configuration: found, read, validated, merged with the command line into frozen Settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from postcheck import platforms
from postcheck.errors import ConfigError, PostcheckError, UsageError, nearest
from postcheck.fields import option
from postcheck.grammar_options import GrammarOptions
from postcheck.models import CONFIGURATION, Suppression

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAMES = ("postcheck.yaml", "postcheck.yml")
PYPROJECT = "pyproject.toml"
COMMAND_LINE = "command line"
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

    def with_more(self, other: RuleOptions) -> RuleOptions:
        """These options with `other` on top: single values are replaced, lists and mappings grow."""
        return RuleOptions(
            other.severity or self.severity,
            self.limit if other.limit is None else other.limit,
            {**self.platforms, **other.platforms},
            _joined(self.terms, other.terms),
            _joined(self.exceptions, other.exceptions),
        )


@dataclass(frozen=True)
class PathOptions:
    """What holds for some files only."""

    paths: tuple[str, ...] = option(doc="Patterns as in .gitignore, relative to the configuration file")
    platform: str = option("", "Their platform, where the post does not say")
    select: tuple[str, ...] = option((), "Only these rules, areas or patterns")
    ignore: tuple[str, ...] = option((), "Not these rules, areas or patterns either")
    options: Mapping[str, RuleOptions] = option({}, "Options of rules, on top of those for all files")
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
    """The settings of the posts of one file.

    Rules in `ignore` are not run. `suppressions` are what `per-path` ignores: looked for all the same, so that
    people learn which entries are of no use any more, and then left out.
    """

    platform: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    options: Mapping[str, RuleOptions] = field(hash=False)
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True)
class Settings:
    """All settings of a run.

    `path` is the configuration file, None when there is none; `folder` what its paths are relative to.
    `origins`: dotted key as in the file ("grammar.mode", "select[0]") → where its value comes from; defaults
    have none.
    """

    file: ConfigFile
    folder: Path
    rule_folders: tuple[Path, ...]
    vocabulary: tuple[str, ...]
    origins: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    path: Path | None = None
    _by_path: dict[str, PathSettings] = field(default_factory=dict, init=False, repr=False, hash=False, compare=False)

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
        """The settings of the grammar check, with the words that are no mistakes anywhere."""
        grammar = self.file.grammar
        return replace(grammar, vocabulary=_joined(grammar.vocabulary, self.vocabulary))

    def all_paths(self) -> tuple[PathSettings, ...]:
        """The settings without and with each entry of `per-path`: together they activate every rule of the run."""
        return (self._merge([]), *(self._merge([entry]) for entry in self.file.per_path))

    def for_path(self, path: str) -> PathSettings:
        """The settings for the posts of a file: those of all entries of `per-path` that match, the last one on top."""
        path = path if self.file.per_path else ""
        if path not in self._by_path:
            entries = [entry for entry in self.file.per_path if self._matches(entry, path)]
            merged = self._merge(entries)
            # Equal settings are one object: thousands of paths share a few of them.
            self._by_path[path] = next((known for known in self._by_path.values() if known == merged), merged)
        return self._by_path[path]

    def named_rules(self) -> Iterator[tuple[str, str]]:
        """(origin, pattern) for everything in the settings that names rules."""
        yield from self._named("", self.file)
        for index, entry in enumerate(self.file.per_path):
            yield from self._named(f"per-path[{index}].", entry)

    def _named(self, prefix: str, part: ConfigFile | PathOptions) -> Iterator[tuple[str, str]]:
        for key, patterns in (("select", part.select), ("ignore", part.ignore)):
            for index, pattern in enumerate(patterns):
                whole = self.origins.get(f"{prefix}{key}", "")
                yield self.origins.get(f"{prefix}{key}[{index}]", whole), pattern
        for rule in part.options:
            yield self.origins.get(f"{prefix}options.{rule}", ""), rule

    def _matches(self, entry: PathOptions, path: str) -> bool:
        place = Path(path)
        try:
            relative = place.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            relative = place.as_posix()
        return _spec(entry.paths).match_file(relative)

    def _merge(self, entries: list[PathOptions]) -> PathSettings:
        file, said = self.file, {key for key, origin in self.origins.items() if origin == COMMAND_LINE}
        platform, select, ignore, options = file.platform, file.select, file.ignore, dict(file.options)
        suppressions: list[Suppression] = []
        for entry in entries:
            # The command line is the last word; only what it leaves out is never let in again.
            platform = platform if "platform" in said else entry.platform or platform
            select = select if "select" in said else entry.select or select
            suppressions += [Suppression(pattern, entry.reason, 0, CONFIGURATION) for pattern in entry.ignore]
            for rule, more in entry.options.items():
                options[rule] = options[rule].with_more(more) if rule in options else more
        return PathSettings(platform, select, ignore, options, tuple(suppressions))


def load(config: Path | None, start: Path, overrides: Mapping[str, object], builtin_rules: Path) -> Settings:
    """Find and read the configuration and put the command line on top; PostcheckError for anything that does not fit.

    `config`: the file to read, else the first one found from `start` upwards. `overrides`: dotted field names
    ("fail_on", "grammar.mode") with the values of the command line; None means not given.
    """
    path = config or find(start)
    file, origins, folder = ConfigFile(), dict[str, str](), start
    if path is not None:
        file, origins = read(path)
        folder = path.parent
    for name, value in overrides.items():
        if value is None:
            continue
        section, _, last = name.rpartition(".")
        if section == "grammar":
            file = replace(file, grammar=replace(file.grammar, **cast(Any, {last: value})))
        else:
            file = replace(file, **cast(Any, {name: value}))
        key = name.replace("_", "-")
        origins = {known: origin for known, origin in origins.items() if not known.startswith(f"{key}[")}
        origins[key] = COMMAND_LINE
    file = replace(file, pipeline=_pipeline(file.pipeline, folder))
    _check_platforms(file, origins)
    folders = (builtin_rules, *_rule_folders(file, folder, origins))
    return Settings(file, folder, folders, _vocabulary(file, folder, origins), origins, path)


def find(start: Path) -> Path | None:
    """The nearest postcheck.yaml, or pyproject.toml with [tool.postcheck], from `start` upwards."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        pyproject = folder / PYPROJECT
        if pyproject.is_file() and _table(pyproject) is not None:
            return pyproject
    return None


def read(path: Path) -> tuple[ConfigFile, dict[str, str]]:
    """The configuration in a file, and where each of its values stands."""
    from postcheck import shapes  # late: it imports yaml, and many runs have no configuration

    name, positions = _shown(path), path.suffix != ".toml"
    if positions:
        text = _text(path)
    else:
        import yaml

        table = _table(path)
        if table is None:
            raise ConfigError("there is no table [tool.postcheck]", where=name)
        # One way of validating: the table goes through YAML; its positions would be wrong.
        text = yaml.safe_dump(table, allow_unicode=True)
    document = shapes.load(text, ConfigFile, file=name, error=ConfigError, positions=positions)
    origins = shapes.places(document)
    for key, patterns in (
        ("exclude", document.value.exclude),
        *((f"per-path[{i}].paths", entry.paths) for i, entry in enumerate(document.value.per_path)),
    ):
        _check_patterns(key, patterns, origins)
    return document.value, origins


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *(item for item in second if item not in first))


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines(patterns)


def _check_patterns(key: str, patterns: tuple[str, ...], origins: Mapping[str, str]) -> None:
    for index, pattern in enumerate(patterns):
        try:
            _spec((pattern,))
        except ValueError:
            raise ConfigError(
                f"not a pattern as in .gitignore: '{pattern}'", where=origins[f"{key}[{index}]"]
            ) from None


def _check_platforms(file: ConfigFile, origins: Mapping[str, str]) -> None:
    named = [("platform", file.platform)]
    parts: list[tuple[str, Mapping[str, RuleOptions]]] = [("", file.options)]
    for index, entry in enumerate(file.per_path):
        named.append((f"per-path[{index}].platform", entry.platform))
        parts.append((f"per-path[{index}].", entry.options))
    for prefix, options in parts:
        for rule, chosen in options.items():
            named += [(f"{prefix}options.{rule}.platforms.{name}", name) for name in chosen.platforms]
    for key, name in named:
        if name and platforms.get(name) is None:
            raise unknown_platform(name, origins.get(key, ""))


def unknown_platform(name: str, origin: str) -> PostcheckError:
    """The error for a platform that postcheck does not know."""
    ids = [platform.id for platform in platforms.PLATFORMS]
    hint = nearest(name.casefold(), ids) or f"known platforms: {', '.join(ids)}"
    if origin == COMMAND_LINE:
        return UsageError(f"no platform is called '{name}'", hint=hint)
    return ConfigError(f"no platform is called '{name}'", hint=hint, where=origin)


def _rule_folders(file: ConfigFile, folder: Path, origins: Mapping[str, str]) -> Iterator[Path]:
    for index, name in enumerate(file.rules):
        if not (folder / name).is_dir():
            raise ConfigError(f"there is no folder '{name}' with rules", where=origins[f"rules[{index}]"])
        yield folder / name


def _pipeline(name: str, folder: Path) -> str:
    """A pipeline that is a folder lies relative to the configuration file."""
    is_folder = "/" in name or "\\" in name or name.startswith(".")
    return str(folder / name) if is_folder else name


def _vocabulary(file: ConfigFile, folder: Path, origins: Mapping[str, str]) -> tuple[str, ...]:
    if not isinstance(file.vocabulary, str):
        return file.vocabulary
    try:
        lines = (folder / file.vocabulary).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "not UTF-8"
        raise ConfigError(f"cannot read {file.vocabulary}: {reason}", where=origins["vocabulary"]) from None
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _shown(path: Path) -> str:
    """The path as people want to read it: short below the working directory, else whole."""
    short = os.path.relpath(path)
    return str(path) if short.startswith("..") else short


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ConfigError(f"not UTF-8: byte {problem.start}", where=_shown(path)) from None
    except OSError as problem:
        raise ConfigError(problem.strerror or str(problem), where=_shown(path)) from None


def _table(path: Path) -> object | None:
    """What stands under [tool.postcheck] in a pyproject.toml; None when there is nothing."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        tool = tomllib.loads(_text(path)).get("tool")
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"not valid TOML: {problem}", where=_shown(path)) from None
    return tool.get("postcheck") if isinstance(tool, dict) else None
