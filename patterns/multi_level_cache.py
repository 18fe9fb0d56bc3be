"""Multi-level cache: browser, CDN, process and Redis, so that a hundredth reaches the database."""

import math

import sddiagram as sd

peak = 100_000 * sd.rps
cdn_hit, redis_hit, buffer_hit = 0.6, 0.9, 0.95
at_origin = round(1 - cdn_hit, 6)
at_database = round(at_origin * (1 - redis_hit), 6)
at_disk = round(at_database * (1 - buffer_hit), 6)
origin, reads, disk = (share * peak for share in (at_origin, at_database, at_disk))
cold_factor = 1 / (1 - redis_hit)

# Assumed time of an answer by the level that gives it.
edge_time, redis_time, buffer_time, disk_time = 20, 40.5, 43, 53
mean = (
    cdn_hit * edge_time
    + (at_origin - at_database) * redis_time
    + (at_database - at_disk) * buffer_time
    + at_disk * disk_time
) * sd.ms

hot, size = 10_000_000, 2 * sd.KB
memory = 1.3 * hot * size
bandwidth = peak * size

app_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
database_rate = 20_000 * sd.rps  # point reads, weak source [PGB]
overload = float(peak / database_rate)
simple_nodes = math.ceil(peak / (app_rate * 0.65) * 1.5)
nodes = math.ceil(origin / (app_rate * 0.65) * 1.5)

users = sd.Client("Users", note="browser cache: static files")
app = sd.Service("App", capacity=app_rate, replicas=simple_nodes, note="stateless")
local_app = app.but(replicas=nodes, note="10 s cache of hot keys")
database = sd.SQLPrimary(
    "Database",
    technology="postgres",
    capacity=database_rate,
    note="buffer pool hits 95%",
    latency=2.5 * sd.ms,
)
redis = sd.Cache(
    "Redis",
    technology="redis",
    capacity=redis_rate,
    hit_ratio=redis_hit,
    latency=0.5 * sd.ms,
    note="TTL 60 s + jitter",
)
fewer_redis = redis.but(note="TTL, versions, leases")
cdn = sd.CDN("CDN", technology="fastly", hit_ratio=cdn_hit, note="serves stale, revalidates")
invalidation = sd.blocks.cache_invalidation(database, [fewer_redis, cdn])
monitoring = sd.Monitoring("Monitoring", note="hit ratio per level")

pattern = sd.Pattern(
    "Multi-level cache",
    sd.Stage(
        "Database's own cache",
        users >> "read" >> app >> "SQL" >> database,
        why=f"The buffer pool saves the disk, yet {peak} is {overload:g} times what it can read.",
    ),
    sd.Stage(
        "Redis, cache-aside",
        sd.blocks.cache_aside(app, database, cache=redis).flow,
        drops=app >> "SQL" >> database,
        why=f"Nine of ten reads end in memory; the database sees {(1 - redis_hit) * peak}.",
        tradeoffs=[
            sd.TradeOff(
                "cache-aside",
                gain="the site survives a lost cache, and only what is read is kept",
                cost="stale up to the TTL, and the first reader waits",
                instead_of="write-through: fresh, and full of what nobody reads",
            ),
            sd.TradeOff(
                "a TTL with jitter",
                gain="nothing stays wrong for long, and keys do not expire together",
                cost=f"up to 60 s stale; {memory} of memory",
                instead_of="no expiry, and trust in invalidation alone",
            ),
        ],
    ),
    sd.Stage(
        "Edge and process",
        users >> "read" >> cdn >> "misses" >> local_app,
        invalidation.flow,
        [cdn, fewer_redis] >> sd.emits("hits") >> monitoring,
        changes=[local_app, fewer_redis],
        drops=[users >> "read" >> app],
        step=sd.Step.SCALE,
        why=f"Misses multiply: {origin} at the origin, {reads} at the database, {disk} on disk.",
        tradeoffs=[
            sd.TradeOff(
                "invalidation from the change log",
                gain="a write shows within a second, whoever made it",
                cost="a stream to run; a delete may overtake a late set, hence versions",
                instead_of="deletes in the application, which some code path forgets",
            ),
            sd.TradeOff(
                "ten seconds in the process",
                gain="a hot key costs no network and no shard melts",
                cost="nodes disagree for ten seconds",
                instead_of="more replicas of the hot shard",
            ),
        ],
    ),
    brief=sd.Brief(
        "Cut the database's load of a read-heavy site a hundredfold without serving wrong data.",
        functional=[
            ("What is read?", "Objects of 2 KB, 40% of the answers personalised."),
            ("Who writes?", "The same application, and some jobs."),
        ],
        scale=[
            ("How many reads?", "100,000 a second at the peak."),
            ("How many hot objects?", "10M; their popularity is like Zipf's law."),
        ],
        non_functional=[
            ("How stale may it be?", "60 s; prices one second."),
            ("What if a cache is lost?", "Slower, but up."),
        ],
        constraints=[
            ("What may the edge keep?", "Nothing personal."),
            ("May the database change?", "No, it stays SQL."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Reads at the origin", origin, f"{peak} x (1 - {cdn_hit})"),
        sd.Figure("Reads at the database", reads, f"{origin} x (1 - {redis_hit})"),
        sd.Figure("Reads on disk", disk, f"{reads} x (1 - {buffer_hit})"),
        sd.Figure("Reduction", float(peak / disk), "peak / reads on disk", "times"),
        sd.Figure(
            "Mean time", mean, f"assumed {edge_time}, {redis_time}, {buffer_time}, {disk_time} ms"
        ),
        sd.Figure("Reads when Redis is cold", cold_factor * reads, f"{cold_factor:.0f} x {reads}"),
        sd.Figure("Memory", memory, f"{hot:,} x {size} x 1.3 overhead"),
        sd.Figure("Bandwidth to users", bandwidth, f"{peak} x {size}"),
    ],
    risks=[
        sd.Risk(
            "Redis restarts empty",
            effect=f"the database sees {cold_factor:.0f} times its reads",
            mitigation="one load per key at a time, replicas, warm-up, shedding",
        ),
        sd.Risk(
            "a hot key expires",
            effect="a thousand readers load it at once",
            mitigation="single flight with a lease, or refresh early at random",
        ),
        sd.Risk(
            "keys that do not exist are asked for",
            effect="each goes through to the database",
            mitigation="cache the absence for a short time, or a Bloom filter",
        ),
        sd.Risk(
            "an old value is set after a delete",
            effect="wrong until the TTL",
            mitigation="versioned values or leases, and delete after the commit",
        ),
        sd.Risk(
            "the edge keeps a personal page",
            effect="a stranger sees it",
            mitigation="never cache answers with credentials; test Vary and cache keys",
        ),
    ],
    probes=[
        sd.Probe(
            "The cache has just restarted: what happens?",
            f"Misses go from {1 - redis_hit:.0%} to all: {cold_factor * reads} at a database "
            f"planned for {database_rate}. Coalesce loads, shed the rest, warm the hot keys first.",
        ),
        sd.Probe(
            "Which first, the database or the cache?",
            "Write the database, commit, then delete the key. Setting it races with other writers; "
            "deleting first lets a reader put the old value back.",
        ),
        sd.Probe(
            "Why does the mean hide the problem?",
            f"The mean is {mean} since most answers come from the edge; what users complain of is "
            "the p99, and that is the miss path.",
        ),
        sd.Probe(
            "Why do deeper levels hit less?",
            "They see what is left, which is less skewed. Facebook's photos: browsers answered "
            "65.5% of requests, the edge 58% of the rest, the origin 32% of what remained.",
        ),
        sd.Probe(
            "What is your objective for the hit ratio, and who is paged?",
            "Alert on the database's headroom: a hit ratio that falls from 90% to 80% doubles "
            "its reads. The team that owns the cache is paged before the database is full.",
        ),
    ],
    category="concepts",
    summary="Each level answers most of what reaches it; changes travel back as deletes.",
    sources=[
        "Huang et al., An analysis of Facebook photo caching (SOSP 2013)",
        "Nishtala et al., Scaling Memcache at Facebook (NSDI 2013): leases",
        "redis/redis-doc, benchmarks: throughput of one process",
        "ClickHouse/PostgresBench, result files",
    ],
)
