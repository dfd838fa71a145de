"""Writes rules/README.md, the table of all rules: python -m tools.rules."""

from __future__ import annotations

from itertools import groupby

from postcheck import ruleset

README = ruleset.builtin_folder() / "README.md"
_HEAD = """\
# The rules

One file a rule; its path is its id. `postcheck explain RULE` shows a rule with examples,
[docs/rules.md](../docs/rules.md) how rules are written. `signals/` holds the measurements that rules share.
This page is written by `python -m tools.rules`.
"""


def table() -> str:
    """The page, from the rule files."""
    rules = ruleset.load([ruleset.builtin_folder()]).rules.values()
    parts = [_HEAD]
    for area, members in groupby(rules, lambda rule: rule.area):
        parts.append(f"\n## {area}\n\n| rule | finds | severity | section of the article |\n|---|---|---|---|\n")
        for rule in members:
            cells = (
                f"[{rule.id}]({rule.id}.yaml)",
                f"{rule.spec.title.en} (*{rule.spec.title.de}*)",
                rule.severity.label,
                rule.spec.article,
            )
            parts.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n")
    return "".join(parts)


if __name__ == "__main__":
    README.write_text(table(), encoding="utf-8")
