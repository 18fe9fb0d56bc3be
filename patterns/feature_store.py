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
# Keys and structures double what Redis holds, assumed.
user_values = sd.Records(
    "users", count=users_known, size=vector, overhead=2, key="user_id", fields="values, event time"
)
item_values = sd.Records(
    "items", count=items, size=vector, overhead=2, key="item_id", fields="values, event time"
)
history = sd.Records(
    "history rows",
    count=365 * users_known * 0.1,  # a tenth of the users change per day, assumed
    size=all_features * value,
    key="entity id, event time",
    fields="values, time at which they were known",
)
served = sd.Records(
    "served",
    of=predictions,
    size=vector,
    keep=90 * sd.days,
    key="prediction id",
    fields="values, versions",
)

memory_price = 2  # dollars per GB of memory and month [NM]
# Single SET commands of one process, in pipelines of 16; and what a process is planned with [RED].
pipelined, planned = 400_000 * sd.rps, sd.planned("Redis")
load_share = 0.3  # of each primary for the load; readers keep the rest
window, merged = freshest / 2, 5  # a window merges 5 updates of a key, assumed
streamed = window + 1 * sd.s  # with a second in the collector and the log, assumed
quick = sd.latency(1 * sd.ms, p99=4 * sd.ms)  # of one visit, assumed
node_cost = sd.cited(120 * sd.usd, "per month for 8 vCPU at $15 [NM]")

users = sd.Client("Users", sends=[predictions, actions])
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    cost=node_cost,
    note="auth, limits",
)
inference = sd.Service(
    "Inference",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    cost=node_cost,
    note="model in process",
)
databases = sd.SQLPrimary("App databases", technology="postgresql", note="facts, labels")
transforms = sd.BatchProcessor("Transforms", technology="spark", note="daily, hourly")
newest = sd.OfflineFeatureStore("Offline store", technology="iceberg", note="newest values")
offline = newest.but(note="by event time")
online = sd.OnlineFeatureStore(
    "Online store",
    technology="redis",
    capacity=sd.cited(250_000 * sd.keys / sd.s, "per process in pipelines, of 508,000 read [RED]"),
    latency=quick,
    holds=[user_values, item_values],
    node=50 * sd.GB,  # usable, assumed
    memory=64 * sd.GB,
    copies=2,
    cost=sd.cited(64 * memory_price * sd.usd, f"per month at ${memory_price} per GB [NM]"),
    note="latest value of each key",
)
daily = sd.TrainingJob("Training", technology="xgboost", note="daily")
training = daily.but(note="daily, pinned snapshot")
server = sd.Service(
    "Feature server",
    technology="feast",
    capacity=sd.assumed(5_000 * sd.rps, "per 8-vCPU node"),
    latency=quick,
    cost=node_cost,
    note="one call, defaults",
)
definitions = sd.ModelRegistry("Feature registry", technology="feast", note="owner, TTL, PII tag")
as_of = sd.BatchProcessor("Point-in-time join", technology="spark", note="as of each label")
balancer = sd.LoadBalancer(
    "Event balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    cost=node_cost,
    note="TLS, any collector",
)
collector = sd.Collector(
    "Collector",
    capacity=sd.assumed(20_000 * sd.events / sd.s, "per node, small events sent in batches"),
    cost=node_cost,
    note="checks the schema",
)
events = sd.Stream("Events", technology="kafka", cost=node_cost, note="actions, served vectors")
windows = sd.StreamProcessor(
    "Window aggregates",
    technology="flink",
    capacity=sd.assumed(50_000 * sd.events / sd.s, "per task manager"),
    cost=node_cost,
    note="watermark, late events",
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
    """A full load while readers go on."""
    return users_known / (primaries(n) * load_share * planned)


def updates(n: sd.Numbers) -> sd.Quantity:
    """Keys that the events of a second change, at the peak."""
    return keys_per_event * n.at(windows) / sd.events * sd.keys


one_feature = users_known * value * user_values.overhead * online.copies

pattern = sd.Pattern(
    "Feature store",
    sd.Stage(
        "Nightly export",
        users >> sd.calls("request", of=predictions) >> gateway >> "request" >> inference,
        gateway >> sd.answers("scores") >> users,
        inference >> sd.calls(read, costs=keys_read * sd.keys) >> online,
        databases >> sd.batches("rows") >> transforms >> sd.batches("features") >> newest,
        newest >> sd.batches("export", every=1 * sd.day) >> online,
        newest >> sd.batches("examples") >> daily >> sd.copies("model") >> inference,
        why="The values are a day old, and the training join may leak the future.",
    ),
    sd.Stage(
        "One definition",
        inference >> "multi-get" >> server,
        server >> sd.calls(read, costs=keys_read * sd.keys) >> online,
        offline >> sd.batches("throttled load", every=1 * sd.hour) >> online,
        offline >> sd.batches("history") >> as_of >> sd.batches("examples") >> training,
        databases >> sd.batches("labels") >> as_of,
        definitions >> sd.copies("definitions") >> [transforms, as_of, server],
        drops=[
            inference >> read >> online,
            offline >> sd.batches("export") >> online,
            offline >> sd.batches("examples") >> training,
        ],
        changes=[offline, training],
        why=f"{all_features} features, each coded once; examples see only what was known then.",
        tradeoffs=[
            sd.TradeOff(
                "an as-of join on event time",
                gain="no example knows its future, and no value is older than its TTL [FEA]",
                cost="every value keeps the time at which it was true, and at which it was known",
                instead_of="joining the latest value, which leaks",
            ),
            sd.TradeOff(
                "load key by key",
                gain=lambda n: f"{n[online]} nodes hold the values",
                cost="during a load, readers see keys of two versions",
                instead_of=lambda n: f"a full second version: {2 * n[online]} nodes",
            ),
        ],
    ),
    sd.Stage(
        "Seconds fresh",
        users >> sd.emits("actions", of=actions) >> balancer,
        balancer >> sd.emits("actions") >> collector >> sd.emits("events") >> events,
        inference >> sd.emits("served vectors", size=vector) >> events,
        events >> sd.streams("actions", of=actions) >> windows,
        windows >> sd.batches("aggregates", every=window) >> online,
        windows >> sd.batches("the same rows") >> offline,
        events >> sd.batches("served vectors, actions") >> as_of,
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
        [online, offline] >> sd.batches("samples", every=1 * sd.hour) >> quality,
        quality >> sd.emits("blocks release") >> definitions,
        step=sd.Step.SCALE,
        why=lambda n: f"A stale value raises no error: watch the age of {memory(n)} of values.",
        tradeoffs=[
            sd.TradeOff(
                "Redis for the online store",
                gain="reads within a millisecond at the median",
                cost=lambda n: (
                    f"{memory_cost(n)} of memory per month; it is rebuilt when it is lost"
                ),
                instead_of="DynamoDB or Cassandra: slower, and cheaper where most keys are cold",
            )
        ],
    ),
    brief=sd.Brief(
        f"Serve the same features to training, as history, and to inference, within {read_limit}, "
        "without skew.",
        functional=[
            ("Who reads?", f"Inference, 1 user and {per_call} items per call; training, history."),
            ("Which sources?", "Databases by batch, user events as a stream."),
            ("Must we answer for a past time?", "Yes: the value as it was known then."),
        ],
        scale=[
            ("How many entities?", f"{users_known / 1e6:g}M users, {items / 1e6:g}M items."),
            ("How many features?", f"{all_features} per user, {online_features} of them online."),
            ("How many reads?", f"{users_a_day / 1e6:g}M users, {predictions_a_day} per day each."),
            ("How many events?", f"{actions_a_day} per user; each changes {keys_per_event} keys."),
        ],
        non_functional=[
            (
                "How fast is a feature read?",
                sd.at_most(read_limit, percentile=95, value=lambda n: n.delay(server)),
            ),
            ("How fresh are the streams?", sd.stale_at_most(freshest, value=lambda n: streamed)),
            (
                "Serving, per month?",
                sd.costs_at_most(15_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("If the store is down?", "Inference answers with the training defaults."),
            ("Who governs features?", "Each has an owner, a TTL and a PII tag."),
            ("How long is history kept?", "A year; most features are daily, a fifth hourly."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/features:online",
            "feature service, one user id, item ids",
            "values with their event times, and which are defaults",
            "gRPC, balanced by the caller",
        ),
        sd.Endpoint(
            "POST /v1/features:history",
            "labels: entity, event time",
            "a job id, then features as of each",
        ),
        sd.Endpoint(
            "PUT /v1/feature-views/{name}",
            "entity, schema, source, TTL, owner",
            "200 with a version",
        ),
    ],
    data=[history, served],
    levels=sd.Levels(
        mid="Draws an offline and an online store with one job that copies values between them, "
        "and explains why a training set needs history.",
        senior="Writes the as-of join and shows how it leaks, logs served vectors, sizes memory "
        "and key reads, and defines what happens when a feature is missing.",
        staff="Argues for one definition across teams, prices one more feature, sets an age "
        "objective per feature and plans a schema change that no reader notices.",
    ),
    learning=sd.Learning(
        objective=f"Predict whether the user acts on each of {per_call} items, to rank them.",
        labels="Actions within a day of the prediction, joined by prediction id.",
        offline="AUC and log loss on a later day; backfilled values compared with served ones.",
        online="Actions per prediction in an A/B test; share of defaults, age of each feature.",
        leakage="A value that was corrected after the label: the join uses the time it was known.",
        drift="Compare the distribution of each feature with its training snapshot, daily.",
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
        sd.Figure("Updates from events", updates, lambda n: f"{n.at(windows)} x {keys_per_event}"),
        sd.Figure(
            "Memory per month",
            memory_cost,
            lambda n: (
                f"{online.copies} copies of {n[user_values]} and {n[item_values]}: {memory(n)} at "
                f"${memory_price} per GB [NM]"
            ),
        ),
        sd.Figure(
            "Full load, at best",
            users_known / pipelined,
            f"{users_known:,} keys / {pipelined}: one process, 3 B values, pipelines of 16 [RED]",
        ),
        sd.Figure(
            "Full load, planned",
            load_time,
            lambda n: (
                f"{users_known:,} keys / ({primaries(n)} x {load_share:.0%} of {planned}, one "
                "write per command; reads are pipelined)"
            ),
        ),
        sd.Figure(
            "Served vectors per day",
            lambda n: n[predictions] * vector * (1 * sd.day),
            lambda n: (
                f"{n[predictions]} x {online_features} x {value}: users only, since the items' "
                f"values of that day are history; with them {keys_read} times as much"
            ),
        ),
    ],
    risks=[
        sd.Risk(
            "the join takes the latest value",
            effect="a model that scored brilliantly offline recommends badly",
            mitigation="as-of join with a TTL; a test that plants a value from the future",
        ),
        sd.Risk(
            "a feature goes stale without an error",
            effect="recommendations that ignore what they have just done",
            mitigation="an age objective per feature, alerts on it, age as a feature itself",
        ),
        sd.Risk(
            "a full load overwhelms the online store",
            effect="slow pages while reads wait behind writes",
            mitigation=lambda n: (
                f"throttle to {load_share:.0%} of each primary: {load_time(n)}; plan an hour"
            ),
        ),
        sd.Risk(
            "the online store loses a shard and its copy",
            effect="generic scores for a part of the users",
            mitigation="defaults that equal those of training, then a load of that shard alone",
        ),
    ],
    probes=[
        sd.Probe(
            "Draw a join that leaks.",
            "A label of Monday joined with a count computed on Tuesday. Event time alone is not "
            "enough: a late correction of Monday's count was not known on Monday either. So join "
            "on the time at which it was known too.",
        ),
        sd.Probe(
            "How do you add a feature and train tomorrow?",
            "Define it once, backfill the offline store with the same code, join as of each label, "
            "and start logging it in serving to verify the backfill.",
        ),
        sd.Probe(
            "What happens when the stream job replays?",
            "It reads the log from its last position and writes the same windows again. Writes "
            "carry the window's end, so that an older one never overwrites a newer one.",
        ),
        sd.Probe(
            "What does one more online feature cost?",
            f"{users_known:,} x {value} x {user_values.overhead:g} x {online.copies} copies = "
            f"{one_feature} of memory, about ${float(one_feature / sd.GB) * memory_price:.2f} per "
            "month. If it is a feature view of its own, each call also makes one more read [FET].",
        ),
        sd.Probe(
            "What is full first when the load grows?",
            lambda n: (
                f"The store uses {n.use(online) or 0:.0%} of the keys that it could answer, and "
                f"each primary sends {bytes_read(n) / primaries(n)} at the peak, so compare both "
                "limits. Read only the features that the model uses, or keep the items' values in "
                "the inference process."
            ),
        ),
    ],
    category="ml",
    summary="One definition feeds history for training and fresh values for serving.",
    sources=[
        sd.Source(
            "FEA",
            "Point-in-time joins",
            "Feast documentation",
            None,
            "https://docs.feast.dev/getting-started/concepts/point-in-time-joins",
        ),
        sd.Source(
            "FET",
            "Online server performance tuning",
            "Feast documentation",
            None,
            "https://docs.feast.dev/how-to-guides/online-server-performance-tuning",
        ),
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
