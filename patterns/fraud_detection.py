"""Fraud detection: approve, review or deny a payment in a hundred milliseconds."""

import math

import sddiagram as sd

payments_a_day = 10_000_000
peak = 10 * payments_a_day * sd.per_day  # ten times the mean at a sale
review_share, reviews_each = 0.005, 200
reviews = review_share * payments_a_day
analysts_needed = math.ceil(reviews / reviews_each)
chargeback_days = 90
event = 2 * sd.KB
log_day = payments_a_day * event
labelled = payments_a_day * chargeback_days

# Assumed 1,500 rps per 8-vCPU node; tree models answer in about a millisecond on one core.
service_rate, tree_rate = 1_500 * sd.rps, 8_000 * sd.rps
nodes = max(3, math.ceil(peak / (service_rate * 0.65) * 1.5))
budget = {"rules": 5, "features": 10, "model": 5, "network": 10}
total = sum(budget.values()) * sd.ms

checkout = sd.Client("Checkout")
service = sd.Service(
    "Risk service", capacity=service_rate, replicas=nodes, latency=5 * sd.ms, note="rules in code"
)
deciding = service.but(note="hard rules, then score")
payments = sd.SQLPrimary("Payments", note="decision, chargeback")
events = sd.Stream("Events", replicas=3, note="payments, log-ins")
velocity = sd.StreamProcessor("Velocity", replicas=3, note="counts by card, device")
features = sd.OnlineFeatureStore(
    "Features",
    technology="redis",
    capacity=50_000 * sd.rps,
    replicas=3,
    latency=10 * sd.ms,
    note="under 1 s old",
)
model = sd.ModelServer(
    "Model",
    technology="xgboost",
    capacity=tree_rate,
    replicas=3,
    latency=5 * sd.ms,
    note="trees, with reasons",
)
shadowed = model.but(note="live and shadow version")
desk = sd.Queue("Review desk", technology="sqs", note=f"{analysts_needed} analysts")
labels = sd.BatchProcessor("Labels", note="early and final ones")
loop = sd.blocks.training_loop(
    labels,
    model,
    training=sd.TrainingJob("Training", technology="xgboost", note="weekly, point in time"),
    registry=sd.ModelRegistry("Model registry", note="shadow, then canary"),
)
graph = sd.NoSQL("Graph features", technology="neo4j", note="shared cards, devices")

pattern = sd.Pattern(
    "Fraud detection",
    sd.Stage(
        "Rules",
        checkout >> "payment" >> service >> "read, write" >> payments,
        why="Rules stop what is known; each new trick waits for a person to write one.",
    ),
    sd.Stage(
        "Fresh features, a model",
        checkout >> "payment" >> deciding >> "read, write" >> payments,
        deciding >> sd.emits("payment, score") >> events >> sd.streams("events") >> velocity,
        velocity >> sd.streams("counts") >> features,
        deciding >> "one read" >> features,
        deciding >> "score" >> model,
        changes=[deciding],
        why="Five cards from one device in a minute: a count that a nightly table has not.",
        tradeoffs=[
            sd.TradeOff(
                "gradient-boosted trees",
                gain="a millisecond on a CPU, and reasons to show",
                cost="features are made by hand",
                instead_of="a deep network, slower and hard to explain to a regulator",
            ),
            sd.TradeOff(
                "counts from a stream",
                gain="under a second old, when bursts are what matters",
                cost="a stateful job to run, and to replay for training",
                instead_of="counting in SQL for each payment",
            ),
        ],
    ),
    sd.Stage(
        "Review and learn",
        deciding
        >> sd.emits("review", share=review_share)
        >> desk
        >> sd.emits("verdicts")
        >> labels,
        payments >> sd.batches("chargebacks") >> labels,
        events >> sd.batches("features served") >> labels,
        loop.flow,
        step=sd.Step.DETAIL,
        why=f"{review_share:.1%} to review is {reviews:,.0f} a day: {analysts_needed} analysts.",
        tradeoffs=[
            sd.TradeOff(
                "the threshold follows review capacity",
                gain="every case is seen while it can still be stopped",
                cost="some fraud passes on busy days",
                instead_of="a fixed score, and a queue that grows",
            ),
            sd.TradeOff(
                "fail by amount",
                gain="small payments go on when the model is down",
                cost="a known gap, that thieves will find if it is often open",
                instead_of="closed for all, or open for all",
            ),
        ],
    ),
    sd.Stage(
        "Against adversaries",
        deciding >> "score" >> shadowed,
        loop.registry >> sd.copies("release") >> shadowed,
        events >> sd.batches("edges, hourly") >> graph >> sd.batches("ring size") >> features,
        changes=[shadowed],
        step=sd.Step.SCALE,
        why="Fraudsters adapt in days; labels take up to 90: watch shadows and rings.",
        tradeoffs=[
            sd.TradeOff(
                "a shadow model on live traffic",
                gain="the new version is compared before it decides anything",
                cost="twice the scoring",
                instead_of="trusting a test set from before the fraudsters changed",
            ),
        ],
    ),
    brief=sd.Brief(
        "Decide for each payment whether to approve, review or deny it, within 100 ms.",
        functional=[
            ("Which decisions?", "Approve, review by a person, deny; with a reason."),
            ("What is known of the payer?", "Card, device, account, history, address."),
        ],
        scale=[
            ("How many payments?", "10M a day; ten times the mean at a sale."),
            ("How many can people review?", f"{reviews_each} a day each."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 100 ms."),
            ("How fresh must counts be?", "Under a second."),
            ("If the model is down?", "Rules; small amounts pass, large ones wait."),
        ],
        constraints=[
            ("When are labels known?", "Reviews in hours, chargebacks in 30 to 90 days."),
            ("Must a denial be explained?", "Yes."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Payments at the peak", peak, f"{payments_a_day:,} a day / 86,400 s, x 10"),
        sd.Figure("Reviews a day", reviews, f"{review_share:.1%} of {payments_a_day:,}", "cases"),
        sd.Figure("Analysts", analysts_needed, f"{reviews:,.0f} / {reviews_each} a day each"),
        sd.Figure("Events a day", log_day, f"{payments_a_day:,} x {event} (assumed)"),
        sd.Figure(
            "Payments without a final label",
            labelled / 1e6,
            f"{chargeback_days} days x {payments_a_day:,}",
            "M",
        ),
        sd.Figure("Latency planned", total, "assumed: " + ", ".join(budget)),
    ],
    risks=[
        sd.Risk(
            "labels come after 90 days",
            effect="the model trains on the past's tricks",
            mitigation="reviews as early labels, weights for what is not final",
        ),
        sd.Risk(
            "what was denied has no label",
            effect="the model never learns that it was wrong",
            mitigation="let a small random share pass, and log its probability",
        ),
        sd.Risk(
            "the stream lags",
            effect="counts miss the burst that is going on",
            mitigation="alert on age, tighten the rules while it lasts",
        ),
        sd.Risk(
            "a rule is wrong",
            effect="thousands of good customers are denied",
            mitigation="dry run on yesterday's traffic, and an owner and an expiry each",
        ),
    ],
    probes=[
        sd.Probe(
            "What sets the threshold?",
            f"Review capacity: {analysts_needed} analysts see {reviews:,.0f} cases. Above it, "
            "compare the cost of a fraud with that of a good customer denied.",
        ),
        sd.Probe(
            "Open or closed when it fails?",
            "By amount and product: small goods pass on rules alone, transfers and gift cards "
            "wait.",
        ),
        sd.Probe(
            "1 in 1,000 is fraud: which metric?",
            "Precision at review capacity and money saved; accuracy would be 99.9% for a model "
            "that denies nobody.",
        ),
        sd.Probe(
            "How do you find rings?",
            "Accounts joined by card, device and address as a graph; the size and age of a "
            "component as features, hourly.",
        ),
    ],
    category="ml",
    summary="Rules, velocity from a stream, trees with reasons, people for the doubtful.",
    sources=[
        "redis/redis-doc, benchmarks: throughput of one process",
        "Dal Pozzolo et al., Credit card fraud detection and concept drift (2015)",
        "feast-dev/feast, feature server benchmarks",
    ],
)
