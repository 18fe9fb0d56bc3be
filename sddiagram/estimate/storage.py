"""What a store holds in the end, and the nodes that take it."""

from collections.abc import Mapping
from math import ceil

from sddiagram.errors import DesignError
from sddiagram.estimate.traffic import people
from sddiagram.model.component import Component
from sddiagram.model.numbers import Stored
from sddiagram.model.sizing import Sizing
from sddiagram.model.traffic import Records, Requests
from sddiagram.units import B, Quantity


def stored(component: Component, classes: Mapping[str, Requests]) -> tuple[Stored, ...]:
    """What `component` holds once its records have been kept as long as they are.

    `classes` are those that enter, by id, at the rates at which they do. Raises `DesignError` for
    records of a class that does not enter.
    """
    found = []
    for held in component.holds:
        if isinstance(held, Quantity):
            found.append(Stored("", held, getattr(held, "how", "") or f"{held}, stated"))
            continue
        number, how = _number(component, held, classes)
        overhead = f" x {held.overhead:g}" if held.overhead != 1 else ""
        size = number * held.overhead * held.size
        found.append(Stored(held.id, size, f"{how} x {held.size}{overhead} = {size}"))
    return tuple(found)


def _number(
    component: Component, records: Records, classes: Mapping[str, Requests]
) -> tuple[float, str]:
    if records.count is not None:
        return records.count, f"{people(records.count)} {records.name}"
    assert records.of is not None
    assert records.keep is not None
    requests = classes.get(records.of.id)
    if requests is None:
        if not classes:
            return 0.0, "nothing enters"
        raise DesignError(
            f"{component.label!r} holds {records.name!r}, one of each {records.of.name!r}, which "
            "no client sends; put it into the sends=[...] of one."
        )
    return requests.rate.value * records.keep.value, f"{requests.rate} x {records.keep}"


def nodes(component: Component, held: tuple[Stored, ...], sizing: Sizing) -> tuple[int, str]:
    """How many nodes take all copies of what is held, and how that follows; 0 if not asked."""
    if not held or component.node is None:
        return 0, ""
    total = sum((one.size for one in held), 0 * B)
    is_disk = component.memory is None
    full = sizing.full if is_disk else 1.0
    shards = max(1, ceil(float(total / component.node) / full - 1e-9))
    filled = f" / {full:g} full" if full != 1 else ""
    copies = f" x {component.copies} copies" if component.copies > 1 else ""
    return shards * component.copies, f"{total} / {component.node}{filled}{copies}"
