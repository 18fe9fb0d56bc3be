"""Lambda architecture: exact views from batches, fresh ones from a stream, merged on reading."""

import math

import sddiagram as sd

events, event = 1_000_000 * sd.rps, 500 * sd.B
ingress = events * event
daily = ingress * sd.day
log_days, log_copies = 7, 3
log_size = log_days * log_copies * daily
# 605 MB/s was measured on three brokers [KAF]; planned at 100 MB/s a broker and 10 a partition.
broker_rate, partition_rate = 100 * sd.MB / sd.s, 10 * sd.MB / sd.s
broker_disk = 20 * sd.TB  # assumed usable
busy_brokers = math.ceil(ingress / (broker_rate * 0.65) * 1.5)
brokers = max(busy_brokers, math.ceil(log_size / broker_disk))
partitions = math.ceil(ingress / partition_rate)
history = 2 * 365 * daily
batch_period, batch_run, slack = 24 * sd.hour, 4 * sd.hour, 2 * sd.hour
speed_ttl = batch_period + batch_run + slack
batch_rate = daily / batch_run
queries = 500 * sd.rps

producers = sd.Client("Producers", note="apps, devices")
dashboards = sd.Browser("Dashboards", note=f"{queries} of queries")
# Assumed 20,000 small events/s a node, written in batches; run at 65%, x 1.5 to lose a zone.
ingest = sd.Gateway(
    "Ingest",
    capacity=20_000 * sd.rps,
    replicas=math.ceil(events / (20_000 * sd.rps * 0.65) * 1.5),
    note="validates, adds event id",
)
log = sd.Stream(
    "Event log",
    technology="kafka",
    capacity=1 / (event / broker_rate),
    replicas=brokers,
    note=f"{log_days} days, 3 copies",
)
master = sd.DataLake("Master data", technology="iceberg", note="append only, 2 years")
batch = sd.BatchProcessor("Batch job", note="nightly, exact")
shared_batch = batch.but(note="shared library, up to T")
batch_views = sd.DataWarehouse("Batch views", technology="clickhouse", note="whole days")
switched = batch_views.but(note="versioned, switched with T")
job_rate = 50_000 * sd.rps  # assumed for one task manager; run at 65%
speed = sd.StreamProcessor(
    "Speed job",
    technology="flink",
    capacity=job_rate,
    replicas=math.ceil(events / (job_rate * 0.65)),
    note="approximate, 10 s",
)
shared_speed = speed.but(note="shared library, after T")
fresh = sd.NoSQL("Real-time views", replicas=3, note=f"kept {float(speed_ttl / sd.hour):.0f} h")
serving = sd.Service("Query service", replicas=3, note="batch to T, fresh after")
orchestrator = sd.Scheduler("Orchestrator", note="starts, switches T")
reconcile = sd.BatchProcessor("Reconciliation", note="batch against speed")
monitoring = sd.Monitoring("Monitoring", note="lag, divergence")

pattern = sd.Pattern(
    "Lambda architecture",
    sd.Stage(
        "Batch alone",
        producers >> "events" >> ingest >> sd.emits("events") >> log,
        log >> sd.batches("append") >> master >> sd.batches("recompute") >> batch,
        batch >> sd.batches("views") >> batch_views,
        dashboards >> sd.calls("queries", share=0) >> serving >> "totals" >> batch_views,
        orchestrator >> "nightly" >> batch,
        why=f"Exact, but up to {float((batch_period + batch_run) / sd.hour):.0f} h old: a day and "
        "a run.",
        tradeoffs=[
            sd.TradeOff(
                "keep every event, never change one",
                gain="any view can be computed again, after any mistake",
                cost=f"{history} in two years, and erasure needs a plan",
                instead_of="keeping the totals alone",
            ),
        ],
    ),
    sd.Stage(
        "Add the speed layer",
        log >> sd.streams("events") >> speed >> sd.streams("increments") >> fresh,
        serving >> "since T" >> fresh,
        step=sd.Step.DETAIL,
        why=f"Ten seconds fresh; must hold a day, a run, some slack: "
        f"{float(speed_ttl / sd.hour):.0f} h.",
        tradeoffs=[
            sd.TradeOff(
                "two paths to one answer",
                gain="fresh now and exact later, and the batch heals the stream's errors",
                cost="two systems, and logic that exists twice",
                instead_of="Kappa: one stream job, and replay",
            ),
            sd.TradeOff(
                "merge when a query is read",
                gain="neither path knows the other",
                cost="each query asks two stores, and both must agree on T",
                instead_of="merging on write into one table",
            ),
        ],
    ),
    sd.Stage(
        "Keep the two equal",
        master >> sd.batches("recompute") >> shared_batch >> sd.batches("new version") >> switched,
        orchestrator >> "nightly" >> shared_batch,
        orchestrator >> "switch T" >> serving,
        log >> sd.streams("events") >> shared_speed >> sd.streams("increments") >> fresh,
        serving >> "totals" >> switched,
        [switched, fresh] >> sd.batches("same hours") >> reconcile,
        reconcile >> sd.emits("difference") >> monitoring,
        log >> sd.emits("lag") >> monitoring,
        changes=[shared_batch, switched, shared_speed],
        drops=batch >> sd.batches("views") >> batch_views,
        step=sd.Step.SCALE,
        why="Two code paths drift apart in silence: share the code, compare every night.",
        tradeoffs=[
            sd.TradeOff(
                "switch T and the view's version at once",
                gain="no event is counted twice or never",
                cost="a pointer that queries must read first",
                instead_of="overwriting views in place",
            ),
        ],
    ),
    brief=sd.Brief(
        "Give dashboards numbers that are seconds fresh and history that is exact, over a million "
        "events a second.",
        functional=[
            ("What is shown?", "Counts and sums by dimension and time."),
            ("May fresh numbers be approximate?", "For a day; then they must be exact."),
        ],
        scale=[
            ("How many events?", f"1M a second of {event}."),
            ("How many queries?", f"{queries.value:.0f} a second."),
            ("How much history?", "Two years."),
        ],
        non_functional=[
            ("How fresh?", "Within 10 s."),
            ("How fast are queries?", "Under a second."),
        ],
        constraints=[
            ("May events come late?", "Yes; the nightly batch must count them."),
            ("Is the batch more than a sum?", "Yes, joins over the whole history."),
        ],
        traffic=events,
    ),
    figures=[
        sd.Figure("Ingress", ingress, f"1M events/s x {event}"),
        sd.Figure("A day of events", daily, f"{ingress} x 86,400 s"),
        sd.Figure("The log", log_size, f"{log_days} days x {log_copies} copies"),
        sd.Figure(
            "Brokers",
            brokers,
            f"{log_size} / {broker_disk} of disk (assumed); {ingress} alone take {busy_brokers}",
        ),
        sd.Figure("Partitions", partitions, f"{ingress} / {partition_rate}; 100 to have room"),
        sd.Figure(
            "Kept by the speed layer",
            float(speed_ttl / sd.hour),
            "24 h period + 4 h run + 2 h slack",
            "h",
        ),
        sd.Figure("Batch must read", batch_rate, f"{daily} in {batch_run}"),
        sd.Figure("Master data", history, f"2 years x {daily}, before compression"),
    ],
    risks=[
        sd.Risk(
            "the two code paths drift apart",
            effect="numbers jump every night when the batch replaces the stream",
            mitigation="one library for both, and reconciliation with an alert",
        ),
        sd.Risk(
            "events at T are counted twice",
            effect="a bump in every chart at midnight",
            mitigation="half-open intervals: batch before T, speed from T on; switch both at once",
        ),
        sd.Risk(
            "the batch is late",
            effect="the speed layer forgets what the batch has not counted",
            mitigation=f"keep {float(speed_ttl / sd.hour):.0f} h, alert before the slack is used",
        ),
        sd.Risk(
            "events come late",
            effect="the speed layer closed their window",
            mitigation="the next batch counts them by event time",
        ),
    ],
    probes=[
        sd.Probe(
            "What exactly is T?",
            "The end of the event time that the published batch version covers. Queries take the "
            "batch view before T and the real-time view from T on; T moves with the version.",
        ),
        sd.Probe(
            "Why not only streaming?",
            f"Replaying two years at this rate costs: three days for 90 need "
            f"{90 / 3 + 1:.0f} times the live rate, {(90 / 3 + 1) * ingress}. Where that is too "
            "dear, or the batch is another algorithm, keep both.",
        ),
        sd.Probe(
            "How do you detect divergence?",
            "Compare both views for hours that both cover, by dimension; alert on the relative "
            "difference, and keep the history of it.",
        ),
        sd.Probe(
            "How do you erase one user?",
            "Deletion files in the master table, applied by the next recompute; views follow, and "
            "the log expires by itself.",
        ),
    ],
    category="data pipelines",
    summary="A nightly batch is exact, a stream is fresh, and queries merge them at time T.",
    sources=[
        "Marz and Warren, Big Data (2015)",
        "Confluent, Kafka performance: throughput of three brokers",
        "Kleppmann, Designing Data-Intensive Applications",
    ],
)
