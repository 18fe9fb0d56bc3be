"""ML serving: answer each request with a fresh model over fresh features."""

import sddiagram as sd

# 20M users x 25 calls a day = 5.8k rps on average; x 3 at the peak = 17.4k.
peak = 17_400 * sd.rps
gpu_pool = sd.Group("GPU pool")
offline = sd.Group("Offline side")

users = sd.Client("Users")
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node; one a zone, and any two carry the peak.
gateway = sd.Gateway(
    "API gateway", technology="envoy", capacity=22_900 * sd.rps, replicas=3, latency=5 * sd.ms
)
service = sd.Service("Inference service", note="small model in process")
# Assumed 1,500 rps per 8-vCPU node: 17.4k / (1,500 x 0.65) x 1.5 to lose a zone = 27.
orchestrator = sd.Service(
    "Inference service", capacity=1_500 * sd.rps, replicas=27, note="rule-based fallback"
)
database = sd.SQLPrimary("Operational database", note="written by the product")

cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    hit_ratio=0.2,
    latency=0.5 * sd.ms,
    note="model + input, 60 s",
)
# A100, 110M-parameter encoder, 128 tokens, batch 32: 7,678 a second [AIT]. Four at 60 % carry the
# 13.9k misses, six over three zones. 10 ms in the batch window and 10 ms of compute.
models = sd.ModelServer(
    "Model servers",
    technology="triton",
    capacity=7_678 * sd.rps,
    replicas=6,
    latency=20 * sd.ms,
    group=gpu_pool,
    note="dynamic batches of 8-32",
)
log = sd.Stream("Prediction log", technology="kafka", replicas=3, note="1 TB a day")
features = sd.blocks.online_offline_features(
    log,
    online=sd.OnlineFeatureStore(
        "Online features", technology="redis", replicas=3, latency=10 * sd.ms, note="150 values"
    ),
    offline=sd.OfflineFeatureStore(
        "Offline features", technology="feast", group=offline, note="point in time"
    ),
)
daily_copy = database >> sd.batches("daily") >> features.online
aggregates = sd.StreamProcessor("Aggregates", technology="flink", replicas=3, note="minutes fresh")
training = sd.TrainingJob("Training", group=offline, note="weekly")
registry = sd.ModelRegistry(
    "Model registry", technology="mlflow", group=offline, note="canary 5 %, rollback"
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="p99, drift")

pattern = sd.Pattern(
    "ML serving",
    sd.Stage(
        "Model in the service",
        users >> "entity id" >> gateway >> service >> "rows" >> database,
        why="It answers: a 1 ms model on a CPU needs no GPU and no hop.",
        tradeoffs=[
            sd.TradeOff(
                "CPU first",
                gain="29 cores at 60 % carry the peak with a 1 ms model",
                cost="a large model does not fit the latency",
                instead_of="a GPU from the first day",
            )
        ],
    ),
    sd.Stage(
        "Look up, then infer",
        gateway >> orchestrator >> "get, set after" >> cache,
        orchestrator >> sd.calls("one batched read", share=0.8) >> features.online,
        orchestrator >> sd.calls("feature vector", share=0.8) >> models,
        daily_copy,
        replaces=service,
        drops=service >> "rows" >> database,
        why="A 110M model needs GPUs: after 20 % cache hits, six carry 13.9k rps.",
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
                cost="one hop and a 5 ms batching window",
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
        features.offline >> sd.batches("examples") >> training >> "artefact" >> registry,
        registry >> sd.copies("approved model") >> models,
        log >> sd.streams("scores, latency") >> monitoring,
        why="500M logged predictions a day are what the next weekly model learns from.",
        tradeoffs=[
            sd.TradeOff(
                "train on the features that were served",
                gain="no skew between training and serving",
                cost="1 TB of log a day",
                instead_of="computing the features again offline",
            )
        ],
    ),
    brief=sd.Brief(
        "Serve a real-time model (fraud, ranking, classification) behind an API in under 100 ms "
        "at p99.",
        functional=[
            ("Real-time or batch?", "Real-time."),
            ("Which features?", "200: 150 stored, 50 in the request."),
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
    category="ml",
    summary="Cache before inference, features in one read, dynamic batches, a loop that learns.",
    sources=[
        "facebookincubator/AITemplate, examples/03_bert: BERT-base on an A100",
        "feast-dev/feast, feature server benchmarks and point-in-time joins",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
    ],
)
