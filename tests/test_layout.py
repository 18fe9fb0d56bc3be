"""Where things stand: legible at a note's width, whatever the shape of the design."""

from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render.checking import audit
from sddiagram.render.layout import Layout, layout

USERS, API, STORE = sd.Client("Users"), sd.Service("API"), sd.SQLPrimary("Store")


def laid_out(pattern: sd.Pattern) -> Layout:
    return layout(pattern, sd.Direction.AUTO, "embedded")


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


def test_every_edge_of_a_folded_chain_points_onward() -> None:
    svg = ElementTree.fromstring(sd.render(sd.Pattern("P", chain(13))))
    ends = [(g.get("data-from"), g.get("data-to")) for g in svg.iter() if g.get("data-from")]
    assert ends[4:6] == [("step-3", "step-4"), ("step-4", "step-5")]
