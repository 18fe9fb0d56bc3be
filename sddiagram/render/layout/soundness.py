"""Whether a page of level and upright ways has none of the faults that a reader trips over."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from typing import NamedTuple

from sddiagram.model.pattern import Pattern, View
from sddiagram.render.layout.clashes import Way, shared
from sddiagram.render.layout.passing import runs_through
from sddiagram.render.layout.plan import Plan
from sddiagram.render.layout.standing import X, Y
from sddiagram.render.measure.geometry import Rectangle, meet


class Fault(NamedTuple):
    """What is wrong, in words, and the lines that could be drawn otherwise."""

    text: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def faults(
    pattern: Pattern,
    plan: Plan,
    cards: Mapping[str, Rectangle],
    titles: Mapping[str, Rectangle],
    ways: Mapping[str, Way],
    words: Mapping[str, Rectangle],
) -> Iterator[Fault]:
    """What is wrong in any stage, in words; nothing when the page is sound."""
    yield from _crooked(plan, cards, ways)
    for view in pattern.views:
        yield from _seen(view, plan, cards, titles, ways, words)


def _crooked(
    plan: Plan, cards: Mapping[str, Rectangle], ways: Mapping[str, Way]
) -> Iterator[Fault]:
    for line in plan.lines:
        way = ways[line.id]
        if any(min(abs(a[X] - b[X]), abs(a[Y] - b[Y])) > 0.02 for a, b in pairwise(way)):
            yield Fault(f"{line.id} is slanted", (line.id,))
        for id, (x, y) in ((line.source, way[0]), (line.target, way[-1])):
            card = cards[id]
            across = min(abs(x - card.x), abs(x - card.x - card.width))
            down = min(abs(y - card.y), abs(y - card.y - card.height))
            is_on = card.x - 0.02 <= x <= card.x + card.width + 0.02
            is_on = is_on and card.y - 0.02 <= y <= card.y + card.height + 0.02
            if not is_on or min(across, down) > 0.02 or max(across, down) < 4:
                yield Fault(f"{line.id} does not end on the side of {id}", (line.id,))


def _seen(
    view: View,
    plan: Plan,
    cards: Mapping[str, Rectangle],
    titles: Mapping[str, Rectangle],
    ways: Mapping[str, Way],
    words: Mapping[str, Rectangle],
) -> Iterator[Fault]:
    lines = {plan.line_of[arrow].id: plan.line_of[arrow] for arrow in view.arrows}
    shown = dict.fromkeys(plan.box_of[component.id] for component in view.components)
    here = {group.id: titles[group.id] for group in view.groups if group.id in titles}
    for id, line in lines.items():
        for card in shown:
            if card not in (line.source, line.target) and runs_through(ways[id], cards[card], 0.5):
                yield Fault(f"{id} runs through {card}", (id,))
        for group, place in here.items():
            if runs_through(ways[id], place, 1):
                yield Fault(f"{id} runs through the title of {group}", (id,))
        for other, place in words.items():
            if other != id and other in lines and runs_through(ways[id], place, 1):
                yield Fault(f"{id} runs through the words of {other}", (other, id))
    for id in lines:
        if id in words:
            fixed = [*(cards[card] for card in shown), *here.values()]
            if any(meet(words[id], place) for place in fixed):
                yield Fault(f"the words of {id} are on a card or a title", (id,))
    for one, other in combinations(lines, 2):
        if one in words and other in words and meet(words[one], words[other]):
            yield Fault(f"the words of {one} and {other} meet", (one, other))
        if _run_together(ways[one], ways[other]):
            yield Fault(f"{one} and {other} run on each other", (one, other))


def _run_together(one: Way, other: Way) -> bool:
    for a, b in pairwise(one):
        axis = X if abs(a[X] - b[X]) < 0.02 else Y
        for c, d in pairwise(other):
            is_beside = abs(c[axis] - d[axis]) < 0.02 and abs(a[axis] - c[axis]) < 3
            if is_beside and shared(a, b, c, d, 1 - axis) > 6:
                return True
    return False
