"""One trial: what the review finds in a changed design, and did not find in the design itself."""

from collections import Counter
from dataclasses import dataclass

import sddiagram as sd
from benchmarks.review.edits import Edit
from benchmarks.review.faults import FAULTS
from benchmarks.review.ml_faults import ML_FAULTS
from benchmarks.review.queue_faults import QUEUE_FAULTS
from benchmarks.review.variants import VARIANTS
from sddiagram.finding import Severity
from sddiagram.review import review

SYSTEMS = (
    *("scalable-api", "ml-serving", "two-stage-recommendation", "recommendation-system"),
    *("llm-serving", "feature-store", "model-training-pipeline"),
)
"""The designs of the mission."""
MOST = 20
"""Components of a good variant."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault or a variant of one design, and the rules that speak of it."""

    system: str
    name: str
    rule: str
    """The one that must find it; empty for a good variant."""
    spoken: tuple[str, ...]
    """The rules that find something that is not accepted."""
    new: tuple[str, ...]
    """Those that find more than in the design itself."""

    @property
    def is_right(self) -> bool:
        """Whether the rule spoke, or none anew where none should."""
        return self.rule in self.spoken if self.rule else not self.new


def spoken(pattern: sd.Pattern) -> Counter[str]:
    """How many findings that are not accepted each rule makes of the last board."""
    return Counter(
        one.rule
        for one in review(pattern.view())
        if not one.accepted and one.severity is not Severity.NOT_ASSESSED
    )


def trials(system: str) -> list[Trial]:
    """All faults and variants that apply to one design."""
    pattern = sd.load(system)
    before = spoken(pattern)
    good = ((name, "", edit) for name, edit in VARIANTS)
    edits: list[tuple[str, str, Edit]] = [*FAULTS, *QUEUE_FAULTS, *ML_FAULTS, *good]
    found = []
    for name, rule, edit in edits:
        changed = edit(pattern)
        # A board of twenty is full: what makes it fuller is no good variant.
        is_full = changed is not None and not rule and len(changed.boards[-1].components) > MOST
        if changed is not None and not is_full:
            after = spoken(changed)
            new = sorted((after - before).keys())
            found.append(Trial(system, name, rule, tuple(sorted(after)), tuple(new)))
    return found
