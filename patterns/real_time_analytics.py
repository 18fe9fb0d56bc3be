"""Real-time analytics: dashboards over the last seconds and the last year, sliced in any way."""

import sddiagram as sd

people, size, kept = 50_000_000, 500 * sd.B, 30 * sd.days
linger, insert_every, cache_life, late = 2 * sd.s, 2 * sd.s, 5 * sd.s, 1 * sd.hour
# Assumed: 1,000 events make one row of a minute and the usual dimensions; the primary key leaves
# a fifth of a day to read; people look at the same dashboards; one query in 1,000 needs raw rows.
merged, part_read, cache_hit, raw_share = 1_000, 0.2, 0.8, 0.001
events = sd.Requests("event", 200 * sd.per_day, users=people, request=size, counts="events")
queries = sd.Requests("query", 500 * sd.rps, peak=1, response=50 * sd.KB)
per_day = people * 200
raw = sd.Records(  # as compressed columns, assumed
    "events",
    key="country, app, minute, user_id",
    fields="20 dimensions, value, event_id",
    of=events,
    size=100 * sd.B,
    keep=kept,
)
minute_rows = per_day / merged * 365
minutes = sd.Records(
    "minutes",
    key="country, app, minute, dimensions",
    fields="count, sum, sketch of users",
    count=minute_rows,
    size=300 * sd.B,
)
usual, exploring = per_day / merged * part_read * sd.rows, per_day * part_read * sd.rows
ids = events.rate * late * (40 * sd.B / sd.events)
sketch_registers = 2**14
sketch_error = 1.04 / sketch_registers**0.5
small = sd.assumed(20_000 * sd.events / sd.s, "small events per node, sent in batches")
append = sd.latency(3 * sd.ms, p99=20 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
broker = sd.cited(920 * sd.usd, "per broker of 8 vCPU and 4 TB of SSD [NM]")
ram = sd.cited(128 * sd.usd, "per 64 GB of memory [NM]")
nightly = sd.assumed(3_000 * sd.usd, "for a run per night")
disk = sd.cited(2_240 * sd.usd, "per node of 16 vCPU and 10 TB of SSD [NM]")
inserts = sd.planned("ClickHouse", "inserts")
scans = sd.assumed(200_000_000 * sd.rows / sd.s, "of three columns per node of 16 vCPU")
lake_year = events.rate * (size / sd.events) / 4 * sd.year  # compressed four to one, assumed
hll_paper = "https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf"
retries = "https://clickhouse.com/docs/guides/developer/deduplicating-inserts-on-retries"
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)

apps = sd.Client("Apps", sends=events, note="batch, retry, event id")
boards = sd.Browser("Dashboards", sends=queries, note="refresh every 5 s")
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", latency=hop, cost=node, note="layer 7, tokens, limits"
)
collector = sd.Service(
    "Collector", capacity=small, latency=work, cost=node, note="checks, stamps the time"
)
api = sd.Service(
    "Query API", capacity=sd.planned("service"), latency=work, cost=node, note="limits, row rights"
)
database = sd.SQLPrimary(
    "App database", technology="postgres", latency=work, cost=disk, note="raw rows, indexes"
)
log = sd.Stream(
    "Event log", technology="kafka", latency=append, cost=broker, note="key: user; 32 partitions"
)
job = sd.StreamProcessor(
    "Enriching job", technology="flink", cost=node, note="dedupes, adds dimensions"
)
snapshots = sd.ObjectStorage(
    "Checkpoints", technology="s3", cost=sd.assumed(20 * sd.usd, "for 1 TB"), note="state, offsets"
)
store = sd.DataWarehouse(
    "Raw rows",
    technology="clickhouse",
    capacity=[inserts, scans],
    holds=raw,
    node=10 * sd.TB,
    copies=2,
    latency=sd.latency(2 * sd.s, p99=8 * sd.s),
    cost=disk,
    note="columns, 30 days",
)
rollups = sd.DataWarehouse(
    "Roll-ups",
    technology="clickhouse",
    capacity=[inserts, scans],
    holds=minutes,
    node=10 * sd.TB,
    copies=2,
    latency=sd.latency(40 * sd.ms, p99=300 * sd.ms),
    cost=disk,
    note="by minute, sketches",
)
cache = sd.Cache(
    "Result cache",
    technology="redis",
    caches=queries,
    hit_ratio=cache_hit,
    stale=cache_life,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=ram,
    note="5 s; past days for long",
)
lake = sd.DataLake(
    "Lake",
    technology="iceberg",
    latency=sd.latency(5 * sd.s, p99=30 * sd.s),
    cost=sd.cited(lake_year * (0.02 * sd.usd / sd.GB), "for one year at $0.02 per GB [NM]"),
    note="everything, for years",
)
rebuild = sd.BatchProcessor("Rebuild", technology="spark", cost=nightly, note="late days, exact")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", cost=node, note="newest row")


def raw_time(n: sd.Numbers) -> sd.Quantity:
    """What one exploring query takes alone, on all shards of the raw rows."""
    return exploring / (n[store] / store.copies * scans)


pattern = sd.Pattern(
    "Real-time analytics",
    sd.Stage(
        "SQL on the database",
        apps >> sd.calls("batches of 50", costs=1 / 50) >> balancer,
        boards >> "query" >> balancer >> sd.calls("events", of=events) >> collector,
        collector >> "insert" >> database,
        balancer >> sd.calls("query", of=queries) >> api >> sd.calls("SQL", of=queries) >> database,
        why=f"Fine for millions of rows; {per_day / 1e9:.0f}bn per day are scanned for minutes.",
    ),
    sd.Stage(
        "Stream into columns",
        collector >> "append" >> log >> sd.streams("events", of=events) >> job,
        job >> sd.calls("rows", of=events) >> store,
        api >> sd.calls("SQL", of=queries, costs=exploring) >> store,
        job >> sd.copies("state", every=1 * sd.minute) >> snapshots,
        snapshots >> sd.copies("restore") >> job,
        replaces=database,
        why=lambda n: (
            f"Rows are seconds old, but scanning them for all queries takes {n[store]:,} nodes."
        ),
        tradeoffs=[
            sd.TradeOff(
                "a column store that is fed by a stream",
                gain="any slice of fresh rows, without waiting for a batch",
                cost="rows are only appended; updates and joins are expensive",
                instead_of="a warehouse that is loaded every hour",
            ),
            sd.TradeOff(
                "enrich before storing",
                gain="queries need no joins",
                cost="dimensions are as they were then; a change needs a rebuild",
                instead_of="joining at query time",
            ),
        ],
    ),
    sd.Stage(
        "Roll up and cache",
        api >> "get" >> cache,
        api >> sd.calls("set", after=cache) >> cache,
        api >> sd.calls("usual slices", after=cache, costs=usual) >> rollups,
        api >> sd.calls("explore", of=queries, share=raw_share, costs=exploring) >> store,
        job >> sd.calls("minutes", of=events, share=1 / merged) >> rollups,
        drops=api >> "SQL" >> store,
        step=sd.Step.DETAIL,
        why=f"A usual query reads {usual}, not {exploring}, and {cache_hit:.0%} are cached.",
        tradeoffs=[
            sd.TradeOff(
                "roll-ups on nodes of their own",
                gain=f"{merged:,} times fewer rows, and no exploring query slows a dashboard",
                cost="dimensions are chosen beforehand",
                instead_of="raw rows for every chart",
            ),
            sd.TradeOff(
                "sketches for distinct users",
                gain="12 KB at most that can be merged over minutes",
                cost=f"a standard error of {sketch_error:.2%} [HLL]",
                instead_of="exact sets, which do not fit a row",
            ),
        ],
    ),
    sd.Stage(
        "History and corrections",
        log
        >> sd.batches("files", every=5 * sd.minutes)
        >> lake
        >> sd.batches("late days")
        >> rebuild,
        rebuild >> sd.batches("swap day", every=1 * sd.day) >> [store, rollups],
        store >> sd.calls("old years", of=queries, share=0.02) >> lake,
        [job, store] >> sd.batches("age") >> monitoring,
        step=sd.Step.SCALE,
        why=lambda n: f"{n[raw]} stay hot; late events and years live in the lake.",
    ),
    brief=sd.Brief(
        "Show product metrics that are seconds old and can be sliced in any way, over billions of "
        "events per day.",
        functional=[
            ("What is asked?", "Counts, sums, distinct users by any of 20 dimensions, over time."),
            ("Must numbers be exact?", "Distinct counts within 1%; the rest exact after a day."),
        ],
        scale=[
            ("How many events?", f"50M daily users, 200 each of {size}."),
            ("How many queries?", f"{queries.rate}, nearly all of dashboards."),
            ("How far back?", "Raw rows for 30 days, minutes for one year, older years on demand."),
        ],
        non_functional=[
            (
                "How fresh?",
                sd.stale_at_most(10 * sd.s, value=lambda n: linger + insert_every + cache_life),
            ),
            ("How fast is a usual slice?", sd.at_most(1 * sd.s, percentile=95, of=queries)),
            (
                "How fast is an exploring query?",
                sd.at_most(10 * sd.s, percentile=None, value=raw_time),
            ),
            ("What may a million events cost?", sd.costs_at_most(0.5 * sd.usd / (1e6 * sd.events))),
        ],
        constraints=[
            ("Who sees what?", "Rows are restricted by country."),
            ("May a query slow the others?", "No: limits of rows and time for each."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/events", "a batch: event_id, user_id, name, time, attributes", "202"),
        sd.Endpoint(
            "POST /v1/queries", "measures, dimensions, filters, interval", "rows, age of the newest"
        ),
        sd.Endpoint("DELETE /v1/queries/{id}", "nothing", "204, and the scan stops"),
    ],
    figures=[
        sd.Figure("Events at the peak", events.at_peak, "50M users x 200 per day / 86,400 s, x 3"),
        sd.Figure("A usual query", usual, f"{per_day:,} / {merged:,} x {part_read:.0%}"),
        sd.Figure("An exploring query", exploring, f"{per_day:,} x {part_read:.0%}, one day"),
        sd.Figure(
            "It takes",
            raw_time,
            lambda n: f"{exploring} / ({n[store] // store.copies} shards x {scans})",
        ),
        sd.Figure(
            "Ids to remember", ids, f"{events.rate} x {late} x 40 B, to find repeated events"
        ),
    ],
    risks=[
        sd.Risk(
            "someone asks for a year by user",
            effect="exploring users wait; dashboards do not notice",
            mitigation="limits on rows and time, a pool for heavy queries, roll-ups on other nodes",
        ),
        sd.Risk(
            "events come twice",
            effect="users see counts that are too high",
            mitigation=f"dedupe by event id within {late}; the rebuild finds the rest",
        ),
        sd.Risk(
            "ingestion lags",
            effect="users see a fall that is not there",
            mitigation="show the age of the newest row beside every number",
        ),
    ],
    probes=[
        sd.Probe(
            "How many queries can run at once?",
            lambda n: (
                f"Count rows: the roll-ups are asked {n.at(rollups)} and the raw rows "
                f"{n.at(store)}. Without roll-ups and cache it would be "
                f"{queries.rate.value * exploring / sd.s}."
            ),
        ),
        sd.Probe(
            "Why can distinct users not be added up?",
            "One user counts in many minutes. Keep one sketch per minute: merged sketches estimate "
            f"the union, with a standard error of {sketch_error:.2%}.",
        ),
        sd.Probe(
            "The job crashes and repeats a minute of inserts.",
            "Each block carries a token that follows from its offsets, and the store ignores a "
            "block that it has [CHI].",
        ),
        sd.Probe(
            "What about late events?",
            f"The stream adds them to their minute for {late}; later ones are counted when the "
            "day is rebuilt from the lake and swapped in.",
        ),
    ],
    levels=sd.Levels(
        mid="Streams events into a column store and explains roll-ups, caching and retention.",
        senior="Counts rows per query, sizes both stores, handles late and repeated events.",
        staff="Isolates heavy queries, weighs freshness, exactness and cost, and plans rebuilds.",
    ),
    category="data pipelines",
    summary="A stream fills a column store; roll-ups and a cache answer the usual questions.",
    sources=[
        sd.Source(
            "HLL",
            "HyperLogLog: a near-optimal cardinality estimation algorithm",
            "Flajolet et al.",
            2007,
            hll_paper,
        ),
        sd.Source("CHI", "Deduplicating inserts on retries", "ClickHouse", None, retries),
    ],
)
