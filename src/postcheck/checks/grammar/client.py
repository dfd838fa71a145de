"""LanguageTool's HTTP interface, as far as postcheck needs it.

language-tool-python's client would do this, too, but it corrects the offset of a match for characters beyond the
basic plane and not its length, sends one text at a time, ends and starts servers as it sees fit, and takes longer to
import than a check takes.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from postcheck.errors import ConfigError


class UnreachableError(Exception):
    """The server does not answer (any more)."""


class RefusedError(Exception):
    """The server answers, but not with what was asked for: the text is too long, or it fell over it."""


class Client:
    """Asks the server at `url` (with or without "/v2"). One connection a request; safe in threads."""

    def __init__(self, url: str, timeout: float = 180.0) -> None:
        self.url = url
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"'{url}' is no address of a LanguageTool server", hint="like http://localhost:8081")
        self._https = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._path = parts.path.rstrip("/").removesuffix("/v2") + "/v2"
        self._timeout = timeout
        self._lock = threading.Lock()
        self._asking: set[http.client.HTTPConnection] = set()
        self._broken_off = False

    def break_off(self) -> None:
        """Have all requests that are under way, in other threads, end at once with UnreachableError; later ones too."""
        with self._lock:
            self._broken_off = True
            for connection in self._asking:
                if connection.sock is not None:
                    with suppress(OSError):  # it has ended by itself
                        connection.sock.shutdown(socket.SHUT_RDWR)

    def version(self) -> str:
        """The version of the server's LanguageTool, or "" when it does not say."""
        try:
            software = self._ask("GET", "/info", None).get("software", {})
        except RefusedError:  # servers before 5.0 have no such page; they answer nonetheless
            return ""
        return str(software.get("version", ""))

    def check(self, text: str, parameters: Mapping[str, str]) -> list[dict[str, Any]]:
        """The matches in `text`; offsets and lengths are in UTF-16 units."""
        answer = self._ask("POST", "/check", urlencode({**parameters, "text": text}))
        if answer.get("warnings", {}).get("incompleteResults"):
            raise RefusedError("the server gave up on this text before its end")
        matches: list[dict[str, Any]] = answer["matches"]
        return matches

    def _ask(self, method: str, page: str, body: str | None) -> dict[str, Any]:
        connection = self._connection()
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        try:
            connection.connect()
            with self._lock:
                if self._broken_off:
                    raise UnreachableError("the check was broken off")
                self._asking.add(connection)
            connection.request(method, self._path + page, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as problem:
            raise UnreachableError(f"{type(problem).__name__}: {problem}") from problem
        finally:
            with self._lock:
                self._asking.discard(connection)
            connection.close()
        if answer.status != 200:
            raise RefusedError(f"status {answer.status}: {content[:200].decode('utf-8', 'replace').strip()}")
        try:
            value = json.loads(content)
        except ValueError as problem:
            raise RefusedError("the answer is no JSON") from problem
        if not isinstance(value, dict):
            raise RefusedError("the answer is not LanguageTool's")
        return value

    def _connection(self) -> http.client.HTTPConnection:
        if self._https:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
