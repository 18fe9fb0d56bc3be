"""How many replicas follow from what a component is asked and holds, and how full they are."""

from math import ceil, inf

from sddiagram.estimate.asking import Asked
from sddiagram.estimate.storage import nodes
from sddiagram.model.component import Component, Group
from sddiagram.model.numbers import Load, Stored, Verdict
from sddiagram.model.pattern import Pattern
from sddiagram.model.sizing import Sizing

TIGHT, TIGHT_POOL, POOL = 0.70, 0.85, 16
"""Use with a zone lost from which a warning is due; a pool of so many replicas bears more."""
_ROUNDING = 1e-9


def policy(component: Component, pattern: Pattern) -> Sizing:
    """How `component` is sized: as it says, or its groups from inside out, or the pattern."""
    said = [component.sizing, *(group.sizing for group in Group.outward(component.group))]
    return next((one for one in [*said, pattern.sizing] if one is not None), Sizing())


def load(
    component: Component,
    wanted: list[Asked],
    held: tuple[Stored, ...],
    sizing: Sizing,
    source: str = "",
    standby: Component | None = None,
) -> Load:
    """What `component` is asked, how many replicas that takes unless they are said, their use.

    A `standby` in another zone takes over what its zone takes with it.
    """
    if is_one_card(component):
        return _managed(component, wanted, source)
    found = [] if component.kind.is_single else [_needed(component, one, sizing) for one in wanted]
    found.append(nodes(component, held, sizing))
    instances, how = max(found, key=lambda one: one[0])
    instances, how = max(instances, component.copies), f"{how}, so {instances}" if how else ""
    if component.replicas is not None:
        instances, how = component.replicas, f"{component.replicas:,} replicas, as stated"
    serving = max(1, instances // component.copies)
    zones = component.zones or sizing.zones
    # A copy in another zone takes over.
    is_copied = component.copies > 1 or standby is not None
    left = serving if is_copied else serving - ceil(serving / zones)
    binding = max(wanted, key=lambda one: _use(one, serving) or 0.0)
    use = _use(binding, serving)
    lost = _use(binding, left) if left else (inf if use else use)
    return Load(
        component,
        binding.rate,
        binding.capacity,
        instances,
        serving,
        use,
        lost,
        verdict(use, lost, instances, binding),
        _told(binding, how, serving, use, source, standby),
        source,
    )


def is_one_card(component: Component) -> bool:
    """Whether others run it, so that it is one however much it is asked, and a zone takes nothing.

    What its author sizes by nodes or copies is sized as anything else.
    """
    return component.is_managed and component.node is None and component.copies == 1


def _managed(component: Component, wanted: list[Asked], source: str) -> Load:
    """A capacity is what the service is said to carry as a whole: its quota."""
    instances = component.replicas or 1
    binding = max(wanted, key=lambda one: _use(one, instances) or 0.0)
    use = _use(binding, instances)
    if use is None:
        stands = Verdict.MANAGED if binding.rate.value else Verdict.NOT_ASKED
        told = MANAGED
    else:
        stands = verdict(use, use, instances, binding)
        stands = Verdict.MANAGED if stands is Verdict.OK else stands
        told = _told(binding, MANAGED, instances, use, source)
    return Load(
        component,
        binding.rate,
        binding.capacity,
        instances,
        instances,
        use,
        use,
        stands,
        told,
        source,
    )


MANAGED = (
    "others run it in several zones, so it is counted as one, and a lost zone takes none of it"
)
"""How the number of a managed service follows."""


def verdict(use: float | None, lost: float | None, instances: int, asked: Asked) -> Verdict:
    """Error above 100 % with a zone lost, warning above 70 %, or 85 % of a pool of 16 and more."""
    if use is None or lost is None:
        return Verdict.NOT_ASSESSED if asked.rate.value else Verdict.NOT_ASKED
    if lost > 1 + _ROUNDING:
        return Verdict.ERROR
    return Verdict.WARNING if is_tight(lost, instances) else Verdict.OK


def is_tight(use: float, instances: int) -> bool:
    """Whether so much `use` leaves too little for a burst."""
    return use > (TIGHT_POOL if instances >= POOL else TIGHT) + _ROUNDING


def _needed(component: Component, asked: Asked, sizing: Sizing) -> tuple[int, str]:
    """The replicas that carry `asked` as planned; 0 where nothing is asked or nothing is known."""
    if asked.capacity is None or not asked.rate.value:
        return 0, ""
    planned = float(asked.rate / asked.capacity) / sizing.use
    how = f"{asked.rate} / ({asked.capacity} x {sizing.use:g})"
    if component.copies > 1:
        # The copies stand in other zones: they are the spare.
        return component.copies * _whole(planned), f"{how} x {component.copies} copies"
    left = sizing.zones - sizing.spare
    extra = f" x {1 + sizing.extra:g}" if sizing.extra else ""
    if sizing.spare and left == 1:
        return sizing.zones * _whole(planned * (1 + sizing.extra)), (
            f"{how}{extra}, in each of {sizing.zones} zones"
        )
    needed = _whole(planned * sizing.zones / left * (1 + sizing.extra))
    spread = f" x {sizing.zones}/{left}" if sizing.spare else ""
    if sizing.spare and needed < sizing.zones:
        return sizing.zones, f"{how}{spread}{extra}, but one for each of {sizing.zones} zones"
    return needed, f"{how}{spread}{extra}"


def _whole(number: float) -> int:
    """The next whole number, not one more for a rounding error."""
    return max(1, ceil(number * (1 - _ROUNDING)))


def _use(asked: Asked, serving: int) -> float | None:
    if asked.capacity is None:
        return None
    return float(asked.rate / asked.capacity) / serving


def _told(
    asked: Asked,
    how: str,
    serving: int,
    use: float | None,
    source: str,
    standby: Component | None = None,
) -> str:
    """The derivation: how many, and how much of what they carry is asked."""
    heir = f"with a zone lost, its standby takes over: {standby.label}" if standby else ""
    if asked.capacity is None:
        known = "no capacity is known" if asked.rate.value else "it gets no requests"
        return "; ".join(one for one in (how, known, heir) if one)
    used = f"{asked.rate} / ({serving} x {asked.capacity}) = {use:.0%} used"
    cited = f"planned with {source}" if source else ""
    return "; ".join(one for one in (how, used, heir, cited) if one)
