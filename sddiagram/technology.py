"""The table of technologies: their usual names, their aliases and their icons."""

from dataclasses import dataclass
from functools import cache

from sddiagram.errors import DesignError, NotFoundError


@dataclass(frozen=True, slots=True)
class Technology:
    """What a component is built with; `sd.Technology("Ledgerbase")` is one of your own.

    `icon` is the dotted name of a node class of `diagrams` (`onprem.database.PostgreSQL`), that
    class itself, or `own.NAME` for an icon that ships with sddiagram. Without one, a component
    shows its kind's icon.
    """

    name: str
    aliases: tuple[str, ...] = ()
    icon: str | type | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The usual name, then the aliases."""
        return (self.name, *self.aliases)

    @staticmethod
    def named(name: "str | Technology") -> "Technology":
        """The technology that has this name or alias, whatever its case, spacing and vendor.

        Raises `NotFoundError` with the nearest known names.
        """
        if isinstance(name, Technology):
            return name
        if not isinstance(name, str):
            raise DesignError(f"technology={name!r}; give a name, such as 'redis'.")
        try:
            return _by_name()[_key(name)]
        except KeyError:
            raise NotFoundError.among(
                "technology",
                name,
                sorted(known.casefold() for row in TECHNOLOGIES for known in row.names),
                f"For one of your own, write technology=sd.Technology({name!r}).",
            ) from None


_VENDORS = frozenset({"amazon", "apache", "aws", "gcp", "google"})


def _key(name: str) -> str:
    """`name` without case, spaces, punctuation and vendor: "Apache Kafka" and "kafka" are one."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    while len(words) > 1 and words[0] in _VENDORS:
        words = words[1:]
    return "".join(words)


TECHNOLOGIES: tuple[Technology, ...] = (
    Technology("PostgreSQL", ("postgres", "psql"), "onprem.database.PostgreSQL"),
    Technology("MySQL", (), "onprem.database.MySQL"),
    Technology("MariaDB", (), "onprem.database.MariaDB"),
    Technology("SQL Server", ("mssql",), "onprem.database.MSSQL"),
    Technology("Oracle", ("oracle database",), "onprem.database.Oracle"),
    Technology("SQLite", (), "own.database"),
    Technology("DuckDB", (), "onprem.database.Duckdb"),
    Technology("CockroachDB", ("cockroach",), "onprem.database.CockroachDB"),
    Technology("Vitess", ("planetscale",), "own.shard"),
    Technology("Aurora", (), "aws.database.Aurora"),
    Technology("RDS", (), "aws.database.RDS"),
    Technology("Cloud SQL", (), "gcp.database.SQL"),
    Technology("Spanner", ("cloud spanner",), "gcp.database.Spanner"),
    Technology("PgBouncer", (), "own.pool"),
    Technology("ProxySQL", (), "own.pool"),
    Technology("Redis", (), "onprem.inmemory.Redis"),
    Technology("Valkey", (), "own.cache"),
    Technology("Memcached", ("memcache",), "onprem.inmemory.Memcached"),
    Technology("ElastiCache", (), "aws.database.ElastiCache"),
    Technology("DynamoDB", ("dynamo",), "aws.database.Dynamodb"),
    Technology("Cassandra", (), "onprem.database.Cassandra"),
    Technology("ScyllaDB", ("scylla",), "onprem.database.Scylla"),
    Technology("MongoDB", ("mongo",), "onprem.database.MongoDB"),
    Technology("Couchbase", (), "onprem.database.Couchbase"),
    Technology("HBase", (), "onprem.database.HBase"),
    Technology("Bigtable", ("cloud bigtable",), "gcp.database.Bigtable"),
    Technology("Firestore", (), "gcp.database.Firestore"),
    Technology("Cosmos DB", ("azure cosmos db",), "azure.database.CosmosDb"),
    Technology("Neo4j", (), "onprem.database.Neo4J"),
    Technology("InfluxDB", ("influx",), "onprem.database.InfluxDB"),
    Technology("S3", ("simple storage service",), "aws.storage.S3"),
    Technology("Google Cloud Storage", ("gcs",), "gcp.storage.GCS"),
    Technology("Azure Blob Storage", ("azure blob", "blob storage"), "azure.storage.BlobStorage"),
    Technology("MinIO", (), "own.object-storage"),
    Technology("HDFS", ("hadoop", "hadoop distributed file system"), "onprem.analytics.Hadoop"),
    Technology("Elasticsearch", ("elastic", "es"), "elastic.elasticsearch.Elasticsearch"),
    Technology("OpenSearch", ("opensearch service",), "aws.analytics.AmazonOpensearchService"),
    Technology("Solr", (), "onprem.search.Solr"),
    Technology("Snowflake", (), "saas.analytics.Snowflake"),
    Technology("BigQuery", (), "gcp.analytics.Bigquery"),
    Technology("Redshift", (), "aws.analytics.Redshift"),
    Technology("Databricks", (), "onprem.analytics.Databricks"),
    Technology("ClickHouse", (), "onprem.database.ClickHouse"),
    Technology("Druid", (), "onprem.database.Druid"),
    Technology("Pinot", (), "own.warehouse"),
    Technology("Trino", (), "onprem.analytics.Trino"),
    Technology("Presto", ("prestodb",), "onprem.analytics.Presto"),
    Technology("Athena", (), "aws.analytics.Athena"),
    Technology("Hive", (), "onprem.analytics.Hive"),
    Technology("Iceberg", (), "own.lake"),
    Technology("Delta Lake", ("delta",), "own.lake"),
    Technology("Hudi", (), "own.lake"),
    Technology("Spark", ("pyspark", "spark streaming"), "onprem.analytics.Spark"),
    Technology("Flink", ("pyflink",), "onprem.analytics.Flink"),
    Technology("Beam", (), "onprem.analytics.Beam"),
    Technology("Dataflow", ("cloud dataflow",), "gcp.analytics.Dataflow"),
    Technology("EMR", ("elastic mapreduce",), "aws.analytics.EMR"),
    Technology("Glue", (), "aws.analytics.Glue"),
    Technology("dbt", ("data build tool",), "onprem.analytics.Dbt"),
    Technology("Debezium", (), "own.etl"),
    Technology("Fivetran", (), "own.etl"),
    Technology("Airbyte", (), "own.etl"),
    Technology("Great Expectations", ("gx",), "own.check"),
    Technology("Superset", (), "onprem.analytics.Superset"),
    Technology("Tableau", (), "onprem.analytics.Tableau"),
    Technology("Looker", (), "gcp.analytics.Looker"),
    Technology("Kafka", ("confluent", "msk"), "onprem.queue.Kafka"),
    Technology("Kafka Connect", (), "onprem.queue.Kafka"),
    Technology("Kafka Streams", ("kstreams",), "onprem.queue.Kafka"),
    Technology("RabbitMQ", ("rabbit",), "onprem.queue.RabbitMQ"),
    Technology("SQS", ("simple queue service",), "aws.integration.SQS"),
    Technology("SNS", ("simple notification service",), "aws.integration.SNS"),
    Technology("Kinesis", ("kinesis data streams",), "aws.analytics.Kinesis"),
    Technology("EventBridge", (), "aws.integration.Eventbridge"),
    Technology("Pub/Sub", ("cloud pub/sub",), "gcp.analytics.Pubsub"),
    Technology("Pulsar", (), "own.stream"),
    Technology("Redpanda", (), "own.stream"),
    Technology("NATS", ("nats jetstream",), "onprem.queue.Nats"),
    Technology("ActiveMQ", (), "onprem.queue.ActiveMQ"),
    Technology("Celery", (), "onprem.queue.Celery"),
    Technology("Sidekiq", (), "own.worker"),
    Technology("Temporal", (), "own.workflow"),
    Technology("Step Functions", (), "aws.integration.StepFunctions"),
    Technology("Airflow", ("mwaa", "cloud composer"), "onprem.workflow.Airflow"),
    Technology("Dagster", (), "own.workflow"),
    Technology("Prefect", (), "own.workflow"),
    Technology("Argo Workflows", ("argo",), "onprem.gitops.ArgoCD"),
    Technology("Cron", ("crontab",), "own.scheduler"),
    Technology("vLLM", (), "own.vllm"),
    Technology("Triton", ("nvidia triton", "triton inference server"), "own.triton"),
    Technology("TorchServe", (), "own.inference"),
    Technology("TensorFlow Serving", ("tf serving",), "own.inference"),
    Technology("Ray Serve", (), "own.inference"),
    Technology("KServe", ("kfserving",), "own.inference"),
    Technology("ONNX Runtime", ("onnx",), "own.inference"),
    Technology("SGLang", (), "own.inference"),
    Technology("TensorRT-LLM", ("tensorrt", "trt-llm", "nvidia tensorrt"), "own.inference"),
    Technology("TGI", ("text generation inference",), "own.inference"),
    Technology("Ollama", (), "own.llm"),
    Technology("OpenAI", ("openai api", "gpt"), "own.llm"),
    Technology("Anthropic", ("claude",), "own.llm"),
    Technology("Gemini", (), "own.llm"),
    Technology("Hugging Face", ("transformers", "hf"), "own.llm"),
    Technology("LoRA", ("qlora",), "own.tuning"),
    Technology("Feast", (), "own.feature-store"),
    Technology("Tecton", (), "own.feature-store"),
    Technology("MLflow", (), "own.experiment"),
    Technology("Weights & Biases", ("wandb", "weights and biases"), "own.experiment"),
    Technology("Kubeflow", ("kubeflow pipelines",), "onprem.workflow.Kubeflow"),
    Technology("SageMaker", (), "aws.ml.Sagemaker"),
    Technology("Bedrock", (), "aws.ml.Bedrock"),
    Technology("Vertex AI", (), "gcp.ml.VertexAI"),
    Technology("PyTorch", ("torch",), "own.tensor"),
    Technology("TensorFlow", ("keras",), "own.tensor"),
    Technology("JAX", (), "own.tensor"),
    Technology("scikit-learn", ("sklearn",), "own.training"),
    Technology("XGBoost", ("lightgbm", "gradient boosting"), "own.training"),
    Technology("Ray", (), "own.cluster"),
    Technology("Horovod", (), "own.training"),
    Technology("DeepSpeed", (), "own.training"),
    Technology("FSDP", ("megatron",), "own.training"),
    Technology("Optuna", (), "own.tuning"),
    Technology("NVIDIA GPU", ("gpu", "a100", "h100", "h200", "cuda"), "own.gpu"),
    Technology("TPU", ("cloud tpu",), "gcp.ml.TPU"),
    Technology("Pinecone", (), "own.vector"),
    Technology("FAISS", (), "own.vector"),
    Technology("Milvus", (), "own.vector"),
    Technology("Qdrant", (), "onprem.database.Qdrant"),
    Technology("Weaviate", (), "own.vector"),
    Technology("pgvector", (), "own.vector"),
    Technology("Chroma", ("chromadb",), "own.vector"),
    Technology("HNSW", ("hnswlib",), "own.vector"),
    Technology("ScaNN", (), "own.vector"),
    Technology("NGINX", (), "onprem.network.Nginx"),
    Technology("Envoy", (), "onprem.network.Envoy"),
    Technology("HAProxy", (), "onprem.network.HAProxy"),
    Technology("Kong", (), "onprem.network.Kong"),
    Technology("Traefik", (), "onprem.network.Traefik"),
    Technology("Istio", (), "onprem.network.Istio"),
    Technology("ALB", ("application load balancer",), "aws.network.ALB"),
    Technology("NLB", ("network load balancer",), "aws.network.NLB"),
    Technology("ELB", ("elastic load balancing",), "aws.network.ELB"),
    Technology("Cloud Load Balancing", (), "gcp.network.LoadBalancing"),
    Technology("API Gateway", (), "aws.network.APIGateway"),
    Technology("CloudFront", (), "aws.network.CloudFront"),
    Technology("Cloudflare", (), "saas.cdn.Cloudflare"),
    Technology("Fastly", (), "saas.cdn.Fastly"),
    Technology("Akamai", (), "saas.cdn.Akamai"),
    Technology("Cloud CDN", (), "gcp.network.CDN"),
    Technology("Route 53", (), "aws.network.Route53"),
    Technology("Cloud DNS", (), "gcp.network.DNS"),
    Technology("CoreDNS", (), "onprem.dns.Coredns"),
    Technology("Kubernetes", ("k8s",), "own.cluster"),
    Technology("GKE", ("google kubernetes engine",), "gcp.compute.GKE"),
    Technology("EKS", ("elastic kubernetes service",), "aws.compute.EKS"),
    Technology("ECS", ("elastic container service",), "aws.compute.ECS"),
    Technology("Fargate", (), "aws.compute.Fargate"),
    Technology("EC2", (), "aws.compute.EC2"),
    Technology("Lambda", (), "aws.compute.Lambda"),
    Technology("Cloud Run", (), "gcp.compute.Run"),
    Technology("Cloud Functions", (), "gcp.compute.Functions"),
    Technology("Docker", (), "onprem.container.Docker"),
    Technology("Slurm", (), "own.cluster"),
    Technology("Kueue", (), "own.scheduler"),
    Technology("Go", ("golang",), "programming.language.Go"),
    Technology("Java", ("jvm",), "programming.language.Java"),
    Technology("Python", (), "programming.language.Python"),
    Technology("Rust", (), "programming.language.Rust"),
    Technology("C++", ("cpp",), "programming.language.Cpp"),
    Technology("TypeScript", (), "programming.language.TypeScript"),
    Technology("Node.js", ("node",), "programming.language.NodeJS"),
    Technology("FastAPI", (), "programming.framework.FastAPI"),
    Technology("Flask", (), "programming.framework.Flask"),
    Technology("Django", (), "programming.framework.Django"),
    Technology("Rails", ("ruby on rails",), "programming.framework.Rails"),
    Technology("Spring", ("spring boot",), "programming.framework.Spring"),
    Technology("React", ("reactjs", "react native"), "programming.framework.React"),
    Technology("GraphQL", (), "programming.framework.GraphQL"),
    Technology("gRPC", (), "own.exchange"),
    Technology("WebSocket", ("websockets",), "own.exchange"),
    Technology("Android", (), "generic.os.Android"),
    Technology("iOS", ("iphone",), "generic.os.IOS"),
    Technology("Prometheus", (), "onprem.monitoring.Prometheus"),
    Technology("Grafana", (), "onprem.monitoring.Grafana"),
    Technology("Datadog", (), "saas.logging.Datadog"),
    Technology("CloudWatch", (), "aws.management.Cloudwatch"),
    Technology("New Relic", (), "saas.logging.NewRelic"),
    Technology("PagerDuty", (), "saas.alerting.Pagerduty"),
    Technology("Sentry", (), "onprem.monitoring.Sentry"),
    Technology("OpenTelemetry", ("otel",), "own.tracing"),
    Technology("Jaeger", (), "onprem.tracing.Jaeger"),
    Technology("Zipkin", (), "own.tracing"),
    Technology("Tempo", ("grafana tempo",), "onprem.tracing.Tempo"),
    Technology("Loki", ("grafana loki",), "onprem.logging.Loki"),
    Technology("ELK", ("elastic stack", "elk stack"), "elastic.elasticsearch.Stack"),
    Technology("Logstash", (), "elastic.elasticsearch.Logstash"),
    Technology("Fluentd", ("fluent bit",), "onprem.aggregator.Fluentd"),
    Technology("etcd", (), "onprem.network.ETCD"),
    Technology("ZooKeeper", (), "onprem.network.Zookeeper"),
    Technology("Consul", ("hashicorp consul",), "onprem.network.Consul"),
    Technology("Vault", ("hashicorp vault",), "onprem.security.Vault"),
    Technology("Jenkins", (), "onprem.ci.Jenkins"),
    Technology("GitHub Actions", (), "onprem.ci.GithubActions"),
    Technology("Keycloak", (), "own.identity"),
    Technology("Auth0", (), "saas.identity.Auth0"),
    Technology("Okta", (), "saas.identity.Okta"),
    Technology("Cognito", (), "aws.security.Cognito"),
    Technology("OAuth", ("oauth 2.0", "oauth2", "oidc", "openid connect"), "own.identity"),
    Technology("Stripe", (), "saas.payment.Stripe"),
    Technology("PayPal", (), "saas.payment.Paypal"),
    Technology("Twilio", (), "saas.communication.Twilio"),
    Technology("SendGrid", (), "azure.integration.SendgridAccounts"),
    Technology("SES", ("simple email service",), "own.notification"),
    Technology("FCM", ("firebase cloud messaging",), "firebase.grow.FCM"),
    Technology("APNs", ("apple push notification service",), "own.notification"),
)


@cache
def _by_name() -> dict[str, Technology]:
    return {_key(name): technology for technology in TECHNOLOGIES for name in technology.names}
