"""The table of component kinds; `sd.Kind(...)` adds one of your own.

A row: its noun, its family, its icon, and what it is for. Every name without an underscore is a
word of the vocabulary, so a row is all that a new kind takes.
"""

from sddiagram.model.component import Family as _Family, Kind as _Kind


def _kind(
    noun: str,
    family: _Family,
    icon: str,
    meaning: str,
    *,
    is_single: bool = False,
    is_managed: bool = False,
) -> _Kind:
    return _Kind(
        noun, family, icon=icon, meaning=meaning, is_single=is_single, is_managed=is_managed
    )


Client = _kind("Client", _Family.CLIENT, "own.users", "people who use the system")
Mobile = _kind("Mobile", _Family.CLIENT, "own.mobile", "an app on a phone, often on a slow network")
Browser = _kind("Browser", _Family.CLIENT, "own.browser", "a web page and the code that runs in it")

DNS = _kind("DNS", _Family.EDGE, "own.dns", "turns a name into the address to call")
CDN = _kind("CDN", _Family.EDGE, "own.cdn", "copies of content close to its readers")
WAF = _kind("WAF", _Family.EDGE, "own.waf", "refuses requests that look like attacks")
LoadBalancer = _kind(
    "LoadBalancer", _Family.EDGE, "own.load-balancer", "spreads requests over healthy replicas"
)
Proxy = _kind("Proxy", _Family.EDGE, "own.proxy", "passes requests on, and hides who is behind it")
Gateway = _kind(
    "Gateway", _Family.EDGE, "own.gateway", "the one door: authentication, limits, routing"
)
RateLimiter = _kind(
    "RateLimiter", _Family.EDGE, "own.rate-limiter", "refuses callers who ask too much"
)
WebSocketServer = _kind(
    "WebSocketServer", _Family.EDGE, "own.websocket", "holds open connections, to push to clients"
)
ServiceMesh = _kind(
    "ServiceMesh", _Family.EDGE, "own.mesh", "calls between services: encryption, retries, routing"
)
ServiceDiscovery = _kind(
    "ServiceDiscovery",
    _Family.EDGE,
    "own.discovery",
    "which healthy instances a service has, and where",
)
External = _kind(
    "External",
    _Family.EDGE,
    "own.external",
    "a system that others run and this one depends on",
    is_managed=True,
)

Service = _kind(
    "Service", _Family.COMPUTE, "own.service", "stateless application code that answers requests"
)
Function = _kind(
    "Function",
    _Family.COMPUTE,
    "own.function",
    "code that runs for one event at a time, with no server to keep",
)
Worker = _kind("Worker", _Family.COMPUTE, "own.worker", "takes jobs off a queue, at its own pace")
Scheduler = _kind("Scheduler", _Family.COMPUTE, "own.scheduler", "starts jobs when they are due")
Workflow = _kind(
    "Workflow",
    _Family.COMPUTE,
    "own.workflow",
    "runs steps in order, and survives crashes between them",
)
StreamProcessor = _kind(
    "StreamProcessor", _Family.COMPUTE, "own.stream-processor", "handles events as they come"
)
BatchProcessor = _kind(
    "BatchProcessor", _Family.COMPUTE, "own.batch", "works through large data sets"
)
ETLJob = _kind(
    "ETLJob", _Family.COMPUTE, "own.etl", "moves data from one store to another and reshapes it"
)
Crawler = _kind(
    "Crawler", _Family.COMPUTE, "own.crawler", "fetches pages, and the pages that they link to"
)
IDGenerator = _kind(
    "IDGenerator", _Family.COMPUTE, "own.id-generator", "gives out ids that are never given twice"
)
Sandbox = _kind(
    "Sandbox",
    _Family.COMPUTE,
    "own.sandbox",
    "runs code that nobody trusts, shut off from the rest",
)
Payment = _kind(
    "Payment",
    _Family.COMPUTE,
    "own.payment",
    "charges a customer through a payment provider",
    is_managed=True,
)

Database = _kind(
    "Database",
    _Family.DATA,
    "own.database",
    "keeps records, and answers queries about them",
    is_single=True,
)
SQLPrimary = _kind(
    "SQLPrimary", _Family.DATA, "own.primary", "takes every relational write", is_single=True
)
ReadReplica = _kind("ReadReplica", _Family.DATA, "own.replica", "a late copy that serves reads")
Shard = _kind("Shard", _Family.DATA, "own.shard", "one part of the data, chosen by a key")
NoSQL = _kind("NoSQL", _Family.DATA, "own.nosql", "records found by key, over many nodes")
KeyValue = _kind(
    "KeyValue", _Family.DATA, "own.key-value", "one value for each key, found by that key alone"
)
TimeSeriesDB = _kind(
    "TimeSeriesDB", _Family.DATA, "own.time-series", "measurements by time, rolled up as they age"
)
GraphDB = _kind(
    "GraphDB", _Family.DATA, "own.graph", "things and their relations, followed hop by hop"
)
VectorDB = _kind(
    "VectorDB",
    _Family.DATA,
    "own.vector-database",
    "records with their embeddings, found by nearness and filters",
)
Cache = _kind("Cache", _Family.DATA, "own.cache", "answers kept in memory")
ObjectStorage = _kind(
    "ObjectStorage", _Family.DATA, "own.object-storage", "files of any size, cheap and durable"
)
SearchIndex = _kind("SearchIndex", _Family.DATA, "own.search", "finds documents by words")
DataWarehouse = _kind("DataWarehouse", _Family.DATA, "own.warehouse", "history, stored by column")
DataLake = _kind(
    "DataLake", _Family.DATA, "own.lake", "raw data kept as files, given a shape when it is read"
)

Queue = _kind("Queue", _Family.MESSAGING, "own.queue", "work that waits for one consumer")
DeadLetterQueue = _kind(
    "DeadLetterQueue",
    _Family.MESSAGING,
    "own.dead-letter",
    "messages that failed too often, kept for a look",
)
PubSub = _kind(
    "PubSub", _Family.MESSAGING, "own.pub-sub", "hands each message to everyone who subscribed"
)
Stream = _kind(
    "Stream", _Family.MESSAGING, "own.stream", "an ordered log that consumers can replay"
)
CDC = _kind("CDC", _Family.MESSAGING, "own.cdc", "tells every change that a database commits")
Notification = _kind(
    "Notification", _Family.MESSAGING, "own.notification", "push, e-mail, text message"
)

OnlineFeatureStore = _kind(
    "OnlineFeatureStore", _Family.ML, "own.feature-store", "the latest features"
)
OfflineFeatureStore = _kind(
    "OfflineFeatureStore", _Family.ML, "own.feature-store", "features at any past time"
)
ModelServer = _kind(
    "ModelServer", _Family.ML, "own.model", "loads a model and answers with its predictions"
)
LLM = _kind("LLM", _Family.ML, "own.llm", "answers a prompt, token by token")
Agent = _kind(
    "Agent",
    _Family.ML,
    "own.agent",
    "a model in a loop: it plans, calls tools, reads what they say",
)
Tool = _kind("Tool", _Family.ML, "own.tool", "what an agent may call: a search, an API, some code")
Guardrail = _kind(
    "Guardrail", _Family.ML, "own.guardrail", "checks what goes into a model and what comes out"
)
Embedder = _kind("Embedder", _Family.ML, "own.embedder", "turns text or pictures into vectors")
VectorIndex = _kind("VectorIndex", _Family.ML, "own.vector", "finds the nearest embeddings")
CandidateGenerator = _kind(
    "CandidateGenerator", _Family.ML, "own.candidates", "cuts millions of items to hundreds"
)
Ranker = _kind("Ranker", _Family.ML, "own.ranker", "puts the best candidates first")
Reranker = _kind(
    "Reranker",
    _Family.ML,
    "own.reranker",
    "orders a short list again, with a slower and better model",
)
GPUPool = _kind("GPUPool", _Family.ML, "own.gpu", "accelerators that several jobs or models share")
TrainingJob = _kind("TrainingJob", _Family.ML, "own.training", "learns a model from data")
Evaluator = _kind(
    "Evaluator",
    _Family.ML,
    "own.evaluator",
    "scores what a model answers, before and after release",
)
ModelRegistry = _kind(
    "ModelRegistry", _Family.ML, "own.registry", "model versions, and which one serves"
)
ExperimentTracker = _kind(
    "ExperimentTracker", _Family.ML, "own.experiment", "every run's settings and results"
)

Identity = _kind("Identity", _Family.OPERATIONS, "own.identity", "who a caller is, and may do")
Secrets = _kind(
    "Secrets", _Family.OPERATIONS, "own.secrets", "keys and passwords, lent out and changed"
)
ConfigStore = _kind(
    "ConfigStore",
    _Family.OPERATIONS,
    "own.config",
    "settings and flags that change without a release",
)
Coordinator = _kind(
    "Coordinator", _Family.OPERATIONS, "own.coordinator", "agrees on who leads, and who is alive"
)
Lock = _kind(
    "Lock", _Family.OPERATIONS, "own.lock", "lets one holder at a time in, until its lease ends"
)
Collector = _kind(
    "Collector",
    _Family.OPERATIONS,
    "own.collector",
    "gathers metrics, logs and events, and passes them on",
)
Monitoring = _kind(
    "Monitoring", _Family.OPERATIONS, "own.monitoring", "metrics over time, and alarms"
)
Alerting = _kind("Alerting", _Family.OPERATIONS, "own.alerting", "wakes the person on call")
Dashboard = _kind("Dashboard", _Family.OPERATIONS, "own.dashboard", "figures that people look at")
Logging = _kind("Logging", _Family.OPERATIONS, "own.logging", "what every process wrote")
Tracing = _kind("Tracing", _Family.OPERATIONS, "own.tracing", "one request's path and times")
