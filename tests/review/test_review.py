"""The review as a whole: what weighs how much, what is accepted, what a later stage answers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sddiagram as sd
from sddiagram.cli.findings import print_findings
from sddiagram.finding import Finding, Severity
from sddiagram.review import answered_later, review
from sddiagram.review.forms import as_annotations, as_rows
from sddiagram.review.graph import circles, dominators, longest_way
from sddiagram.review.marking import marked
from sddiagram.review.sarif import as_sarif

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "check.schema.json").read_text(encoding="utf-8")
)
SPOF = "single-point-of-failure"

users = sd.Client("Users")
balancer = sd.LoadBalancer("Balancer", replicas=2, note="auth")
app = sd.Service("App", replicas=3)
orders = sd.SQLPrimary("Orders")
watched = app >> sd.emits("metrics", share=0) >> sd.Monitoring("Metrics")


def shop(**facts: object) -> sd.Pattern:
    """A shop with one database, and whatever facts of its pattern."""
    return sd.Pattern("Shop", users >> balancer >> app >> orders, watched, **facts)  # type: ignore[arg-type]


def said(pattern: sd.Pattern, stage: int | None = None) -> list[tuple[str, str, str]]:
    """What is found: rule, place and weight."""
    found = review(pattern.view(stage))
    return [(one.rule, one.where, one.severity.value) for one in found if not one.accepted]


def test_a_finding_says_what_where_why_what_to_do_and_what_is_asked() -> None:
    (found,) = review(shop().view())
    assert (found.rule, found.on, found.where, found.number) == (SPOF, "orders", "Orders", "1")
    assert found.severity is Severity.ERROR
    assert all((found.fact, found.why, found.way_out, found.asks))
    assert found.message.startswith("A failure of Orders stops all that need it")
    assert found.message.endswith(
        "An interviewer would ask: “What do users see while it is down, and for how long?”"
    )


def test_a_first_stage_is_judged_as_a_start() -> None:
    start = sd.Stage("Start", users >> sd.Service("App") >> orders)
    grown = sd.Stage("Grow", sd.Service("Search"))
    assert {weight for _, _, weight in said(sd.Pattern("Shop", start, grown), 1)} == {"info"}
    assert "error" in {weight for _, _, weight in said(sd.Pattern("Shop", start, grown), 2)}


def test_what_is_accepted_keeps_its_reason_and_weighs_no_more() -> None:
    accepted = sd.Accepted(SPOF, on=orders, because="minutes of downtime are allowed")
    pattern = shop(accepts=accepted)
    (found,) = review(pattern.view())
    assert found.accepted
    assert found.because == "minutes of downtime are allowed"
    assert said(pattern) == []


def test_a_reason_may_quote_a_number() -> None:
    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> balancer >> app >> orders,
        watched,
        accepts=sd.Accepted(SPOF, on=orders, because=lambda n: f"{n.peak} can wait"),
    )
    assert [one.because for one in review(pattern.view()) if one.accepted] == ["300 rps can wait"]


def test_an_acceptance_is_of_one_component_alone() -> None:
    carts = sd.SQLPrimary("Carts")
    pattern = sd.Pattern(
        "Shop",
        users >> balancer >> app >> [orders, carts],
        watched,
        accepts=sd.Accepted(SPOF, on=orders, because="it is small"),
    )
    assert [one for one in said(pattern) if one[0] == SPOF] == [(SPOF, "Carts", "error")]


def test_an_arrow_is_accepted_by_its_ends() -> None:
    cache = sd.Cache("Sessions")
    pattern = sd.Pattern(
        "Shop",
        users >> "get" >> cache,
        accepts=sd.Accepted("client-reaches-store", on=users >> cache, because="a demo"),
    )
    assert [one.rule for one in review(pattern.view()) if one.accepted] == ["client-reaches-store"]


def test_an_acceptance_that_nothing_needs_is_a_finding() -> None:
    pattern = shop(
        accepts=[
            sd.Accepted(SPOF, on=orders, because="it is small"),
            sd.Accepted("no-balancer", on=app, because="there was none"),
        ]
    )
    assert said(pattern) == [("unneeded-acceptance", "Shop", "warning")]


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    pattern = shop(accepts=sd.Accepted("singel-point-of-failure", because="it is small"))
    with pytest.raises(sd.NotFoundError, match="Did you mean 'single-point-of-failure'"):
        review(pattern.view())


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"rule": ""}, "needs the rule"),
        ({"rule": SPOF}, "gives no reason"),
        ({"rule": SPOF, "because": "x", "on": "orders"}, "give a component or an arrow"),
    ],
)
def test_an_acceptance_says_what_it_lacks(facts: dict[str, str], message: str) -> None:
    with pytest.raises(sd.DesignError, match=message):
        sd.Accepted(**facts)  # type: ignore[arg-type]


def test_what_is_accepted_is_on_the_board() -> None:
    with pytest.raises(sd.DesignError, match="'Carts', which is in no flow"):
        shop(accepts=sd.Accepted(SPOF, on=sd.SQLPrimary("Carts"), because="it is small"))


def test_a_later_stage_answers() -> None:
    standby = sd.ReadReplica("Standby")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("One", users >> balancer >> app >> orders),
        sd.Stage(
            "Two", app >> sd.calls("read") >> sd.Cache("Cache", hit_ratio=0.9, stale=1 * sd.s)
        ),
        sd.Stage("Three", orders >> sd.copies("WAL") >> standby),
    )
    answers = {
        stage: [(one.rule, one.where, answer) for one, answer in many]
        for stage, many in answered_later(pattern).items()
    }
    assert answers == {1: [(SPOF, "Orders", 3)], 2: [(SPOF, "Orders", 3)]}


def test_facts_that_contradict_each_other_do_not_end_the_review() -> None:
    model = sd.LLM("Model")
    pattern = sd.Pattern(
        "Agent",
        sd.Client("Users", sends=sd.Requests("task", 1 * sd.rps)) >> balancer >> app,
        app >> "prompt" >> model >> "tool call" >> app,
    )
    assert "no-number-follows" in {rule for rule, _, _ in said(pattern)}


def test_rows_hold_what_the_schema_says() -> None:
    accepted = sd.Accepted(SPOF, on=orders, because="it is small")
    pattern = sd.Pattern(
        "Shop",
        users >> balancer >> app >> orders,
        users >> "get" >> sd.Cache("Sessions"),
        accepts=accepted,
    )
    rows = as_rows(review(pattern.view()))
    jsonschema.validate(rows, SCHEMA)
    arrows = {row["rule"]: row["arrow"] for row in rows if "arrow" in row}
    assert arrows["client-reaches-store"] == {
        "source": "users",
        "target": "sessions",
        "label": "get",
    }
    of_orders = [row for row in rows if row.get("component") == "orders"]
    assert [(row["rule"], row["accepted"]) for row in of_orders] == [(SPOF, True)]


def test_annotations_name_file_line_and_rule() -> None:
    (found,) = review(shop().view())
    placed = Finding(
        *(found.rule, "100% full,\nnow.", found.way_out), where="a: b", file="x,y.py", line=3
    )
    (line,) = as_annotations([placed])
    place = "file=x%2Cy.py,line=3,title=single-point-of-failure%3A a%3A b"
    assert line.startswith(f"::warning {place}::100%25 full,%0Anow.")


def test_sarif_suppresses_what_is_accepted_and_leaves_open_what_is_unknown() -> None:
    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> balancer >> app >> orders,
        watched,
        accepts=sd.Accepted(SPOF, on=orders, because="it is small"),
    )
    log: Any = as_sarif(review(pattern.view()))
    (run,) = log["runs"]
    results = {(one["ruleId"], one["kind"]): one for one in run["results"]}
    suppressed = results[SPOF, "fail"]["suppressions"]
    assert suppressed == [{"kind": "inSource", "justification": "it is small"}]
    assert results["capacity-unknown", "open"]["level"] == "none"
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} == {SPOF, "capacity-unknown"}


def test_marks_are_numbered_as_their_lines_are() -> None:
    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> balancer >> app >> orders.but(capacity=100 * sd.rps),
        watched,
    )
    found = marked(review(pattern.view()))
    assert found.marks["orders"].text == "1, 2"
    assert found.marks["orders"].tone is sd.Tone.ALARM
    assert [line[:3] for line in found.lines] == ["1. ", "2. "]


def test_marks_and_lines_are_drawn() -> None:
    picture = sd.render(shop(), findings={1: marked(review(shop().view()))}).decode()
    assert 'data-of="orders"' in picture
    assert "1. A failure of Orders stops all that need it" in picture


def test_a_graph_knows_what_every_way_passes() -> None:
    onward = {"in": ["a", "b"], "a": ["c"], "b": ["c"], "c": ["d"]}
    above = {"in": None, "a": "in", "b": "in", "c": "in", "d": "c"}
    assert dominators(["in"], onward) == above


def test_a_graph_knows_what_runs_in_circles() -> None:
    onward = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d"], "e": ["a"]}
    assert [sorted(one) for one in circles(onward)] == [["d"], ["a", "b", "c"]]


def test_the_longest_way_is_as_long_as_a_deep_design() -> None:
    onward = {str(number): [str(number + 1)] for number in range(5_000)}
    assert len(longest_way(["0"], onward)) == 5_001


FILE = """import sddiagram as sd

users = sd.Client("Users")
app = sd.Service("App", replicas=3)
orders = sd.SQLPrimary("Orders")
pattern = sd.Pattern(
    "Shop",
    users >> app >> orders,
    app >> sd.emits("metrics") >> sd.Monitoring("Metrics"),
)
"""


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `sddiagram` says of the shop in `folder`."""
    (folder / "shop.py").write_text(FILE, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "sddiagram", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_check_prints_file_line_and_rule_and_ends_with_1(tmp_path: Path) -> None:
    done = check(tmp_path, "check", "shop.py")
    assert done.returncode == 1
    first, second = done.stdout.splitlines()[:2]
    assert first == "Shop: 1 error, 1 warning, 1 info."
    assert second.startswith("error: shop.py:5: single-point-of-failure: A failure of Orders")


def test_warnings_end_with_1_where_they_are_to_be_strict(tmp_path: Path) -> None:
    mild = FILE.replace('sd.SQLPrimary("Orders")', 'sd.NoSQL("Orders", technology="dynamodb")')
    (tmp_path / "mild.py").write_text(mild, encoding="utf-8")
    assert check(tmp_path, "check", "mild.py").returncode == 0
    assert check(tmp_path, "check", "mild.py", "--strict").returncode == 1


def test_check_writes_json_for_scripts(tmp_path: Path) -> None:
    rows = json.loads(check(tmp_path, "check", "shop.py", "--json").stdout)
    jsonschema.validate(rows, SCHEMA)
    assert {(row["file"], row["line"]) for row in rows} == {("shop.py", 5), ("shop.py", 4)}


def test_one_form_at_a_time(tmp_path: Path) -> None:
    done = check(tmp_path, "check", "shop.py", "--json", "--sarif")
    assert (done.returncode, done.stdout) == (2, "")
    assert "give one of them" in done.stderr


def test_explain_prints_the_rule_and_refuses_what_is_none(tmp_path: Path) -> None:
    done = check(tmp_path, "explain", "no-balancer")
    assert done.stdout.startswith("no-balancer (warning; in a first stage: info)\n\nReplicas that")
    wrong = check(tmp_path, "explain", "no-balancr")
    assert wrong.returncode == 3
    assert "Did you mean 'no-balancer'?" in wrong.stderr


def test_an_arrow_stands_where_it_is_drawn(tmp_path: Path) -> None:
    drawn = FILE.replace(
        "    users >> app >> orders,\n",
        '    users >> "get" >> app,\n    app >> "get" >> orders,\n    users >> "get" >> orders,\n',
    )
    (tmp_path / "drawn.py").write_text(drawn, encoding="utf-8")
    rows = json.loads(check(tmp_path, "check", "drawn.py", "--json").stdout)
    lines = {row["rule"]: row["line"] for row in rows if "arrow" in row}
    assert lines == {"client-reaches-store": 10}


def test_what_sends_requests_is_where_they_start_when_no_client_is_drawn() -> None:
    app = sd.Service("Phone app", sends=sd.Requests("ask", 100 * sd.rps))
    balancer, api = sd.LoadBalancer("Balancer"), sd.Service("API", replicas=3)
    found = review(sd.Pattern("Voice", app >> balancer >> api).view())
    assert [one.on for one in found if one.rule == "single-point-of-failure"] == ["balancer"]


def test_a_result_that_never_returns_is_missed_behind_the_last_of_what_works_on_it() -> None:
    users, gateway = sd.Client("Users"), sd.Gateway("Gateway", replicas=3)
    hears, understands = sd.ModelServer("ASR", replicas=3), sd.ModelServer("NLU", replicas=3)
    pattern = sd.Pattern("Voice", users >> gateway >> sd.streams("audio") >> hears >> understands)
    facts = [one.fact for one in review(pattern.view()) if one.rule == "result-never-returns"]
    assert facts == ["Work goes from Gateway to ASR, and no arrow leads beyond NLU."]


def test_an_unguarded_language_model_is_named_before_a_pool_of_gpus() -> None:
    users, gateway = sd.Client("Users"), sd.Gateway("Gateway", replicas=3)
    models = [sd.GPUPool("ASR", replicas=3), sd.LLM("Model", replicas=3)]
    found = review(sd.Pattern("Voice", users >> gateway >> models).view())
    about = {one.rule: one.fact for one in found}
    assert about["unguarded-model"].startswith("Nothing checks what users send to Model")
    assert about["unprotected-gpu-tier"] == "Nothing limits what reaches Model."


def test_check_says_the_way_out_and_the_question_of_a_rule_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    many = [
        Finding("single-point-of-failure", f"{name} fails.", "Run two.", asks="What then?")
        for name in ("API", "Orders")
    ]
    print_findings(many, "shop.py", sys.stdout)
    said = capsys.readouterr().out
    assert "API fails. Run two. An interviewer would ask: “What then?”" in " ".join(said.split())
    assert said.endswith("single-point-of-failure: Orders fails.\n")
