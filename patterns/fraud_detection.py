"""Fraud detection: approve, review or deny a payment in a hundred milliseconds."""

import math

import sddiagram as sd

payments_a_day, review_share, reviews_each, busy = 10_000_000, 0.005, 200, 0.8
reviews = review_share * payments_a_day
analysts_needed = math.ceil(reviews / (reviews_each * busy))
# Assumed: one payment in a thousand is fraud, of $50 each; an analyst costs $4,000 per month.
fraud_share, amount, salary = 0.001, 50 * sd.usd, 4_000 * sd.usd
chargeback_days, counts_every = 120, 500 * sd.ms
losses = fraud_share * payments_a_day * amount
each_review = analysts_needed * salary / (reviews * float(sd.month / sd.day))
payment = sd.Requests("payment", payments_a_day * sd.per_day, peak=10, request=2 * sd.KB)
verdict = sd.Requests("verdict", reviews * sd.per_day)
rows = sd.Records(
    "payments",
    of=payment,
    size=1 * sd.KB,
    keep=chargeback_days * sd.days,
    key="payment_id",
    fields="amount, card, state, reasons, verdict",
)
served = sd.Records(
    "served features",
    of=payment,
    size=2 * sd.KB,
    keep=1 * sd.year,
    key="payment_id",
    fields="features, score, model, label",
)
counters = sd.Records(
    "counters", count=200_000_000, size=500 * sd.B, key="card or device", fields="windows"
)


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


tier = 0.9999  # availability of a replicated tier, assumed
node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
redis_cost = sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]")
kept_cost = payments_a_day * 365 * served.size * (0.02 * sd.usd / sd.GB)

checkout = sd.Client("Checkout", sends=payment)
analysts = sd.Client("Analysts", sends=verdict)
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=ms(0.5, 2),
    availability=tier,
    cost=node_cost,
    note="auth, limits",
)
service = sd.Service(
    "Risk service",
    capacity=node,
    latency=ms(3, 12),
    availability=tier,
    cost=node_cost,
    note="rules in code",
)
deciding = service.but(note="hard rules, then the score")
payments = sd.SQLPrimary(
    "Payments",
    technology="postgres",
    latency=ms(3, 15),
    availability=0.9995,
    holds=rows,
    copies=2,
    cost=sd.cited(640 * sd.usd, "per node of 16 vCPU and 2 TB of SSD [NM]"),
    note="states, with a standby",
)
events = sd.Stream(
    "Events",
    technology="kafka",
    copies=3,
    cost=sd.cited(220 * sd.usd, "per broker, 8 vCPU and 500 GB of SSD [NM]"),
    note="payments with features",
)
velocity = sd.StreamProcessor(
    "Velocity", technology="flink", cost=node_cost, note="counts by card, device"
)
features = sd.OnlineFeatureStore(
    "Features",
    technology="redis",
    latency=ms(0.5, 3),
    availability=tier,
    holds=counters,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    cost=redis_cost,
    note="counts, under 1 s old",
)
model = sd.ModelServer(
    "Model",
    technology="triton",
    capacity=sd.assumed(8_000 * sd.rps, "per node of 8 vCPU, 1 ms of trees per score"),
    latency=ms(1.5, 6),
    availability=tier,
    cost=node_cost,
    note="boosted trees, with reasons",
)
reviews_queue = sd.Queue(
    "Review queue", technology="rabbitmq", cost=node_cost, note="by amount, dead-letter queue"
)
desk = sd.Service(
    "Review desk", capacity=node, latency=ms(5, 30), cost=node_cost, note="cases for analysts"
)
acquirer = sd.External("Acquirer", note="banks and card schemes")
history = sd.DataLake(
    "History",
    technology="iceberg",
    holds=served,
    cost=sd.cited(kept_cost, "for a year at $0.02 per GB [NM]"),
    note="served features, labels",
)
loop = sd.blocks.training_loop(
    history,
    model,
    training=sd.TrainingJob(
        "Training", technology="xgboost", cost=node_cost, note="weekly, point in time"
    ),
    registry=sd.ModelRegistry("Model registry", cost=node_cost, note="shadow, then canary"),
)
shadow = model.but(label="Shadow model", availability=None, note="next version, no decision")
graph = sd.GraphDB("Graph", technology="neo4j", cost=node_cost, note="shared cards, devices")


def delay(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a payment's decision."""
    found = next(one.delay for one in n.answered if one.requests.id == payment.id)
    return found.p99 if found else 0 * sd.ms


pattern = sd.Pattern(
    "Fraud detection",
    sd.Stage(
        "Rules",
        checkout >> "payment" >> gateway >> sd.calls("payment", of=payment) >> service,
        service >> sd.calls("record, then decide", of=payment, times=2) >> payments,
        service >> sd.answers("decision, later webhook") >> checkout,
        why="Rules stop known tricks; each new trick waits until a person writes a rule.",
    ),
    sd.Stage(
        "Fresh features, a model",
        deciding >> sd.calls("read and count", of=payment) >> features,
        deciding >> sd.calls("score", of=payment) >> model,
        deciding >> sd.emits("features, score", of=payment, size=2 * sd.KB) >> events,
        events >> sd.streams("payments") >> velocity,
        velocity >> sd.batches("counts", every=counts_every) >> features,
        events >> sd.batches("served features", every=1 * sd.hour) >> history,
        acquirer >> sd.batches("chargebacks", every=1 * sd.day) >> history,
        loop.flow,
        changes=[deciding],
        why="Five cards from one device in a minute: a nightly table cannot count that.",
        tradeoffs=[
            sd.TradeOff(
                "gradient-boosted trees",
                gain="a millisecond on a CPU, and reasons to show",
                cost="people build the features",
                instead_of="a deep network, which is harder to explain to a regulator",
            ),
            sd.TradeOff(
                "long windows from a stream, the last minute counted in the read",
                gain="a burst is seen at once, and the stream can be replayed for training",
                cost="two counters that must agree",
                instead_of="counting in SQL for each payment",
            ),
        ],
    ),
    sd.Stage(
        "Review, release, learn",
        # Of two states per payment, so half of the share.
        payments
        >> sd.emits("held, by outbox", of=payment, share=review_share / 2)
        >> reviews_queue,
        sd.row(payments, reviews_queue),
        reviews_queue >> sd.emits("case") >> desk,
        analysts >> "verdict" >> gateway >> sd.calls("verdict", of=verdict) >> desk,
        desk >> sd.calls("release or refuse", of=verdict) >> deciding,
        deciding >> sd.calls("final state", of=verdict) >> payments,
        desk >> sd.batches("verdicts", every=1 * sd.hour) >> history,
        step=sd.Step.DETAIL,
        why=f"{review_share:.1%} held are {reviews:,.0f} per day, for {analysts_needed} analysts.",
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
                cost="a known gap, which thieves will find if it is often open",
                instead_of="deny all, or approve all",
            ),
        ],
    ),
    sd.Stage(
        "Against adversaries",
        events >> sd.streams("features") >> shadow,
        shadow >> sd.batches("scores", every=1 * sd.hour) >> history,
        loop.registry >> sd.copies("candidate") >> shadow,
        history >> sd.batches("edges", every=1 * sd.hour) >> graph,
        graph >> sd.batches("ring size", every=1 * sd.hour) >> features,
        step=sd.Step.SCALE,
        why=f"Fraudsters adapt in days; labels take up to {chargeback_days} days.",
        tradeoffs=[
            sd.TradeOff(
                "a shadow model on live events",
                gain="a new version is compared before it decides anything",
                cost="the scoring is paid twice",
                instead_of="trusting a test set from before the fraudsters changed",
            )
        ],
    ),
    brief=sd.Brief(
        "Decide for each payment whether to approve, review or deny it, within 100 ms.",
        functional=[
            ("Which decisions?", "Approve, hold for a review, deny; each with a reason."),
            ("What happens to a held payment?", "An analyst releases or refuses it."),
            ("If the model is down?", "Rules decide; small amounts pass, large ones wait."),
            ("What is known of the payer?", "Card, device, account, history, address."),
        ],
        scale=[
            ("How many payments?", f"{payments_a_day / 1e6:g}M per day, ten times that in a sale."),
            ("How many can people review?", f"{reviews_each} per day each."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(100 * sd.ms, percentile=99, of=payment)),
            (
                "How fresh must counts be?",
                sd.at_most(1 * sd.second, percentile=None, value=lambda n: counts_every),
            ),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=payment)),
        ],
        constraints=[
            (
                "When are labels known?",
                f"Reviews in hours; fraud is disputed up to {chargeback_days} days later [ADY].",
            ),
            ("Must a denial be explained?", "Yes."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/decisions",
            "payment, card token, device, Idempotency-Key",
            "200 with approve, hold or deny, and reasons",
        ),
        sd.Endpoint("POST /v1/cases/{id}/verdict", "release or refuse, reason", "200 with state"),
        sd.Endpoint("webhook payment.decided", "payment_id, final state", "2xx, or it is repeated"),
    ],
    learning=sd.Learning(
        objective="The probability that the payment will be disputed as fraud, calibrated, so that "
        "it can be multiplied by the amount.",
        labels=f"Verdicts within hours, chargebacks within {chargeback_days} days [ADY]. Both are "
        "kept apart, since cases are chosen and chargebacks are not [DP].",
        offline="Precision among the cases that analysts can see, and the share of fraudulent "
        "money that is stopped; tested on later weeks than those of training.",
        online="Fraud losses, good customers denied, share of cases that analysts refuse.",
        leakage="Features are logged with the decision. A card's later block, and counts that "
        "include the fraud itself, must not get in.",
        drift="Scores and features per hour against last week; verdicts as the early sign; a "
        "random 0.1% of would-be denials passes and shows what is lost.",
    ),
    levels=sd.Levels(
        mid="Draws rules, features, a model and a review queue, and keeps the decision under "
        "100 ms.",
        senior="Gets counters under a second, keeps late labels and reviews apart, releases held "
        "payments, and says what happens when each part fails.",
        staff="Sets the threshold from the cost of reviews, fraud and lost customers, and plans "
        "for adversaries, denied payments without labels, and explanations.",
    ),
    figures=[
        sd.Figure(
            "Payments at the peak", payment.at_peak, f"{payments_a_day:,} per day / 86,400 s, x 10"
        ),
        sd.Figure(
            "Analysts",
            analysts_needed,
            f"{reviews:,.0f} per day / ({reviews_each} each at {busy:.0%}, so that it drains)",
        ),
        sd.Figure(
            "One review", each_review, f"{analysts_needed} x {salary} per month / the month's cases"
        ),
        sd.Figure(
            "Fraud per day, if nobody stops it",
            losses,
            f"{payments_a_day:,} x {fraud_share:.1%} x {amount} (assumed)",
        ),
        sd.Figure(
            "Payments without a final label",
            chargeback_days * payments_a_day / 1e6,
            f"{chargeback_days} days x {payments_a_day:,}",
            "M",
        ),
        sd.Figure("Decision, p99", delay, "its hops in a series: means and variances added"),
    ],
    risks=[
        sd.Risk(
            "the model is down",
            effect="large payments wait, small ones pass",
            mitigation="rules decide by amount and product, and the cases are scored later",
        ),
        sd.Risk(
            "the stream lags",
            effect="more payments are held",
            mitigation="an alarm on age; the read itself counts the last minute, and rules tighten",
        ),
        sd.Risk(
            "a new rule is wrong",
            effect="thousands of good customers are denied",
            mitigation="a dry run on yesterday's payments, an owner and an expiry for each rule",
        ),
        sd.Risk(
            "denied payments have no label",
            effect="good customers are denied again and again",
            mitigation="a small random share passes, with its probability in the log",
        ),
    ],
    probes=[
        sd.Probe(
            "What sets the threshold?",
            f"First capacity: {analysts_needed} analysts see {reviews:,.0f} cases. Then money: a "
            f"review costs {each_review}, so hold a payment of {amount} only if its probability "
            f"of fraud is above {float(each_review / amount):.1%}, and count lost customers too.",
        ),
        sd.Probe(
            "Fraud is 1 in 1,000: which metric?",
            "Precision at review capacity, and money stopped. A model that denies nobody has an "
            f"accuracy of {1 - fraud_share:.1%}.",
        ),
        sd.Probe(
            "How do you find rings?",
            "Accounts joined by card, device and address form a graph. The size and age of a "
            "connected part are features, updated every hour.",
        ),
        sd.Probe(
            "The same payment arrives twice. What happens?",
            "The idempotency key finds the row that was recorded first, and its decision is "
            "returned. Counters ignore an id that they have seen.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"The machines take {n.cost.month} per month, the analysts "
                f"{analysts_needed * salary}. A better model pays by fewer cases, not by fewer "
                "servers."
            ),
        ),
    ],
    category="ml",
    summary="Rules, velocity from a stream, trees with reasons, people for the doubtful.",
    sources=[
        sd.Source(
            "DP",
            "Credit card fraud detection and concept-drift adaptation with delayed supervised "
            "information",
            "IJCNN",
            2015,
            "https://doi.org/10.1109/IJCNN.2015.7280527",
        ),
        sd.Source(
            "ADY", "Issuing disputes", "Adyen", None, "https://docs.adyen.com/issuing/disputes"
        ),
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
