"""What people call the kinds of component.

A row: a kind, what a card of it is called when nobody gives a name, and the other names, all in the
singular, in lower case, with abbreviations written out as in words.py.
"""

NAMES = {
    "Client": """
        user; client; customer; person; people; visitor; buyer; seller; driver; rider; player;
        viewer; member; subscriber; reader; author; creator; merchant; consumer app; caller;
        device; iot device; sensor; desktop; desktop app; request; response; end user; admin;
        operator; analyst; data scientist; engineer; agent user; traffic; query; smart speaker;
        smart tv; microphone; laptop; desktop client; bidder; shopper;
        listener; developer; employee; team"""
    "",
    "Mobile": """
        mobile app; mobile; phone; ios; android; ios app; android app; mobile client; smartphone;
        mobile user; tablet; phone app; mobile phone; iphone; iphone app; smartphone app; tablet
        app; smart watch; wearable""",
    "Browser": """
        browser; web; web app; web client; website; web page; frontend; front end; web frontend;
        single page app; spa; web ui; ui; react app; user interface; web browser""",
    "DNS": "DNS; dns server; name server; domain name system",
    "CDN": "CDN; content delivery network; edge cache; edge network; pop; edge location",
    "WAF": "WAF; firewall; web application firewall; ddos protection",
    "LoadBalancer": """
        load balancer; balancer; global load balancer; layer 4 load balancer; layer 7 load
        balancer; ingress; traffic manager""",
    "Proxy": "proxy; reverse proxy; forward proxy; sidecar; proxy server; connection pool; pooler",
    "Gateway": """
        API gateway; gateway; edge gateway; graphql gateway; llm gateway; ai gateway; bff; backend
        for frontend; edge""",
    "RateLimiter": "rate limiter; limiter; throttle; throttler; rate limiting; rate limit; quota",
    "WebSocketServer": """
        WebSocket server; websocket; websocket gateway; chat server; connection server; real time
        server; push server; connection gateway; websocket manager""",
    "ServiceMesh": "service mesh; mesh",
    "ServiceDiscovery": "service discovery; discovery; service registry",
    "External": """
        external system; external api; third party; third party api; partner; partner api;
        external service; webhook; legacy system; internet; provider; external; upstream""",
    "Service": """
        service; producer; publisher; origin; origin server;
        app; application; api; server; backend; microservice; app server; application
        server; api server; web server; backend server; backend service; rest api; graphql;
        graphql api; grpc service; http server; engine; handler; controller; manager; module;
        monolith; component; router; dispatcher; orchestrator; aggregator; processor; node;
        replica set; fleet; pod; container; vm; instance; host; machine; writer; reader service;
        planner; matcher; resolver; shortener; uploader; validator; builder; renderer; encoder;
        transcoder; splitter; filter; policy; rule; logic; business logic; consumer api""",
    "Function": "function; lambda function; serverless function; serverless; cloud function; faas",
    "Worker": """
        worker; consumer; background worker; job; background job; job worker; subscriber service;
        worker pool; queue worker; sender; fanout worker; fanout service; fan out service""",
    "Scheduler": "scheduler; cron; cron job; timer; job scheduler; task scheduler",
    "Workflow": "workflow; workflow engine; saga; state machine; pipeline orchestrator; pipeline",
    "StreamProcessor": """
        stream processor; stream processing; stream job; streaming job; event processor; real time
        processing; speed layer; stream aggregator""",
    "BatchProcessor": """
        batch processor; batch job; batch processing; batch layer; batch; map reduce; batch
        pipeline; feature pipeline; preprocessing; data processing""",
    "ETLJob": """
        ETL job; etl; elt; etl pipeline; elt pipeline; data pipeline; ingestion; ingestion
        pipeline; ingestion service; transform; loader; extract; load; transformation; data
        ingestion; indexing pipeline; chunker; chunking; document loader; parser""",
    "Crawler": "crawler; web crawler; scraper; spider; fetcher",
    "IDGenerator": """
        ID generator; id service; key generation service; snowflake generator; sequencer""",
    "Sandbox": "sandbox; code sandbox; code executor; code runner; isolate",
    "Payment": """
        payment service; payment; payment gateway; payment provider; billing; billing service;
        psp; payment system; payment processor; checkout""",
    "Database": """
        database; store; data store; storage layer; metadata database; metadata store; user store;
        database cluster; table; persistence; standby; master; slave;
        profile; history; record; ledger; catalog; catalogue""",
    "SQLPrimary": """
        SQL database; sql; relational database; rdbms; primary; primary database; sql primary;
        database primary; master database; write database; leader database; oltp database""",
    "ReadReplica": "read replica; replica; database replica; replica database; follower; secondary",
    "Shard": "shard; database shard; partition; sharded database",
    "NoSQL": """
        NoSQL store; nosql; nosql database; document store; document database; wide column store;
        column store""",
    "KeyValue": """
        key-value store; key value store; key value database; key value; kv store; session store""",
    "TimeSeriesDB": "time-series database; time series database; time series; tsdb; metric store",
    "GraphDB": "graph database; knowledge graph; social graph; graph store; graph",
    "VectorDB": "vector database; vector store; embedding store; vector storage",
    "Cache": """
        cache; in memory cache; response cache; session cache; local cache; memory cache;
        distributed cache; cache cluster; cache layer; page cache; query cache; semantic cache;
        prompt cache; cache server""",
    "ObjectStorage": """
        object storage; document; doc; object store; blob; blob storage; blob store; bucket; file
        storage; storage; disk; file store; image storage; media storage; video storage; archive;
        backup; file; media store; block storage; repo; repository; git repo; git repository; file
        system; filesystem; artifact store""",
    "SearchIndex": """
        search index; search; search engine; index; inverted index; full text search; search
        cluster; keyword index; keyword search""",
    "DataWarehouse": """
        data warehouse; warehouse; olap; olap database; analytics database; columnar store;
        analytics; analytics store; data mart""",
    "DataLake": "data lake; lake; lakehouse; raw data; raw storage; dataset; training data; data",
    "Queue": """
        queue; message queue; job queue; task queue; broker; message broker; work queue; fifo
        queue; buffer; url frontier; frontier; inbox; outbox""",
    "DeadLetterQueue": "dead-letter queue; dead letter queue; dlq; dead letter",
    "PubSub": """
        pub/sub; pub sub; publish subscribe; topic exchange; fan out; event bus; message bus""",
    "Stream": """
        event stream; stream; log; event log; topic; commit log; event queue; event; click stream;
        event streaming; streaming platform; clickstream; message stream; message log""",
    "CDC": "change data capture; cdc; change stream; binlog; wal",
    "Notification": """
        notifications; notification; notification service; email; email service; e mail; mail;
        sms; push; push notification; push service; notifier; sms service; mailer; push
        notification service; email sender""",
    "OnlineFeatureStore": """
        feature store; online feature store; online store; feature cache; online feature; feature;
        feature service""",
    "OfflineFeatureStore": """
        offline feature store; offline store; offline feature; historical feature""",
    "ModelServer": """
        model server; model serving; model; inference; inference server; inference service; ml
        model; predictor; prediction service; ml service; ml serving; serving; classifier; scorer;
        scoring service; model service; inference engine; prediction; model api; ml server;
        fraud detector; fraud detection; asr; automatic speech recognition; speech recognition;
        speech recognizer; speech to text;
        stt; transcriber; tts; text to speech; speech synthesis; speech synthesizer; nlu; natural
        language understanding; nlp; ocr; recognizer; recognition; detector; detection;
        diarization; vad; wake word; wake word engine; machine translation; translation model""",
    "LLM": """
        language model; llm; large language model; foundation model; chat model; generator; llm
        api; llm server; llm service; generation""",
    "Agent": "agent; ai agent; llm agent; assistant; chatbot; copilot; bot; planner agent",
    "Tool": "tool; mcp server; mcp; plugin; calculator; web search; tool server",
    "Guardrail": """
        guardrail; moderation; content filter; safety filter; moderator; content moderation;
        safety check; input filter; output filter""",
    "Embedder": """
        embedder; embedding model; embedding; embedding service; encoder model; vectorizer;
        embedding generator""",
    "VectorIndex": """
        vector index; vector search; ann index; nearest neighbor search; similarity search; ann
        search; ann; embedding index""",
    "CandidateGenerator": """
        candidate generator; candidate generation; candidate; retrieval; retriever; recall;
        candidate retrieval; candidate service; candidate source""",
    "Ranker": """
        ranker; ranking; ranking service; ranking model; ranking stage; heavy ranker; sorting""",
    "Reranker": "reranker; re ranker; reranking; re ranking; rerank",
    "GPUPool": """
        GPU pool; gpu cluster; gpu; gpu worker; gpu node; gpu server; gpu fleet; tpu; tpu pod;
        accelerator; gpu machine""",
    "TrainingJob": """
        training job; training; trainer; training pipeline; model training; fine tuning;
        finetuning; training cluster; distributed training; retraining; training service; training
        worker""",
    "Evaluator": """
        evaluator; evaluation; eval; a/b test; model evaluation; validation; offline evaluation""",
    "ModelRegistry": "model registry; registry; model store; model repository; artifact registry",
    "ExperimentTracker": "experiment tracker; experiment tracking; experiment; tracking server",
    "Identity": """
        identity; auth; authentication; auth service; authentication service; authorization;
        authorization service; identity provider; login; login service; single sign on; idp; sso;
        user auth; auth server; identity service""",
    "Secrets": """
        secrets; secret; secret store; key management; secret manager; key management service""",
    "ConfigStore": """
        config store; config; configuration; config service; feature flag; flag; setting""",
    "Coordinator": """
        coordinator; leader; leader election; coordination; consensus; cluster manager;
        coordination service; master node; parameter server; control plane""",
    "Lock": "lock; distributed lock; lock service; lock manager; lease",
    "Collector": "collector; log collector; metric collector; telemetry; event collector; tracker",
    "Monitoring": """
        monitoring; metrics; metric; monitor; observability; metrics store; monitoring service""",
    "Alerting": "alerting; alert; pager; on call; alert manager; alarm",
    "Dashboard": "dashboard; admin panel; reporting; report; bi; business intelligence; bi tool",
    "Logging": """
        logging; logging service; log store; audit log; log storage; log aggregation; log search""",
    "Tracing": "tracing; trace; distributed tracing; trace store",
}

SAY_NOTHING = """
    layer tier system cluster fleet pool node instance platform solution stack set group tool
    component service server engine
"""
"""Words behind a kind that say nothing of it: the cache layer is a cache."""
