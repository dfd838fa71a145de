"""One real LanguageTool for all tests of the room. Without an installed one they say so and are skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from postcheck.checks.grammar import Choice, GrammarEngine, GrammarResult, open_engine
from postcheck.checks.grammar.homes import find_home
from postcheck.grammar_options import DEFAULT_VERSION, GrammarOptions
from postcheck.models import Span, Tool

Asked = tuple[str, Sequence[Span]]


def check(engine: GrammarEngine, asked: Sequence[Asked]) -> list[GrammarResult]:
    """The results for posts, each with the spans of the names in it."""
    return engine.begin([text for text, _ in asked])([names for _, names in asked])


@pytest.fixture(scope="session", autouse=True)
def own_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kept servers of the tests are not the user's."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def home() -> Path:
    """The folder of the installed LanguageTool."""
    found = find_home(DEFAULT_VERSION)
    if found is None:
        pytest.skip(f"LanguageTool {DEFAULT_VERSION} is not installed: run `postcheck grammar install --maven`")
    return found


@pytest.fixture(scope="session")
def choice(home: Path) -> Choice:
    """The installed LanguageTool, whether or not a server is kept."""
    return Choice("installed", Tool("languagetool", DEFAULT_VERSION), home=str(home))


@pytest.fixture(scope="session")
def engine(choice: Choice) -> Iterator[GrammarEngine]:
    """One engine with its own server for the whole session; vocabulary: Quirlum."""
    with open_engine(choice, GrammarOptions(vocabulary=("Quirlum", "Blattwerk Nord"))) as opened:
        yield opened
