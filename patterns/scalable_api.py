"""Scalable API: keep a read-heavy REST API fast through spikes and a lost zone."""

import math

import sddiagram as sd

average = 50_000_000 * 40 * sd.per_day
peak = 3 * average
read_share, cdn_hit, cache_hit = 0.95, 0.3, 0.9
write_share = round(1 - read_share, 6)
at_region = round(1 - read_share * cdn_hit, 6)
lookups = round(read_share * (1 - cdn_hit), 6)
reads, writes = read_share * peak, write_share * peak
regional = at_region * peak
cold_reads = lookups * peak
warm_reads = (1 - cache_hit) * cold_reads

# Assumed 1,500 rps per 8-vCPU node with real logic; run at 65%, and x 1.5 to lose a zone.
server_rate = 1_500 * sd.rps
servers = math.ceil(peak / (server_rate * 0.65) * 1.5)
servers_behind_cdn = math.ceil(regional / (server_rate * 0.65) * 1.5)
# 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k.
gateway_rate = 22_900 * sd.rps
gateways = math.ceil(regional / (gateway_rate * 0.65) * 1.5)

written, response = 1 * sd.KB, 2 * sd.KB
yearly = write_share * average * written * (365 * sd.day)
node_size = 2 * sd.TB  # assumed, kept 70% full
shard_count = math.ceil(yearly / node_size / 0.7)
cache_memory = 1.3 * 10_000_000 * response
bandwidth = peak * response
month = 30 * sd.day
availability = 0.9995 * 0.9999 * 0.9999  # a managed database of 99.95% in series with two tiers
zones = sd.Group("Region, three zones")

users = sd.Client("Users")

server = sd.Service("App servers", capacity=server_rate, group=zones, note="stateless")
fleet = server.but(replicas=servers)
smaller_fleet = server.but(replicas=servers_behind_cdn)

# 7,200 TPS: a managed 16-vCPU PostgreSQL on network storage, the low end measured [PGB].
primary = sd.SQLPrimary(
    "Primary database",
    technology="postgres",
    capacity=7_200 * sd.rps,
    group=zones,
    note="all writes",
)
# 20k point reads/s per replica is a planning value from a weak source.
db = sd.blocks.replicated_database(
    primary, replicas=3, capacity=20_000 * sd.rps, note="one a zone, lag < 1 s"
)

gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=gateway_rate,
    replicas=gateways,
    group=zones,
    note="auth, limits, shedding",
)
balancer = sd.LoadBalancer("Load balancer", replicas=3, group=zones, note="L4, one a zone")
edge = sd.blocks.api_edge(users, fleet, balancer=balancer, gateway=gateway)
all_reads = fleet >> sd.calls("reads", share=read_share) >> db.replicas
backups = sd.ObjectStorage("Backups", technology="s3", note="base + WAL archive")

cdn = sd.CDN("CDN", technology="cloudfront", hit_ratio=cdn_hit, note="public reads")
# One Redis process does 72k ops/s unpipelined [RED].
cache = sd.Cache(
    "Cache",
    technology="redis",
    capacity=72_000 * sd.rps,
    replicas=3,
    hit_ratio=cache_hit,
    latency=0.5 * sd.ms,
    group=zones,
    note="TTL with jitter",
)
aside = sd.blocks.cache_aside(smaller_fleet, db.replicas, cache=cache, reads=lookups)

shards = sd.Shard(
    "Primary database",
    technology="postgresql",
    capacity=7_200 * sd.rps,
    replicas=shard_count,
    group=zones,
    note="sharded by user",
)
shard_replicas = db.replicas.but(replicas=2 * shard_count, note="two a shard, lag < 1 s")
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
        why=f"It answers: one node carries {server_rate.value:,.0f} of the {peak}.",
    ),
    sd.Stage(
        "Balance and replicate",
        edge.flow,
        db.flow,
        all_reads,
        fleet
        >> sd.calls("writes", share=write_share)
        >> primary
        >> sd.batches("archive")
        >> backups,
        changes=[fleet],
        drops=[users >> "HTTPS" >> server, server >> "SQL" >> primary],
        why=f"{peak} take {servers} nodes, and a lost zone must not take the API down.",
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
        users >> "HTTPS" >> cdn >> sd.calls("misses, writes", share=at_region) >> edge.balancer,
        aside.flow,
        changes=[smaller_fleet],
        drops=[edge.entry, all_reads],
        why=f"{reads} of reads overload three replicas; behind two caches {warm_reads} are left.",
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "cache-aside with a TTL",
                gain="simple, and a lost cache loses no data",
                cost=f"stale up to the TTL; a cold cache sends {cold_reads} to the replicas",
                instead_of="write-through",
            )
        ],
    ),
    sd.Stage(
        "Shard and defer",
        shards >> sd.emits("outbox events") >> jobs >> "job" >> workers,
        smaller_fleet >> sd.emits("metrics, traces") >> monitoring,
        changes=[shards, shard_replicas],
        why=f"{writes} of writes fit one primary; {yearly} a year do not.",
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
            ("How many users and requests?", "50M daily users, 40 requests each."),
            ("What is the read/write ratio?", "95 to 5."),
            ("How large is an object?", "1 KB stored, 2 KB in a response."),
            ("How bad are spikes?", "10 times for 5 minutes; shedding is allowed."),
        ],
        non_functional=[
            ("Which latency?", "p95 under 100 ms."),
            ("Which availability?", "99.99%."),
            ("May reads be stale?", "By a second, but users read their own writes."),
        ],
        constraints=[
            ("Which regions?", "One region with three zones; more regions later."),
            ("Compliance?", "Personal data is encrypted."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Requests", average, f"50M users x 40 a day / 86,400 s; {peak} at the peak, x 3"),
        sd.Figure("Reads and writes", reads, f"{read_share:.0%} of {peak}; {writes} are writes"),
        sd.Figure("At the region", regional, f"{peak} x (1 - {read_share} x {cdn_hit})"),
        sd.Figure(
            "App servers", servers_behind_cdn, f"{regional} / ({server_rate} x 0.65) x 1.5", "nodes"
        ),
        sd.Figure("Reads at the replicas", warm_reads, f"{cold_reads} x (1 - {cache_hit})"),
        sd.Figure("Written a year", yearly, f"{write_share * average} x {written} x 365 days"),
        sd.Figure("Shards", shard_count, f"{yearly} / {node_size} / 0.7", "shards"),
        sd.Figure("Cache memory", cache_memory, f"10M hot objects x {response} x 1.3"),
        sd.Figure("Bandwidth", bandwidth, f"{peak} x {response}"),
    ],
    risks=[
        sd.Risk(
            "the cache restarts empty",
            effect=f"{cold_reads} reach replicas that see {warm_reads} else",
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
            f"{cold_reads} of reads reach the replicas instead of {warm_reads}: coalesce, shed, "
            "serve stale from the CDN, and warm the hot keys before opening up.",
        ),
        sd.Probe(
            "How do users see their own writes?",
            "Pin the session to the primary for a few seconds, or carry the write's LSN and read "
            "from a replica that has passed it.",
        ),
        sd.Probe(
            "Which tier breaks first at ten times the load?",
            f"App servers and gateways are stateless and scale out. {10 * writes} of writes pass "
            "what one primary takes, so the shards, and before them the replicas' reads.",
        ),
        sd.Probe(
            "Show the availability arithmetic.",
            f"In series: 99.95% x 99.99% x 99.99% = {availability:.2%}, or "
            f"{(1 - availability) * month} down a month, more than 99.99% allows. So the database "
            "spans zones and reads go on without its primary.",
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
