"""Where things stand and how arrows run: what matters to who looks at the picture."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest

import sddiagram as sd
from benchmarks.layout import lines
from benchmarks.layout.designs import Design
from benchmarks.layout.ours import picture
from benchmarks.layout.picture import Picture
from sddiagram.library import load
from sddiagram.render import layout as layouts
from sddiagram.render.checking import audit
from sddiagram.render.layout import Layout, layout
from sddiagram.render.measure.geometry import Rectangle, along, holds, meet

CASES = Path(__file__).parent / "cases"
REFUSED = {"a04_group_as_end", "a05c_unit", "a17_dup", "a18_samegroupid"}
"""Cases of mistakes, which test_mistakes.py has."""
DESIGNS = [
    path
    for pattern in ("[aefkr][0-9]*.py", "designs/*.py")
    for path in sorted(CASES.glob(pattern))
    if path.stem not in REFUSED
]
DIRECTIONS = ["TB", "LR"]
USERS, API, STORE = sd.Client("Users"), sd.Service("API"), sd.SQLPrimary("Store")


def fails(reason: str) -> pytest.MarkDecorator:
    """What is asked of the layout and is not reached; a test that passes says so and fails."""
    return pytest.mark.xfail(strict=True, reason=reason)


@cache
def laid_out(pattern: sd.Pattern, direction: str = "auto") -> Layout:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sd.DrawingWarning)
        return layout(pattern, sd.Direction.named(direction), "embedded")


@cache
def case(name: str) -> sd.Pattern:
    (path,) = CASES.rglob(f"{name}*.py")
    return load(path)


def drawn(pattern: sd.Pattern, direction: str = "auto") -> Picture:
    """The final board, as the metrics of the benchmark look at it."""
    design = Design(pattern.name, pattern.view(), frozenset(), is_narrow=False)
    return picture(design, laid_out(pattern, direction))


def middle(card: Rectangle, axis: int) -> float:
    return (card.x + card.width / 2, card.y + card.height / 2)[axis]


def is_read_in_order(cards: Sequence[Rectangle]) -> bool:
    """Whether each follows the one before: to the right of it, below it, or in the next line."""

    def follows(one: Rectangle, other: Rectangle) -> bool:
        is_beside = abs(middle(one, 1) - middle(other, 1)) < one.height / 2
        return other.x > one.x if is_beside else other.y > one.y

    def rises(axis: int) -> bool:
        return all(middle(one, axis) < middle(other, axis) for one, other in pairwise(cards))

    return rises(0) or rises(1) or all(follows(one, other) for one, other in pairwise(cards))


def all_is_there(pattern: sd.Pattern, places: Layout) -> bool:
    """Whether every card and arrow of every stage has its place, and no two cards overlap."""
    for view in pattern.views:
        cards = [places.cards[one.id] for one in view.components]
        if any(meet(one, other) for one, other in combinations(cards, 2)):
            return False
        ways = [places.routes[arrow] for arrow in view.arrows]
        if any(len({*way.points, way.tip}) < 2 for way in ways):
            return False
    return True


# Reading order is the author's.


WRITTEN = {
    "a14": [*"abcdefgh"],
    "a15": [f"pod-{number}" for number in range(1, 16)],
    "f09": [f"web-{number}" for number in range(1, 7)],
    "f10": ["1-sign-in", "2-search", "3-buy", "4-return"],
    "f11": ["collector", "cleaner", "writer", "reader"],
}
"""What is to stand in order, in cases of groups, nested ones too, fans, and flows apart."""
BY_CROSSINGS = "a fan whose ends share targets is ordered by crossings alone"


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("a14", "TB"),
        ("a14", "LR"),
        ("a14", "auto"),
        pytest.param("a15", "TB", marks=fails(BY_CROSSINGS)),
        pytest.param("a15", "LR", marks=fails(BY_CROSSINGS)),
        ("f09", "TB"),
        ("f09", "LR"),
        ("f10", "TB"),
        ("f10", "LR"),
        ("f11", "TB"),
        ("f11", "LR"),
    ],
)
def test_what_nothing_else_orders_stands_as_it_is_written(name: str, direction: str) -> None:
    cards = laid_out(case(name), direction).cards
    assert is_read_in_order([cards[id] for id in WRITTEN[name]])


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("name", ["k03", "k05"], ids=["through a group", "plain"])
def test_a_cycle_does_not_turn_the_board_upside_down(name: str, direction: str) -> None:
    cards = laid_out(case(name), direction).cards
    axis = DIRECTIONS[::-1].index(direction)
    along_the_flow = [middle(cards[id], axis) for id in ("caller", "api", "broker")]
    assert along_the_flow == sorted(along_the_flow)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_way_back_does_not_turn_a_saga_around(direction: str) -> None:
    cards = laid_out(case("f06"), direction).cards
    axis = DIRECTIONS[::-1].index(direction)
    steps = [middle(cards[id], axis) for id in ("order", "payment", "stock", "delivery")]
    assert steps == sorted(steps)


# Arrows can be told apart.


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        *((name, direction) for name in ("k01", "a08", "f06", "k05") for direction in DIRECTIONS),
        ("a20", "LR"),
        pytest.param("a20", "TB", marks=fails("ten parallel arrows are curves that meet")),
    ],
)
def test_parallel_arrows_and_those_there_and_back_have_tracks_of_their_own(
    name: str, direction: str
) -> None:
    assert lines.overlaps(drawn(case(name), direction)) == 0


@pytest.mark.parametrize("count", [1, 2, 3])
def test_arrows_from_a_card_to_itself_are_apart_and_leave_it(count: int) -> None:
    loops = [API >> f"retry {number}" >> API for number in range(count)]
    pattern = sd.Pattern("P", USERS >> API >> STORE, *loops)
    places = laid_out(pattern)
    assert all_is_there(pattern, places)
    assert lines.overlaps(drawn(pattern)) == 0
    for arrow in pattern.view().arrows:
        if arrow.source == arrow.target:
            outside = [p for p in along(places.routes[arrow].points) if not _is_on(p, places)]
            assert outside


def _is_on(point: tuple[float, float], places: Layout) -> bool:
    return holds(places.cards["api"], Rectangle(*point, 0, 0))


# What is inside a group stays inside.


def arrows_within(pattern: sd.Pattern) -> Iterator[tuple[sd.Group, sd.Arrow]]:
    view = pattern.view()
    for group in view.groups:
        members = {one.id for one in view.components if group in sd.Group.outward(one.group)}
        for arrow in view.arrows:
            if arrow.source in members and arrow.target in members:
                yield group, arrow


POOL = sd.Group("Pool")
FIRST, SECOND = sd.Worker("First", group=POOL), sd.Worker("Second", group=POOL)
LOOPED = sd.Pattern("Loop in a pool", USERS >> FIRST >> SECOND, SECOND >> "retry" >> SECOND)


@pytest.mark.parametrize(
    "pattern",
    [
        *(pytest.param(lambda name=name: case(name), id=name) for name in ("f03", "k06")),
        *(
            pytest.param(lambda name=name: case(name), id=name)
            for name in ("agent_platform", "file_sync", "image_search", "ticket_booking")
        ),
        pytest.param(lambda: LOOPED, id="self loop"),
    ],
)
def test_an_arrow_between_two_of_a_group_stays_in_it(pattern: Callable[[], sd.Pattern]) -> None:
    places = laid_out(pattern())
    out = [
        arrow
        for group, arrow in arrows_within(pattern())
        for x, y in along(places.routes[arrow].points)
        if not holds(places.panels[group.id], Rectangle(x, y, 0, 0))
    ]
    assert out == []


@pytest.mark.parametrize("path", DESIGNS, ids=lambda path: path.stem)
def test_every_case_keeps_its_members_in_their_panels_and_others_out(path: Path) -> None:
    pattern = load(path)
    places = laid_out(pattern)
    assert all_is_there(pattern, places)
    for view in pattern.views:
        for group in view.groups:
            for one in view.components:
                is_member = group in sd.Group.outward(one.group)
                panel, card = places.panels[group.id], places.cards[one.id]
                assert holds(panel, card) if is_member else not meet(panel, card)


def test_idle_components_stand_in_their_group() -> None:
    places = laid_out(case("k06"))
    assert all(holds(places.panels["pool"], places.cards[f"worker-{n}"]) for n in (1, 2, 3))


# It reads well in a note.


def chain(length: int) -> sd.Flow:
    flow = sd.Flow.of(USERS)
    for number in range(length):
        flow = flow >> "step" >> sd.Service(f"Step {number}")
    return flow


def fan_out(after: int, width: int) -> sd.Flow:
    return chain(after) >> [sd.Worker(f"Worker {number}") for number in range(width)]


ZONES = [sd.Group(f"Zone {number}", group=sd.Group("Region")) for number in range(3)]
NESTED = USERS >> [
    sd.Service(f"API {zone.label}", group=zone) >> sd.Cache(f"Cache {zone.label}", group=zone)
    for zone in ZONES
]


@pytest.mark.parametrize(
    "flow",
    [chain(13), chain(5), fan_out(1, 12), fan_out(6, 10), NESTED],
    ids=["long chain", "short chain", "fan-out", "chain and fan-out", "nested groups"],
)
def test_every_shape_of_design_reads_well_in_a_note(flow: sd.Flow) -> None:
    assert audit(sd.render(sd.Pattern("P", flow))) == []


def test_a_long_chain_runs_to_and_fro_in_rows() -> None:
    cards = laid_out(sd.Pattern("P", chain(13))).cards
    rows = {card.y for card in cards.values()}
    assert len(rows) < 14
    assert cards["users"].x < cards["step-0"].x
    assert cards["step-3"].x > cards["step-4"].x


def test_a_direction_that_is_asked_for_is_not_folded() -> None:
    pattern = sd.Pattern("P", chain(9), direction=sd.Direction.LEFT_TO_RIGHT)
    assert len({card.y for card in laid_out(pattern).cards.values()}) == 1


def test_an_arrow_of_an_early_stage_runs_straight_to_where_its_end_stands_later() -> None:
    balancer, gateway = sd.LoadBalancer("LB"), sd.Gateway("Gateway")
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", USERS >> API >> STORE),
        sd.Stage("Two", USERS >> balancer >> gateway >> API, drops=USERS >> API),
    )
    (arrow,) = [one for one in pattern.views[0].arrows if one.source == "users"]
    points = laid_out(pattern).routes[arrow].points
    assert len({x for x, _ in points}) == 1 or len({y for _, y in points}) == 1


# Nothing is lost, however much there is.


def large(cards: int, domain: int, arrows: int) -> sd.Pattern:
    """Services in groups of `domain` that call others far away, every second one with words."""
    every = [sd.Service(f"S {n}", group=sd.Group(f"Domain {n // domain}")) for n in range(cards)]
    steps = enumerate((7, 11, 13, 17) * 3)
    ends = [(n, (n * step + 3 + turn) % cards) for turn, step in steps for n in range(cards)]
    pairs = [pair for pair in dict.fromkeys(ends) if pair[0] != pair[1]][:arrows]
    flows = [
        every[one] >> f"call {one}" >> every[other] if one % 2 else every[one] >> every[other]
        for one, other in pairs
    ]
    return sd.Pattern(f"{cards} cards, {len(pairs)} arrows", *every, *flows)


@pytest.mark.parametrize(
    ("cards", "domain", "arrows"),
    [
        (20, 5, 40),
        (60, 10, 120),
        pytest.param(100, 10, 200, marks=pytest.mark.slow),
        pytest.param(100, 20, 400, marks=pytest.mark.slow),
        pytest.param(150, 10, 300, marks=pytest.mark.slow),
        pytest.param(300, 20, 600, marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_large_designs_in_groups_draw_and_lose_nothing(
    cards: int, domain: int, arrows: int, direction: str
) -> None:
    pattern = large(cards, domain, arrows)
    assert len(pattern.view().arrows) == arrows
    assert all_is_there(pattern, laid_out(pattern, direction))


def random_design(seed: int) -> sd.Pattern:
    """Two to 20 components in up to three groups, joined at random, with words on some arrows."""
    chance = Random(seed)
    groups = [None, None, *(sd.Group(name) for name in ("Front", "Middle", "Back"))]
    kinds = [sd.Service, sd.Cache, sd.SQLPrimary, sd.Queue, sd.Worker]
    there: list[sd.Component] = [sd.Client("Users")]
    flows: list[sd.Flow] = []
    for number in range(chance.randint(1, 19)):
        one = chance.choice(kinds)(f"Part {number}", group=chance.choice(groups))
        before = chance.choice(there)
        flows.append(before >> f"word {number}" >> one if number % 2 else before >> one)
        there.append(one)
    for _ in range(chance.randint(0, len(there) // 2)):
        flows.append(chance.choice(there) >> chance.choice(there))
    return sd.Pattern(f"Random {seed}", *flows)


@pytest.mark.parametrize(
    "seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(12, 60))]
)
def test_random_designs_lose_nothing_and_run_level_or_upright(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = random_design(seed)
    pages: list[Layout | None] = []
    ours: Callable[..., Layout | None] = layouts.page  # type: ignore[attr-defined]

    def noted(*said: object, **named: object) -> Layout | None:
        pages.append(ours(*said, **named))
        return pages[-1]

    monkeypatch.setattr(layouts, "page", noted)
    places = laid_out(pattern)
    assert all_is_there(pattern, places)
    if any(page is places for page in pages):
        slanted = [edge.id for edge in drawn(pattern).edges if lines.slanted(edge)]
        assert slanted == []
