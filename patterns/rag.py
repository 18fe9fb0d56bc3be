"""RAG: answer from ten million documents, with citations, and only from what the asker may read."""

import sddiagram as sd

chunks, dimension, links, reranked = 100_000_000, 1_024, 16, 50
questions = sd.Requests("question", 40 * sd.per_day, users=72_000)
changed = sd.Requests("document change", 100_000 * sd.per_day, counts="documents")  # 1%, assumed
passages, texts = sd.unit("chunk"), sd.unit("sequence")
text = sd.Records(
    "chunks",
    key="chunk_id",
    fields="document_id, text of 384 tokens, groups that may read it, embedding version",
    count=chunks,
    size=3 * sd.KB,
)
turns = sd.Records(
    "turns",
    key="conversation_id, turn",
    fields="question, rewritten question, cited chunk ids, answer, feedback",
    of=questions,
    size=4 * sd.KB,
    keep=90 * sd.days,
)
full = sd.retrieval.memory_hnsw(chunks, dimension, links)
small = sd.retrieval.memory_hnsw(chunks, dimension, links, precision=1)  # int8
coded = sd.retrieval.memory_hnsw_pq(chunks, 64, links)
shards = sd.retrieval.nodes(small, 0.7 * 64 * sd.GB)

# BERT-base encodes 4,860 sequences of 128 tokens per second, as planned [AIT]. A chunk is 3 of
# them, and an embedder of 335M parameters 3 times slower, in proportion; a re-ranked pair is 4.
base = 4_860 * texts / sd.s
embed_rate = sd.cited(540 * passages / sd.s, "per A100 at 335M parameters, from BERT-base [AIT]")
rerank_rate = sd.cited(1_215 * sd.unit("pair") / sd.s, "per A100 and BERT-base, 4 x 128 [AIT]")
embed_time = chunks * passages / embed_rate
pair, single = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.LLAMA_8B_ON_H100
answer = sd.llm.Tokens(4_000, 400, prefix_hits=0.2)  # instructions that prompts share, assumed
rewrite = sd.llm.Tokens(800, 40)
gpu_pool = sd.Group("GPU pool", sizing=sd.Sizing(spare=0, extra=0.15))  # as in llm-serving
tier = 0.9999  # availability of a replicated tier, assumed
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)  # times of a visit are assumed
a100, h100 = sd.assumed(2_700 * sd.usd, "per A100 of 40 GB"), 5_000 * sd.usd  # [NM]
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")

users = sd.Client("Employees", sends=questions)
origin = sd.External("Document sources", sends=changed, note="wiki, mail, tickets")
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="sign-in, groups, limits",
)
api = sd.Service(
    "Answer API",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="retrieves, fuses, prompts",
)
embedder = sd.Embedder(
    "Embedder",
    technology="triton",
    capacity=embed_rate,
    latency=sd.latency(8 * sd.ms, p99=25 * sd.ms),
    availability=tier,
    cost=a100,
    note="335M parameters",
)
# A search at k = 100 on 16 cores; each question asks every shard.
vectors = sd.VectorDB(
    "Vector DB",
    technology="qdrant",
    capacity=sd.cited(16 * sd.retrieval.searches_per_core(100), "per 16 cores at k = 100 [ANN]"),
    holds=small,
    node=64 * sd.GB,
    copies=2,
    latency=sd.latency(8 * sd.ms, p99=40 * sd.ms),
    availability=tier,
    cost=sd.cited(368 * sd.usd, "per node of 16 vCPU and 64 GB [NM]"),
    note="int8, vectors only",
)
filtered = vectors.but(note="int8, filter inside")
llm = sd.LLM(
    "Large LLM",
    technology="vllm",
    capacity=pair.rate(answer),
    latency=sd.llm.FirstTokens(pair, answer),
    availability=tier,
    cost=sd.cited(pair.gpus * h100, "per pair of H100 on demand [NM]"),
    group=gpu_pool,
    note="70B in FP8, cites",
)
ingest = sd.Worker(
    "Ingest",
    capacity=sd.assumed(5 * sd.unit("document") / sd.s, "per worker, parsing included"),
    cost=node_cost,
    note="parse, chunk",
)
queued = ingest.but(note="chunk, groups, delete")
words = sd.SearchIndex(
    "Word index",
    technology="elasticsearch",
    capacity=sd.planned("Elasticsearch"),
    holds=text,
    node=1 * sd.TB,
    copies=2,
    latency=sd.latency(10 * sd.ms, p99=60 * sd.ms),
    availability=tier,
    cost=sd.cited(320 * sd.usd, "per node of 8 vCPU and 1 TB of SSD [NM]"),
    note="BM25, chunk text",
)
reranker = sd.Reranker(
    "Re-ranker",
    technology="triton",
    capacity=rerank_rate,
    latency=sd.latency(40 * sd.ms, p99=120 * sd.ms),
    availability=tier,
    cost=a100,
    note=f"{reranked} pairs per question",
)
changes = sd.Queue("Changes", technology="rabbitmq", note="priority, dead letters")
dialogs = sd.SQLPrimary(
    "Conversations",
    technology="postgres",
    holds=turns,
    node=4 * sd.TB,
    copies=2,
    latency=sd.latency(1 * sd.ms, p99=8 * sd.ms),
    availability=0.9995,
    cost=sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD [NM]"),
    note="turns; with a standby",
)
# 40 tokens at 6 ms each after the prefill, from the 8B's time per token.
helper = sd.LLM(
    "Small LLM",
    technology="vllm",
    capacity=single.rate(rewrite),
    latency=sd.latency(250 * sd.ms, p99=450 * sd.ms),
    availability=tier,
    cost=sd.cited(h100, "per H100 on demand [NM]"),
    group=gpu_pool,
    note="rewrites follow-ups",
)
guard = sd.Guardrail(
    "Guard",
    technology="triton",
    capacity=sd.cited(base, "of 128 tokens per A100, as planned [AIT]"),
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    availability=tier,
    cost=a100,
    note="both directions",
)
feedback = sd.Stream("Feedback", technology="kafka", note="turns, thumbs")
evaluation = sd.Evaluator("Evaluation", note="retrieval and answer apart")


def gpus(n: sd.Numbers, replica: sd.llm.Replica) -> int:
    """The GPUs that write the answers with this model."""
    return replica.gpus * replica.replicas(n.at(llm), answer, margin=1.15)


def per_thousand(n: sd.Numbers) -> sd.Quantity:
    """Dollars per thousand questions, at the average rate."""
    month = n.cost.month or 0 * sd.usd
    return month / float(n[questions] * sd.month) * 1_000


pattern = sd.Pattern(
    "RAG",
    sd.Stage(
        "Chunk, embed, answer",
        users >> "question" >> gateway >> "question" >> api,
        api >> sd.calls("embed", costs=passages / 3) >> embedder,
        api >> sd.calls("nearest 10", costs=shards) >> vectors,
        api >> "prompt" >> llm,
        gateway >> sd.answers("answer, citations") >> users,
        origin >> sd.emits("documents", of=changed) >> ingest,
        ingest >> sd.calls("chunks", costs=10 * passages) >> embedder,
        ingest >> sd.batches("vectors") >> vectors,
        why="It answers, but it ignores permissions and misses exact names and numbers.",
        tradeoffs=sd.TradeOff(
            "int8 vectors",
            gain=f"{small} in memory, not {full}",
            cost="some recall, which re-ranking mostly restores",
            instead_of=f"product codes: {coded}, with less recall still",
        ),
    ),
    sd.Stage(
        "Hybrid, re-ranked, permitted",
        api >> sd.calls("100 by meaning", costs=shards) >> filtered,
        api >> sd.calls("100 by words, text", beside=filtered) >> words,
        api >> sd.calls(f"best of {reranked}", costs=reranked * sd.unit("pair")) >> reranker,
        ingest >> sd.batches("vectors, groups") >> filtered,
        ingest >> sd.batches("text, groups") >> words,
        changes=filtered,
        drops=[api >> "nearest 10" >> vectors, ingest >> "vectors" >> vectors],
        why=lambda n: f"{chunks / 1e6:.0f}M vectors as int8 take {small}, on {n[filtered]} nodes.",
        tradeoffs=[
            sd.TradeOff(
                "filter by permission inside the search",
                gain="the model never sees what the asker may not read",
                cost="narrow filters need an index that is built for them [QDR]",
                instead_of="filtering the answer, when the model has read it already",
            ),
            sd.TradeOff(
                "words and vectors, then a re-ranker",
                gain="67% fewer failed retrievals, with context added to chunks [CTX]",
                cost=lambda n: f"a second index, and {n[reranker]} GPUs for re-ranking",
                instead_of="vectors alone, which miss names and codes",
            ),
        ],
    ),
    sd.Stage(
        "Fresh and in dialogue",
        origin >> sd.emits("changes", of=changed) >> changes >> "document" >> queued,
        api >> sd.calls("last turns, append", costs=2) >> dialogs,
        api >> sd.calls("rewrite", share=0.5) >> helper,
        changes=queued,
        drops=origin >> "documents" >> ingest,
        step=sd.Step.DETAIL,
        why="Permissions change at any time, and half of the questions are follow-ups, assumed.",
        tradeoffs=sd.TradeOff(
            "index changes as they come",
            gain="deleted and restricted documents vanish within minutes",
            cost="deleted vectors leave holes that the index must compact",
            instead_of="a nightly rebuild",
        ),
    ),
    sd.Stage(
        "Guarded and measured",
        api >> sd.calls("chunks, sentences", costs=34 * texts) >> guard,
        api >> sd.emits("turn, thumb", size=4 * sd.KB) >> feedback,
        feedback >> sd.batches("samples") >> evaluation >> sd.copies("approved") >> reranker,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"Answers take {gpus(n, pair)} H100s, so measure quality before you pay for more."
        ),
        tradeoffs=sd.TradeOff(
            "the larger model",
            gain="better reasoning over sources that contradict each other",
            cost=lambda n: f"{gpus(n, pair)} GPUs, {gpus(n, pair) * h100} per month",
            instead_of=lambda n: f"an 8B on {gpus(n, single)} GPUs, if evaluation allows it",
        ),
    ),
    brief=sd.Brief(
        "Answer questions from ten million company documents, with citations, respecting each "
        "document's permissions.",
        functional=[
            ("Which documents?", "Wiki, mail and tickets, 10 chunks each on average, assumed."),
            ("Must answers cite?", "Yes, or say that nothing was found."),
            ("Single questions or dialogue?", "Dialogue: follow-ups refer to earlier turns."),
        ],
        scale=[
            ("How many documents?", "10M, so 100M chunks; 1% change per day, assumed."),
            ("How many questions?", "72,000 employees ask 40 per day, so 100 rps at the peak."),
        ],
        non_functional=[
            ("When is the first token due?", sd.at_most(2 * sd.s, percentile=95, of=questions)),
            (
                "How fresh, above all for permissions?",
                sd.stale_at_most(
                    5 * sd.minutes,
                    value=lambda n: sd.assumed(2 * sd.minutes, "to poll, parse and index"),
                ),
            ),
            ("Availability?", sd.at_least(99.8 * sd.percent, of=questions)),
            ("What may 1,000 questions cost?", sd.costs_at_most(10 * sd.usd, value=per_thousand)),
        ],
        constraints=[
            ("Who may read what?", "Each document has an access list of groups."),
            ("May data leave the company?", "No: open-weight models on own GPUs."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/answers",
            "conversation_id, question; groups come from the session, never from the client",
            "events: sources first, then tokens, each sentence with its citations",
        ),
        sd.Endpoint("POST /v1/feedback", "conversation_id, turn, thumb, comment", "202"),
        sd.Endpoint(
            "POST /v1/changes",
            "document_id, version, groups or deleted, from a connector",
            "202; an older version than the indexed one is ignored",
        ),
    ],
    levels=sd.Levels(
        mid="Draws both paths, ingestion and question, with chunks, embeddings, search and prompt.",
        senior="Sizes the index and the GPUs, filters permissions inside the search, combines "
        "words and vectors, and derives the time to the first token.",
        staff="Measures retrieval and answer apart, plans a change of the embedding model, limits "
        "injected instructions, and argues the price of the larger model.",
    ),
    learning=sd.Learning(
        objective="The re-ranker predicts whether a chunk answers the question; the product needs "
        "right answers with right citations, or an honest 'not found'.",
        labels="Questions of experts with their source passages; thumbs and opened citations as "
        "weak labels.",
        offline="Recall of the 100, nDCG of the 10 in the prompt, faithfulness by a judge model "
        "that is checked against people.",
        online="Thumbs, repeated questions, share of 'not found', in an A/B test by employee.",
        leakage="Questions that a model wrote from a chunk share its words and flatter recall; "
        "split by document.",
        drift="New topics, rising 'not found', a connector that went silent; a fixed set of "
        "questions runs daily.",
    ),
    figures=[
        sd.Figure("Vectors in float32", full),
        sd.Figure("Vectors in int8", small),
        sd.Figure(
            "Embedding all chunks once", embed_time, f"{chunks:,} chunks / {embed_rate} on one A100"
        ),
        sd.Figure("One 70B pair", pair.rate(answer)),
        sd.Figure(
            "H100s for the answers",
            lambda n: gpus(n, pair),
            lambda n: f"2 x {n[llm]} pairs, with 15% spare",
            "H100s",
        ),
        sd.Figure(
            "1,000 questions", per_thousand, lambda n: f"{n.cost.month} per month / {n[questions]}"
        ),
    ],
    risks=[
        sd.Risk(
            "a permission is revoked",
            effect="an answer may quote the document for minutes more",
            mitigation="permission changes go first, and the groups are checked before citing",
        ),
        sd.Risk(
            "a document holds instructions",
            effect="the answer follows the document, not the asker [INJ]",
            mitigation="guard chunks before the prompt, mark them as data, give the model no tools",
        ),
        sd.Risk(
            "retrieval finds nothing good",
            effect="a fluent invention, unless the system says that it found nothing",
            mitigation="a threshold on the re-ranker's score; each sentence must cite a chunk",
        ),
        sd.Risk(
            "the GPUs are full",
            effect="sources appear at once, the answer comes late or not at all",
            mitigation="admit by tokens, send the sources first, skip re-ranking at the worst",
        ),
    ],
    probes=[
        sd.Probe(
            "Where do you check permissions?",
            "In the search, by the asker's groups as a filter, and again before citing. After "
            "generation it is too late: the answer has read the document.",
        ),
        sd.Probe(
            "The answer is wrong: whose fault?",
            "Measure apart: was the right chunk among the 100, among the 10 in the prompt, was it "
            "used, was it right. Each question has its own metric and owner.",
        ),
        sd.Probe(
            "How are deletes handled?",
            "By document id in both indexes: marked as deleted at once, compacted later. A daily "
            "sweep compares ids and versions with the sources.",
        ),
        sd.Probe(
            "The embedding model changes: what now?",
            f"Old and new vectors do not compare, so embed everything into a second index: "
            f"{float(embed_time / sd.hours):.0f} GPU-hours. Compare both, then switch.",
        ),
        sd.Probe(
            "Why not a long context with everything in it?",
            lambda n: (
                "10M documents do not fit, and each token costs: 4,000 per question already take "
                f"{gpus(n, pair)} H100s. Below 200,000 tokens in all it is the better way [CTX]."
            ),
        ),
    ],
    category="ml",
    summary="Search by meaning and words within permissions, re-rank, generate, cite, measure.",
    sources=[
        sd.Source(
            "CTX",
            "Introducing contextual retrieval",
            "Anthropic",
            2024,
            "https://www.anthropic.com/engineering/contextual-retrieval",
        ),
        sd.Source(
            "QDR",
            "Indexing: payload index and filterable HNSW",
            "Qdrant",
            None,
            "https://qdrant.tech/documentation/manage-data/indexing/",
        ),
    ],
)
