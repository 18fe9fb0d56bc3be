"""Nouns of kinds that belong together: what several of them are, for those who judge a design."""

DATABASES = frozenset(
    ("Database", "SQLPrimary", "Shard", "NoSQL", "KeyValue", "TimeSeriesDB", "GraphDB")
)
"""What keeps records that exist nowhere else."""
DERIVED_STORES = frozenset(
    ("SearchIndex", "VectorIndex", "VectorDB", "OnlineFeatureStore", "ReadReplica")
)
"""What can be built again from something else."""
FILES = frozenset(("ObjectStorage", "DataLake", "DataWarehouse", "OfflineFeatureStore"))
"""Where history and copies are kept, cheap and durable."""
CACHES = frozenset(("Cache",))
QUEUES = frozenset(("Queue",))
LOGS = frozenset(("Stream", "PubSub"))
"""What hands each message to everyone who reads it."""
BROKERS = QUEUES | LOGS | {"DeadLetterQueue", "CDC"}
BALANCERS = frozenset(("LoadBalancer", "Gateway", "Proxy", "ServiceMesh", "ServiceDiscovery"))
"""What spreads calls over replicas, or says where a healthy one is."""
DOORS = frozenset(("Gateway", "WAF", "RateLimiter", "Identity", "ServiceMesh"))
"""What knows who calls, or refuses callers."""
DRAWN_ONCE = frozenset(
    (
        *("DNS", "CDN", "WAF", "External", "Payment", "Notification", "ObjectStorage", "DataLake"),
        *(
            "ServiceDiscovery",
            "DataWarehouse",
            "Identity",
            "Secrets",
            "ConfigStore",
            "Tool",
            "OfflineFeatureStore",
        ),
    )
)
"""What others run, or what is spread over zones by its nature: one card, and many machines."""
TELEMETRY = frozenset(("Monitoring", "Alerting", "Dashboard", "Logging", "Tracing"))
"""What watches: no request needs it."""
BATCH = frozenset(("BatchProcessor", "ETLJob", "TrainingJob", "Evaluator", "Crawler"))
"""What works through data on its own, at its own pace."""
MODELS = frozenset(
    (
        *("ModelServer", "LLM", "GPUPool", "Ranker", "Reranker", "Embedder", "Guardrail"),
        "CandidateGenerator",
    )
)
"""What answers with a model."""
