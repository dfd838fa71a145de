"""Fields of the dataclasses that `shapes` reads from YAML. Apart from it because settings exist without any YAML."""

from __future__ import annotations

import dataclasses
from typing import Any


def option(default: object = dataclasses.MISSING, doc: str = "", *, one_of: str = "") -> Any:
    """A dataclass field with its documentation for the JSON Schema; without `default` the key is required.

    `one_of` names a group: of all fields of a group, exactly one must be given.
    """
    metadata = {"doc": doc, "one_of": one_of}
    if isinstance(default, dict):
        return dataclasses.field(default_factory=lambda: dict(default), metadata=metadata)
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)
