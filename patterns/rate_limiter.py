"""Rate limiter: refuse callers who ask too much, in under two milliseconds."""

import sddiagram as sd

keys, tenants, hot_share, hottest, lease = 10_000_000, 1_000, 0.5, 0.03, 5
calls = sd.Requests("call", 1_000_000 / 3 * sd.rps, request=1 * sd.KB, response=2 * sd.KB)
each_hot = hot_share / tenants * calls.at_peak
# A leased token costs a fifth of a call; all other calls ask the buckets themselves.
asking = 1 - hot_share + hot_share / lease
commands = 2  # a script reads a bucket and writes it, assumed to cost two commands
buckets = sd.Records(
    "buckets",
    count=keys,
    size=64 * sd.B,
    overhead=2.6,  # Redis adds about 100 B for each key, assumed
    key="tenant_id, user_id, route",
    fields="tokens, refilled_at",
)
limits = sd.Records(
    "limits",
    count=100_000,
    size=200 * sd.B,
    key="tenant_id, route",
    fields="rate, burst, when_down, version",
)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
pushed, watched = 5 * sd.seconds, 10 * sd.seconds

callers = sd.Client("Callers", sends=calls)
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=sd.latency(0.2 * sd.ms, p99=0.8 * sd.ms),
    availability=0.99999,
    cost=node,
    note="L4, in three zones",
)
alone = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=0.99999,
    cost=node,
    note="buckets in its memory",
)
asks = alone.but(note="429 with Retry-After")
leases = alone.but(note="leases hot tenants' tokens")
apis = sd.External(
    "APIs",
    latency=sd.latency(20 * sd.ms, p99=100 * sd.ms),
    availability=0.9999,
    note="protected; other teams' own",
)
counters = sd.KeyValue(
    "Buckets",
    technology="redis",
    latency=sd.latency(0.5 * sd.ms, p99=1.5 * sd.ms),
    availability=0.9999,
    holds=buckets,
    node=2 * sd.GB,
    copies=2,
    cost=sd.cited(19 * sd.usd, "per process: 1 vCPU at $15, 2 GB at $2 [NM]"),
    note="one script takes tokens",
)
operators = sd.Browser("Operators")
admin = sd.Service("Limits API", note="checks, versions, pushes")
rules = sd.SQLPrimary(
    "Limits", technology="postgresql", holds=limits, copies=2, note="by route, with a standby"
)
decisions = sd.Stream("Decisions", technology="kafka", note="refusals, 1% of the rest")
finder = sd.StreamProcessor(
    "Hot key finder", technology="flink", cost=node, note="top tenants of 10 s"
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="refusals, failed checks")
take = "take tokens"
passed = sd.assumed(
    0.99998 * (100 * sd.percent), "of the time: two tiers of 99.999%, and the buckets fail open"
)

pattern = sd.Pattern(
    "Rate limiter",
    sd.Stage(
        "In each node",
        callers >> "request" >> balancer >> "request" >> alone >> "allowed" >> apis,
        why=lambda n: f"Fast, but {n[alone]} nodes count alone, so {n[alone]} limits pass.",
    ),
    sd.Stage(
        "One count for all",
        asks >> sd.calls(take, costs=commands, size=200 * sd.B) >> counters,
        operators >> "change a limit" >> admin >> "save" >> rules,
        admin >> sd.copies("limits") >> asks,
        changes=[asks],
        why=lambda n: (
            f"{n.at(asks >> take >> counters)} of checks take {n[counters] // 2} shards and copies."
        ),
        tradeoffs=[
            sd.TradeOff(
                "token bucket",
                gain=f"{buckets.size} per key, and bursts pass on purpose, as at Stripe [STRIPE]",
                cost="a burst as large as the bucket passes at once",
                instead_of="a log of time stamps: exact, but 800 B for 100 requests",
            ),
            sd.TradeOff(
                "one atomic script per check",
                gain="no race between reading a count and writing it",
                cost="each shard runs one script at a time",
                instead_of="read, then write, which lets simultaneous calls through",
            ),
        ],
    ),
    sd.Stage(
        "Lease to hot tenants",
        leases
        >> sd.calls(take, share=round(asking, 3), costs=commands, size=200 * sd.B)
        >> counters,
        leases >> sd.emits("decisions", share=0.03, size=200 * sd.B) >> decisions,
        decisions >> sd.streams("events") >> finder,
        finder >> sd.batches("hot tenants", every=watched) >> leases,
        leases >> sd.emits("counts", share=0) >> monitoring,
        changes=[leases],
        drops=asks >> take >> counters,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"One tenant lives on one shard; leases divide its checks by {lease}, "
            f"so {n[counters] // 2} shards do."
        ),
        tradeoffs=[
            sd.TradeOff(
                f"leases of {lease} tokens, for hot tenants alone",
                gain="the tokens are taken first, so the limit holds on average",
                cost=lambda n: (
                    f"{n[leases] * lease} tokens may wait in nodes, so bursts are larger and some "
                    "tokens are lost"
                ),
                instead_of="leases for all keys, most of which one node sees a few times per hour",
            ),
            sd.TradeOff(
                "open for users, closed for what costs money",
                gain="when the buckets are down, the product is not",
                cost="abuse passes meanwhile, so the alarm must be loud",
                instead_of="one policy for all routes",
            ),
        ],
    ),
    brief=sd.Brief(
        "Limit how often each user and each tenant may call our API, across all its nodes.",
        functional=[
            ("What is limited?", "Calls per user and per tenant, by route."),
            ("What does a refused caller get?", "429 with Retry-After."),
            ("Are bursts allowed?", "Short ones, up to the size of the bucket."),
        ],
        scale=[
            ("How many calls?", f"{calls.at_peak} at the peak, each is checked."),
            ("How many keys?", f"{keys / 1e6:g}M active ones."),
            (
                "How uneven is it?",
                f"Assumed: {tenants:,} tenants make {hot_share:.0%} of the calls, the largest one "
                f"{hottest:.0%}. Their servers use one key each, so user and tenant are one.",
            ),
        ],
        non_functional=[
            (
                "How much time may a check add?",
                sd.at_most(2 * sd.ms, percentile=99, value=lambda n: n.delay(counters)),
            ),
            (
                "How soon does a new limit hold?",
                sd.stale_at_most(10 * sd.seconds, value=lambda n: pushed),
            ),
            (
                "How often must calls get past the limiter?",
                sd.at_least(99.99 * sd.percent, value=lambda n: passed),
            ),
        ],
        constraints=[
            ("How exact must it be?", "A few percent over the limit is fine; double is not."),
            ("What if the limiter is down?", "User traffic passes; costly routes refuse."),
            ("How many regions?", "One; another region would get a share of each limit."),
        ],
    ),
    api=[
        sd.Endpoint(
            "any call", "API key", "429, Retry-After, RateLimit headers", "429 is [RFC6585]"
        ),
        sd.Endpoint("take(keys, n)", "tenant, user, route, n", "allowed, left, refilled in"),
        sd.Endpoint("PUT /v1/limits/{tenant}", "route, rate, burst", "200 with the version"),
    ],
    figures=[
        sd.Figure(
            "One key on one gateway node",
            lambda n: calls.at_peak / keys / n[leases] / sd.per_hour,
            lambda n: f"{calls.at_peak} / {keys:,} keys / {n[leases]} nodes: nothing to lease",
            "calls per hour",
        ),
        sd.Figure(
            "A hot tenant on one node",
            lambda n: each_hot / n[leases],
            lambda n: (
                f"{hot_share:.0%} of {calls.at_peak} / {tenants:,} tenants / {n[leases]} nodes"
            ),
        ),
        sd.Figure(
            "The largest tenant on its shard",
            commands * hottest * calls.at_peak / sd.planned("Redis") * 100,
            f"{hottest * calls.at_peak} x {commands} commands of {sd.planned('Redis')}, no leases",
            "%",
        ),
    ],
    risks=[
        sd.Risk(
            "the buckets cannot be reached",
            effect="nothing on user routes; costly routes answer 503",
            mitigation="a 5 ms deadline, then a bucket in the node's memory with part of the limit",
        ),
        sd.Risk(
            "one tenant is far over its limit",
            effect="its neighbours on the same shard wait longer for their checks",
            mitigation="the node refuses alone while it knows that the bucket is empty",
        ),
        sd.Risk(
            "clocks of nodes differ",
            effect="some callers are refused too early",
            mitigation="the script takes the time from Redis",
        ),
    ],
    probes=[
        sd.Probe(
            "What goes wrong at the edge of a fixed window?",
            "Twice the limit passes: all of one window at its end, and all of the next one at its "
            "start. A token bucket or a sliding window of two counts prevents it.",
        ),
        sd.Probe(
            "How do you limit a user and a tenant at once?",
            "Both buckets are on the shard of the tenant, by a hash tag. One script takes from "
            "both, or from neither.",
        ),
        sd.Probe(
            "Why not let each gateway own some keys and count in memory?",
            "Then the balancer must hash by API key, so it must end TLS; a lost node moves its "
            "keys, and a hot tenant fills one gateway.",
        ),
        sd.Probe(
            "How do two regions share a limit?",
            "Each gets a share by its recent traffic, moved every few seconds. A shared count "
            "would add a round trip between regions to each check.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"{n.cost.month} per month, {n.cost.each_thousand * 1000} per million calls. "  # type: ignore[operator]
                f"The gateways are there anyway; the buckets are {n[counters] * 19 * sd.usd}."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Compares the algorithms, draws a token bucket in Redis and answers 429 correctly.",
        senior="Makes the check atomic, sizes the shards, and decides for each route what happens "
        "when the store is down.",
        staff="Computes for which keys leases pay, bounds the error that they add, and splits a "
        "limit over regions.",
    ),
    category="distributed systems",
    summary="Token buckets in one store, then tokens leased to the nodes for hot tenants.",
    sources=[
        sd.Source(
            "STRIPE",
            "Scaling your API with rate limiters",
            "Stripe",
            2017,
            "https://stripe.com/blog/rate-limiters",
        ),
        sd.Source(
            "RFC6585",
            "RFC 6585: Additional HTTP status codes",
            "IETF",
            2012,
            "https://www.rfc-editor.org/rfc/rfc6585",
        ),
    ],
)
