"""Each check finds its spoilt picture, and lets pass the picture that only looks like it.

The pictures are drawn as all others are, with everything where we put it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import sddiagram as sd
from sddiagram.render import checking
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import CHECKS, Finding, audit
from sddiagram.render.checking.seen import seen_in
from sddiagram.render.layout import Layout, layout
from sddiagram.render.measure.card import Label, card_of
from sddiagram.render.measure.geometry import Point, Rectangle, Route

USERS, API, CACHE = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache", technology="redis")
WORKER = sd.Worker("Worker")
Way = Sequence[Point]


def picture(
    flows: Sequence[sd.Flow | sd.Component],
    cards: Mapping[sd.Component, Point],
    ways: Sequence[Way] = (),
    words: Sequence[Point] = (),
    panels: Mapping[sd.Group, Rectangle] | None = None,
    width: float = 700,
    narrower: float = 0,
    theme: str = "light",
) -> str:
    """A picture of `flows` with its cards, its ways and the words on them at these points.

    A way that is not given runs straight from the right side of its source.
    """
    pattern = sd.Pattern("P", *flows)
    places = {
        one.id: Rectangle(x, y, card_of(one).width - narrower, card_of(one).height)
        for one, (x, y) in cards.items()
    }
    routes = {}
    for index, arrow in enumerate(pattern.view().arrows):
        source, target = places[arrow.source], places[arrow.target]
        middle = source.y + source.height / 2
        points = [(source.x + source.width, middle), (target.x, middle)]
        if index < len(ways):
            points = list(ways[index])
        label = None
        if arrow.link.label:
            size = Label.of_edge(arrow.link.label)
            label = Rectangle(*words[index], size.width, size.height)
        bends = [point for point in points[1:] for _ in range(3)]
        routes[arrow] = Route((points[0], *bends), points[-1], label)
    panels = panels or {}
    boxes = {group.id: place for group, place in panels.items()}
    titles = {id: Rectangle(place.x + 8, place.y + 4, 90, 18) for id, place in boxes.items()}
    layout = Layout(width, 300, places, boxes, titles, routes)
    return plain(sd.render(pattern, theme=theme, layout=layout)).decode()


def long_chain(width: float) -> str:
    return picture([USERS >> API], {USERS: (0, 0), API: (width - 100, 0)}, width=width)


def words_at(second: Point) -> str:
    """Two arrows, one above the other; the words of the first are at (180, 0)."""
    flows = [USERS >> "ask" >> API, WORKER >> "tell" >> CACHE]
    cards: dict[sd.Component, Point] = {
        USERS: (0, 0), API: (300, 0), WORKER: (0, 100), CACHE: (300, 100)
    }  # fmt: skip
    return picture(flows, cards, words=[(180, 0), second])


CLEAN = words_at((180, 130))


def page_of(width: float) -> str:
    """A page of this width, whose last word ends at 399 px."""
    return re.sub(r'(<svg [^>]*?)width="[\d.]+"', rf'\g<1>width="{width}"', CLEAN)


def twice(first: Point, second: Point) -> str:
    """There at 20 px from the top and back at 28, with the words of either."""
    flows = [USERS >> "ask" >> API, API >> "tell" >> USERS]
    ways = [[(RIGHT, 20.0), (LEFT, 20.0)], [(LEFT, 28.0), (RIGHT, 28.0)]]
    return picture(flows, {USERS: (0, 0), API: (300, 0)}, ways, [first, second])


def around(bottom: float, words: float) -> str:
    """An arrow that leaves at the bottom, runs level at `bottom`, and has its words at `words`."""
    way = [(50.0, 52.0), (50.0, bottom), (350.0, bottom), (350.0, 52.0)]
    cards: dict[sd.Component, Point] = {USERS: (0, 0), API: (300, 0)}
    return picture([USERS >> "ask" >> API], cards, [way], [(180, words)])


def upright(gap: float) -> str:
    """A card below another, and an arrow over the gap that has its words in its middle."""
    cards: dict[sd.Component, Point] = {USERS: (0, 0), API: (0, 52 + gap)}
    way = [(50.0, 52.0), (50.0, 52 + gap)]
    return picture([USERS >> "ask" >> API], cards, [way], [(36, 52 + gap / 2 - 10)])


def into_a_group(level: float, theme: str = "light") -> str:
    """An arrow that runs level, `level` px below the top of the group that it enters."""
    api = sd.Service("API", group=POOL)
    way = [(RIGHT, 86.0), (150.0, 86.0), (150.0, level), (450.0, level), (450.0, 100.0)]
    around = {POOL: Rectangle(280, 0, 300, 250)}
    return picture(
        [USERS >> api], {USERS: (0, 60), api: (400, 100)}, [way], panels=around, theme=theme
    )


def round_a_group(right: float) -> str:
    """An arrow that enters a group from its right, after it ran down there at `right`."""
    api = sd.Service("API", group=POOL)
    way = [(RIGHT, 86.0), (150.0, 86.0), (150.0, -16.0), (right, -16.0), (right, 120.0),
           (490.0, 120.0)]  # fmt: skip
    around = {POOL: Rectangle(280, 0, 300, 250)}
    return picture([USERS >> api], {USERS: (0, 60), api: (400, 100)}, [way], panels=around)


def beneath(top: float) -> str:
    """Two cards above each other, the second from `top` on, that both call a third."""
    cards: dict[sd.Component, Point] = {USERS: (0, 0), API: (0, top), CACHE: (400, 24)}
    ways = [[(RIGHT, 36.0), (400.0, 36.0)], [(90.0, top + 22), (200.0, top + 22), (400.0, 62.0)]]
    return picture([USERS >> CACHE, API >> CACHE], cards, ways)


def past_a_card(*points: Point, theme: str = "light") -> str:
    """An arrow from the first card of a row to the third; the second is from 200 to 290."""
    cards: dict[sd.Component, Point] = {USERS: (0, 0), API: (200, 0), CACHE: (400, 0)}
    return picture([USERS >> CACHE, API >> CACHE], cards, [points], theme=theme)


def there_and_back(*ways: Way) -> str:
    return picture([USERS >> API, API >> USERS], {USERS: (0, 0), API: (300, 0)}, ways)


def forked(*ways: Way) -> str:
    """One card that calls two, both below it."""
    cards: dict[sd.Component, Point] = {USERS: (100, 0), API: (0, 200), CACHE: (200, 200)}
    return picture([USERS >> [API, CACHE]], cards, ways)


def with_a_third(third: sd.Component, at: Point, *panels: sd.Group) -> str:
    worker = sd.Worker("Worker 1", group=third.group)
    cards: dict[sd.Component, Point] = {USERS: (0, 20), worker: (300, 20), third: at}
    around = {panel: Rectangle(280, 0, 300, 250) for panel in panels}
    return picture([USERS >> worker, third], cards, panels=around)


def long_words(text: str, *, on: str) -> str:
    """A staged picture that has `text` on its card, its arrow, its group or its heading."""
    group = sd.Group(text if on == "group" else "Group")
    card = sd.Service(text if on == "card" else "API", group=group)
    flow = USERS >> (text if on == "arrow" else "ask") >> card
    stage = sd.Stage("One", flow, why=text if on == "heading" else "It works.")
    return plain(sd.render(sd.Pattern("P", stage), stage=1, theme="light")).decode()


def narrower(px: float) -> str:
    """Cards that are narrower than their words need."""
    return picture([USERS >> API], {USERS: (0, 0), API: (300, 0)}, narrower=px)


def changed(old: str, new: str) -> str:
    assert old in CLEAN
    return CLEAN.replace(old, new)


LONG = "more words than a card, an arrow, a group and even a heading have room for, " * 6
WRITTEN = "and so on…"
POOL = sd.Group("Pool")
RIGHT, LEFT, MIDDLE = 103.0, 300.0, 26.0
"""Where the users' card ends, where the next one begins, and half of their height."""
MUTED = ".why,.detail,.label,.group-title{fill:"

PAIRS = [
    ("text-too-small", long_chain(1200), long_chain(700)),
    ("text-overlap", twice((180, 11), (185, 19)), twice((180, 11), (220, 19))),
    ("text-outside", page_of(380), page_of(500)),
    ("text-outside", narrower(25), narrower(5)),
    *(
        ("cut-text", long_words(LONG, on=place), long_words(WRITTEN, on=place))
        for place in ("card", "arrow", "group", "heading")
    ),
    ("words-on-card", words_at((290, 114)), words_at((255, 114))),
    ("words-far", words_at((180, 135)), words_at((180, 132))),
    ("words-at-another", twice((150, 27), (220, 19)), twice((150, 0), (220, 19))),
    ("edge-through-text", twice((150, 14), (220, 19)), twice((150, 11), (220, 19))),
    ("edge-through-own-words", upright(gap=16), upright(gap=32)),
    ("edge-hidden", upright(gap=26), upright(gap=28)),
    (
        "edge-through-card",
        past_a_card((RIGHT, 38), (400, 38)),
        past_a_card((RIGHT, 38), (150, 70), (350, 70), (400, 38)),
    ),
    (
        "edge-squeezed",
        past_a_card((RIGHT, 38), (150, 58), (350, 58), (400, 38)),
        past_a_card((RIGHT, 38), (150, 62), (350, 62), (400, 38)),
    ),
    ("edge-along-border", into_a_group(2), into_a_group(30)),
    (
        "edge-along-border",
        there_and_back([(50, 52), (50, 54), (150, 54), (150, 38), (LEFT, 38)]),
        there_and_back([(50, 52), (50, 70), (150, 70), (150, 38), (LEFT, 38)]),
    ),
    (
        "edge-along-border",
        there_and_back([(50, 52), (50, 54), (150, 54), (150, 38), (LEFT, 38)]),
        there_and_back([(50, 52), (50, 54), (72, 54), (72, 90), (250, 90), (250, 38), (LEFT, 38)]),
    ),
    ("edge-along-border", round_a_group(582), round_a_group(600)),
    (
        "edge-on-corner",
        past_a_card((RIGHT, 44), (150, 70), (350, 70), (400, 38)),
        past_a_card((RIGHT, 40), (150, 70), (350, 70), (400, 38)),
    ),
    (
        "edge-on-corner",
        past_a_card((RIGHT, 38), (150, 70), (408, 70), (408, 53)),
        past_a_card((RIGHT, 38), (150, 70), (412, 70), (412, 53)),
    ),
    ("card-overlap", beneath(44), beneath(54)),
    (
        "edges-on-each-other",
        there_and_back([(RIGHT, MIDDLE), (LEFT, MIDDLE)], [(LEFT, MIDDLE), (RIGHT, MIDDLE)]),
        there_and_back([(RIGHT, 20), (LEFT, 20)], [(LEFT, 28), (RIGHT, 28)]),
    ),
    (
        "edges-on-each-other",
        there_and_back(
            [(RIGHT, 20), (180, 20), (180, 40), (LEFT, 40)],
            [(LEFT, 20), (180, 20), (180, 40), (RIGHT, 40)],
        ),
        there_and_back([(RIGHT, 20), (LEFT, 40)], [(LEFT, 20), (RIGHT, 40)]),
    ),
    (
        "edges-on-each-other",
        there_and_back([(RIGHT, MIDDLE), (LEFT, MIDDLE)], [(LEFT, MIDDLE), (RIGHT, MIDDLE)]),
        forked(
            [(150, 52), (150, 120), (40, 120), (40, 200)],
            [(150, 52), (150, 120), (250, 120), (250, 200)],
        ),
    ),
    (
        "edge-ends-away",
        past_a_card((RIGHT, 38), (150, 70), (350, 70), (390, 38)),
        past_a_card((RIGHT, 38), (150, 70), (350, 70), (400, 38)),
    ),
    (
        "edge-ends-away",
        past_a_card((RIGHT - 10, MIDDLE), (150, 70), (350, 70), (400, 38)),
        past_a_card((RIGHT, MIDDLE), (150, 70), (350, 70), (400, 38)),
    ),
    (
        "lonely-component",
        with_a_third(sd.Monitoring("Monitor", group=POOL), (300, 120), POOL),
        with_a_third(sd.Worker("Worker 2", group=POOL), (300, 120), POOL),
    ),
    (
        "lonely-component",
        with_a_third(sd.Worker("Worker 2"), (300, 120)),
        picture([USERS, API], {USERS: (0, 0), API: (300, 0)}),
    ),
    (
        "outside-reference",
        changed('href="#icon', 'href="http://example.org/#icon'),
        changed(">ask<", ">http://example.org<"),
    ),
    ("outside-reference", changed('href="data:', 'href="logos/'), CLEAN),
    ("faint-text", changed(f"{MUTED}#566174", f"{MUTED}#8a8a8a"), changed("#566174", "#6a6a6a")),
]
DEFECTS = [defect for defect, _, _ in PAIRS]


def defect_of(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def defects(picture: str) -> set[str]:
    return {finding.rule for finding in audit(picture.encode())}


@pytest.mark.parametrize(("defect", "spoilt"), [pair[:2] for pair in PAIRS], ids=DEFECTS)
def test_a_spoilt_picture_is_found_and_nothing_else_in_it(defect: str, spoilt: str) -> None:
    assert defects(spoilt) == {defect}


@pytest.mark.parametrize("similar", [pair[2] for pair in PAIRS], ids=DEFECTS)
def test_a_picture_that_only_looks_like_it_passes(similar: str) -> None:
    assert defects(similar) == set()


@pytest.mark.parametrize("check", CHECKS, ids=defect_of)
def test_a_check_that_is_switched_off_misses_its_pictures(
    check: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "CHECKS", [one for one in CHECKS if one is not check])
    spoilt = [one for defect, one, _ in PAIRS if defect == defect_of(check)]
    assert spoilt and [defects(one) for one in spoilt] == [set()] * len(spoilt)


HAND_DRAWN = [
    ("edge-squeezed", (RIGHT, 38), (150, 56), (350, 56), (400, 38)),
    ("edge-squeezed", (RIGHT, 38), (150, 62), (350, 62), (400, 38)),
    ("edge-on-corner", (RIGHT, 48), (150, 70), (350, 70), (400, 38)),
    ("edge-on-corner", (RIGHT, 40), (150, 70), (350, 70), (400, 38)),
]


@pytest.mark.parametrize("shaky", HAND_DRAWN[::2])
def test_what_is_wrong_by_hand_too_is_found(shaky: tuple[Any, ...]) -> None:
    defect, *points = shaky
    assert defects(past_a_card(*points, theme="sketch")) == {defect}


@pytest.mark.parametrize("shaky", HAND_DRAWN[1::2])
def test_what_only_a_hand_draws_a_little_astray_passes(shaky: tuple[Any, ...]) -> None:
    _, *points = shaky
    assert defects(past_a_card(*points, theme="sketch")) == set()


def test_a_hand_may_come_a_little_nearer_to_a_border() -> None:
    assert defects(into_a_group(0, theme="sketch")) == {"edge-along-border"}
    assert defects(into_a_group(-6, theme="sketch")) == set()


def test_every_file_of_checks_is_used() -> None:
    files = {file.stem for file in Path(checking.__path__[0]).glob("*.py")}
    assert {check.__name__ for check in CHECKS} == files - {"__init__", "finding", "seen"}


@pytest.mark.parametrize("check", CHECKS, ids=defect_of)
def test_a_check_says_what_it_finds(check: Callable[..., object]) -> None:
    assert check.__doc__


def test_a_finding_says_what_it_is_where_and_what_helps() -> None:
    finding = Finding("text-overlap", "'ask' and 'tell'", "shorten one of the labels")
    assert audit(twice((180, 11), (185, 19)).encode()) == [finding]
    assert str(finding) == "text-overlap: 'ask' and 'tell'; shorten one of the labels"


@pytest.mark.parametrize("theme", ["light", "sketch"])
def test_all_that_a_picture_shows_is_seen(theme: str) -> None:
    api = sd.Service("API", group=POOL, replicas=3)
    pattern = sd.Pattern("Shop", USERS >> "ask" >> api >> CACHE)
    seen = seen_in(sd.render(pattern, theme=theme, numbered=True))
    words = ["Shop", "Users", "API", "×3", "Cache", "Redis", "Pool", "ask", "1", "2"]
    assert sorted(text.words for text in seen.texts) == sorted(words)
    assert [(edge.source, edge.target) for edge in seen.edges] == [
        ("users", "api"),
        ("api", "cache"),
    ]
    places = layout(pattern)
    stood = {**places.cards, "pool": places.panels["pool"]}
    found = {**seen.cards, "pool": seen.panels["group_pool"]}
    left, top = found["pool"].x - stood["pool"].x, found["pool"].y - stood["pool"].y
    for id, place in stood.items():
        where = (place.x + left, place.y + top, place.width, place.height)
        box = found[id]
        assert (box.x, box.y, box.width, box.height) == pytest.approx(where, abs=5)


@pytest.mark.parametrize(("defect", "spoilt"), [pair[:2] for pair in PAIRS], ids=DEFECTS)
def test_every_finding_says_where_it_is_and_what_would_help(defect: str, spoilt: str) -> None:
    assert all(finding.fact and finding.way_out for finding in audit(spoilt.encode())), defect
