"""The numbers of one board, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sddiagram.estimate.asking import asked
from sddiagram.estimate.bandwidth import bytes_on
from sddiagram.estimate.copying import standbys
from sddiagram.estimate.cost import averages, cost
from sddiagram.estimate.latency import answered
from sddiagram.estimate.planned import planned
from sddiagram.estimate.rates import Part, Rates, rates
from sddiagram.estimate.requirements import requirements
from sddiagram.estimate.sizing import load, policy
from sddiagram.estimate.staleness import age_of
from sddiagram.estimate.storage import stored
from sddiagram.estimate.traffic import entering
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import Arrow
from sddiagram.model.numbers import Arriving, Carried, Numbers
from sddiagram.model.pattern import View
from sddiagram.model.text import listed
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity


def numbers(view: View) -> Numbers:
    """What follows from the facts of `view`; raises `DesignError` for facts that make no sense."""
    entries = entering(view)
    found = rates(view, entries)
    classes = {entry.requests.id: entry.requests for entry in entries}
    held = {one.id: stored(one, classes) for one in view.components}
    incoming: dict[str, list[Arrow]] = {one.id: [] for one in view.components}
    for arrow in view.arrows:
        incoming[arrow.target].append(arrow)
        if arrow.link.verb.is_answer:
            incoming[arrow.source].append(arrow)
    there = {one.id: one for one in view.components}
    heirs = standbys(view.arrows, there)
    loads = {}
    for one in view.components:
        if one.kind.family is Family.CLIENT:
            continue
        limits, source = planned(one)
        wanted = asked(one, incoming[one.id], found, limits)
        sizing, heir = policy(one, view.pattern), heirs.get(one.id) if one.copies == 1 else None
        loads[one.id] = load(one, wanted, held[one.id], sizing, source, heir)
    latencies = tuple(
        replace(
            answered(entry.requests, entry.sender, found, loads, there, view.pattern.network),
            age=age_of(entry.requests, entry.sender, found, there),
        )
        for entry in entries
    )
    costs = cost(loads.values(), [*classes.values()])
    found_all = Numbers(
        title=view.pattern.title,
        stage=view.number,
        what_if=view.pattern.what_if,
        traffic=tuple(Arriving(entry.requests, entry.how) for entry in entries),
        sent={
            one.id: _total([sent.at_peak for sent in one.sends])
            for one in view.components
            if one.sends
        },
        loads=loads,
        arrows={
            arrow: _with_bytes(_carried(arrow, found), found, classes, there)
            for arrow in view.arrows
        },
        stored={id: many for id, many in held.items() if many},
        answered=latencies,
        cost=costs,
        requirements=(),
    )
    return replace(
        found_all,
        requirements=requirements(
            view.pattern.brief, found_all, averages([*classes.values()], found, there)
        ),
    )


def _total(rates: Sequence[Quantity]) -> Quantity:
    """Their sum, in what they count if that is one thing, else as so many calls."""
    units = {rate.counts for rate in rates}
    unit = units.pop() if len(units) == 1 else ()
    return Quantity(sum(rate.value for rate in rates), (0, -1), unit)


def _carried(arrow: Arrow, found: Rates) -> Carried:
    """The rate on `arrow` in what its classes count, and the derivation from its source's rate."""
    flow = found.carried[arrow]
    classes = {entry.requests.id: entry.requests for entry in found.entries}
    units = {classes[id].rate.counts for id in flow}
    unit = units.pop() if len(units) == 1 else ()
    rate = Quantity(sum(flow.values()), (0, -1), unit)
    terms: dict[str, float] = {}
    names: dict[str, list[str]] = {}
    for id in flow:
        part = found.parts[arrow].get(id, Part(0.0, ""))
        terms[part.how] = terms.get(part.how, 0.0) + found.asked[arrow.source][id]
        names.setdefault(part.how, []).append(classes[id].name)
    several = len(found.asked[arrow.source]) > 1
    said = [
        f"{Quantity(amount, (0, -1), unit)}{' of ' + listed(names[how]) if several else ''}{how}"
        for how, amount in terms.items()
    ]
    if not said:
        if arrow.link.verb.is_background:
            return Carried(arrow, rate, "data in the background, and no requests")
        return Carried(arrow, rate, "no requests")
    is_whole = len(terms) == 1 and "" in terms
    return Carried(arrow, rate, said[0] if is_whole else f"{' + '.join(said)} = {rate}")


def _with_bytes(
    carried: Carried,
    found: Rates,
    classes: Mapping[str, Requests],
    there: Mapping[str, Component],
) -> Carried:
    arrow = carried.arrow
    known = bytes_on(arrow, there[arrow.source], found.carried[arrow], classes)
    return replace(carried, along=known.along, back=known.back, bytes_how=known.how)
