"""ML serving: answer each request with a fresh model over fresh features."""

import math

import sddiagram as sd

calls_a_day = 20_000_000 * 25
peak = 3 * calls_a_day * sd.per_day
cache_hit = 0.2
inferred = round(1 - cache_hit, 6)
inferences = inferred * peak
# A100, 110M-parameter encoder, 128 tokens, batch 32: 7,678 a second [AIT].
gpu_rate = 7_678 * sd.rps
gpus = math.ceil(math.ceil(inferences / (gpu_rate * 0.6)) * 1.5)  # x 1.5 to lose a zone
window = 5 * sd.ms
batch = float(inferences / gpus * window)
cpu_cores = math.ceil(float(peak * (1 * sd.ms)) / 0.6)
# Assumed 1,500 rps per 8-vCPU node, at 65%, x 1.5 to lose a zone.
service_rate = 1_500 * sd.rps
services = math.ceil(peak / (service_rate * 0.65) * 1.5)
stored_features, record = 150, 2 * sd.KB
log_daily = calls_a_day * record
payload = inferences * stored_features * (8 * sd.B)
budget = {"gateway": 5, "features": 10, "queue and batch": 10, "compute": 10, "network": 5}
total = sum(budget.values()) * sd.ms
gpu_pool = sd.Group("GPU pool")
offline = sd.Group("Offline")

users = sd.Client("Users")
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node; one a zone, and any two carry the peak.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    replicas=3,
    latency=5 * sd.ms,
    note="auth, limits",
)
service = sd.Service("Inference service", note="small model in process")
orchestrator = sd.Service(
    "Inference service", capacity=service_rate, replicas=services, note="rule-based fallback"
)
database = sd.SQLPrimary("Operational database", note="written by the product")

cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    hit_ratio=cache_hit,
    latency=0.5 * sd.ms,
    note="model + input, 60 s",
)
# 10 ms in the batch window and 10 ms of compute.
models = sd.ModelServer(
    "Model servers",
    technology="triton",
    capacity=gpu_rate,
    replicas=gpus,
    latency=20 * sd.ms,
    group=gpu_pool,
    note="dynamic batches of 8-32",
)
log = sd.Stream("Prediction log", technology="kafka", replicas=3, note=f"{log_daily} a day")
features = sd.blocks.online_offline_features(
    log,
    online=sd.OnlineFeatureStore(
        "Online features",
        technology="redis",
        replicas=3,
        latency=10 * sd.ms,
        note=f"{stored_features} values",
    ),
    offline=sd.OfflineFeatureStore(
        "Offline features", technology="feast", group=offline, note="point in time"
    ),
)
daily_copy = database >> sd.batches("daily") >> features.online
aggregates = sd.StreamProcessor("Aggregates", technology="flink", replicas=3, note="minutes fresh")
loop = sd.blocks.training_loop(
    features.offline,
    models,
    training=sd.TrainingJob("Training", technology="pytorch", group=offline, note="weekly"),
    registry=sd.ModelRegistry(
        "Model registry", technology="mlflow", group=offline, note="canary 5%, rollback"
    ),
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="p99, drift, skew")

pattern = sd.Pattern(
    "ML serving",
    sd.Stage(
        "Model in the service",
        users >> "entity id" >> gateway >> "entity id" >> service >> "rows" >> database,
        why="It answers: a 1 ms model on a CPU needs no GPU and no hop.",
        tradeoffs=[
            sd.TradeOff(
                "CPU first",
                gain=f"{cpu_cores} cores at 60% carry the peak with a 1 ms model",
                cost="a large model does not fit the latency",
                instead_of="a GPU from the first day",
            )
        ],
    ),
    sd.Stage(
        "Look up, then infer",
        gateway >> "entity id" >> orchestrator >> "get, set after" >> cache,
        orchestrator >> sd.calls("one batched read", share=inferred) >> features.online,
        orchestrator >> sd.calls("feature vector", share=inferred) >> models,
        daily_copy,
        changes=[orchestrator],
        drops=service >> "rows" >> database,
        why=f"A 110M model needs GPUs: after {cache_hit:.0%} hits, {gpus} carry {inferences}.",
        tradeoffs=[
            sd.TradeOff(
                "cache before inference",
                gain="a fifth of the calls reach neither features nor GPU",
                cost="answers up to 60 s old",
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
        database
        >> sd.streams("changes")
        >> aggregates
        >> sd.streams("counters")
        >> features.online,
        drops=daily_copy,
        why="Counters must be minutes fresh; a daily copy is up to 24 hours old.",
        tradeoffs=[
            sd.TradeOff(
                "stream the counters",
                gain="minutes fresh, and no load on the request path",
                cost="a stream job to run, and its lag to watch",
                instead_of="reading the database in each request",
            )
        ],
    ),
    sd.Stage(
        "Close the loop",
        orchestrator >> sd.emits("features, score") >> log,
        features.flow,
        database >> sd.batches("outcomes") >> features.offline,
        loop.flow,
        log >> sd.streams("scores, latency") >> monitoring,
        why=f"{calls_a_day / 1e6:.0f}M logged predictions a day teach the next weekly model.",
        tradeoffs=[
            sd.TradeOff(
                "train on the features that were served",
                gain="no skew between training and serving",
                cost=f"{log_daily} of log a day",
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
            ("How large is the model?", "An encoder of 110M parameters over 128 tokens."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 100 ms."),
            ("How fresh are features?", "Minutes for counters, a day for the rest."),
        ],
        constraints=[("How often does the model change?", "Weekly, with instant rollback.")],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Calls at the peak", peak, "20M users x 25 a day / 86,400 s, x 3"),
        sd.Figure("Inferences", inferences, f"{peak} x (1 - {cache_hit})"),
        sd.Figure("GPUs", gpus, f"{inferences} / ({gpu_rate} x 0.6), rounded up, x 1.5", "GPUs"),
        sd.Figure(
            "Mean batch", batch, f"{inferences} / {gpus} GPUs x a window of {window}", "requests"
        ),
        sd.Figure("CPU cores for a 1 ms model", cpu_cores, f"{peak} x 1 ms / 0.6", "cores"),
        sd.Figure(
            "Feature payload", payload, f"{inferences} x {stored_features} values x 8 B, no keys"
        ),
        sd.Figure("Prediction log a day", log_daily, f"{calls_a_day:,} x {record}"),
        sd.Figure("Latency planned", total, " + ".join(f"{k} {v}" for k, v in budget.items())),
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
            "What if features are an hour late?",
            "Age is measured and logged. Some models bear it, for counters fall back to values "
            "from the request, and alarm before users notice.",
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
            f"A tree model of 1 ms takes {cpu_cores} cores. Show that the encoder's gain pays for "
            f"{gpus} GPUs first.",
        ),
    ],
    category="ml",
    summary="Cache before inference, features in one read, dynamic batches, a loop that learns.",
    sources=[
        "facebookincubator/AITemplate, examples/03_bert: BERT-base on an A100",
        "feast-dev/feast, feature server benchmarks and point-in-time joins",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
    ],
)
