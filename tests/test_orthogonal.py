"""Ways are level and upright, and words stand on them."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

import sddiagram as sd
from sddiagram.library import built_in, load
from sddiagram.render.layout import layout, orthogonal
from sddiagram.render.layout.corners import RADIUS, rounded
from sddiagram.render.layout.painter import Line
from sddiagram.render.layout.passing import Page
from sddiagram.render.layout.repair import mended
from sddiagram.render.layout.separation import Equalities, Separation, solve
from sddiagram.render.layout.ways import Budget, Grid
from sddiagram.render.measure.geometry import Point, Rectangle, along, crosses, meet


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


def test_an_equality_that_separations_forbid_is_refused_and_leaves_the_others() -> None:
    equalities = Equalities(3, [Separation(0, 1, 10), Separation(1, 2, 10)])
    assert not equalities.add(0, 2)
    assert equalities.add(0, 2, 30)
    assert not equalities.add(0, 1, 25)
    assert equalities.add(0, 1, 12)


def test_more_ends_than_a_side_has_room_for_go_to_other_sides() -> None:
    bus = sd.Queue("Bus")
    workers = [sd.Worker(f"Worker {number}") for number in range(14)]
    places = layout(sd.Pattern("Hub", *(bus >> "take" >> worker for worker in workers)))
    card = places.cards["bus"]
    for route in places.routes.values():
        x, y = route.points[0]
        assert card.x <= x <= card.x + card.width
        assert card.y <= y <= card.y + card.height


def test_the_main_path_runs_where_reading_starts() -> None:
    users, api = sd.Client("Users"), sd.Service("API")
    aside = [sd.Worker(f"Nightly job {number}") for number in range(4)]
    store = sd.SQLPrimary("Orders")
    flows = [one >> sd.batches("rows") >> sd.ObjectStorage("Lake") for one in aside]
    pattern = sd.Pattern("Shop", *flows, users >> "buy" >> api >> "write" >> store)
    places = layout(pattern, sd.Direction.TOP_TO_BOTTOM)
    assert places.cards["users"].x < places.width * 0.62


def test_cards_are_narrower_where_names_would_be_small() -> None:
    app = sd.Service("App")
    stores = [
        sd.KeyValue(f"Store {at}", note="everything that anyone has seen there, for a year")
        for at in range(5)
    ]
    flows = [app >> "read" >> store for store in stores]
    deeper = [
        store >> "copy" >> sd.ObjectStorage(f"Archive {at}") for at, store in enumerate(stores)
    ]
    places = layout(sd.Pattern("Wide", *flows, *deeper), sd.Direction.TOP_TO_BOTTOM)
    assert places.is_narrow
    assert places.width < 915


def test_words_of_an_early_arrow_have_room_between_their_cards() -> None:
    first, second = sd.Service("First"), sd.Service("Second")
    users, broker = sd.Client("Users"), sd.Queue("Broker")
    pattern = sd.Pattern(
        "Early",
        sd.Stage("Now", users >> [first, second], first >> "all of the orders" >> second),
        sd.Stage("Later", [first, second] >> broker, drops=first >> second),
    )
    places = layout(pattern, sd.Direction.TOP_TO_BOTTOM)
    (words,) = [route.label for route in places.routes.values() if route.label]
    assert not any(meet(words, card) for card in places.cards.values())


def test_a_title_has_room_beside_the_line_that_enters_its_group() -> None:
    group = sd.Group("Workers in the background")
    worker = sd.Worker("Worker", group=group)
    places = layout(sd.Pattern("Jobs", sd.Queue("Jobs") >> worker >> sd.SQLPrimary("Rows")))
    title = places.titles[group.id]
    for route in places.routes.values():
        assert not crosses(list(along(route.points)), title)


def test_the_search_ends_when_its_budget_is_spent() -> None:
    cards = {"a": [0.0, 0.0, 100.0, 50.0], "b": [0.0, 200.0, 100.0, 50.0]}
    line = Line("e0", "a", "b", sd.calls, None)
    lines = ([50.0], [25.0, 75.0, 125.0, 175.0, 225.0])
    assert Grid(cards, {}, {}, {}, lines, 1, Budget(100)).find(line) == [(50, 50), (50, 200)]
    assert Grid(cards, {}, {}, {}, lines, 1, Budget(0)).find(line) is None


@pytest.mark.parametrize("name", [entry.name for entry in built_in()])
def test_every_built_in_design_runs_level_and_upright(name: str) -> None:
    for route in layout(load(name)).routes.values():
        anchors = route.points[::3]
        pieces = list(pairwise((*anchors[:-1], route.tip)))
        # A rounded corner leads from one piece to the next.
        assert all(a[0] == b[0] or a[1] == b[1] or is_corner(a, b) for a, b in pieces)


def is_corner(one: Point, other: Point) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= RADIUS + 0.01


def test_words_and_ways_at_fault_are_mended_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Page, Mapping[str, Rectangle], Mapping[str, Rectangle]]] = []

    def mended_and_seen(
        page: Page, cards: Mapping[str, Rectangle], titles: Mapping[str, Rectangle]
    ) -> bool:
        seen.append((page, cards, titles))
        return mended(page, cards, titles)

    monkeypatch.setattr(orthogonal, "mended", mended_and_seen)
    users, api = sd.Client("Users"), sd.Service("API")
    layout(sd.Pattern("P", users >> "ask" >> api >> "read" >> sd.SQLPrimary("Rows")))
    page, cards, titles = seen[-1]
    (first, *_) = page.ways
    page.words[first] = cards["api"]
    assert mended(page, cards, titles)
    assert not meet(page.words[first], cards["api"])
    x, y = page.ways[first][0]
    page.ways[first] = [(x, y), (x + 300, y + 7)]
    assert mended(page, cards, titles)


def test_loops_share_the_side_of_a_low_card() -> None:
    box = sd.Client("0")
    pattern = sd.Pattern("Loops", box >> "Title" >> box, box >> "stage-1" >> box)
    places = layout(pattern)
    ways = [(*route.points, route.tip) for route in places.routes.values()]
    for way in ways:
        assert max(x for x, _ in way) > places.cards["0"].x + places.cards["0"].width + 10
    assert len({way[0] for way in ways} | {way[-1] for way in ways}) == 4
