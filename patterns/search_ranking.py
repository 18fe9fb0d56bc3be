"""Search with ranking: words, vectors and pictures find candidates, three rankers order them."""

import sddiagram as sd

users_a_day, items, shards, parts = 50_000_000, 300_000_000, 10, 6
each_source, ranked, shown, dimensions = 200, 400, 20, 512
gflop, scores, pairs = sd.unit("GFLOP"), sd.unit("score"), sd.unit("pair")
text = sd.Requests("text search", 5 * sd.per_day, users=users_a_day)
visual = sd.Requests("visual search", 20_000_000 * sd.per_day, request=200 * sd.KB)
actions = sd.Requests(
    "action", 100 * sd.per_day, users=users_a_day, request=300 * sd.B, counts="events"
)
changes = sd.Requests("change", 30_000_000 * sd.per_day)
text_cost, image_cost = 5.96 * gflop, 8.82 * gflop  # CLIP ViT-B/32 [OC]
batched, refreshed, kept = 60 * sd.s, 30 * sd.s, 5 * sd.minutes

documents = sd.Records(
    "documents", count=items, size=1.5 * sd.KB, key="item_id", fields="title, attributes, status"
)
# One byte per dimension and 256 B of links, with a fifth of room.
vectors = sd.Records(
    "vectors", count=items, size=512 * sd.B, overhead=1.8, key="item_id", fields="vector, version"
)
profiles = sd.Records(
    "profiles", count=200_000_000, size=1 * sd.KB, key="user_id", fields="tastes, sizes"
)
log = sd.Records(
    "actions",
    of=actions,
    size=300 * sd.B,
    keep=1 * sd.day,
    key="search_id, item_id",
    fields="query, kind, position, features",
)


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
redis_cost = sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]")
gpu_cost = sd.assumed(750 * sd.usd, "per GPU of the class of A10 or V100")
gpu_rate = 31_250 * gflop / sd.s
per_core, cores = sd.retrieval.searches_per_core(k=each_source), 16
rerank_rate = 9_000 * pairs / sd.s

users = sd.Client("Users", sends=[text, visual, actions])
gateway = sd.Gateway(
    "API gateway", technology="envoy", latency=ms(1, 5), cost=node_cost, note="auth, limits"
)
api = sd.Service(
    "Search API", capacity=node, latency=ms(3, 12), cost=node_cost, note="spelling, filters"
)
fusing = api.but(note="spelling, filters, fuses")
cache = sd.Cache(
    "Cache",
    technology="redis",
    caches=text,
    hit_ratio=0.35,
    stale=kept,
    latency=ms(0.5, 2),
    cost=redis_cost,
    note="queries, 5 min",
)
words = sd.SearchIndex(
    "Word index",
    technology="elasticsearch",
    holds=documents,
    latency=ms(12, 45),
    cost=node_cost,
    note=f"BM25, {shards} shards",
)
catalogue = sd.External("Catalogue", sends=changes, note="of the sellers")
indexer = sd.Worker(
    "Indexer", capacity=node, latency=ms(5, 30), cost=node_cost, note="new, sold items"
)
encoders = sd.Embedder(
    "Encoders",
    technology="triton",
    capacity=sd.assumed(gpu_rate, "per A10, 25% of 125 TFLOP/s"),
    latency=ms(6, 20),
    cost=gpu_cost,
    sizing=sd.Sizing(use=0.5),
    note="text, images",
)
vector_db = sd.VectorDB(
    "Vector DB",
    technology="milvus",
    capacity=sd.assumed(cores * per_core, f"per {cores} cores at k = {each_source}, from [ANN]"),
    holds=vectors,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    latency=ms(8, 30),
    cost=sd.cited((cores * 15 + 128) * sd.usd, "per node of 16 vCPU and 64 GB [NM]"),
    note=f"int8, {parts} shards",
)
ranker = sd.Ranker(
    "Ranker",
    capacity=sd.assumed(2_000_000 * scores / sd.s, "per node of 8 vCPU, 4 us per score and core"),
    latency=ms(8, 25),
    cost=node_cost,
    note="LambdaMART, item statistics",
)
cross = sd.Reranker(
    "Cross-encoder",
    technology="triton",
    capacity=sd.cited(rerank_rate, "per V100 (an A10 computes as fast), TinyBERT of 2 layers [CE]"),
    latency=ms(12, 40),
    cost=gpu_cost,
    note=f"reads query and item, top {shown}",
)
features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    holds=profiles,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    latency=ms(0.5, 3),
    cost=redis_cost,
    note="tastes, last queries",
)
event_rate = sd.assumed(20_000 * sd.events / sd.s, "per node, sent in batches")
collector = sd.Collector("Collector", capacity=event_rate, cost=node_cost, note="checks the schema")
events = sd.Stream(
    "Search log",
    technology="kafka",
    holds=log,
    node=4 * sd.TB,
    copies=3,
    cost=sd.cited(920 * sd.usd, "per broker, 8 vCPU and 4 TB of SSD [NM]"),
    note="shown, clicked",
)
counters = sd.StreamProcessor(
    "Counters", technology="flink", cost=node_cost, note="clicks per item"
)
loop = sd.blocks.training_loop(
    events,
    [ranker, cross],
    training=sd.TrainingJob(
        "Training",
        cost=sd.assumed(3_000 * sd.usd, "for 4 A10 that train every day"),
        note="daily, by position",
    ),
    registry=sd.ModelRegistry("Model registry", cost=node_cost, note="A/B, rollback"),
)
reembedding = items * image_cost / gpu_rate


def p95(n: sd.Numbers, requests: sd.Requests) -> sd.Quantity:
    """The p95 of a class of searches."""
    found = next(one.longest for one in n.answered if one.requests.id == requests.id)
    return found.p95 if found else 0 * sd.ms


def thousand(n: sd.Numbers) -> sd.Quantity:
    """What a thousand searches cost."""
    searches = (n[text] + n[visual]) * sd.month
    return 1_000 * n.cost.month / searches if n.cost.month else 0 * sd.usd


def deep(n: sd.Numbers) -> float:
    """How many GPUs the deeper cross-encoder would take."""
    return float(n[cross] * 9_000 / 1_800)


def nearest(*searches: sd.Requests) -> sd.Flow:
    """Vector search for these classes, at the same time as the search for words."""
    near = sd.calls(f"nearest {each_source}", of=searches, after=cache, costs=parts, beside=words)
    return fusing >> near >> vector_db


def scored(*searches: sd.Requests) -> tuple[sd.Flow, sd.Flow]:
    """Ranking for these classes, with what is known of the user."""
    score = sd.calls(f"score {ranked}", of=searches, after=cache, costs=ranked * scores)
    known = fusing >> sd.calls("user", of=searches, after=cache) >> features
    return known, fusing >> score >> ranker


pattern = sd.Pattern(
    "Search ranking",
    sd.Stage(
        "Words",
        users >> sd.calls("query", of=text) >> gateway >> sd.calls("query", of=text) >> api,
        gateway >> sd.answers("items, search_id", of=text) >> users,
        api >> sd.calls("get", of=text) >> cache,
        api >> sd.calls("set", of=text, after=cache) >> cache,
        api >> sd.calls("words", of=text, after=cache, costs=shards) >> words,
        catalogue >> sd.streams("changes", of=changes) >> indexer,
        indexer >> sd.batches("upsert, delete", every=batched) >> words,
        why="BM25 finds exact words at once; it knows no synonyms, no pictures and no clicks.",
    ),
    sd.Stage(
        "Words and vectors",
        fusing >> sd.calls("encode text", of=text, after=cache, costs=text_cost) >> encoders,
        nearest(text),
        indexer >> sd.calls("encode item", costs=image_cost) >> encoders,
        indexer >> sd.batches("upsert, delete", every=batched) >> vector_db,
        changes=[fusing],
        why="“Warm coat” must find a parka: vectors match meaning, words match exact names.",
        tradeoffs=[
            sd.TradeOff(
                "fuse by rank (RRF) [RRF]",
                gain="scores of two kinds need no common scale",
                cost="a very good score counts no more than a good one",
                instead_of="a weighted sum of scores, which must be tuned",
            ),
            sd.TradeOff(
                "HNSW over int8 vectors in memory",
                gain=lambda n: f"{n[vectors]:.0f} in all, which fit the memory of a few nodes",
                cost="some recall, which re-scoring by full vectors brings back",
                instead_of="DiskANN, which keeps full vectors on SSD and answers later [MIL]",
            ),
        ],
    ),
    sd.Stage(
        "Rank what was found",
        *scored(text),
        ranker >> sd.calls(f"best {shown}", of=text, costs=shown * pairs) >> cross,
        users >> sd.emits("actions", of=actions, costs=0.05) >> gateway,
        gateway >> sd.emits("actions", of=actions) >> collector >> sd.emits("actions") >> events,
        events >> sd.streams("actions") >> counters,
        counters >> sd.batches("counts", every=1 * sd.minute) >> [features, ranker],
        loop.flow,
        step=sd.Step.DETAIL,
        why=f"Retrieval brings {ranked}, but users see {shown}: their order decides.",
        tradeoffs=[
            sd.TradeOff(
                f"a small cross-encoder on the top {shown} [CE]",
                gain=lambda n: f"{n[cross]} GPUs for {n.at(cross)}",
                cost=lambda n: (
                    "nDCG of 69.8 in place of 74.3 of a six-layer one, which takes "
                    f"{deep(n):.0f} GPUs"
                ),
                instead_of="the deeper model, or distilling it into the small one",
            ),
            sd.TradeOff(
                "clicks weighted by the chance that the position was seen [LTR]",
                gain="the ranker does not learn its own order",
                cost="a few results are swapped at random, to estimate these chances",
                instead_of="taking clicks as relevance",
            ),
        ],
    ),
    sd.Stage(
        "Search by picture",
        users >> sd.calls("picture", of=visual) >> gateway >> sd.calls("picture", of=visual) >> api,
        fusing >> sd.calls("encode image", of=visual, costs=image_cost) >> encoders,
        nearest(text, visual),
        *scored(text, visual),
        drops=[nearest(text), *scored(text)],
        step=sd.Step.SCALE,
        why="Text and images share one space, so a picture needs no index of its own.",
        tradeoffs=[
            sd.TradeOff(
                "one embedding for all uses [PIN]",
                gain="one index, and one model to keep",
                cost="every task must agree to a new version",
                instead_of="an embedding and an index for each product",
            )
        ],
    ),
    brief=sd.Brief(
        f"Design search over {items / 1e6:g}M items of a marketplace, by text and by picture, with "
        "learned ranking.",
        functional=[
            ("What may a query be?", "Text with filters, or a photo from the phone."),
            ("What is a good result?", "One that the user buys; relevance is the guardrail."),
            ("Which items are shown?", "Only those in stock that may be sold to this user."),
        ],
        scale=[
            ("How many items?", f"{items / 1e6:g}M, and 30M changes per day."),
            (
                "How many searches?",
                f"{users_a_day / 1e6:g}M users per day, 5 queries each; 20M by picture [PIN].",
            ),
        ],
        non_functional=[
            ("Which latency for text?", sd.at_most(200 * sd.ms, percentile=95, of=text)),
            ("Which latency for pictures?", sd.at_most(400 * sd.ms, percentile=95, of=visual)),
            (
                "How soon must search show a change of an item?",
                sd.at_most(
                    10 * sd.minutes, percentile=None, value=lambda n: batched + refreshed + kept
                ),
            ),
            (
                "What may a month cost?",
                sd.costs_at_most(150_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[("Which languages?", "Several, so vectors must cross languages.")],
    ),
    api=[
        sd.Endpoint(
            "GET /v1/search", "q, filters, cursor", "200 with search_id, items, facets, cursor"
        ),
        sd.Endpoint("POST /v1/search/image", "picture, crop, filters", "200 with search_id, items"),
        sd.Endpoint("POST /v1/events", "search_id, item, kind, position", "202"),
    ],
    learning=sd.Learning(
        objective="Encoders: CLIP as published [OC], tuned rarely, since every item must then be "
        "embedded again. Ranker: pairwise order by purchase, then click (LambdaMART).",
        labels="Clicks and purchases within a day, weighted for position [LTR]; people judge "
        "5,000 queries per month, which clicks cannot bias (assumed).",
        offline=f"Recall at {each_source} for retrieval; nDCG at 10 on judged queries, with rare "
        "queries and pictures apart.",
        online="Purchases per search and reformulated queries; guardrails are empty results and "
        "latency. Interleaving first, then an A/B test.",
        leakage="Counts of clicks stop before the search that they explain. Train and test differ "
        "in time and in queries, or the model only memorises popular queries.",
        drift="Share of empty and reformulated searches, nDCG of a fixed set each week, distance "
        "between today's query vectors and those of training.",
    ),
    levels=sd.Levels(
        mid="Draws an inverted index, a ranker and an indexer, and says what BM25 cannot find.",
        senior="Fuses words and vectors, counts a search once for each shard, keeps the index "
        "fresh, and corrects clicks for position.",
        staff="Trades model depth against GPUs with numbers, plans a change of embedding version, "
        "and knows which offline gain to trust.",
    ),
    figures=[
        sd.Figure(
            "Shard searches of words",
            lambda n: n.at(words),
            lambda n: f"{text.at_peak} x 65% missed x {shards} shards",
        ),
        sd.Figure("Vectors, one copy", lambda n: n[vectors], lambda n: n.how(vectors)),
        sd.Figure(
            "Cross-encoded pairs",
            lambda n: n.at(cross),
            lambda n: f"{n.at(ranker >> cross)} x {shown}",
        ),
        sd.Figure(
            "Embedding all again",
            reembedding,
            f"{items:,} x {image_cost} [OC] / {gpu_rate}, on one GPU",
        ),
        sd.Figure(
            "A text search, p95", lambda n: p95(n, text), "a miss: means and variances of its hops"
        ),
        sd.Figure("A thousand searches", thousand, lambda n: f"{n.cost.month} per month"),
    ],
    risks=[
        sd.Risk(
            "the encoders or the vector database are down",
            effect="only items with the exact words; no search by picture",
            mitigation="a deadline for vectors; the words alone are ranked",
        ),
        sd.Risk(
            "a new encoder does not match the old vectors",
            effect="results that have nothing to do with the query",
            mitigation="embed all items into a second collection and swap both at once",
        ),
        sd.Risk(
            "one shard is slow",
            effect="late pages, or a few items fewer",
            mitigation="a deadline for each shard; another copy is asked after the p95",
        ),
        sd.Risk(
            "filters exclude most of the nearest",
            effect="nearly empty pages",
            mitigation="filter inside the vector search, or search exactly when few items are left",
        ),
    ],
    probes=[
        sd.Probe(
            "Why not vectors alone?",
            "They miss part numbers, names and rare words, and they always return something. "
            "Words are precise there; fusing keeps both [RRF].",
        ),
        sd.Probe(
            "Why does adding shards not add throughput?",
            lambda n: (
                f"Each query asks all {shards} shards, so {n[words]} nodes answer {n.at(words)} of "
                "small searches. Copies add throughput; shards only make each search smaller."
            ),
        ),
        sd.Probe(
            "How do you change the embedding model?",
            f"Embed all {items / 1e6:g}M items again, which takes {reembedding:.1f} on one GPU "
            "[OC], into a new collection; write changes to both, compare, swap, keep the old one "
            "for rollback.",
        ),
        sd.Probe(
            "nDCG rose and purchases did not. Why?",
            "Judges rate relevance, and buyers also weigh price and delivery. Or the gain is in "
            "rare queries. Look at the metric by query class, then interleave.",
        ),
        sd.Probe(
            "What would you cut to save a quarter of the bill?",
            lambda n: (
                f"A month costs {n.cost.month}; {n[words]} nodes of the word index are the "
                "largest part. Cache more queries, and skip shards that the filters exclude."
            ),
        ),
    ],
    category="ml",
    summary="Words and vectors retrieve, trees and a cross-encoder rank, pictures share the index.",
    sources=[
        sd.Source(
            "CE",
            "MS MARCO cross-encoders: nDCG and documents per second",
            "Sentence Transformers",
            None,
            "https://www.sbert.net/docs/pretrained-models/ce-msmarco.html",
        ),
        sd.Source(
            "RRF",
            "Reciprocal rank fusion",
            "OpenSearch",
            None,
            "https://docs.opensearch.org/latest/vector-search/ai-search/hybrid-search/rrf/",
        ),
        sd.Source(
            "LTR",
            "Unbiased learning-to-rank with biased feedback",
            "WSDM",
            2017,
            "https://arxiv.org/abs/1608.04468",
        ),
        sd.Source(
            "PIN",
            "Learning a unified embedding for visual search at Pinterest",
            "KDD",
            2019,
            "https://arxiv.org/abs/1908.01707",
        ),
        sd.Source("MIL", "DISKANN", "Milvus", None, "https://milvus.io/docs/diskann.md"),
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
