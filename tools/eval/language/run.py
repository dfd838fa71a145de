"""What the engines say of posts: findings about grammar and spelling by id of the post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from postcheck import config, ruleset, runner
from postcheck.checks import grammar
from postcheck.checks.grammar.client import Client
from postcheck.checks.grammar.servers import OwnedServer
from postcheck.config import Settings
from postcheck.models import Finding, Fix, Post, Severity, Span
from postcheck.positions import from_utf16

Found = dict[str, list[Finding]]


def through_postcheck(posts: Sequence[Post], mode: str) -> Found:
    """With `--grammar` builtin or languagetool; what other rules say is left out. RuntimeError for any failure."""
    settings = _settings(mode)
    rules = ruleset.load(settings.rule_folders).rules
    found: Found = defaultdict(list)
    for report in runner.run(posts, settings).reports:
        if report.failures:
            raise RuntimeError(f"{report.post.id}: {report.failures[0]}")
        for finding in report.findings:
            if finding.rule_id not in rules or rules[finding.rule_id].spec.grammar:
                found[report.post.id].append(finding)
    return found


def raw(posts: Sequence[Post]) -> Found:
    """LanguageTool itself, with its default rules: the posts as they are, one by one, and all that it answers."""
    choice = grammar.detect(_settings("languagetool").grammar)
    found: Found = defaultdict(list)
    server = OwnedServer(Path(choice.home)).wait()
    try:
        client = Client(server.url)
        for post in posts:
            for match in client.check(post.text, {"language": "de-DE"}):
                start = from_utf16(post.text, match["offset"])
                span = Span(start, from_utf16(post.text, match["offset"] + match["length"]))
                fixes = tuple(Fix(span, str(item["value"])) for item in match["replacements"][:1])
                rule = f"languagetool/{match['rule']['id']}"
                found[post.id].append(Finding(rule, Severity.WARNING, match["message"], span, fixes=fixes))
    finally:
        server.close()
    return found


def _settings(mode: str) -> Settings:
    return config.load(None, Path(__file__).parent, {"grammar.mode": mode}, ruleset.builtin_folder())
