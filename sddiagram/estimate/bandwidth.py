"""Bytes that go along arrows, from the sizes of requests, responses, calls and batches."""

from collections.abc import Mapping
from dataclasses import dataclass

from sddiagram.model.component import Component, Family
from sddiagram.model.flow import CALLS, Arrow
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity
from sddiagram.units import B, s


@dataclass(frozen=True, slots=True)
class Bytes:
    """What goes along an arrow at the peak, and what comes back as an answer."""

    along: Quantity | None = None
    back: Quantity | None = None
    how: str = ""


def bytes_on(
    arrow: Arrow, source: Component, flow: Mapping[str, float], classes: Mapping[str, Requests]
) -> Bytes:
    """The bytes on `arrow`, whose `flow` has the rates of its classes at the peak.

    An arrow that says the `size` of a call or of a batch carries that. The sizes of a request and
    of its response are those at the door: between clients and what stands at the edge.
    """
    link = arrow.link
    if link.size is not None and link.every is not None:
        along = link.size / link.every
        return Bytes(along, how=f"{link.size} every {link.every} = {along}")
    if link.size is not None:
        units = {classes[id].rate.counts for id in flow}
        rate = sum(flow.values())
        along = Quantity(rate, (0, -1)) * link.size
        each = Quantity(rate, (0, -1), units.pop() if len(units) == 1 else ())
        return Bytes(along, how=f"{each} x {link.size} = {along}") if rate else Bytes()
    is_door = bool(source.sends) or source.kind.family in (Family.CLIENT, Family.EDGE)
    if link.verb != CALLS or not is_door:
        return Bytes()
    there, back = (_of_classes(flow, classes, fact) for fact in ("request", "response"))
    said = [*([f"{there[1]}"] if there[0] else []), *([f"back {back[1]}"] if back[0] else [])]
    return Bytes(there[0], back[0], "; ".join(said))


def _of_classes(
    flow: Mapping[str, float], classes: Mapping[str, Requests], fact: str
) -> tuple[Quantity | None, str]:
    """The bytes of all classes that state this size, and how they follow."""
    total, terms = 0 * B / s, []
    for id, rate in flow.items():
        size: Quantity | None = getattr(classes[id], fact)
        if size is not None:
            total += Quantity(rate, (0, -1)) * size
            each = Quantity(rate, (0, -1), classes[id].rate.counts)
            terms.append(f"{each} x {size}")
    return (total, f"{' + '.join(terms)} = {total}") if terms else (None, "")
