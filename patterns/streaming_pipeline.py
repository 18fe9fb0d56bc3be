"""Streaming pipeline: collect events once, keep their order, feed each consumer at its pace."""

import sddiagram as sd

flink_docs = (
    "https://nightlies.apache.org/flink/flink-docs-stable/docs/concepts/stateful-stream-processing/"
)
people, size, batch, kept = 50_000_000, 500 * sd.B, 50, 7 * sd.days
linger, window = 2 * sd.s, 5 * sd.s  # in the app before a batch goes, and in the job; assumed
checkpoint, outage, id_memory = 1 * sd.minute, 10 * sd.minutes, 1 * sd.hour
partitions = 64
events = sd.Requests("event", 200 * sd.per_day, users=people, request=size, counts="events")
reads = sd.Requests("read", 10 * sd.per_day, users=people, response=1 * sd.KB)
stored = sd.Records(
    "events",
    key="user_id, time, event_id",
    fields="name, schema version, attributes",
    of=events,
    size=size,
    keep=kept,
)
counters = sd.Records(
    "counters", key="user_id, name, day", fields="count", count=500_000_000, size=200 * sd.B
)
merged = 0.1  # writes per event, since a window adds up equal keys; assumed
small = sd.assumed(20_000 * sd.events / sd.s, "small events per node, sent in batches")
append = sd.latency(3 * sd.ms, p99=20 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
broker = sd.cited(4_120 * sd.usd, "per broker of 8 vCPU and 20 TB of SSD [NM]")
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
write = sd.latency(2 * sd.ms, p99=15 * sd.ms)
ingress = events.at_peak * (size / sd.events)
lake_year = events.rate * (size / sd.events) * sd.year / 4  # compressed four to one, assumed
lake_cost = sd.cited(lake_year * (0.02 * sd.usd / sd.GB), "for one year at $0.02 per GB [NM]")

apps = sd.Client("Apps", sends=events, note="batch, retry, event id")
viewers = sd.Client("Product users", sends=reads)
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", latency=hop, cost=node, note="layer 7, tokens, limits"
)
collector = sd.Service(
    "Collector", capacity=small, latency=work, cost=node, note="checks the schema"
)
counts = sd.Service(
    "Counts API", capacity=sd.planned("service"), latency=work, cost=node, note="reads by key"
)
table = sd.SQLPrimary(
    "Events table", technology="postgres", latency=write, cost=disk, note="polled"
)
log = sd.Stream(
    "Event log",
    technology="kafka",
    holds=stored,
    node=20 * sd.TB,
    copies=3,
    latency=append,
    cost=broker,
    note=f"key: user; {partitions} partitions",
)
job = sd.StreamProcessor("Stream job", technology="flink", cost=node, note="joins, windows of 5 s")
exact = job.but(note="dedupes by id, windows")
serving = sd.NoSQL(
    "Serving table",
    technology="cassandra",
    holds=counters,
    node=4 * sd.TB,
    copies=3,
    stale=linger + window,
    latency=write,
    cost=disk,
    note="overwrites by key",
)
snapshots = sd.ObjectStorage(
    "Checkpoints", technology="s3", cost=sd.assumed(20 * sd.usd, "for 1 TB"), note="state, offsets"
)
schemas = sd.ConfigStore("Schema registry", replicas=2, cost=node, note="compatible changes only")
dead = sd.DeadLetterQueue("Dead letters", technology="kafka", replicas=3, cost=disk, note="reason")
replayer = sd.Worker("Replay tool", cost=node, note="after the fix")
lake = sd.DataLake("Lake", technology="iceberg", cost=lake_cost, note="merged by event id")
engine = sd.Service(
    "Query engine", technology="trino", replicas=3, cost=node, note="limits on scans"
)
analysts = sd.Client("Analysts")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", cost=node, note="lag, age")


def catching_up(n: sd.Numbers) -> sd.Quantity:
    """At the peak, after an outage of the job, with all its managers."""
    return outage / (1 / (n.use(job) or 1) - 1)


pattern = sd.Pattern(
    "Streaming pipeline",
    sd.Stage(
        "A table as a queue",
        apps >> sd.calls(f"batches of {batch}", costs=1 / batch) >> balancer,
        viewers >> "read" >> balancer >> sd.calls("events", of=events) >> collector,
        collector >> "insert" >> table,
        balancer >> sd.calls("read", of=reads) >> counts >> "aggregate" >> table,
        why=f"{events.at_peak} of inserts into one node, and each consumer scans it again.",
    ),
    sd.Stage(
        "A log",
        collector >> "append" >> log >> sd.streams("events", of=events) >> job,
        job >> sd.calls("rows", share=merged) >> serving,
        counts >> "by key" >> serving,
        job >> sd.copies("state, each minute", every=checkpoint) >> snapshots,
        snapshots >> sd.copies("restore") >> job,
        replaces=table,
        why=lambda n: f"{ingress} in order by key, for any number of readers.",
        tradeoffs=[
            sd.TradeOff(
                "a log rather than a queue",
                gain="many consumers, replay, order within a key",
                cost="no priorities, and a slow record holds up its partition",
                instead_of="a queue, right for jobs that one worker takes and forgets",
            ),
            sd.TradeOff(
                "the user as key",
                gain="the events of a user stay in order",
                cost="one busy user makes one busy partition",
                instead_of="round robin: even, and without order",
            ),
        ],
    ),
    sd.Stage(
        "Trustworthy",
        schemas >> sd.copies("schemas") >> collector,
        exact >> sd.emits("cannot parse", share=0.0001) >> dead,
        dead >> sd.batches("records") >> replayer >> sd.batches("corrected") >> log,
        changes=exact,
        step=sd.Step.DETAIL,
        why=(f"A crash repeats up to {events.at_peak * checkpoint}, and none may count twice."),
        tradeoffs=sd.TradeOff(
            "at least once, with writes that overwrite",
            gain="results as if each event came once",
            cost="event ids to remember, and only sinks that overwrite by key",
            instead_of="transactions from end to end: exact, slower, and for few sinks",
        ),
    ),
    sd.Stage(
        "Every consumer, for years",
        log >> sd.batches("files", every=5 * sd.minutes) >> lake,
        analysts >> "SQL" >> engine >> "scan" >> lake,
        [log, exact] >> sd.batches("lag") >> monitoring,
        step=sd.Step.SCALE,
        why=lambda n: f"{n[stored]} for seven days fit the log; years belong in cheap files.",
    ),
    brief=sd.Brief(
        "Collect the events of all apps, and feed counters, search and analysis from them within "
        "seconds.",
        functional=[
            ("Who consumes?", "A stream job, a lake, later more teams."),
            ("Must order be kept?", "Within a user."),
            ("May events be lost or counted twice?", "Not lost; a second copy must not show."),
        ],
        scale=[
            ("How many events?", f"50M daily users, 200 each of {size}."),
            ("How many reads of counters?", "10 per user and day."),
            ("How long is the log kept?", f"{kept}."),
        ],
        non_functional=[
            ("How fresh are counters?", sd.stale_at_most(10 * sd.s, value=lambda n: serving.stale)),
            ("How fast is a read?", sd.at_most(100 * sd.ms, of=reads)),
            (
                f"The job was down for {outage}: when is it up to date?",
                sd.at_most(30 * sd.minutes, percentile=None, value=catching_up),
            ),
            ("What may a million events cost?", sd.costs_at_most(1 * sd.usd / (1e6 * sd.events))),
        ],
        constraints=[
            ("Who changes schemas?", "Every app team, weekly."),
            ("How late do events come?", "Phones are offline for hours."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/events", "a batch: event_id, user_id, name, time, attributes", "202"),
        sd.Endpoint("GET /v1/counters/{user}/{name}", "from, to", "counts per day"),
        sd.Endpoint("topic events", "key user_id, schema version", "order within a user"),
    ],
    figures=[
        sd.Figure("Events at the peak", events.at_peak, "50M users x 200 per day / 86,400 s, x 3"),
        sd.Figure("Ingress", ingress, f"{events.at_peak} x {size}"),
        sd.Figure(
            "Partitions by rate",
            ingress / sd.planned("Kafka", "partition"),
            f"by rate, at 10 MB/s each [KAF]; {partitions} leave room to grow",
        ),
        sd.Figure("Log", lambda n: n[stored], lambda n: f"{n.how(stored)}, before three copies"),
        sd.Figure(
            "Ids to remember",
            events.at_peak * id_memory * (40 * sd.B / sd.events),
            f"{events.at_peak} x {id_memory} x 40 B, spread over the task managers",
        ),
    ],
    risks=[
        sd.Risk(
            "one key is hot",
            effect="users of its partition see old counters",
            mitigation="salt the key, and aggregate in two steps",
        ),
        sd.Risk(
            "a consumer falls behind",
            effect="users see old counters; after seven days events are lost",
            mitigation="alert on lag in time, scale up to the number of partitions, keep longer",
        ),
        sd.Risk(
            "one record cannot be parsed",
            effect="counters stop, since the job crashes on it again and again",
            mitigation="dead letters with the reason, and a replay into the log after the fix",
        ),
        sd.Risk(
            "a schema changes incompatibly",
            effect="pages of other teams show wrong numbers",
            mitigation="a registry that refuses the change when it is deployed",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "Between services it is at least once, with writes that change nothing the second "
            "time. Inside the job, checkpoints save state and offsets together [FLK].",
        ),
        sd.Probe(
            "Events come three hours late.",
            "Windows are by event time. A watermark closes them, late events within an hour "
            "correct the result, and the rest is counted from the lake.",
        ),
        sd.Probe(
            "Does the lake get duplicates?",
            "Its writer repeats files after a crash. Rows are merged by event id, and only within "
            "the days that may still change.",
        ),
        sd.Probe(
            "The job was down for ten minutes.",
            lambda n: (
                f"It reads {1 / (n.use(job) or 1):.1f} times the live rate, so at the peak it "
                f"takes {catching_up(n):.1f}; with a zone lost it takes longer."
            ),
        ),
        sd.Probe(
            "How do you choose the number of partitions?",
            "The larger of what producers and consumers need, then room, since adding partitions "
            "later sends keys elsewhere.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws collector, log, job and tables, and says why a log is better than a table.",
        senior="Explains keys, checkpoints, duplicates and late events, and sizes log and lag.",
        staff="Plans schemas across teams, replay, hot keys, catch-up time and cost per event.",
    ),
    category="data pipelines",
    summary="One ordered log; jobs with checkpoints, a lake, and dead letters read from it.",
    sources=sd.Source(
        "FLK", "Stateful stream processing: checkpoints", "Apache Flink", None, flink_docs
    ),
)
