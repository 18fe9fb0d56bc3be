"""A page as a designer draws it: our own places, and level and upright ways between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from sddiagram.errors import EngineError
from sddiagram.model.direction import Direction
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.render.layout.across import Across
from sddiagram.render.layout.clashes import clashes
from sddiagram.render.layout.corners import rounded, simplified
from sddiagram.render.layout.fold import staggered
from sddiagram.render.layout.grid import grid_lines
from sddiagram.render.layout.orders import Orders, Rows
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.passing import Page, Words, rectangle
from sddiagram.render.layout.places import Layout
from sddiagram.render.layout.plan import Plan, plan_of
from sddiagram.render.layout.ranks import ranked
from sddiagram.render.layout.repair import mended
from sddiagram.render.layout.routing import Ways, routed
from sddiagram.render.layout.score import HIGHEST, WIDEST, score
from sddiagram.render.layout.settle import title_places
from sddiagram.render.layout.settling import settle
from sddiagram.render.layout.standing import LEAST_GAP, ROW_GAP, Standing, X, Y, standing
from sddiagram.render.layout.tracks import Tracks
from sddiagram.render.layout.ways import Budget, Grid
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import Route
from sddiagram.request_path import request_path

MOST_BOXES, MOST_LINES = 60, 90
"""Above these the search takes too long, and the engine's own curves are drawn."""
_CROSSINGS = (150.0, 30.0)
"""Prices of a crossing in the search for orders; what each finds is drawn."""
_READABLE = 20
"""Boxes above which narrower cards and staggered fans do not make a note readable."""
_LOOKS = 150_000
"""Points that the search for ways may look at for one design."""
_FORMS = ((False, 1), (True, 1), (True, 2), (True, 3))
"""Whether cards are narrow, and in how many rows the ends of a wide fan stand."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A page before its ways are drawn."""

    plan: Plan
    across: Across
    stands: Standing
    is_tight: bool
    excess: float
    """By how much it will be too large, at least."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page with its ways."""

    stands: Standing
    ways: Ways
    words: Words
    width: float
    height: float
    cost: float


def page(
    pattern: Pattern, direction: Direction, engine: str, titles: Mapping[str, Label]
) -> Layout | None:
    """The best sound page for `pattern`; None where there is none, or there is too much of it.

    Where names would be small in a note, cards are drawn narrower, and the ends of wide fans stand
    in two rows and in three.
    """
    plan = plan_of(pattern)
    if len(plan.boxes) > MOST_BOXES or len(plan.lines) > MOST_LINES:
        return None
    best: Layout | None = None
    budget = Budget(_LOOKS)
    waiting: list[_Trial] = []
    for trials in _trials(pattern, plan, direction, engine, titles):
        fitting = [trial for trial in trials if trial.excess <= 0]
        waiting += trials if not fitting else ()
        best = _better(best, _sound(pattern, fitting, titles, budget))
        if budget.left < 0 or (best and _excess(best) <= 0):
            return best
    waiting.sort(key=lambda trial: round(trial.excess, 2))
    # What is too large before its ways are drawn is drawn where nothing better is there.
    for trial in waiting:
        if budget.left < 0 or (best and trial.excess + 1 >= _excess(best)):
            break
        best = _better(best, _sound(pattern, [trial], titles, budget))
    return best


def _better(one: Layout | None, other: Layout | None) -> Layout | None:
    if one and other:
        return other if _excess(other) < _excess(one) - 1 else one
    return one or other


def _excess(page: Layout | _Draft) -> float:
    """By how much a page is too large to be read in a note."""
    return max(0.0, page.width - WIDEST) + max(0.0, page.height - HIGHEST)


def _trials(
    pattern: Pattern, plan: Plan, direction: Direction, engine: str, titles: Mapping[str, Label]
) -> Iterator[list[_Trial]]:
    """The pages to try, those of one form and direction together."""
    wide = {id: title.width for id, title in titles.items()}
    for is_narrow, fan in _FORMS:
        plan = plan_of(pattern, is_narrow=True) if is_narrow and fan == 1 else plan
        lasting = [line for line in plan.lines if line.id not in plan.passing]
        lines = staggered(lasting, fan)
        if (fan > 1 and lines == lasting) or (is_narrow and len(plan.boxes) > _READABLE):
            return
        main = main_path(pattern, plan)
        passing = [line for line in plan.lines if line.id in plan.passing]
        ways = [Direction.TOP_TO_BOTTOM, Direction.LEFT_TO_RIGHT]
        if _is_chain(plan, lines):
            ways.reverse()  # A row of few cards reads across, as a sentence does.
        for one in ways if direction is Direction.AUTO else (direction,):
            try:
                ranks = ranked(plan.boxes, lines, main, one, engine, plan.rows)
            except EngineError:
                return  # The engine's own way tries once more, and says what is wrong.
            across = Across(ranks, wide, passing)
            search = Orders(across)
            orders = dict.fromkeys(search.improved(ranks.rows, price) for price in _CROSSINGS)
            yield [_trial(plan, across, rows, titles, is_tight=False) for rows in orders]
            across = Across(ranks, wide, passing, gap=22.0)
            yield [_trial(plan, across, rows, titles, is_tight=True) for rows in orders]


def _trial(
    plan: Plan, across: Across, rows: Rows, titles: Mapping[str, Label], *, is_tight: bool
) -> _Trial:
    stands = standing(across, rows, titles)
    places = [*stands.cards.values(), *stands.panels.values()]
    size = [
        max(one[axis] + one[axis + 2] for one in places) - min(one[axis] for one in places)
        for axis in (X, Y)
    ]
    size[stands.along] -= ROW_GAP[stands.along] * (len(rows) - 1)
    size[stands.along] += fsum(_gaps(across))
    excess = max(0.0, size[X] - WIDEST) + max(0.0, size[Y] - HIGHEST)
    return _Trial(plan, across, stands, is_tight, excess)


def _gaps(across: Across) -> Iterator[float]:
    """The least air between each two rows; words of a line that leads across take theirs."""
    ranks = across.ranks
    along = X if ranks.is_level else Y
    for row in range(1, len(ranks.rows)):
        words = [0.0]
        for line in ranks.lines:
            ends = sorted((across.items[line.source].row, across.items[line.target].row))
            if line.label and ends == [row - 1, row]:
                words.append(line.label.width if ranks.is_level else line.label.height)
        yield max(LEAST_GAP[along], max(words) + 24)


def _sound(
    pattern: Pattern, trials: Sequence[_Trial], titles: Mapping[str, Label], budget: Budget
) -> Layout | None:
    """The best of these pages that has no fault."""
    drafts: list[tuple[_Draft, _Trial]] = []
    for trial in trials:
        if draft := _drawn(trial, titles, budget):
            drafts.append((draft, trial))
            ways = draft.ways.values()
            if not any(clashes(one, other) for one, other in combinations(ways, 2)):
                break
    drafts.sort(key=lambda each: round(each[0].cost, 3))
    for draft, trial in drafts:
        if found := _finished(pattern, trial.plan, draft, titles):
            return found
    return None


def _is_chain(plan: Plan, lines: Sequence[Line]) -> bool:
    """Whether each card leads to one other at most, and each but the first is led to."""
    sources, targets = {line.source for line in lines}, {line.target for line in lines}
    return len(sources) == len(targets) == len(lines) == len(plan.boxes) - 1


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


def _drawn(trial: _Trial, titles: Mapping[str, Label], budget: Budget) -> _Draft | None:
    """The page with its ways, or nothing where a line finds none."""
    stands, across = trial.stands, trial.across
    lines, main = across.ranks.lines, across.ranks.main
    places = stands.cards, stands.panels, stands.titles, stands.inside
    grid = Grid(*places, grid_lines(stands), stands.along, budget)
    ways = routed(stands, grid, lines, main)
    if ways is None:
        return None
    tracks = Tracks(stands, ways, across, is_tight=trial.is_tight)
    settle(tracks)
    ways = {id: simplified(way) for id, way in tracks.ways.items()}
    words = {}
    for id, (x, y) in tracks.word_at.items():
        wide, high = tracks.words[id]
        words[id] = [x - wide / 2, y - high / 2, wide, high]
    width, height = _moved_to_the_corner(stands, ways, words, titles)
    settled = {id: rectangle(place) for id, place in words.items()}
    return _Draft(stands, ways, settled, width, height, score(width, height, ways, main))


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
    done = Page(pattern, plan, draft.stands)
    done.ways.update(draft.ways)
    done.words.update(draft.words)
    if not done.complete():
        return None
    cards = {id: rectangle(place) for id, place in draft.stands.cards.items()}
    panels = {id: rectangle(place) for id, place in draft.stands.panels.items()}
    places = title_places(panels, titles, _routes(done))
    if not mended(done, cards, places):
        return None
    shown = {id: cards[box] for id, box in plan.box_of.items()}
    return Layout(draft.width, draft.height, shown, panels, places, _routes(done), plan.is_narrow)


def _routes(page: Page) -> dict[Arrow, Route]:
    return {
        arrow: rounded(page.ways[line.id], page.words.get(line.id))
        for arrow, line in page.plan.line_of.items()
    }
