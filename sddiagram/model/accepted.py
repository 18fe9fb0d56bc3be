"""A finding that the author of a design accepts, and why."""

from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow, Flow
from sddiagram.model.prose import Prose, cleaned
from sddiagram.model.text import clean, shown

_EXAMPLE = "sd.Accepted('single-point-of-failure', on=primary, because='a failover takes 30 s')"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding of `sddiagram check` that is a decision: its rule, what it is on, and the reason.

    `on` is a component or an arrow (`api >> store`); without it, all that the rule finds.

    >>> str(Accepted("deep-call-chain", because="each hop takes less than 1 ms").because)
    'each hop takes less than 1 ms'

    Raises `DesignError` for an acceptance without a rule or without a reason.
    """

    rule: str
    on: Component | Flow | None = None
    because: Prose = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", clean(self.rule, "The rule that is accepted").lower())
        object.__setattr__(self, "because", cleaned(self.because, f"Accepted {self.rule!r}"))
        if not self.rule:
            raise DesignError(f"sd.Accepted needs the rule that found it; write {_EXAMPLE}.")
        if not self.because:
            raise DesignError(
                f"sd.Accepted({self.rule!r}) gives no reason; say it, since it stands among the "
                f"trade-offs: {_EXAMPLE}."
            )
        is_arrow = isinstance(self.on, Flow) and self.on.arrows
        if self.on is not None and not isinstance(self.on, Component) and not is_arrow:
            raise DesignError(
                f"sd.Accepted({self.rule!r}): on={shown(self.on)}; give a component or an arrow: "
                "on=primary, or on=api >> primary."
            )

    def covers(self, rule: str, on: str | Arrow | None) -> bool:
        """Whether it accepts what `rule` finds on a component, by its id, or on an arrow."""
        if rule != self.rule:
            return False
        if self.on is None:
            return True
        if isinstance(self.on, Component):
            return on == self.on.id
        return isinstance(on, Arrow) and any(_is(named, on) for named in self.on.arrows)


def _is(named: Arrow, arrow: Arrow) -> bool:
    """Whether an arrow is meant: by its ends, and by its label where one is named."""
    ends = (named.source, named.target) == (arrow.source, arrow.target)
    return ends and named.link.label in ("", arrow.link.label)
