"""The pipeline as shipped, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from postcheck.language import Pipeline, load
from postcheck.models import Post

EVERYTHING = frozenset({"tag", "morph", "lemma"})


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """postcheck's own pipeline."""
    return load()


@pytest.fixture(scope="session")
def parse(pipeline: Pipeline) -> Callable[[str], Doc]:
    """A text to a Doc with all annotation."""
    return lambda text: pipeline.parse_one(Post("post", "<test>", text), EVERYTHING).doc
