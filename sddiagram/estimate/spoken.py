"""Numbers in words: the rows and the sentences that the terminal, notes and notebooks show."""

from collections.abc import Sequence

from sddiagram.estimate.breaking import said_of
from sddiagram.estimate.figures import figures as rows_of
from sddiagram.estimate.fullness import breaks_first
from sddiagram.model.goals import in_percent
from sddiagram.model.numbers import Answered, Load, Numbers
from sddiagram.model.pattern import View
from sddiagram.model.text import few

SENDS = (
    "what a client sends: sd.Client('Users', sends=sd.Requests('open', 50_000_000 * sd.per_day)), "
    "or in a sketch Users @ 2k rps."
)
"""What to say where nothing enters a design."""
HEADS = ("Component", "Load", "Capacity each", "Replicas", "Used", "Zone lost", "Verdict")
"""What `cells` says of a component."""


def has_numbers(found: Numbers) -> bool:
    """Whether there is a sheet to show: something enters, and a capacity stands against it."""
    return any(load.use for load in found)


def cells(load: Load) -> tuple[str, ...]:
    """A component's row, under `HEADS`."""
    return (
        load.component.label,
        str(load.rate),
        "" if load.capacity is None else str(load.capacity),
        f"{load.instances:,}",
        percent(load.use),
        percent(load.zone_lost),
        load.verdict.value,
    )


def percent(part: float | None) -> str:
    """A part of what replicas carry; nothing where it is not known."""
    if part is None:
        return ""
    return f"{part:.0%}" if part < 1e6 else "none left"


def traffic(found: Numbers) -> list[str]:
    """What comes in, and how that follows."""
    return [f"{one.requests.name}: {one.how}" for one in found.traffic]


def replicas(found: Numbers) -> list[str]:
    """How the replicas of each component follow, where they do."""
    return [
        f"{load.component.label}: {load.how}."
        for load in found
        if load.capacity or (load.component.replicas is None and load.instances > 1)
    ]


def rates(view: View, found: Numbers) -> list[str]:
    """How the rate on each arrow follows."""
    labels = {one.id: one.label for one in view.components}
    said = []
    for arrow, one in found.arrows.items():
        label = f" “{arrow.link.label}”" if arrow.link.label else ""
        said.append(f"{labels[arrow.source]} → {labels[arrow.target]}{label}: {one.how}.")
    return said


def bandwidth(view: View, found: Numbers) -> list[str]:
    """What goes along arrows in bytes, where sizes are said."""
    labels = {one.id: one.label for one in view.components}
    return [
        f"{labels[arrow.source]} → {labels[arrow.target]}: {one.bytes_how}"
        for arrow, one in found.arrows.items()
        if one.bytes_how
    ]


def staleness(found: Numbers) -> list[str]:
    """How old what is read may be, where the facts say so."""
    known = [(one.requests.name, one.age) for one in found.answered if one.age]
    return [f"{name}: {age.how}" for name, age in known if age.most and age.most.value]


def storage(view: View, found: Numbers) -> list[str]:
    """What each store holds in the end, and how that follows."""
    return [
        f"{view.component(id).label}: {one.how}"
        for id, many in found.stored.items()
        for one in many
    ]


def times(found: Numbers) -> list[str]:
    """How long each class of requests takes to be answered."""
    return [f"{one.requests.name}: {_time(one)}." for one in found.answered]


def availability(found: Numbers) -> list[str]:
    """How often the path of each class is there."""
    return [
        f"{one.requests.name}: {in_percent(one.availability)}."
        if one.availability
        else f"{one.requests.name}: {_unproven(one)}."
        for one in found.answered
    ]


def cost(found: Numbers) -> list[str]:
    """What a month costs, as far as parts state it."""
    if found.cost.month is None:
        return ["not assessed, since no component states a cost."]
    each = found.cost.each_thousand
    said = [
        f"{found.cost.month} per month"
        + (f", {each:.2g} per thousand requests." if each and not each.counts[1:] else ".")
    ]
    if found.cost.unknown:
        said.append(f"Left out, since no cost is stated: {few(found.cost.unknown)}.")
    return said


def figures(view: View, found: Numbers) -> list[str]:
    """The pattern's own figures, and why one cannot follow."""
    said = []
    unknown: dict[str, list[str]] = {}
    for one in rows_of(view, found):
        if one.value is None:
            unknown.setdefault(one.how, []).append(one.label)
        else:
            said.append(f"{one.label}: {one.value} ({one.how}).")
    said += [f"no figure for {'; '.join(labels)}: {why}" for why, labels in unknown.items()]
    return said


def breaking(found: Numbers) -> list[str]:
    """What is full first, and at which load."""
    return [f"{one.load.component.label}: {said_of(one)}." for one in breaks_first(found)[:5]]


def not_assessed(found: Numbers) -> str:
    """What is asked and has no capacity; nothing where all have one."""
    return unassessed([load.component.label for load in found.not_assessed])


def unassessed(labels: Sequence[str]) -> str:
    """That no capacity of these is known; nothing where there are none."""
    return f"Not assessed, since no capacity is known: {', '.join(labels)}." if labels else ""


def requirements(found: Numbers) -> list[str]:
    """The answers of the brief, held against what follows."""
    return [
        f"{one.verdict.value}: {one.question} {one.answer} ({one.how})"
        for one in found.requirements
    ]


_NOT_WAITED = "nothing on its way is waited for"


def _unproven(one: Answered) -> str:
    if not one.unproven:
        return _NOT_WAITED
    return f"not assessed, since no availability is stated for {few(one.unproven)}"


def _time(one: Answered) -> str:
    if one.full:
        return (
            f"the wait grows without end, since the load is above the capacity of {few(one.full)}"
        )
    if one.delay is None and not one.unknown:
        return _NOT_WAITED
    if one.delay is None or one.longest is None:
        return f"not assessed, since no latency is stated for {few(one.unknown) or 'any hop'}"
    delay = one.delay
    said = f"p50 {delay.p50:.3g}, p95 {delay.p95:.3g}, p99 {delay.p99:.3g}"
    if one.longest.p99 > delay.p99 * 1.001:
        said += f"; when every cache misses, p95 {one.longest.p95:.3g}, p99 {one.longest.p99:.3g}"
    # Waits in queues are no hops, so the sum is no bound where they make most of the time.
    if one.worst is None or one.worst < one.longest.p99:
        return said
    return f"{said}; the p99s of its hops add up to {one.worst}, which is an upper bound"
