"""Scalable API: keep a read-heavy REST API fast through spikes and a lost zone."""

import sddiagram as sd

users_a_day, actions, read_share, cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9
each = actions * sd.per_day
reads = sd.Requests("read", read_share * each, users=users_a_day, response=2 * sd.KB)
writes = sd.Requests("write", (1 - read_share) * each, users=users_a_day, request=1 * sd.KB)
average = reads.rate + writes.rate
objects = sd.Records("objects", of=writes, size=1 * sd.KB, keep=1 * sd.year)
# Times of one visit with its network, assumed; a query in the zone takes 0.5 ms [NM].
edge_time = sd.latency(10 * sd.ms, p99=40 * sd.ms)
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
server_time = sd.latency(5 * sd.ms, p99=25 * sd.ms)
query_time = sd.latency(1 * sd.ms, p99=8 * sd.ms)
write_time = sd.latency(3 * sd.ms, p99=20 * sd.ms)
tier, database = 0.9999, 0.9995  # availability of a replicated tier, and of a managed database
node_cost = 120 * sd.usd  # 8 vCPU at $15 a month [NM]
# 16 vCPU, and 2 TB of SSD at $0.2 per GB [NM].
database_cost = 640 * sd.usd
cache_memory = 1.3 * 10_000_000 * (2 * sd.KB)
month = 30 * sd.day
zones = sd.Group("Region, three zones")

users = sd.Client("Users", sends=[reads, writes])

# Assumed 1,500 rps per 8-vCPU node with real logic.
server = sd.Service(
    "App servers",
    capacity=1_500 * sd.rps,
    replicas=1,
    latency=server_time,
    availability=tier,
    cost=node_cost,
    group=zones,
    note="stateless",
)
fleet = server.but(replicas=None)

# 7,200 TPS: a managed 16-vCPU PostgreSQL on network storage, the low end measured [PGB].
primary = sd.SQLPrimary(
    "Primary database",
    technology="postgres",
    capacity=7_200 * sd.rps,
    latency=write_time,
    availability=database,
    cost=database_cost,
    group=zones,
    note="all writes",
)
# 20k point reads/s per replica is a planning value from a weak source.
db = sd.blocks.replicated_database(
    primary,
    replicas=3,
    capacity=20_000 * sd.rps,
    latency=query_time,
    availability=tier,
    cost=database_cost,
    note="one a zone, lag < 1 s",
)

# 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    group=zones,
    note="auth, limits, shedding",
)
balancer = sd.LoadBalancer(
    "Load balancer",
    replicas=3,
    latency=hop_time,
    availability=tier,
    group=zones,
    note="L4, one a zone",
)
edge = sd.blocks.api_edge(users, fleet, balancer=balancer, gateway=gateway)
all_reads = fleet >> sd.calls("reads", of=reads) >> db.replicas
backups = sd.ObjectStorage("Backups", technology="s3", note="base + WAL archive")

cdn = sd.CDN(
    "CDN",
    technology="cloudfront",
    caches=reads,
    hit_ratio=cdn_hit,
    latency=edge_time,
    availability=tier,
    note="public reads, TTL 1 s",
)
# One Redis process does 72k ops/s unpipelined [RED].
cache = sd.Cache(
    "Cache",
    technology="redis",
    capacity=72_000 * sd.rps,
    caches=reads,
    hit_ratio=cache_hit,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=100 * sd.usd,  # 2 vCPU, and 26 GB in all at $2 per GB [NM]
    group=zones,
    note="TTL with jitter",
)
aside = sd.blocks.cache_aside(fleet, db.replicas, cache=cache, reads=reads, writes=writes)

node = 2 * sd.TB  # assumed
shards = sd.Shard(
    "Primary database",
    technology="postgresql",
    capacity=7_200 * sd.rps,
    latency=write_time,
    availability=database,
    cost=database_cost,
    holds=objects,
    node=node,
    group=zones,
    note="sharded by user",
)
shard_replicas = db.replicas.but(
    replicas=None, holds=objects, node=node, copies=2, note="two a shard, lag < 1 s"
)
jobs = sd.Queue(
    "Job queue", technology="kafka", replicas=3, group=zones, note="with dead-letter queue"
)
workers = sd.Worker("Workers", replicas=3, group=zones, note="idempotent")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="rate, errors, duration")


def cold(n: sd.Numbers) -> sd.Quantity:
    """Reads that look up the cache, and that all reach the replicas when it is empty."""
    return n.at(fleet >> "get" >> cache)


def up(n: sd.Numbers, requests: sd.Requests) -> float:
    """The part of the time in which the path of these requests is there."""
    return next(one.availability or 0 for one in n.answered if one.requests.id == requests.id)


def first_to_break(n: sd.Numbers) -> str:
    """The tiers in the order in which they fill up."""
    return ", ".join(
        f"{load.component.label} at {load.breaks_at:.1f}x" for load in n.breaks_first[:3]
    )


pattern = sd.Pattern(
    "Scalable API",
    sd.Stage(
        "One server",
        users >> "HTTPS" >> server >> "SQL" >> primary,
        why=lambda n: f"It answers: one node carries {server.capacity} of the {n.peak}.",
    ),
    sd.Stage(
        "Balance and replicate",
        edge.flow,
        db.flow,
        all_reads,
        fleet >> sd.calls("writes", of=writes) >> primary >> sd.batches("archive") >> backups,
        changes=[fleet],
        drops=[users >> "HTTPS" >> server, server >> "SQL" >> primary],
        why=lambda n: (
            f"{n.peak} take {n[fleet]} nodes, and a lost zone must not take the API down."
        ),
        tradeoffs=[
            sd.TradeOff(
                "asynchronous replicas",
                gain="commits do not wait for a copy",
                cost="a failover can lose seconds; users pin to the primary after a write",
                instead_of="semi-synchronous replication, right for money",
            ),
            sd.TradeOff(
                "refuse writes while the primary fails over",
                gain="no two primaries, and reads go on",
                cost="503 with Retry-After for 30 to 60 s",
                instead_of="accepting writes on both sides of a partition",
            ),
            sd.TradeOff(
                "SQL first",
                gain="transactions, constraints, any query",
                cost="sharding is ours to build later",
                instead_of="NoSQL before rate or size asks for it",
            ),
        ],
    ),
    sd.Stage(
        "Cache twice",
        users >> "HTTPS" >> cdn >> "misses, writes" >> edge.balancer,
        aside.flow,
        drops=[edge.entry, all_reads],
        why=lambda n: (
            f"{reads.at_peak} of reads overload three replicas; two caches leave "
            f"{n.at(db.replicas)}."
        ),
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "cache-aside with a TTL",
                gain="simple, and a lost cache loses no data",
                cost=lambda n: f"a cold cache sends {cold(n)} to the replicas",
                instead_of="write-through",
            ),
            sd.TradeOff(
                "delete on write, and a TTL of 1 s at the edge",
                gain="a read is at most a second old",
                cost=lambda n: f"{n.at(fleet >> 'delete' >> cache)} of deletes",
                instead_of="a TTL alone, which is stale for as long as it lasts",
            ),
        ],
    ),
    sd.Stage(
        "Shard and defer",
        shards >> sd.emits("outbox events") >> jobs >> "job" >> workers,
        fleet >> sd.emits("metrics, traces") >> monitoring,
        changes=[shards, shard_replicas],
        why=lambda n: f"{writes.at_peak} of writes fit one primary; {n[objects]} a year do not.",
        tradeoffs=[
            sd.TradeOff(
                "shard by user",
                gain="size and writes grow with nodes",
                cost="queries over many users scatter; resharding is live surgery",
                instead_of="a larger primary",
            ),
            sd.TradeOff(
                "outbox events for slow work",
                gain="responses do not wait, and no event is lost between two writes",
                cost="at least once: workers must be idempotent",
                instead_of="writing to the database and the queue",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design a read-heavy REST API that answers in under 100 ms at p95, is up 99.99% of the "
        "time and survives traffic spikes.",
        functional=[
            ("What does it do?", "Create, read, update and delete objects that users own."),
            ("Do transactions span objects?", "No, each touches one object."),
        ],
        scale=[
            (
                "How many users and requests?",
                f"{users_a_day / 1e6:g}M daily users, {actions} requests each.",
            ),
            (
                "What is the read/write ratio?",
                f"{100 * read_share:.0f} to {100 * (1 - read_share):.0f}.",
            ),
            ("How large is an object?", "1 KB stored, 2 KB in a response."),
            ("How bad are spikes?", "10 times for 5 minutes; shedding is allowed."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(100 * sd.ms, percentile=95)),
            ("Which availability?", sd.at_least(99.99 * sd.percent)),
            ("May reads be stale?", sd.stale_at_most(1 * sd.second, of=reads)),
            ("Of one's own writes?", "Never: users read their own writes."),
        ],
        constraints=[
            ("Which regions?", "One region with three zones; more regions later."),
            ("Compliance?", "Personal data is encrypted."),
        ],
    ),
    figures=[
        sd.Figure(
            "Requests",
            average,
            lambda n: f"{users_a_day:,} users x {actions} a day; {n.peak} at the peak, x 3",
        ),
        sd.Figure(
            "Reads and writes",
            reads.at_peak,
            lambda n: f"{read_share:.0%} of {n.peak}; {writes.at_peak} are writes",
        ),
        sd.Figure("Cache memory", cache_memory, "10M hot objects x 2 KB x 1.3"),
        sd.Figure("Bandwidth", lambda n: n.peak * (2 * sd.KB), lambda n: f"{n.peak} x 2 KB"),
    ],
    risks=[
        sd.Risk(
            "the cache restarts empty",
            effect=lambda n: f"{cold(n)} reach replicas that normally see {n.at(shard_replicas)}",
            mitigation="one load per key, jittered TTLs, warm-up, shedding at the gateway",
        ),
        sd.Risk(
            "the primary fails",
            effect="no writes for 30 to 60 s",
            mitigation="reads go on; writes get 503 with Retry-After; fencing before promotion",
        ),
        sd.Risk(
            "replicas lag",
            effect="users miss what they have just written",
            mitigation="read from the primary for some seconds after a write, or wait for its LSN",
        ),
        sd.Risk(
            "three layers retry three times each",
            effect=f"a short fault becomes {3**3} times the load",
            mitigation="one layer retries, with jitter and a budget of 10 to 20%",
        ),
        sd.Risk(
            "one key is hot",
            effect="one cache shard is full",
            mitigation="a second in the process, or the key under several names",
        ),
        sd.Risk(
            "a job fails again and again",
            effect="it blocks those behind it",
            mitigation="a dead-letter queue with an alarm and a way to replay",
        ),
    ],
    probes=[
        sd.Probe(
            "Redis dies: now what?",
            lambda n: (
                f"{cold(n)} of reads reach the replicas instead of {n.at(shard_replicas)}: "
                "coalesce, shed, serve stale from the CDN, and warm the hot keys before opening up."
            ),
        ),
        sd.Probe(
            "How do users see their own writes?",
            "Pin the session to the primary for a few seconds, or carry the write's LSN and read "
            "from a replica that has passed it.",
        ),
        sd.Probe(
            "Which tier breaks first at ten times the load?",
            lambda n: (
                f"In this order: {first_to_break(n)} the load. App servers and gateways are "
                "stateless and scale out; the shards were bought for their size and stay idle."
            ),
        ),
        sd.Probe(
            "Show the availability arithmetic.",
            lambda n: (
                f"Hop after hop a read has {up(n, reads):.2%}, a write {up(n, writes):.2%}, or "
                f"{(1 - up(n, writes)) * month} down a month, more than 99.99% allows. So the "
                "database spans zones and reads go on without its primary."
            ),
        ),
        sd.Probe(
            "How do you move to shards while live?",
            "Logical shards first, on one node; copy, follow the log, flip the map for one at a "
            "time, and be able to go back.",
        ),
    ],
    category="distributed systems",
    summary="Balance, cache twice, replicate, then shard when size asks for it.",
    sources=[
        "ClickHouse/PostgresBench, result files (managed PostgreSQL, 16 vCPU)",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
        "Google SRE book, Handling Overload",
    ],
)
