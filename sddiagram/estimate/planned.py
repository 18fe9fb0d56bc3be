"""What a replica carries: as its component states it, or as its technology is planned."""

from sddiagram.estimate.asking import BYTES
from sddiagram.model.component import Component
from sddiagram.quantity import Quantity
from sddiagram.technology.planning import CORE, plan

_RATES = ((0, -1), BYTES)
_PARTS = (CORE, "partition")
"""What is planned and is no replica, but a part of one, so that a component has to state more."""


def planned(component: Component) -> tuple[tuple[Quantity, ...], str]:
    """The limits of one replica, and where they come from if the component states none."""
    if component.limits or component.technology is None:
        known = (getattr(limit, "how", "") for limit in component.limits)
        return component.limits, "; ".join(how for how in known if how)
    row = plan(component.technology)
    if row is None or row.capacity.dimension not in _RATES or row.node in _PARTS:
        return (), ""
    return (row.capacity,), row.how
