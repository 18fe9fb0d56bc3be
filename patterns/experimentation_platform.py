"""Experimentation platform: assign users, log exposures, measure effects, watch models."""

import math

import sddiagram as sd

users_a_day, experiments, metrics, alpha = 50_000_000, 1_000, 20, 0.05
conversion, lift = 0.05, 0.01  # assumed; the relative change that must be seen
# 16 x variance / difference^2: 80% power at 5% [KOH].
needed = 16 * conversion * (1 - conversion) / (lift * conversion) ** 2
with_cuped = needed / 2
lookups, lookup_time, rules_every, window = 30, 10 * sd.us, 60 * sd.s, 5 * sd.minutes
page = sd.Requests("page", 20 * sd.per_day, users=users_a_day)
action = sd.Requests(
    "action", 200 * sd.per_day, users=users_a_day, request=300 * sd.B, counts="events"
)
view = sd.Requests("view of results", 50 * sd.per_day, users=2_000)
exposed = 1.5  # first exposures to an experiment, per page, assumed
exposures = sd.Records(
    "exposures",
    of=page,
    size=exposed * (150 * sd.B),
    keep=90 * sd.days,
    key="experiment, user_id",
    fields="variant, first_seen, version",
)
facts = sd.Records(
    "actions",
    of=action,
    size=300 * sd.B,
    keep=90 * sd.days,
    key="event_id",
    fields="user_id, kind, value, created_at",
)
predictions = sd.Records(
    "predictions",
    of=page,
    size=1 * sd.KB,
    keep=90 * sd.days,
    key="prediction_id",
    fields="model, features, score, label, label_at",
)
tests = sd.Records(
    "experiments", count=20_000, size=5 * sd.KB, key="experiment_id", fields="layer, salt, split"
)
effects = sd.Records(
    "effects",
    count=experiments * metrics * 365,
    size=200 * sd.B,
    key="experiment, metric, day",
    fields="mean, variance, interval",
)
day_bytes = users_a_day * (200 * (300 * sd.B) + 20 * (exposures.size + predictions.size))
scan = 10 * sd.GB / sd.s  # 400 cores at 25 MB/s each with their shuffles, assumed
joined = 15 * day_bytes / scan  # the day, and the two weeks before it for CUPED


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
kept = 90 * day_bytes * (0.02 * sd.usd / sd.GB)

users = sd.Client("Users", sends=[page, action])
makers = sd.Client("Experimenters", sends=view)
gateway = sd.Gateway(
    "API gateway", technology="envoy", latency=ms(1, 5), cost=node_cost, note="auth, limits"
)
product = sd.Service(
    "Product service", capacity=node, latency=ms(10, 40), cost=node_cost, note="SDK assigns locally"
)
console = sd.Service(
    "Console", capacity=node, latency=ms(10, 50), cost=node_cost, note="setup, review, results"
)
definitions = sd.SQLPrimary(
    "Definitions",
    technology="postgres",
    holds=tests,
    copies=2,
    latency=ms(2, 10),
    cost=node_cost,
    note="layers, salts, with standby",
)
rules = sd.ConfigStore("Rule files", cost=node_cost, note="signed, pulled every minute")
collector = sd.Collector(
    "Collector",
    capacity=sd.assumed(20_000 * sd.events / sd.s, "per node, sent in batches"),
    cost=node_cost,
    note="dedupes, checks schema",
)
events = sd.Stream(
    "Events",
    technology="kafka",
    copies=3,
    cost=sd.cited(920 * sd.usd, "per broker, 8 vCPU and 4 TB of SSD [NM]"),
    note="exposures, actions, scores",
)
lake = sd.DataLake(
    "Lake",
    technology="iceberg",
    holds=[exposures, facts, predictions],
    cost=sd.cited(kept, "for 90 days at $0.02 per GB [NM]"),
    note="90 days by user",
)
jobs = sd.BatchProcessor(
    "Metric jobs",
    technology="spark",
    cost=sd.assumed(3_000 * sd.usd, "for 50 nodes, a few hours per day"),
    note="joins, CUPED, intervals",
)
results = sd.SQLPrimary(
    "Results",
    technology="postgres",
    holds=effects,
    copies=2,
    latency=ms(5, 40),
    cost=node_cost,
    note="effects, with standby",
)
guards = sd.StreamProcessor(
    "Guardrails", technology="flink", cost=node_cost, note="counts, crashes, p99"
)
alerts = sd.Alerting("Alerts", cost=node_cost, note="owner, and who is on call")
models = sd.ModelServer(
    "Model servers",
    technology="triton",
    capacity=sd.assumed(8_000 * sd.rps, "per node of 8 vCPU, 1 ms per score"),
    latency=ms(2, 8),
    cost=node_cost,
    note="two versions, by variant",
)
watch = sd.BatchProcessor(
    "Model watch",
    technology="spark",
    cost=sd.assumed(600 * sd.usd, "for 10 nodes, an hour per day"),
    note="drift, late labels",
)
registry = sd.ModelRegistry("Model registry", cost=node_cost, note="models of all teams")


def each(n: sd.Numbers) -> sd.Quantity:
    """What one concluded experiment costs, at 500 per month (assumed)."""
    return n.cost.month / 500 if n.cost.month else 0 * sd.usd


pattern = sd.Pattern(
    "Experimentation platform",
    sd.Stage(
        "Assign and log",
        users >> sd.calls("page", of=page) >> gateway >> sd.calls("page", of=page) >> product,
        makers >> "set up, read" >> gateway >> sd.calls("set up, read", of=view) >> console,
        console >> sd.calls("write", of=view, share=0.02) >> definitions,
        definitions >> sd.batches("rules", every=rules_every) >> rules,
        rules >> sd.copies("rule file", every=rules_every) >> product,
        product >> sd.emits("first exposures", of=page, times=exposed, size=150 * sd.B) >> events,
        events >> sd.batches("all events", every=1 * sd.hour) >> lake,
        why="A hash of user and salt assigns without a call; the log says who saw what.",
        tradeoffs=[
            sd.TradeOff(
                "assign by hash in the process",
                gain=f"{lookups} look-ups take {lookups * lookup_time}, and no service can be down",
                cost=f"a change takes up to {2 * rules_every} to arrive",
                instead_of="an assignment service in each request",
            ),
            sd.TradeOff(
                "layers of experiments that overlap [TANG]",
                gain=f"{experiments:,} tests run at once, each with its own salt",
                cost="two changes that conflict must share a layer",
                instead_of="splitting users among all tests, which leaves each too few",
            ),
        ],
    ),
    sd.Stage(
        "Measure",
        users >> sd.emits("actions", of=action, costs=0.05) >> gateway,
        gateway >> sd.emits("actions", of=action) >> collector >> sd.emits("actions") >> events,
        lake >> sd.batches("exposed users, 15 days", every=1 * sd.day) >> jobs,
        jobs >> sd.batches("effects", every=1 * sd.day) >> results,
        console >> sd.calls("effects", of=view) >> results,
        why="Effects are counted from the first exposure, per user, with confidence intervals.",
        tradeoffs=[
            sd.TradeOff(
                "CUPED: subtract what the weeks before predict",
                gain=f"{with_cuped / 1e6:.1f}M users per variant in place of {needed / 1e6:.1f}M, "
                "if the variance halves as on Bing [CUPED]",
                cost="two more weeks to read per job, and no help for new users",
                instead_of="longer tests",
            ),
            sd.TradeOff(
                "analyse only exposed users [KOH]",
                gain="people who could not see the change add no noise",
                cost="exposure must be logged in both variants, at the same place",
                instead_of="analysing all who were assigned",
            ),
        ],
    ),
    sd.Stage(
        "Guard while it runs",
        events >> sd.streams("exposures, actions") >> guards,
        guards >> sd.batches("stop", every=window) >> definitions,
        guards >> sd.batches("breach", every=window) >> alerts,
        step=sd.Step.DETAIL,
        why="A harmful variant must stop in minutes, and a broken split must not be read.",
        tradeoffs=[
            sd.TradeOff(
                "sequential tests for guardrails [AVI]",
                gain="looking every five minutes does not raise false alarms",
                cost="wider intervals than a test with a fixed end",
                instead_of="stopping when a plain p-value dips below 5%",
            )
        ],
    ),
    sd.Stage(
        "Watch models",
        product >> sd.calls("score", of=page) >> models,
        product >> sd.emits("prediction, features", of=page, size=1 * sd.KB) >> events,
        lake >> sd.batches("predictions, late labels", every=1 * sd.day) >> watch,
        watch >> sd.batches("drift, calibration", every=1 * sd.day) >> results,
        watch >> sd.batches("breach", every=1 * sd.day) >> alerts,
        watch >> sd.batches("roll back", every=1 * sd.day) >> registry,
        registry >> sd.copies("release") >> models,
        step=sd.Step.SCALE,
        why="A model that won its test gets worse later; its labels come days after it scored.",
        tradeoffs=sd.TradeOff(
            "1% of users stay on the previous model for a month",
            gain="late labels show whether the new model is still better",
            cost="two models run, and these users get the older one",
            instead_of="drift alone, which raises an alarm but does not say that quality fell",
        ),
    ),
    brief=sd.Brief(
        "Design a platform on which every product change and every model is tested, measured and "
        "watched.",
        functional=[
            ("What is tested?", "Features, rankings and models, for users or for regions."),
            ("What decides?", "One agreed metric (OEC); guardrails can veto."),
            (
                "What happens after the release?",
                "Models are watched; bad ones are rolled back.",
            ),
        ],
        scale=[
            ("How many users?", f"{users_a_day / 1e6:g}M per day, 20 pages and 200 actions each."),
            ("How many tests?", f"{experiments:,} at once, {metrics} metrics each."),
        ],
        non_functional=[
            (
                "How much may assignment add to a page?",
                sd.at_most(1 * sd.ms, percentile=None, value=lambda n: lookups * lookup_time),
            ),
            (
                "How fast must a harmful test stop?",
                sd.at_most(
                    10 * sd.minutes, percentile=None, value=lambda n: window + 2 * rules_every
                ),
            ),
            (
                "When are yesterday's results ready?",
                sd.at_most(6 * sd.hours, percentile=None, value=lambda n: 1 * sd.hour + joined),
            ),
            ("How long may a page take?", sd.at_most(150 * sd.ms, percentile=99, of=page)),
        ],
        constraints=[
            ("May users switch variants?", "Never within a test, on any device when signed in."),
            ("How late are labels?", "Purchases take days, returns up to 30 days."),
        ],
    ),
    api=[
        sd.Endpoint("sdk variant(experiment, user)", "experiment, user_id", "variant or default"),
        sd.Endpoint("POST /v1/experiments", "hypothesis, layer, split, metrics", "201 with salt"),
        sd.Endpoint("POST /v1/events", "actions with event ids", "202"),
        sd.Endpoint("GET /v1/experiments/{id}/effects", "segment", "200 with effects, intervals"),
    ],
    learning=sd.Learning(
        objective="The average effect of a variant on the agreed metric, with an interval; for "
        "watched models, the loss that they were trained on.",
        labels="Actions after the first exposure. Late labels join by prediction_id when they "
        "come, and a day counts as final after 30 days.",
        offline=f"A/A tests: {alpha:.0%} of them may look significant, no more. Old tests are "
        "replayed whenever a metric or the estimator changes.",
        online="The agreed metric, guardrails (crashes, latency, complaints) and the split itself.",
        leakage="CUPED may only use data from before the exposure. Users who were exposed to both "
        "variants are dropped and counted.",
        drift="Distance of each feature and score from training, share of defaults, calibration on "
        "labels that are in, by the age of the label.",
    ),
    levels=sd.Levels(
        mid="Splits by hash, logs exposures apart from actions, and knows why users must not "
        "switch.",
        senior="Computes the sample size, checks the split before the result, uses CUPED, and "
        "stops harmful tests by guardrails.",
        staff="Handles many tests at once, interference between users, late labels and false "
        "discoveries, and makes the company trust and use the result.",
    ),
    figures=[
        sd.Figure(
            "Users per variant",
            needed / 1e6,
            f"16 x {conversion} x {1 - conversion} / ({lift:.0%} of {conversion})^2 [KOH]",
            "M",
        ),
        sd.Figure(
            "False alarms without a correction",
            math.floor(experiments * metrics * alpha),
            f"{experiments:,} tests x {metrics} metrics x {alpha:.0%}",
            "at a time",
        ),
        sd.Figure("Data per day", day_bytes, f"{users_a_day / 1e6:g}M users, all three logs"),
        sd.Figure("Daily join", joined, f"15 days x {day_bytes} / {scan}"),
        sd.Figure("One experiment", each, lambda n: f"{n.cost.month} per month / 500 tests"),
    ],
    risks=[
        sd.Risk(
            "the split is not what was asked",
            effect="changes that do not help them, released on a false result",
            mitigation="a test of the ratio hides the result; 6% fail it at Microsoft [SRM]",
        ),
        sd.Risk(
            "rule files do not arrive",
            effect="old variants, or the default",
            mitigation="the SDK keeps the last signed file and logs its version",
        ),
        sd.Risk(
            "treated users affect others",
            effect="effects that vanish after the release",
            mitigation="split by region or by time, and keep 1% of users out of all tests",
        ),
        sd.Risk(
            "events are lost in one variant only",
            effect="a good change is refused",
            mitigation="compare event counts per client version, and log both variants alike",
        ),
    ],
    probes=[
        sd.Probe(
            "How long must this test run?",
            f"For a change of {lift:.0%} of {conversion:.0%}, {needed / 1e6:.2f}M users per "
            f"variant, about half with CUPED. With {users_a_day / 1e6:g}M users it is the calendar "
            "that decides: whole weeks, and novelty must wear off.",
        ),
        sd.Probe(
            "A metric is significant. Do you ship?",
            "Check the split, the guardrails and the number of metrics: of many, one in twenty is "
            "significant by chance. Control false discoveries, and repeat surprising results.",
        ),
        sd.Probe(
            "May we look at the result every day?",
            "With intervals that stay valid at each look [AVI], yes. With a fixed-size test only "
            "at its end; otherwise false positives grow with each look.",
        ),
        sd.Probe(
            "Labels come after 30 days: how do you judge a new model?",
            "Use an early proxy that old tests show to agree with the late label, keep a small "
            "holdout for a month, and watch drift and calibration meanwhile.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"{n.cost.month} per month, {each(n)} per concluded test. Collecting, carrying and "
                "keeping events takes most of it: keep raw actions for weeks, aggregates for years."
            ),
        ),
    ],
    category="ml",
    summary="Hash to assign, log exposures, measure with CUPED, stop by guardrails, watch models.",
    sources=[
        sd.Source(
            "KOH",
            "Controlled experiments on the web: survey and practical guide",
            "Data Mining and Knowledge Discovery",
            2009,
            "https://doi.org/10.1007/s10618-008-0114-1",
        ),
        sd.Source(
            "CUPED",
            "Improving the sensitivity of online controlled experiments by utilizing "
            "pre-experiment data",
            "WSDM",
            2013,
            "https://doi.org/10.1145/2433396.2433413",
        ),
        sd.Source(
            "TANG",
            "Overlapping experiment infrastructure: more, better, faster experimentation",
            "KDD",
            2010,
            "https://doi.org/10.1145/1835804.1835810",
        ),
        sd.Source(
            "SRM",
            "Diagnosing sample ratio mismatch in online controlled experiments",
            "KDD",
            2019,
            "https://doi.org/10.1145/3292500.3330722",
        ),
        sd.Source(
            "AVI",
            "Always valid inference: continuous monitoring of A/B tests",
            "Johari et al.",
            2015,
            "https://arxiv.org/abs/1512.04922",
        ),
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
