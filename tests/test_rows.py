"""What the author wants to stand side by side stands on one line, whatever the arrows say."""

import warnings

import pytest

import sddiagram as sd
from sddiagram.render.layout import layout
from sddiagram.render.layout.plan import plan_of

USERS, API, CACHE = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache")
STORE, COPY = sd.SQLPrimary("Store"), sd.ReadReplica("Copy")
CHAIN = USERS >> API >> CACHE >> "fill" >> STORE


def middles(pattern: sd.Pattern, *ids: str, direction: str) -> set[float]:
    """Where the middles of these cards are on the axis along which the flows run."""
    cards = [layout(pattern, sd.Direction.named(direction)).cards[id] for id in ids]
    if direction == "TB":
        return {round(card.y + card.height / 2, 1) for card in cards}
    return {round(card.x + card.width / 2, 1) for card in cards}


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_two_on_a_chain_stand_side_by_side(direction: str) -> None:
    apart = sd.Pattern("P", CHAIN)
    assert len(middles(apart, "api", "cache", direction=direction)) == 2
    beside = sd.Pattern("P", CHAIN, sd.row(API, CACHE))
    assert len(middles(beside, "api", "cache", direction=direction)) == 1


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_what_stands_in_two_groups_stands_side_by_side(direction: str) -> None:
    primary = sd.SQLPrimary("Primary", group=sd.Group("East"))
    standby = sd.ReadReplica("Standby", group=sd.Group("West"))
    flow = API >> primary >> sd.copies("rows") >> standby
    pattern = sd.Pattern("P", flow, sd.row(primary, standby))
    assert len(middles(pattern, "primary", "standby", direction=direction)) == 1
    panels = layout(pattern, sd.Direction.named(direction)).panels
    assert panels.keys() == {"east", "west"}


def test_a_row_in_a_chain_is_a_list_that_stands_side_by_side() -> None:
    fanned = USERS >> sd.row(API, CACHE) >> STORE
    assert fanned.arrows == (USERS >> [API, CACHE] >> STORE).arrows
    assert sd.Pattern("P", fanned).rows == ((API, CACHE),)


def test_rows_of_all_stages_hold_in_each() -> None:
    pattern = sd.Pattern(
        "P", sd.Stage("One", CHAIN), sd.Stage("Two", STORE >> COPY, sd.row(STORE, COPY))
    )
    assert len(middles(pattern, "store", "copy", direction="TB")) == 1


def test_a_row_may_stand_beside_the_stages() -> None:
    pattern = sd.Pattern("P", sd.Stage("One", CHAIN), sd.row(API, CACHE))
    assert pattern.rows == ((API, CACHE),)
    assert len(pattern.stages) == 1


def test_rows_that_share_a_component_are_one() -> None:
    pattern = sd.Pattern("P", CHAIN, sd.row(USERS, API), sd.row(API, CACHE))
    assert plan_of(pattern).rows == [["users", "api", "cache"]]
    assert len(middles(pattern, "users", "api", "cache", direction="TB")) == 1


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_a_row_holds_where_curves_are_drawn(direction: str) -> None:
    """The engine's own ways serve what is too much for ours."""
    hub, far = sd.Service("Hub"), sd.Service("Far")
    many = [sd.Worker(f"Worker {number}") for number in range(60)]
    pattern = sd.Pattern("P", hub >> many, *[one >> far for one in many], sd.row(hub, far))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sd.DrawingWarning)
        assert len(middles(pattern, "hub", "far", direction=direction)) == 1


def test_a_row_puts_nothing_onto_the_board() -> None:
    with pytest.raises(sd.DesignError, match="a row names 'Cache', which is in no flow"):
        sd.Pattern("P", USERS >> API, sd.row(API, CACHE))


def test_two_that_are_never_there_together_are_refused() -> None:
    stages = sd.Stage("One", USERS >> API), sd.Stage("Two", USERS >> CACHE, replaces=API)
    with pytest.raises(sd.DesignError, match="never on the board together"):
        sd.Pattern("P", *stages, sd.Stage("Three", sd.row(API, CACHE)))


def test_source_for_graphviz_holds_the_rows_of_the_board() -> None:
    source = sd.render(sd.Pattern("P", CHAIN, sd.row(API, CACHE)), "dot").decode()
    assert '{rank=same; "api"; "cache"}' in source
