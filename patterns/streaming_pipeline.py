"""Streaming pipeline: collect events once, keep their order, feed each consumer at its pace."""

import math

import sddiagram as sd

# 50M users a day x 200 events, x 3 at the peak.
peak = 3 * 50_000_000 * 200 * sd.per_day
event = 500 * sd.B
ingress = peak * event
daily = 50_000_000 * 200 * event
copies, kept = 3, 7
partition_rate, broker_rate = 10 * sd.MB / sd.s, 100 * sd.MB / sd.s  # planning values [KP] [KAF]
partitions = math.ceil(ingress / partition_rate)
planned_partitions = 64
disk = daily * kept * copies
broker_disk = 20 * sd.TB  # assumed usable
brokers = max(math.ceil(ingress / broker_rate), math.ceil(disk / broker_disk), 3)
collector_rate = 20_000 * sd.rps  # assumed small events a node, sent in batches
collectors = math.ceil(peak / (collector_rate * 0.65) * 1.5)
task_rate = 50_000 * sd.rps  # assumed for one task manager
tasks = math.ceil(peak / (task_rate * 0.65))
checkpoint = 1 * sd.minute
repeated_millions = float(peak * checkpoint) / 1e6
outage = 10 * sd.minute
backlog = peak * outage
catch_up = outage / (1.5 - 1)

clients = sd.Client("Apps", note="batch, retry, event id")
collector = sd.Service(
    "Collector", capacity=collector_rate, replicas=collectors, note="checks the schema"
)
table = sd.SQLPrimary("Events table", note="polled by consumers")
log = sd.Stream(
    "Event log",
    technology="kafka",
    capacity=1 / (event / broker_rate),
    replicas=brokers,
    note=f"key: user; {kept} days",
)
parts = log.but(note=f"{planned_partitions} partitions, {kept} days")
job = sd.StreamProcessor(
    "Stream job", technology="flink", capacity=task_rate, replicas=tasks, note="joins, windows"
)
exact = job.but(note="dedupes by id")
serving = sd.NoSQL("Serving table", replicas=3, note="upsert by key")
readers = sd.Service("Product", replicas=3, note="reads counts")
snapshots = sd.ObjectStorage("Checkpoints", note="state, offsets")
dead = sd.Queue("Dead letters", technology="kafka", note="with reason")
replayer = sd.Worker("Replay tool", note="after the fix")
lake = sd.DataLake("Lake", technology="iceberg", note="for years")
analysts = sd.Client("Analysts")
monitoring = sd.Monitoring("Monitoring", note="lag, age")

pattern = sd.Pattern(
    "Streaming pipeline",
    sd.Stage(
        "A table as a queue",
        clients >> "events" >> collector >> "insert" >> table,
        readers >> sd.calls("poll", share=0) >> table,
        why=f"{peak} inserts into one node, and each consumer scans it again.",
    ),
    sd.Stage(
        "A log",
        collector >> sd.emits("append") >> log >> sd.streams("events") >> job,
        job >> sd.streams("rows") >> serving,
        readers >> sd.calls("read", share=0) >> serving,
        job >> sd.copies("a minute") >> snapshots,
        replaces=table,
        why=f"{ingress}: appended in order by key, read by any number, each at its offset.",
        tradeoffs=[
            sd.TradeOff(
                "a log rather than a queue",
                gain="many consumers, replay, order within a key",
                cost="no priorities; a slow record holds its partition",
                instead_of="a queue, right for jobs that one worker takes and forgets",
            ),
            sd.TradeOff(
                "the user as key",
                gain="a user's events stay in order",
                cost="one busy user, one busy partition",
                instead_of="round robin: even, and without order",
            ),
        ],
    ),
    sd.Stage(
        "Trustworthy",
        collector >> sd.emits("append") >> parts >> sd.streams("events") >> exact,
        exact >> sd.streams("rows") >> serving,
        exact >> sd.copies("a minute") >> snapshots,
        exact >> sd.emits("cannot parse") >> dead >> "record" >> replayer,
        changes=[parts, exact],
        step=sd.Step.DETAIL,
        why=f"A crash repeats up to {repeated_millions:.0f}M events: none may count twice.",
        tradeoffs=[
            sd.TradeOff(
                "at least once, and idempotent writes",
                gain="results as if each event came once",
                cost="event ids to remember, sinks that overwrite",
                instead_of="transactions end to end: exact, slower, few sinks",
            ),
        ],
    ),
    sd.Stage(
        "Every consumer, kept forever",
        parts >> sd.batches("5-minute files") >> lake,
        analysts >> sd.calls("query", share=0) >> lake,
        [parts, exact] >> sd.emits("lag") >> monitoring,
        step=sd.Step.SCALE,
        why=f"{disk} for {kept} days in the log; years belong in files.",
        tradeoffs=[
            sd.TradeOff(
                "more partitions than needed today",
                gain="room to grow without moving keys",
                cost="more files and leaders to elect after a failure",
                instead_of=f"the {partitions} that the rate needs",
            ),
        ],
    ),
    brief=sd.Brief(
        "Collect the events of all apps, and feed counters, search and analysis from them within "
        "seconds.",
        functional=[
            ("Who consumes?", "A stream job, a lake, later more teams."),
            ("Must order be kept?", "Within a user."),
            ("May events be lost or doubled?", "Not lost; doubled must not show."),
        ],
        scale=[
            ("How many events?", f"50M daily users, 200 each of {event}."),
            ("How long is the log kept?", f"{kept} days."),
        ],
        non_functional=[
            ("How fresh?", "Seconds."),
            ("What if a consumer is down?", "It goes on where it was, for days."),
        ],
        constraints=[
            ("Who changes schemas?", "Every app team, weekly."),
            ("How late do events come?", "Phones are offline for hours."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Events at the peak", peak, "50M users x 200 a day / 86,400 s, x 3"),
        sd.Figure("Ingress", ingress, f"{peak} x {event}"),
        sd.Figure("Partitions needed", partitions, f"{ingress} / {partition_rate}"),
        sd.Figure("Log on disk", disk, f"{daily} a day x {kept} days x {copies} copies"),
        sd.Figure("Brokers", brokers, f"by disk: {disk} / {broker_disk} (assumed)"),
        sd.Figure("Task managers", tasks, f"{peak} / ({task_rate} x 0.65), assumed"),
        sd.Figure("Repeated after a crash", repeated_millions, f"{peak} x {checkpoint}", "M"),
        sd.Figure("Catching up", catch_up, f"after {outage} of outage at 1.5 times the live rate"),
    ],
    risks=[
        sd.Risk(
            "a consumer lags",
            effect="its tables are old, and in seven days data is lost",
            mitigation="alert on lag in time, scale to the partitions, keep longer",
        ),
        sd.Risk(
            "one record cannot be parsed",
            effect="the job crashes on it again and again",
            mitigation="dead letters with the reason, and a replay after the fix",
        ),
        sd.Risk(
            "one key is hot",
            effect="its partition lags alone",
            mitigation="salt the key and aggregate in two steps",
        ),
        sd.Risk(
            "a schema changes incompatibly",
            effect="consumers of other teams break",
            mitigation="a registry that refuses it when it is deployed",
        ),
        sd.Risk(
            "a broker is lost",
            effect="its partitions have a leader less",
            mitigation=f"{copies} copies, two in sync for each write, spread over zones",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "Between services there is at least once and idempotence. Inside the job, checkpoints "
            "of state and offsets together give the effect of once.",
        ),
        sd.Probe(
            "Events come an hour late.",
            "Windows by event time, a watermark, allowed lateness with updated results, and the "
            "rest to the lake, where the nightly batch counts them.",
        ),
        sd.Probe(
            "How do you choose the number of partitions?",
            f"The larger of rate by producer and by consumer: {partitions} here; then room, for "
            "adding some later moves keys.",
        ),
        sd.Probe(
            "The job was down for ten minutes.",
            f"{float(backlog) / 1e6:.0f}M events wait. At 1.5 times the live rate it takes "
            f"{catch_up} to catch up, so leave room.",
        ),
    ],
    category="data pipelines",
    summary="One ordered log; jobs with checkpoints, a lake, and dead letters read from it.",
    sources=[
        "Confluent, Kafka performance: throughput of three brokers",
        "Kleppmann, Designing Data-Intensive Applications, chapter on stream processing",
        "Akidau et al., The dataflow model (2015)",
    ],
)
