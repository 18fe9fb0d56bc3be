"""What stands between two arrows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sddiagram.errors import DesignError
from sddiagram.model.text import clean

if TYPE_CHECKING:
    from sddiagram.model.flow import Chainable, Dangling


class Verb(Enum):
    """How one component reaches another."""

    CALLS = "calls"
    EMITS = "emits"
    STREAMS = "streams"
    COPIES = "copies"
    BATCHES = "batches"


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between two arrows: how the one side reaches the other, and with what."""

    verb: Verb = Verb.CALLS
    label: str = ""
    share: float | None = None
    """Share of the requests entering the design that take this link: 0.3 is 30 %."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", clean(self.label))
        if self.share is not None and self.share < 0:
            raise DesignError(f"share={self.share} of {self.label!r}: a share is 0 or more.")

    def __rrshift__(self, source: "Sequence[Chainable]") -> "Dangling":
        from sddiagram.model.flow import Dangling, Flow

        return Dangling(Flow.of(source), self)
