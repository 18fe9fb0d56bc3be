"""What enters a board, and where: the classes that its components send, or the brief's traffic."""

from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.model.component import Component, Family
from sddiagram.model.pattern import View
from sddiagram.model.traffic import Requests

_ASSUMED_PEAK = 3.0
"""How many times the average the peak is, of a brief that states the peak alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One class of requests, and the component that sends it."""

    requests: Requests
    sender: str
    """Its id."""
    how: str


def entering(view: View) -> tuple[Entry, ...]:
    """The classes that enter the board, in the order in which they are said.

    Raises `DesignError` when two components send one class, for two classes of one name, and for
    traffic that is said in two ways.
    """
    brief = view.pattern.brief
    stated = brief.traffic if brief else None
    sending = [one for one in view.components if one.sends]
    if stated is not None and any(
        one.sends for board in view.pattern.boards for one in board.components
    ):
        raise DesignError(
            f"{view.pattern.title}: the brief's traffic={stated} and sends=[...] both say what "
            "comes in; keep sends=[...] alone."
        )
    if stated is not None:
        first = _first(view)
        if first is None:
            return ()
        requests = Requests("request", (1 / _ASSUMED_PEAK) * stated, peak=_ASSUMED_PEAK)
        return (Entry(requests, first.id, f"the brief: {stated} at the peak"),)
    found: dict[str, tuple[Requests, Component]] = {}
    for component in sending:
        for requests in component.sends:
            known, sender = found.setdefault(requests.id, (requests, component))
            if known != requests:
                raise DesignError(
                    f"{component.label!r} sends {requests.name!r} with other facts than before; "
                    "give each class of requests a name of its own."
                )
            if sender != component:
                raise DesignError(
                    f"{sender.label!r} and {component.label!r} both send {requests.name!r}, but a "
                    "class enters once; give each its own, with its own rate."
                )
    return tuple(Entry(requests, sender.id, _how(requests)) for requests, sender in found.values())


def _first(view: View) -> Component | None:
    """The first client, or where none is, the first component that nobody reaches."""
    targets = {arrow.target for arrow in view.arrows}
    sources = [one for one in view.components if one.id not in targets]
    clients = [one for one in view.components if one.kind.family is Family.CLIENT]
    return next(iter([*clients, *sources, *view.components]), None)


_TIMES = (
    (1.0, "/s"),
    (86_400.0, " per day"),
    (30 * 86_400.0, " in 30 days"),
    (730 * 3_600.0, " per month"),
    (3_600.0, " per hour"),
)


def _how(requests: Requests) -> str:
    """`40M per day / 86,400 s x 3 (peak) = 1,389 rps`, as the rate was most likely said."""
    average = requests.rate
    second = (requests.each or average).value
    size, said = min(_TIMES, key=lambda time: (_length(second * time[0]), _TIMES.index(time)))
    peak = f" x {requests.peak:g} (peak)" if requests.peak != 1 else ""
    if size == 1:
        return f"{average}{peak} = {requests.at_peak}" if peak else f"{average}"
    if requests.each is not None and requests.users is not None:
        per_day = requests.each.value * size
        return (
            f"{people(requests.users)} users x {people(per_day)}{said} / {size:,.0f} s{peak} = "
            f"{requests.at_peak}"
        )
    counted = "" if requests.counts == "requests" else f" {requests.counts}"
    return f"{people(second * size)}{counted}{said} / {size:,.0f} s{peak} = {requests.at_peak}"


def _length(number: float) -> int:
    """How many digits it takes to say `number`."""
    return len(f"{number:.12g}".replace(".", "").strip("0").split("e")[0])


def people(number: float) -> str:
    """`number` as people say it: up to four digits, and thousands, millions, billions by name.

    >>> people(40_000_000), people(1_389.4), people(2.5e9), people(999_999_999)
    ('40M', '1,389', '2.5bn', '1bn')
    """
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "M")):
        if abs(number) >= 1e6 and float(f"{abs(number):.4g}") >= size:
            return f"{number / size:.4g}{name}"
    return f"{float(f'{number:.4g}') if abs(number) < 1_000 else round(number):,.10g}"
