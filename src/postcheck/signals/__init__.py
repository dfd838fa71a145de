"""Named measurements of a parsed post, computed on demand and once."""

from postcheck.signals.compiled import CompiledSignals
from postcheck.signals.hits import Hit
from postcheck.signals.store import Signals

__all__ = ["CompiledSignals", "Hit", "Signals"]
