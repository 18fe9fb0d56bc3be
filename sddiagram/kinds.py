"""The table of component kinds; `sd.Kind(...)` adds one of your own.

A row: its noun, its family, the technology it usually has (or none), the icon of a component
without technology, and what it is for.
"""

from sddiagram.model.component import Family, Kind

__all__ = [
    "CDN",
    "DNS",
    "BatchProcessor",
    "Browser",
    "Cache",
    "CandidateGenerator",
    "Client",
    "DataLake",
    "DataWarehouse",
    "ETLJob",
    "ExperimentTracker",
    "External",
    "GPUPool",
    "Gateway",
    "Identity",
    "LoadBalancer",
    "Logging",
    "Mobile",
    "ModelRegistry",
    "ModelServer",
    "Monitoring",
    "NoSQL",
    "Notification",
    "ObjectStorage",
    "OfflineFeatureStore",
    "OnlineFeatureStore",
    "Payment",
    "Queue",
    "Ranker",
    "RateLimiter",
    "ReadReplica",
    "SQLPrimary",
    "Scheduler",
    "SearchIndex",
    "Service",
    "Shard",
    "Stream",
    "StreamProcessor",
    "Tracing",
    "TrainingJob",
    "VectorIndex",
    "Worker",
]

Client = Kind("Client", Family.CLIENT, "", "own.users", "people who use the system")
Mobile = Kind(
    "Mobile", Family.CLIENT, "", "own.mobile", "an app on a phone, often on a slow network"
)
Browser = Kind(
    "Browser", Family.CLIENT, "", "own.browser", "a web page and the code that runs in it"
)

DNS = Kind("DNS", Family.EDGE, "", "own.dns", "turns a name into the address to call")
CDN = Kind("CDN", Family.EDGE, "", "own.cdn", "copies of content close to its readers")
LoadBalancer = Kind(
    "LoadBalancer", Family.EDGE, "", "own.load-balancer", "spreads requests over healthy replicas"
)
Gateway = Kind(
    "Gateway", Family.EDGE, "", "own.gateway", "the one door: authentication, limits, routing"
)
RateLimiter = Kind(
    "RateLimiter", Family.EDGE, "", "own.rate-limiter", "refuses callers who ask too much"
)

Service = Kind(
    "Service", Family.COMPUTE, "", "own.service", "stateless application code that answers requests"
)
Worker = Kind("Worker", Family.COMPUTE, "", "own.worker", "takes jobs off a queue, at its own pace")
Scheduler = Kind(
    "Scheduler", Family.COMPUTE, "airflow", "own.scheduler", "starts jobs when they are due"
)

Cache = Kind("Cache", Family.DATA, "redis", "own.cache", "answers kept in memory")
SQLPrimary = Kind(
    "SQLPrimary", Family.DATA, "postgresql", "own.database", "takes every relational write"
)
ReadReplica = Kind(
    "ReadReplica", Family.DATA, "postgresql", "own.replica", "a late copy that serves reads"
)
Shard = Kind(
    "Shard", Family.DATA, "postgresql", "own.shard", "one part of the data, chosen by a key"
)
NoSQL = Kind(
    "NoSQL", Family.DATA, "cassandra", "own.nosql", "records found by key, over many nodes"
)
ObjectStorage = Kind(
    "ObjectStorage", Family.DATA, "s3", "own.object-storage", "files of any size, cheap and durable"
)
SearchIndex = Kind(
    "SearchIndex", Family.DATA, "elasticsearch", "own.search", "finds documents by words"
)
DataWarehouse = Kind(
    "DataWarehouse", Family.DATA, "snowflake", "own.warehouse", "history, stored by column"
)
DataLake = Kind(
    "DataLake", Family.DATA, "", "own.lake", "raw data kept as files, given a shape when it is read"
)

Queue = Kind("Queue", Family.MESSAGING, "rabbitmq", "own.queue", "work that waits for one consumer")
Stream = Kind(
    "Stream", Family.MESSAGING, "kafka", "own.stream", "an ordered log that consumers can replay"
)
Notification = Kind(
    "Notification", Family.MESSAGING, "", "own.notification", "push, e-mail, text message"
)

StreamProcessor = Kind(
    "StreamProcessor",
    Family.COMPUTE,
    "flink",
    "own.stream-processor",
    "handles events as they come",
)
BatchProcessor = Kind(
    "BatchProcessor", Family.COMPUTE, "spark", "own.batch", "works through large data sets"
)
ETLJob = Kind(
    "ETLJob", Family.COMPUTE, "", "own.etl", "moves data from one store to another and reshapes it"
)

OnlineFeatureStore = Kind(
    "OnlineFeatureStore", Family.ML, "feast", "own.feature-store", "the latest features"
)
OfflineFeatureStore = Kind(
    "OfflineFeatureStore", Family.ML, "feast", "own.feature-store", "features at any past time"
)
ModelServer = Kind(
    "ModelServer", Family.ML, "", "own.model", "loads a model and answers with its predictions"
)
GPUPool = Kind(
    "GPUPool", Family.ML, "", "own.gpu", "accelerators that several jobs or models share"
)
ModelRegistry = Kind(
    "ModelRegistry", Family.ML, "mlflow", "own.registry", "model versions, and which one serves"
)
ExperimentTracker = Kind(
    "ExperimentTracker", Family.ML, "mlflow", "own.experiment", "every run's settings and results"
)
TrainingJob = Kind("TrainingJob", Family.ML, "pytorch", "own.training", "learns a model from data")
VectorIndex = Kind("VectorIndex", Family.ML, "faiss", "own.vector", "finds the nearest embeddings")
CandidateGenerator = Kind(
    "CandidateGenerator", Family.ML, "", "own.candidates", "cuts millions of items to hundreds"
)
Ranker = Kind("Ranker", Family.ML, "", "own.ranker", "puts the best candidates first")

Identity = Kind("Identity", Family.OPERATIONS, "", "own.identity", "who a caller is, and may do")
Monitoring = Kind(
    "Monitoring", Family.OPERATIONS, "prometheus", "own.monitoring", "metrics over time, and alarms"
)
Logging = Kind("Logging", Family.OPERATIONS, "", "own.logging", "what every process wrote")
Tracing = Kind(
    "Tracing", Family.OPERATIONS, "jaeger", "own.tracing", "one request's path and times"
)

Payment = Kind(
    "Payment", Family.COMPUTE, "", "own.payment", "charges a customer through a payment provider"
)
External = Kind(
    "External", Family.EDGE, "", "own.external", "a system that others run and this one depends on"
)
