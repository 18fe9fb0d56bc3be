"""Real-time analytics: dashboards over the last seconds and the last year, sliced in any way."""

import math

import sddiagram as sd

# 50M users a day x 200 events, x 3 at the peak.
events = 3 * 50_000_000 * 200 * sd.per_day
event, daily_events = 500 * sd.B, 50_000_000 * 200
raw_daily = daily_events * event
row = 100 * sd.B  # assumed: the columns that are asked for, dictionary coded
rows_daily = daily_events * row
days = 30
hot = 2 * days * rows_daily  # two copies
node_disk = 10 * sd.TB  # assumed usable
nodes_by_disk = math.ceil(hot / node_disk)
queries = 500 * sd.rps
scan_rate = 2 * sd.GB / sd.s  # assumed for the columns of one node, compressed
day_scan = rows_daily / (nodes_by_disk * scan_rate)
rollup_factor = 100  # assumed: events merged into one row a minute, by the usual dimensions
rollup_daily = rows_daily / rollup_factor
rollup_scan = rollup_daily / (nodes_by_disk * scan_rate)
cache_hit = 0.8  # assumed: people look at the same dashboards
uncached = (1 - cache_hit) * queries
partitions = math.ceil(events * event / (10 * sd.MB / sd.s))
hll_size, hll_error = 12 * sd.KB, 0.0081  # HyperLogLog with 2^14 registers of 6 bits

people = sd.Client("Analysts")
apps = sd.External("Apps", note="events with an id")
database = sd.SQLPrimary("App database", note="raw rows, indexes")
board = sd.Browser(
    "Dashboards", sends=sd.Requests("query", queries, peak=1), note="refresh every 5 s"
)
api = sd.Service(
    "Query API", capacity=1_500 * sd.rps, replicas=3, note="limits, permissions by row"
)
cache = sd.Cache(
    "Result cache",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=3,
    hit_ratio=cache_hit,
    latency=0.5 * sd.ms,
    note="5 s now, long for past",
)
log = sd.Stream("Events", technology="kafka", replicas=3, note=f"{partitions} partitions or more")
job = sd.StreamProcessor("Enrich, dedupe", replicas=3, note="by event id, event time")
store = sd.DataWarehouse(
    "OLAP store", technology="clickhouse", replicas=nodes_by_disk, note=f"columns, {days} days"
)
rollups = sd.DataWarehouse("Roll-ups", technology="clickhouse", note="by minute, sketches")
lake = sd.DataLake("Lake", technology="iceberg", note="everything, for years")
rebuild = sd.BatchProcessor("Rebuild", note="corrects late days")
monitoring = sd.Monitoring("Monitoring", note="age of newest row")

pattern = sd.Pattern(
    "Real-time analytics",
    sd.Stage(
        "SQL on the database",
        people >> "look" >> board >> "SQL" >> database,
        apps >> "rows" >> database,
        why=f"Fine for millions of rows; {daily_events / 1e9:.0f}bn a day are scanned for minutes.",
    ),
    sd.Stage(
        "Stream into columns",
        apps >> sd.emits("events") >> log >> sd.streams("events") >> job,
        job >> sd.streams("rows") >> store,
        board >> "query" >> api >> "SQL" >> store,
        replaces=database,
        why=f"{nodes_by_disk} column nodes scan a day in {day_scan}, and rows are seconds old.",
        tradeoffs=[
            sd.TradeOff(
                "a column store fed by the stream",
                gain="any slice of fresh rows, without a batch",
                cost="appends only; updates and joins are dear",
                instead_of="a warehouse loaded every hour",
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
        store >> sd.streams("by minute") >> rollups,
        api >> sd.calls("usual slices", share=round(1 - cache_hit, 6)) >> rollups,
        api >> "get, set" >> cache,
        step=sd.Step.DETAIL,
        why=f"{queries} of queries, mostly the same: {cache_hit:.0%} cached, the rest on roll-ups.",
        tradeoffs=[
            sd.TradeOff(
                "roll-ups by minute",
                gain=f"{rollup_factor} times fewer rows: a day in {rollup_scan}",
                cost="dimensions are chosen beforehand",
                instead_of="raw rows for every chart",
            ),
            sd.TradeOff(
                "sketches for distinct users",
                gain=f"{hll_size} a row that can be merged",
                cost=f"an error of {hll_error:.2%}",
                instead_of="exact sets, which cannot be added up over minutes",
            ),
        ],
    ),
    sd.Stage(
        "History and corrections",
        log >> sd.batches("files") >> lake >> sd.batches("late days") >> rebuild,
        rebuild >> sd.batches("swap partition") >> store,
        [job, store] >> sd.emits("age") >> monitoring,
        step=sd.Step.SCALE,
        why=f"{days} days stay hot, {hot}; late events and years live in the lake.",
        tradeoffs=[
            sd.TradeOff(
                "correct late days by swapping partitions",
                gain="history ends up exact, readers never see half a day",
                cost="a batch path beside the stream",
                instead_of="updating rows in place",
            ),
        ],
    ),
    brief=sd.Brief(
        "Show product metrics that are seconds old and can be sliced in any way, over billions of "
        "events a day.",
        functional=[
            ("What is asked?", "Counts, sums, distinct users by any of 20 dimensions, over time."),
            ("Must numbers be exact?", "Distinct counts within 1%; the rest exact after a day."),
        ],
        scale=[
            ("How many events?", f"50M daily users, 200 each of {event}."),
            ("How many queries?", f"{queries.value:.0f} a second, mostly of dashboards."),
            ("How far back?", f"{days} days hot, years on demand."),
        ],
        non_functional=[
            ("How fresh?", "Under 10 s."),
            ("How fast?", "p95 under a second for the usual slices."),
        ],
        constraints=[
            ("Who sees what?", "Rows are restricted by country."),
            ("May a query slow the others?", "No: limits of rows and time each."),
        ],
    ),
    figures=[
        sd.Figure("Events at the peak", events, "50M users x 200 a day / 86,400 s, x 3"),
        sd.Figure("Raw a day", raw_daily, f"{daily_events:,} x {event}"),
        sd.Figure("Columns a day", rows_daily, f"{daily_events:,} x {row} (assumed)"),
        sd.Figure("Hot store", hot, f"{days} days x {rows_daily} x 2 copies"),
        sd.Figure("Nodes", nodes_by_disk, f"{hot} / {node_disk} (assumed)", "nodes"),
        sd.Figure(
            "Scanning a day", day_scan, f"{rows_daily} / ({nodes_by_disk} x {scan_rate}), assumed"
        ),
        sd.Figure("From roll-ups", rollup_scan, f"{rollup_factor} times fewer rows (assumed)"),
        sd.Figure("Queries not cached", uncached, f"(1 - {cache_hit}) x {queries}"),
    ],
    risks=[
        sd.Risk(
            "someone asks for a year by user",
            effect="one query takes the cluster",
            mitigation="limits of rows and time, a pool for heavy queries, the lake for the rest",
        ),
        sd.Risk(
            "a dimension has millions of values",
            effect="roll-ups are as large as the rows",
            mitigation="leave it out of the roll-ups, keep the top values and 'other'",
        ),
        sd.Risk(
            "events come twice",
            effect="counts are too high, by an unknown amount",
            mitigation="dedupe by event id within a day; the rebuild catches the rest",
        ),
        sd.Risk(
            "ingestion lags",
            effect="dashboards show a fall that is not there",
            mitigation="show the age of the newest row beside every number",
        ),
    ],
    probes=[
        sd.Probe(
            "Why can distinct users not be added up?",
            "One user counts in many minutes. Keep a sketch a minute: merged sketches estimate "
            f"the union, within {hll_error:.2%}.",
        ),
        sd.Probe(
            "How do you keep heavy queries from hurting the rest?",
            "Pools with limits, an estimate by partition before running, and results cached by "
            "the query's normal form.",
        ),
        sd.Probe(
            "Late events?",
            "The stream writes them to their minute for an hour; later ones are counted when the "
            "day is rebuilt from the lake and swapped in.",
        ),
        sd.Probe(
            "Why not the warehouse?",
            "It would do for hourly data and tens of queries a second. Seconds and hundreds need "
            "columns that take a stream, and roll-ups.",
        ),
    ],
    category="data pipelines",
    summary="A stream fills a column store; roll-ups and a cache answer the usual questions.",
    sources=[
        "Flajolet et al., HyperLogLog (2007): error 1.04 / sqrt(m)",
        "Yang et al., Druid (SIGMOD 2014)",
        "Confluent, Kafka performance",
    ],
)
