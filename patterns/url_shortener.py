"""URL shortener: a short code that redirects, read a hundred times for each time it is written."""

import math

import sddiagram as sd

links_a_month = 100_000_000
reads_a_write = 100
years = 5
record = 500 * sd.B

writes = links_a_month / 30 * sd.per_day
reads = reads_a_write * writes
peak = 3 * (reads + writes)
write_share = round(1 / (reads_a_write + 1), 4)
links = links_a_month * 12 * years
size = links * record
code_length = 7
codes = 62**code_length

cdn_hits, cache_hits = 0.6, 0.95
# Only redirects can be answered at the edge.
edge_misses = round(write_share + (1 - write_share) * (1 - cdn_hits), 4)
lookups = round((1 - write_share) * (1 - cdn_hits), 4)
store_reads = round(lookups * (1 - cache_hits), 4)
# Assumed: 1,500 rps for an app node of 8 vCPUs; run at 65%, x 1.5 to lose a zone.
node_rate = 1_500 * sd.rps
nodes = math.ceil(edge_misses * peak / (node_rate * 0.65) * 1.5)
# 2 TB a node, 70% full, three copies.
node_size, copies = 2 * sd.TB, 3
store_nodes = math.ceil(float(size / node_size) / 0.7) * copies

creates, opens = sd.Requests("create", writes), sd.Requests("open", reads)
users = sd.Client("Users", sends=[creates, opens])
first = sd.Service("Link service", capacity=node_rate, replicas=1, note="create, redirect")
fleet = first.but(replicas=None, note="302, stateless")
table = sd.SQLPrimary(
    "Links", technology="postgres", capacity=7_200 * sd.rps, note="code is the key"
)
balancer = sd.LoadBalancer("Load balancer", replicas=3, note="one a zone")
cdn = sd.CDN(
    "CDN", technology="cloudfront", caches=opens, hit_ratio=cdn_hits, note="short TTL on 302"
)
cache = sd.Cache(
    "Hot links",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=2,
    caches=opens,
    hit_ratio=cache_hits,
    latency=0.5 * sd.ms,
    note="TTL; absent codes too",
)
ids = sd.Service("Id ranges", replicas=3, note="a range per node")
store = sd.NoSQL("Link store", replicas=store_nodes, note=f"by code, {copies} copies")
clicks = sd.Stream("Clicks", replicas=3, note="code, time, country")
counter = sd.StreamProcessor("Click counter", note="per code and day")
counts = sd.DataWarehouse("Click counts", technology="clickhouse", note="for owners")
scanner = sd.Worker("Abuse scanner", note="blocks bad targets")

pattern = sd.Pattern(
    "URL shortener",
    sd.Stage(
        "One table",
        users >> "create, open" >> first >> "SQL" >> table,
        why=f"Writes {writes}, reads {reads}: one database could carry the average.",
    ),
    sd.Stage(
        "Codes and a cache",
        users >> "create, open" >> balancer >> "request" >> fleet,
        fleet >> sd.calls("get", of=opens) >> cache,
        fleet >> sd.calls("set", after=cache) >> cache,
        fleet >> sd.calls("misses, writes", of=[opens, creates], after=cache) >> table,
        fleet >> sd.calls("next range", share=0) >> ids,
        changes=[fleet],
        drops=[users >> "create, open" >> first, first >> "SQL" >> table],
        why=f"The peak is {peak}; {cache_hits:.0%} of the codes asked for are hot.",
        tradeoffs=[
            sd.TradeOff(
                "ranges of ids in base 62",
                gain=f"no collision; {code_length} characters name {codes:.1e} links",
                cost="codes can be guessed unless the id is shuffled by a keyed permutation",
                instead_of="a hash of the address, cut short, with retries on collision",
            ),
            sd.TradeOff(
                "302, not 301",
                gain="each click comes by and is counted; a bad link can be stopped",
                cost="browsers do not remember it, so we answer more requests",
                instead_of="301, which browsers keep for good",
            ),
        ],
    ),
    sd.Stage(
        "Partition and count",
        users >> "create, open" >> cdn >> "misses" >> balancer,
        fleet >> sd.calls("misses, writes", of=[opens, creates], after=cache) >> store,
        fleet >> sd.emits("clicks") >> clicks >> sd.streams("events") >> counter,
        cdn >> sd.emits("edge clicks") >> clicks,
        counter >> "add" >> counts,
        fleet >> sd.calls("stats", share=0) >> counts,
        store >> sd.emits("new links") >> scanner >> sd.calls("block", share=0) >> store,
        replaces=table,
        drops=users >> "create, open" >> balancer,
        why=f"{links / 1e9:g} billion links are {size}: they outgrow one node within the years.",
        tradeoffs=[
            sd.TradeOff(
                "key-value store partitioned by code",
                gain="every access is by key, so nodes add up",
                cost="no joins; a custom alias needs a conditional put",
                instead_of="a sharded SQL database",
            ),
            sd.TradeOff(
                "count clicks by stream",
                gain="redirects do not wait for counters",
                cost="counts are seconds late and at least once",
                instead_of="an UPDATE for each click",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design a service that turns long addresses into short ones and redirects.",
        functional=[
            ("What can a user do?", "Create a link, open it, choose an alias, see click counts."),
            ("Do links expire?", f"Kept for {years} years unless the owner says otherwise."),
        ],
        scale=[
            ("How many new links?", f"{links_a_month / 1e6:g}M a month."),
            ("How many reads for each write?", f"{reads_a_write}."),
            ("How large is a record?", f"{record}."),
        ],
        non_functional=[
            ("How fast is a redirect?", "p99 under 100 ms (assumed)."),
            ("How available?", "99.99% for redirects, 99.9% for creation (assumed)."),
        ],
        constraints=[
            ("May codes be guessed?", "Not in sequence."),
            ("Abuse?", "Malicious targets must be blocked within minutes."),
        ],
    ),
    figures=[
        sd.Figure("Writes", writes, f"{links_a_month / 1e6:g}M a month / 30 days"),
        sd.Figure("Reads", reads, f"{reads_a_write} for each write"),
        sd.Figure("Peak", peak, "3 x (reads + writes)"),
        sd.Figure("Links kept", links / 1e9, f"{years} years", "billion"),
        sd.Figure("Size", size, f"{links / 1e9:g} billion x {record}, before copies"),
        sd.Figure("Reads at the store", store_reads * peak, "behind the CDN and the cache"),
        sd.Figure(
            "App nodes", nodes, f"{edge_misses * peak} / ({node_rate} x 0.65) x 1.5", "nodes"
        ),
        sd.Figure(
            "Store nodes",
            store_nodes,
            f"{size} / {node_size} / 0.7 full, x {copies} copies",
            "nodes",
        ),
    ],
    risks=[
        sd.Risk(
            "the cache is cold",
            effect=f"{1 / (1 - cache_hits):.0f} times the reads reach the store",
            mitigation="one fetch per key at a time, jittered TTLs, warm-up from old clicks",
        ),
        sd.Risk(
            "one link goes viral",
            effect="one cache shard and one partition carry it all",
            mitigation="the CDN and a small cache in each app node answer it",
        ),
        sd.Risk(
            "the id service is down",
            effect="no new links once the ranges are used up",
            mitigation="nodes hold a range for hours; redirects never need it",
        ),
        sd.Risk(
            "scans of random codes",
            effect="misses all the way to the store",
            mitigation="absent codes are cached for a minute, callers are rate limited",
        ),
    ],
    probes=[
        sd.Probe(
            "301 or 302?",
            "301 is remembered by browsers, so it saves requests and loses clicks and control. "
            "302 with a short lifetime at the edge keeps both.",
        ),
        sd.Probe(
            "Two users want the same alias at once?",
            "A conditional put: insert if absent; the second one is told that it is taken.",
        ),
        sd.Probe(
            "How are codes made hard to guess?",
            "Encrypt the sequential id with a keyed permutation of the same size before base 62; "
            "it stays unique.",
        ),
        sd.Probe(
            "How do you move from one table to the partitions?",
            "Write both, copy the rest in the background, compare, read from the new, stop writing "
            "the old.",
        ),
    ],
    category="product systems",
    summary="Codes from id ranges, two caches before a partitioned store, clicks counted aside.",
    sources=[
        "donnemartin/system-design-primer: design of a URL shortener",
        "redis/redis-doc, benchmarks: throughput of one process",
        "ClickHouse/PostgresBench, result files (managed PostgreSQL, 16 vCPU)",
    ],
)
