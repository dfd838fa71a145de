"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads what an earlier run has kept, nor leaves anything in the user's own cache."""
    before = os.environ.get("POSTCHECK_CACHE_DIR")
    place = tmp_path_factory.mktemp("cache")
    os.environ["POSTCHECK_CACHE_DIR"] = str(place)
    yield place
    if before is None:
        del os.environ["POSTCHECK_CACHE_DIR"]
    else:
        os.environ["POSTCHECK_CACHE_DIR"] = before
