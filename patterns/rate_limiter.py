"""Rate limiter: refuse callers who ask too much, in under two milliseconds."""

import math

import sddiagram as sd

peak = 1_000_000 * sd.rps
millions = float(peak / sd.rps) / 1e6
keys = 10_000_000
bucket = 64 * sd.B
log_entries, entry = 100, 8 * sd.B  # a sliding log keeps a time stamp of 8 bytes for each request

buckets = keys * bucket
logs = keys * log_entries * entry

# 72 to 79k ops/s measured for one process without pipelining [RED]; planned at 50k.
redis_rate = 50_000 * sd.rps
shards = math.ceil(peak / (redis_rate * 0.65) * 1.5)
# 20k rps a vCPU is plain proxying; with TLS, auth and logging 3k [NGX]: 24k on 8 vCPUs.
node_rate = 24_000 * sd.rps
nodes = math.ceil(peak / (node_rate * 0.65) * 1.5)
# Assumed: a node renews the lease of a busy key ten times a second, and one check in ten touches a
# key whose lease has to be renewed.
lease_share = 0.1
leases = lease_share * peak
lease_shards = math.ceil(leases / (redis_rate * 0.65) * 1.5)

callers = sd.Client("Callers")
first = sd.Gateway("API gateway", capacity=node_rate, replicas=1, note="buckets in its memory")
gateway = sd.Gateway(
    "API gateway", technology="envoy", capacity=node_rate, replicas=nodes, note="429, Retry-After"
)
leasing = gateway.but(note="spends leases locally")
api = sd.Service("API", note="behind the limit")
limiter = sd.RateLimiter("Limit service", replicas=3, note="token bucket per key")
counters = sd.Cache(
    "Buckets",
    technology="redis",
    capacity=redis_rate,
    replicas=shards,
    latency=0.5 * sd.ms,
    note="atomic script, TTL",
)
fewer_counters = counters.but(replicas=lease_shards, note="leased quota, TTL")
rules = sd.SQLPrimary("Rules", note="per user and tenant")
admin = sd.Browser("Operators")
publisher = sd.Service("Rule publisher", note="versioned, pushed")
decisions = sd.Stream("Decisions", replicas=3, note="refusals, samples")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="hot tenants, fail-opens")

pattern = sd.Pattern(
    "Rate limiter",
    sd.Stage(
        "In the process",
        callers >> "request" >> first >> "allowed" >> api,
        why="Fast, but every node counts alone: n nodes let n times the limit through.",
    ),
    sd.Stage(
        "One count for all",
        callers >> "request" >> gateway >> "allowed" >> api,
        gateway >> "check" >> limiter >> "take token" >> counters,
        admin >> "edit" >> rules >> sd.copies("rules") >> publisher,
        publisher >> sd.copies("rules") >> limiter,
        changes=[gateway],
        why=f"One limit for all nodes; {millions:g}M checks/s take {shards} Redis shards.",
        tradeoffs=[
            sd.TradeOff(
                "token bucket",
                gain=f"{bucket} a key, {buckets} for all; bursts pass on purpose",
                cost="a burst as large as the bucket passes at once",
                instead_of=f"a sliding log: exact, but {logs}",
            ),
            sd.TradeOff(
                "one atomic script per check",
                gain="no race between reading and writing the count",
                cost="the shard's one thread runs it",
                instead_of="read, then write, which lets concurrent calls through",
            ),
        ],
    ),
    sd.Stage(
        "Lease and watch",
        callers >> "request" >> leasing >> "allowed" >> api,
        leasing >> sd.calls("lease", share=lease_share) >> limiter,
        limiter >> sd.calls("reserve") >> fewer_counters,
        leasing >> sd.emits("decisions") >> decisions >> sd.streams("counts") >> monitoring,
        changes=[leasing, fewer_counters],
        drops=[gateway >> "check" >> limiter, limiter >> "take token" >> counters],
        why=f"Nodes lease quota: a tenth of the checks leave the node, {lease_shards} shards do.",
        tradeoffs=[
            sd.TradeOff(
                "leased quota",
                gain="most checks cost no network hop, and an outage is felt late",
                cost="a limit may be passed by what the nodes hold, or left unused",
                instead_of="a central check for every request",
            ),
            sd.TradeOff(
                "fail open for users, closed for what costs money",
                gain="the limiter's outage is not the product's outage",
                cost="abuse passes while it lasts; alerts must be loud",
                instead_of="one policy for all routes",
            ),
        ],
    ),
    brief=sd.Brief(
        "Limit how often each user and each tenant may call our API, across all its nodes.",
        functional=[
            ("What is limited?", "Calls per user and per tenant, by route."),
            ("What does a refused caller see?", "429 with Retry-After."),
            ("Are bursts allowed?", "Short ones, up to the bucket's size."),
        ],
        scale=[
            ("How many checks?", "1M a second at the peak."),
            ("How many keys?", "10M active ones."),
        ],
        non_functional=[
            ("How much latency may a check add?", "Under 2 ms."),
            ("How exact must it be?", "A few per cent over the limit is fine; double is not."),
            ("What if the limiter is down?", "User traffic passes, costly routes refuse."),
        ],
        constraints=[
            ("Who changes the limits?", "Operators, at run time, without a deployment."),
            ("One region?", "Yes; other regions get a share of each limit."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Checks at the peak", peak, "given"),
        sd.Figure("Memory of token buckets", buckets, f"{keys:,} keys x {bucket}"),
        sd.Figure("Memory of sliding logs", logs, f"{keys:,} keys x {log_entries} x {entry}"),
        sd.Figure(
            "Central Redis shards", shards, f"{peak} / ({redis_rate} x 0.65) x 1.5", "shards"
        ),
        sd.Figure(
            "Gateway nodes", nodes, f"{peak} / ({node_rate} x 0.65) x 1.5 for a lost zone", "nodes"
        ),
        sd.Figure("Lease calls", leases, "assumed: a tenth of the checks renew a lease"),
        sd.Figure(
            "Shards with leases", lease_shards, f"{leases} / ({redis_rate} x 0.65) x 1.5", "shards"
        ),
    ],
    risks=[
        sd.Risk(
            "the bucket store is down",
            effect="no node can renew its leases",
            mitigation="spend the leases, then fail open for users and closed for costly routes",
        ),
        sd.Risk(
            "one tenant is hot",
            effect="its key's shard is at its limit and delays its neighbours",
            mitigation="lease larger amounts to that key, or split it over several sub-buckets",
        ),
        sd.Risk(
            "refused clients retry at once",
            effect="the gateway spends its time on refusals",
            mitigation="Retry-After with jitter, and drop the worst at the connection",
        ),
        sd.Risk(
            "clocks of nodes differ",
            effect="buckets fill too early or too late",
            mitigation="take the time from the store inside the script",
        ),
    ],
    probes=[
        sd.Probe(
            "What goes wrong at the edge of a fixed window?",
            "Twice the limit passes: all of one window at its end and all of the next at its "
            "start. "
            "A token bucket or a weighted pair of windows prevents it.",
        ),
        sd.Probe(
            "How do you limit a user and a tenant at once?",
            "Take from both buckets in one script, on one shard by hashing the tenant; if either "
            "is "
            "empty, take from neither.",
        ),
        sd.Probe(
            "Open or closed when it fails?",
            "By route: open where refusing users costs more than abuse, closed for sign-in, "
            "payments "
            "and anything that runs a GPU.",
        ),
        sd.Probe(
            "How do two regions share a limit?",
            "Give each a share by its recent traffic and move shares every few seconds; a shared "
            "count would add a round trip between regions to every check.",
        ),
    ],
    category="distributed systems",
    summary="Token buckets in one store, then quota leased to the nodes.",
    sources=[
        "redis/redis-doc, benchmarks: throughput of one process",
        "nginx.com, Testing the performance of NGINX",
        "Google SRE book, Handling Overload",
        "Stripe engineering, rate limiters (2017)",
    ],
)
