"""Each rule by its own docstring: its example is found, what is right or looks alike is not."""

import re
import textwrap
from collections.abc import Iterator

import pytest

import sddiagram as sd
from sddiagram.review import known_rules, review, rule_named
from sddiagram.review.severity import SEVERITY

_BLOCK = re.compile(
    r"^(For example|Instead|Look-alike)\b[^\n]*(?:\n\S[^\n]*)*\n\n((?:    .*\n|\n)+)", re.MULTILINE
)
_PARTS = (
    *("What it finds:", "Why it is bad:", "For example:", "Instead:", "Look-alike:"),
    *("False positives:", "Source:"),
)
"""What a docstring says, each part under its heading."""


def designs_of(doc: str) -> Iterator[tuple[str, str]]:
    """The designs in a rule's docstring, each with the heading that it stands under."""
    for heading, code in _BLOCK.findall(f"{doc}\n"):
        yield heading, textwrap.dedent(code)


def pattern_of(code: str) -> sd.Pattern:
    """The pattern that a rule's docstring builds."""
    names: dict[str, object] = {"sd": sd}
    exec(code, names)
    pattern = names["pattern"]
    assert isinstance(pattern, sd.Pattern)
    return pattern


def found_by(rule: str, pattern: sd.Pattern) -> list[str]:
    """What the rule finds that its author does not accept."""
    return [one.fact for one in review(pattern.view()) if one.rule == rule and not one.accepted]


@pytest.mark.parametrize("name", known_rules())
def test_a_rule_finds_its_example_and_nothing_that_looks_alike(name: str) -> None:
    designs = list(designs_of(rule_named(name).doc))
    assert {heading for heading, _ in designs} >= {"For example", "Instead", "Look-alike"}
    for heading, code in designs:
        found = found_by(name, pattern_of(code))
        assert bool(found) is (heading == "For example"), (heading, found)


@pytest.mark.parametrize("name", known_rules())
def test_a_rule_says_all_that_explain_prints(name: str) -> None:
    doc = rule_named(name).doc
    assert [part for part in _PARTS if part not in doc] == []
    assert doc.splitlines()[0].endswith(".")


def test_every_rule_has_a_weight_and_every_weight_a_rule() -> None:
    assert sorted(SEVERITY) == sorted(known_rules())
