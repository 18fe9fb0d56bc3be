"""Two-stage recommendation: retrieve hundreds of candidates, rank them precisely."""

import math

import sddiagram as sd

peak = 3 * 50_000_000 * 10 * sd.per_day
items, candidates, per_source, sources_beside = 10_000_000, 500, 200, 3
retrieved = candidates + sources_beside * per_source
# The page cache serves 15%; the rest runs through the funnel.
cached = 0.15
funnel_share = round(1 - cached, 6)
funnel_pages = funnel_share * peak
# Assumed 1,500 rps per 8-vCPU node, at 65%, x 1.5 to lose a zone.
api_rate = 1_500 * sd.rps
api_nodes = math.ceil(peak / (api_rate * 0.65) * 1.5)
# 128 floats and 64 links of 4 B an item [FAISS], x 1.2; one host holds it: replicate.
vector = (4 * 128 + 4 * 64) * sd.B
index_size = 1.2 * items * vector
# 1,000 searches/s a core (plan [ANN]) x 16 cores at 60%; twice what is needed, for zones.
index_rate = 16_000 * sd.rps
index_nodes = 2 * math.ceil(peak / (index_rate * 0.6))
# Assumed 10 MFLOP a score, on an A10 at 25% of its 125 TFLOP/s.
scores = peak * candidates
ranker_rate = 125e12 * 0.25 / 10e6 / candidates * sd.rps
rankers = math.ceil(funnel_pages / (ranker_rate * 0.65) * 1.5)
fetched = scores * sd.KB
user_features = peak * (4 * sd.KB)
funnel = sd.Group("10M items to 20")
offline = sd.Group("Offline side")

users = sd.Client("Users")
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node; one a zone, and any two carry the peak.
gateway = sd.Gateway(
    "API gateway", technology="envoy", capacity=22_900 * sd.rps, replicas=3, note="auth, limits"
)
api = sd.Service(
    "Recommendation API", capacity=api_rate, replicas=api_nodes, note="deadline 150 ms"
)
popular = sd.Cache(
    "Page cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    note="most popular items",
)
pages = popular.but(hit_ratio=cached, note="page 2+, fallback")
events = sd.Stream("Events", technology="kafka", replicas=3, note="views, clicks, new items")
processor = sd.StreamProcessor(
    "Event processor", technology="flink", replicas=3, note="within seconds"
)

features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    capacity=72_000 * sd.rps,
    replicas=3,
    latency=5 * sd.ms,  # p99 of a feature read with its network hop, planning value [FEA]
    note="vector, history",
)
index = sd.VectorIndex(
    "Vector index",
    technology="hnsw",
    capacity=index_rate,
    replicas=index_nodes,
    note=f"{index_size}, replicated",
)
ranker = sd.Ranker(
    "Ranker",
    technology="triton",
    capacity=ranker_rate,
    replicas=rankers,
    group=funnel,
    note="item features in memory",
)
loop = sd.blocks.training_loop(
    events,
    ranker,
    training=sd.TrainingJob("Training", group=offline, note="two-tower and ranker"),
    registry=sd.ModelRegistry("Model registry", group=offline, note="canary, rollback"),
)
generator = sd.CandidateGenerator(
    "Candidate generator", replicas=3, group=funnel, note="nearest, minus seen"
)
merging_generator = generator.but(note="merges, drops seen")
sources = sd.NoSQL("Other sources", replicas=3, note="co-views, trends, new")
reranker = sd.Service("Re-ranker", replicas=3, group=funnel, note="diversity, ads, explore")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="recall, p99")

counts = processor >> sd.streams("counts") >> popular
pattern = sd.Pattern(
    "Two-stage recommendation",
    sd.Stage(
        "Most popular",
        users >> "page" >> gateway >> "page" >> api >> "top list" >> popular,
        api >> sd.emits("clicks") >> events >> sd.streams("all") >> processor,
        counts,
        why=f"It answers {peak} with one look-up, the same page for everybody.",
    ),
    sd.Stage(
        "Retrieve, then rank",
        api >> "get, set pages" >> pages,
        processor >> sd.streams("history") >> features,
        api >> sd.calls("user", share=funnel_share) >> generator >> "top 500" >> index,
        generator >> "user vector" >> features,
        generator >> "score 500" >> ranker,
        loop.flow,
        loop.registry >> sd.copies("item vectors") >> index,
        changes=[pages],
        drops=api >> "top list" >> popular,
        why=f"Scoring {items / 1e6:.0f}M items cannot fit 150 ms; {candidates} candidates do.",
        tradeoffs=[
            sd.TradeOff(
                "two stages",
                gain=f"{items / candidates:,.0f} times fewer items to score",
                cost="what retrieval misses, no ranker brings back",
                instead_of="ranking everything",
            ),
            sd.TradeOff(
                "HNSW in memory",
                gain="high recall at 1,000 searches/s a core",
                cost=f"{index_size} of memory a replica",
                instead_of="IVF-PQ: smaller, lower recall",
            ),
            sd.TradeOff(
                "item features in the ranker's memory",
                gain=f"{user_features} to send instead of {fetched}",
                cost="10 GB a ranker, refreshed with the model",
                instead_of="fetching 500 items' features a page",
            ),
        ],
    ),
    sd.Stage(
        "Many sources, last rules",
        merging_generator >> "3 x 200" >> sources,
        ranker >> "best 50" >> reranker,
        processor >> sd.streams("lists") >> sources,
        api >> sd.emits("metrics") >> monitoring,
        changes=[merging_generator],
        drops=counts,
        why=f"One source narrows the page: {retrieved:,} candidates, new items in 15 minutes.",
        tradeoffs=[
            sd.TradeOff(
                "a deadline per source",
                gain="a slow source costs its candidates, not the page",
                cost=f"some pages are ranked from fewer than {retrieved:,}",
                instead_of="waiting for all of them",
            ),
            sd.TradeOff(
                "request time",
                gain="new items and fresh history within 15 minutes",
                cost="the whole funnel inside 150 ms",
                instead_of="pages computed in batch: cheap, stale",
            ),
        ],
    ),
    brief=sd.Brief(
        "Return the best 20 of 10M items in under 150 ms.",
        functional=[
            ("What is best?", "Expected engagement, within business rules."),
            ("New users and items?", "Yes, both must get sensible pages."),
        ],
        scale=[
            ("How many items?", "10M, 50k more a day."),
            ("How many pages?", "50M daily users, 10 pages each."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 150 ms."),
            ("How fresh?", "New items appear within 15 minutes."),
        ],
        constraints=[("What may a page contain?", "Nothing seen, blocked or ineligible.")],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Pages at the peak", peak, "50M users x 10 a day / 86,400 s, x 3"),
        sd.Figure("Index", index_size, f"{items:,} x {vector} x 1.2: one host, so replicate"),
        sd.Figure("Index replicas", index_nodes, f"2 x {peak} / ({index_rate} x 0.6)", "nodes"),
        sd.Figure("Scores at the peak", scores, f"{peak} x {candidates}"),
        sd.Figure("Rankers", rankers, f"{funnel_pages} / ({ranker_rate} x 0.65) x 1.5", "A10 GPUs"),
        sd.Figure("Item features, if fetched", fetched, f"{scores} x 1 KB"),
        sd.Figure("User features, as sent", user_features, f"{peak} x 4 KB (assumed)"),
        sd.Figure("Funnel", items / 20, f"{items:,} items to {retrieved:,} to 20", "to one"),
    ],
    risks=[
        sd.Risk(
            "one source is slow",
            effect="the page waits for it",
            mitigation="a deadline a source; rank what has arrived",
        ),
        sd.Risk(
            "the ranker is down",
            effect="no order",
            mitigation="order by retrieval score, or the cached page",
        ),
        sd.Risk(
            "the index is stale",
            effect="new items are never shown",
            mitigation="a small index of new items, merged at query time",
        ),
        sd.Risk(
            "filters leave too few",
            effect="half-empty pages",
            mitigation="over-fetch, or an index that filters while it searches",
        ),
        sd.Risk(
            "user and item vectors of different versions",
            effect="neighbours are random",
            mitigation="version both, and swap them together",
        ),
    ],
    probes=[
        sd.Probe(
            "What bounds the final quality?",
            "Retrieval recall: the ranker orders what it is given. Measure retrieval alone, "
            "against what users later engaged with.",
        ),
        sd.Probe(
            "Why not rank everything?",
            f"{items:,} scores a page are {items / candidates:,.0f} times {candidates}, and "
            f"{candidates} already take {rankers} GPUs.",
        ),
        sd.Probe(
            "How do you evaluate retrieval alone?",
            "Recall at k against engaged items held out in time, by segment, new items apart; then "
            "an experiment, since the log favours the old retrieval.",
        ),
        sd.Probe(
            "Where do ads go?",
            "Scored by their own system on a common scale, blended by the re-ranker under rules "
            "for load and distance.",
        ),
        sd.Probe(
            "HNSW or IVF-PQ?",
            f"HNSW while {index_size} fit in memory: recall and speed. Product quantisation when "
            "items grow a hundredfold, with re-scoring by exact vectors.",
        ),
    ],
    category="ml",
    summary="Cheap retrieval narrows 10M items to hundreds; a precise ranker orders those.",
    sources=[
        "facebookresearch/faiss, HNSW: memory per vector",
        "erikbern/ann-benchmarks, result plots: recall against queries a second",
        "twitter/the-algorithm, README: candidate sources and ranking",
        "feast-dev/feast, feature server benchmarks",
    ],
)
