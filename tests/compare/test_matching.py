"""What does the job of what: by role, by place in the flow and by name."""

import sddiagram as sd
from sddiagram.compare import compare
from sddiagram.compare.assignment import assigned
from sddiagram.compare.values import Comparison, How

users, gateway, api = sd.Client("Users"), sd.Gateway("Gateway"), sd.Service("API")
cache, orders = sd.Cache("Cache", technology="redis"), sd.SQLPrimary("Orders", technology="mysql")
queue, mailer = sd.Queue("Jobs", technology="kafka"), sd.Worker("Mailer")
SHOP = sd.Pattern(
    "Shop",
    users >> gateway >> api >> [cache, orders],
    api >> sd.emits("mail") >> queue >> mailer,
)


def against(*flows: sd.Flow, reference: sd.Pattern = SHOP) -> Comparison:
    return compare(sd.Pattern("Mine", *flows).view(), reference.view())


def missing(found: Comparison) -> list[object]:
    return [one.where for one in found.missing]


def test_a_design_covers_itself() -> None:
    found = compare(SHOP.view(), SHOP.view())
    assert (found.score, found.missing, found.extra, found.alternatives) == (1.0, (), (), ())


def test_other_technologies_and_kinds_of_the_role_are_as_good() -> None:
    store = sd.NoSQL("Orders", technology="dynamodb")
    log = sd.Stream("Jobs", technology="pulsar")
    memory = cache.but(technology="memcached")
    found = against(
        users >> sd.Proxy("Front") >> api >> [memory, store], api >> sd.emits("x") >> log >> mailer
    )
    assert found.score == 1.0
    assert {one.reference.label: one.mine[0].label for one in found.alternatives} == {
        "Gateway": "Front",
        "Cache": "Cache",
        "Orders": "Orders",
        "Jobs": "Jobs",
    }


def test_other_names_are_found_by_role_and_place() -> None:
    backend, memory = sd.Service("Backend"), sd.Cache("Sessions in memory")
    found = against(
        sd.Browser("Shoppers") >> sd.Gateway("Door") >> backend >> [memory, sd.Database("Tables")],
        backend >> sd.emits("letters") >> sd.Queue("Outgoing") >> sd.Worker("Postman"),
    )
    assert found.score == 1.0


def test_a_service_that_is_split_is_covered_and_no_part_of_it_is_extra() -> None:
    reads, writes = sd.Service("Read API"), sd.Service("Write API")
    found = against(
        users >> gateway >> [reads, writes] >> orders,
        reads >> cache,
        writes >> sd.emits("mail") >> queue >> mailer,
    )
    assert (found.score, found.extra) == (1.0, ())
    (split,) = (one for one in found.alternatives if one.reference == api)
    assert [one.label for one in split.mine] == ["Read API", "Write API"]


def test_one_door_does_what_a_balancer_and_a_gateway_do() -> None:
    balancer = sd.LoadBalancer("Balancer")
    reference = sd.Pattern("R", users >> balancer >> gateway >> api >> orders)
    found = against(users >> gateway >> api >> orders, reference=reference)
    assert found.score == 1.0
    assert found.pairs["balancer"].how is How.MERGED


def test_a_note_says_what_else_a_component_does() -> None:
    reference = sd.Pattern("R", users >> api >> orders, api >> sd.IDGenerator("Id ranges"))
    assert missing(against(users >> api >> orders, reference=reference)) == ["id-ranges"]
    noted = orders.but(note="ids from a sequence")
    assert missing(against(users >> api >> noted, reference=reference)) == []


def test_a_managed_service_brings_its_dead_letters_along() -> None:
    reference = sd.Pattern(
        "R", users >> api >> queue >> mailer, queue >> sd.DeadLetterQueue("Dead")
    )
    assert missing(against(users >> api >> queue >> mailer, reference=reference)) == ["dead"]
    sqs = queue.but(technology="sqs")
    found = against(users >> api >> sqs >> mailer, reference=reference)
    assert found.pairs["dead"].how is How.BROUGHT


def test_an_alternative_that_the_reference_names_counts() -> None:
    stage = sd.Stage(
        "One",
        users >> api >> sd.SearchIndex("Word index"),
        tradeoffs=[sd.TradeOff("a word index", "found by words", "a copy", "PostgreSQL")],
    )
    store = sd.Database("Texts", technology="postgresql")
    found = against(users >> api >> store, reference=sd.Pattern("R", stage))
    assert found.score == 1.0
    assert found.pairs["word-index"].how is How.LISTED


def test_what_does_a_part_of_the_job_gets_half() -> None:
    reference = sd.Pattern("R", users >> api >> queue >> sd.StreamProcessor("Counter"))
    found = against(users >> api >> queue >> sd.Worker("Mailer"), reference=reference)
    assert found.pairs["counter"].how is How.STAND_IN
    assert found.score == round((2 + 3 + 1) / (2 + 3 + 2), 4)


def test_a_cache_that_stands_elsewhere_gets_half() -> None:
    found = against(
        users >> gateway >> api >> orders,
        api >> sd.emits("mail") >> queue >> mailer,
        sd.Scheduler("Nightly") >> sd.ETLJob("Report") >> cache,
    )
    assert found.pairs["cache"].how is How.ELSEWHERE


def test_what_stood_near_the_missing_is_not_elsewhere() -> None:
    memory = sd.Cache("Leaders")
    reference = sd.Pattern(
        "R", users >> api >> memory, [sd.Worker("Loader"), sd.StreamProcessor("Scores")] >> memory
    )
    found = against(users >> api, sd.Scheduler("Nightly") >> memory, reference=reference)
    assert found.pairs["leaders"].how is How.SAME


def test_a_gateway_is_the_gateway_before_it_is_the_limiter_that_it_says_it_is() -> None:
    quota = sd.RateLimiter("Token quota")
    reference = sd.Pattern("R", users >> gateway >> quota, gateway >> api)
    front = sd.Gateway("Front", note="keys, rate limits")
    found = against(users >> sd.LoadBalancer("NLB") >> front >> api, reference=reference)
    assert front in found.pairs["gateway"].mine
    assert found.pairs["token-quota"].mine == (front,)
    assert found.score == 1.0


def test_two_poor_pairs_are_no_better_than_a_good_one() -> None:
    reference = sd.Pattern("R", users >> api >> [orders, sd.ReadReplica("Copies")])
    tables, words = sd.Database("Tables"), sd.SearchIndex("Words")
    found = against(users >> api >> [tables, words], reference=reference)
    assert found.pairs["orders"].mine == (tables,)
    assert missing(found) == ["copies"]


def test_a_client_that_reaches_the_database_past_the_door_costs() -> None:
    straight = against(
        users >> gateway >> api >> [cache, orders],
        api >> sd.emits("mail") >> queue >> mailer,
        users >> "SQL" >> orders,
    )
    assert straight.contradictions == (
        "Users reaches Orders straight; the reference has something between.",
    )
    assert straight.score == 0.95


def test_the_best_pairs_are_those_with_the_largest_sum() -> None:
    scores = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8, ("c", "z"): 0.1}
    assert assigned(scores) == {"a": "y", "b": "x", "c": "z"}


def test_more_on_one_side_than_on_the_other_leaves_the_worst_alone() -> None:
    scores = {(left, "x"): score for left, score in zip("abc", (0.2, 0.9, 0.5), strict=True)}
    assert assigned(scores) == {"b": "x"}
