"""Two-stage recommendation: retrieve hundreds of candidates, rank them precisely."""

import sddiagram as sd

users_a_day, pages_a_day, items, shown = 50_000_000, 10, 10_000_000, 20
deadline, fresh_in = 150 * sd.ms, 15 * sd.minutes
candidates, per_source, beside = 500, 200, 3
retrieved = candidates + beside * per_source
dimensions, links = 128, 32
scores = sd.unit("score")
pages = sd.Requests("page", users_a_day * pages_a_day * sd.per_day)
# Each item on a page is an event.
actions = sd.Requests(
    "action", users_a_day * pages_a_day * shown * sd.per_day, request=500 * sd.B, counts="events"
)
profiles = sd.Records("user features", count=users_a_day, size=4 * sd.KB)
item_features = 1 * sd.KB

# Assumed 1,500 rps per 8-vCPU node with real logic; 8 vCPU at $15 a month [NM].
node_rate, node_cost = 1_500 * sd.rps, 120 * sd.usd
# 64 GB at $2 per GB of memory and month [NM]; one process does 72k ops/s unpipelined [RED].
redis_rate, redis_memory, redis_cost = 72_000 * sd.rps, 64 * sd.GB, 128 * sd.usd
# Times of one visit are assumed; a round trip in the region takes 0.25 ms [NM].
network = sd.latency(0.25 * sd.ms, p99=1 * sd.ms)
index_memory = sd.retrieval.memory_hnsw(items, dimensions, links)
# One core, the nearest 500 of 1M clustered vectors at recall 0.99: measured with Faiss 1.15.1.
per_core, cores = 295 * sd.rps, 16
slower = 3_276 * sd.rps / per_core  # the nearest 10, on the same core and vectors
index_cost = (cores * 15 + 16 * 2) * sd.usd  # vCPU, and GB of memory [NM]
# Assumed 10 MFLOP a score, on an A10 at 25% of its 125 TFLOP/s.
per_gpu = 125e12 * 0.25 / 10e6 * scores / sd.s
funnel = sd.Group(f"{items / 1e6:g}M items to {shown}")

users = sd.Client("Users", sends=[pages, actions])
# 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    cost=node_cost,
    note="auth, limits",
)
api = sd.Service(
    "Recommendation API",
    capacity=node_rate,
    latency=sd.latency(2 * sd.ms, p99=10 * sd.ms),
    cost=node_cost,
    note=f"deadline {deadline}",
)
popular = sd.Cache(
    "Page cache",
    technology="redis",
    capacity=redis_rate,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=redis_cost,
    note="most popular items",
)
page_cache = popular.but(caches=pages, hit_ratio=0.15, note="page 2+, fallback")
# Assumed 20,000 small events/s per node, sent in batches.
collector = sd.Collector("Collector", capacity=20_000 * sd.events / sd.s, note="checks the schema")
events = sd.Stream(
    "Events",
    technology="kafka",
    note="views, clicks, served lists",
)
# Assumed 50,000 events/s per task manager.
processor = sd.StreamProcessor(
    "Event processor",
    technology="flink",
    capacity=50_000 * sd.events / sd.s,
    note="counts, within seconds",
)
embedding = processor.but(note="history, user tower")

features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    capacity=redis_rate,
    latency=sd.latency(0.5 * sd.ms, p99=5 * sd.ms),
    cost=redis_cost,
    holds=profiles,
    node=50 * sd.GB,  # assumed usable
    memory=redis_memory,
    copies=2,
    note="vector, history, seen",
)
# Twice what the rate needs, so that half of them may be lost or load a new version.
index = sd.VectorIndex(
    "Vector index",
    technology="hnsw",
    capacity=cores * per_core,
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    cost=index_cost,
    sizing=sd.Sizing(use=0.6, zones=2, spare=1),
    note=f"{index_memory:.1f}, replicated",
)
ranker = sd.Ranker(
    "Ranker",
    technology="triton",
    capacity=per_gpu,
    latency=sd.latency(12 * sd.ms, p99=35 * sd.ms),
    cost=750 * sd.usd,  # an A10, assumed
    group=funnel,
    note="item features in memory",
)
generator = sd.CandidateGenerator(
    "Candidate generator",
    capacity=node_rate,
    latency=sd.latency(2 * sd.ms, p99=8 * sd.ms),
    cost=node_cost,
    group=funnel,
    note="nearest, minus seen",
)
merging = generator.but(note=f"merges, filters, to {candidates}")
sources = sd.KeyValue(
    "Other sources",
    technology="redis",
    latency=sd.latency(2 * sd.ms, p99=15 * sd.ms),
    note="co-views, trends, new items",
)
reranker = sd.Reranker(
    "Re-ranker",
    capacity=node_rate,
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    cost=node_cost,
    group=funnel,
    note="diversity, ads, explore",
)
catalogue = sd.Database("Catalogue", technology="postgres", note="items, eligibility")
tower = sd.Embedder("Item tower", note="a vector for each item")
loop = sd.blocks.training_loop(
    events,
    ranker,
    training=sd.TrainingJob("Training", note="two towers and ranker"),
    registry=sd.ModelRegistry("Model registry", note="canary, rollback"),
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="samples, alarms")

top_lists = processor >> sd.batches("top lists", every=1 * sd.minute) >> popular


def fetched(n: sd.Numbers) -> sd.Quantity:
    """What it takes to fetch the features of every candidate."""
    return n.at(ranker) * (item_features / scores)


def sent(n: sd.Numbers) -> sd.Quantity:
    """What it takes to send the user's features to the ranker."""
    return n.at(generator >> ranker) * profiles.size


def slowest(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a page that runs through the whole funnel."""
    longest = next(one.longest for one in n.answered if one.requests.id == pages.id)
    return longest.p99 if longest else 0 * sd.ms


def index_nodes(n: sd.Numbers, rate: sd.Quantity) -> int:
    """The index's replicas if one core answered at this rate."""
    return sd.retrieval.replicas(n.at(generator >> index), rate, cores)


pattern = sd.Pattern(
    "Two-stage recommendation",
    sd.Stage(
        "Most popular",
        users >> sd.calls("page", of=pages) >> gateway >> "page" >> api >> "top list" >> popular,
        users >> sd.emits("views, clicks", of=actions) >> collector >> sd.emits("events") >> events,
        events >> sd.streams("all", costs=1 * sd.events) >> processor,
        top_lists,
        why=lambda n: f"It answers {n.peak} with one look-up, the same page for everybody.",
    ),
    sd.Stage(
        "Retrieve, then rank",
        api >> "get" >> page_cache,
        api >> sd.calls("set", after=page_cache) >> page_cache,
        api >> sd.calls("candidates", after=page_cache) >> generator >> "user vector" >> features,
        generator >> f"nearest {candidates}" >> index,
        generator >> sd.calls(f"score {candidates}", costs=candidates * scores) >> ranker,
        api >> sd.emits("served list", size=500 * sd.B) >> events,
        embedding >> sd.batches("history, vector", every=10 * sd.second) >> features,
        catalogue >> sd.batches("items", every=fresh_in / 2) >> tower,
        tower >> sd.batches("item vectors") >> index,
        loop.flow,
        loop.registry >> sd.copies("towers") >> [tower, embedding],
        changes=[page_cache, embedding],
        drops=[api >> "top list" >> popular, top_lists],
        why=f"Scoring {items / 1e6:.0f}M items cannot fit {deadline}; {candidates} candidates do.",
        tradeoffs=[
            sd.TradeOff(
                "two stages",
                gain=f"{items / candidates:,.0f} times fewer items to score",
                cost="what retrieval misses, no ranker brings back",
                instead_of="ranking everything",
            ),
            sd.TradeOff(
                "HNSW in memory",
                gain=f"the nearest {candidates} at recall 0.99, with {cores * per_core} per node",
                cost=f"{index_memory:.1f} of memory per replica",
                instead_of="IVF-PQ: smaller, lower recall",
            ),
            sd.TradeOff(
                "item features in the ranker's memory",
                gain=lambda n: f"{sent(n):.0f} to send instead of {fetched(n):.1f}",
                cost=f"{items * item_features} per ranker, refreshed with the model",
                instead_of=f"fetching the features of {candidates} items for each page",
            ),
        ],
    ),
    sd.Stage(
        "Many sources, last rules",
        merging >> sd.calls(f"{beside} x {per_source}", times=beside, beside=index) >> sources,
        ranker >> "best 50" >> reranker,
        embedding >> sd.batches("lists", every=1 * sd.minute) >> sources,
        catalogue >> sd.streams("bans, removals") >> merging,
        index >> sd.emits("recall, age", share=0.01) >> monitoring,
        changes=[merging],
        why=f"One source narrows the page: {retrieved:,} candidates, new items in {fresh_in}.",
        tradeoffs=[
            sd.TradeOff(
                "a deadline for each source",
                gain="a slow source costs its candidates, not the page",
                cost=f"some pages choose from fewer than {retrieved:,}",
                instead_of="waiting for all of them",
            ),
            sd.TradeOff(
                f"cut {retrieved:,} to {candidates} before ranking",
                gain=f"GPUs pay for {candidates} scores per page, whatever the sources bring",
                cost="duplicates out, then a light model that may drop a good item",
                instead_of="ranking all that was retrieved",
            ),
            sd.TradeOff(
                "at request time",
                gain=f"new items and fresh history within {fresh_in}",
                cost=f"the whole funnel inside {deadline}",
                instead_of="pages computed in batch: cheap, stale",
            ),
        ],
    ),
    brief=sd.Brief(
        f"Return the best {shown} of {items / 1e6:g}M items in under {deadline}.",
        functional=[
            ("What is best?", "Expected engagement, within business rules."),
            ("New users and items?", "Yes, both must get sensible pages."),
        ],
        scale=[
            ("How many items?", f"{items / 1e6:g}M, 50k more a day."),
            (
                "How many pages?",
                f"{users_a_day / 1e6:g}M daily users, {pages_a_day} pages of {shown} items each.",
            ),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(deadline, percentile=99, of=pages)),
            ("How fresh?", f"New items appear within {fresh_in}."),
        ],
        constraints=[("What may a page contain?", "Nothing seen, blocked or ineligible.")],
    ),
    figures=[
        sd.Figure(
            "Scores",
            lambda n: n.at(ranker),
            lambda n: f"{n.at(generator >> ranker)} x {candidates} candidates",
        ),
        sd.Figure("Rankers", lambda n: n[ranker], lambda n: n.how(ranker), "A10 GPUs"),
        sd.Figure("Index memory", index_memory, index_memory.how),
        sd.Figure("Index replicas", lambda n: n[index], lambda n: n.how(index), "nodes"),
        sd.Figure(
            "Item features, if fetched",
            fetched,
            lambda n: f"{n.at(ranker)} x {item_features} for each",
        ),
        sd.Figure(
            "User features, as sent",
            sent,
            lambda n: f"{n.at(generator >> ranker)} x {profiles.size} (assumed)",
        ),
        sd.Figure(
            "Whole funnel, p99",
            slowest,
            "the hops of a page that misses the cache: means and variances added",
        ),
        sd.Figure(
            "A thousand pages",
            lambda n: n.cost.each_thousand or 0 * sd.usd,
            lambda n: f"{n.cost.month} a month, for {pages.rate} on average",
        ),
        sd.Figure(
            "Funnel", items / shown, f"{items:,} items to {retrieved:,} to {shown}", "to one"
        ),
    ],
    risks=[
        sd.Risk(
            "one source is slow",
            effect="the page waits for it",
            mitigation="a deadline for each source; rank what has arrived",
        ),
        sd.Risk(
            "the ranker is down",
            effect="no order",
            mitigation="order by retrieval score, or the cached page",
        ),
        sd.Risk(
            "the index is stale",
            effect="new items are never shown",
            mitigation="a source of new items beside it, and an alarm on the index's age",
        ),
        sd.Risk(
            "filters leave too few",
            effect="half-empty pages",
            mitigation="over-fetch, or an index that filters while it searches",
        ),
        sd.Risk(
            "user and item vectors of different versions",
            effect="neighbours are random",
            mitigation="version both towers, and swap them together",
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
            lambda n: (
                f"{items:,} scores per page are {items / candidates:,.0f} times {candidates}, and "
                f"{candidates} already take {n[ranker]} GPUs."
            ),
        ),
        sd.Probe(
            "How sure are you of the index's size?",
            lambda n: (
                "Published plots ask for the nearest 10: with "
                f"{sd.retrieval.searches_per_core(k=10)} per core "
                f"{index_nodes(n, sd.retrieval.searches_per_core(k=10))} nodes would do. The "
                f"nearest {candidates} took {slower:.0f} times as long where we measured: "
                f"{n[index]} nodes "
                f"at {per_core} per core, "
                f"{index_nodes(n, sd.retrieval.searches_per_core(k=candidates))} if the plots "
                "shrink as much. Measure your own vectors, or fetch fewer."
            ),
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
            f"HNSW while {index_memory:.1f} fit in memory: recall and speed. Product quantisation "
            "when items grow a hundredfold, with re-scoring by exact vectors.",
        ),
    ],
    category="ml",
    summary="Cheap retrieval narrows millions of items to hundreds; a precise ranker orders those.",
    sources=[
        "facebookresearch/faiss, HNSW: memory per vector",
        "erikbern/ann-benchmarks, result plots: recall against queries a second",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
        "sirupsen/napkin-math: prices, and the round trip in a region",
        "twitter/the-algorithm, README: candidate sources and ranking",
    ],
    network=network,
)
