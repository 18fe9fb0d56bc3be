"""Findings for machines: rows of JSON, and annotations on the lines of a pull request."""

from collections.abc import Iterable, Iterator

from sddiagram.finding import Finding, Severity
from sddiagram.model.flow import Arrow

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
"""GitHub's words; all others are notices."""


def as_rows(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """What `sddiagram check --json` prints; docs/check.schema.json says what each field means."""
    return [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "accepted": one.accepted,
            **_on(one),
            "where": one.where,
            "file": one.file,
            "line": one.line,
            "number": one.number,
            "fact": one.fact,
            "why": one.why,
            "way_out": one.way_out,
            "asks": one.asks,
            "because": one.because,
        }
        for one in findings
    ]


def _on(finding: Finding) -> dict[str, object]:
    """The component, by its id, or the arrow; neither for the design as a whole."""
    if isinstance(finding.on, Arrow):
        arrow = finding.on
        ends = {"source": arrow.source, "target": arrow.target, "label": arrow.link.label}
        return {"arrow": ends}
    return {"component": finding.on} if finding.on else {}


def as_annotations(findings: Iterable[Finding]) -> Iterator[str]:
    """Workflow commands that GitHub shows on the lines that they name."""
    for one in findings:
        level = "notice" if one.accepted else _LEVELS.get(one.severity, "notice")
        place = f"file={_value(one.file)},line={one.line}," if one.file and one.line else ""
        title = _value(f"{one.rule}: {one.where}")
        yield f"::{level} {place}title={title}::{_text(one.message)}"


def _text(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(said: str) -> str:
    return _text(said).replace(":", "%3A").replace(",", "%2C")
