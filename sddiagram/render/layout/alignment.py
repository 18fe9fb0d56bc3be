"""What shares a line, or stands evenly apart, as far as distances let it."""

import itertools
from functools import cmp_to_key
from math import fsum

from sddiagram.render.layout.clashes import before
from sddiagram.render.layout.holding import EDGE
from sddiagram.render.layout.one_axis import OneAxis, Side
from sddiagram.render.layout.pieces import Piece
from sddiagram.render.layout.separation import Equalities
from sddiagram.render.layout.standing import X

_JOG = 60.0
"""Jogs up to this long, in px, are closed where both pieces can share a line."""


def align(on: OneAxis, equalities: Equalities) -> None:
    """Add the equalities that can be kept: straight spines, closed jogs, ends evenly apart."""
    page = on.page
    if on.axis != page.stands.along:
        for one, other in page.aligned:
            equalities.add(on.card[one], on.card[other])
    _close_jogs(on, equalities)
    done: set[Side] = set()
    for piece in sorted(
        on.mine,
        key=lambda one: (
            one.line not in page.main,
            len(page.ways[one.line]) > 2,
            one.line,
            one.number,
        ),
    ):
        for side in on.sides_of(piece):
            is_spine = piece.line in page.main and len(on.mates[side]) % 2 == 1
            if len(on.mates[side]) == 1 or (is_spine and side not in done):
                variable = on.piece[piece.line, piece.number]
                if equalities.add(on.card[side[0]], variable):
                    done.add(side)
    for side, here in sorted(on.mates.items()):
        if len(here) > 1 and side not in done:
            _spread(on, equalities, side[0], here)


def _close_jogs(on: OneAxis, equalities: Equalities) -> None:
    page = on.page
    for id, way in page.ways.items():
        for number in range(len(way) - 3):
            one, other = on.by_line[id, number], on.by_line[id, number + 2]
            is_jog = one.axis == on.axis and abs(one.at - other.at) < _JOG
            if is_jog and page.carrier.get(id) != number + 1:
                a, b, c, d = (point[on.other] for point in way[number : number + 4])
                if (b - a) * (d - c) > 0:
                    equalities.add(on.piece[id, number], on.piece[id, number + 2])


def _spread(on: OneAxis, equalities: Equalities, card: str, here: list[Piece]) -> None:
    """The ends on one side of a card, evenly apart around its middle."""
    page = on.page

    def compare(one: Piece, other: Piece) -> int:
        if abs(one.at - other.at) >= 1:
            return 1 if one.at > other.at else -1
        ways = page.ways
        return before(ways[one.line], one.number, ways[other.line], other.number, on.axis)

    order = sorted(here, key=cmp_to_key(compare))
    usual = 30.0 if on.axis != page.stands.along else 16.0
    steps = []
    for one, other in itertools.pairwise(order):
        words = [
            page.words[each.line][X] / 2
            for each in (one, other)
            if on.axis == X and page.carrier.get(each.line) == each.number
        ]
        steps.append(max(usual, fsum(words) + 6 if words else 0.0))
    full = page.stands.cards[card][on.axis + 2] - 2 * EDGE
    if fsum(steps) > full:
        steps = [min(usual, full / len(steps))] * len(steps)
    at = -fsum(steps) / 2
    for piece, step in zip(order, [*steps, 0.0], strict=True):
        equalities.add(on.card[card], on.piece[piece.line, piece.number], at)
        at += step
