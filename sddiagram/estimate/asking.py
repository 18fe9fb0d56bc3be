"""What a component is asked in the unit of each of its limits: requests, keys, scores, bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.estimate.rates import Rates
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Counts, Quantity, plural

BYTES = (1, -1)
"""The dimension of bytes in a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A rate in the unit of a limit of one replica, if there is such a limit."""

    rate: Quantity
    capacity: Quantity | None
    how: str


def asked(
    component: Component, arrows: Sequence[Arrow], rates: Rates, limits: Sequence[Quantity]
) -> list[Asked]:
    """What `component` is asked at the peak for each of `limits`; without one, in requests.

    Calls cost one request each, or what their arrows say; an answer costs the one that gives it.
    Raises `DesignError` for a limit of things of which no arrow says how many a call takes.
    """
    classes = {entry.requests.id: entry.requests for entry in rates.entries}
    calls = [
        (arrow, flow)
        for arrow in arrows
        if (flow := rates.carried[arrow])
        and (arrow.source if arrow.link.verb.is_answer else arrow.target) == component.id
        and (arrow.link.costs is not None or not arrow.link.verb.is_answer)
    ]
    own = _common_unit(classes, [flow for _, flow in calls])
    if not limits:
        rate = sum(sum(flow.values()) for arrow, flow in calls if not arrow.link.verb.is_answer)
        return [Asked(Quantity(rate, (0, -1), own), None, "")]
    found = []
    for limit in limits:
        if limit.dimension == BYTES:
            found += _in_bytes(calls, classes, limit)
            continue
        rate, terms = 0.0, []
        for arrow, flow in calls:
            each = _cost(arrow, flow, classes, limit, is_first=limit is limits[0])
            if each:
                rate += each * sum(flow.values())
                if each != 1:
                    terms.append(f" x {each:g}")
        unit = limit.counts
        if not rate and calls and unit and len(limits) == 1:
            raise DesignError(
                f"{component.label!r} carries {limit}, but no arrow to it says how many "
                f"{_name(unit)} one call takes; say costs= on the arrow, such as costs=500."
            )
        if not unit and own and all(arrow.link.costs is None for arrow, _ in calls):
            unit = own
        capacity = Quantity(limit.value, limit.dimension, unit)
        found.append(Asked(Quantity(rate, (0, -1), unit), capacity, "".join(dict.fromkeys(terms))))
    return found or asked(component, arrows, rates, ())


def _in_bytes(
    calls: Sequence[tuple[Arrow, Mapping[str, float]]],
    classes: Mapping[str, Requests],
    limit: Quantity,
) -> list[Asked]:
    """What is asked in bytes: each call as large as its arrow says, or as its class of requests.

    Nothing where the size of a call is unknown: then nobody knows.
    """
    total = 0.0
    for arrow, flow in calls:
        for id, rate in flow.items():
            size = arrow.link.size or classes[id].request
            if size is None:
                return []
            total += rate * size.value
    return [Asked(Quantity(total, BYTES), limit, "")]


def _cost(
    arrow: Arrow,
    flow: Mapping[str, float],
    classes: Mapping[str, Requests],
    limit: Quantity,
    *,
    is_first: bool,
) -> float:
    """What one call on `arrow` takes of `limit`."""
    costs = arrow.link.costs
    if isinstance(costs, Quantity):
        if costs.counts == limit.counts:
            return costs.value
        return 0.0 if limit.counts or arrow.link.verb.is_answer else 1.0
    if costs is not None:
        return float(costs) if is_first else 0.0
    if not limit.counts or all(classes[id].rate.counts == limit.counts for id in flow):
        return 1.0
    return 0.0


def _common_unit(classes: Mapping[str, Requests], flows: Sequence[Mapping[str, float]]) -> Counts:
    """What all that arrives counts; nothing, which is requests, where it differs."""
    units = {classes[id].rate.counts for flow in flows for id in flow}
    return units.pop() if len(units) == 1 else ()


def _name(unit: Counts) -> str:
    return " x ".join(plural(name) for name, _ in unit)
