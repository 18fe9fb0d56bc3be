"""A line is cut where words stand on it, as a designer would draw it, and only there."""

import re
from dataclasses import replace
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

import sddiagram as sd
from sddiagram.model.flow import Link
from sddiagram.render.board.gaps import AIR, strokes
from sddiagram.render.board.scope import plain
from sddiagram.render.checking.seen import Edge, Seen, seen_in
from sddiagram.render.layout import layout
from sddiagram.render.measure.geometry import Point, Rectangle, along, crosses, far, grown, straight
from sddiagram.render.theme import THEMES

LEVEL = straight((0, 0), (200, 0))
WORDS = Rectangle(80, -5, 40, 10)
BENT = ((0.0, 0.0), (100.0, 0.0), (100.0, 0.0), (100.0, 100.0))


def ends(points: tuple[Point, ...], *words: Rectangle) -> list[tuple[Point, Point]]:
    """Where each stroke starts and ends, rounded."""
    return [
        ((round(a[0]), round(a[1])), (round(b[0]), round(b[1])))
        for a, *_, b in strokes(points, words)
    ]


def test_a_line_stops_before_its_words_and_goes_on_after_them() -> None:
    assert ends(LEVEL, WORDS) == [((0, 0), (75, 0)), ((125, 0), (200, 0))]


def test_a_line_is_cut_at_all_words_on_it_once() -> None:
    near = Rectangle(110, -5, 40, 10)
    far_on = Rectangle(170, -5, 10, 10)
    assert ends(LEVEL, near, WORDS, far_on) == [
        ((0, 0), (75, 0)),
        ((155, 0), (165, 0)),
        ((185, 0), (200, 0)),
    ]


@pytest.mark.parametrize("above", [-12.5, 2.5])
def test_a_line_that_only_passes_words_is_whole(above: float) -> None:
    assert ends(LEVEL, Rectangle(80, above, 40, 10)) == [((0, 0), (200, 0))]


def test_a_line_that_its_words_hide_is_whole() -> None:
    assert ends(LEVEL, Rectangle(-20, -5, 300, 10)) == [((0, 0), (200, 0))]


@pytest.mark.parametrize("words", [WORDS, Rectangle(60, 10, 30, 12), Rectangle(90, 60, 30, 12)])
def test_a_curve_keeps_clear_of_its_words_and_stays_where_it_was(words: Rectangle) -> None:
    whole = list(along(BENT))
    drawn = strokes(BENT, [words])
    for stroke in drawn:
        for point in along(stroke):
            assert min(hypot(point[0] - x, point[1] - y) for x, y in whole) < 2
            assert not crosses([point], words)
    gaps = [(one[-1], other[0]) for one, other in pairwise(drawn)]
    for gap in gaps:
        assert all(0 < far(point, words) <= AIR * 1.5 for point in gap)


def test_a_curve_through_words_is_cut() -> None:
    assert len(strokes(BENT, [Rectangle(60, 10, 30, 12)])) == 2


numbers = st.floats(0, 300).map(lambda x: round(x, 1))
points = st.tuples(numbers, numbers)
boxes = st.builds(Rectangle, numbers, numbers, st.floats(8, 90), st.floats(8, 40))


@given(bends=st.lists(st.tuples(points, points, points), min_size=1, max_size=4), start=points,
       words=st.lists(boxes, max_size=4))  # fmt: skip
def test_no_line_runs_through_letters(
    bends: list[tuple[Point, Point, Point]], start: Point, words: list[Rectangle]
) -> None:
    line = (start, *(point for bend in bends for point in bend))
    drawn = strokes(line, words)
    struck = [
        point
        for stroke in drawn
        for point in along(stroke)
        if any(crosses([point], one) for one in words)
    ]
    if struck:
        assert drawn == [list(line)]
        assert all(any(crosses([one], grown(at, AIR + 1.2)) for at in words) for one in along(line))


users, api = sd.Client("Users"), sd.Service("API", group=sd.Group("Pool"))
PATTERN = sd.Pattern("P", users >> sd.emits("order") >> api)


def the_edge(picture: bytes) -> tuple[Edge, Seen]:
    seen = seen_in(picture)
    (edge,) = seen.edges
    return edge, seen


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_an_arrow_shows_on_either_side_of_its_words(theme: str, direction: str) -> None:
    edge, seen = the_edge(sd.render(PATTERN, theme=theme, direction=direction))
    before, after = edge.strokes[0], edge.strokes[-1]
    words = seen.words[edge.id]
    assert before[0] == edge.points[0]
    assert far(before[0], seen.cards["users"]) < 2
    for point in (before[-1], after[0]):
        assert 4 <= far(point, words) <= 6
    assert not any(crosses(stroke, words) for stroke in edge.strokes)


def test_a_line_is_cut_at_the_title_of_a_group_that_it_crosses() -> None:
    group = sd.Group("Region")
    pattern = sd.Pattern("P", users >> sd.Service("API", group=group), direction="TB")
    places = layout(pattern)
    (x, _), *_ = next(iter(places.routes.values())).points
    across = Rectangle(x - 20, places.titles[group.id].y - 16, 60, 18)
    struck = replace(places, titles={group.id: across})
    edge, seen = the_edge(sd.render(pattern, layout=struck))
    (place,) = (text.place for text in seen.texts if text.words == "Region")
    assert crosses(edge.points, place) and len(edge.strokes) == 2
    assert not any(crosses(stroke, place) for stroke in edge.strokes)


def test_nothing_stands_behind_words() -> None:
    for theme in THEMES:
        assert b"paint-order" not in sd.render(PATTERN, theme=theme)
        style = sd.render(PATTERN, theme=theme).decode()
        for rule in re.findall(r"[.]label[^{]*{[^}]*}|[.]group-title[^{]*{[^}]*}", style):
            assert "stroke" not in rule


def test_every_line_is_one_path() -> None:
    root = ElementTree.fromstring(plain(sd.render(PATTERN)))
    lines = [one for one in root.iter() if one.get("class") == "line"]
    assert len(lines) == 1 and lines[0].attrib["d"].count("M") == 2


def test_the_dashes_of_a_short_line_are_finer() -> None:
    def classes(link: Link) -> str | None:
        drawn = plain(
            sd.render(sd.Pattern("P", users >> link >> sd.Service("API")), direction="TB")
        )
        assert b".emits-short .line{stroke-dasharray:3.5 3}" in drawn
        edges = (one for one in ElementTree.fromstring(drawn).iter() if one.get("data-from"))
        return next(edges).get("class")

    assert classes(sd.emits("order")) == "edge emits-short emits"
    assert classes(sd.emits()) == "edge emits"


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_dashes_start_at_the_words(direction: str) -> None:
    """Their last piece may be any length: it is then at a card, where it is part of its border."""
    picture = plain(sd.render(PATTERN, direction=direction))
    edge, seen = the_edge(picture)
    words = seen.words[edge.id]
    left, top = (
        float(n) for n in re.findall(r"translate\(([-\d.]+) ([-\d.]+)\)", f"{picture!r}")[0]
    )
    (line,) = re.findall(r'class="line" d="([^"]+)"', picture.decode())
    for stroke in line.split("M")[1:]:
        x, y = map(float, stroke.split("C")[0].split(","))
        assert 4 <= far((x + left, y + top), words) <= 6


def test_words_that_are_cut_are_whole_in_a_tooltip() -> None:
    long = "everything that there is to know about it and a little more " * 20
    named = sd.Service(long, group=sd.Group(f"All of {long}"))
    root = ElementTree.fromstring(sd.render(sd.Pattern("P", users >> f"ask for {long}" >> named)))
    parent = {inner: outer for outer in root.iter() for inner in outer}
    cut = [one for one in root.iter() if (one.text or "").endswith("…")]
    assert len(cut) == 3
    tips = [parent[one].findtext("{http://www.w3.org/2000/svg}title", "") for one in cut]
    assert {" ".join(tip.split()) for tip in tips} == {
        f"{start}{long.strip()}" for start in ("", "ask for ", "All of ")
    }


@pytest.mark.parametrize(
    "name",
    [
        "Personalised recommendation and candidate generation orchestration service for visitors",
        "Customer relationship management synchronisation and reconciliation connector service",
    ],
)
def test_long_names_are_given_room_before_they_are_cut(name: str) -> None:
    seen = seen_in(sd.render(sd.Pattern("P", users >> name >> sd.Service(name))))
    shown = "".join(text.words.replace(" ", "") for text in seen.texts)
    assert shown.count(name.replace(" ", "")) == 2
