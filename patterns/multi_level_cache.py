"""Multi-level cache: CDN, process and Redis leave a hundredth of the reads."""

import sddiagram as sd

cdn_hit, near_hit, redis_hit, buffer_hit = 0.95, 0.25, 0.975, 0.95
size = 2 * sd.KB
public = sd.Requests("public read", 20_000 * sd.rps, request=200 * sd.B, response=size)
personal = sd.Requests("personal read", 35_000 / 3 * sd.rps, request=200 * sd.B, response=size)
prices = sd.Requests("price read", 5_000 / 3 * sd.rps, request=200 * sd.B, response=200 * sd.B)
updates = sd.Requests("update", 500 / 3 * sd.rps, request=size, response=100 * sd.B)
reads = [public, personal, prices]
hot = sd.Records(
    "hot objects",
    count=10_000_000,
    size=size,
    overhead=1.3,
    key="object_id",
    fields="body, version",
)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
sent = 33_000 * sd.rps * size * (0.05 * sd.usd / sd.GB)
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)

users = sd.Client("Users", sends=[*reads, updates])
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=hop,
    availability=0.9999,
    cost=node,
    note="L4, one per zone",
)
app = sd.Service(
    "App",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=0.9999,
    cost=node,
    note="stateless",
)
near = app.but(
    caches=[public, personal], hit_ratio=near_hit, stale=5 * sd.seconds, note="hot objects for 5 s"
)
database = sd.SQLPrimary(
    "Database",
    technology="postgresql",
    capacity=sd.planned("PostgreSQL", "point reads"),
    latency=sd.latency(1.5 * sd.ms, p99=10 * sd.ms),
    availability=0.9995,
    cost=sd.cited(440 * sd.usd, "for 16 vCPU and 1 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="buffer pool of hot pages",
)
safe = database.but(copies=2, note="with a standby")
redis = sd.Cache(
    "Redis",
    technology="redis",
    caches=reads,
    hit_ratio=redis_hit,
    stale=0.5 * sd.second,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    holds=hot,
    node=32 * sd.GB,
    cost=sd.cited(94 * sd.usd, "per 2 vCPU and 32 GB, at $15 and $2 per GB [NM]"),
    note="lifetime 60 s with jitter",
)
cdn = sd.CDN(
    "CDN",
    technology="fastly",
    caches=public,
    hit_ratio=cdn_hit,
    stale=30 * sd.seconds,
    latency=sd.latency(10 * sd.ms, p99=40 * sd.ms),
    availability=0.9999,
    cost=sd.cited(sent * sd.month, "per month for the responses, at $0.05 per GB [NM]"),
    note="public answers for 30 s",
)
log = sd.CDC("Change log", stale=0.5 * sd.second, note="keys of committed rows")
deleter = sd.Worker(
    "Invalidator",
    capacity=sd.assumed(5_000 * sd.rps, "keys per worker"),
    cost=node,
    note="deletes, never sets",
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="hit ratio per level")

pattern = sd.Pattern(
    "Multi-level cache",
    sd.Stage(
        "Database's own cache",
        users >> "HTTPS" >> balancer >> "request" >> app,
        app >> "SQL" >> database,
        why=lambda n: f"The database is asked {n.use(database):.0f} times what it can read.",
    ),
    sd.Stage(
        "Redis, cache-aside",
        sd.blocks.cache_aside(app, database, cache=redis, reads=reads).flow,
        app >> sd.calls("update", of=updates) >> database,
        app >> sd.calls("delete", of=updates) >> redis,
        changes=[safe],
        drops=app >> "SQL" >> database,
        why=lambda n: f"The database is left with {n.at(database)}.",
        tradeoffs=[
            sd.TradeOff(
                "cache-aside",
                gain="the site survives a lost cache, and only what is read is kept",
                cost="the first reader of each object waits",
                instead_of="write-through: always filled, mostly with what nobody reads",
            ),
            sd.TradeOff(
                "a lifetime with jitter, beside the deletes",
                gain="nothing stays wrong for long, and keys do not expire together",
                cost=lambda n: f"some loads that were not needed; {n[hot]} of memory",
                instead_of="no lifetime, and trust in deletes alone",
            ),
        ],
    ),
    sd.Stage(
        "Edge and process",
        users >> "HTTPS" >> cdn >> "misses" >> balancer,
        database >> sd.emits("changed rows", of=updates) >> log >> sd.streams("keys") >> deleter,
        deleter >> sd.calls("delete") >> redis,
        deleter >> sd.calls("purge", share=0) >> cdn,
        near >> sd.emits("hits by level", share=0) >> monitoring,
        sd.row(safe, redis),
        changes=[near],
        drops=[users >> "HTTPS" >> balancer, app >> "delete" >> redis],
        step=sd.Step.SCALE,
        why=lambda n: f"Misses multiply: of {n.peak}, {n.at(redis)} reach Redis.",
        tradeoffs=[
            sd.TradeOff(
                "deletes from the change log",
                gain="a price shows within a second, whoever changed it",
                cost="a log to run; a delete may overtake a late set, hence leases [MEM]",
                instead_of="deletes in the application, which some code path forgets",
            ),
            sd.TradeOff(
                "five seconds in the process, prices excepted",
                gain="a hot object needs no network, and no Redis node is overloaded",
                cost="servers disagree for five seconds",
                instead_of="copies of hot keys on several Redis nodes",
            ),
        ],
    ),
    brief=sd.Brief(
        "Cut the database's load of a read-heavy site a hundredfold without serving wrong data.",
        functional=[
            ("What is read?", "Objects and pages of 2 KB; some answers are personal."),
            ("Who writes?", "The same application, and some jobs."),
        ],
        scale=[
            (
                "How many reads?",
                f"{public.at_peak} public, {personal.at_peak} personal and {prices.at_peak} of "
                "prices, at the peak.",
            ),
            ("How many updates?", f"{updates.at_peak} at the peak."),
            ("How many hot objects?", "10M; popularity follows Zipf's law, assumed."),
        ],
        non_functional=[
            ("How fast is a read?", sd.at_most(100 * sd.ms, percentile=95, of=reads)),
            ("How old may an answer be?", sd.stale_at_most(60 * sd.seconds, of=[public, personal])),
            ("How old may a price be?", sd.stale_at_most(1 * sd.second, of=prices)),
            ("How available are reads?", sd.at_least(99.9 * sd.percent, of=reads)),
        ],
        constraints=[
            ("What may the edge keep?", "Nothing personal."),
            ("May the database change?", "No, it stays SQL."),
        ],
    ),
    api=[
        sd.Endpoint(
            "GET /v1/objects/{id}",
            "id, If-None-Match",
            "200, s-maxage=30, stale-while-revalidate",
            "[SWR]",
        ),
        sd.Endpoint("GET /v1/me/feed", "session", "200, private, no-store"),
        sd.Endpoint("GET /v1/prices/{id}", "id", "200, no-store", "Redis at most"),
        sd.Endpoint("PUT /v1/objects/{id}", "body, If-Match", "200; 412 if it has changed"),
    ],
    figures=[
        sd.Figure(
            "Reads at the database",
            lambda n: n.at(near >> "misses" >> database),
            f"misses of the CDN ({cdn_hit:.0%} of public reads hit), the process ({near_hit:.0%}) "
            f"and Redis ({redis_hit:.1%}), all assumed",
        ),
        sd.Figure(
            "Reduction",
            lambda n: float(
                sum((one.at_peak for one in reads), 0 * sd.rps) / n.at(near >> "misses" >> database)
            ),
            "all reads / reads at the database",
            "times",
        ),
        sd.Figure(
            "Reads from disk",
            lambda n: (1 - buffer_hit) * n.at(near >> "misses" >> database),
            f"the buffer pool answers {buffer_hit:.0%}, assumed",
        ),
    ],
    risks=[
        sd.Risk(
            "Redis restarts empty",
            effect="pages fail or take seconds until the hot objects are loaded",
            mitigation="one load per key at a time, shedding of the rest, and a warm-up",
        ),
        sd.Risk(
            "a hot key expires",
            effect="its readers all wait for the same load",
            mitigation="a lease lets one of them load it [MEM], or it is refreshed early at random",
        ),
        sd.Risk(
            "many ask for keys that do not exist",
            effect="the site gets slow for all, since each request reaches the database",
            mitigation="absence is cached for some seconds, and callers are limited",
        ),
        sd.Risk(
            "the edge keeps a personal page",
            effect="a stranger sees it",
            mitigation="private, no-store on personal answers, and tests of the cache keys",
        ),
    ],
    probes=[
        sd.Probe(
            "The cache has just restarted. What happens?",
            lambda n: (
                f"All {n.at(near >> 'get' >> redis)} of look-ups miss, "
                f"{1 / (1 - redis_hit):.0f} times as many as before, at a database that "
                f"carries {database.capacity}. Coalesce loads, shed the rest, warm up first."
            ),
        ),
        sd.Probe(
            "Which comes first, the database or the cache?",
            "Write the database, commit, then delete the key. Setting it races with other writers; "
            "deleting before the commit lets a reader put the old value back.",
        ),
        sd.Probe(
            "Why do deeper levels hit less?",
            "They see what is left, which is less skewed. Of Facebook's photo requests browsers "
            "answered 65.5%, the edge 20.0% and the origin cache 4.6% [PHO].",
        ),
        sd.Probe(
            "What is your objective for the hit ratio, and who is paged?",
            f"Alert on the database's headroom: from {redis_hit:.1%} to "
            f"{1 - 2 * (1 - redis_hit):.0%} of hits its reads double. Page the cache's owner.",
        ),
        sd.Probe(
            "What does it save?",
            lambda n: (
                f"{n.cost.month} per month, {n.cost.each_thousand} per 1,000 requests. Most pays "
                "for app servers and for the bytes that the CDN sends. Redis costs less than one "
                "more database and takes the load of several."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Draws cache-aside with a lifetime, and says which answers may be kept where.",
        senior="Multiplies the misses, adds the ages, deletes by the log, prevents stampedes.",
        staff="Sizes the database for a lost cache, prices each level, and owns the hit ratio.",
    ),
    category="concepts",
    summary="Each level answers most of what reaches it; changes travel back as deletes.",
    sources=[
        sd.Source(
            "PHO",
            "An analysis of Facebook photo caching (SOSP)",
            "Facebook and Cornell",
            2013,
            "https://doi.org/10.1145/2517349.2522722",
        ),
        sd.Source(
            "MEM",
            "Scaling Memcache at Facebook (NSDI): leases",
            "Facebook",
            2013,
            "https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala",
        ),
        sd.Source(
            "SWR",
            "RFC 5861: HTTP Cache-Control extensions for stale content",
            "Mark Nottingham",
            2010,
            "https://www.rfc-editor.org/rfc/rfc5861",
        ),
    ],
)
