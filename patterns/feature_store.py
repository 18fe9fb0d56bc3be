"""Feature store: the same features for training, from history, and for serving, in milliseconds."""

import math

import sddiagram as sd

# 20M users x 25 predictions a day, x 3 at the peak.
peak = 3 * 20_000_000 * 25 * sd.per_day
users_known, online_features, all_features, value = 100_000_000, 200, 500, 8 * sd.B

raw = users_known * online_features * value
memory = 2 * 2 * raw  # x 2 for keys and structures, x 2 for a replica of each shard (assumed)
node_memory = 50 * sd.GB  # assumed: usable in one Redis node
nodes = math.ceil(memory / node_memory)
memory_cost = float(memory / sd.GB) * 2  # $2 per GB of memory and month [NM]

# 403k SET/s were measured for one process with pipelines of 16 [RED].
pipelined_sets = 400_000 * sd.rps
full_load = users_known / pipelined_sets

labels = 1_000_000_000
training_set = labels * online_features * value
snapshot = users_known * all_features * value

# 50M users a day x 200 events, x 3 at the peak; each event updates three keys.
events_rate = 3 * 50_000_000 * 200 * sd.per_day
key_writes = 3 * events_rate
# Assumed: windows of ten seconds merge ten updates of a key into one write.
window_writes = key_writes / 10

users = sd.Client("Users")
# Assumed 1,500 rps per 8-vCPU node, run at 65%, x 1.5 to lose a zone.
inference = sd.Service(
    "Inference",
    capacity=1_500 * sd.rps,
    replicas=math.ceil(peak / (1_500 * sd.rps * 0.65) * 1.5),
    note="model in process",
)
databases = sd.SQLPrimary("App databases", note="facts, labels")
transforms = sd.BatchProcessor("Transforms", note="daily, hourly")
offline = sd.OfflineFeatureStore("Offline store", technology="iceberg", note="by event time")
online = sd.OnlineFeatureStore(
    "Online store",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=nodes,
    latency=0.5 * sd.ms,
    note="latest value of each key",
)
training = sd.TrainingJob("Training", note="daily, pinned snapshot")
server = sd.Service(
    "Feature server",
    technology="feast",
    capacity=5_000 * sd.rps,  # assumed
    replicas=math.ceil(peak / (5_000 * sd.rps * 0.65) * 1.5),
    latency=5 * sd.ms,  # p99 with its network hop, planning value [FEA]
    note="one call, defaults",
)
definitions = sd.ModelRegistry("Feature registry", technology="feast", note="owner, TTL, PII tag")
as_of = sd.BatchProcessor("Point-in-time join", note="as of each label")
materialise = sd.ETLJob("Materialise", note="new version, then switch")
events = sd.Stream("Events", replicas=3, note="clicks, served vectors")
windows = sd.StreamProcessor("Window aggregates", replicas=3, note="watermark, checkpoints")
quality = sd.Monitoring("Feature quality", note="nulls, drift, skew, age")

pattern = sd.Pattern(
    "Feature store",
    sd.Stage(
        "Nightly export",
        users >> "request" >> inference >> "read" >> online,
        databases >> sd.batches("rows") >> transforms >> sd.batches("features") >> offline,
        offline >> sd.batches("export") >> online,
        offline >> sd.batches("examples") >> training >> sd.copies("model") >> inference,
        why=f"It serves {float(peak / sd.rps) / 1e3:.1f}k rps, a day late; the join may leak the "
        "future.",
    ),
    sd.Stage(
        "One definition",
        inference >> "multi-get" >> server >> "1 user, k items" >> online,
        offline >> sd.batches("latest values") >> materialise >> sd.batches("load") >> online,
        offline >> sd.batches("history") >> as_of >> sd.batches("examples") >> training,
        databases >> sd.batches("labels") >> as_of,
        definitions >> sd.copies("definitions") >> [transforms, as_of, server],
        drops=[
            inference >> "read" >> online,
            offline >> sd.batches("export") >> online,
            offline >> sd.batches("examples") >> training,
        ],
        why=f"{all_features} features, each coded once; examples see only what was known then.",
        tradeoffs=[
            sd.TradeOff(
                "an as-of join on event time",
                gain="no example knows its future, and each row's age stays within its TTL",
                cost="every value keeps the time at which it was true, and at which it was known",
                instead_of="joining the latest value, which leaks",
            ),
            sd.TradeOff(
                "precomputed values",
                gain="a read is one look-up, however dear the aggregate",
                cost=f"{memory} of memory, most of it for users who do not come today",
                instead_of="computing at request time, right for what the request itself brings",
            ),
        ],
    ),
    sd.Stage(
        "Seconds fresh",
        users >> sd.emits("actions", share=0) >> events,
        inference >> sd.emits("served vectors") >> events,
        events >> sd.streams("events") >> windows >> sd.streams("aggregates") >> online,
        windows >> sd.batches("same rows") >> offline,
        events >> sd.batches("served vectors") >> as_of,
        definitions >> sd.copies("definitions") >> windows,
        step=sd.Step.DETAIL,
        why="A tenth of the features must be younger than 10 s; a nightly job makes none so.",
        tradeoffs=[
            sd.TradeOff(
                "train on the vectors that were served",
                gain="training sees exactly what serving saw: no skew",
                cost="a new feature waits until enough of it is logged",
                instead_of="a backfill from history: fast, and a leak if the join is wrong",
            ),
            sd.TradeOff(
                "aggregate in windows before writing",
                gain=f"{key_writes} writes become {window_writes}",
                cost="values are up to a window late",
                instead_of="writing each event's three keys",
            ),
        ],
    ),
    sd.Stage(
        "Watch and scale",
        [online, offline] >> sd.emits("samples") >> quality,
        quality >> sd.emits("blocks release") >> definitions,
        step=sd.Step.SCALE,
        why=f"A stale value raises no error, and {nodes} nodes hold {memory} of them.",
        tradeoffs=[
            sd.TradeOff(
                "Redis for the online store",
                gain="reads under a millisecond",
                cost=f"${memory_cost:,.0f} a month of memory, and it must be rebuildable",
                instead_of="DynamoDB or Cassandra: 2 to 5 ms, cheaper where keys are many and cold",
            ),
        ],
    ),
    brief=sd.Brief(
        "Serve the same features to training, as history, and to inference, within 10 ms, without "
        "skew.",
        functional=[
            ("Who reads?", "Inference, one user and many items a call; training, a year back."),
            ("Which sources?", "Databases by batch, user events as a stream."),
            ("Must we answer for a past time?", "Yes: the value as it was known then."),
        ],
        scale=[
            ("How many entities?", "100M users, 10M items."),
            ("How many features?", f"{all_features} a user, {online_features} of them online."),
            ("How many reads?", "20M daily users, 25 predictions each."),
        ],
        non_functional=[
            ("Which latency?", "p95 under 10 ms."),
            ("How fresh?", "70% daily, 20% hourly, 10% within 10 s."),
            ("If the store is down?", "Inference answers with the training defaults."),
        ],
        constraints=[
            ("Who governs features?", "Each has an owner, a TTL and a PII tag."),
            ("How long is history kept?", "A year."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Reads at the peak", peak, "20M users x 25 a day / 86,400 s, x 3"),
        sd.Figure(
            "Online values, raw", raw, f"{users_known:,} x {online_features} features x {value}"
        ),
        sd.Figure("Online memory", memory, f"{raw} x 2 overhead x 2 replicas"),
        sd.Figure("Online nodes", nodes, f"{memory} / {node_memory} a node (assumed)", "nodes"),
        sd.Figure("Full load", full_load, f"{users_known:,} keys / 400k pipelined writes a second"),
        sd.Figure("Training set", training_set, f"{labels:,} labels x {online_features} x {value}"),
        sd.Figure(
            "Daily snapshot, all features",
            snapshot,
            f"{users_known:,} x {all_features} x {value}; {365 * snapshot} a year, "
            "so changes are kept instead",
        ),
        sd.Figure(
            "Updates from events", key_writes, f"{float(events_rate / sd.rps):,.0f} events/s x 3"
        ),
    ],
    risks=[
        sd.Risk(
            "the join takes the latest value",
            effect="offline scores are brilliant, the launch is not",
            mitigation="as-of join with a TTL; a test that plants a value from the future",
        ),
        sd.Risk(
            "a feature goes stale in silence",
            effect="predictions drift, with no error anywhere",
            mitigation="an age objective per feature, alerts on it, age as a feature itself",
        ),
        sd.Risk(
            "events come late",
            effect="a window was closed without them",
            mitigation="watermarks with allowed lateness, correction rows in the offline store",
        ),
        sd.Risk(
            "a full load overwhelms the online store",
            effect="reads wait behind writes",
            mitigation="throttle, write a new version, switch readers when it is whole",
        ),
        sd.Risk(
            "an entity is missing",
            effect="the model gets nulls it never saw",
            mitigation="defaults that equal those of training, and a counter of them",
        ),
    ],
    probes=[
        sd.Probe(
            "Draw a join that leaks.",
            "A label of Monday joined with a count computed on Tuesday. Event time alone is not "
            "enough: a late correction of Monday's count was not known on Monday either, so join "
            "on the time it was known too.",
        ),
        sd.Probe(
            "How do you add a feature and train tomorrow?",
            "Define it once, backfill the offline store with the same code, join as of each label, "
            "and start logging it in serving to verify the backfill.",
        ),
        sd.Probe(
            "What happens when the stream job replays?",
            "It restores its state and writes the same keys and windows again; writes carry the "
            "window's end, so that an older one never overwrites a newer one.",
        ),
        sd.Probe(
            "What does one more online feature cost?",
            f"{users_known:,} x {value} x 4 = {4 * users_known * value} of memory, about "
            f"${float(4 * users_known * value / sd.GB) * 2:.0f} a month, and another read if it is "
            "a feature view of its own.",
        ),
        sd.Probe(
            "Why is the feature view's size a matter of latency?",
            "Each view is a separate read. Group what is read together, and keep cold features out "
            "of hot views.",
        ),
    ],
    category="ml",
    summary="One definition feeds history for training and fresh values for serving.",
    sources=[
        "feast-dev/feast, feature server benchmarks and point-in-time joins",
        "redis/redis-doc, benchmarks: throughput of one process, with and without pipelines",
        "sirupsen/napkin-math: price of memory",
    ],
)
