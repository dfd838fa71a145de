"""Findings to bytes and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from postcheck.models import Evidence, Finding, Fix, Severity, Span

_CHECKSUM = 4


def encode(findings: Sequence[Finding]) -> bytes:
    """A checksum and JSON: lists in the order of the fields, the shortest form that is quick to read."""
    rows = [
        [
            finding.rule_id,
            int(finding.severity),
            finding.message,
            finding.span.start,
            finding.span.end,
            finding.advice,
            [[fix.span.start, fix.span.end, fix.replacement] for fix in finding.fixes],
            [
                [piece.signal, piece.text, piece.span.start, piece.span.end, piece.label, piece.weight]
                for piece in finding.evidence
            ],
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
        rows = json.loads(data[_CHECKSUM:].decode("utf-8", "surrogatepass"))
        return tuple(
            Finding(
                rule,
                Severity(severity),
                message,
                Span(start, end),
                advice,
                tuple([Fix(Span(first, last), text) for first, last, text in fixes]),
                tuple(
                    [Evidence(name, text, Span(a, b), label, weight) for name, text, a, b, label, weight in evidence]
                ),
            )
            for rule, severity, message, start, end, advice, fixes, evidence in rows
        )
    except (ValueError, TypeError):
        return None
