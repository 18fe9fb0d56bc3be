"""One trial: what the review finds in a changed design, and did not find in the design itself."""

from dataclasses import dataclass

import sddiagram as sd
from benchmarks.review.edits import Edit
from benchmarks.review.faults import FAULTS
from benchmarks.review.ml_faults import ML_FAULTS
from benchmarks.review.variants import VARIANTS
from sddiagram.finding import Severity
from sddiagram.review import review

SYSTEMS = (
    *("scalable-api", "ml-serving", "two-stage-recommendation", "recommendation-system"),
    *("llm-serving", "feature-store", "model-training-pipeline"),
)
"""The designs of the mission."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault or a variant of one design, and the rules that speak of it anew."""

    system: str
    name: str
    rule: str
    """The one that must find it; empty for a good variant."""
    new: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the rule spoke, or none did where none should."""
        return self.rule in self.new if self.rule else not self.new


def spoken(pattern: sd.Pattern) -> set[tuple[str, object]]:
    """The rules that find something that is not accepted, with what it is on."""
    return {
        (one.rule, one.on)
        for one in review(pattern.view())
        if not one.accepted and one.severity is not Severity.NOT_ASSESSED
    }


def trials(system: str) -> list[Trial]:
    """All faults and variants that apply to one design."""
    pattern = sd.load(system)
    before = spoken(pattern)
    edits: list[tuple[str, str, Edit]] = [
        *FAULTS,
        *ML_FAULTS,
        *((name, "", edit) for name, edit in VARIANTS),
    ]
    found = []
    for name, rule, edit in edits:
        changed = edit(pattern)
        if changed is not None:
            new = spoken(changed) - before
            found.append(Trial(system, name, rule, tuple(sorted({one for one, _ in new}))))
    return found
