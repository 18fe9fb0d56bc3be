"""The sheet: all numbers of one board as plain values, for machines; docs/estimate.schema.json."""

from math import isfinite

from sddiagram.estimate.figures import figures
from sddiagram.estimate.fullness import breaks_first
from sddiagram.estimate.grounds import grounds
from sddiagram.model.component import Component
from sddiagram.model.numbers import Answered, Carried, Load, Numbers
from sddiagram.model.pattern import View
from sddiagram.quantity import Quantity, plural


def sheet(view: View, numbers: Numbers) -> dict[str, object]:
    """What `sddiagram estimate --json` prints of a board; rates are per second, sizes in bytes."""
    stands_on = grounds(view, numbers)
    return {
        "name": view.pattern.name,
        "title": view.pattern.title,
        "stage": view.number,
        "what_if": list(numbers.what_if),
        "traffic": [
            {
                "name": one.requests.name,
                "counts": one.requests.counts,
                "average": one.requests.rate.value,
                "peak": one.requests.at_peak.value,
                "how": one.how,
            }
            for one in numbers.traffic
        ],
        "components": [_component(load) for load in numbers],
        "arrows": [_arrow(one, view) for one in numbers.arrows.values()],
        "storage": [
            {
                "id": id,
                "label": _of(view, id).label,
                "records": one.records,
                "bytes": one.size.value,
                "how": one.how,
            }
            for id, many in numbers.stored.items()
            for one in many
        ],
        "latency": [_latency(one) for one in numbers.answered],
        "availability": [
            {
                "class": one.requests.name,
                "availability": one.availability,
                "not_stated": list(one.unproven),
            }
            for one in numbers.answered
        ],
        "staleness": [
            {
                "class": one.requests.name,
                "seconds": _value(one.age.most),
                "how": one.age.how,
                "not_stated": list(one.age.unknown),
            }
            for one in numbers.answered
            if one.age
        ],
        "cost": {
            "month": _value(numbers.cost.month),
            "each_thousand_requests": _value(numbers.cost.each_thousand),
            "items": [
                {"label": one.label, "month": one.month.value, "how": one.how}
                for one in numbers.cost.items
            ],
            "not_stated": list(numbers.cost.unknown),
        },
        "figures": [
            {"label": one.label, "value": one.value, "how": one.how}
            for one in figures(view, numbers)
        ],
        "requirements": [
            {
                "question": one.question,
                "answer": one.answer,
                "verdict": one.verdict.value,
                "how": one.how,
            }
            for one in numbers.requirements
        ],
        "breaks_first": [
            {
                "id": one.load.component.id,
                "label": one.load.component.label,
                "load": one.at,
                "how": one.how,
            }
            for one in breaks_first(numbers)
        ],
        "grounds": {
            "cited": list(stands_on.cited),
            "sources": list(stands_on.sources),
            "assumed": list(stands_on.assumed),
        },
    }


def counted(rate: Quantity) -> str:
    """What `rate` counts, in the plural."""
    if rate.dimension == (1, -1):
        return "bytes"
    return " x ".join(plural(name) for name, _ in rate.counts) or "requests"


def _component(load: Load) -> dict[str, object]:
    lost = load.zone_lost
    return {
        "id": load.component.id,
        "label": load.component.label,
        "rate": load.rate.value,
        "counts": counted(load.rate),
        "capacity": load.capacity.value if load.capacity else None,
        "instances": load.instances,
        "utilisation": load.use,
        # Null where no replica is left, since JSON has no infinity; the verdict tells which it is.
        "zone_lost": lost if lost is not None and isfinite(lost) else None,
        "verdict": load.verdict.value,
        "how": load.how,
    }


def _latency(one: Answered) -> dict[str, object]:
    ways = {"": one.delay, "longest_": one.longest}
    return {
        "class": one.requests.name,
        **{
            f"{way}{name}": getattr(delay, name).value if delay else None
            for way, delay in ways.items()
            for name in ("p50", "p95", "p99")
        },
        "sum_of_p99": _value(one.worst),
        "hops": [{"label": label, "time": time} for label, time in one.hops],
        "not_stated": list(one.unknown),
        "overloaded": list(one.full),
    }


def _value(quantity: Quantity | None) -> float | None:
    return None if quantity is None else quantity.value


def _arrow(one: Carried, view: View) -> dict[str, object]:
    return {
        "source": one.arrow.source,
        "target": one.arrow.target,
        "label": one.arrow.link.label,
        "rate": one.rate.value,
        "counts": counted(one.rate),
        "how": one.how,
        "bytes": _value(one.along),
        "bytes_back": _value(one.back),
        "bytes_how": one.bytes_how,
    }


def _of(view: View, id: str) -> Component:
    return view.component(id)
