"""Two-stage recommendation: retrieve hundreds of candidates, rank them precisely."""

from dataclasses import replace

import sddiagram as sd

# 50M users x 10 pages a day = 5.8k on average; x 3 at the peak = 17.4k pages/s.
peak = 17_400 * sd.rps
funnel = sd.Group("10M items to 20")
offline = sd.Group("Offline side")

users = sd.Client("Users")
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node; one a zone, and any two carry the peak.
gateway = sd.Gateway("API gateway", technology="envoy", capacity=22_900 * sd.rps, replicas=3)
# Assumed 1,500 rps per 8-vCPU node: 17.4k / (1,500 x 0.65) x 1.5 to lose a zone = 27.
api = sd.Service("Recommendation API", capacity=1_500 * sd.rps, replicas=27)
popular = sd.Cache(
    "Page cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    note="most popular items",
)
pages = replace(popular, hit_ratio=0.15, note="page 2+, fallback")
events = sd.Stream("Events", technology="kafka", replicas=3, note="views, clicks, new items")
processor = sd.StreamProcessor("Event processor", technology="flink", replicas=3)

features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    capacity=72_000 * sd.rps,
    replicas=3,
    latency=5 * sd.ms,  # p99 of a feature read with its network hop, planning value [FEA]
    note="vector, history",
)
# 128 floats + 64 links of 4 B = 768 B an item; x 10M x 1.2 = 9.2 GB, one host holds it: replicate.
# 1,000 searches/s a core (plan [ANN]) x 16 cores; two at 60 % carry the peak, four are deployed.
index = sd.VectorIndex(
    "Vector index",
    technology="hnsw",
    capacity=16_000 * sd.rps,
    replicas=4,
    note="9.2 GB, replicated",
)
# 17.4k x 500 = 8.7M scores/s x 10 MFLOP = 87 TFLOP/s: about three A10s, so 5,800 pages/s each.
# 85 % of pages: 14.8k / (5.8k x 0.65) = 4; x 1.5 to lose a zone = 6.
ranker = sd.Ranker(
    "Ranker",
    technology="triton",
    capacity=5_800 * sd.rps,
    replicas=6,
    group=funnel,
    note="item features in memory",
)
training = sd.TrainingJob("Training", group=offline, note="two-tower and ranker")
registry = sd.ModelRegistry(
    "Model registry", technology="mlflow", group=offline, note="canary, rollback"
)
generator = sd.CandidateGenerator("Candidate generator", replicas=3, group=funnel)
merging_generator = replace(generator, note="merges, drops seen")
sources = sd.NoSQL("Other sources", replicas=3, note="co-views, trends, new")
reranker = sd.Service("Re-ranker", replicas=3, group=funnel, note="diversity, ads, explore")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="recall, p99")

counts = processor >> sd.streams("counts") >> popular
# The page cache serves 15 %; the rest runs through the funnel.
funnel_share = 0.85

pattern = sd.Pattern(
    "Two-stage recommendation",
    sd.Stage(
        "Most popular",
        users >> "page" >> gateway >> api >> "top list" >> popular,
        api >> sd.emits("clicks") >> events >> sd.streams() >> processor,
        counts,
        why="It answers 17.4k pages/s with one look-up, the same for everybody.",
    ),
    sd.Stage(
        "Retrieve, then rank",
        api >> "get, set pages" >> pages,
        processor >> sd.streams("history") >> features,
        api >> sd.calls("user", share=funnel_share) >> generator >> "top 500" >> index,
        generator >> "user vector" >> features,
        generator >> "score 500" >> ranker,
        events >> sd.batches("examples") >> training >> "models" >> registry,
        registry >> sd.copies("ranker") >> ranker,
        registry >> sd.copies("item vectors") >> index,
        replaces=popular,
        drops=api >> "top list" >> popular,
        why="Scoring 10M items a page cannot fit 150 ms; 500 candidates do.",
        tradeoffs=[
            sd.TradeOff(
                "two stages",
                gain="20,000 times fewer items to score",
                cost="what retrieval misses, no ranker brings back",
                instead_of="ranking everything",
            ),
            sd.TradeOff(
                "HNSW in memory",
                gain="high recall at 1,000 searches/s a core",
                cost="9.2 GB of memory a replica",
                instead_of="IVF-PQ: smaller, lower recall",
            ),
            sd.TradeOff(
                "item features in the ranker's memory",
                gain="70 MB/s to send instead of 8.7 GB/s",
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
        replaces=generator,
        drops=counts,
        why="One source narrows the page: 500 + 3 x 200 candidates, new items in 15 minutes.",
        tradeoffs=[
            sd.TradeOff(
                "a deadline per source",
                gain="a slow source costs its candidates, not the page",
                cost="some pages are ranked from fewer than 1,100",
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
    category="ml",
    summary="Cheap retrieval narrows 10M items to hundreds; a precise ranker orders those.",
    sources=[
        "facebookresearch/faiss, HNSW: memory per vector",
        "erikbern/ann-benchmarks, result plots: recall against queries a second",
        "twitter/the-algorithm, README: candidate sources and ranking",
        "feast-dev/feast, feature server benchmarks",
    ],
)
