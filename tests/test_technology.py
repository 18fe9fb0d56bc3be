"""Technologies: one row for each, found by its usual names, and no name means another thing."""

from collections import Counter

import pytest

import sddiagram as sd
from sddiagram.render.board.icon import icon_named
from sddiagram.technology.row import Technology, key
from sddiagram.technology.table import AREAS, TECHNOLOGIES, by_key, vendor_names

OTHER_NAMES = {
    "redis": "Redis",
    "Postgres": "PostgreSQL",
    "pg": "PostgreSQL",
    "apache-kafka": "Kafka",
    "Amazon S3": "S3",
    "aws lambda": "Lambda",
    "pub/sub": "Pub/Sub",
    "GCP BigQuery": "BigQuery",
    "Google Cloud Spanner": "Spanner",
    "Google Cloud Storage": "Google Cloud Storage",
    "azure cosmos db": "Cosmos DB",
    "Microsoft SQL Server": "SQL Server",
    "NVIDIA Triton": "Triton",
    "HashiCorp Vault": "Vault",
    "nodejs": "Node.js",
    "next.js": "Next.js",
    "trt-llm": "TensorRT-LLM",
    "k8s": "Kubernetes",
    "sklearn": "scikit-learn",
    "oidc": "OpenID Connect",
    "model context protocol": "MCP",
    "dotnet": ".NET",
    " .net core": ".NET",
    "C sharp": "C#",
    "cpp": "C++",
}

THEMSELVES = [
    *("C", "C++", "C#", "F#", ".NET", "R", "Go", "PHP", "Ruby", "Scala", "Kotlin"),
    *("TensorRT", "TensorRT-LLM", "XGBoost", "LightGBM", "FSDP", "Megatron", "TensorFlow", "Keras"),
    *("LoRA", "QLoRA", "Kafka", "MSK", "Confluent", "Spark", "PySpark", "Airflow"),
    *("Cloud Composer", "MWAA", "React", "React Native", "Spring", "Spring Boot", "Vitess"),
    *("PlanetScale", "OAuth", "OpenID Connect", "Kubeflow", "Kubeflow Pipelines", "Fluentd"),
    *("Fluent Bit", "HDFS", "Hadoop", "ONNX", "ONNX Runtime", "OpenSearch", "OpenSearch Service"),
    *("GPU", "NVIDIA GPU", "A100", "H100", "CUDA", "OpenAI", "GPT", "Anthropic", "Claude"),
    *("Hugging Face", "Transformers", "HNSW", "hnswlib", "Java", "JVM", "NATS", "NATS JetStream"),
]

WANTED = [
    *("MCP", "LangChain", "LangGraph", "Langfuse", "Llama", "CLIP", "Cohere", "TensorRT"),
    *("Firecracker", "gVisor", "Playwright", "TimescaleDB", "VictoriaMetrics", "Thanos"),
    *("Mimir", "Telegraf", "RocksDB", "FoundationDB", "TiDB", "Neptune", "Glacier", "EBS"),
    *("Ceph", "WebRTC", "SSE", "MQTT", "HTTP", "Yjs", "Varnish", "Linkerd", "BentoML", "Vespa"),
    *("Splunk", "Lucene", ".NET", "C#", "PHP", "Ruby", "Scala", "Kotlin", "LlamaIndex", "CrewAI"),
    *("AutoGen", "LiteLLM", "OpenRouter", "LangSmith", "DSPy", "Mistral", "DeepSeek", "Qwen"),
    *("Whisper", "BERT", "BM25", "HNSW", "DiskANN", "LanceDB", "Turbopuffer", "Typesense"),
    *("Meilisearch", "Algolia", "Dragonfly", "KeyDB", "YugabyteDB", "Supabase", "Neon"),
    *("Aerospike", "ArangoDB", "JanusGraph", "Memgraph", "QuestDB", "Graphite", "StatsD"),
    *("Vector", "Cilium", "Karpenter", "Helm", "Terraform", "Flyte", "Metaflow", "ZenML"),
    *("ZeroMQ", "R2", "EFS", "Lustre", "Alluxio", "Parquet", "Avro", "Protobuf", "Arrow", "Polars"),
    *("Dask", "Modal", "Seldon", "NIM", "LMDeploy", "llama.cpp", "OpenVINO", "DCGM"),
    *("InfiniBand", "NVLink", "NCCL", "Evidently", "Arize", "WhyLabs", "OpenLineage"),
    *("DataHub", "Hasura", "tRPC", "Next.js", "Vue", "Svelte", "Elixir", "Julia", "Segment"),
    *("Amplitude", "LaunchDarkly", "OPA", "Cedar", "SPIFFE", "KMS", "reCAPTCHA", "Plaid"),
    *("Adyen", "Mapbox", "H3", "S2", "Geohash"),
]


@pytest.mark.parametrize(("written", "name"), OTHER_NAMES.items())
def test_a_technology_answers_to_its_other_names(written: str, name: str) -> None:
    assert Technology.named(written).name == name


@pytest.mark.parametrize("name", [*THEMSELVES, *WANTED])
@pytest.mark.parametrize("spelling", [str, str.upper, str.lower])
def test_a_name_means_itself(name: str, spelling: type[str]) -> None:
    assert Technology.named(spelling(name)).name == name


@pytest.mark.parametrize(
    "name",
    [
        *("dynamo", "gradient boosting", "argo", "elastic", "blob storage", "crontab", "iphone"),
        *("aws kafka", "google redis", "apache postgres", "nvidia kafka", "c/c++", "net"),
        *("", " ", "?", "🚀", ".", "+", "#"),
    ],
)
def test_a_name_that_is_another_thing_or_none_is_refused(name: str) -> None:
    with pytest.raises(sd.NotFoundError):
        Technology.named(name)


def test_no_two_names_are_the_same_key() -> None:
    keys = Counter(key(name) for row in TECHNOLOGIES for name in row.names)
    assert [name for name, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("row", TECHNOLOGIES, ids=lambda row: row.name)
def test_a_row_answers_to_all_its_names_and_has_an_icon(row: Technology) -> None:
    vendored = [f"{vendor} {name}" for vendor in vendor_names(row) for name in row.names]
    assert {by_key()[key(name)] for name in [*row.names, *vendored]} == {row}
    assert isinstance(row.icon, str) and icon_named(row.icon).body


def test_every_row_is_in_an_area() -> None:
    assert sum(map(len, AREAS.values())) == len(TECHNOLOGIES) > 500


def test_a_name_with_a_slip_is_answered_with_the_usual_one() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'tensorflow serving'"):
        Technology.named("tensorflow servin")


def test_a_name_that_is_nowhere_is_answered_with_the_way_to_add_it() -> None:
    with pytest.raises(sd.NotFoundError, match=r"technology=sd\.Technology\('Ledgerbase'\)"):
        Technology.named("Ledgerbase")


def test_what_is_far_off_gets_no_suggestion() -> None:
    for name in ("cart", "gcp", "aws", "microservice", "sharded db", "our own thing"):
        with pytest.raises(sd.NotFoundError) as refusal:
            Technology.named(name)
        assert "Did you mean" not in str(refusal.value)


@pytest.mark.parametrize("given", [42, ["go", "redis"], ("go",), {"go"}, b"go", None.__class__])
def test_a_technology_is_named_by_one_text(given: object) -> None:
    with pytest.raises(sd.DesignError, match="give one name, such as 'redis'"):
        Technology.named(given)  # type: ignore[arg-type]
