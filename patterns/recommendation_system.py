"""Recommendation system: the whole of a personalised home feed, with its data and its learning."""

import math

import sddiagram as sd

users_a_day, users_known, pages_a_day, actions_a_day = 50_000_000, 300_000_000, 10, 200
items, shown, candidates = 10_000_000, 20, 500
deadline, fresh_in = 150 * sd.ms, 15 * sd.minutes
dimensions, links = 128, 32
scores = sd.unit("score")
pages = sd.Requests("page", users_a_day * pages_a_day * sd.per_day)
actions = sd.Requests(
    "action", users_a_day * actions_a_day * sd.per_day, request=500 * sd.B, counts="events"
)
vector = dimensions * 4 * sd.B
# The last 100 actions of 16 B, assumed.
profiles = sd.Records("user features", count=users_known, size=100 * (16 * sd.B))
row = 1 * sd.KB  # the features of one item as they were served, assumed
served = shown * row
# Assumed: these parts of the items shown are watched, and of the others kept.
watched, kept_negatives = 0.05, 0.1

# Assumed 1,500 rps per 8-vCPU node with real logic; 8 vCPU at $15 a month [NM].
node_rate, node_cost = 1_500 * sd.rps, 120 * sd.usd
# 64 GB at $2 per GB of memory and month [NM]; one process does 72k ops/s unpipelined [RED].
redis_rate, redis_memory, redis_cost = 72_000 * sd.rps, 64 * sd.GB, 128 * sd.usd
# One core, the nearest 500 of 1M clustered vectors at recall 0.99: measured with Faiss 1.15.1.
per_core, cores = 295 * sd.rps, 16
index_cost = (cores * 15 + 16 * 2) * sd.usd  # vCPU, and GB of memory [NM]
index_memory = sd.retrieval.memory_hnsw(items, dimensions, links)
# Assumed 10 MFLOP a score, on an A10 at 25% of its 125 TFLOP/s.
per_gpu = 125e12 * 0.25 / 10e6 * scores / sd.s
embed_rate = 8_100 * sd.rps  # BERT-base, 128 tokens, one A100 [AIT]
partition = 10 * sd.MB / sd.s  # [KAF]

users = sd.Client("Users", sends=[pages, actions])
# Times of one visit are assumed. 0.35 vCPU per 1k rps [IST]: an 8-vCPU node carries 22.9k.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    cost=node_cost,
    note="auth, limits",
)
api = sd.Service(
    "Feed API",
    capacity=node_rate,
    latency=sd.latency(2 * sd.ms, p99=10 * sd.ms),
    cost=node_cost,
    note=f"deadline {deadline}",
)
lists = sd.Cache(
    "Lists",
    technology="redis",
    capacity=redis_rate,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=redis_cost,
    note="popular, bought together",
)
# Assumed 20,000 small events/s per node, sent in batches.
collector = sd.Collector("Collector", capacity=20_000 * sd.events / sd.s, note="checks the schema")
events = sd.Stream("Events", technology="kafka", note="actions, served pages")
lake = sd.DataLake(
    "Lakehouse", technology="iceberg", note=lambda n: f"{raw(n) * (1 * sd.day):.0f} a day, erasable"
)
retrieval = sd.CandidateGenerator(
    "Retrieval",
    capacity=node_rate,
    latency=sd.latency(2 * sd.ms, p99=8 * sd.ms),
    cost=node_cost,
    note="user tower, filters",
)
# Twice what the rate needs, so that half of them may be lost or load a new version.
index = sd.VectorIndex(
    "Item index",
    technology="hnsw",
    capacity=cores * per_core,
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    cost=index_cost,
    sizing=sd.Sizing(use=0.6, zones=2, spare=1),
    note=f"{index_memory:.1f}, replicated",
)
fresh_index = index.but(note="blue/green, new items")
ranker = sd.Ranker(
    "Ranker",
    technology="triton",
    capacity=per_gpu,
    latency=sd.latency(12 * sd.ms, p99=35 * sd.ms),
    cost=750 * sd.usd,  # an A10, assumed
    note="item features inside",
)
multi = ranker.but(note="several tasks, calibrated")
reranker = sd.Reranker(
    "Re-ranker",
    capacity=node_rate,
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    cost=node_cost,
    note="diversity, rules, explore",
)
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
    note="last 100 actions",
)
daily_features = features.but(note="daily")
# Assumed 50,000 events/s per task manager.
stream = sd.StreamProcessor(
    "Event processor", technology="flink", capacity=50_000 * sd.events / sd.s, note="under 10 s"
)
catalogue = sd.Database("Catalogue", technology="postgres", note="items, eligibility")
tower = sd.Embedder("Item tower", note="a vector for each item")
labels = sd.BatchProcessor("Label join", technology="spark", note="24 h window, point in time")
loop = sd.blocks.training_loop(
    labels,
    ranker,
    training=sd.TrainingJob("Training", note="daily; towers every 6 h"),
    registry=sd.ModelRegistry("Model registry", note="1%, 10%, 100%"),
)
experiments = sd.Service("Experiments", replicas=3, note="buckets, guardrails, drift")


def raw(n: sd.Numbers) -> sd.Quantity:
    """What the events of a second take on average, in bytes."""
    acted = n[actions] / sd.events * (actions.request or 0 * sd.B)
    logged = any(arrow.target == events.id and arrow.source == api.id for arrow in n.arrows)
    return acted + n[pages] * served if logged else acted


def partitions(n: sd.Numbers) -> int:
    """The partitions that take the events at the peak."""
    return math.ceil(n.at(events) / partition)


def slowest(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a page."""
    delay = next(one.delay for one in n.answered if one.requests.id == pages.id)
    return delay.p99 if delay else 0 * sd.ms


def thousand(n: sd.Numbers) -> sd.Quantity:
    """What a thousand pages cost online."""
    return n.cost.each_thousand or 0 * sd.usd


def dearest(n: sd.Numbers) -> str:
    """The parts that cost most in a month."""
    items = sorted(n.cost.items, key=lambda item: -item.month.value)
    return ", ".join(f"{item.label} ({item.month})" for item in items[:3])


impressions = users_a_day * pages_a_day * shown
rows = impressions * (watched + (1 - watched) * kept_negatives)
recalibrated = 0.1 / (0.1 + 0.9 / kept_negatives)

pattern = sd.Pattern(
    "Recommendation system",
    sd.Stage(
        "Counted lists",
        users >> sd.calls("page", of=pages) >> gateway >> "page" >> api >> "look up" >> lists,
        users >> sd.emits("actions", of=actions) >> collector >> sd.emits("events") >> events,
        events >> sd.streams("actions", of=actions) >> stream,
        stream >> sd.batches("counts", every=1 * sd.minute) >> lists,
        why="Popular and bought-together items need no model, and set the bar for one.",
        tradeoffs=[
            sd.TradeOff(
                "start with counts",
                gain="a day's work, and the baseline that every model must beat",
                cost="the same head items for all",
                instead_of="a model first, with nothing to compare it to",
            ),
        ],
    ),
    sd.Stage(
        "Two towers, one ranker",
        api >> "user" >> daily_features,
        api >> f"{candidates} of {items / 1e6:g}M" >> retrieval >> "nearest" >> index,
        retrieval >> sd.calls("head items", beside=index) >> lists,
        retrieval >> sd.calls(f"score {candidates}", costs=candidates * scores) >> ranker,
        api >> sd.calls("if all fails", fallback=retrieval) >> lists,
        api >> sd.emits("served page, erasures", size=served) >> events,
        events >> sd.batches("hourly, erasures", every=1 * sd.hour) >> lake,
        lake >> sd.batches("rows") >> labels,
        loop.flow,
        lake >> sd.batches("daily", every=1 * sd.day) >> daily_features,
        catalogue >> sd.batches("items", every=6 * sd.hours) >> tower,
        tower >> sd.batches("item vectors") >> index,
        loop.registry >> sd.copies("towers") >> [tower, retrieval],
        drops=[api >> "look up" >> lists],
        why=f"{items / 1e6:.0f}M items a page cannot be scored; {candidates} can, from features.",
        tradeoffs=[
            sd.TradeOff(
                "expected watch time as the target",
                gain="rewards what is watched, not what baits a click",
                cost="long items win; cap it, and guard satisfaction with surveys",
                instead_of="clicks",
            ),
            sd.TradeOff(
                f"keep {kept_negatives:.0%} of what was not watched",
                gain=f"{rows * row:.2f} of rows a day instead of {impressions * row:.0f}",
                cost=(
                    "the probability of watching, which the time is multiplied with, must be "
                    f"recalibrated: a predicted 0.1 is really {recalibrated:.3f}"
                ),
                instead_of="training on every impression",
            ),
            sd.TradeOff(
                "log the features that were served",
                gain="training sees what serving saw",
                cost=lambda n: f"{n.at(api >> events) * served:.0f} more in the event stream",
                instead_of="rebuilding features from tables, with skew",
            ),
        ],
    ),
    sd.Stage(
        "Learn within the session",
        stream >> sd.batches("last actions, erasures", every=10 * sd.seconds) >> features,
        catalogue >> sd.streams("new items") >> tower,
        tower >> sd.batches("new vectors", every=fresh_in / 2) >> fresh_index,
        changes=[features, fresh_index],
        step=sd.Step.DETAIL,
        why="Interests change within a visit; nightly features cannot see it, nor new items.",
        tradeoffs=[
            sd.TradeOff(
                "the user's vector at request time",
                gain="it knows the last click",
                cost="each page waits for the user tower",
                instead_of=f"a table of {users_known * vector:.0f}, computed daily",
            ),
            sd.TradeOff(
                "a small index of new items beside the large one",
                gain=f"an item is found within {fresh_in}",
                cost="two searches for each page, merged",
                instead_of="rebuilding the index all the time",
            ),
        ],
    ),
    sd.Stage(
        "Experiment and guard",
        multi >> "best 50" >> reranker,
        experiments >> sd.copies("buckets") >> api,
        events >> sd.batches("outcomes") >> experiments,
        changes=[multi],
        step=sd.Step.SCALE,
        why="Offline gains often vanish online: explore in 1% of slots, A/B test every change.",
        tradeoffs=[
            sd.TradeOff(
                "one ranker for several tasks",
                gain="shared features and one fleet",
                cost="tasks can hurt each other; their weights are a product decision",
                instead_of="a model for each task",
            ),
            sd.TradeOff(
                "1% exploration, propensities logged",
                gain="the model learns of items it would not have shown",
                cost="some worse pages",
                instead_of="learning only from what the last model chose",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design the whole system behind a personalised home feed, with its data, its training and "
        "its experiments.",
        functional=[
            ("What is the goal?", "Watch time, with satisfaction and diversity as guardrails."),
            ("New users and new items?", f"Both get sensible treatment; items within {fresh_in}."),
            ("Which rules hold?", "Nothing seen, blocked or ineligible; creators get a chance."),
        ],
        scale=[
            (
                "How many users?",
                f"{users_known / 1e6:g}M registered, {users_a_day / 1e6:g}M a day, {pages_a_day} "
                f"pages of {shown} items each.",
            ),
            ("How many items?", f"{items / 1e6:g}M, 50k more a day."),
            ("How many events?", f"{actions_a_day} for each daily user, {actions.request} each."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(deadline, percentile=99, of=pages)),
            ("How fresh is the model?", "Ranker daily, embeddings every six hours."),
        ],
        constraints=[
            ("May users ask for erasure?", "Yes, within 30 days, training data included."),
            ("How much may we explore?", "1% of the slots."),
        ],
    ),
    figures=[
        sd.Figure(
            "Scores",
            lambda n: n.at(ranker),
            lambda n: f"{n.at(retrieval >> ranker)} x {candidates} candidates",
        ),
        sd.Figure("Page, p99", slowest, "its hops in a series: means and variances added"),
        sd.Figure(
            "Event stream",
            lambda n: n.at(events),
            lambda n: (
                f"{n.at(collector)} of {actions.request}, and {n.at(api >> events)} of {served} "
                f"for the pages as served; {partitions(n)} partitions at {partition}"
            ),
        ),
        sd.Figure(
            "Raw events a day",
            lambda n: raw(n) * (1 * sd.day),
            lambda n: f"{n[actions]} x {actions.request}, and {n[pages]} x {served}",
        ),
        sd.Figure(
            "User features", lambda n: features.copies * n[profiles], lambda n: n.how(features)
        ),
        sd.Figure("Index memory", index_memory, index_memory.how),
        sd.Figure(
            "Re-embedding all items", items / embed_rate, f"{items:,} / {embed_rate} on one A100"
        ),
        sd.Figure(
            "Training rows a day",
            rows / 1e9,
            f"{impressions / 1e9:g}bn impressions: the {watched:.0%} watched (assumed), and "
            f"{kept_negatives:.0%} of the others",
            "bn",
        ),
        sd.Figure(
            "A thousand pages",
            thousand,
            lambda n: f"{n.cost.month} a month online, for {n[pages]} on average",
        ),
    ],
    risks=[
        sd.Risk(
            "the model trains on its own choices",
            effect="popular items grow, the rest starve",
            mitigation="exploration, logged propensities, a diversity constraint",
        ),
        sd.Risk(
            "position bias",
            effect="what stood on top looks good",
            mitigation="position as a feature in training only, fixed when serving",
        ),
        sd.Risk(
            "user and item towers of different versions",
            effect="distances mean nothing; the page turns random",
            mitigation="version both together and swap them at once, blue/green",
        ),
        sd.Risk(
            "labels come late",
            effect="watched items count as not watched",
            mitigation="wait out an attribution window of 24 h before joining",
        ),
        sd.Risk(
            "the ranker is down or slow",
            effect="no page, or a late one",
            mitigation="order by retrieval score, or serve the lists, and say so in the log",
        ),
    ],
    probes=[
        sd.Probe(
            "Offline AUC rose, the experiment is flat: why?",
            "AUC over all pairs is not the top of the page; the log holds what the old model "
            "chose; features may be skewed or late; or the metric is not what users want. Check "
            "skew first, then replay with propensities.",
        ),
        sd.Probe(
            "A cold user? A cold item?",
            "User: popularity by country, device and referrer, then the session's first actions. "
            "Item: its content embedding in the index of new items and slots for exploration.",
        ),
        sd.Probe(
            "How do you keep the future out of the features?",
            "Log features when the page is served and join labels to those; where history is "
            "rebuilt, join as of the impression's time.",
        ),
        sd.Probe(
            "What bounds the page's quality?",
            "Retrieval recall: what is not among the candidates cannot be ranked. Measure it alone "
            "against what users later engaged with.",
        ),
        sd.Probe(
            "How is a user erased?",
            "The request travels as an event. The lakehouse deletes the user's rows and drops the "
            "old files within days; the label join reads it anew each day, so the next model has "
            "not seen them; the feature store drops the user at once.",
        ),
        sd.Probe(
            "What does a thousand pages cost?",
            lambda n: (
                f"About {thousand(n)} online, {n.cost.month} a month: most for {dearest(n)}. "
                "Training and the events come on top. Halving the candidates saves GPUs and "
                "index; watch recall."
            ),
        ),
    ],
    category="ml",
    summary="Events teach retrieval and ranking; sessions refresh them; experiments decide.",
    sources=[
        "Covington et al., Deep neural networks for YouTube recommendations (RecSys 2016)",
        "He et al., Practical lessons from predicting clicks on ads (2014): recalibration",
        "facebookincubator/AITemplate, examples/03_bert: embedding rate",
        "facebookresearch/faiss, HNSW: memory per vector",
        "redis/redis-doc, benchmarks: throughput of one process",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps",
        "sirupsen/napkin-math: prices, and the round trip in a region",
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
