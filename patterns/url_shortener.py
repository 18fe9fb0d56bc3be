"""URL shortener: a short code that redirects, read a hundred times for each time it is written."""

import sddiagram as sd

new_links, opens_each, years, code_length = 100_000_000, 100, 5, 7
cdn_hit, cache_hit = 0.6, 0.95
codes = 62**code_length
creates = sd.Requests("create", new_links / 30 * sd.per_day)
opens = sd.Requests("open", opens_each * creates.rate)
links = sd.Records(
    "links",
    of=creates,
    size=500 * sd.B,
    keep=years * sd.year,
    key="code",
    fields="url, owner_id, created_at, expires_at, blocked",
)
counts = sd.Records(
    "click counts", count=1e9, size=50 * sd.B, key="code, day, country", fields="clicks"
)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")

users = sd.Client("Users", sends=[creates, opens])
first = sd.Service(
    "Link service",
    capacity=sd.planned("service"),
    replicas=1,
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),
    availability=0.9999,
    cost=node,
    note="create, redirect",
)
fleet = first.but(replicas=None, note="302; sign-in to create")
table = sd.SQLPrimary(
    "Links",
    technology="postgresql",
    capacity=sd.planned("PostgreSQL", "point reads"),
    latency=sd.latency(2 * sd.ms, p99=12 * sd.ms),
    availability=0.9995,
    cost=sd.cited(640 * sd.usd, "for 16 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="code is the key",
)
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=0.9999,
    cost=node,
    note="L4, one per zone",
)
cdn = sd.CDN(
    "CDN",
    technology="cloudfront",
    caches=opens,
    hit_ratio=cdn_hit,
    stale=1 * sd.minute,
    latency=sd.latency(10 * sd.ms, p99=40 * sd.ms),
    availability=0.9999,
    note="keeps a 302 for 1 minute",
)
cache = sd.Cache(
    "Hot links",
    technology="redis",
    caches=opens,
    hit_ratio=cache_hit,
    stale=10 * sd.seconds,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=sd.cited(62 * sd.usd, "per 2 vCPU and 16 GB, at $15 and $2 per GB [NM]"),
    note="also knows absent codes",
)
ids = sd.IDGenerator(
    "Id ranges", technology="etcd", replicas=3, cost=node, note="a million ids per node"
)
store = sd.NoSQL(
    "Link store",
    technology="cassandra",
    copies=3,
    holds=links,
    node=2 * sd.TB,
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),
    availability=0.9999,
    cost=sd.cited(520 * sd.usd, "per 8 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="by code",
)
collector = sd.Collector(
    "Click collector",
    capacity=sd.assumed(20_000 * sd.rps, "clicks per node of 8 vCPU"),
    cost=node,
    note="drops bots",
)
clicks = sd.Stream("Clicks", technology="kafka", note="code, time, country")
counter = sd.StreamProcessor(
    "Click counter", technology="flink", cost=node, note="per code, day and country"
)
totals = sd.DataWarehouse(
    "Click counts", technology="clickhouse", holds=counts, note="merged per day and code"
)
scanner = sd.Worker(
    "Abuse scanner",
    capacity=sd.assumed(50 * sd.rps, "targets per node of 8 vCPU"),
    stale=30 * sd.seconds,
    cost=node,
    note="blocks bad targets",
)

pattern = sd.Pattern(
    "URL shortener",
    sd.Stage(
        "One table",
        users >> "create, open" >> first >> "SQL" >> table,
        why=lambda n: (
            f"One table carries {n.peak}, {n.use(table):.0%} used; one app node does not."
        ),
    ),
    sd.Stage(
        "Codes and a cache",
        users >> "create, open" >> balancer >> "request" >> fleet,
        fleet >> sd.calls("get", of=opens) >> cache,
        fleet >> sd.calls("set", after=cache) >> cache,
        fleet >> sd.calls("misses, new", of=[opens, creates], after=cache) >> table,
        fleet >> sd.calls("next range", share=0) >> ids,
        changes=[fleet],
        drops=[users >> "create, open" >> first, first >> "SQL" >> table],
        why=lambda n: f"The peak is {n.peak}; the cache leaves {n.at(table)} for the table.",
        tradeoffs=[
            sd.TradeOff(
                "ids from ranges, written in base 62",
                gain=f"no collision; {code_length} letters make {codes / 1e12:.1f} trillion codes",
                cost="codes could be guessed, unless a keyed permutation shuffles the id first",
                instead_of="a hash of the address, cut short, with retries on collision",
            ),
            sd.TradeOff(
                "302, not 301",
                gain="each click comes to us and is counted, and a bad link can be stopped",
                cost="browsers do not keep it, so we answer more requests",
                instead_of="301, which browsers may keep without asking again [HTTP]",
            ),
        ],
    ),
    sd.Stage(
        "Partition, count, block",
        users >> "create, open" >> cdn >> "misses" >> balancer,
        fleet >> sd.calls("misses, new", of=[opens, creates], after=cache) >> store,
        cdn >> sd.emits("edge log", of=opens, share=cdn_hit, size=100 * sd.B) >> collector,
        fleet >> sd.emits("clicks", of=opens, size=100 * sd.B) >> collector,
        collector >> sd.emits("clicks", size=100 * sd.B) >> clicks,
        clicks
        >> sd.streams("clicks")
        >> counter
        >> sd.batches("sums", every=1 * sd.minute)
        >> totals,
        fleet >> sd.calls("statistics", share=0) >> totals,
        store >> sd.emits("new links", of=creates) >> scanner,
        scanner >> sd.calls("block", share=0) >> store,
        scanner >> sd.calls("delete", share=0) >> cache,
        scanner >> sd.calls("purge", share=0) >> cdn,
        sd.row(store, cache),
        replaces=table,
        drops=users >> "create, open" >> balancer,
        why=lambda n: (
            f"{n[links]} outgrow one node in {years} years; a bad link must stop everywhere."
        ),
        tradeoffs=[
            sd.TradeOff(
                "a key-value store partitioned by code",
                gain="every access is by key, so nodes add up",
                cost="no joins; an alias that a user chooses needs a conditional put",
                instead_of="a sharded SQL database",
            ),
            sd.TradeOff(
                "clicks are counted from a stream",
                gain="a redirect does not wait for a counter",
                cost="counts are a minute late, and a click may count twice after a crash",
                instead_of="an UPDATE for each click",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design a service that turns long addresses into short ones and redirects.",
        functional=[
            ("What can a user do?", "Create a link, open it, choose an alias, see click counts."),
            ("Do links expire?", f"After {years} years, unless the owner says otherwise."),
        ],
        scale=[
            ("How many new links?", f"{new_links / 1e6:g}M per month of 30 days."),
            ("How often is each opened?", f"{opens_each} times on average."),
            ("How large is a record?", "500 B."),
        ],
        non_functional=[
            ("How fast is a redirect?", sd.at_most(100 * sd.ms, of=opens)),
            ("How available are redirects?", sd.at_least(99.95 * sd.percent, of=opens)),
            ("How available is creation?", sd.at_least(99.9 * sd.percent, of=creates)),
            ("How soon is a blocked link gone?", sd.stale_at_most(2 * sd.minutes, of=opens)),
        ],
        constraints=[
            ("May codes be guessed?", "Not in sequence."),
            ("What about abuse?", "Bad targets are found by a scanner and blocked everywhere."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/links", "url, alias?, Idempotency-Key", "201; 409 if the alias is taken"
        ),
        sd.Endpoint(
            "GET /{code}", "code", "302 with the address; 404; 410 if blocked", "any browser"
        ),
        sd.Endpoint("GET /v1/links/{code}/clicks", "days", "200 with counts by day and country"),
    ],
    figures=[
        sd.Figure("Links kept", lambda n: n[links], lambda n: n.how(links)),
        sd.Figure(
            "Codes used after five years",
            100 * new_links * 12 * years / codes,
            f"{new_links * 12 * years:,} of 62^{code_length}",
            "%",
        ),
        sd.Figure(
            "Reads at the store",
            lambda n: n.at(fleet >> "misses, new" >> store) - creates.at_peak,
            f"the CDN answers {cdn_hit:.0%}, the cache {cache_hit:.0%} of the rest, both assumed",
        ),
    ],
    risks=[
        sd.Risk(
            "the cache is cold",
            effect="redirects are slower by a few milliseconds",
            mitigation="one fetch per key at a time, jitter, warm-up from old clicks",
        ),
        sd.Risk(
            "one link goes viral",
            effect="that link gets slow, since one cache node and one partition carry it",
            mitigation="the CDN answers most of it, and each app node keeps it for a second",
        ),
        sd.Risk(
            "the id service is down",
            effect="no new links once the ranges are used up; redirects go on",
            mitigation="a range lasts a node for hours",
        ),
        sd.Risk(
            "someone scans random codes",
            effect="redirects get slower, since each scan reaches the store",
            mitigation="absent codes are cached for a minute, and callers are limited",
        ),
    ],
    probes=[
        sd.Probe(
            "Two users want the same alias at once. Who gets it?",
            "The first conditional put. Insert if absent, with a quorum; the second user is told "
            "that the alias is taken.",
        ),
        sd.Probe(
            "How are codes made hard to guess?",
            "Encrypt the sequential id with a keyed permutation of the same size before base 62. "
            "It stays unique, since a permutation has an inverse.",
        ),
        sd.Probe(
            "How do you move from one table to the partitions?",
            "Write to both, copy the rest in the background, compare, read from the new store, "
            "then stop writing to the old one.",
        ),
        sd.Probe(
            "What does a million redirects cost?",
            lambda n: (
                f"{1000 * (n.cost.each_thousand or 0 * sd.usd)}, at {n.cost.month} per month, CDN "
                "excepted. The store is the largest part, and it is bought for its size."
            ),
        ),
        sd.Probe(
            "What breaks first at ten times the load?",
            lambda n: (
                f"The {n.breaks_first[0].component.label.lower()}, at "
                f"{n.breaks_first[0].breaks_at:.1f} times; it is stateless and scales out."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Computes rates and size, makes unique codes, and caches redirects.",
        senior="Explains 301 against 302, counts clicks at the edge, handles hot and absent codes.",
        staff="Makes a block hold in every cache, plans the move between stores, and prices a "
        "redirect.",
    ),
    category="product systems",
    summary="Codes from id ranges, two caches before a partitioned store, clicks counted aside.",
    sources=[
        sd.Source(
            "HTTP",
            "RFC 9110: HTTP semantics, redirection",
            "IETF",
            2022,
            "https://www.rfc-editor.org/rfc/rfc9110",
        )
    ],
)
