"""Recommendation system: the whole of a personalised home feed, with its data and its learning."""

import sddiagram as sd

users_a_day, users_known, pages_a_day, actions_a_day = 50_000_000, 300_000_000, 10, 200
items, shown, candidates = 10_000_000, 20, 500
deadline, fresh_in, batch = 150 * sd.ms, 15 * sd.minutes, 30
scores, doi = sd.unit("score"), "https://doi.org/10.1145/"
pages = sd.Requests("page", users_a_day * pages_a_day * sd.per_day)
actions = sd.Requests(
    "action", users_a_day * actions_a_day * sd.per_day, request=500 * sd.B, counts="events"
)
row = 1 * sd.KB  # the features of one item as they were served, assumed
served = shown * row
# The last 100 actions of 16 B, assumed.
profiles = sd.Records(
    "user features", count=users_known, size=100 * (16 * sd.B), key="user_id", fields="actions"
)
acted = sd.Records(
    "actions", of=actions, size=500 * sd.B, keep=1 * sd.day, key="event_id", fields="user, item"
)
shown_pages = sd.Records(
    "served pages", of=pages, size=served, keep=1 * sd.day, key="page_id", fields="features, bucket"
)
catalogued = sd.Records(
    "items", count=items, size=2 * sd.KB, key="item_id", fields="content, vector, status"
)
# Assumed: these parts of the items shown are watched, and of the others kept.
watched, kept_negatives = 0.05, 0.1
lookback, training_every, embed_every = 24 * sd.hours, 24 * sd.hours, 6 * sd.hours
to_lake, compacted = 1 * sd.hour, 7 * sd.days
raw_day = users_a_day * (actions_a_day * (500 * sd.B) + pages_a_day * served)


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
redis_cost = sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]")
broker_cost = sd.cited(920 * sd.usd, "per broker, 8 vCPU and 4 TB of SSD at $0.2 per GB [NM]")
lake_cost = 30 * raw_day * (0.02 * sd.usd / sd.GB)
gpu_cost = sd.assumed(750 * sd.usd, "per A10")
# One core, the nearest 500 of 1M clustered vectors at recall 0.99: measured with Faiss 1.15.1.
per_core, cores = 295 * sd.rps, 16
per_gpu = 125e12 * 0.25 / 10e6 * scores / sd.s

users = sd.Client("Users", sends=[pages, actions])
gateway = sd.Gateway(
    "API gateway", technology="envoy", latency=ms(1, 5), cost=node_cost, note="auth, limits"
)
api = sd.Service(
    "Feed API", capacity=node, latency=ms(2, 10), cost=node_cost, note=f"deadline {deadline}"
)
lists = sd.Cache(
    "Lists",
    technology="redis",
    latency=ms(0.5, 2),
    cost=redis_cost,
    note="popular, bought together",
)
event_rate = sd.assumed(20_000 * sd.events / sd.s, "per node, sent in batches")
collector = sd.Collector("Collector", capacity=event_rate, cost=node_cost, note="checks the schema")
events = sd.Stream(
    "Events",
    technology="kafka",
    holds=[acted, shown_pages],
    node=4 * sd.TB,
    copies=3,
    cost=broker_cost,
    note="actions, served pages",
)
first_events = events.but(holds=acted, note="actions")
lake = sd.DataLake(
    "Lakehouse",
    technology="iceberg",
    cost=sd.cited(lake_cost, "for 30 days of events at $0.02 per GB [NM]"),
    note="30 days, rows are erasable",
)
retrieval = sd.CandidateGenerator(
    "Retrieval", capacity=node, latency=ms(2, 8), cost=node_cost, note="user tower, filters"
)
# Twice what the rate needs, so that half of them may be lost or load a new version.
index = sd.VectorIndex(
    "Item index",
    technology="qdrant",
    capacity=sd.assumed(cores * per_core, f"per {cores} cores, as Faiss did for the nearest 500"),
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
    note="expected watch time",
)
multi = ranker.but(note="several tasks, calibrated")
reranker = sd.Reranker(
    "Re-ranker", capacity=node, latency=ms(3, 12), cost=node_cost, note="diversity, rules, explore"
)
features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    latency=ms(0.5, 5),
    cost=redis_cost,
    holds=profiles,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    note="daily",
)
session_features = features.but(note="last 100 actions")
stream = sd.StreamProcessor(
    "Event processor", technology="flink", cost=node_cost, note="counts, last actions"
)
catalogue = sd.Database(
    "Catalogue", technology="postgres", holds=catalogued, cost=node_cost, note="items, eligibility"
)
tower = sd.Embedder("Item tower", cost=gpu_cost, note="a vector for each item")
training_cost = sd.assumed(6_000 * sd.usd, "for 8 A10 that train every day")
loop = sd.blocks.training_loop(
    lake,
    ranker,
    training=sd.TrainingJob("Training", cost=training_cost, note="24 h labels, then models"),
    registry=sd.ModelRegistry("Model registry", cost=node_cost, note="1%, 10%, 100%"),
)
experiments = sd.Evaluator("Experiments", cost=node_cost, note="buckets, guardrails, drift")

impressions = users_a_day * pages_a_day * shown
rows = impressions * (watched + (1 - watched) * kept_negatives)
recalibrated = 0.1 / (0.1 + 0.9 / kept_negatives)


def slowest(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a page."""
    delay = next(one.delay for one in n.answered if one.requests.id == pages.id)
    return delay.p99 if delay else 0 * sd.ms


def thousand(n: sd.Numbers) -> sd.Quantity:
    """What a thousand pages cost."""
    return n.cost.each_thousand or 0 * sd.usd


def largest(n: sd.Numbers) -> str:
    """The parts that cost most in a month."""
    parts = sorted(n.cost.items, key=lambda item: -item.month.value)
    return ", ".join(f"{item.label} {item.month}" for item in parts[:3])


pattern = sd.Pattern(
    "Recommendation system",
    sd.Stage(
        "Counted lists",
        users >> sd.calls("page", of=pages) >> gateway >> sd.calls("page", of=pages) >> api,
        api >> "look up" >> lists,
        users >> sd.emits(f"{batch} actions", of=actions, costs=1 / batch) >> gateway,
        gateway
        >> sd.emits("actions", of=actions)
        >> collector
        >> sd.emits("events")
        >> first_events,
        first_events >> sd.streams("actions, erasures", of=actions) >> stream,
        stream >> sd.batches("counts", every=1 * sd.minute) >> lists,
        why="Popular and bought-together items need no model, and set the bar for one.",
        tradeoffs=[
            sd.TradeOff(
                "start with counts",
                gain="a week of work, and the baseline that every model must beat",
                cost="every user sees the same popular items",
                instead_of="a model first, with nothing to compare it to",
            )
        ],
    ),
    sd.Stage(
        "Two towers, one ranker",
        api >> "user" >> features,
        api >> f"{candidates} of {items / 1e6:g}M" >> retrieval >> "nearest" >> index,
        retrieval >> sd.calls("popular items", beside=index) >> lists,
        retrieval >> sd.calls(f"score {candidates}", costs=candidates * scores) >> ranker,
        api >> sd.calls("fallback", fallback=retrieval) >> lists,
        api >> sd.emits("served page, erasures", size=served) >> events,
        events >> sd.batches("events, erasures", every=to_lake) >> lake,
        loop.flow,
        lake >> sd.batches("daily counters", every=1 * sd.day) >> features,
        catalogue >> sd.batches("all items", every=embed_every) >> tower,
        tower >> sd.batches("item vectors") >> index,
        loop.registry >> sd.copies("towers") >> [tower, retrieval],
        catalogue >> sd.streams("bans, removals") >> retrieval,
        changes=[events],
        drops=api >> "look up" >> lists,
        why=f"No page can score {items / 1e6:.0f}M items; it can score {candidates}.",
        tradeoffs=[
            sd.TradeOff(
                "expected watch time as the target [YT]",
                gain="rewards what is watched, not what baits a click",
                cost="long items win, so cap the time and guard satisfaction with surveys",
                instead_of="clicks",
            ),
            sd.TradeOff(
                f"keep {kept_negatives:.0%} of what was not watched",
                gain=f"{rows * row:.2f} of rows per day instead of {impressions * row:.0f}",
                cost="the probability of watching must be recalibrated: a predicted 0.1 is "
                f"{recalibrated:.3f} [FB]",
                instead_of="training on every impression",
            ),
            sd.TradeOff(
                "log the features that were served",
                gain="training sees what serving saw",
                cost=lambda n: f"{n.at(api >> events) * served:.0f} more in the event stream",
                instead_of="rebuilding features from tables, which brings skew",
            ),
        ],
    ),
    sd.Stage(
        "Learn within the session",
        stream >> sd.batches("last actions, erasures", every=10 * sd.seconds) >> session_features,
        catalogue >> sd.streams("new items") >> tower,
        tower >> sd.batches("new vectors", every=fresh_in / 2) >> index,
        changes=[session_features],
        step=sd.Step.DETAIL,
        why="Interests change within a visit, and daily features see neither that nor new items.",
    ),
    sd.Stage(
        "Experiment and guard",
        multi >> "best 50" >> reranker,
        experiments >> sd.copies("buckets") >> api,
        events >> sd.batches("outcomes", every=1 * sd.hour) >> experiments,
        changes=[multi],
        step=sd.Step.SCALE,
        why="Offline gains often vanish online: explore in 1% of slots, A/B test every change.",
        tradeoffs=[
            sd.TradeOff(
                "1% exploration, with logged propensities",
                gain="the model learns of items that it would not have shown",
                cost="some worse pages",
                instead_of="learning only from what the last model chose",
            )
        ],
    ),
    brief=sd.Brief(
        "Design the whole system behind a personalised home feed, with its data, its training and "
        "its experiments.",
        functional=[
            ("What is the goal?", "Watch time, with satisfaction and diversity as guardrails."),
            ("New users and new items?", "Both get sensible treatment."),
            ("Which rules hold?", "Nothing seen, blocked or ineligible; new creators get slots."),
        ],
        scale=[
            (
                "How many users?",
                f"{users_known / 1e6:g}M registered, {users_a_day / 1e6:g}M per day, {pages_a_day} "
                f"pages of {shown} items each.",
            ),
            ("How many items?", f"{items / 1e6:g}M, and 50k more per day."),
            ("How many events?", f"{actions_a_day} per daily user, {actions.request} each."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(deadline, percentile=99, of=pages)),
            (
                "How soon does a new item appear?",
                sd.at_most(fresh_in, percentile=None, value=lambda n: fresh_in / 2),
            ),
            (
                "How old may the newest labels of the ranker be?",
                sd.at_most(
                    3 * sd.days,
                    percentile=None,
                    value=lambda n: to_lake + lookback + training_every,
                ),
            ),
            (
                "How long may erased data stay?",
                sd.at_most(
                    30 * sd.days,
                    percentile=None,
                    value=lambda n: to_lake + compacted + lookback + training_every,
                ),
            ),
        ],
        constraints=[("How much may we explore?", "1% of the slots.")],
    ),
    api=[
        sd.Endpoint("GET /v1/home", "user token, cursor", "200 with page_id, items, next cursor"),
        sd.Endpoint("POST /v1/events", f"up to {batch} actions with event ids", "202"),
        sd.Endpoint("DELETE /v1/me/history", "user token", "202", "an erasure travels as an event"),
    ],
    learning=sd.Learning(
        objective="Towers: the next watched item, against in-batch negatives. Ranker: the "
        "probability of watching times the expected time, with heads for likes and hides [MM].",
        labels="Watch time within 24 h of the served page. What was shown and not watched is a "
        "negative; what was not shown has no label, except in explored slots.",
        offline=f"Recall at {candidates} for the towers; nDCG and calibration of the ranker, on "
        "the day after the training days, with new items and new users apart.",
        online="Watch time per user and day; guardrails are hides, survey answers, diversity and "
        "latency. An A/B test of two weeks decides.",
        leakage="Train on the features that were logged with the page. Position goes into "
        "training only and is fixed when serving [MM].",
        drift="Calibration per head each hour, recall on yesterday's watches, the share of missing "
        "features; an alarm rolls back to the last version.",
    ),
    levels=sd.Levels(
        mid="Draws events, features, retrieval, ranking and training, and says where labels "
        "come from.",
        senior="Sizes the event log, the index and the scores; avoids skew by logging features; "
        "handles cold start, late labels and a fallback.",
        staff="Breaks the feedback loop with exploration, plans erasure through training data, and "
        "decides by experiments why offline and online disagree.",
    ),
    figures=[
        sd.Figure("Scores", lambda n: n.at(ranker), lambda n: f"{n.at(retrieval)} x {candidates}"),
        sd.Figure("Page, p99", slowest, "its hops in a series: means and variances added"),
        sd.Figure(
            "Raw events per day",
            raw_day,
            f"{users_a_day / 1e6:g}M users x ({actions_a_day} x {actions.request} + {pages_a_day} "
            f"x {served})",
        ),
        sd.Figure(
            "Training rows per day",
            rows / 1e9,
            f"{impressions / 1e9:g}bn impressions: the {watched:.0%} watched (assumed), and "
            f"{kept_negatives:.0%} of the others",
            "bn",
        ),
        sd.Figure(
            "A thousand pages",
            thousand,
            lambda n: f"{n.cost.month} per month, {n[pages]} on average",
        ),
    ],
    risks=[
        sd.Risk(
            "the model trains on its own choices",
            effect="ever more of the same popular items",
            mitigation="exploration with logged propensities, and a diversity rule",
        ),
        sd.Risk(
            "user and item towers of different versions",
            effect="pages that look random",
            mitigation="load the new index beside the old one, and swap both towers at once",
        ),
        sd.Risk(
            "labels come late",
            effect="fewer long items, because they count as not watched",
            mitigation="wait for the window of 24 h before the join",
        ),
        sd.Risk(
            "the ranker is down or slow",
            effect="a less personal page",
            mitigation="order by retrieval score; the lists are the last fallback",
        ),
    ],
    probes=[
        sd.Probe(
            "Offline AUC rose, the experiment is flat: why?",
            "AUC over all pairs is not the top of the page, and the log holds what the old model "
            "chose. Check skew and late features first, then replay with propensities.",
        ),
        sd.Probe(
            "A cold user? A cold item?",
            "User: popularity by country, device and referrer, then the session's first actions. "
            "Item: its content vector in the index, and slots for exploration.",
        ),
        sd.Probe(
            "How is a user erased?",
            "The request travels as an event. The feature store drops the user at once. The "
            "lakehouse deletes the rows and rewrites old files within 7 days, and the next daily "
            "training has not seen them.",
        ),
        sd.Probe(
            "What does a thousand pages cost?",
            lambda n: (
                f"{thousand(n)}, or {n.cost.month} per month. The largest parts: {largest(n)}. "
                "Log a reference to a feature version in place of the features, and the event "
                "log shrinks most."
            ),
        ),
        sd.Probe(
            "How do you know that the new ranker is better?",
            "By an A/B test by user on watch time and guardrails. Before it, a replay of explored "
            "slots, weighted by propensity.",
        ),
    ],
    category="ml",
    summary="Events teach retrieval and ranking; sessions refresh them; experiments decide.",
    sources=[
        sd.Source(
            "MM",
            "Recommending what video to watch next: a multitask ranking system",
            "RecSys",
            2019,
            f"{doi}3298689.3346997",
        )
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
