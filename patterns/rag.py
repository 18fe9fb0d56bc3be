"""RAG: answer from ten million documents, with citations, and only from what the asker may read."""

import math

import sddiagram as sd

documents, chunks = 10_000_000, 100_000_000
peak = 100 * sd.rps
dimension, links = 1_024, 16

# HNSW: 4 B a dimension and 8 B a link [FAISS]; x 1.2 headroom.
full = 1.2 * chunks * (4 * dimension + 8 * links) * sd.B
small = 1.2 * chunks * (dimension + 8 * links) * sd.B  # int8
coded = 1.2 * chunks * (64 + 8 * links) * sd.B  # product codes of 64 B
host = 64 * sd.GB  # assumed: memory of a host for the index
hosts = math.ceil(small / host)

embed_rate = 2_400 * sd.rps  # 384 tokens, BERT-base on an A100 [AIT]
embed_time = chunks / embed_rate
reranked = 50
rerank_rate = peak * reranked
rerankers = math.ceil(rerank_rate / (0.65 * embed_rate) * 1.5)

tokens_in, tokens_out = 4_000, 400
prefix_hits = 0.2  # assumed: instructions that all prompts share
# Seconds a request, fitted to published throughput [TRT]: a x in x (1 - hits) + b x out
# + c x (in x out + out^2 / 2).


def seconds(a: float, b: float, c: float) -> float:
    """Replica seconds for one answer."""
    mixed = tokens_in * tokens_out + tokens_out**2 / 2
    return a * tokens_in * (1 - prefix_hits) + b * tokens_out + c * mixed


pair_rate = 1 / seconds(6.86e-5, 7.10e-5, 6.84e-8) * sd.rps  # 70B FP8 on 2 x H100
small_rate = 1 / seconds(1.43e-5, 1.47e-5, 2.55e-8) * sd.rps  # 8B FP8 on one
pairs = math.ceil(peak / (0.65 * pair_rate))
singles = math.ceil(peak / (0.65 * small_rate))
gpu_cost = 5_000  # $ a month, on demand [NM]

users = sd.Client("Employees")
sources = sd.External("Document sources", note="wiki, mail, tickets")
api = sd.Service(
    "Answer API", capacity=1_500 * sd.rps, replicas=3, note="fits 4,000 tokens"
)  # assumed
search = sd.CandidateGenerator("Retrieval", replicas=3, note="rewrites, fuses")
search_rate = 16 * 300 * sd.rps  # planned for a core at high recall [ANN], x 16 cores
vectors = sd.VectorIndex(
    "Vector index", technology="faiss", capacity=search_rate, replicas=3, note="a copy for trial"
)
sharded = vectors.but(replicas=hosts, note="int8, ACL filter inside")
words = sd.SearchIndex("Word index", replicas=3, note="BM25, ACL filter")
model = sd.ModelServer(
    "LLM", technology="vllm", capacity=pair_rate, replicas=pairs, note="70B, cites"
)
ingest = sd.Worker("Ingest", note="parse, chunk")
queued_ingest = ingest.but(replicas=3, note="chunk, ACL, delete")
embedder = sd.ModelServer(
    "Embedder", technology="triton", capacity=embed_rate, replicas=1, note="also for queries"
)
changes = sd.Queue("Changes", technology="kafka", replicas=3, note="also of permissions")
reranker = sd.Ranker(
    "Re-ranker",
    technology="triton",
    capacity=embed_rate / reranked,
    replicas=rerankers,
    note=f"{reranked} pairs a question",
)
identity = sd.Identity("Identity", note="groups of the asker")
guard = sd.Service("Answer guard", replicas=3, note="citations, injection")
feedback = sd.Stream("Feedback", replicas=3, note="question, chunks, thumbs")
evaluation = sd.BatchProcessor("Evaluation", note="retrieval and answer apart")

pattern = sd.Pattern(
    "RAG",
    sd.Stage(
        "Chunk, embed, answer",
        users >> "question" >> api >> "nearest 10" >> vectors,
        api >> "prompt" >> model,
        sources >> sd.batches("documents") >> ingest >> "chunks" >> embedder,
        embedder >> sd.batches("vectors") >> vectors,
        api >> "embed" >> embedder,
        why="It answers from documents, but any, for anyone, and misses names and numbers.",
    ),
    sd.Stage(
        "Hybrid, re-ranked, permitted",
        api >> "groups" >> identity,
        api >> "question, groups" >> search >> "embed" >> embedder,
        search >> "100 by meaning" >> sharded,
        search >> "100 by words" >> words,
        search >> f"best of {reranked}" >> reranker,
        embedder >> sd.batches("vectors, ACL") >> sharded,
        ingest >> sd.batches("words, ACL") >> words,
        changes=[sharded],
        drops=[
            api >> "nearest 10" >> vectors,
            api >> "embed" >> embedder,
            embedder >> sd.batches("vectors") >> vectors,
        ],
        why=f"{chunks / 1e6:.0f}M vectors take {full}; as int8 {small}, on {hosts} hosts.",
        tradeoffs=[
            sd.TradeOff(
                "filter by permission inside the search",
                gain="the model never sees what the asker may not read",
                cost="narrow filters find too few: over-fetch, or an index aware of filters",
                instead_of="filtering the answer, when the model has read it already",
            ),
            sd.TradeOff(
                "words beside vectors",
                gain="names, codes and numbers are found",
                cost="a second index to keep; ranks are fused, for scores do not compare",
                instead_of="vectors alone",
            ),
            sd.TradeOff(
                "int8 vectors",
                gain=f"{small} instead of {full}",
                cost="some recall, which re-ranking mostly gets back",
                instead_of=f"product codes: {coded}, with less recall still",
            ),
        ],
    ),
    sd.Stage(
        "Fresh, guarded, measured",
        sources >> sd.emits("changes") >> changes >> "document" >> queued_ingest,
        queued_ingest >> "chunks" >> embedder,
        queued_ingest >> sd.batches("words, ACL") >> words,
        model >> sd.streams("draft") >> guard >> sd.emits("answer, sources") >> feedback,
        feedback >> sd.batches("samples") >> evaluation,
        changes=[queued_ingest],
        drops=sources >> sd.batches("documents") >> ingest,
        step=sd.Step.SCALE,
        why=f"Generation dominates: {2 * pairs} H100s for 70B, {rerankers} GPUs for re-ranking.",
        tradeoffs=[
            sd.TradeOff(
                "the larger model",
                gain="better reasoning over conflicting sources",
                cost=f"{2 * pairs} GPUs, ${2 * pairs * gpu_cost:,} a month",
                instead_of=f"an 8B: {singles} GPUs, if evaluation allows",
            ),
            sd.TradeOff(
                "index changes as they come",
                gain="deleted and restricted documents vanish in minutes",
                cost="deletes leave holes that compaction must fill",
                instead_of="a nightly rebuild",
            ),
        ],
    ),
    brief=sd.Brief(
        "Answer questions from ten million company documents, with citations, respecting each "
        "document's permissions.",
        functional=[
            ("Which documents?", "Wiki, mail and tickets, 10 chunks each on average."),
            ("Must answers cite?", "Yes, or say that nothing was found."),
        ],
        scale=[
            ("How many documents?", f"{documents / 1e6:.0f}M, so {chunks / 1e6:.0f}M chunks."),
            ("How many questions?", f"{peak.value:.0f} a second at the peak."),
        ],
        non_functional=[
            ("When is the first token due?", "p95 under 2 s."),
            ("How fresh?", "Minutes, above all for permissions."),
        ],
        constraints=[
            ("Who may read what?", "Each document has an access list."),
            ("May data leave the company?", "No: open-weight models, own GPUs."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure(
            "Vectors in float32", full, f"{chunks:,} x (4 x {dimension:,} + 8 x {links}) B x 1.2"
        ),
        sd.Figure("Vectors in int8", small, f"{chunks:,} x ({dimension:,} + 8 x {links}) B x 1.2"),
        sd.Figure("Product codes", coded, f"{chunks:,} x (64 + 8 x {links}) B x 1.2"),
        sd.Figure("Embedding all chunks", embed_time, f"{chunks:,} / {embed_rate} on one A100"),
        sd.Figure("Pairs to re-rank", rerank_rate, f"{peak} x {reranked}; {rerankers} GPUs"),
        sd.Figure("70B pairs", pairs, f"{peak} / (0.65 x {pair_rate}), {2 * pairs} H100s", "pairs"),
        sd.Figure("8B instead", singles, f"{peak} / (0.65 x {small_rate})", "H100s"),
    ],
    risks=[
        sd.Risk(
            "a permission is revoked",
            effect="the index still shows the document",
            mitigation="permission changes go first in the queue; check again before citing",
        ),
        sd.Risk(
            "a document holds instructions",
            effect="the model follows the document, not the asker",
            mitigation="mark retrieved text as data, allow no tools from it, guard the answer",
        ),
        sd.Risk(
            "retrieval finds nothing good",
            effect="a fluent invention",
            mitigation="a threshold on the re-ranker's score, and the answer 'not found'",
        ),
        sd.Risk(
            "the embedding model changes",
            effect="old and new vectors do not compare",
            mitigation=f"embed all again beside, {embed_time} on one GPU, and switch at once",
        ),
        sd.Risk(
            "the GPUs are full",
            effect="the first token waits in the queue",
            mitigation="admit by tokens, fall back to the 8B, show the sources first",
        ),
    ],
    probes=[
        sd.Probe(
            "Where do you check permissions?",
            "In the search, by the asker's groups as a filter; again before citing. Never after "
            "generation: the answer has read it by then.",
        ),
        sd.Probe(
            "The answer is wrong: whose fault?",
            "Measure apart: was the right chunk among those retrieved (recall), was it used "
            "(faithfulness), was it right. Most failures are retrieval.",
        ),
        sd.Probe(
            "How are deletes handled?",
            "By document id in both indexes, as tombstones at once and compaction later; a sweep "
            "compares ids with the source daily.",
        ),
        sd.Probe(
            "Why not a long context with everything in it?",
            f"{documents / 1e6:.0f}M documents do not fit; and each token in costs: "
            "4,000 tokens already need the fleet above.",
        ),
    ],
    category="ml",
    summary="Search by meaning and words within permissions, re-rank, generate, cite, measure.",
    sources=[
        "facebookresearch/faiss, HNSW: memory per vector",
        "NVIDIA/TensorRT-LLM, performance overview: fitted capacity",
        "facebookincubator/AITemplate, examples/03_bert: embedding rate",
        "Lewis et al., Retrieval-augmented generation (2020)",
    ],
)
