"""What kind of component a technology is, where people write it in place of a name.

A row: a kind, and the usual names of technologies. Of those that stand in no row the kind follows
from their icon, or from their area in the table of technologies.
"""

TECHNOLOGIES = {
    "Browser": "React; Angular; Vue; Next.js",
    "CDN": """
        CloudFront; Cloudflare; Fastly; Akamai; Cloud CDN; Azure CDN; Azure Front Door; Imperva""",
    "WAF": "AWS WAF; Cloudflare WAF; Cloud Armor; Shield",
    "DNS": "Route 53; Cloud DNS; Azure DNS; CoreDNS; BIND; PowerDNS",
    "LoadBalancer": """
        NGINX; HAProxy; Traefik; ALB; NLB; ELB; Cloud Load Balancing; Azure Load Balancer; Azure
        Application Gateway; NGINX Ingress; Global Accelerator; Traffic Manager""",
    "Proxy": "Envoy; Squid; Varnish; PgBouncer; Pgpool; ProxySQL; RDS Proxy; Caddy",
    "Gateway": """
        Kong; API Gateway; Apigee; Tyk; Zuul; Ambassador; Google API Gateway; Azure API
        Management; Spring Cloud Gateway; NAT Gateway""",
    "ServiceMesh": "Istio; Linkerd; App Mesh; Cilium",
    "ServiceDiscovery": "Consul; Eureka; Cloud Map",
    "Function": """
        Lambda; Cloud Functions; Azure Functions; Lambda@Edge; Cloudflare Workers; Firebase
        Functions""",
    "Worker": "Celery; Sidekiq; RQ; BullMQ",
    "Scheduler": "Cron; EventBridge Scheduler; Cloud Scheduler; Kubernetes CronJob",
    "Workflow": """
        Airflow; Temporal; Step Functions; Prefect; Dagster; Argo Workflows; Kubeflow; Kubeflow
        Pipelines; MWAA; Cloud Composer; Cadence; Logic Apps; Camunda""",
    "StreamProcessor": """
        Flink; Spark Streaming; Spark Structured Streaming; Kafka Streams; Storm; Samza; Beam;
        Dataflow; ksqlDB; Managed Flink; Azure Stream Analytics""",
    "BatchProcessor": """
        Spark; Hadoop; PySpark; EMR; Dataproc; MapReduce; Dask; AWS Batch; Azure Batch""",
    "ETLJob": "dbt; Glue; Fivetran; Airbyte; NiFi; Data Factory; Kafka Connect; DMS; Data Firehose",
    "SQLPrimary": """
        PostgreSQL; MySQL; MariaDB; SQL Server; Oracle; SQLite; Aurora; RDS; RDS PostgreSQL; RDS
        MySQL; Cloud SQL; Azure SQL; AlloyDB; Db2; Neon; Supabase; Aurora PostgreSQL; Aurora
        MySQL; Azure Database for PostgreSQL""",
    "Database": """
        CockroachDB; Spanner; YugabyteDB; TiDB; Vitess; PlanetScale; Citus; SingleStore; VoltDB""",
    "NoSQL": """
        DynamoDB; Cassandra; MongoDB; MongoDB Atlas; ScyllaDB; HBase; Bigtable; Cosmos DB;
        Firestore; DocumentDB; Couchbase; CouchDB; Keyspaces; Firebase; Cloud Datastore; Firebase
        Realtime Database""",
    "KeyValue": "etcd; RocksDB; LevelDB; Riak; FoundationDB; TiKV; Aerospike",
    "TimeSeriesDB": "InfluxDB; TimescaleDB; Timestream; VictoriaMetrics; QuestDB; Graphite",
    "GraphDB": "Neo4j; Neptune; JanusGraph; Dgraph; TigerGraph",
    "VectorDB": "Pinecone; Milvus; Qdrant; Weaviate; Chroma; pgvector; LanceDB",
    "VectorIndex": "FAISS; HNSW; ScaNN; Annoy; DiskANN",
    "Cache": """
        Redis; Redis Cluster; Memcached; ElastiCache; ElastiCache Redis; ElastiCache Memcached;
        Memorystore; Azure Cache for Redis; Hazelcast; Valkey; Dragonfly; KeyDB; DAX; MemoryDB""",
    "ObjectStorage": """
        S3; Google Cloud Storage; Azure Blob Storage; MinIO; R2; HDFS; Ceph; EFS; EBS; Glacier;
        NFS; FSx""",
    "SearchIndex": """
        Elasticsearch; OpenSearch; Solr; Algolia; Lucene; Meilisearch; Typesense; Vespa""",
    "DataWarehouse": """
        Snowflake; BigQuery; Redshift; ClickHouse; Druid; Pinot; Hive; Trino; Presto; Athena;
        Synapse; DuckDB; Databricks; Teradata; Azure Data Explorer""",
    "DataLake": "Delta Lake; Iceberg; Hudi; Lake Formation; Azure Data Lake Storage",
    "Queue": """
        RabbitMQ; SQS; ActiveMQ; Amazon MQ; NSQ; Beanstalkd; Service Bus; Cloud Tasks; Azure Queue
        Storage; ZeroMQ; IBM MQ""",
    "PubSub": "Pub/Sub; SNS; EventBridge; NATS; Event Grid; MQTT; Mosquitto; EMQX",
    "Stream": """
        Kafka; Kinesis; Pulsar; Redpanda; MSK; Confluent; Event Hubs; Kinesis Data Streams; Redis
        Streams; DynamoDB Streams; Confluent Cloud""",
    "CDC": "Debezium; Maxwell's daemon; Datastream",
    "Notification": "FCM; APNs; SES; SendGrid; Twilio; Mailgun; OneSignal; Pinpoint; Slack",
    "OnlineFeatureStore": """
        Feast; Tecton; Hopsworks; SageMaker Feature Store; Vertex AI Feature Store""",
    "ModelServer": """
        Triton; TorchServe; TensorFlow Serving; KServe; BentoML; Ray Serve; vLLM; SGLang;
        SageMaker; Vertex AI; TGI; TensorRT-LLM; Seldon; Azure ML; Whisper; Deepgram; AssemblyAI;
        ElevenLabs""",
    "LLM": """
        OpenAI; GPT; GPT-4; GPT-4o; GPT-5; ChatGPT; Claude; Anthropic; Gemini; Llama; Mistral;
        Bedrock; Azure OpenAI; DeepSeek; Qwen; Llama 3; Cohere; Ollama""",
    "TrainingJob": "PyTorch; TensorFlow; XGBoost; LightGBM; Horovod; DeepSpeed; Ray Train; JAX",
    "GPUPool": "GPU; NVIDIA GPU; A100; H100; H200; B200; TPU; L4; T4; A10G; V100; L40S",
    "ExperimentTracker": "MLflow; Weights & Biases; TensorBoard",
    "Payment": "Stripe; PayPal; Adyen; Braintree; Square",
    "Identity": "Auth0; Okta; Keycloak; Cognito; LDAP; OAuth; Firebase Auth; IAM; Entra ID; JWT",
    "Secrets": "Vault; KMS; Secrets Manager; Key Vault; Google Secret Manager; Parameter Store",
    "ConfigStore": "LaunchDarkly; AppConfig; Nacos; ConfigMap",
    "Coordinator": "ZooKeeper; Raft; Paxos",
    "Monitoring": """
        Prometheus; Datadog; CloudWatch; New Relic; Cloud Monitoring; Azure Monitor; Thanos;
        Sentry; Dynatrace; Nagios; Application Insights""",
    "Dashboard": "Grafana; Tableau; Looker; Superset; Metabase; Power BI; Kibana; QuickSight",
    "Logging": "ELK; Splunk; Loki; CloudWatch Logs; Cloud Logging; Graylog",
    "Collector": """
        Fluentd; Fluent Bit; Logstash; Filebeat; OpenTelemetry Collector; Vector; Telegraf""",
    "Tracing": "Jaeger; Zipkin; OpenTelemetry; X-Ray; Tempo",
    "Alerting": "PagerDuty; Opsgenie; Alertmanager",
    "Service": """
        Kubernetes; Docker; EC2; ECS; EKS; GKE; AKS; Fargate; Cloud Run; Heroku; Compute Engine;
        App Engine; Node.js; Express; Django; Flask; FastAPI; Spring Boot; Rails; Elastic
        Beanstalk; Azure App Service; Azure VM; App Runner; Laravel; ASP.NET Core; LiveKit""",
    "External": "Salesforce; HubSpot; SAP; Google Maps; GitHub",
    "WebSocketServer": "Socket.IO; SignalR",
    "Embedder": "BERT; CLIP; Sentence Transformers; OpenAI Embeddings",
    "Agent": "LangGraph; CrewAI; AutoGen",
    "Guardrail": "Llama Guard; NeMo Guardrails; OPA",
}

SAY_LITTLE = """
    job service server cluster app api instance node layer system
"""
"""Words behind a technology that leave its kind as it is."""

COMMON_WORDS = """
    mage neon flow render railway modal phi falcon nova storm beam segment square wise split
    stitch census singer soda vector cedar shield sentinel clerk tempo cortex arrow lance ray
    comet flower accelerate prodigy gpu cpu gateway instructor cursor exa zep agora teams zoom
    stream braze iterable resend intercom flux harbor puppet helm chef borg ignite dragonfly
    caffeine oracle go r c swift express spring dart rust ruby elm crystal d react vue titan
    pinpoint glue athena presto hive pinot heron samza tez yarn dash
"""
"""Words of the language that are also technologies: they mean one only where they stand alone."""
