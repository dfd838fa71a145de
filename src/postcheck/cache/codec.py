"""Findings to bytes and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from postcheck.models import Evidence, Finding, Fix, Severity, Span

_CHECKSUM = 4
_SEVERITIES = {int(severity): severity for severity in Severity}
# `json.loads` for text that `json.dumps` wrote: no blanks around it, nothing behind it.
_parse = json.JSONDecoder().raw_decode


def encode(findings: Sequence[Finding]) -> bytes:
    """A checksum and JSON: lists in the order of the fields, evidence by columns; of all forms the quickest to read."""
    rows = [
        [
            finding.rule_id,
            int(finding.severity),
            finding.message,
            finding.span.start,
            finding.span.end,
            finding.advice,
            [[fix.span.start, fix.span.end, fix.replacement] for fix in finding.fixes],
            [piece.signal for piece in finding.evidence],
            [piece.text for piece in finding.evidence],
            [piece.span.start for piece in finding.evidence],
            [piece.span.end for piece in finding.evidence],
            [piece.label for piece in finding.evidence],
            [piece.weight for piece in finding.evidence],
        ]
        for finding in findings
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.crc32(text).to_bytes(_CHECKSUM, "big") + text


def decode(data: object) -> tuple[Finding, ...] | None:
    """The findings; None when the bytes are not as `encode` wrote them."""
    if not isinstance(data, bytes) or zlib.crc32(data[_CHECKSUM:]) != int.from_bytes(data[:_CHECKSUM], "big"):
        return None
    try:
        rows, _ = _parse(data[_CHECKSUM:].decode("utf-8", "surrogatepass"))
        return tuple([_finding(*row) for row in rows])
    except (ValueError, TypeError, LookupError):
        return None


def _finding(
    rule: str,
    severity: int,
    message: str,
    start: int,
    end: int,
    advice: str,
    fixes: list[tuple[int, int, str]],
    *evidence: Any,
) -> Finding:
    signals, texts, starts, ends, labels, weights = evidence
    return Finding(
        rule,
        _SEVERITIES[severity],
        message,
        Span(start, end),
        advice,
        tuple([Fix(Span(first, last), text) for first, last, text in fixes]),
        tuple(map(Evidence, signals, texts, map(Span, starts, ends), labels, weights)),
    )
