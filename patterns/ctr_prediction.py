"""CTR prediction: score two hundred ads per request, and be right about the probability."""

import sddiagram as sd

requests_a_day, candidates, to_heavy = 10_000_000_000, 200, 40
click_rate, kept = 0.01, 0.1  # assumed; the part of the negatives that is kept
predicted = 0.1
really = predicted / (predicted + (1 - predicted) / kept)
window, train_every, release = 30 * sd.minutes, 1 * sd.hour, 10 * sd.minutes
scores, doi = sd.unit("score"), "https://doi.org/10.1145/"
asks = sd.Requests("ad request", requests_a_day * sd.per_day)
outcomes = sd.Requests(
    "outcome", (1 + click_rate) * requests_a_day * sd.per_day, request=200 * sd.B, counts="events"
)
edits = sd.Requests("edit", 10 * sd.per_day, users=1_000_000)
shown = sd.Records(
    "served ads",
    of=asks,
    size=1 * sd.KB,
    keep=1 * sd.day,
    key="impression_id",
    fields="ad_id, features, bid, probability, model",
)
ads = sd.Records("ads", count=10_000_000, size=2 * sd.KB, key="ad_id", fields="target, bid, budget")
people = sd.Records("users", count=500_000_000, size=1 * sd.KB, key="user_id", fields="counts")
state = requests_a_day * sd.per_day * window * shown.size


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
redis_cost = sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]")
broker_cost = sd.cited(920 * sd.usd, "per broker, 8 vCPU and 4 TB of SSD at $0.2 per GB [NM]")
gpu_cost = sd.assumed(750 * sd.usd, "per A10")
light_rate = sd.assumed(2_000_000 * scores / sd.s, "per node of 8 vCPU, 4 us per score and core")
heavy_rate = 125e12 * 0.25 / 80e6 * scores / sd.s

pages = sd.Client("Pages and apps", sends=[asks, outcomes])
advertisers = sd.Client("Advertisers", sends=edits)
balancer = sd.LoadBalancer(
    "Load balancer",
    capacity=sd.assumed(1_000_000 * sd.rps, "per L4 node"),
    latency=ms(0.1, 0.5),
    cost=node_cost,
    note="L4, limits per address",
)
server = sd.Service(
    "Ad server", capacity=node, latency=ms(2, 8), cost=node_cost, note="picks by rate, 50 ms"
)
auctioning = server.but(note="auction: bid x probability")
calibrated = server.but(note="calibrates, auctions, paces")
campaign_api = sd.Service(
    "Campaign service", capacity=node, latency=ms(5, 25), cost=node_cost, note="edits, budgets"
)
pacing = campaign_api.but(note="edits, leases of budgets")
campaigns = sd.SQLPrimary(
    "Campaigns",
    technology="postgres",
    latency=ms(3, 20),
    holds=ads,
    copies=2,
    cost=node_cost,
    note="ads, with a standby",
)
rates = sd.Cache(
    "Ad rates", technology="redis", latency=ms(0.5, 3), cost=redis_cost, note="per ad and slot"
)
counter = sd.BatchProcessor("Daily rates", cost=node_cost, note="clicks / views per ad")
retrieval = sd.CandidateGenerator(
    "Ad retrieval",
    capacity=sd.assumed(5_000 * sd.rps, "per node of 8 vCPU, indexes in memory"),
    latency=ms(3, 10),
    cost=node_cost,
    note=f"targets, to {candidates}",
)
features = sd.OnlineFeatureStore(
    "User features",
    technology="redis",
    latency=ms(0.5, 3),
    holds=people,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    copies=2,
    cost=redis_cost,
    note="counts, seconds old",
)
light = sd.Ranker(
    "Light model", capacity=light_rate, latency=ms(2, 6), cost=node_cost, note="trees on CPU"
)
heavy = sd.Ranker(
    "Heavy model",
    technology="triton",
    capacity=sd.assumed(heavy_rate, "per A10, 80 MFLOP per score at 25% of 125 TFLOP/s"),
    latency=ms(6, 16),
    cost=gpu_cost,
    note="deep, ad features in memory",
)
event_rate = sd.assumed(20_000 * sd.events / sd.s, "per node, sent in batches")
collector = sd.Collector("Collector", capacity=event_rate, cost=node_cost, note="schema, bots out")
events = sd.Stream(
    "Events",
    technology="kafka",
    holds=shown,
    node=4 * sd.TB,
    copies=3,
    cost=broker_cost,
    note="served, seen, clicked",
)
joiner = sd.StreamProcessor(
    "Label joiner", technology="flink", cost=node_cost, note=f"waits {window} for a click"
)
training_cost = sd.assumed(12_000 * sd.usd, "for 16 A10 that train all day")
loop = sd.blocks.training_loop(
    joiner,
    heavy,
    training=sd.TrainingJob("Training", cost=training_cost, note="hourly, all positives"),
    registry=sd.ModelRegistry("Model registry", cost=node_cost, note="canary, calibration gate"),
)
monitoring = sd.Monitoring("Calibration", cost=node_cost, note="predicted / observed")


def delay(n: sd.Numbers) -> sd.Quantity:
    """The p99 of an ad request."""
    found = next(one.delay for one in n.answered if one.requests.id == asks.id)
    return found.p99 if found else 0 * sd.ms


def thousand(n: sd.Numbers) -> sd.Quantity:
    """What a thousand ad requests cost."""
    return n.cost.month / (n[asks] * sd.month) * 1_000 if n.cost.month else 0 * sd.usd


pattern = sd.Pattern(
    "CTR prediction",
    sd.Stage(
        "Yesterday's rates",
        pages >> sd.calls("ad request", of=asks) >> balancer >> sd.calls("ask", of=asks) >> server,
        server >> "rates of the slot" >> rates,
        pages >> sd.emits("views, clicks", of=outcomes) >> balancer,
        balancer >> sd.emits("views, clicks", of=outcomes) >> collector,
        collector >> sd.emits("events") >> events,
        events >> sd.batches("one day", every=1 * sd.day) >> counter,
        counter >> sd.batches("rates", every=1 * sd.day) >> rates,
        advertisers >> "edit" >> balancer >> sd.calls("edit", of=edits) >> campaign_api,
        campaign_api >> "write" >> campaigns >> sd.copies("ads") >> server,
        server >> sd.emits("served ad", of=asks, size=shown.size) >> events,
        why="Clicks / views per ad know no context, and say nothing about a new ad.",
    ),
    sd.Stage(
        "A model, an auction",
        auctioning >> sd.calls("user", of=asks) >> features,
        auctioning >> sd.calls(f"to {candidates}", of=asks) >> retrieval,
        auctioning >> sd.calls("score", of=asks, costs=candidates * scores) >> heavy,
        campaigns >> sd.copies("ads, targets") >> retrieval,
        events >> sd.streams("served, views, clicks") >> joiner,
        loop.flow,
        joiner >> sd.batches("counts", every=10 * sd.seconds) >> features,
        changes=[auctioning],
        replaces=[rates, counter],
        drops=campaigns >> sd.copies("ads") >> server,
        why=lambda n: f"A model sees the context, but needs {n.at(heavy)} on {n[heavy]} GPUs.",
        tradeoffs=[
            sd.TradeOff(
                "probabilities, not only an order",
                gain="bids can be multiplied by them, and advertisers pay what a click is worth",
                cost="calibration is watched as closely as ranking",
                instead_of="a ranking loss, which is right where nothing is multiplied",
            ),
            sd.TradeOff(
                f"keep {kept:.0%} of the negatives [FB]",
                gain="about a tenth of the training rows",
                cost=f"a predicted {predicted} is really {really:.3f} until it is corrected",
                instead_of="training on all of them",
            ),
        ],
    ),
    sd.Stage(
        "Two models, calibrated",
        calibrated >> sd.calls("score", of=asks, costs=to_heavy * scores) >> heavy,
        retrieval >> sd.calls(f"score {candidates}", costs=candidates * scores) >> light,
        joiner >> sd.batches("spend per campaign", every=1 * sd.minute) >> pacing,
        pacing >> sd.batches("budget leases", every=1 * sd.minute) >> calibrated,
        loop.registry >> sd.copies("release") >> light,
        joiner >> sd.batches("predicted, observed", every=10 * sd.minutes) >> monitoring,
        monitoring >> sd.batches("roll back", every=10 * sd.minutes) >> loop.registry,
        changes=[calibrated, pacing],
        drops=auctioning >> sd.calls("score", of=asks, costs=candidates * scores) >> heavy,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"A cheap model keeps {to_heavy} of {candidates}: {n[heavy]} GPUs are enough."
        ),
        tradeoffs=[
            sd.TradeOff(
                "a light model first",
                gain=f"{candidates / to_heavy:g} times fewer deep scores",
                cost="a good ad that it drops is lost",
                instead_of="the heavy model for all ads",
            ),
            sd.TradeOff(
                "budgets leased to ad servers",
                gain="no request waits for a counter",
                cost="a campaign overspends by at most its open leases",
                instead_of="one counter per campaign, asked in each auction",
            ),
            sd.TradeOff(
                f"wait {window} before a view is a negative",
                gain="most clicks have arrived",
                cost=f"{state:.0f} of state in the joiner, and a later model",
                instead_of="labelling at once, and correcting the model for it [CH]",
            ),
        ],
    ),
    brief=sd.Brief(
        "Predict the click probability of ads for ten billion requests per day, in under 50 ms, "
        "for an auction.",
        functional=[
            ("What is the score used for?", "Bid x probability, so it must be calibrated."),
            ("New ads?", "They are explored a little, with the prior of their campaign."),
            ("If a model is late?", "The light score is used; without one, a house ad."),
        ],
        scale=[
            ("How many requests?", f"{requests_a_day / 1e9:.0f}bn per day, one ad each."),
            ("How many candidates?", f"{candidates} per request, after targeting."),
        ],
        non_functional=[
            ("Which latency?", sd.at_most(50 * sd.ms, percentile=99, of=asks)),
            (
                "How old may the newest clicks in the model be?",
                sd.at_most(
                    2 * sd.hours, percentile=None, value=lambda n: window + train_every + release
                ),
            ),
            (
                "What may a thousand requests cost?",
                sd.costs_at_most(0.002 * sd.usd, value=thousand),
            ),
        ],
        constraints=[
            ("How late are labels?", "Clicks take minutes, purchases take days."),
            ("May budgets be overspent?", "By a few per cent."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/ads", "slot, user, page context", "200 with ad, impression_id"),
        sd.Endpoint("POST /v1/events", "impression_id, kind", "202", "view, click, purchase"),
        sd.Endpoint("PUT /v1/campaigns/{id}", "ads, targets, bid, budget", "200 with version"),
    ],
    learning=sd.Learning(
        objective="The probability of a click, by log loss, since bid x probability is the "
        "expected value. A second head predicts purchases after the click.",
        labels=f"A click within {window} of the view. Purchases come days later, so their model "
        "is trained with a model of that delay [CH].",
        offline="Normalised entropy and calibration (clicks predicted / observed) [FB], by slot, "
        "advertiser and age of the ad, on the hour after the training data.",
        online="Revenue and clicks per thousand requests, advertisers' return, hides; each model "
        "runs on 1% of users first.",
        leakage="Features are logged when the ad is served; counts that include the click itself "
        "would leak. Clicks of bots are removed before labels are joined.",
        drift="Predicted / observed per slice every 10 minutes. It moves before revenue does, and "
        "rolls the release back.",
    ),
    levels=sd.Levels(
        mid="Draws retrieval, a model and the auction, and says why accuracy is the wrong metric.",
        senior="Corrects for down-sampling, sizes both models in scores per second, and joins late "
        "labels without leaking.",
        staff="Connects calibration, auction and pacing to money, plans delayed purchases and "
        "exploration, and prices a millisecond or a score.",
    ),
    figures=[
        sd.Figure("Light scores", lambda n: n.at(light), f"{asks.at_peak} x {candidates}"),
        sd.Figure("Heavy scores", lambda n: n.at(heavy), f"{asks.at_peak} x {to_heavy} (assumed)"),
        sd.Figure(
            f"A predicted {predicted}, corrected", really, f"p / (p + (1 - p) / w), w = {kept} [FB]"
        ),
        sd.Figure("State of the joiner", state, f"{asks.rate} x {window} x {shown.size}"),
        sd.Figure("Ad request, p99", delay, "its hops in a series: means and variances added"),
        sd.Figure("A thousand requests", thousand, lambda n: f"{n.cost.month} per month"),
    ],
    risks=[
        sd.Risk(
            "calibration drifts",
            effect="worse ads, and advertisers pay wrong prices at once",
            mitigation="predicted / observed by slice rolls the release back; recalibrate without "
            "retraining",
        ),
        sd.Risk(
            "the heavy model is late",
            effect="slightly worse ads",
            mitigation="the ad server uses the light scores that it already has",
        ),
        sd.Risk(
            "bots click",
            effect="advertisers pay for nothing",
            mitigation="the collector filters before labels; what is found later is refunded",
        ),
        sd.Risk(
            "spend is counted late",
            effect="campaigns overspend at the peak",
            mitigation="leases are small and short, and shrink as the budget ends",
        ),
    ],
    probes=[
        sd.Probe(
            "You train on a tenth of the negatives: what changes?",
            "The odds are ten times too high. Correct with q = p / (p + (1 - p) / w). The order "
            f"stays the same, but the price does not: {predicted} becomes {really:.3f} [FB].",
        ),
        sd.Probe(
            "AUC is up, revenue is down. Why?",
            "AUC ignores calibration and slices. Look at predicted / observed by slot and "
            "advertiser, and at the prices of the auction.",
        ),
        sd.Probe(
            "A new ad has no clicks. What do you predict?",
            "Its text, advertiser and target generalise from other ads. Add a bonus while the "
            "model is uncertain, limited by a budget for exploration.",
        ),
        sd.Probe(
            "Why two models?",
            lambda n: (
                f"The heavy one alone would compute {n.at(light)} on "
                f"{candidates / to_heavy:g} times the {n[heavy]} GPUs. The light one takes "
                f"{n[light]} CPU nodes."
            ),
        ),
        sd.Probe(
            "What does it cost, against what it earns?",
            lambda n: (
                f"{n.cost.month} per month, {thousand(n)} per thousand requests. At an assumed "
                "$1 of revenue per thousand, serving is a small part: spend on accuracy first."
            ),
        ),
    ],
    category="ml",
    summary="Retrieve, score cheaply, score deeply, calibrate, auction; learn from late labels.",
    sources=[
        sd.Source(
            "CH",
            "Modeling delayed feedback in display advertising",
            "KDD",
            2014,
            f"{doi}2623330.2623634",
        )
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
