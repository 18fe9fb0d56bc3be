"""A design drawn by hand in other words, of the task of rag."""

import sddiagram as sd

u = sd.Client("Staff")
gw = sd.LoadBalancer("ALB")
api = sd.Service("Chat backend", note="auth with Okta")
search = sd.Service("Search service", note="hybrid retrieval, reranks with a cross-encoder")
es = sd.SearchIndex("OpenSearch", technology="opensearch", note="BM25 and vectors")
llm = sd.External("GPT-4o", technology="openai")
etl = sd.ETLJob("Ingestion", note="chunks, embeds")
docs = sd.ObjectStorage("Docs", technology="s3")
cache = sd.Cache("Answers", technology="redis")
log = sd.Logging("Logs")
pattern = sd.Pattern(
    "My RAG",
    u >> gw >> api >> search >> es,
    api >> cache,
    api >> llm,
    docs >> etl >> es,
    api >> sd.emits("events") >> log,
    llm >> sd.streams("tokens") >> u,
)
