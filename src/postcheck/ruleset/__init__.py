"""The rules as data: read and validated. Nothing here looks at a post."""

from postcheck.rulefiles import builtin_folder, files, ids, is_signal_file, rule_id, select
from postcheck.ruleset.load import Rule, Ruleset, load

__all__ = ["Rule", "Ruleset", "builtin_folder", "files", "ids", "is_signal_file", "load", "rule_id", "select"]
