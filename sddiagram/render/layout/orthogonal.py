"""A page as a designer draws it: our own places, and level and upright ways between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.errors import EngineError
from sddiagram.model.direction import Direction
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.render.layout.across import Across
from sddiagram.render.layout.corners import rounded, simplified
from sddiagram.render.layout.grid import grid_lines
from sddiagram.render.layout.orders import Orders, Rows
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.passing import Words, add_passing, rectangle
from sddiagram.render.layout.places import Layout
from sddiagram.render.layout.plan import Plan
from sddiagram.render.layout.ranks import ranked
from sddiagram.render.layout.routing import Ways, routed
from sddiagram.render.layout.score import HIGHEST, WIDEST, score
from sddiagram.render.layout.settle import title_places
from sddiagram.render.layout.soundness import faults
from sddiagram.render.layout.standing import Standing, X, Y, standing
from sddiagram.render.layout.tracks import Tracks
from sddiagram.render.layout.ways import Grid
from sddiagram.render.measure.card import Label
from sddiagram.request_path import request_path

MOST_BOXES, MOST_LINES = 30, 45
"""Above these the search takes too long, and the engine's own curves are drawn."""
_CROSSINGS = (200.0, 70.0)
"""Prices of a crossing in the search for orders; what each finds is drawn."""


@dataclass(frozen=True, slots=True)
class _Draft:
    stands: Standing
    ways: Ways
    words: Words
    width: float
    height: float
    cost: float


def page(
    pattern: Pattern,
    plan: Plan,
    direction: Direction,
    engine: str,
    titles: Mapping[str, Label],
) -> Layout | None:
    """The best sound page for `pattern`; None where there is none, or there is too much of it."""
    lines = [line for line in plan.lines if line.id not in plan.passing]
    if len(plan.boxes) > MOST_BOXES or len(lines) > MOST_LINES:
        return None
    main = main_path(pattern, plan)
    wide = {id: title.width for id, title in titles.items()}
    ways = [Direction.TOP_TO_BOTTOM, Direction.LEFT_TO_RIGHT]
    if _is_chain(plan, lines):
        ways.reverse()  # A row of few cards reads across, as a sentence does.
    drafts: list[_Draft] = []
    for one in ways if direction is Direction.AUTO else (direction,):
        if (
            not drafts
            or min(max(each.width - WIDEST, each.height - HIGHEST) for each in drafts) > 0
        ):
            try:
                (ranks,) = ranked(plan.boxes, lines, main, [one], engine, plan.rows)
            except EngineError:
                return None  # The engine's own way tries once more, and says what is wrong.
            drafts += _of_direction(Across(ranks, wide), titles)
    for draft in sorted(drafts, key=lambda each: round(each.cost, 3)):
        if add_passing(pattern, plan, draft.stands, draft.ways, draft.words):
            found = _finished(pattern, plan, draft, titles)
            if found:
                return found
    return None


def _is_chain(plan: Plan, lines: Sequence[Line]) -> bool:
    """Whether each card leads to one other at most, and each but the first is led to."""
    sources, targets = {line.source for line in lines}, {line.target for line in lines}
    return len(sources) == len(targets) == len(lines) == len(plan.boxes) - 1


def _of_direction(across: Across, titles: Mapping[str, Label]) -> list[_Draft]:
    """The drafts of one direction: of few orders, drawn tighter where all are too wide."""
    orders: list[Rows] = []
    for crossing in _CROSSINGS:
        rows = Orders(across, crossing).improved(across.ranks.rows)
        if rows not in orders:
            orders.append(rows)
    loose = [(rows, _drafts(across, rows, titles, is_tight=False)) for rows in orders]
    drafts = [draft for _, found in loose for draft in found]
    if drafts and min(draft.width for draft in drafts) > WIDEST:
        across.gap = 22.0
        # Only the orders that were best with air between the cards: each draft takes its time.
        best = min(drafts, key=lambda each: round(each.cost, 3))
        rows = next(rows for rows, found in loose if any(best is one for one in found))
        drafts += _drafts(across, rows, titles, is_tight=True)
    return drafts


def main_path(pattern: Pattern, plan: Plan) -> dict[str, None]:
    """Ids of the lines of the longest chain that a request takes from its first arrow on."""
    numbered = request_path(pattern.views[-1])
    onward: dict[str, list[Arrow]] = {}
    for arrow in sorted(numbered, key=numbered.__getitem__):
        onward.setdefault(arrow.source, []).append(arrow)
    best: list[Arrow] = []
    waiting: list[tuple[list[Arrow], str]] = [([], next(iter(onward)))] if onward else []
    for _ in range(3000):
        if not waiting:
            break
        chain, end = waiting.pop()
        if len(chain) > len(best):
            best = chain
        seen = {end, *(arrow.source for arrow in chain)}
        for arrow in reversed(onward.get(end, [])):
            if arrow.target not in seen:
                waiting.append(([*chain, arrow], arrow.target))
    return dict.fromkeys(plan.line_of[arrow].id for arrow in best)


def _drafts(
    across: Across,
    rows: Rows,
    titles: Mapping[str, Label],
    *,
    is_tight: bool,
) -> list[_Draft]:
    """The page for these orders, or nothing where a line finds no way."""
    stands = standing(across, rows, titles)
    lines, main = across.ranks.lines, across.ranks.main
    places = stands.cards, stands.panels, stands.titles, stands.inside
    grid = Grid(*places, grid_lines(stands), stands.along)
    ways = routed(stands, grid, lines, main)
    if ways is None:
        return []
    tracks = Tracks(stands, ways, lines, main, across.titles, is_tight=is_tight)
    tracks.settle()
    ways = {id: simplified(way) for id, way in tracks.ways.items()}
    words = {}
    for id, (x, y) in tracks.word_at.items():
        wide, high = tracks.words[id]
        words[id] = [x - wide / 2, y - high / 2, wide, high]
    width, height = _moved_to_the_corner(stands, ways, words, titles)
    settled = {id: rectangle(place) for id, place in words.items()}
    return [_Draft(stands, ways, settled, width, height, score(width, height, ways, main))]


def _moved_to_the_corner(
    stands: Standing, ways: Ways, words: dict[str, list[float]], titles: Mapping[str, Label]
) -> tuple[float, float]:
    places = [*stands.cards.values(), *stands.panels.values(), *words.values()]
    size = []
    for axis in (X, Y):
        along = [point[axis] for way in ways.values() for point in way]
        low = min([*(place[axis] for place in places), *(at - 2 for at in along)])
        high = max([*(one[axis] + one[axis + 2] for one in places), *(at + 2 for at in along)])
        for place in places:
            place[axis] -= low
        for id, way in ways.items():
            ways[id] = [(x - low, y) if axis == X else (x, y - low) for x, y in way]
        size.append(round(high - low, 2))
    for group, panel in stands.panels.items():
        title = titles[group]
        stands.titles[group] = [panel[X] + 10, panel[Y] + 7, title.width, title.height]
    return size[X], size[Y]


def _finished(
    pattern: Pattern, plan: Plan, draft: _Draft, titles: Mapping[str, Label]
) -> Layout | None:
    """The draft as a layout; None when something is wrong with it in any stage."""
    stands, ways, words = draft.stands, draft.ways, draft.words
    cards = {id: rectangle(place) for id, place in stands.cards.items()}
    panels = {id: rectangle(place) for id, place in stands.panels.items()}
    routes = {
        arrow: rounded(ways[line.id], words.get(line.id)) for arrow, line in plan.line_of.items()
    }
    places = title_places(panels, titles, routes)
    if any(faults(pattern, plan, cards, places, ways, words)):
        return None
    shown = {id: cards[box] for id, box in plan.box_of.items()}
    return Layout(draft.width, draft.height, shown, panels, places, routes)
