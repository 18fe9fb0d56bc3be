"""Kappa architecture: one streaming code path; history is computed again by replay."""

import sddiagram as sd

size, log_kept, kept, target = 500 * sd.B, 7 * sd.days, 90 * sd.days, 3 * sd.days
linger, window, checkpoint = 2 * sd.s, 5 * sd.s, 1 * sd.minute  # the first two assumed
factor = float(kept / target) + 1
events = sd.Requests("event", 100_000 * sd.rps, peak=1, request=size, counts="events")
replayed = sd.Requests(
    "replayed event", kept / target * 100_000 * sd.rps, peak=1, request=size, counts="events"
)
queries = sd.Requests("query", 500 * sd.rps, peak=1, response=10 * sd.KB)
stored = sd.Records(
    "events",
    key="user_id, time, event_id",
    fields="name, schema version, attributes",
    of=events,
    size=size,
    keep=log_kept,
)
rows = sd.Records("view rows", key="key, hour", fields="sums so far", count=1e10, size=200 * sd.B)
merged, merged_replay, keys_read = 20, 1_000, 50  # events per write, keys per query: assumed
ingress = events.rate * (size / sd.events)
files_size = ingress * kept / 4  # compressed four to one, assumed
stream_rate = 100 * sd.MiB / sd.s  # of one stream from object storage [NM]
small = sd.assumed(20_000 * sd.events / sd.s, "small events per node, sent in batches")
append = sd.latency(3 * sd.ms, p99=20 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
broker = sd.cited(4_120 * sd.usd, "per broker of 8 vCPU and 20 TB of SSD [NM]")
logic = sd.planned("service")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
wiki, docs = "https://cwiki.apache.org/confluence/display", "https://clickhouse.com/docs/reference"
hybrid = f"{wiki}/FLINK/FLIP-150%3A+Introduce+Hybrid+Source"
remote = f"{wiki}/KAFKA/KIP-405%3A+Kafka+Tiered+Storage"
replacing = f"{docs}/engines/table-engines/mergetree-family/replacingmergetree"
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
read = sd.latency(2 * sd.ms, p99=15 * sd.ms)

producers = sd.Client("Producers", sends=events, note="batch, retry, event id")
readers = sd.Browser("Dashboards", sends=queries)
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", latency=hop, cost=node, note="layer 7, tokens, limits"
)
collector = sd.Service(
    "Collector", capacity=small, latency=work, cost=node, note="checks the schema"
)
schemas = sd.ConfigStore("Schema registry", replicas=2, cost=node, note="compatible changes only")
log = sd.Stream(
    "Event log",
    technology="kafka",
    holds=stored,
    node=20 * sd.TB,
    copies=3,
    latency=append,
    cost=broker,
    note="by key, seven days",
)
job = sd.StreamProcessor("Job v1", technology="flink", cost=node, note="event time, windows")
view = sd.NoSQL(
    "View v1",
    technology="cassandra",
    holds=rows,
    node=4 * sd.TB,
    copies=3,
    latency=read,
    cost=disk,
    note="overwrites by key",
)
snapshots = sd.ObjectStorage(
    "Checkpoints", technology="s3", cost=sd.assumed(20 * sd.usd, "for 1 TB"), note="state, offsets"
)
dead = sd.DeadLetterQueue("Dead letters", technology="kafka", replicas=3, cost=disk, note="alarm")
mailed = sd.assumed(1_000 * sd.events / sd.s, "alerts per node")
mailer = sd.Worker("Mailer", capacity=mailed, cost=node, note="never in a replay")
files = sd.DataLake(
    "Event files",
    technology="iceberg",
    sends=replayed,
    cost=sd.cited(files_size * (0.02 * sd.usd / sd.GB), "for 90 days at $0.02 per GB [NM]"),
    note="90 days, from the log",
)
next_job = sd.StreamProcessor(
    "Job v2",
    technology="flink",
    sizing=sd.Sizing(spare=0),
    cost=sd.cited(12 * sd.usd, "per node of 8 vCPU for 3 of 30 days [NM]"),
    note="files first, then the log",
)
next_view = view.but(label="View v2", holds=rows, note="compared with v1")
controller = sd.Service("Deployer", replicas=1, cost=node, note="switches, keeps v1 a while")
serving = sd.Service("Query service", capacity=logic, latency=work, cost=node, note="one view")


def replay_time(n: sd.Numbers) -> sd.Quantity:
    """How long job v2 takes for 90 days while it also follows the live rate."""
    carried = n[next_job] * sd.planned("Flink").value * 0.65 * sd.events / sd.s
    return kept / (float(carried / events.rate) - 1)


pattern = sd.Pattern(
    "Kappa architecture",
    sd.Stage(
        "One job, one view",
        producers >> sd.calls("batches of 50", costs=1 / 50) >> balancer,
        readers >> "query" >> balancer >> sd.calls("events", of=events) >> collector,
        collector >> "append" >> log >> sd.streams("live", of=events) >> job,
        job >> sd.calls("rows", share=1 / merged) >> view,
        balancer >> sd.calls("query", of=queries) >> serving,
        serving >> sd.calls("read", costs=keys_read) >> view,
        why=f"{ingress} live is easy; but a crash counts twice, and a mistake stays for ever.",
    ),
    sd.Stage(
        "Effectively once",
        schemas >> sd.copies("schemas") >> collector,
        job >> sd.copies("state, each minute", every=checkpoint) >> snapshots,
        snapshots >> sd.copies("restore") >> job,
        job >> sd.emits("cannot parse", share=0.0001) >> dead >> sd.batches("corrected") >> log,
        job >> sd.emits("alerts", share=0.00001) >> mailer,
        why="State and positions are saved together each minute; rows overwrite by key.",
        tradeoffs=[
            sd.TradeOff(
                "checkpoints, and sinks that overwrite",
                gain="a crash repeats a minute of work and changes no result",
                cost="state must fit a checkpoint of a minute; an e-mail cannot be overwritten",
                instead_of="at least once, which counts some events twice",
            ),
            sd.TradeOff(
                "event time with watermarks",
                gain="a replay gives what the live run gave",
                cost="results wait for events that are late",
                instead_of="the wall clock, with which each replay differs",
            ),
        ],
    ),
    sd.Stage(
        "Replay and switch",
        log >> sd.batches("files", every=5 * sd.minutes) >> files,
        files >> sd.streams("history", of=replayed) >> next_job,
        log >> sd.streams("then live", of=events) >> next_job,
        next_job >> sd.calls("live rows", of=events, share=1 / merged) >> next_view,
        next_job >> sd.calls("old rows", of=replayed, share=1 / merged_replay) >> next_view,
        next_job >> sd.copies("caught up") >> controller >> sd.copies("which view") >> serving,
        serving >> sd.emits("compare, switch", of=queries, costs=keys_read) >> next_view,
        step=sd.Step.SCALE,
        why=f"90 days within three days need {factor:.0f} times the live rate: {factor * ingress}.",
        tradeoffs=[
            sd.TradeOff(
                "one code path",
                gain="one set of rules to write, test and explain",
                cost=lambda n: f"{n[next_job]} task managers for three days per replay",
                instead_of="Lambda: a second program for what a replay cannot do",
            ),
            sd.TradeOff(
                "history in files beside the log, read by the same job",
                gain="cheap, and a replay does not touch the brokers [HYB]",
                cost="a job that reads two sources, and the seam between them",
                instead_of="tiered storage, where brokers fetch and forward the old data [KIP]",
            ),
        ],
    ),
    brief=sd.Brief(
        "Produce fresh and correct views with one streaming code path, and recompute history by "
        "replay.",
        functional=[
            ("What is computed?", "Sums by key and window, and alerts by e-mail."),
            ("When is history computed again?", "After a mistake, or for a new definition."),
            ("How exact?", "Each event counts once, effectively."),
        ],
        scale=[
            ("How many events?", f"100,000 per second of {size}."),
            ("How many queries?", f"{queries.rate} of {keys_read} keys."),
            ("How much history?", f"{kept}."),
        ],
        non_functional=[
            ("How fresh?", sd.stale_at_most(10 * sd.s, value=lambda n: linger + window)),
            ("How fast is a query?", sd.at_most(200 * sd.ms, of=queries)),
            ("How long may a replay take?", sd.at_most(target, percentile=None, value=replay_time)),
            (
                "What may a million events cost?",
                sd.costs_at_most(
                    0.5 * sd.usd / (1e6 * sd.events),
                    value=lambda n: n.cost.month and n.cost.month / (events.rate * sd.month),
                ),
            ),
        ],
        constraints=[
            ("Do jobs have side effects?", "E-mails: never during a replay."),
            ("Do they call other services?", "Versioned reference data only."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/events", "a batch: event_id, key, time, attributes", "202"),
        sd.Endpoint("GET /v1/views/{name}", "keys, from, to", "rows, and the version of the view"),
        sd.Endpoint("POST /v1/replays", "job version, from", "202, and its progress"),
    ],
    figures=[
        sd.Figure("Ingress", ingress, f"{events.rate} x {size}"),
        sd.Figure("History in files", files_size, f"{kept} x {ingress} / 4 (compression, assumed)"),
        sd.Figure("Replay factor", factor, "90 days / 3 days + 1", "times live"),
        sd.Figure("Replay rate", factor * ingress, f"{factor:.0f} x {ingress}"),
        sd.Figure(
            "Parallel reads of storage",
            factor * ingress / 4 / stream_rate,
            f"{factor * ingress} / 4 (compression) / {stream_rate} per stream [NM]",
        ),
        sd.Figure("Replay at ten times live", kept / (10 - 1), f"{kept} / (10 - 1)"),
    ],
    risks=[
        sd.Risk(
            "state grows without end",
            effect="numbers get older, since saving takes longer than its interval",
            mitigation="a time to live for keys, state on disk, only changes are saved",
        ),
        sd.Risk(
            "history is longer than what is kept",
            effect="users keep wrong numbers for older days",
            mitigation="keep files for longer, or a snapshot of the state with its position",
        ),
        sd.Risk(
            "a replay repeats side effects",
            effect="customers get last month's e-mails again",
            mitigation="the mailer reads alerts of the live job alone",
        ),
        sd.Risk(
            "a record cannot be parsed",
            effect="all numbers stop, since the job crashes again and again",
            mitigation="dead letters with the reason, and back into the log after the fix",
        ),
    ],
    probes=[
        sd.Probe(
            "How long does a replay take?",
            "Days of history / (k - 1) at k times the live rate, since it must also catch up with "
            f"what arrives meanwhile: 90 days at k = 10 take {kept / 9}.",
        ),
        sd.Probe(
            "What if the code asks another service?",
            "A replay would see today's answers. Read reference data as a stream with versions, "
            "and join as of the time of the event.",
        ),
        sd.Probe(
            "Exactly once, to which sink?",
            "Inside the job by checkpoints. Outside, the sink overwrites by key or commits with "
            "the checkpoint in two phases. A column store that merges later does neither at once.",
        ),
        sd.Probe(
            "Why not ClickHouse for the view?",
            "Its replacing tables remove old versions during merges and do not guarantee that none "
            "are left [CHR]; reads would have to merge. A key-value table overwrites at once.",
        ),
        sd.Probe(
            "When would you take Lambda instead?",
            f"At 500 MB/s the same target needs {factor * 500 * sd.MB / sd.s} of reading; or when "
            "the batch is another algorithm, such as joins over years.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws log, job, view and checkpoints, and explains replay into a second view.",
        senior="Derives the replay factor, handles side effects, event time and bad records.",
        staff="Weighs retention, replay fleet and cost, and decides where Kappa stops paying.",
    ),
    category="data pipelines",
    summary="One stream job; a mistake is fixed by replaying history into a new view.",
    sources=[
        sd.Source("HYB", "FLIP-150: introduce hybrid source", "Apache Flink", None, hybrid),
        sd.Source("KIP", "KIP-405: Kafka tiered storage", "Apache Kafka", None, remote),
        sd.Source("CHR", "ReplacingMergeTree table engine", "ClickHouse", None, replacing),
    ],
)
