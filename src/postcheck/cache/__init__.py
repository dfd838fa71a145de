"""Findings of posts that have been checked before: by content, settings, rules, pipeline and grammar engine.

The room's files: `store` (the database), `codec` (findings to bytes and back), `keys` (what a result depends on).
"""

from postcheck.cache.keys import Keys
from postcheck.cache.store import Cache, Info, clear, folder

__all__ = ["Cache", "Info", "Keys", "clear", "folder"]
