"""ML serving: answer each request with a fresh model over fresh features."""

import sddiagram as sd

users_a_day, calls_each, cache_hit, cache_life = 20_000_000, 25, 0.2, 60 * sd.s
entities, stored_features = 100_000_000, 150
calls = sd.Requests("call", calls_each * sd.per_day, users=users_a_day)
# 5 changes per user and day, assumed: what the product writes and counters are made of.
changes = sd.Requests("change", 5 * sd.per_day, users=users_a_day, counts="changes")
record = 2 * sd.KB  # features, score and version of one prediction, assumed
predictions = sd.Records(
    "predictions",
    key="request_id",
    fields="entity_id, features as served, score, model version, bucket, time",
    of=calls,
    size=record,
    keep=7 * sd.days,
)
values = sd.Records(
    "features",
    key="entity_id",
    fields="150 values of 8 B, event time, version of the definition",
    count=entities,
    size=stored_features * 8 * sd.B,
    overhead=2,  # keys and structures double the values, assumed
)
# Half of a window is waited on average; at worst all of it, with a batch still in front.
window, compute, measured_batch = 5 * sd.ms, 1.8 * sd.ms, 12
batch_time = sd.latency(window / 2 + compute, p99=window + 2 * compute)
copied_every, counters_every = 1 * sd.day, 1 * sd.minute  # the aggregates' window, assumed
tier = 0.9999  # availability of a replicated tier, assumed
# Times of one visit with its network, assumed; in a zone a call takes 0.5 ms [NM].
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
redis_time = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
cpu_cost, gpu_cost = 15 * sd.usd, 2_700 * sd.usd  # a vCPU [NM], an A100 of 40 GB (assumed)
gpu_pool = sd.Group("GPU pool", sizing=sd.Sizing(use=0.6))  # 60%, since batches come in bursts
offline = sd.Group("Offline")

users = sd.Client("Users", sends=calls)
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="auth, limits",
)
service = sd.Service(
    "Inference service",
    capacity=sd.planned("service"),
    latency=sd.latency(2 * sd.ms, p99=8 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="small model in process",
)
orchestrator = service.but(note="version; rules as fallback")
database = sd.SQLPrimary(
    "Operational database",
    technology="postgres",
    sends=changes,
    capacity=sd.planned("PostgreSQL", "point reads"),
    latency=sd.latency(1 * sd.ms, p99=8 * sd.ms),
    availability=0.9995,
    note="product rows, outcomes",
)
cache = sd.Cache(
    "Response cache",
    technology="redis",
    caches=calls,
    hit_ratio=cache_hit,
    stale=cache_life,
    latency=redis_time,
    availability=tier,
    cost=sd.assumed(100 * sd.usd, "per process: 2 vCPU and 35 GB of memory"),
    note="model + input, 60 s",
)
models = sd.ModelServer(
    "Model servers",
    technology="triton",
    capacity=sd.cited(measured_batch / compute, "per A100: 12 encodings in 1.8 ms [AIT]"),
    latency=batch_time,
    availability=tier,
    cost=sd.assumed(gpu_cost, "per A100 of 40 GB"),
    group=gpu_pool,
    note="two versions, batches of 12",
)
features = sd.blocks.online_offline_features(
    database,
    online=sd.OnlineFeatureStore(
        "Online features",
        technology="redis",
        holds=values,
        node=50 * sd.GB,
        memory=64 * sd.GB,
        copies=2,
        latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
        availability=tier,
        cost=sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB [NM]"),
        note=f"{stored_features} values per entity",
    ),
    offline=sd.OfflineFeatureStore(
        "Offline features", technology="iceberg", group=offline, note="point in time"
    ),
)
aggregates = sd.StreamProcessor(
    "Aggregates", technology="flink", cost=node_cost, note="counters of the last minutes"
)
log = sd.Stream(
    "Prediction log",
    technology="kafka",
    holds=predictions,
    node=20 * sd.TB,
    copies=3,
    cost=sd.assumed(2_000 * sd.usd, "per broker with 20 TB of disk"),
    note="kept for a week",
)
loop = sd.blocks.training_loop(
    features.offline,
    models,
    training=sd.TrainingJob("Training", technology="pytorch", group=offline, note="weekly"),
    registry=sd.ModelRegistry(
        "Model registry", technology="mlflow", group=offline, note="versions, rollback"
    ),
)
experiments = sd.ConfigStore("Experiments", note="5% canary, by entity")
monitoring = sd.Monitoring("Model monitor", note="drift, skew, defaults")


def inferred(n: sd.Numbers) -> sd.Quantity:
    """Calls that no cached answer serves."""
    return n.at(orchestrator >> models)


def cores(n: sd.Numbers) -> float:
    """CPU cores that carry the peak with a model of 1 ms, at 60%."""
    return float(n.peak * (1 * sd.ms)) / 0.6


pattern = sd.Pattern(
    "ML serving",
    sd.Stage(
        "Model in the service",
        users >> "entity id" >> gateway >> "entity id" >> service >> "rows" >> database,
        gateway >> sd.answers("score") >> users,
        why="It answers: a 1 ms model on a CPU needs no GPU and no hop.",
    ),
    sd.Stage(
        "Look up, then infer",
        orchestrator >> "get" >> cache,
        orchestrator >> sd.calls("set", after=cache) >> cache,
        orchestrator >> sd.calls("one batched read", after=cache) >> features.online,
        orchestrator >> sd.calls("feature vector", after=cache) >> models,
        features.flow,
        sd.row(features.online, models),
        changes=orchestrator,
        drops=service >> "rows" >> database,
        why=lambda n: (
            f"A 110M model needs GPUs: after {cache_hit:.0%} hits, {n[models]} carry {inferred(n)}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "cache before inference",
                gain="a fifth of the calls reach neither features nor GPU",
                cost=f"answers are up to {cache_life} old, which a fraud check must never use",
                instead_of="a cache behind the GPUs, which saves nothing",
            ),
            sd.TradeOff(
                "model server",
                gain="the GPUs are shared, and models are deployed apart from the code",
                cost=f"one more hop and a batching window of {window}",
                instead_of="a model in each service",
            ),
        ],
    ),
    sd.Stage(
        "Fresh features",
        database >> sd.streams("changes", of=changes) >> aggregates,
        aggregates >> sd.streams("counters") >> features.online,
        why="Counters must be minutes fresh; a daily copy is up to 24 hours old.",
        tradeoffs=sd.TradeOff(
            "stream the counters, copy the rest daily",
            gain="minutes fresh where it matters, and no load on the request path",
            cost="a stream job to run, and its lag to watch",
            instead_of="reading the database in each request",
        ),
    ),
    sd.Stage(
        "Close the loop",
        orchestrator >> sd.emits("features, score", size=record) >> log,
        log >> sd.batches("what was served") >> features.offline,
        loop.flow,
        experiments >> sd.copies("buckets") >> orchestrator,
        log >> sd.batches("scores") >> monitoring >> sd.batches("roll back") >> loop.registry,
        why=lambda n: (
            f"{float(n[calls] * sd.day) / 1e6:.0f}M logged predictions per day teach the next "
            "weekly model."
        ),
        tradeoffs=sd.TradeOff(
            "train on the features that were served",
            gain="training sees what serving saw, errors included [RULES]",
            cost=lambda n: f"{n[calls] * sd.day * record} of log per day",
            instead_of="computing the features again offline",
        ),
    ),
    brief=sd.Brief(
        "Serve a real-time model (ranking, classification, fraud) behind an API in under 100 ms "
        "at p99.",
        functional=[
            ("Real-time or batch?", "Real-time."),
            ("Which features?", f"200: {stored_features} stored, 50 in the request."),
            ("If the model is unavailable?", "Answer with a rule-based default, marked as one."),
        ],
        scale=[
            ("How much traffic?", "20M daily users, 25 calls each."),
            ("How many entities have features?", "100M users and items, assumed."),
            ("How large is the model?", "An encoder of 110M parameters over 128 tokens."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(100 * sd.ms, percentile=99, of=calls)),
            (
                "How fresh are counters?",
                sd.stale_at_most(5 * sd.minutes, value=lambda n: counters_every + cache_life),
            ),
            (
                "How fresh is the rest?",
                sd.stale_at_most(2 * sd.days, value=lambda n: copied_every + cache_life),
            ),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=calls)),
            (
                "What may a month cost?",
                sd.costs_at_most(30_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("How often does the model change?", "Weekly, with instant rollback."),
            ("May scores be cached?", "For a minute; those of a fraud check never."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/score",
            "entity_id, 50 values of the request, request_id",
            "score, model version, and whether a default was used",
        ),
        sd.Endpoint("POST /v1/outcomes", "request_id, outcome, time", "202; it becomes a label"),
    ],
    levels=sd.Levels(
        mid="Separates features, inference and training, and puts the cache before inference.",
        senior="Sizes GPUs from a measured batch, derives the p99, keeps training and serving "
        "alike, and releases by canary with rollback.",
        staff="Asks whether the GPU pays, sets freshness per feature, plans labels that come late, "
        "and says what users get when a part fails.",
    ),
    learning=sd.Learning(
        objective="The probability of the outcome that the product acts on, such as a click or a "
        "chargeback; calibrated, since thresholds depend on it.",
        labels="Outcomes joined to the prediction log by request_id: minutes for clicks, weeks for "
        "chargebacks; what has no outcome yet is no negative.",
        offline="Log loss, calibration and AUC on the latest week, also per segment.",
        online="The product's own metric in an A/B test by entity, with latency as a guard.",
        leakage="Features as they were at the prediction's time, from the log; split by time, "
        "never at random.",
        drift="Distributions of inputs and scores against training, share of defaults, age of "
        "features; calibration once labels arrive.",
    ),
    figures=[
        sd.Figure("Inferences", inferred, lambda n: n.how(orchestrator >> models)),
        sd.Figure(
            "Mean batch",
            lambda n: float(inferred(n) / n[models] * window),
            lambda n: f"{inferred(n)} / {n[models]} GPUs x a window of {window}",
            "requests",
        ),
        sd.Figure(
            "GPUs per month", lambda n: n[models] * gpu_cost, lambda n: f"{n[models]} x {gpu_cost}"
        ),
        sd.Figure(
            "Prediction log per day",
            lambda n: n[calls] * sd.day * record,
            f"{users_a_day * calls_each:,} x {record}",
        ),
    ],
    risks=[
        sd.Risk(
            "the feature store is down",
            effect="answers stay fast but are worse, and marked as defaults",
            mitigation="default values that training also saw; the rules at worst",
        ),
        sd.Risk(
            "the GPU queue grows",
            effect="every answer is late, then timeouts",
            mitigation="refuse early, fall back to the rules, scale on queue depth",
        ),
        sd.Risk(
            "a bad model is released",
            effect="wrong answers for 5% of entities, without any error",
            mitigation="compare scores and outcomes of the canary; roll back by version",
        ),
    ],
    probes=[
        sd.Probe(
            "Where does the cache sit?",
            "Before features and inference, with the model's version in its key. A fraud check "
            "skips it: the second attempt within a minute is what it must catch.",
        ),
        sd.Probe(
            "What if features are an hour late?",
            "Measure and log their age. Some models tolerate it; for counters use values from the "
            "request; alert before users notice.",
        ),
        sd.Probe(
            "How do you know that the model got worse, without labels?",
            "Compare inputs and scores with training, watch the share of defaults and early "
            "proxies such as clicks; labels confirm later.",
        ),
        sd.Probe(
            "How does a request pick a model's version?",
            "By a hash of the entity into the experiment's buckets, so that a user stays in one; "
            "version and bucket are logged with the score.",
        ),
        sd.Probe(
            "Do you need the GPU at all?",
            lambda n: (
                f"A tree model of 1 ms takes {cores(n):.0f} cores, {cores(n) * cpu_cost} per "
                f"month. Show first that the encoder's gain pays for {n[models]} GPUs, "
                f"{n[models] * gpu_cost} per month."
            ),
        ),
        sd.Probe(
            "The response cache is down: what breaks?",
            lambda n: (
                f"Every call is inferred: {n.peak}, not {inferred(n)}. That uses "
                f"{float(n.peak / (n[models] * measured_batch / compute)):.0%} of the GPUs, which "
                "survive; answers only come later."
            ),
        ),
    ],
    category="ml",
    summary="Cache before inference, features in one read, dynamic batches, a loop that learns.",
    sources=sd.Source(
        "RULES",
        "Rules of machine learning, rule 29: save the features used at serving time",
        "Google, Martin Zinkevich",
        None,
        "https://developers.google.com/machine-learning/guides/rules-of-ml",
    ),
)
