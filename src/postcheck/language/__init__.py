"""German that knows posts: the only room that imports spaCy."""

from postcheck.language.parsed import Parsed
from postcheck.language.patterns import TokenMatch, TokenMatcher, dependency_matches
from postcheck.language.pipeline import BUILTIN, Pipeline, load

__all__ = ["BUILTIN", "Parsed", "Pipeline", "TokenMatch", "TokenMatcher", "dependency_matches", "load"]
