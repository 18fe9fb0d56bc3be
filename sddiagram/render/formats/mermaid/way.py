"""Which way a flowchart runs: the one in which a page shows its words larger."""

from collections.abc import Mapping

from sddiagram.model.direction import Direction
from sddiagram.model.pattern import View
from sddiagram.render.formats.mermaid.words import LINE
from sddiagram.render.measure.card import card_of

GAP, RANK_GAP = 20.0, 40.0
"""Between two nodes of a rank, and between two ranks, in px."""


def way_of(view: View, chosen: Direction) -> str:
    """`TB` or `LR`: what was `chosen`, else what the pattern says, else the narrower one.

    A page scales a chart that is wider than its text down, but scrolls one that is high.
    """
    direction = view.pattern.direction if chosen is Direction.AUTO else chosen
    if direction is not Direction.AUTO:
        return "TB" if direction is Direction.TOP_TO_BOTTOM else "LR"
    widths = {one.id: card_of(one).width for one in view.components}
    ranks: dict[int, list[float]] = {}
    for id, rank in _ranks(view).items():
        ranks.setdefault(rank, []).append(widths[id])
    across = max((sum(rank) + GAP * len(rank) for rank in ranks.values()), default=0.0)
    along = sum(max(rank) + RANK_GAP for rank in ranks.values()) + LINE * (len(ranks) - 1)
    return "LR" if along < across else "TB"


def _ranks(view: View) -> Mapping[str, int]:
    """How many arrows lead to each component at most; those that lead back count for nothing."""
    onward: dict[str, list[str]] = {one.id: [] for one in view.components}
    for arrow in view.arrows:
        onward[arrow.source].append(arrow.target)
    order = _order(onward)
    at = {id: number for number, id in enumerate(order)}
    ranks = dict.fromkeys(order, 0)
    for source in order:
        for target in onward[source]:
            if at[target] > at[source]:
                ranks[target] = max(ranks[target], ranks[source] + 1)
    return ranks


def _order(onward: Mapping[str, list[str]]) -> list[str]:
    """The components, each before those that it leads to, but for the arrows that lead back."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    for start in onward:
        waiting = [] if start in seen else [(start, iter(onward[start]))]
        seen.add(start)
        while waiting:
            id, rest = waiting[-1]
            following = next((one for one in rest if one not in seen), None)
            if following is None:
                done[id] = None
                waiting.pop()
            else:
                seen.add(following)
                waiting.append((following, iter(onward[following])))
    return list(reversed(done))
