"""Where everything stands: a pattern is laid out once, and every stage shares the places."""

from dataclasses import replace
from time import monotonic

from sddiagram.estimate.telling import told
from sddiagram.model.direction import Direction
from sddiagram.model.pattern import Pattern
from sddiagram.render.layout import engine as engines
from sddiagram.render.layout.fold import Arrangement, folded
from sddiagram.render.layout.orthogonal import page
from sddiagram.render.layout.placement import Placement
from sddiagram.render.layout.places import Layout as Layout
from sddiagram.render.layout.plan import Plan, plan_of
from sddiagram.render.layout.settle import settled_labels, title_places
from sddiagram.render.layout.straight import straight_route
from sddiagram.render.layout.trial import curved, is_dense, placements
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import Route

TRIAL_LIMIT = 150
"""Boxes above which the second direction is not tried: no picture of that many reads in a note."""
_CLEARER = 1.1
"""How much larger a note must show curves, for their names to be worth the wandering lines."""
LEGIBLE = 0.83
"""How large a note must show a board for the names on its cards to be 11 px, margins included."""
NUMBERED = 0.859
"""The same for the numbers of a request path to be 9 px."""


def layout(pattern: Pattern, direction: Direction = Direction.AUTO, engine: str = "auto") -> Layout:
    """The places of everything in `pattern`, in the direction asked for or the most legible one.

    Raises `EngineError` when the engine fails, in simpler forms too.
    """
    pattern = told(pattern)
    if direction is Direction.AUTO:
        direction = pattern.direction
    if ours := page(pattern, direction, engine, _group_titles(pattern)):
        if direction is not Direction.AUTO or ours.legibility >= NUMBERED:
            return ours
        # Names that can be read in a note matter more than ways that are level and upright.
        curved = _curved(pattern, direction, engine)
        return curved if curved.legibility > _CLEARER * ours.legibility else ours
    return _curved(pattern, direction, engine)


def _curved(pattern: Pattern, direction: Direction, engine: str) -> Layout:
    """The engine's own places and curves, for what is too much, or has no sound page of ours."""
    plan = plan_of(pattern)
    until = monotonic() + engines.TIME_LIMIT
    lasting = tuple(line for line in plan.lines if line.id not in plan.passing)
    chosen = _most_legible(replace(plan, lines=lasting), direction, engine, until)
    straight = _straight_routes(pattern, plan, chosen)
    if len(straight) < len(plan.passing) or (plan.passing and chosen.legibility < LEGIBLE):
        chosen = _most_legible(plan, direction, engine, until)
        straight = _straight_routes(pattern, plan, chosen)
    routes = {
        arrow: straight.get(line.id) or chosen.routes[line.id]
        for arrow, line in plan.line_of.items()
    }
    cards = {id: chosen.cards[box] for id, box in plan.box_of.items()}
    titles = title_places(chosen.panels, _group_titles(pattern), routes)
    settled = settled_labels(routes, [*cards.values(), *titles.values()])
    return Layout(chosen.width, chosen.height, cards, chosen.panels, titles, settled)


def _most_legible(plan: Plan, direction: Direction, engine: str, until: float) -> Placement:
    """The placement asked for, or the one that a note shows largest, folded where that helps."""
    if direction is not Direction.AUTO:
        return placements(plan, [Arrangement(direction, plan.lines)], engine, until)[0]
    ways = [
        Arrangement(way, plan.lines) for way in (Direction.LEFT_TO_RIGHT, Direction.TOP_TO_BOTTOM)
    ]
    if len(plan.boxes) > TRIAL_LIMIT or is_dense(plan):
        return placements(plan, ways[:1], engine, until)[0]
    found = placements(plan, ways, engine, until)
    if all(one.legibility < LEGIBLE for one in found):
        found += curved(plan, folded(plan.boxes, plan.lines), engine, until)
    return max(found, key=lambda one: one.legibility)


def _straight_routes(pattern: Pattern, plan: Plan, placement: Placement) -> dict[str, Route]:
    """The ways of the lines that only earlier stages show, where a straight one is clear."""
    found: dict[str, Route] = {}
    for line in plan.lines:
        if line.id not in plan.passing:
            continue
        arrows = [arrow for arrow, its in plan.line_of.items() if its == line]
        beside = {
            plan.box_of[component.id]
            for view in pattern.views
            if any(arrow in view.arrows for arrow in arrows)
            for component in view.components
        }
        ends = line.source, line.target
        source, target = (placement.cards[end] for end in ends)
        cards = [placement.cards[id] for id in sorted(beside.difference(ends))]
        way = straight_route(source, target, line.label, cards, list(found.values()))
        if way:
            found[line.id] = way
    return found


def _group_titles(pattern: Pattern) -> dict[str, Label]:
    return {
        group.id: Label.of_group(group.label) for view in pattern.views for group in view.groups
    }
