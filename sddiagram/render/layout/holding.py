"""What holds together on one axis: rows, panels, titles, ends on cards, and words on pieces."""

import itertools
from collections.abc import Iterator
from math import fsum

from sddiagram.render.layout.across import PAD
from sddiagram.render.layout.one_axis import OneAxis
from sddiagram.render.layout.separation import Separation
from sddiagram.render.layout.standing import X
from sddiagram.render.measure.geometry import ARROWHEAD_LENGTH

HALF_HEAD = ARROWHEAD_LENGTH / 2
"""By how much words stand nearer to an arrow's start than to its tip, in px."""
EDGE = 12.0
"""Kept from a card's corner by an end, in px."""


def holding(on: OneAxis) -> Iterator[Separation]:
    """The separations that keep together what belongs together."""
    if on.axis == on.page.stands.along:
        yield from _rows(on)
    yield from _panels(on)
    yield from _titles(on)
    yield from _loops(on)
    yield from _on_cards(on)
    yield from _on_pieces(on)


def _rows(on: OneAxis) -> Iterator[Separation]:
    stands, card = on.page.stands, on.card
    for row in stands.rows:
        for id in row[1:]:
            yield Separation(card[row[0]], card[id], 0.0, True)
    for one, other in zip(stands.rows, stands.rows[1:], strict=False):
        halves = (max(stands.cards[id][on.axis + 2] for id in row) / 2 for row in (one, other))
        yield Separation(card[one[0]], card[other[0]], fsum(halves) + on.page.row_gap)


def _panels(on: OneAxis) -> Iterator[Separation]:
    """Panels hold what is in them."""
    stands = on.page.stands
    for group in stands.panels:
        for id in stands.members[group]:
            half = stands.cards[id][on.axis + 2] / 2
            yield Separation(on.low[group], on.card[id], half + on.air)
            yield Separation(on.card[id], on.high[group], half + PAD)
        if outer := stands.parent[group]:
            yield Separation(on.low[outer], on.low[group], on.air)
            yield Separation(on.high[group], on.high[outer], PAD)
        if on.axis == X:
            yield Separation(on.low[group], on.high[group], on.page.titles[group] + 24)


def _titles(on: OneAxis) -> Iterator[Separation]:
    """Room for a panel's title beside the lines that run through its top row."""
    if on.axis != X:
        return
    for group, (x, y, wide, _) in on.page.stands.panels.items():
        through = sorted(
            (piece.at, on.piece[piece.line, piece.number])
            for piece in on.mine
            if x < piece.at < x + wide and piece.low < y + 25 and piece.high > y + 7
        )
        if through:
            borders = [(x, on.low[group]), *through, (x + wide, on.high[group])]
            gaps = itertools.pairwise(borders)
            (_, one), (_, other) = max(gaps, key=lambda gap: round(gap[1][0] - gap[0][0], 3))
            yield Separation(one, other, on.page.titles[group] + 24)


def _loops(on: OneAxis) -> Iterator[Separation]:
    """A way from a card to itself, and its words, stay in the card's panels."""
    page = on.page
    for piece in on.mine:
        source, target = page.ends[piece.line]
        if source == target and piece.ends == (None, None):
            for group in page.stands.inside[source]:
                yield Separation(on.piece[piece.line, piece.number], on.high[group], 9.0)
                if piece.line in on.word:
                    half = page.words[piece.line][on.axis] / 2
                    yield Separation(on.word[piece.line], on.high[group], half + 4)


def _on_cards(on: OneAxis) -> Iterator[Separation]:
    """An end stays on its card's side, off the corners."""
    for piece in on.mine:
        variable = on.piece[piece.line, piece.number]
        for id in piece.ends:
            if id is not None:
                half = on.page.stands.cards[id][on.axis + 2] / 2 - EDGE
                yield Separation(on.card[id], variable, -half)
                yield Separation(variable, on.card[id], -half)


def _on_pieces(on: OneAxis) -> Iterator[Separation]:
    """Words stay on their pieces, with some of the line on either side."""
    for id, variable in on.word.items():
        piece = on.by_line[id, on.page.carrier[id]]
        if piece.axis == on.axis:
            yield Separation(on.piece[id, piece.number], variable, 0.0, True)
            continue
        half = on.page.words[id][on.axis] / 2 + 7.0
        (one, shift, head), (other, far, tip) = on.ends_of(piece)
        yield Separation(one, variable, shift + half + 5.0 * head)
        yield Separation(variable, other, half + 5.0 * tip - far)
        middle = (on.wanted[one] + shift + on.wanted[other] + far) / 2
        on.wanted[variable] = middle + HALF_HEAD * (head - tip)
