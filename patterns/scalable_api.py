"""Scalable API: keep a read-heavy REST API fast through spikes and a lost zone."""

from dataclasses import replace

import sddiagram as sd

# 50M users x 40 requests a day = 23.1k rps on average; x 3 at the peak = 69.4k, 95 % reads.
peak = 69_400 * sd.rps
zones = sd.Group("Region, three zones")

users = sd.Client("Users")

# Assumed 1,500 rps per 8-vCPU node with real logic; run at 65 %, and x 1.5 to lose a zone:
# 69.4k / 975 x 1.5 = 107 nodes before the CDN, 49.7k / 975 x 1.5 = 77 behind it.
server = sd.Service("App servers", capacity=1_500 * sd.rps, group=zones, note="stateless")
fleet = replace(server, replicas=107)
smaller_fleet = replace(server, replicas=77)

# 7,200 TPS: a managed 16-vCPU PostgreSQL on network storage, the low end measured [PGB].
primary = sd.SQLPrimary("Primary database", capacity=7_200 * sd.rps, group=zones, note="all writes")
# 20k point reads/s per replica is a planning value from a weak source.
db = sd.blocks.replicated_database(
    primary, replicas=3, capacity=20_000 * sd.rps, note="one a zone, lag < 1 s"
)

# 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k; 49.7k / (22.9k x 0.65) x 1.5 = 5.01.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    replicas=6,
    group=zones,
    note="auth, limits, shedding",
)
balancer = sd.LoadBalancer("Load balancer", replicas=3, group=zones, note="L4, one a zone")
edge = sd.blocks.api_edge(users, fleet, balancer=balancer, gateway=gateway)
all_reads = fleet >> sd.calls("reads", share=0.95) >> db.replicas
backups = sd.ObjectStorage("Backups", technology="s3", note="base + WAL archive")

# 30 % of the reads (28.5 % of requests) end at the CDN: 71.5 % reach the region.
cdn = sd.CDN("CDN", technology="cloudfront", hit_ratio=0.3, note="public reads")
# 10M hot objects x 2 KB x 1.3 = 26 GB; one Redis process does 72k ops/s unpipelined [RED].
cache = sd.Cache(
    "Cache",
    technology="redis",
    capacity=72_000 * sd.rps,
    replicas=3,
    hit_ratio=0.9,
    latency=0.5 * sd.ms,
    group=zones,
    note="TTL with jitter",
)
# Reads behind the CDN: 95 % x 70 % = 66.5 % of requests.
aside = sd.blocks.cache_aside(smaller_fleet, db.replicas, cache=cache, reads=0.665)

# 1,157 writes/s x 1 KB = 37 TB a year; at 2 TB a node, 70 % full: 37 / 2 / 0.7 = 27 shards.
shards = sd.Shard(
    "Primary database",
    technology="postgresql",
    capacity=7_200 * sd.rps,
    replicas=27,
    group=zones,
    note="sharded by user",
)
shard_replicas = replace(db.replicas, replicas=54, note="two a shard, lag < 1 s")
jobs = sd.Queue(
    "Job queue", technology="kafka", replicas=3, group=zones, note="with dead-letter queue"
)
workers = sd.Worker("Workers", replicas=3, group=zones, note="idempotent")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="rate, errors, duration")

pattern = sd.Pattern(
    "Scalable API",
    sd.Stage(
        "One server",
        users >> "HTTPS" >> server >> "SQL" >> primary,
        why="It answers: one node carries 1,500 of the 69,400 rps.",
    ),
    sd.Stage(
        "Balance and replicate",
        edge.flow,
        db.flow,
        all_reads,
        fleet >> sd.calls("writes", share=0.05) >> primary >> sd.batches("archive") >> backups,
        replaces=server,
        drops=[users >> "HTTPS" >> server, server >> "SQL" >> primary],
        why="69.4k rps take 107 nodes, and a lost zone must not take the API down.",
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
        users >> "HTTPS" >> cdn >> sd.calls("misses, writes", share=0.715) >> edge.balancer,
        aside.flow,
        replaces=fleet,
        drops=[edge.entry, all_reads],
        why="66k reads/s overload three replicas; behind two caches 4.6k are left.",
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "cache-aside with a TTL",
                gain="simple, and a lost cache loses no data",
                cost="stale up to the TTL; a cold cache sends 46k reads/s to the replicas",
                instead_of="write-through",
            )
        ],
    ),
    sd.Stage(
        "Shard and defer",
        shards >> sd.emits("outbox events") >> jobs >> "job" >> workers,
        shard_replicas,
        smaller_fleet >> sd.emits("metrics, traces") >> monitoring,
        replaces=[primary, db.replicas],
        why="3.5k writes/s fit one primary; 37 TB a year do not.",
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
        "Design a read-heavy REST API that answers in under 100 ms at p95, is up 99.99 % of the "
        "time and survives traffic spikes.",
        functional=[
            ("What does it do?", "Create, read, update and delete objects that users own."),
            ("Do transactions span objects?", "No, each touches one object."),
        ],
        scale=[
            ("How many users and requests?", "50M daily users, 40 requests each."),
            ("What is the read/write ratio?", "95 to 5."),
            ("How large is an object?", "1 KB stored, 2 KB in a response."),
            ("How bad are spikes?", "10 times for 5 minutes; shedding is allowed."),
        ],
        non_functional=[
            ("Which latency?", "p95 under 100 ms."),
            ("Which availability?", "99.99 %."),
            ("May reads be stale?", "By a second, but users read their own writes."),
        ],
        constraints=[
            ("Which regions?", "One region with three zones; more regions later."),
            ("Compliance?", "Personal data is encrypted."),
        ],
        traffic=peak,
    ),
    category="distributed systems",
    summary="Balance, cache twice, replicate, then shard when size asks for it.",
    sources=[
        "ClickHouse/PostgresBench, result files (managed PostgreSQL, 16 vCPU)",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
        "Google SRE book, Handling Overload",
    ],
)
