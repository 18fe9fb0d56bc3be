"""Recommendation system: the whole of a personalised home feed, with its data and its learning."""

import math

import sddiagram as sd

# 50M users a day x 10 page loads, x 3 at the peak.
peak = 3 * 50_000_000 * 10 * sd.per_day
page, candidates, items = 20, 500, 10_000_000
event, events_a_day = 500 * sd.B, 200
events_rate = 3 * 50_000_000 * events_a_day * sd.per_day
ingress = events_rate * event
raw_a_day = 50_000_000 * events_a_day * event
partitions = math.ceil(ingress / (10 * sd.MB / sd.s))

dimension = 64
user_table = 300_000_000 * dimension * 4 * sd.B
embed_rate = 8_100 * sd.rps  # BERT-base, 128 tokens, one A100 [AIT]
embed_time = items / embed_rate

impressions = 50_000_000 * 10 * page
kept_negatives = 0.1
rows = impressions * kept_negatives
training_day = rows * sd.KB
recalibrated = 0.1 / (0.1 + 0.9 / kept_negatives)

nodes = math.ceil(peak / (1_500 * sd.rps * 0.65) * 1.5)  # assumed 1,500 rps per 8-vCPU node
scores = peak * candidates
# Assumed 10 MFLOP a score, A10 at 25% of its 125 TFLOP/s; x 1.5 to lose a zone, at 65%.
rankers = math.ceil(float(scores / sd.rps) * 10e6 / (125e12 * 0.25) / 0.65 * 1.5)

users = sd.Client("Users")
api = sd.Service("Feed API", capacity=1_500 * sd.rps, replicas=nodes, note="fallback: page cache")
lists = sd.Cache(
    "Lists",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=3,
    note="popular, bought together",
)
events = sd.Stream("Events", replicas=3, note="views, clicks, served list")
lake = sd.DataLake("Lakehouse", technology="iceberg", note=f"{raw_a_day} a day")
retrieval = sd.CandidateGenerator("Retrieval", replicas=3, note="many sources, filters")
index = sd.VectorIndex(
    "Item index",
    technology="hnsw",
    capacity=16_000 * sd.rps,  # 1,000 searches/s a core (plan [ANN]) x 16
    replicas=2 * math.ceil(peak / (16_000 * sd.rps * 0.6)),
    note="user and item towers",
)
fresh_index = index.but(note="blue/green + new items")
ranker = sd.Ranker(
    "Ranker", technology="triton", replicas=rankers, latency=30 * sd.ms, note="item features inside"
)
multi = ranker.but(note="several tasks, calibrated")
reranker = sd.Service("Re-ranker", replicas=3, note="diversity, rules, explore")
features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=3,
    latency=5 * sd.ms,
    note="last 100 actions",
)
daily_features = features.but(note="daily")
stream = sd.StreamProcessor("Event processor", replicas=3, note="under 10 s")
labels = sd.BatchProcessor("Label join", note="24 h window, point in time")
loop = sd.blocks.training_loop(
    labels,
    ranker,
    training=sd.TrainingJob("Training", note="daily; towers every 6 h"),
    registry=sd.ModelRegistry("Model registry", note="1%, 10%, 100%"),
)
experiments = sd.Service("Experiments", replicas=3, note="buckets, guardrails, drift")

pattern = sd.Pattern(
    "Recommendation system",
    sd.Stage(
        "Counted lists",
        users >> "page" >> api >> "look up" >> lists,
        users >> sd.emits("actions", share=0) >> events >> sd.streams("actions") >> stream,
        stream >> sd.streams("counts") >> lists,
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
        api >> "500 of 10M" >> retrieval >> "nearest" >> index,
        retrieval >> "head items" >> lists,
        retrieval >> "score 500" >> ranker,
        api >> "user" >> daily_features,
        api >> sd.emits("served list") >> events,
        events >> sd.batches("hourly") >> lake,
        lake >> sd.batches("events") >> labels,
        loop.flow,
        lake >> sd.batches("daily") >> daily_features,
        loop.registry >> sd.copies("towers") >> index,
        drops=api >> "look up" >> lists,
        why=f"{items / 1e6:.0f}M items a page cannot be scored; {candidates} can, from features.",
        tradeoffs=[
            sd.TradeOff(
                "expected watch time as the target",
                gain="rewards what is watched, not what baits a click",
                cost="long items win; cap it, and guard satisfaction with surveys",
                instead_of="clicks",
            ),
            sd.TradeOff(
                f"keep {kept_negatives:.0%} of the negatives",
                gain=f"{training_day} of rows a day instead of {training_day / kept_negatives}",
                cost=f"scores must be recalibrated: a predicted 0.1 is really {recalibrated:.3f}",
                instead_of="training on every impression",
            ),
            sd.TradeOff(
                "log the features that were served",
                gain="training sees what serving saw",
                cost="the event grows",
                instead_of="rebuilding features from tables, with skew",
            ),
        ],
    ),
    sd.Stage(
        "Learn within the session",
        stream >> sd.streams("last actions") >> features,
        api >> "user" >> features,
        lake >> sd.batches("daily") >> features,
        stream >> sd.streams("new items") >> fresh_index,
        retrieval >> "nearest" >> fresh_index,
        loop.registry >> sd.copies("towers") >> fresh_index,
        changes=[features, fresh_index],
        step=sd.Step.DETAIL,
        why="Interests change within a visit; nightly features cannot see it, nor new items.",
        tradeoffs=[
            sd.TradeOff(
                "a small index of new items beside the large one",
                gain="an item is found within 15 minutes",
                cost="two searches a page, merged",
                instead_of="rebuilding the index all the time",
            ),
        ],
    ),
    sd.Stage(
        "Experiment and guard",
        retrieval >> "score 500" >> multi >> "best 50" >> reranker,
        loop.registry >> sd.copies("release") >> multi,
        experiments >> sd.copies("buckets") >> api,
        events >> sd.streams("outcomes") >> experiments,
        changes=[multi],
        step=sd.Step.SCALE,
        why="Offline gains often vanish online: 1% explores, each change is an experiment.",
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
            ("New users and new items?", "Both get sensible treatment; items within 15 minutes."),
            ("Which rules hold?", "Nothing seen, blocked or ineligible; creators get a chance."),
        ],
        scale=[
            ("How many users?", "300M registered, 50M a day, 10 pages each."),
            ("How many items?", "10M, 50k more a day."),
            ("How many events?", f"{events_a_day} a user and day, {event} each."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 150 ms."),
            ("How fresh is the model?", "Ranker daily, embeddings every six hours."),
        ],
        constraints=[
            ("May users ask for erasure?", "Yes, within 30 days, training data included."),
            ("How much may we explore?", "1% of the slots."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Pages at the peak", peak, "50M users x 10 a day / 86,400 s, x 3"),
        sd.Figure("Scores at the peak", scores, f"{peak} x {candidates} candidates"),
        sd.Figure("Events at the peak", events_rate, f"50M users x {events_a_day} a day, x 3"),
        sd.Figure("Event stream", ingress, f"{event} each; {partitions} partitions at 10 MB/s"),
        sd.Figure("Raw events a day", raw_a_day, f"50M x {events_a_day} x {event}"),
        sd.Figure("User embeddings", user_table, f"300M x {dimension} x 4 B: sharded or hashed"),
        sd.Figure("Re-embedding all items", embed_time, f"{items:,} / {embed_rate} on one A100"),
        sd.Figure(
            "Training rows a day",
            rows / 1e9,
            f"{impressions / 1e9:g}bn impressions, {kept_negatives:.0%} of the negatives",
            "bn",
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
            mitigation="order by retrieval score, or serve the cached page, and say so in the log",
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
            "What does a thousand pages cost?",
            f"Ranking dominates: {candidates} scores a page. Halve the candidates with a light "
            "pre-ranker and watch recall before buying GPUs.",
        ),
    ],
    category="ml",
    summary="Events teach retrieval and ranking; sessions refresh them; experiments decide.",
    sources=[
        "Covington et al., Deep neural networks for YouTube recommendations (RecSys 2016)",
        "He et al., Practical lessons from predicting clicks on ads (2014): recalibration",
        "facebookincubator/AITemplate, examples/03_bert: embedding rate",
        "erikbern/ann-benchmarks, result plots",
    ],
)
