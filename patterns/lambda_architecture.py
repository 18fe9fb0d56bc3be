"""Lambda architecture: exact views from batches, fresh ones from a stream, merged on reading."""

import sddiagram as sd

size, linger, window = 500 * sd.B, 2 * sd.s, 5 * sd.s  # the two times assumed
log_kept, history = 2 * sd.days, 2 * sd.years
batch_period, batch_run, slack = 24 * sd.hours, 4 * sd.hours, 2 * sd.hours
speed_kept = batch_period + batch_run + slack
# Assumed: 20 events make one write of an hour so far, 1,000 one row of a day; 10M dimensions are
# active in an hour; a query reads 200,000 rows of days, and 50 dimensions since T.
merged, merged_days, rows_read, keys_read = 20, 1_000, 200_000, 50
events = sd.Requests("event", 1_000_000 * sd.rps, peak=1, request=size, counts="events")
queries = sd.Requests("query", 500 * sd.rps, peak=1, response=50 * sd.KB)
day_rows = 2 * 1_000_000 * sd.day.value * 730 / merged_days  # in two versions
hour_rows = 10_000_000 * float(speed_kept / sd.hour)
stored = sd.Records(
    "events",
    key="user_id, time, event_id",
    fields="name, dimensions, value",
    of=events,
    size=size,
    keep=log_kept,
)
days = sd.Records(
    "day rows", key="version, dimension, day", fields="sums", count=day_rows, size=50 * sd.B
)
fresh_rows = sd.Records(
    "hour rows", key="dimension, hour", fields="sums so far", count=hour_rows, size=200 * sd.B
)
ingress = events.rate * (size / sd.events)
daily = ingress * sd.day
read_rate = 20 * sd.MB / sd.s  # of one core that reads, joins and adds up; assumed
cores = daily / batch_run / read_rate
small = sd.assumed(20_000 * sd.events / sd.s, "small events per node, sent in batches")
append = sd.latency(3 * sd.ms, p99=20 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
broker = sd.cited(4_120 * sd.usd, "per broker of 8 vCPU and 20 TB of SSD [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
marz = "http://nathanmarz.com/blog/how-to-beat-the-cap-theorem.html"
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
logic = sd.planned("service")
kept_size = history / sd.day * daily / 4  # compressed four to one, assumed
kept_cost = sd.cited(kept_size * (0.02 * sd.usd / sd.GB), "for two years at $0.02 per GB [NM]")
nightly = sd.assumed(cores / 0.65 * 15 * 4 / 24 * sd.usd, "for its cores, 4 h per day at $15 each")

producers = sd.Client("Producers", sends=events, note="batch, retry, event id")
dashboards = sd.Browser("Dashboards", sends=queries)
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", latency=hop, cost=node, note="layer 7, tokens, limits"
)
ingest = sd.Service("Ingest", capacity=small, latency=work, cost=node, note="checks the schema")
log = sd.Stream(
    "Event log",
    technology="kafka",
    holds=stored,
    node=20 * sd.TB,
    copies=3,
    latency=append,
    cost=broker,
    note="two days, by user",
)
master = sd.DataLake("Master data", technology="iceberg", cost=kept_cost, note="append only")
batch = sd.BatchProcessor("Batch job", technology="spark", cost=nightly, note="yesterday, exact")
shared_batch = batch.but(note="shared rules, up to T")
batch_views = sd.DataWarehouse(
    "Batch views",
    technology="clickhouse",
    capacity=sd.assumed(200_000_000 * sd.rows / sd.s, "of three columns per node of 16 vCPU"),
    holds=days,
    node=4 * sd.TB,
    copies=2,
    latency=sd.latency(30 * sd.ms, p99=200 * sd.ms),
    cost=sd.cited(1_040 * sd.usd, "per node of 16 vCPU and 4 TB of SSD [NM]"),
    note="two versions, whole days",
)
speed = sd.StreamProcessor("Speed job", technology="flink", cost=node, note="sums each 5 s")
shared_speed = speed.but(note="shared rules, after T")
fresh = sd.NoSQL(
    "Real-time views",
    technology="cassandra",
    holds=fresh_rows,
    node=4 * sd.TB,
    copies=3,
    latency=sd.latency(2 * sd.ms, p99=15 * sd.ms),
    cost=disk,
    note=f"overwrites, kept {float(speed_kept / sd.hour):.0f} h",
)
snapshots = sd.ObjectStorage(
    "Checkpoints", technology="s3", cost=sd.assumed(20 * sd.usd, "for 1 TB"), note="state, offsets"
)
serving = sd.Service(
    "Query service", capacity=logic, latency=work, cost=node, note="days to T, hours after"
)
orchestrator = sd.Scheduler(
    "Orchestrator", technology="airflow", cost=node, note="starts, switches"
)
reconcile = sd.BatchProcessor(
    "Reconciliation",
    technology="spark",
    cost=sd.assumed(100 * sd.usd, "for 1 h per day"),
    note="same hours, both views",
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", cost=node, note="lag, difference")

pattern = sd.Pattern(
    "Lambda architecture",
    sd.Stage(
        "Batch alone",
        producers >> sd.calls("batches of 50", costs=1 / 50) >> balancer,
        dashboards >> "query" >> balancer >> sd.calls("events", of=events) >> ingest,
        ingest >> "append" >> log >> sd.batches("files", every=5 * sd.minutes) >> master,
        master >> sd.batches("yesterday", every=batch_period) >> batch,
        batch >> sd.batches("new version", every=batch_period) >> batch_views,
        balancer >> sd.calls("query", of=queries) >> serving,
        serving >> sd.calls("whole days", costs=rows_read * sd.rows) >> batch_views,
        orchestrator >> "nightly" >> batch,
        why=f"Exact, but up to {float((batch_period + batch_run) / sd.hour):.0f} h old.",
        tradeoffs=[
            sd.TradeOff(
                "keep every event, and never change one",
                gain="any view can be computed again after any mistake [LAM]",
                cost=f"{kept_size} after two years, and erasure needs a plan",
                instead_of="keeping the totals alone",
            ),
            sd.TradeOff(
                "add yesterday to the totals, not all history",
                gain=f"{daily / batch_run} of reading instead of {kept_size * 4 / batch_run}",
                cost="a mistake of last year needs a rebuild that takes days",
                instead_of="computing everything again each night",
            ),
        ],
    ),
    sd.Stage(
        "Add the speed layer",
        log >> sd.streams("events") >> speed >> sd.calls("hour so far", share=1 / merged) >> fresh,
        speed >> sd.copies("state", every=1 * sd.minute) >> snapshots,
        snapshots >> sd.copies("restore") >> speed,
        serving >> sd.calls("since T", of=queries, costs=keys_read) >> fresh,
        step=sd.Step.DETAIL,
        why=f"Seconds fresh; it keeps {float(speed_kept / sd.hour):.0f} h: a day, a run and slack.",
        tradeoffs=sd.TradeOff(
            "two paths to one answer",
            gain="fresh now and exact later, and the batch repairs errors of the stream",
            cost="two systems, and rules that exist twice",
            instead_of="Kappa: one stream job, and replay",
        ),
    ),
    sd.Stage(
        "Keep the two equal",
        orchestrator >> "version and T" >> serving,
        [batch_views, fresh] >> sd.batches("same hours", every=1 * sd.day) >> reconcile,
        reconcile >> sd.batches("difference") >> monitoring,
        log >> sd.batches("lag") >> monitoring,
        changes=[shared_batch, shared_speed],
        step=sd.Step.SCALE,
        why="Two programs drift apart in silence: share the rules, and compare every night.",
        tradeoffs=sd.TradeOff(
            "switch T and the version of the view at once",
            gain="no event is counted twice, and none is missed",
            cost="a pointer that each query reads first, and two versions on disk",
            instead_of="overwriting views in place",
        ),
    ),
    brief=sd.Brief(
        "Give dashboards numbers that are seconds fresh and history that is exact, over a million "
        "events per second.",
        functional=[
            ("What is shown?", "Counts and sums by dimension and time."),
            ("May fresh numbers be approximate?", "For a day; then they must be exact."),
        ],
        scale=[
            ("How many events?", f"1M per second of {size}."),
            ("How many queries?", f"{queries.rate}."),
            ("How much history?", "Two years."),
        ],
        non_functional=[
            ("How fresh?", sd.stale_at_most(10 * sd.s, value=lambda n: linger + window)),
            (
                "When is a number exact?",
                sd.stale_at_most(30 * sd.hours, value=lambda n: batch_period + batch_run),
            ),
            ("How fast are queries?", sd.at_most(1 * sd.s, percentile=95, of=queries)),
            ("What may a million events cost?", sd.costs_at_most(0.2 * sd.usd / (1e6 * sd.events))),
        ],
        constraints=[
            ("May events come late?", "Yes; the nightly batch must count them."),
            ("Is the batch more than a sum?", "Yes, it joins yesterday with all known customers."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/events", "a batch: event_id, user_id, name, time, value", "202"),
        sd.Endpoint("GET /v1/totals", "dimensions, from, to", "rows, and T: exact before it"),
        sd.Endpoint("PUT /v1/version", "version, T", "200", "by the orchestrator alone"),
    ],
    figures=[
        sd.Figure("Ingress", ingress, f"{events.rate} x {size}; {daily} per day"),
        sd.Figure("Batch must read", daily / batch_run, f"{daily} in {batch_run}"),
        sd.Figure("Batch cores", cores, f"{daily / batch_run} / {read_rate} (assumed)", "cores"),
        sd.Figure(
            "Kept by the speed layer",
            speed_kept / sd.hour,
            f"{batch_period} period + {batch_run} run + {slack} slack",
            "h",
        ),
        sd.Figure("Master data", kept_size, f"2 years x {daily} / 4 (compression, assumed)"),
    ],
    risks=[
        sd.Risk(
            "the two programs drift apart",
            effect="users see numbers jump every night",
            mitigation="one library of rules for both, and a comparison with an alert",
        ),
        sd.Risk(
            "events at T are counted twice",
            effect="users see a bump at midnight",
            mitigation="half-open intervals: the batch before T, the stream from T on",
        ),
        sd.Risk(
            "the batch is late",
            effect="users see a hole once the speed layer forgets",
            mitigation=f"alert before {slack} of slack are used; keep hours longer meanwhile",
        ),
    ],
    probes=[
        sd.Probe(
            "What exactly is T?",
            "The end of the event time that the published version covers. Queries take whole days "
            "before T and hours from T on; T moves together with the version.",
        ),
        sd.Probe(
            "Why not only streaming?",
            f"A mistake found after 90 days must be replayed. Within three days that is "
            f"{90 / 3 + 1:.0f} times the live rate, {(90 / 3 + 1) * ingress}. Where that is too "
            "expensive, keep both.",
        ),
        sd.Probe(
            "Why keep the log for only two days?",
            lambda n: (
                f"The speed layer needs {speed_kept}; older events are in the files. At two days "
                f"the rate decides on {n[log]} brokers; at seven the disks would need "
                f"{3 * 7 * daily / (14 * sd.TB):.0f}."
            ),
        ),
        sd.Probe(
            "How do you erase one user?",
            "Delete files in the master table, applied by the next rebuild of those days; views "
            "follow, and the log expires by itself.",
        ),
        sd.Probe(
            "How do you detect that the views disagree?",
            "Compare both for hours that both cover, by dimension, alert on the relative "
            "difference, and keep its history.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws both paths and the query that merges them, and says what each is good for.",
        senior="Defines T, sizes log, batch window and speed layer, and handles late events.",
        staff="Weighs Lambda against replay by cost, keeps rules equal, plans rebuilds, erasure.",
    ),
    category="data pipelines",
    summary="A nightly batch is exact, a stream is fresh, and queries merge them at time T.",
    sources=sd.Source("LAM", "How to beat the CAP theorem", "Nathan Marz", 2011, marz),
)
