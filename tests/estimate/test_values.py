"""What the hops and stores do not say: a time that its load makes, an answer that is a function."""

import pytest

import sddiagram as sd
from sddiagram.estimate import spoken
from sddiagram.estimate.figures import figures
from sddiagram.estimate.telling import told
from sddiagram.model.numbers import Requirement

pair, chat = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.Tokens(1_500, out=300, prefix_hits=0.5)
pool = sd.ModelServer(
    "Pool", capacity=pair.rate(chat), latency=sd.llm.FirstTokens(pair, chat), replicas=10
)


def chatting(rate: float, **said: object) -> sd.Pattern:
    users = sd.Client("Users", sends=sd.Requests("prompt", rate * sd.rps, peak=1))
    return sd.Pattern("Chat", users >> pool, **said)  # type: ignore[arg-type]


def p95(pattern: sd.Pattern) -> float:
    (one,) = sd.estimate(pattern).answered
    assert one.delay
    return float(one.delay.p95 / sd.ms)


def held(answer: object, rate: float = 50) -> Requirement:
    brief = sd.Brief("Design a chat.", non_functional=[("How?", answer)])  # type: ignore[list-item]
    (found,) = sd.estimate(chatting(rate, brief=brief)).requirements
    return found


def test_a_time_that_its_load_makes_is_that_of_the_formula() -> None:
    load = sd.llm.Load(pair, chat, 5 * sd.rps, before=0 * sd.ms)
    assert p95(chatting(50)) == pytest.approx(float(load.first_token.p95 / sd.ms), rel=1e-6)


def test_it_follows_what_if() -> None:
    assert p95(sd.zone_lost(chatting(50))) > p95(sd.scaled(chatting(50), 1.1)) > p95(chatting(50))


def test_a_hop_that_hardly_varies_beside_it_only_shifts_it() -> None:
    gateway = sd.Gateway("Gateway", latency=sd.latency(2 * sd.ms, p99=3 * sd.ms))
    users = sd.Client("Users", sends=sd.Requests("prompt", 50 * sd.rps, peak=1))
    behind = sd.Pattern("Chat", users >> gateway >> pool)
    assert p95(behind) - p95(chatting(50)) == pytest.approx(2, abs=0.1)


def test_a_pool_that_is_asked_too_much_has_no_time() -> None:
    (one,) = sd.estimate(chatting(500)).answered
    assert (one.delay, one.full) == (None, ("Pool",))


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (sd.at_most(2 * sd.days, percentile=None, value=lambda n: 1 * sd.day), "met"),
        (sd.at_most(2 * sd.days, percentile=None, value=lambda n: 3 * sd.days), "missed"),
        (sd.at_most(40 * sd.ms, value=lambda n: 30 * sd.ms), "not derived"),
        (sd.at_most(40 * sd.ms, value=lambda n: 50 * sd.ms), "missed"),
        (
            sd.at_most(
                1 * sd.s,
                percentile=95,
                value=lambda n: sd.llm.Load(pair, chat, 5 * sd.rps).first_token,
            ),
            "met",
        ),
        (sd.stale_at_most(5 * sd.minutes, value=lambda n: 1 * sd.minute), "met"),
        (sd.costs_at_most(100 * sd.usd, value=lambda n: 200 * sd.usd), "missed"),
        (
            sd.costs_at_most(
                3 * sd.usd / (1e6 * sd.tokens), value=lambda n: 2 * sd.usd / (1e6 * sd.tokens)
            ),
            "met",
        ),
    ],
    ids=["in time", "late", "mean within", "mean past", "a delay", "fresh", "dear", "per token"],
)
def test_an_answer_may_take_its_value_from_the_numbers(answer: object, verdict: str) -> None:
    assert held(answer).verdict.value == verdict


def test_an_answer_tells_how_its_value_follows() -> None:
    answer = sd.at_most(
        1 * sd.s, value=lambda n: sd.llm.Load.among(pair, chat, n.at(pool), n[pool]).time_per_token
    )
    assert (
        "18.6 ms per step / (1 - 0.44 of the time shared) = 33.1 ms; the goal is 1 s"
        in held(answer).how
    )


def test_a_value_of_what_is_asked_too_much_is_missed() -> None:
    answer = sd.at_most(
        1 * sd.s, value=lambda n: sd.llm.Load.among(pair, chat, n.at(pool), n[pool]).time_per_token
    )
    found = held(answer, rate=500)
    assert found.verdict.value == "missed" and "its queue only grows" in found.how


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (lambda n: 1 / 0, "fails with ZeroDivisionError"),
        (lambda n: n.peek, "fails with AttributeError"),
        (lambda n: 5 * sd.GB, "gives 5 GB, where the limit is 1 s"),
        (lambda n: "soon", "gives 'soon'"),
    ],
    ids=["error", "no such number", "bytes", "text"],
)
def test_a_value_that_is_none_is_told(value: object, told: str) -> None:
    with pytest.raises(sd.DesignError, match=told) as error:
        held(sd.at_most(1 * sd.s, value=value))  # type: ignore[arg-type]
    assert "'How?'" in str(error.value) and len(str(error.value)) < 300


def test_a_value_is_a_function() -> None:
    with pytest.raises(sd.DesignError, match="give a function"):
        sd.stale_at_most(1 * sd.s, value=1 * sd.s)  # type: ignore[arg-type]


def test_an_availability_may_be_a_value() -> None:
    assert held(sd.at_least(0.99, value=lambda n: 0.999)).verdict.value == "met"
    assert held(sd.at_least(0.9999, value=lambda n: 0.999)).verdict.value == "missed"


def test_an_availability_is_said_in_percent() -> None:
    found = held(sd.at_least(0.9999, value=lambda n: 0.99999))
    assert (found.answer, found.how) == ("99.99% of the time.", "99.999%; the goal is 99.99%")
    assert str(sd.at_least(0.9999999)) == "99.99999% of the time."


def test_a_part_that_is_assumed_is_said_in_percent() -> None:
    part = sd.assumed(99.975 * sd.percent, "of the time, with three tiers")
    assert part.how == "99.975% of the time, with three tiers, assumed"
    assert held(sd.at_least(0.9995, value=lambda n: part)).how == f"{part.how}; the goal is 99.95%"


def test_a_cost_that_is_asked_for_is_per_month() -> None:
    assert str(sd.costs_at_most(60_000 * sd.usd)) == "At most $60,000 per month."


@pytest.mark.parametrize(
    ("requests", "said"),
    [(1 * sd.per_hour, "$190 per thousand"), (3e6 * sd.rps, "$0.000000018 per thousand")],
    ids=["dear", "cheap"],
)
def test_the_cost_of_requests_is_written_out(requests: sd.Quantity, said: str) -> None:
    users = sd.Client("Users", sends=sd.Requests("open", requests))
    api = sd.Service("API", replicas=1, cost=140 * sd.usd)
    assert said in spoken.cost(sd.estimate(sd.Pattern("P", users >> api)))[0]


def test_what_costs_nothing_is_not_unknown() -> None:
    users = sd.Client("Users", sends=sd.Requests("open", 1 * sd.rps))
    free = sd.External("Public data", cost=0 * sd.usd)
    found = sd.estimate(sd.Pattern("P", users >> sd.Service("API", cost=9 * sd.usd) >> free)).cost
    assert (found.unknown, found.month) == ((), 9 * sd.usd)
    with pytest.raises(sd.DesignError, match="cost="):
        sd.External("Paid back", cost=-1 * sd.usd)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (lambda n: n.answered[0].delay.p99, "met"),
        (lambda n: n.answered[0].delay.p99 + 10 * sd.ms, "met"),
        (lambda n: 10 * sd.ms + 2 * n.answered[0].delay.p99, "met"),
        (lambda n: sum([n.answered[0].delay.p99, 2 * sd.s]), "missed"),
        (lambda n: n.answered[0].delay.p50, "not derived"),
        (lambda n: n.answered[0].delay.p99 + n.answered[0].delay.p50, "not derived"),
        (lambda n: n.answered[0].delay.mean, "not derived"),
    ],
    ids=["p99", "later", "twice", "late", "p50", "p99 and p50", "mean"],
)
def test_a_percentile_that_is_taken_from_a_delay_stays_one(value: object, verdict: str) -> None:
    answer = sd.at_most(2 * sd.s, value=value)  # type: ignore[arg-type]
    assert held(answer, rate=10).verdict.value == verdict


def test_a_lower_percentile_is_named() -> None:
    answer = sd.at_most(2 * sd.s, value=lambda n: n.answered[0].delay.p50)  # type: ignore[union-attr]
    assert held(answer, rate=10).how.startswith("p50 leaves ")


def test_a_cost_of_next_to_nothing_is_that_of_a_million() -> None:
    assert str(sd.costs_at_most(3 * sd.usd / (1e6 * sd.tokens))) == "At most $3 per 1M tokens."


def test_figures_follow_what_if_and_say_what_has_failed() -> None:
    pattern = chatting(50, figures=[sd.Figure("Replicas", lambda n: n[pool], "as stated")])
    kept, lost = sd.zone_lost(pattern), sd.without(pattern, pool)
    assert [(one.value) for one in figures(kept.view(), sd.estimate(kept))] == ["6"]
    (one,) = figures(lost.view(), sd.estimate(lost))
    assert one.value is None and "'Pool' is not on the board" in one.how


def test_a_figure_derives_itself_where_its_value_knows_how() -> None:
    figure = sd.Figure("Memory", pair.kv_memory)
    assert figure.derivation == "2 x 80 GB x 0.95 - 71 GB weights - 6 GB activations (assumed)"


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (21 * sd.per_day, "21 per day"),
        (21 * sd.unit("run") * sd.per_day, "21 runs/day"),
        (0.5 * sd.rps, "0.5 rps"),
    ],
    ids=str,
)
def test_a_rare_rate_is_said_per_day(rate: sd.Quantity, said: str) -> None:
    assert str(rate) == said


def test_a_pattern_that_is_told_once_keeps_its_own_text() -> None:
    first = chatting(50).renamed("chat", "# one")
    second = first.renamed("chat", "# two")
    assert first == second
    assert (told(first).source, told(second).source) == ("# one", "# two")
