"""Ways are level and upright, and words stand on them."""

from itertools import pairwise

import pytest

import sddiagram as sd
from sddiagram.render.layout import layout
from sddiagram.render.layout.corners import rounded
from sddiagram.render.layout.separation import Separation, solve


def test_places_keep_their_distance_and_stay_near_to_what_is_wanted() -> None:
    assert solve([0, 0], [1, 1], [Separation(0, 1, 10)]) == pytest.approx([-5, 5])


def test_a_place_that_weighs_more_moves_less() -> None:
    assert solve([0, 0], [9, 1], [Separation(0, 1, 10)]) == pytest.approx([-1, 9])


def test_a_rounded_corner_leaves_its_pieces_level_and_upright() -> None:
    route = rounded([(0, 0), (100, 0), (100, 50)], None)
    assert route.tip == (100, 50)
    ends = route.points[::3]
    assert ends == ((0, 0), (92, 0), (100, 8), (100, 41))


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_a_chain_is_drawn_straight(direction: str) -> None:
    users, app = sd.Client("Users"), sd.Service("App")
    pattern = sd.Pattern("Chain", users >> "ask" >> app, app >> "read" >> sd.Service("Orders"))
    places = layout(pattern, sd.Direction(direction))
    for route in places.routes.values():
        spans = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise((*route.points, route.tip))]
        assert all(x == 0 for x, _ in spans) or all(y == 0 for _, y in spans)
