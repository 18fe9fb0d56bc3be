"""Feature store: the same features for training, from history, and for serving, in milliseconds."""

import sddiagram as sd

users_a_day, users_known, items = 20_000_000, 100_000_000, 10_000_000
predictions_a_day, actions_a_day, keys_per_event = 25, 200, 3
read_limit, freshest = 10 * sd.ms, 10 * sd.seconds
all_features, online_features, value = 500, 200, 8 * sd.B
per_call = 50  # items that one prediction looks at
keys_read = 1 + per_call
predictions = sd.Requests("prediction", users_a_day * predictions_a_day * sd.per_day)
actions = sd.Requests(
    "action", users_a_day * actions_a_day * sd.per_day, request=500 * sd.B, counts="events"
)
vector = online_features * value
# Assumed: keys and structures double what Redis holds.
user_values = sd.Records("users", count=users_known, size=vector, overhead=2)
item_values = sd.Records("items", count=items, size=vector, overhead=2)

# Assumed 1,500 rps per 8-vCPU node with real logic; 8 vCPU at $15 a month [NM].
node_rate, node_cost = 1_500 * sd.rps, 120 * sd.usd
memory_price = 2  # dollars per GB of memory and month [NM]
managed = 11 / 2  # times as much for Redis that somebody runs for you, assumed
# One process writes 403k values of 3 B a second in pipelines of 16, and is planned with 50k [RED].
pipelined, planned = 400_000 * sd.rps, 50_000 * sd.rps
load_share = 0.3  # of each primary for the load; readers keep the rest
window, merged = freshest / 2, 5  # assumed: a window merges so many updates of a key
labels = 1_000_000_000

users = sd.Client("Users", sends=[predictions, actions])
# 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    cost=node_cost,
    note="auth, limits",
)
# Times of one visit are assumed.
inference = sd.Service(
    "Inference",
    capacity=node_rate,
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    cost=node_cost,
    note="model in process",
)
databases = sd.SQLPrimary("App databases", note="facts, labels")
transforms = sd.BatchProcessor("Transforms", technology="spark", note="daily, hourly")
offline = sd.OfflineFeatureStore("Offline store", technology="iceberg", note="by event time")
# 250,000 key reads/s per primary in pipelines [RED].
online = sd.OnlineFeatureStore(
    "Online store",
    technology="redis",
    capacity=250_000 * sd.keys / sd.s,
    latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
    holds=[user_values, item_values],
    node=50 * sd.GB,  # assumed usable
    memory=64 * sd.GB,
    copies=2,
    cost=64 * memory_price * sd.usd,
    note="latest value of each key",
)
training = sd.TrainingJob("Training", note="daily, pinned snapshot")
server = sd.Service(
    "Feature server",
    technology="feast",
    capacity=5_000 * sd.rps,  # assumed
    latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
    cost=node_cost,
    note="one call, defaults",
)
definitions = sd.ModelRegistry("Feature registry", technology="feast", note="owner, TTL, PII tag")
as_of = sd.BatchProcessor("Point-in-time join", technology="spark", note="as of each label")
materialise = sd.ETLJob("Materialise", note="key by key, throttled")
# Assumed 20,000 small events/s per node, sent in batches.
collector = sd.Collector("Collector", capacity=20_000 * sd.events / sd.s, note="checks the schema")
events = sd.Stream("Events", technology="kafka", note="actions, served vectors")
# Assumed 50,000 events/s per task manager.
windows = sd.StreamProcessor(
    "Window aggregates",
    technology="flink",
    capacity=50_000 * sd.events / sd.s,
    note="watermark, checkpoints",
)
quality = sd.BatchProcessor("Feature quality", note="nulls, drift, skew, age")

read = f"1 user, {per_call} items"


def memory(n: sd.Numbers) -> sd.Quantity:
    """All that the online store holds, with its copies."""
    return online.copies * (n[user_values] + n[item_values])


def memory_cost(n: sd.Numbers) -> sd.Quantity:
    """Its memory for a month, as it is bought."""
    return float(memory(n) / sd.GB) * memory_price * sd.usd


def primaries(n: sd.Numbers) -> int:
    """The nodes of the online store that take writes."""
    return n[online] // online.copies


def bytes_read(n: sd.Numbers) -> sd.Quantity:
    """What inference reads at the peak."""
    return n.at(server) * (keys_read * vector)


def load_time(n: sd.Numbers) -> sd.Quantity:
    """A full load beside the readers."""
    return users_known / (primaries(n) * load_share * planned)


def updates(n: sd.Numbers) -> sd.Quantity:
    """Keys that the events of a second change, at the peak."""
    return keys_per_event * n.at(windows) / sd.events * sd.keys


def feature_read(n: sd.Numbers) -> sd.Quantity:
    """The p95 of one call of the feature server."""
    delay = n.delay(server)
    return delay.p95 if delay else 0 * sd.ms


one_feature = users_known * value * user_values.overhead * online.copies
snapshot = users_known * all_features * value

pattern = sd.Pattern(
    "Feature store",
    sd.Stage(
        "Nightly export",
        users >> sd.calls("request", of=predictions) >> gateway >> "request" >> inference,
        inference >> sd.calls(read, costs=keys_read * sd.keys) >> online,
        databases >> sd.batches("rows") >> transforms >> sd.batches("features") >> offline,
        offline >> sd.batches("export", every=1 * sd.day) >> online,
        offline >> sd.batches("examples") >> training >> sd.copies("model") >> inference,
        why=lambda n: f"It serves {n.peak}, a day late; the join may leak the future.",
    ),
    sd.Stage(
        "One definition",
        inference >> "multi-get" >> server,
        server >> sd.calls(read, costs=keys_read * sd.keys) >> online,
        offline >> sd.batches("latest values") >> materialise,
        materialise >> sd.batches("load", every=1 * sd.hour) >> online,
        offline >> sd.batches("history") >> as_of >> sd.batches("examples") >> training,
        databases >> sd.batches("labels") >> as_of,
        definitions >> sd.copies("definitions") >> [transforms, as_of, server],
        drops=[
            inference >> read >> online,
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
                gain="a read is one look-up, however expensive the aggregate",
                cost=lambda n: f"{memory(n)} of memory, mostly for users who do not come today",
                instead_of="computing at request time, right for what the request itself brings",
            ),
            sd.TradeOff(
                "load key by key",
                gain=lambda n: f"{n[online]} nodes hold the values",
                cost="for as long as a load takes, readers see keys of two versions",
                instead_of=lambda n: f"a second version beside the first: {2 * n[online]} nodes",
            ),
        ],
    ),
    sd.Stage(
        "Seconds fresh",
        users >> sd.emits("actions", of=actions) >> collector >> sd.emits("events") >> events,
        inference >> sd.emits("served vectors", size=vector) >> events,
        events >> sd.streams("actions", of=actions) >> windows,
        windows >> sd.batches("aggregates", every=window) >> online,
        windows >> sd.batches("same rows") >> offline,
        events >> sd.batches("served vectors") >> as_of,
        definitions >> sd.copies("definitions") >> windows,
        step=sd.Step.DETAIL,
        why=f"A tenth of the features must be under {freshest} old; a nightly job cannot do that.",
        tradeoffs=[
            sd.TradeOff(
                "train on the vectors that were served",
                gain="training sees exactly what serving saw: no skew",
                cost="a new feature waits until enough of it is logged",
                instead_of="a backfill from history: fast, and a leak if the join is wrong",
            ),
            sd.TradeOff(
                "aggregate in windows before writing",
                gain=lambda n: f"{updates(n)} become {updates(n) / merged}",
                cost=f"values are up to {window} late",
                instead_of="writing the keys of each event",
            ),
        ],
    ),
    sd.Stage(
        "Watch and scale",
        [online, offline] >> sd.batches("samples") >> quality,
        quality >> sd.emits("blocks release") >> definitions,
        step=sd.Step.SCALE,
        why=lambda n: f"A stale value raises no error: watch the age of {memory(n)} of values.",
        tradeoffs=[
            sd.TradeOff(
                "Redis for the online store",
                gain="reads under a millisecond",
                cost=lambda n: (
                    f"{memory_cost(n)} of memory a month, {managed * memory_cost(n)} if managed, "
                    "and it must be rebuildable"
                ),
                instead_of="DynamoDB or Cassandra: 2 to 5 ms, cheaper where keys are many and cold",
            ),
        ],
    ),
    brief=sd.Brief(
        f"Serve the same features to training, as history, and to inference, within {read_limit}, "
        "without skew.",
        functional=[
            ("Who reads?", f"Inference, one user and {per_call} items a call; training, history."),
            ("Which sources?", "Databases by batch, user events as a stream."),
            ("Must we answer for a past time?", "Yes: the value as it was known then."),
        ],
        scale=[
            ("How many entities?", f"{users_known / 1e6:g}M users, {items / 1e6:g}M items."),
            ("How many features?", f"{all_features} a user, {online_features} of them online."),
            (
                "How many reads?",
                f"{users_a_day / 1e6:g}M daily users, {predictions_a_day} predictions each.",
            ),
            (
                "How many events?",
                f"{actions_a_day} for each daily user; each changes {keys_per_event} keys.",
            ),
        ],
        non_functional=[
            (
                "Which latency?",
                sd.at_most(read_limit, percentile=95, value=lambda n: n.delay(server)),
            ),
            ("How fresh?", f"70% daily, 20% hourly, 10% within {freshest}."),
            ("If the store is down?", "Inference answers with the training defaults."),
        ],
        constraints=[
            ("Who governs features?", "Each has an owner, a TTL and a PII tag."),
            ("How long is history kept?", "A year."),
        ],
    ),
    figures=[
        sd.Figure(
            "Keys read", lambda n: n.at(online), lambda n: f"{n.at(server)} x {keys_read} keys"
        ),
        sd.Figure(
            "Bytes read",
            bytes_read,
            lambda n: (
                f"{n.at(server)} x {keys_read} keys x {online_features} x {value}; less if a call "
                "asks only for what the model uses"
            ),
        ),
        sd.Figure(
            "Feature read, p95", feature_read, "network, server, network and multi-get, in a series"
        ),
        sd.Figure(
            "Online memory",
            memory,
            lambda n: f"{online.copies} copies of {n[user_values]} and {n[item_values]}",
        ),
        sd.Figure("Online nodes", lambda n: n[online], lambda n: n.how(online), "nodes"),
        sd.Figure(
            "Memory, a month",
            memory_cost,
            lambda n: f"{memory(n)} at ${memory_price} per GB; managed {managed * memory_cost(n)}",
        ),
        sd.Figure(
            "Full load, at best",
            users_known / pipelined,
            f"{users_known:,} keys / {pipelined}: one process, 3 B a value, pipelines of 16",
        ),
        sd.Figure(
            "Full load, planned",
            load_time,
            lambda n: f"{users_known:,} keys / ({primaries(n)} x {load_share:.0%} of {planned})",
        ),
        sd.Figure("Updates from events", updates, lambda n: f"{n.at(windows)} x {keys_per_event}"),
        sd.Figure(
            "Served vectors, a day",
            lambda n: n[predictions] * vector * (1 * sd.day),
            lambda n: (
                f"{n[predictions]} x {online_features} x {value}: users only, since the items' "
                f"values of that day are history; with them {keys_read} times as much"
            ),
        ),
        sd.Figure(
            "Training set", labels * vector, f"{labels:,} labels x {online_features} x {value}"
        ),
        sd.Figure(
            "Daily snapshot, all features",
            snapshot,
            f"{users_known:,} x {all_features} x {value}; {365 * snapshot} a year, "
            "so changes are kept instead",
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
            mitigation=lambda n: (
                f"throttle to {load_share:.0%} of each primary: {load_time(n)}; plan an hour"
            ),
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
            f"{users_known:,} x {value} x {user_values.overhead:g} x {online.copies} copies = "
            f"{one_feature} of memory, about "
            f"${float(one_feature / sd.GB) * memory_price:.2f} a month, and another read if it is "
            "a feature view of its own.",
        ),
        sd.Probe(
            "What is full first when the load grows?",
            lambda n: (
                f"Compare two limits: the store answers {n.use(online) or 0:.0%} of the keys that "
                f"it could, and each primary sends {bytes_read(n) / primaries(n)} at the peak, "
                "which may be more than its network bears all day. Fetch only the features that "
                "the model uses, or keep those of items in the inference process."
            ),
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
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
        "sirupsen/napkin-math: price of memory, and the round trip in a region",
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
