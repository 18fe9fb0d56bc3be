"""Findings as SARIF 2.1.0, which code scanning reads."""

from collections.abc import Sequence

from sddiagram.finding import Finding, Severity
from sddiagram.model.flow import Arrow
from sddiagram.review.registry import rule_named
from sddiagram.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.NOT_ASSESSED: "none",
}


def as_sarif(findings: Sequence[Finding]) -> dict[str, object]:
    """One run of the review, with the rules that found something."""
    names = sorted({one.rule for one in findings})
    rules = [
        {
            "id": name,
            "shortDescription": {"text": rule_named(name).title},
            "fullDescription": {"text": rule_named(name).doc},
        }
        for name in names
    ]
    driver = {"name": "sddiagram", "semanticVersion": VERSION, "rules": rules}
    results = [_result(one, names.index(one.rule)) for one in findings]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(one: Finding, rule: int) -> dict[str, object]:
    """A result: what is not assessed is open, what is accepted is suppressed with its reason."""
    is_open = one.severity is Severity.NOT_ASSESSED
    result: dict[str, object] = {
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "kind": "open" if is_open else "fail",
        "message": {"text": one.message},
        "partialFingerprints": {"ruleOn/v1": f"{one.rule}/{_key(one.on)}"},
    }
    if one.file:
        place: dict[str, object] = {"artifactLocation": {"uri": one.file.replace("\\", "/")}}
        if one.line:
            place["region"] = {"startLine": one.line}
        result["locations"] = [{"physicalLocation": place}]
    if one.accepted:
        result["suppressions"] = [{"kind": "inSource", "justification": one.because}]
    return result


def _key(on: str | Arrow | None) -> str:
    """What a finding is on, which stays the same when lines move."""
    if isinstance(on, Arrow):
        return f"{on.source}>{on.target}>{on.link.label}"
    return on or ""
