"""What a rule must not mind: designs like its example, each with the reason for silence."""

import pytest

import sddiagram as sd
from sddiagram.review import review

users, staff = sd.Client("Users"), sd.Client("Analysts")
gate = sd.Gateway("Gateway", replicas=2, note="auth, limits")
api = sd.Service("API", replicas=3)
db = sd.SQLPrimary("Orders")
slow = sd.Worker("Renderer", replicas=3)
jobs = sd.Queue("Jobs", note="dead letters after 5 tries")
mail, pack = sd.Worker("Mail", replicas=2), sd.Worker("Pack", replicas=2)
files = sd.ObjectStorage("Files")
front = users >> gate >> api

QUIET: dict[str, dict[str, sd.Flow | list[sd.Flow]]] = {
    "single-point-of-failure": {
        "zones are said": front >> db.but(zones=3),
        "copies are said": front >> db.but(copies=3),
        "its note says how many": front >> db.but(note="12 shards, one per zone"),
        "a fallback steps in": [
            front >> "ask" >> sd.Service("Prices"),
            api >> sd.calls("ask", fallback=sd.Service("Prices")) >> sd.Service("Old prices"),
        ],
        "others run it": front >> sd.NoSQL("Orders", technology="dynamodb"),
        "only staff wait for it": staff >> sd.Service("Reports") >> sd.Database("Figures"),
        "it watches": [front, api >> sd.emits("metrics") >> sd.Monitoring("Metrics")],
        "one of twins": [front >> [sd.Tool("Left"), sd.Tool("Right")]],
    },
    "client-reaches-store": {
        "staff ask a warehouse": staff >> "SQL" >> sd.Database("Figures"),
        "a backend for browsers": users >> "sync" >> sd.NoSQL("Notes", technology="firestore"),
        "an answer comes back": [front, db >> sd.answers("rows") >> users],
    },
    "no-balancer": {
        "the client balances": users >> "gRPC, client-side" >> api,
        "it is asked by a queue": [front >> sd.emits("job") >> jobs >> pack],
    },
    "shared-database": {
        "each has a schema": [
            gate >> api >> "write" >> db.but(note="a schema per service"),
            gate >> sd.Service("Stock") >> "write" >> db.but(note="a schema per service"),
        ],
        "one only reads": [
            gate >> api >> "write" >> db,
            gate >> sd.Service("Stock") >> "read" >> db,
        ],
    },
    "dual-write": {
        "an outbox is said": [front >> "insert, outbox" >> db, api >> sd.emits("sold") >> jobs],
        "it may be lost": [front >> "insert" >> db, api >> sd.emits("clicks") >> sd.Stream("Log")],
        "the database tells it": [front >> "insert" >> db >> sd.emits("rows") >> jobs],
    },
    "waits-for-slow-work": {
        "its time is stated": front >> "render" >> slow.but(latency=20 * sd.ms),
        "it is only started": front >> "start rendering" >> slow,
        "a scheduler starts it": [front, sd.Scheduler("Nightly") >> "run" >> slow],
        "only staff wait": staff >> sd.Service("Studio") >> "render" >> slow,
    },
    "queue-with-two-readers": {
        "each group reads all": front
        >> sd.emits("sold")
        >> sd.Queue("Sold", technology="kafka")
        >> [mail, pack],
        "each takes a class": [
            front >> sd.emits("sold") >> jobs,
            jobs >> sd.calls("mail", share=0.5) >> mail,
            jobs >> sd.calls("pack", share=0.5) >> pack,
        ],
    },
    "call-cycle": {
        "an agent and its tool": front >> sd.Agent("Agent") >> "call" >> sd.Tool("Search"),
        "a cache and its caller": [front >> "get" >> sd.Cache("Cache"), sd.Cache("Cache") >> api],
        "a stream": front >> sd.Service("Chat") >> sd.streams("tokens") >> api,
    },
}
"""By rule: the reason for silence, and the design."""

CASES = [(rule, why, flow) for rule, cases in QUIET.items() for why, flow in cases.items()]


@pytest.mark.parametrize(
    ("rule", "why", "flow"), CASES, ids=[f"{rule}: {why}" for rule, why, _ in CASES]
)
def test_a_rule_is_quiet_where_there_is_a_reason(
    rule: str, why: str, flow: sd.Flow | list[sd.Flow]
) -> None:
    flows = flow if isinstance(flow, list) else [flow]
    pattern = sd.Pattern("Shop", *flows)
    assert [one.fact for one in review(pattern.view()) if one.rule == rule] == [], why
