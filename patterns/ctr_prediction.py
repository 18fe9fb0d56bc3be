"""CTR prediction: score two hundred ads a request, and be right about the probability."""

import math

import sddiagram as sd

requests_a_day, candidates = 10_000_000_000, 200
peak = 3 * requests_a_day * sd.per_day
light_to_heavy = 40  # assumed: the light model passes a fifth on
light_scores, heavy_scores = peak * candidates, peak * light_to_heavy

kept = 0.1  # of the negatives
predicted = 0.1
really = predicted / (predicted + (1 - predicted) / kept)

api_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
nodes = math.ceil(peak / (api_rate * 0.65) * 1.5)
# Assumed: 2,000 light scores a millisecond and node, 400 heavy ones a millisecond and GPU.
light_rate, heavy_rate = 2_000_000 * sd.rps, 400_000 * sd.rps
light_nodes = math.ceil(light_scores / (light_rate * 0.65) * 1.5)
heavy_nodes = math.ceil(heavy_scores / (heavy_rate * 0.65) * 1.5)
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
event = 500 * sd.B
logged = requests_a_day * event
click_rate = 0.01  # assumed
rows = requests_a_day * (click_rate + (1 - click_rate) * kept)

budget = {"features": 5, "retrieval": 10, "light model": 5, "heavy model": 15, "auction": 2}
total = sum(budget.values())

pages = sd.Client("Pages and apps")
server = sd.Service("Ad server", capacity=api_rate, replicas=nodes, note="50 ms, house ad on time")
campaigns = sd.SQLPrimary("Campaigns", note="bids, budgets, targets")
counter = sd.BatchProcessor("Daily rates", note="clicks / views per ad")
rates = sd.Cache("Ad rates", replicas=3, note="per ad and slot")
targeting = sd.CandidateGenerator("Ad retrieval", replicas=3, note=f"targets, to {candidates}")
features = sd.OnlineFeatureStore(
    "Features",
    technology="redis",
    capacity=redis_rate,
    latency=5 * sd.ms,
    note="ad, user, context",
)
light = sd.Ranker(
    "Light model",
    replicas=light_nodes,
    capacity=light_rate / candidates,
    latency=budget["light model"] * sd.ms,
    note="trees on CPU",
)
heavy = sd.Ranker(
    "Heavy model",
    technology="triton",
    replicas=heavy_nodes,
    capacity=heavy_rate / light_to_heavy,
    latency=budget["heavy model"] * sd.ms,
    note=f"{light_to_heavy} ads, deep",
)
auction = sd.Service(
    "Auction", replicas=3, latency=budget["auction"] * sd.ms, note="bid x probability, pacing"
)
calibrated = auction.but(note="calibrates, bids, paces")
events = sd.Stream("Events", replicas=3, note="served, seen, clicked")
joiner = sd.StreamProcessor("Label joiner", replicas=3, note="attribution window")
loop = sd.blocks.training_loop(
    joiner,
    heavy,
    training=sd.TrainingJob("Training", note="hourly, all positives"),
    registry=sd.ModelRegistry("Model registry", note="canary, calibration gate"),
)
monitoring = sd.Monitoring("Monitoring", note="predicted / observed")

pattern = sd.Pattern(
    "CTR prediction",
    sd.Stage(
        "Yesterday's rates",
        pages >> "ad request" >> server >> "rate" >> rates,
        campaigns >> sd.copies("ads") >> server,
        pages >> sd.emits("views, clicks", share=0) >> events,
        events >> sd.batches("a day") >> counter,
        counter >> sd.batches("rates") >> rates,
        why="Clicks / views per ad: no context, and nothing to say of a new ad.",
    ),
    sd.Stage(
        "A model, an auction",
        server >> f"{candidates} ads" >> targeting >> "score" >> heavy >> "probability" >> auction,
        campaigns >> sd.copies("bids, budgets") >> [targeting, auction],
        heavy >> "one read" >> features,
        events >> sd.streams("all") >> joiner,
        loop.flow,
        joiner >> sd.streams("counts") >> features,
        auction >> sd.emits("served, scores") >> events,
        replaces=[rates, counter],
        drops=campaigns >> sd.copies("ads") >> server,
        why=f"A model sees the context, but {light_scores.value / 1e6:.0f}M deep scores a second "
        "are dear.",
        tradeoffs=[
            sd.TradeOff(
                "probabilities, not only an order",
                gain="bids can be multiplied by them; advertisers pay what a click is worth",
                cost="calibration is watched as closely as ranking",
                instead_of="a ranking loss, right where nothing is multiplied",
            ),
            sd.TradeOff(
                f"keep {kept:.0%} of the negatives",
                gain="a tenth of the training rows",
                cost=f"a predicted {predicted} is really {really:.3f} until it is corrected",
                instead_of="training on all of them",
            ),
        ],
    ),
    sd.Stage(
        "Two models, calibrated",
        targeting >> "score 200" >> light >> f"score {light_to_heavy}" >> heavy,
        heavy >> "probability" >> calibrated,
        campaigns >> sd.copies("bids, budgets") >> calibrated,
        loop.registry >> sd.copies("release") >> light,
        joiner >> sd.emits("predicted, observed") >> monitoring,
        changes=[calibrated],
        drops=targeting >> "score" >> heavy,
        step=sd.Step.SCALE,
        why=f"A cheap model cuts {candidates} to {light_to_heavy}: deep scores fall to "
        f"{heavy_scores.value / 1e6:.1f}M a second.",
        tradeoffs=[
            sd.TradeOff(
                "a light model first",
                gain=f"{candidates / light_to_heavy:g} times fewer deep scores",
                cost="what it drops by mistake is lost",
                instead_of="the heavy model for all",
            ),
            sd.TradeOff(
                "an attribution window",
                gain="most conversions are in before a row is a negative",
                cost="the model learns late; importance weights correct what comes after",
                instead_of="labelling at once",
            ),
        ],
    ),
    brief=sd.Brief(
        "Predict the click probability of ads for ten billion requests a day, in under 50 ms, for "
        "an auction.",
        functional=[
            ("What is the score used for?", "Bid x probability: it must be calibrated."),
            ("New ads?", "Hourly; explore a little, with their campaign's prior."),
        ],
        scale=[
            ("How many requests?", f"{requests_a_day / 1e9:.0f}bn a day."),
            ("How many candidates?", f"{candidates} a request, after targeting."),
        ],
        non_functional=[
            ("Which latency?", "50 ms in all."),
            ("If a model is late?", "The light score; then the house ad."),
        ],
        constraints=[
            ("How late are labels?", "Clicks minutes, purchases days."),
            ("May budgets be overspent?", "By a few per cent."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Requests at the peak", peak, f"{requests_a_day:,} a day / 86,400 s, x 3"),
        sd.Figure("Light scores", light_scores, f"{peak} x {candidates}"),
        sd.Figure("Heavy scores", heavy_scores, f"{peak} x {light_to_heavy} (assumed)"),
        sd.Figure("Ad servers", nodes, f"{peak} / ({api_rate} x 0.65) x 1.5", "nodes"),
        sd.Figure("Served log a day", logged, f"{requests_a_day:,} x {event} (assumed)"),
        sd.Figure(
            "Training rows a day",
            rows / 1e9,
            f"assumed {click_rate:.0%} clicks, {kept:.0%} of the rest",
            "bn",
        ),
        sd.Figure(
            "0.1 after down-sampling", really, f"p / (p + (1 - p) / w), w = {kept}", "really"
        ),
        sd.Figure("Latency planned", total * sd.ms, "assumed: " + ", ".join(budget)),
    ],
    risks=[
        sd.Risk(
            "calibration drifts",
            effect="bids are multiplied by wrong numbers: money, at once",
            mitigation="predicted / observed by slice, an alarm, recalibration without retraining",
        ),
        sd.Risk(
            "conversions come days later",
            effect="recent positives count as negatives",
            mitigation="an attribution window, delayed-feedback weights",
        ),
        sd.Risk(
            "the feature store is slow",
            effect="no time left to score",
            mitigation="a deadline a stage, defaults, the light score",
        ),
        sd.Risk(
            "bots click",
            effect="the model learns their taste, advertisers pay for it",
            mitigation="filter before labels, refund after",
        ),
        sd.Risk(
            "budgets are counted late",
            effect="campaigns overspend at the peak",
            mitigation="pacing by leased budget per auction node",
        ),
    ],
    probes=[
        sd.Probe(
            "You train on a tenth of the negatives: what changes?",
            "Odds are ten times too high. Correct with q = p / (p + (1 - p) / w); the order does "
            f"not change, the price does: {predicted} is {really:.3f}.",
        ),
        sd.Probe(
            "AUC is up, revenue is down?",
            "AUC ignores calibration and slices. Look at predicted / observed by slot and "
            "advertiser, and at the auction's prices.",
        ),
        sd.Probe(
            "A new ad has no clicks.",
            "Features of its text, advertiser and target generalise; an exploration bonus while "
            "it is uncertain, limited by budget.",
        ),
        sd.Probe(
            "Where do 50 ms go?",
            ", ".join(f"{name} {time} ms" for name, time in budget.items())
            + f": {total} ms, the rest is network and room.",
        ),
    ],
    category="ml",
    summary="Retrieve, score cheaply, score deeply, calibrate, auction; learn from late labels.",
    sources=[
        "He et al., Practical lessons from predicting clicks on ads (2014)",
        "McMahan et al., Ad click prediction: a view from the trenches (2013)",
        "redis/redis-doc, benchmarks: throughput of one process",
    ],
)
