"""The page of one stage: it ends where its board ends, and panels at what is in them."""

import re
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.library import entries, load
from sddiagram.render.board.closing import closed
from sddiagram.render.board.page import MARGIN
from sddiagram.render.board.shown import extent, shown
from sddiagram.render.checking.seen import Seen, seen_in
from sddiagram.render.layout import Layout, layout
from sddiagram.render.measure.corners import corners_of
from sddiagram.render.measure.geometry import Point, Rectangle, Route, along, crosses, holds, meet

REGION = sd.Group("Region")
USERS = sd.Client("Users")
FRONT, BACK, STORE = (
    sd.Service("Front", group=REGION),
    sd.Service("Back", group=REGION),
    sd.SQLPrimary("Store", group=REGION),
)
COPY = sd.ObjectStorage("Copy")
GROWING = sd.Pattern(
    "Growing",
    sd.Stage("One", USERS >> FRONT),
    sd.Stage("Two", FRONT >> BACK >> STORE),
    sd.Stage("Three", STORE >> sd.copies("rows") >> COPY),
    direction="TB",
)


def page(pattern: sd.Pattern, stage: int | None) -> Seen:
    return seen_in(sd.render(pattern, stage=stage))


def bottom(place: Rectangle) -> float:
    return place.y + place.height


def test_a_stage_ends_below_its_last_card() -> None:
    heights = [page(GROWING, stage).page.height for stage in (1, 2, 3)]
    assert heights == sorted(heights)
    assert heights[0] < heights[1]
    first = page(GROWING, 1)
    assert first.page.height - bottom(first.panels[f"group_{REGION.id}"]) == pytest.approx(MARGIN)


def test_nothing_is_kept_free_at_the_sides_for_later_stages() -> None:
    sides = [sd.Service(f"Side {number}") for number in range(5)]
    pattern = sd.Pattern(
        "P", sd.Stage("One", USERS >> FRONT), sd.Stage("Two", *[FRONT >> one for one in sides])
    )
    assert page(pattern, 1).page.width < page(pattern, 2).page.width


def test_a_page_that_moves_from_stage_to_stage_keeps_the_size_of_all() -> None:
    html = sd.render(GROWING, "html").decode()
    assert len(set(re.findall(r'<rect class="ground" width="([\d.]+)"', html))) == 1
    assert len(set(re.findall(r'<g transform="(translate\([^"]+)"', html))) == 1


def test_each_page_of_paper_is_as_large_as_its_stage() -> None:
    boxes = re.findall(rb"/MediaBox *\[([^\]]+)\]", sd.render(GROWING, "pdf"))
    assert len(set(boxes)) == 3


def test_a_panel_is_drawn_around_the_members_that_are_there() -> None:
    first, last = page(GROWING, 1), page(GROWING, 3)
    assert first.panels[f"group_{REGION.id}"].height < last.panels[f"group_{REGION.id}"].height
    assert holds(first.panels[f"group_{REGION.id}"], first.cards["front"])
    assert all(
        holds(last.panels[f"group_{REGION.id}"], last.cards[id])
        for id in ("front", "back", "store")
    )


def test_the_last_stage_has_the_panels_of_the_layout() -> None:
    places = layout(GROWING)
    assert shown(GROWING.view(), places).panels == places.panels


def test_a_group_without_members_on_the_board_has_no_panel() -> None:
    later = sd.Pattern("P", sd.Stage("One", USERS >> COPY), sd.Stage("Two", COPY >> FRONT))
    assert not page(later, 1).panels
    assert len(page(later, 2).panels) == 1


def test_a_panel_around_panels_holds_them() -> None:
    outer = sd.Group("Cloud")
    inner = [sd.Group(f"Zone {name}", group=outer) for name in "AB"]
    one, other = (sd.Service(f"API {zone.label[-1]}", group=zone) for zone in inner)
    pattern = sd.Pattern("P", sd.Stage("One", USERS >> one), sd.Stage("Two", USERS >> other))
    panels = shown(pattern.view(1), layout(pattern)).panels
    assert list(panels) == ["cloud", "cloud--zone-a"]
    assert holds(panels["cloud"], panels["cloud--zone-a"])


def test_a_legend_names_what_the_stage_shows_and_fits_its_page() -> None:
    verbs = [sd.emits("a"), sd.streams("b"), sd.copies("c"), sd.batches("d")]
    chain = USERS >> "x" >> FRONT
    for number, verb in enumerate(verbs):
        chain = chain >> verb >> sd.Service(f"S{number}")
    seen = seen_in(sd.render(sd.Pattern("P", chain), direction="TB"))
    assert all(one.place.x + one.place.width <= seen.page.width - 20 for one in seen.texts)
    assert "copies" not in {one.words for one in page(GROWING, 2).texts}


@pytest.mark.parametrize("name", [entry.name for entry in entries()])
def test_panels_of_stages_take_nothing_in_and_nothing_runs_through_their_titles(name: str) -> None:
    pattern = load(next(entry.path for entry in entries() if entry.name == name))
    places = layout(pattern)
    for view in pattern.views:
        here = shown(view, places)
        for group in view.groups:
            panel, title = here.panels[group.id], here.titles[group.id]
            assert holds(places.panels[group.id], panel)
            assert holds(panel, title)
            members = {one.id for one in view.components if group in sd.Group.outward(one.group)}
            for id, card in here.cards.items():
                assert holds(panel, card) if id in members else not meet(panel, card)
                assert not meet(title, card)
            ways = [list(along(route.points)) for route in here.routes.values()]
            was_struck = any(crosses(way, places.titles[group.id]) for way in ways)
            assert was_struck or not any(crosses(way, title) for way in ways)


WORDS = ((0, 0), (0, 10), (0, 20), (0, 30)), Rectangle(60, 105, 40, 18)
ALONG = ((0, 112), (80, 112), (120, 112), (200, 112)), None


@pytest.mark.parametrize(("points", "words"), [WORDS, ALONG], ids=["words", "a way along it"])
def test_a_border_gives_way(points: tuple[Point, ...], words: Rectangle | None) -> None:
    """A member below is still to come, and the panel would end at 114, where something is."""
    late = sd.Service("Late", group=REGION)
    pattern = sd.Pattern("P", sd.Stage("One", USERS >> "ask" >> FRONT), sd.Stage("Two", late))
    (arrow,) = pattern.view(1).arrows
    front, below = Rectangle(50, 50, 100, 50), Rectangle(50, 200, 100, 50)
    places = Layout(
        300,
        300,
        {"users": Rectangle(0, 0, 30, 10), "front": front, "late": below},
        {"region": Rectangle(30, 10, 140, 260)},
        {"region": Rectangle(40, 17, 60, 18)},
        {arrow: Route(points, points[-1], words)},
    )
    panel = shown(pattern.view(1), places).panels["region"]
    assert 117 < bottom(panel) < 140


@pytest.mark.parametrize("theme", ["light", "sketch"])
def test_margins_are_the_same_on_all_sides(theme: str) -> None:
    """A board that is wider than its heading has `MARGIN` left, right and below."""
    flow = USERS >> [FRONT, BACK, STORE, COPY, *(sd.Worker(f"Worker {at}") for at in range(2))]
    svg = sd.render(sd.Pattern("P", flow, direction="TB"), theme=theme)
    root = ElementTree.fromstring(svg)
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    seen = seen_in(svg)
    places = [*seen.cards.values(), *seen.panels.values()]
    assert min(one.x for one in places) == pytest.approx(MARGIN, abs=2)
    assert wide - max(one.x + one.width for one in places) == pytest.approx(MARGIN, abs=2)
    assert high - max(map(bottom, places)) == pytest.approx(MARGIN, abs=2)


def test_a_stage_that_takes_everything_away_draws_its_heading() -> None:
    pattern = sd.Pattern(
        "P", sd.Stage("One", USERS >> FRONT), sd.Stage("Two", drops=[USERS, FRONT])
    )
    empty = page(pattern, 2)
    assert empty.cards == {}
    assert empty.page.height < page(pattern, 1).page.height


def test_the_extent_of_a_board_holds_its_ways_and_words() -> None:
    places = layout(GROWING)
    around = extent(places)
    for route in places.routes.values():
        assert all(holds(around, Rectangle(x, y, 0, 0)) for x, y in along(route.points))
        assert route.label is None or holds(around, route.label)


def test_an_early_stage_leaves_out_the_rows_in_which_nothing_stands_yet() -> None:
    door, between = sd.Gateway("Door"), [sd.Service(f"Step {number}") for number in range(4)]
    first, *others = between
    chain = door >> first
    for one in others:
        chain = chain >> one
    pattern = sd.Pattern(
        "Later",
        sd.Stage("One", USERS >> "ask" >> STORE),
        sd.Stage("Two", USERS >> chain >> STORE, drops=[USERS >> STORE]),
        direction="TB",
    )
    early, places = page(pattern, 1), layout(pattern)
    apart = places.cards["store"].y - places.cards["users"].y
    assert early.cards["store"].y - early.cards["users"].y < 0.6 * apart
    assert page(pattern, 2).cards["store"].y > early.cards["store"].y


@pytest.mark.parametrize("name", [entry.name for entry in entries()])
def test_what_stands_left_or_above_still_does_and_ways_stay_level(name: str) -> None:
    pattern = load(name)
    places = layout(pattern)
    for view in pattern.views:
        whole = shown(view, places)
        found = closed(view, whole)
        for axis in ("x", "y"):
            pairs = [(whole.cards[id], found.cards[id]) for id in whole.cards]
            ends = sorted((getattr(old, axis), getattr(new, axis)) for old, new in pairs)
            assert [new for _, new in ends] == sorted(new for _, new in ends)
        for id, card in found.cards.items():
            assert (card.width, card.height) == pytest.approx(
                (whole.cards[id].width, whole.cards[id].height)
            )
        for arrow, route in found.routes.items():
            if corners_of(whole.routes[arrow]):
                assert corners_of(route)
