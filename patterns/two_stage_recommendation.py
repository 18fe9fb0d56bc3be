"""Two-stage recommendation: retrieve hundreds of candidates, rank them precisely."""

import sddiagram as sd

users_a_day, pages_a_day, items, shown = 50_000_000, 10, 10_000_000, 20
deadline, fresh_in = 150 * sd.ms, 15 * sd.minutes
candidates, per_source, beside = 500, 200, 3
retrieved = candidates + beside * per_source
dimensions, links = 128, 32
embed_every, insert_every, page_life = 5 * sd.minutes, 5 * sd.minutes, 2 * sd.minutes
scores, doi = sd.unit("score"), "https://doi.org/10.1145/"
pages = sd.Requests("page", users_a_day * pages_a_day * sd.per_day)
# Each item on a page is an event.
actions = sd.Requests(
    "action", users_a_day * pages_a_day * shown * sd.per_day, request=500 * sd.B, counts="events"
)
profiles = sd.Records(
    "user features", count=users_a_day, size=4 * sd.KB, key="user_id", fields="actions, seen"
)
log = sd.Records(
    "events", of=actions, size=500 * sd.B, keep=1 * sd.day, key="event_id", fields="item, kind"
)
catalogued = sd.Records(
    "items", count=items, size=1 * sd.KB, key="item_id", fields="features, vector, status"
)


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
redis_cost = sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]")
broker_cost = sd.cited(920 * sd.usd, "per broker, 8 vCPU and 4 TB of SSD at $0.2 per GB [NM]")
gpu_cost = sd.assumed(750 * sd.usd, "per A10")
# A round trip in the region takes 0.25 ms [NM].
network = ms(0.25, 1)
index_memory = sd.retrieval.memory_hnsw(items, dimensions, links)
# One core, the nearest 500 of 1M clustered vectors at recall 0.99: measured with Faiss 1.15.1.
per_core, cores = 295 * sd.rps, 16
slower = 3_276 * sd.rps / per_core  # the nearest 10, on the same core and vectors
per_gpu = 125e12 * 0.25 / 10e6 * scores / sd.s
funnel = sd.Group(f"{items / 1e6:g}M items to {shown}")

users = sd.Client("Users", sends=[pages, actions])
balancer = sd.LoadBalancer(
    "Load balancer",
    capacity=sd.assumed(1_000_000 * sd.rps, "per L4 node"),
    latency=ms(0.1, 0.5),
    cost=node_cost,
    note="L4, one per zone",
)
gateway = sd.Gateway(
    "API gateway", technology="envoy", latency=ms(1, 5), cost=node_cost, note="auth, limits"
)
note = f"deadline {deadline}"
api = sd.Service("Recommendation API", capacity=node, latency=ms(2, 10), cost=node_cost, note=note)
popular = sd.Cache(
    "Page cache", technology="redis", latency=ms(0.5, 2), cost=redis_cost, note="most popular items"
)
page_cache = popular.but(caches=pages, hit_ratio=0.15, stale=page_life, note="pages, lists")
event_rate = sd.assumed(20_000 * sd.events / sd.s, "per node, sent in batches")
collector = sd.Collector("Collector", capacity=event_rate, cost=node_cost, note="checks the schema")
events = sd.Stream(
    "Events",
    technology="kafka",
    holds=log,
    node=4 * sd.TB,
    copies=3,
    cost=broker_cost,
    note="actions, served pages",
)
processor = sd.StreamProcessor(
    "Event job", technology="flink", cost=node_cost, note="counts in seconds"
)
embedding = processor.but(note="history, lists")
features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    latency=ms(0.5, 5),
    cost=redis_cost,
    holds=profiles,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    note="history, seen",
)
# Twice what the rate needs, so that half of them may be lost or load a new version.
index = sd.VectorIndex(
    "Vector index",
    technology="qdrant",
    capacity=sd.assumed(cores * per_core, f"per {cores} cores, as Faiss did at k = {candidates}"),
    latency=ms(3, 12),
    cost=sd.cited((cores * 15 + 16 * 2) * sd.usd, f"per node of {cores} vCPU and 16 GB [NM]"),
    sizing=sd.Sizing(use=0.6, zones=2, spare=1),
    note="HNSW, whole in each node",
)
ranker = sd.Ranker(
    "Ranker",
    technology="triton",
    capacity=sd.assumed(per_gpu, "per A10, a quarter of its 125 TFLOP/s"),
    latency=ms(12, 35),
    cost=gpu_cost,
    group=funnel,
    note="item features in memory",
)
generator = sd.CandidateGenerator(
    "Candidate generator",
    capacity=node,
    latency=ms(2, 8),
    cost=node_cost,
    group=funnel,
    note="user tower, filters",
)
merging = generator.but(note=f"merges, cuts to {candidates}")
sources = sd.KeyValue(
    "Other sources",
    technology="redis",
    latency=ms(2, 15),
    cost=redis_cost,
    note="co-views, trends, new items",
)
reranker = sd.Reranker(
    "Re-ranker",
    capacity=node,
    latency=ms(3, 12),
    cost=node_cost,
    group=funnel,
    note="diversity, ads, explore",
)
catalogue = sd.Database(
    "Catalogue", technology="postgres", holds=catalogued, cost=node_cost, note="items, eligibility"
)
tower = sd.Embedder("Item tower", cost=node_cost, note="a vector for each item")
gpus = sd.assumed(6_000 * sd.usd, "for 8 A10 that train every day")
loop = sd.blocks.training_loop(
    events,
    ranker,
    training=sd.TrainingJob("Training", cost=gpus, note="daily, from the last model"),
    registry=sd.ModelRegistry("Model registry", cost=node_cost, note="canary, rollback"),
)


def slowest(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a page that runs through the whole funnel."""
    longest = next(one.longest for one in n.answered if one.requests.id == pages.id)
    return longest.p99 if longest else 0 * sd.ms


def index_nodes(n: sd.Numbers, rate: sd.Quantity) -> int:
    """The index's replicas if one core answered at this rate."""
    return sd.retrieval.replicas(n.at(generator >> index), rate, cores)


def thousand(n: sd.Numbers) -> sd.Quantity:
    """What a thousand pages cost."""
    return n.cost.each_thousand or 0 * sd.usd


pattern = sd.Pattern(
    "Two-stage recommendation",
    sd.Stage(
        "Most popular",
        users >> sd.calls("page", of=pages) >> balancer >> sd.calls("page", of=pages) >> gateway,
        gateway >> "page" >> api >> "top list" >> popular,
        users >> sd.emits("views, clicks", of=actions) >> balancer,
        balancer >> sd.emits("views, clicks", of=actions) >> collector,
        collector >> sd.emits("events") >> events >> sd.streams("events") >> processor,
        processor >> sd.batches("top lists", every=1 * sd.minute) >> popular,
        why=lambda n: f"It answers {n.peak} with one look-up, the same page for everybody.",
    ),
    sd.Stage(
        "Retrieve, then rank",
        api >> "get" >> page_cache,
        api >> sd.calls("set", after=page_cache) >> page_cache,
        api >> sd.calls("candidates", after=page_cache) >> generator >> "history" >> features,
        generator >> f"nearest {candidates}" >> index,
        generator >> sd.calls(f"score {candidates}", costs=candidates * scores) >> ranker,
        api >> sd.calls("fallback: top list", fallback=generator) >> page_cache,
        api >> sd.emits("served page", size=500 * sd.B) >> events,
        embedding >> sd.batches("history", every=10 * sd.second) >> features,
        catalogue >> sd.batches("changed items", every=embed_every) >> tower,
        tower >> sd.batches("item vectors", every=insert_every) >> index,
        loop.flow,
        loop.registry >> sd.copies("towers") >> [tower, generator],
        changes=[page_cache, embedding],
        drops=api >> "top list" >> popular,
        why=f"Scoring {items / 1e6:.0f}M items cannot fit {deadline}; {candidates} candidates do.",
        tradeoffs=[
            sd.TradeOff(
                "two stages",
                gain=f"{items / candidates:,.0f} times fewer items to score",
                cost="the ranker cannot recover what retrieval has missed",
                instead_of="ranking everything",
            ),
            sd.TradeOff(
                "HNSW in memory",
                gain=f"the nearest {candidates} at recall 0.99, with {cores * per_core} per node",
                cost=f"{index_memory:.1f} of memory per replica",
                instead_of="IVF-PQ, which is smaller and has a lower recall",
            ),
        ],
    ),
    sd.Stage(
        "Many sources, last rules",
        merging >> sd.calls(f"{beside} x {per_source}", times=beside, beside=index) >> sources,
        ranker >> "best 50" >> reranker,
        embedding >> sd.batches("lists", every=1 * sd.minute) >> sources,
        catalogue >> sd.streams("bans, removals") >> merging,
        changes=[merging],
        why=f"One source narrows the page; {beside} more bring {retrieved:,} candidates in all.",
        tradeoffs=[
            sd.TradeOff(
                "a deadline for each source",
                gain="a slow source costs its own candidates, not the page",
                cost=f"some pages choose from fewer than {retrieved:,}",
                instead_of="waiting for all of them",
            ),
            sd.TradeOff(
                f"cut {retrieved:,} to {candidates} with a light model [TW]",
                gain=f"the GPUs score {candidates} items per page, whatever the sources bring",
                cost="the light model may drop a good item",
                instead_of="ranking all that was retrieved",
            ),
        ],
    ),
    brief=sd.Brief(
        f"Return the best {shown} of {items / 1e6:g}M items in under {deadline}.",
        functional=[
            ("What is best?", "Expected engagement, within business rules."),
            ("New users and items?", "Both must get sensible pages."),
        ],
        scale=[
            ("How many items?", f"{items / 1e6:g}M, and 50k more per day."),
            (
                "How many pages?",
                f"{users_a_day / 1e6:g}M daily users, {pages_a_day} pages of {shown} items each.",
            ),
            ("How many of them are cached?", f"{page_cache.hit_ratio:.0%}, assumed."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(deadline, percentile=99, of=pages)),
            (
                "How soon does a new item appear?",
                sd.at_most(
                    fresh_in,
                    percentile=None,
                    value=lambda n: embed_every + insert_every + page_life,
                ),
            ),
            (
                "What may a month cost?",
                sd.costs_at_most(60_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[("What may a page contain?", "Nothing seen, blocked or ineligible.")],
    ),
    api=[
        sd.Endpoint("GET /v1/home", "user token, cursor", "200 with page_id, items, next cursor"),
        sd.Endpoint(
            "POST /v1/events",
            "page_id, and for each item kind, position, dwell time",
            "202",
            "sent in batches; a repeated event id counts once",
        ),
    ],
    learning=sd.Learning(
        objective="Towers: the next item that the user engages with, as a softmax over in-batch "
        "negatives, corrected for how often popular items are drawn [YI]. Ranker: the probability "
        "of each action, combined with product weights.",
        labels="Clicks and dwell time of shown items, joined to the served page within a day. "
        "Items that were shown and ignored are negatives of the ranker only.",
        offline=f"Recall at {candidates} for the towers; AUC and nDCG within a page for the "
        "ranker. The test set is the day after the training data.",
        online="Engaged time per user and days returned; guardrails are hides, diversity and p99.",
        leakage="Predict the next action, not a random held-out one [YT]; use item features and "
        "history as they were when the page was served.",
        drift="Recall on yesterday's engagements, calibration per source, the age of vectors, and "
        "the share of pages that fall back.",
    ),
    levels=sd.Levels(
        mid="Draws retrieval and ranking apart, says why, and names a vector index and a cache.",
        senior="Sizes scores, index and feature store; counts the index at its own k; gives every "
        "source a deadline and keeps both towers at one version.",
        staff="Measures retrieval recall apart from ranking, plans exploration and feedback loops, "
        "and says which cost falls when candidates are halved.",
    ),
    figures=[
        sd.Figure("Scores", lambda n: n.at(ranker), lambda n: f"{n.at(generator)} x {candidates}"),
        sd.Figure("Index memory", index_memory, index_memory.how),
        sd.Figure(
            "Whole funnel, p99", slowest, "a page that misses the cache: means and variances added"
        ),
        sd.Figure(
            "A thousand pages",
            thousand,
            lambda n: f"{n.cost.month} per month, {pages.rate} on average",
        ),
    ],
    risks=[
        sd.Risk(
            "one source is slow",
            effect="nothing; the page is chosen from fewer candidates",
            mitigation="a deadline for each, an alarm on misses; the ranker takes what has come",
        ),
        sd.Risk(
            "the ranker is down",
            effect="a less personal page",
            mitigation="order by retrieval score; if that fails too, fall back to the top list",
        ),
        sd.Risk(
            "user and item vectors come from different versions",
            effect="pages that look random",
            mitigation="store the tower's version with each vector, and swap both together",
        ),
        sd.Risk(
            "filters leave too few items",
            effect="half-empty pages",
            mitigation="fetch more than needed, and fill up from the trend list",
        ),
    ],
    probes=[
        sd.Probe(
            "What bounds the final quality?",
            "Retrieval recall: the ranker only orders what it is given. Measure it alone, against "
            "items that users later engaged with, with new items apart.",
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
                f"{sd.retrieval.searches_per_core(k=10)} per core [ANN] "
                f"{index_nodes(n, sd.retrieval.searches_per_core(k=10))} nodes would do. The "
                f"nearest {candidates} took {slower:.0f} times as long in our run, so we plan "
                f"{n[index]} nodes at {per_core} per core. If the plots shrink as much, it is "
                f"{index_nodes(n, sd.retrieval.searches_per_core(k=candidates))}. Measure your "
                "own vectors, or fetch fewer."
            ),
        ),
        sd.Probe(
            "What does a thousand pages cost, and what would you cut first?",
            lambda n: (
                f"{thousand(n)}, with events and training: {n.cost.month} per month. The rankers "
                f"take {n[ranker] * gpu_cost} of it, the event brokers "
                f"{n[events] * broker_cost}: sample the views before you cut candidates."
            ),
        ),
    ],
    category="ml",
    summary="Cheap retrieval narrows millions of items to hundreds; a precise ranker orders those.",
    sources=[
        sd.Source(
            "YI",
            "Sampling-bias-corrected neural modeling for large corpus item recommendations",
            "RecSys",
            2019,
            f"{doi}3298689.3346996",
        ),
        sd.Source(
            "TW",
            "The algorithm, README",
            "Twitter",
            2023,
            "https://github.com/twitter/the-algorithm",
        ),
    ],
    network=network,
)
