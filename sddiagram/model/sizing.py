"""The sizing policy, said once: how full a replica is planned, and what may be lost."""

from dataclasses import dataclass
from math import isfinite

from sddiagram.errors import DesignError
from sddiagram.model.facts import ratio
from sddiagram.model.text import shown


@dataclass(frozen=True, slots=True)
class Sizing:
    """How instances follow from a rate; of a whole pattern, of a group or of one component.

    At the peak a replica is used by `use`, and `spare` of `zones` zones may be lost without more;
    `extra` is a reserve beside that, 0.15 for 15 %. A disk is filled by `full`. So the instances
    are rate / (capacity x use) x zones / (zones - spare) x (1 + extra), one for each zone at least.

    Raises `DesignError` for a policy that leaves nothing.
    """

    use: float = 0.65
    zones: int = 3
    spare: int = 1
    extra: float = 0.0
    full: float = 0.7

    def __post_init__(self) -> None:
        for fact in ("use", "full"):
            value = ratio(f"Sizing: {fact}", getattr(self, fact))
            if not value:
                raise DesignError(f"Sizing: {fact}=0; give a part above 0, such as 0.65.")
            object.__setattr__(self, fact, value)
        for fact, least in (("zones", 1), ("spare", 0)):
            value = getattr(self, fact)
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise DesignError(f"Sizing: {fact}={shown(value)}; give a whole number: {fact}=1.")
        if self.spare >= self.zones:
            raise DesignError(
                f"Sizing: spare={self.spare} of zones={self.zones} leaves none; give less: spare=0."
            )
        extra = self.extra
        if isinstance(extra, bool) or not isinstance(extra, int | float) or not extra >= 0:
            raise DesignError(f"Sizing: extra={shown(extra)}; give 0.15 for 15 % more.")
        if not isfinite(extra):
            raise DesignError(f"Sizing: extra={extra}; give 0.15 for 15 % more.")
