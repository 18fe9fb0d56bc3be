"""ML serving: answer each request with a fresh model over fresh features."""

import math

import sddiagram as sd

users_a_day, calls_each, cache_hit, cache_life = 20_000_000, 25, 0.2, 60 * sd.s
entities, stored_features = 100_000_000, 150
calls = sd.Requests("call", users_a_day * calls_each * sd.per_day)
# 5 changes per user and day, assumed: what the product writes and counters are made of.
changes = sd.Requests("change", users_a_day * 5 * sd.per_day, counts="changes")
record = 2 * sd.KB  # features, score and version of one prediction, assumed
predictions = sd.Records("predictions", of=calls, size=record, keep=7 * sd.days)
# Keys and structures double the values, assumed.
values = sd.Records("features", count=entities, size=stored_features * 8 * sd.B, overhead=2)

# An encoder of 110M parameters on an A100, 128 tokens: 1.8 ms for a batch of 12 [AIT].
window, compute, measured_batch = 5 * sd.ms, 1.8 * sd.ms, 12
gpu_rate = measured_batch / compute
# Half of a window is waited on average; at worst all of it, with a batch still in front.
batch_time = sd.latency(window / 2 + compute, p99=window + 2 * compute)
copied_every = 1 * sd.day
counters_every = 1 * sd.minute  # the window of the aggregates, assumed
tier = 0.9999  # availability of a replicated tier, assumed
# Times of one visit with its network, assumed; in a zone a call takes 0.5 ms [NM].
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
redis_time = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
node_cost = 120 * sd.usd  # 8 vCPU at $15 per month [NM]
cpu_cost = 15 * sd.usd
gpu_cost = 2_700 * sd.usd  # an A100 of 40 GB per month, assumed
memory_price = 2 * sd.usd / sd.GB  # per month [NM]
# A GPU is planned at 60%, since batches come in bursts.
gpu_pool = sd.Group("GPU pool", sizing=sd.Sizing(use=0.6))
offline = sd.Group("Offline")

users = sd.Client("Users", sends=calls)
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="auth, limits",
)
# Assumed 1,500 rps per 8-vCPU node with real logic.
service = sd.Service(
    "Inference service",
    capacity=1_500 * sd.rps,
    latency=sd.latency(2 * sd.ms, p99=8 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="small model in process",
)
orchestrator = service.but(note="rule-based fallback")
# 20k point reads per node is a planning value from a weak source [PGB].
database = sd.SQLPrimary(
    "Operational database",
    technology="postgres",
    sends=changes,
    capacity=20_000 * sd.rps,
    latency=sd.latency(1 * sd.ms, p99=8 * sd.ms),
    availability=0.9995,
    note="written by the product",
)

cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    caches=calls,
    hit_ratio=cache_hit,
    latency=redis_time,
    availability=tier,
    cost=100 * sd.usd,  # as in the scalable API: 2 vCPU and memory [NM]
    note="model + input, 60 s",
)
models = sd.ModelServer(
    "Model servers",
    technology="triton",
    capacity=gpu_rate,
    latency=batch_time,
    availability=tier,
    cost=gpu_cost,
    group=gpu_pool,
    note="dynamic batches of 8-32",
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
        cost=64 * sd.GB * memory_price,
        note=f"{stored_features} values per entity",
    ),
    offline=sd.OfflineFeatureStore(
        "Offline features", technology="iceberg", group=offline, note="point in time"
    ),
)
# 50k events per task manager, assumed.
aggregates = sd.StreamProcessor(
    "Aggregates",
    technology="flink",
    capacity=50_000 * sd.rps,
    note="counters of the last minutes",
)
# 100 MB/s per broker [KAF]; 20 TB of disk each, assumed.
log = sd.Stream(
    "Prediction log",
    technology="kafka",
    capacity=100 * sd.MB / sd.s / record,
    holds=predictions,
    node=20 * sd.TB,
    copies=3,
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
experiments = sd.ConfigStore("Experiments", note="95/5 buckets by entity")
monitoring = sd.Monitoring("Model monitor", note="drift, skew, defaults")


def inferred(n: sd.Numbers) -> sd.Quantity:
    """Calls that no cached answer serves."""
    return n.at(orchestrator >> models)


def mean_batch(n: sd.Numbers) -> float:
    """Requests that one GPU gathers in a window."""
    return float(inferred(n) / n[models] * window)


def uncached(n: sd.Numbers) -> float:
    """The part of the GPUs that is used when no answer is cached."""
    return float(n.peak / (n[models] * gpu_rate))


def cores(n: sd.Numbers) -> int:
    """CPU cores that carry the peak with a model of 1 ms, at 60%."""
    return math.ceil(float(n.peak * (1 * sd.ms)) / 0.6)


def delay(n: sd.Numbers) -> sd.Quantity:
    """What one call in a hundred takes, or longer."""
    found = next(one.delay for one in n.answered if one.requests.id == calls.id)
    return found.p99 if found else 0 * sd.ms


pattern = sd.Pattern(
    "ML serving",
    sd.Stage(
        "Model in the service",
        users >> "entity id" >> gateway >> "entity id" >> service >> "rows" >> database,
        gateway >> sd.answers("score") >> users,
        why="It answers: a 1 ms model on a CPU needs no GPU and no hop.",
        tradeoffs=[
            sd.TradeOff(
                "CPU first",
                gain=lambda n: f"{cores(n)} cores at 60% carry the peak with a 1 ms model",
                cost="a large model does not fit the latency",
                instead_of="a GPU from the first day",
            )
        ],
    ),
    sd.Stage(
        "Look up, then infer",
        orchestrator >> "get" >> cache,
        orchestrator >> sd.calls("set", after=cache) >> cache,
        orchestrator >> sd.calls("one batched read", after=cache) >> features.online,
        orchestrator >> sd.calls("feature vector", after=cache) >> models,
        features.flow,
        changes=[orchestrator],
        drops=service >> "rows" >> database,
        why=lambda n: (
            f"A 110M model needs GPUs: after {cache_hit:.0%} hits, {n[models]} carry {inferred(n)}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "cache before inference",
                gain="a fifth of the calls reach neither features nor GPU",
                cost=f"answers up to {cache_life} old, so none for a fraud check",
                instead_of="a cache behind the GPUs, which saves nothing",
            ),
            sd.TradeOff(
                "model server",
                gain="shared GPUs, dynamic batches, deploys of its own",
                cost=f"one hop and a {window} batching window",
                instead_of="a model in each service",
            ),
        ],
    ),
    sd.Stage(
        "Fresh features",
        database >> sd.streams("changes", of=changes) >> aggregates,
        aggregates >> sd.streams("counters") >> features.online,
        why="Counters must be minutes fresh; a daily copy is up to 24 hours old.",
        tradeoffs=[
            sd.TradeOff(
                "stream the counters, copy the rest daily",
                gain="minutes fresh where it matters, and no load on the request path",
                cost="a stream job to run, and its lag to watch",
                instead_of="reading the database in each request",
            )
        ],
    ),
    sd.Stage(
        "Close the loop",
        orchestrator >> sd.emits("features, score", size=record) >> log,
        log >> sd.batches("what was served") >> features.offline,
        loop.flow,
        experiments >> sd.copies("buckets") >> orchestrator,
        log >> sd.batches("scores") >> monitoring >> sd.batches("roll back") >> loop.registry,
        why=lambda n: (
            f"{float(n[calls] * sd.day) / 1e6:.0f}M logged predictions a day teach the next "
            "weekly model."
        ),
        tradeoffs=[
            sd.TradeOff(
                "train on the features that were served",
                gain="no skew between training and serving",
                cost=lambda n: f"{n[calls] * sd.day * record} of log per day",
                instead_of="computing the features again offline",
            )
        ],
    ),
    brief=sd.Brief(
        "Serve a real-time model (fraud, ranking, classification) behind an API in under 100 ms "
        "at p99.",
        functional=[
            ("Real-time or batch?", "Real-time."),
            ("Which features?", f"200: {stored_features} stored, 50 in the request."),
            ("If the model is unavailable?", "Answer with a rule-based default."),
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
            ("How fresh is the rest?", sd.stale_at_most(1 * sd.day, value=lambda n: copied_every)),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=calls)),
        ],
        constraints=[
            ("How often does the model change?", "Weekly, with instant rollback."),
            ("May scores be cached?", "For a minute; those of a fraud check never."),
        ],
    ),
    figures=[
        sd.Figure(
            "Calls at the peak",
            lambda n: n.peak,
            lambda n: f"{users_a_day / 1e6:g}M users x {calls_each} per day / 86,400 s, x 3",
        ),
        sd.Figure("Inferences", inferred, lambda n: n.how(orchestrator >> models)),
        sd.Figure("One GPU", gpu_rate, f"a batch of {measured_batch} in {compute} [AIT]"),
        sd.Figure("GPUs", lambda n: n[models], lambda n: n.how(models), "GPUs"),
        sd.Figure(
            "Mean batch",
            mean_batch,
            lambda n: f"{inferred(n)} / {n[models]} GPUs x a window of {window}",
            "requests",
        ),
        sd.Figure(
            "GPUs per month", lambda n: n[models] * gpu_cost, lambda n: f"{n[models]} x {gpu_cost}"
        ),
        sd.Figure("CPU cores for a 1 ms model", cores, lambda n: f"{n.peak} x 1 ms / 0.6", "cores"),
        sd.Figure(
            "Those cores per month",
            lambda n: cores(n) * cpu_cost,
            lambda n: f"{cores(n)} x {cpu_cost}",
        ),
        sd.Figure(
            "Feature payload",
            lambda n: inferred(n) * (stored_features * 8 * sd.B),
            lambda n: f"{inferred(n)} x {stored_features} values x 8 B, no keys",
        ),
        sd.Figure(
            "Online features", lambda n: n[values], lambda n: f"{n.how(values)}, before copies"
        ),
        sd.Figure(
            "Prediction log per day",
            lambda n: n[calls] * sd.day * record,
            lambda n: f"{users_a_day * calls_each:,} x {record}",
        ),
        sd.Figure(
            "Latency, p99",
            delay,
            "means and variances of the hops added, hits and misses apart",
        ),
    ],
    risks=[
        sd.Risk(
            "the feature store is down",
            effect="no features, so no prediction",
            mitigation="last known or default values, marked in the log; the rules at worst",
        ),
        sd.Risk(
            "the GPU queue grows",
            effect="every answer is late",
            mitigation="admission control, a smaller model, scale on queue depth",
        ),
        sd.Risk(
            "a bad model is released",
            effect="wrong answers, with no error",
            mitigation="a canary of 5%, compared by score and outcome; rollback by version",
        ),
        sd.Risk(
            "training and serving compute features differently",
            effect="offline metrics that production never reaches",
            mitigation="log what was served and train on it; one definition",
        ),
        sd.Risk(
            "a new replica starts cold",
            effect="minutes of pulling 10 GB and warming up",
            mitigation="images pulled beforehand, a minimum of warm replicas",
        ),
    ],
    probes=[
        sd.Probe(
            "Where does the cache sit?",
            "Before features and inference, with the model's version in its key; it is filled "
            "after an answer. Behind the GPUs it would save nothing.",
        ),
        sd.Probe(
            "Would you cache the score of a fraud check?",
            "No. The second attempt within a minute is what the check is for: counters have "
            "changed, and a stored score would let it pass.",
        ),
        sd.Probe(
            "What if features are an hour late?",
            "Measure and log their age. Some models tolerate it; for counters use values from the "
            "request; alert before users notice.",
        ),
        sd.Probe(
            "How do you know that the model got worse, without labels?",
            "Watch the distributions of inputs and scores against training, the share of defaults, "
            "and proxies that come early; labels confirm later.",
        ),
        sd.Probe(
            "How does a request pick a model's version?",
            "By a hash of the entity in an experiment's buckets, so that a user stays in one; the "
            "version is logged with the score.",
        ),
        sd.Probe(
            "Do you need the GPU at all?",
            lambda n: (
                f"A tree model of 1 ms takes {cores(n)} cores, {cores(n) * cpu_cost} per month. "
                f"Show first that the encoder's gain pays for {n[models]} GPUs, "
                f"{n[models] * gpu_cost} per month."
            ),
        ),
        sd.Probe(
            "Redis with the responses is down: what breaks?",
            lambda n: (
                f"Every call is inferred: {n.peak} instead of {inferred(n)}, which takes "
                f"{uncached(n):.0%} of the GPUs, and {uncached(n) * 1.5:.0%} with a zone lost. "
                "Answers come later, and none is missing."
            ),
        ),
    ],
    category="ml",
    summary="Cache before inference, features in one read, dynamic batches, a loop that learns.",
    sources=[
        "facebookincubator/AITemplate, examples/03_bert: BERT-base on an A100 [AIT]",
        "feast-dev/feast, feature server benchmarks and point-in-time joins",
        "redis/redis-doc, benchmarks: throughput of one process [RED]",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps [IST]",
        "ClickHouse/PostgresBench, result files: managed PostgreSQL on 16 vCPU [PGB]",
        "Confluent, Kafka performance: throughput of a broker [KAF]",
        "sirupsen/napkin-math: prices and times of a call [NM]",
    ],
)
