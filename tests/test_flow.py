"""`>>` joins components into flows, and says what is wrong when it cannot."""

import pytest

import sddiagram as sd

users, api, cache, db = (
    sd.Client("Users"),
    sd.Service("API"),
    sd.Cache("Cache"),
    sd.SQLPrimary("Database"),
)


def ends(flow: sd.Flow) -> list[tuple[str, str, str]]:
    return [(arrow.source, arrow.target, arrow.link.label) for arrow in flow.arrows]


def test_a_chain_joins_each_component_to_the_next() -> None:
    assert ends(users >> api >> db) == [("users", "api", ""), ("api", "database", "")]


def test_a_text_between_two_arrows_labels_a_call() -> None:
    (arrow,) = (users >> "GET /feed" >> api).arrows
    assert arrow.link == sd.calls("GET /feed")


def test_a_verb_between_two_arrows_is_the_kind_of_link() -> None:
    (arrow,) = (api >> sd.emits("order placed") >> db).arrows
    assert arrow.link.verb.name == "emits"


def test_a_list_fans_out_and_in() -> None:
    assert ends(users >> [api, cache] >> db) == [
        ("users", "api", ""),
        ("users", "cache", ""),
        ("api", "database", ""),
        ("cache", "database", ""),
    ]


def test_a_flow_may_start_with_a_list() -> None:
    assert ends([users, api] >> db) == [("users", "database", ""), ("api", "database", "")]


def test_a_list_may_start_a_labelled_link() -> None:
    assert ends([users, api] >> sd.calls("ask") >> db) == [
        ("users", "database", "ask"),
        ("api", "database", "ask"),
    ]


def test_a_flow_inside_a_list_is_entered_at_its_start_and_left_at_its_end() -> None:
    flow = users >> [api >> cache] >> db
    assert ("users", "api", "") in ends(flow)
    assert ("cache", "database", "") in ends(flow)


def test_repeated_edges_are_one() -> None:
    assert len(sd.Stage("Twice", users >> api, users >> api).flow.arrows) == 1  # type: ignore[union-attr]


def test_two_labels_between_the_same_components_are_two_edges() -> None:
    stage = sd.Stage("Twice", users >> "read" >> api, users >> "write" >> api)
    assert len(stage.flow.arrows) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: sd.Stage("S", users >> "ask"), "ends nowhere"),  # type: ignore[arg-type]
        (lambda: users >> "ask" >> "again", "side by side"),  # type: ignore[operator]
        (lambda: users >> sd.Cache, "Give it a label"),  # type: ignore[operator]
        (lambda: users >> 3, "not 3"),  # type: ignore[operator]
        (lambda: sd.Stage("S", "users"), "takes flows and components"),  # type: ignore[arg-type]
    ],
    ids=["dangling", "two labels", "a kind", "a number", "a text"],
)
def test_what_cannot_be_joined_is_refused(build: object, message: str) -> None:
    with pytest.raises(sd.DesignError, match=message):
        build()  # type: ignore[operator]
