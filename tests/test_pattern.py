"""Patterns are told in stages: each adds to the one before, replaces or drops."""

import pytest

import sddiagram as sd

users, api, db = sd.Client("Users"), sd.Service("API"), sd.SQLPrimary("Database")
balancer = sd.LoadBalancer("Load balancer")


def labels(view: sd.View) -> list[str]:
    return [component.label for component in view.components]


def ends(view: sd.View) -> list[tuple[str, str]]:
    return [(arrow.source, arrow.target) for arrow in view.arrows]


def test_flows_without_stages_are_one_unnamed_stage() -> None:
    pattern = sd.Pattern("Mine", users >> api >> db)
    assert labels(pattern.view()) == ["Users", "API", "Database"]
    assert pattern.stages[0].title == ""


def test_a_stage_adds_to_the_stage_before() -> None:
    pattern = sd.Pattern("P", sd.Stage("One", users >> api), sd.Stage("Two", api >> db))
    assert labels(pattern.view(1)) == ["Users", "API"]
    assert labels(pattern.view(2)) == ["Users", "API", "Database"]


def test_what_a_stage_adds_is_marked_new() -> None:
    pattern = sd.Pattern("P", sd.Stage("One", users >> api), sd.Stage("Two", api >> db))
    assert "database" in pattern.view(2).new
    assert "api" not in pattern.view(2).new


def test_a_replaced_component_leaves_with_its_arrows() -> None:
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", users >> api),
        sd.Stage("Two", users >> balancer, replaces=api),
    )
    assert ends(pattern.view()) == [("users", "load-balancer")]


def test_the_successor_stands_where_the_replaced_one_stood() -> None:
    servers = sd.Service("Servers")
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", users >> api),
        sd.Stage("Two", users >> balancer >> servers, replaces=api),
    )
    assert pattern.view().heirs == {"api": "servers"}


def test_a_component_replaced_by_its_own_name_changes_facts_and_keeps_its_arrows() -> None:
    many = sd.Service("API", replicas=12)
    pattern = sd.Pattern(
        "P", sd.Stage("One", users >> api >> db), sd.Stage("Two", many, replaces=api)
    )
    assert pattern.view().component("api").replicas == 12
    assert ends(pattern.view()) == [("users", "api"), ("api", "database")]


def test_a_dropped_flow_loses_its_arrows_only() -> None:
    direct = users >> db
    pattern = sd.Pattern(
        "P", sd.Stage("One", direct), sd.Stage("Two", users >> api >> db, drops=direct)
    )
    assert ends(pattern.view()) == [("users", "api"), ("api", "database")]


def test_a_dropped_component_leaves_with_its_arrows() -> None:
    pattern = sd.Pattern(
        "P", sd.Stage("One", users >> api >> db), sd.Stage("Two", users >> balancer, drops=db)
    )
    assert "Database" not in labels(pattern.view())


def test_the_interview_step_follows_the_place_unless_said() -> None:
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", users >> api),
        sd.Stage("Two", api >> db),
        sd.Stage("Three", users >> db, step=sd.Step.TRADE_OFFS),
    )
    assert [view.step for view in pattern.views] == [
        sd.Step.HIGH_LEVEL,
        sd.Step.DETAIL,
        sd.Step.TRADE_OFFS,
    ]


def test_one_name_with_two_sets_of_facts_names_both() -> None:
    with pytest.raises(sd.DesignError, match=r"'API' is described twice.*no replicas.*replicas=3"):
        sd.Pattern("P", users >> api, users >> sd.Service("API", replicas=3))


def test_a_name_written_in_another_case_is_the_same_name() -> None:
    with pytest.raises(sd.DesignError, match="too alike to be two components"):
        sd.Pattern("P", users >> api, users >> sd.Service("Api"))


@pytest.mark.parametrize(
    "stage",
    [sd.Stage("Two", users >> balancer, replaces=db), sd.Stage("Two", users >> balancer, drops=db)],
    ids=["replaces", "drops"],
)
def test_only_what_is_on_the_board_can_leave_it(stage: sd.Stage) -> None:
    with pytest.raises(sd.DesignError, match="not on the board"):
        sd.Pattern("P", sd.Stage("One", users >> api), stage)


def test_an_empty_pattern_is_refused() -> None:
    with pytest.raises(sd.DesignError, match="is empty"):
        sd.Pattern("P")


def test_stages_and_bare_flows_do_not_mix() -> None:
    with pytest.raises(sd.DesignError, match="mixes stages with bare flows"):
        sd.Pattern("P", sd.Stage("One", users >> api), api >> db)


@pytest.mark.parametrize("stage", [0, 2, -1])
def test_a_stage_that_is_not_there_is_answered_with_those_that_are(stage: int) -> None:
    with pytest.raises(sd.DesignError, match=f"has no stage {stage}; its only stage is 1"):
        sd.Pattern("P", users >> api).view(stage)


@pytest.mark.parametrize("said", ["a\x0bb", "a\ud800b", "a\u2028b"])
def test_every_text_of_a_pattern_is_one_clean_line(said: str) -> None:
    pattern = sd.Pattern(
        said,
        sd.Stage(
            said, users >> said >> api, why=said, tradeoffs=sd.TradeOff(said, said, said, said)
        ),
        category=said,
        summary=said,
        brief=sd.Brief(said, scale=[(said, said)]),
        figures=sd.Figure(said, 1.0, said, unit=said),
        risks=sd.Risk(said, said, said),
        probes=sd.Probe(said, said),
        sources=said,
    )
    (stage,) = pattern.stages
    assert pattern.brief is not None and stage.flow is not None
    texts = [
        *(pattern.title, pattern.category, pattern.summary, pattern.brief.prompt),
        *(*pattern.brief.scale[0], *pattern.sources, stage.title, stage.why),
        stage.flow.arrows[0].link.label,
    ]
    (figure,), (risk,), (probe,) = pattern.figures, pattern.risks, pattern.probes
    (tradeoff,) = stage.tradeoffs
    texts += [figure.label, figure.derivation, figure.unit, probe.question, probe.answer]
    texts += [risk.failure, risk.effect, risk.mitigation]
    texts += [tradeoff.decision, tradeoff.gain, tradeoff.cost, tradeoff.instead_of]
    for text in map(str, texts):
        assert text.isprintable() and text.startswith("a") and text.endswith("b")


@pytest.mark.parametrize("value", ["many", True, float("nan"), float("inf"), 10**400, None])
def test_a_figure_is_a_finite_number(value: object) -> None:
    with pytest.raises(sd.DesignError, match="give a finite number"):
        sd.Figure("Peak", value, "as given")  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [float("nan"), float("inf"), -0.1, "half", True])
def test_a_share_is_a_number_from_zero_up(share: object) -> None:
    with pytest.raises(sd.DesignError, match="share="):
        sd.calls("read", share=share)  # type: ignore[arg-type]


def test_a_share_may_be_said_as_a_percentage() -> None:
    assert sd.calls("read", share="30%").share == 0.3  # type: ignore[arg-type]
