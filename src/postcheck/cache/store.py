"""The database of the cache: one file of SQLite. Whatever goes wrong with it is a miss, never an error.

SQLite writes whole transactions or nothing and lets many processes read and write; what it cannot see, a disk that
changes bytes, the checksum of each entry does.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postcheck.cache import codec
from postcheck.models import Finding

FOLDER = "POSTCHECK_CACHE_DIR"
_VERSION = 2
_NAME = f"results-{_VERSION}.sqlite"
# What nobody has asked for in so many days is thrown away.
_KEEP_DAYS = 30
# Another process that writes is done in milliseconds; a disk that hangs must not hold up the check.
_PATIENCE_SECONDS = 2.0
# SQLite takes at least 999 values in one question.
_AT_ONCE = 500
# A result is too long to lie in the tree of its key: each page would hold three, and most of the tree would be read.
_TABLES = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS digests (signature BLOB PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
"""


def folder() -> Path:
    """Where the cache lies: POSTCHECK_CACHE_DIR, or the user's own folder for caches."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    import platformdirs  # late: it takes milliseconds to import

    return platformdirs.user_cache_path("postcheck", appauthor=False)


@dataclass(frozen=True)
class Info:
    """What `postcheck cache info` tells: the file, whether it is there, entries, and bytes on the disk."""

    path: Path
    exists: bool
    entries: int
    size: int


class Cache:
    """Findings by key. Use it as a context manager; not to be shared between threads."""

    def __init__(self, place: Path | None = None) -> None:
        self._path = (place or folder()) / _NAME
        self._today = int(time.time() // 86400)
        self._writable = True
        self._base = self._open()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._base is None:
            return
        base, self._base = self._base, None
        with contextlib.suppress(sqlite3.Error):
            base.close()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, tuple[Finding, ...]]:
        """The findings that are known for `keys`."""
        found: dict[bytes, tuple[Finding, ...]] = {}
        aged: list[bytes] = []
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            for key, day, value in self._ask(f"SELECT key, day, value FROM results WHERE key IN ({marks})", part):
                findings = codec.decode(value)
                if findings is not None:
                    found[key] = findings
                    if day != self._today:
                        aged.append(key)
        self._write("UPDATE results SET day = ? WHERE key = ?", [(self._today, key) for key in aged])
        return found

    def put(self, results: Mapping[bytes, Sequence[Finding]]) -> None:
        """Remember findings."""
        rows = [(key, self._today, codec.encode(findings)) for key, findings in results.items()]
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)

    def digest(self, signature: bytes) -> bytes | None:
        """The digest that was noted for a signature."""
        return next((bytes(digest) for (digest,) in self._ask("SELECT digest FROM digests WHERE signature = ?",
                                                               [signature])), None)  # fmt: skip

    def note(self, signature: bytes, digest: bytes) -> None:
        """Note the digest for a signature."""
        self._write("INSERT OR REPLACE INTO digests VALUES (?, ?)", [(signature, digest)])

    def info(self) -> Info:
        """How much is there."""
        entries = next((count for (count,) in self._ask("SELECT count(*) FROM results", [])), 0)
        try:
            return Info(self._path, True, entries, self._path.stat().st_size)
        except OSError:
            return Info(self._path, False, 0, 0)

    def _open(self) -> sqlite3.Connection | None:
        for attempt in (1, 2):
            base = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                base = sqlite3.connect(self._path, timeout=_PATIENCE_SECONDS, isolation_level=None)
                # A crash of the machine may cost the file, and then it is made anew: no need to wait for the disk.
                base.execute("PRAGMA synchronous = OFF")
                base.executescript(_TABLES)
                self._age(base)
                return base
            except (sqlite3.Error, OSError) as problem:
                if base is not None:
                    with contextlib.suppress(sqlite3.Error):
                        base.close()
                if attempt == 1 and _is_corrupt(problem):
                    self._delete()
                    continue
                return self._read_only()
        return None

    def _read_only(self) -> sqlite3.Connection | None:
        self._writable = False
        if os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK):
            return None  # locked for too long, perhaps: to read what somebody writes would be reading nonsense
        try:
            base = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            base.execute("SELECT count(*) FROM digests").fetchone()
        except (sqlite3.Error, OSError):
            return None
        return base

    def _age(self, base: sqlite3.Connection) -> None:
        """Throw away what is old; `user_version` says on which day that was done last."""
        if base.execute("PRAGMA user_version").fetchone()[0] == self._today:
            return
        with contextlib.suppress(sqlite3.OperationalError):
            base.execute(f"PRAGMA user_version = {self._today}")
            base.execute("DELETE FROM results WHERE day < ?", (self._today - _KEEP_DAYS,))
            base.execute("DELETE FROM digests")

    def _ask(self, question: str, values: Iterable[object]) -> list[Any]:
        if self._base is None:
            return []
        try:
            return self._base.execute(question, tuple(values)).fetchall()
        except sqlite3.Error as problem:
            self._failed(problem)
            return []

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._base is None or not self._writable or not rows:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany(statement, rows)
            self._base.execute("COMMIT")
        except sqlite3.Error as problem:
            with contextlib.suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            self._failed(problem)

    def _failed(self, problem: sqlite3.Error) -> None:
        """A corrupt file goes, another run makes a new one; a full or read-only disk is not written to again."""
        was_writable, self._writable = self._writable, False
        if _is_corrupt(problem):
            self.close()
            if was_writable:
                self._delete()

    def _delete(self) -> None:
        for path in (self._path, self._path.with_name(f"{_NAME}-journal")):
            with contextlib.suppress(OSError):
                path.unlink()


def clear(place: Path | None = None) -> Path:
    """Delete the cache, also what older versions have left; the path of its file. OSError when that is not possible."""
    place = place or folder()
    for path in place.glob("results-*.sqlite*"):
        path.unlink(missing_ok=True)
    return place / _NAME


def _is_corrupt(problem: BaseException) -> bool:
    """Of a broken file SQLite raises this class itself; its subclasses are about locks, disks, rights and use."""
    return type(problem) is sqlite3.DatabaseError
