"""The rules as data: found, read, validated. Nothing here looks at a post."""

from postcheck.ruleset.load import (
    Rule,
    Ruleset,
    builtin_folder,
    digest,
    files,
    is_signal_file,
    load,
    rule_id,
    select,
)

__all__ = [
    "Rule",
    "Ruleset",
    "builtin_folder",
    "digest",
    "files",
    "is_signal_file",
    "load",
    "rule_id",
    "select",
]
