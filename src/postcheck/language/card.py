"""A pipeline's card as text, from the meta.json that it brings along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def card(meta: Mapping[str, Any]) -> str:
    """Name, version, components, figures, data and licences; what the pipeline does not say is left out."""
    lines = [f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip()]
    if meta.get("description"):
        lines.append(str(meta["description"]))
    lines += ["", f"Licence:    {meta.get('license') or 'not given'}"]
    if meta.get("author"):
        lines.append(f"Author:     {meta['author']}")
    lines.append(f"Components: {', '.join(meta.get('pipeline') or meta.get('components') or ['none'])}")
    figures = [
        f"  {name}: {_figure(value)}" for name, value in (meta.get("performance") or {}).items() if _figure(value)
    ]
    if figures:
        lines += ["", "Figures", *figures]
    sources = [_source(source) for source in meta.get("sources") or []]
    if sources:
        lines += ["", "Made of", *sources]
    return "\n".join(lines)


def _figure(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name} {_plain(item)}" for name, item in value.items() if isinstance(item, (int, float, str))
        )
    if isinstance(value, float):
        return f"{100 * value:.1f} %" if value <= 1 else f"{value:.1f}"
    return str(value) if isinstance(value, (int, str)) else ""


def _plain(item: float | str) -> str:
    # As read from a file, 0.94 can be 0.9400000000000001.
    return f"{item:.6g}" if isinstance(item, float) else str(item)


def _source(source: object) -> str:
    if not isinstance(source, Mapping):
        return f"  {source}"
    parts = [str(source[key]) for key in ("name", "author", "license", "url") if source.get(key)]
    return "  " + "; ".join(parts)
