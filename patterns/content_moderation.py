"""Content moderation: harmful posts are found early, judged with reasons, and can be appealed."""

import math

import sddiagram as sd

users_a_day, image_share, frames = 100_000_000, 0.3, 30
doubtful, settled, needs_person = 0.01, 0.8, 0.1
reviews_each, busy, salary = 500, 0.8, 2_500 * sd.usd  # per reviewer and day; a month, assumed
lists_every = 15 * sd.minutes
post = sd.Requests("post", 1.9 * sd.per_day, users=users_a_day, request=300 * sd.KB)
video = sd.Requests("video", 0.1 * sd.per_day, users=users_a_day, request=10 * sd.MB)
report = sd.Requests("report", 0.05 * sd.per_day, users=users_a_day)
appeal = sd.Requests("appeal", 100_000 * sd.per_day)
posted = float((post.rate + video.rate) / sd.per_day)
# One month of pictures (0.3 MB per post on average) and videos (10 MB), in GB.
kept_gb = 30 * float((0.3 * post.rate + 10 * video.rate) / sd.per_day) / 1_000
others = float((needs_person * report.rate + appeal.rate) / sd.per_day)
cases = doubtful * posted * (1 - settled) + others
cases_before = doubtful * posted + others
reviewers_needed = math.ceil(cases / (reviews_each * busy))
reviewers_before = math.ceil(cases_before / (reviews_each * busy))
verdict = sd.Requests("verdict", cases * sd.per_day)

gflop, looks = sd.unit("GFLOP"), sd.unit("look")
text_cost, image_cost = 5.96, 8.82  # of one text and one image, CLIP ViT-B/32 [OC]
post_cost = (text_cost + image_share * image_cost) * gflop
video_cost = (text_cost + frames * image_cost) * gflop
decided = sd.Records(
    "decisions",
    of=post,
    size=500 * sd.B,
    keep=183 * sd.days,
    key="post_id, made_at",
    fields="action, policy, version, reasons, by",
)
judged = sd.Records(
    "cases", of=verdict, size=1 * sd.KB, keep=183 * sd.days, key="case_id", fields="verdict"
)
stored = sd.Records(
    "posts", of=post, size=1 * sd.KB, keep=30 * sd.days, key="post_id", fields="author, text, state"
)
known = sd.Records("hashes", count=50_000_000, size=100 * sd.B, key="hash", fields="list, label")


def ms(p50: float, p99: float) -> sd.Latency:
    """The time of one visit, assumed."""
    return sd.latency(p50 * sd.ms, p99=p99 * sd.ms)


node = sd.planned("service")
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU at $15 [NM]")
store_cost = sd.cited(520 * sd.usd, "per node of 8 vCPU and 2 TB of SSD [NM]")
gpu_cost = sd.assumed(750 * sd.usd, "per A10")
judge_cost = sd.cited(5_000 * sd.usd, "per H100 on demand [NM]")

users = sd.Client("Users", sends=[post, video, report, appeal])
reviewers = sd.Client("Reviewers", sends=verdict)
gateway = sd.Gateway(
    "API gateway", technology="envoy", latency=ms(1, 5), cost=node_cost, note="auth, limits"
)
posting = sd.Service(
    "Post service", capacity=node, latency=ms(3, 15), cost=node_cost, note="shows, hides, tells why"
)
posts = sd.NoSQL(
    "Posts",
    technology="cassandra",
    holds=stored,
    node=2 * sd.TB,
    copies=3,
    latency=ms(3, 15),
    cost=store_cost,
    note="30 days, then S3",
)
media = sd.ObjectStorage(
    "Media",
    technology="s3",
    capacity=sd.assumed(5_000 * sd.rps, "per prefix and bucket"),
    latency=ms(40, 200),
    cost=sd.cited(
        0.02 * kept_gb * sd.usd,
        f"for {kept_gb / 1e6:.1f} PB of one month at $0.02 per GB [NM]; each month adds as much",
    ),
    note="media, older posts",
)
reviews = sd.Queue(
    "Review queue", technology="rabbitmq", cost=node_cost, note="by harm, dead-letter queue"
)
desk = sd.Service(
    "Review desk",
    capacity=node,
    latency=ms(5, 30),
    cost=node_cost,
    note="blurs media, assigns cases",
)
decisions = sd.NoSQL(
    "Decisions",
    technology="cassandra",
    holds=[decided, judged],
    node=2 * sd.TB,
    copies=3,
    latency=ms(3, 15),
    cost=store_cost,
    note="reasons, six months",
)
first_decisions = decisions.but(holds=judged)
checks = sd.Queue(
    "Check queue", technology="rabbitmq", cost=node_cost, note="videos, reports; dead-letter"
)
moderator = sd.Worker(
    "Moderator", capacity=node, latency=ms(5, 20), cost=node_cost, note="hash, score, then policy"
)
hashes = sd.KeyValue(
    "Known content",
    technology="redis",
    holds=known,
    latency=ms(1, 5),
    cost=sd.cited(128 * sd.usd, "per node of 64 GB at $2 per GB, unmanaged [NM]"),
    note="PDQ hashes, banned media",
)
models = sd.ModelServer(
    "Classifiers",
    technology="triton",
    capacity=sd.assumed(31_250 * gflop / sd.s, "per A10, 25% of 125 TFLOP/s"),
    latency=ms(20, 80),
    cost=gpu_cost,
    note="text and image, per policy",
)
policies = sd.ConfigStore("Policies", cost=node_cost, note="thresholds by country")
exchange = sd.External("Hash exchange", note="industry lists, authorities")
judge = sd.LLM(
    "LLM judge",
    technology="vllm",
    capacity=sd.cited(
        50 * looks / sd.s, "per H100, 8B model, 1,000 tokens in; 66 by a fit to [TRT]"
    ),
    latency=sd.latency(600 * sd.ms, p99=2 * sd.s),
    cost=judge_cost,
    note="reads the policy, quotes it",
)
training = sd.TrainingJob(
    "Training",
    cost=sd.assumed(6_000 * sd.usd, "for 8 A10 that train every week"),
    note="weekly; shadow, rollback",
)


def delay(n: sd.Numbers) -> sd.Quantity:
    """The p99 of a post with its checks."""
    found = next(one.delay for one in n.answered if one.requests.id == post.id)
    return found.p99 if found else 0 * sd.ms


def checked(*classes: sd.Requests) -> tuple[sd.Flow, ...]:
    """What the moderator does with all of these: look for known content, record, ask people."""
    return (
        moderator >> sd.calls("known?", of=classes) >> hashes,
        moderator >> sd.calls("record decision", of=classes) >> decisions,
        moderator >> sd.emits("doubtful, sample", of=classes, share=doubtful) >> reviews,
    )


pattern = sd.Pattern(
    "Content moderation",
    sd.Stage(
        "Reports and people",
        users >> sd.calls("post, report", of=[post, report]) >> gateway,
        gateway >> sd.calls("post, report", of=[post, report]) >> posting,
        posting >> sd.calls("write", of=post) >> posts,
        posting >> sd.calls("pictures", of=post, share=image_share) >> media,
        posting >> sd.emits("report", of=report) >> reviews >> sd.emits("case") >> desk,
        reviewers >> "verdict" >> gateway >> sd.calls("verdict", of=verdict) >> desk,
        desk >> sd.calls("record", of=verdict) >> first_decisions,
        desk >> sd.calls("hide, restore", of=verdict) >> posting,
        posting >> sd.calls("new state", of=verdict) >> posts,
        posting >> sd.answers("result, reasons") >> users,
        why="5M reports per day wait for people, and harm spreads meanwhile.",
    ),
    sd.Stage(
        "Check before it spreads",
        posting >> sd.calls("check", of=post) >> moderator,
        *checked(post),
        moderator >> sd.calls("score", of=post, costs=post_cost) >> models,
        exchange >> sd.copies("hash lists", every=lists_every) >> hashes,
        policies >> sd.copies("rules, versions") >> moderator,
        decisions >> sd.batches("verdicts, samples") >> training >> sd.copies("release") >> models,
        changes=[decisions],
        why="Known media is matched, likely harm is scored, and people see what is doubtful.",
        tradeoffs=[
            sd.TradeOff(
                "hash first, then score",
                gain="copies of known media are found for 256 bits each [PDQ]",
                cost="new media, crops and edits need the classifiers",
                instead_of="classifiers alone, which can miss what was banned already",
            ),
            sd.TradeOff(
                "check text and pictures before others see them",
                gain="no views of what is caught",
                cost=lambda n: f"a post takes {delay(n):.0f} at p99",
                instead_of="checking after publishing, which is faster and leaks views",
            ),
            sd.TradeOff(
                "thresholds as data, by policy and country",
                gain="a policy changes without a release, and decisions name its version",
                cost="many combinations to test",
                instead_of="one score and one limit in code",
            ),
        ],
    ),
    sd.Stage(
        "Videos, reasons, appeals",
        users >> sd.calls("video, appeal", of=[video, appeal]) >> gateway,
        gateway >> sd.calls("video, appeal", of=[video, appeal]) >> posting,
        posting >> sd.calls("videos", of=video) >> media,
        posts >> sd.batches("older posts", every=1 * sd.day) >> media,
        posting >> sd.emits("to check", of=[video, report]) >> checks,
        checks >> sd.emits("to check") >> moderator,
        moderator >> sd.calls(f"{frames} frames", of=video) >> media,
        moderator >> sd.calls("score video", of=video, costs=video_cost) >> models,
        moderator >> sd.emits("reported", of=report, share=needs_person) >> reviews,
        moderator >> sd.answers("hide, limit") >> posting,
        posting >> sd.emits("appeal", of=appeal) >> reviews,
        desk >> sd.emits("legal report", of=verdict, share=0.001) >> exchange,
        *checked(post, video),
        drops=[posting >> sd.emits("report", of=report) >> reviews, *checked(post)],
        step=sd.Step.DETAIL,
        why="A wrong removal hurts too: each has a reason, an appeal and another reviewer.",
        tradeoffs=[
            sd.TradeOff(
                "appeals go to a person who has not seen the case",
                gain="errors are found, and they become labels; the law asks for people [DSA]",
                cost=f"appeals are {float(appeal.rate / sd.per_day) / cases:.0%} of all cases",
                instead_of="the same model again",
            )
        ],
    ),
    sd.Stage(
        "Judge the doubtful",
        reviews >> sd.emits("doubtful", of=[post, video], costs=1 * looks) >> judge,
        judge >> sd.emits("verdict, or open case") >> desk,
        reviews >> sd.emits("report, appeal", of=[report, appeal]) >> desk,
        drops=reviews >> sd.emits("case") >> desk,
        step=sd.Step.SCALE,
        why=f"A language model settles {settled:.0%} of the doubtful cases, and people the rest.",
        tradeoffs=[
            sd.TradeOff(
                "a language model that reads the policy [LG]",
                gain=lambda n: (
                    f"{reviewers_needed:,} reviewers in place of {reviewers_before:,}, for "
                    f"{n[judge] * judge_cost} of GPUs per month"
                ),
                cost="errors that sound convincing, so people re-judge a sample of it",
                instead_of="people for every doubtful post",
            )
        ],
    ),
    brief=sd.Brief(
        "Design moderation for a social network: find harmful text, pictures and videos, decide by "
        "policy, let people review, and handle appeals.",
        functional=[
            ("Which harm?", "Illegal content, hate, violence, spam; each is a policy."),
            ("Which actions?", "Allow, limit, remove, ask a person; a strike for the author."),
            ("What does the author learn?", "What was done, under which policy, how to appeal."),
        ],
        scale=[
            (
                "How much is posted?",
                f"{users_a_day / 1e6:g}M daily users, 2 posts each; {image_share:.0%} of posts "
                "have a picture, one in twenty is a video.",
            ),
            ("How many reports and appeals?", "5M reports and 100,000 appeals per day."),
            ("How many can a person judge?", f"{reviews_each} per day, assumed."),
        ],
        non_functional=[
            ("How long may a post wait?", sd.at_most(500 * sd.ms, percentile=99, of=post)),
            (
                "How old may a hash list be?",
                sd.at_most(1 * sd.hour, percentile=None, value=lambda n: lists_every),
            ),
            (
                "What may the machines cost per month?",
                sd.costs_at_most(250_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("What does the law ask?", "Reasons for each removal, and appeals for 6 months [DSA]."),
            ("What do reviewers need?", "Blurred media, limited hours, and a change of queues."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/media", "bytes, kind", "201 with media_id"),
        sd.Endpoint("POST /v1/posts", "text, media ids, Idempotency-Key", "201 or 422 with reason"),
        sd.Endpoint("POST /v1/posts/{id}/reports", "policy, comment", "202"),
        sd.Endpoint("POST /v1/decisions/{id}/appeal", "why it is wrong", "202 with case_id"),
        sd.Endpoint("POST /v1/cases/{id}/verdict", "action, policy, note", "200 with decision"),
    ],
    learning=sd.Learning(
        objective="The probability that a post breaks each policy, one head per policy, "
        "calibrated, since thresholds act on it.",
        labels="Verdicts of reviewers, two per case in a sample. A random sample of views is "
        "judged too, because doubtful cases alone would teach a biased model.",
        offline="Recall at a fixed precision per policy, language and group of authors; agreement "
        "of reviewers is the ceiling.",
        online="Prevalence: the share of views that are of harmful content [PREV]. Guardrails: "
        "removals that appeals reverse, and time to a decision.",
        leakage="Near copies of one picture must not be in both training and test. The old model's "
        "scores choose what is labelled, so weight each label by that chance.",
        drift="Weekly prevalence by policy and language, overturned appeals, and new slang: words "
        "whose reports grow while scores stay low.",
    ),
    levels=sd.Levels(
        mid="Draws checks, a policy, a review queue and actions, and knows that text, pictures and "
        "videos differ.",
        senior="Sizes videos apart from posts, orders checks by cost, keeps reasons and appeals, "
        "and measures prevalence and not only removals.",
        staff="Weighs wrong removals against missed harm by policy, plans for reviewers as the "
        "largest cost, for adversaries, for new languages and for the law.",
    ),
    figures=[
        sd.Figure(
            "Work of the classifiers",
            lambda n: n.at(models),
            f"{post.at_peak} x {post_cost}, and {video.at_peak} x {video_cost}",
        ),
        sd.Figure(
            "One video against one post",
            float(video_cost / post_cost),
            f"{video_cost} / {post_cost} [OC], {frames} frames per video (assumed)",
            "times",
        ),
        sd.Figure(
            "Reviewers", reviewers_needed, f"{cases:,.0f} per day / ({reviews_each} x {busy:.0%})"
        ),
        sd.Figure(
            "Their pay per month", reviewers_needed * salary, f"{reviewers_needed:,} x {salary}"
        ),
        sd.Figure("A post, p99", delay, "its hops in a series: means and variances added"),
        sd.Figure(
            "Machines per month", lambda n: n.cost.month or 0 * sd.usd, "all parts of the sheet"
        ),
    ],
    risks=[
        sd.Risk(
            "the classifiers are down",
            effect="new posts reach followers later",
            mitigation="hashes still match; the rest is limited in reach until it is scored",
        ),
        sd.Risk(
            "a threshold is set wrong",
            effect="thousands of harmless posts vanish",
            mitigation="a dry run on yesterday's posts, small steps, restore by policy version",
        ),
        sd.Risk(
            "people coordinate false reports",
            effect="a victim's posts are hidden",
            mitigation="reports only order the queue, weighted by how often a reporter was right",
        ),
        sd.Risk(
            "the review queue grows",
            effect="harmful posts stay visible for longer",
            mitigation="an alarm on the oldest case; order by harm and views, limit reach",
        ),
    ],
    probes=[
        sd.Probe(
            "How do you know that moderation works?",
            "By prevalence: judge a random sample of views [PREV]. Removals count effort; they "
            "rise when more harm is posted. Hate speech was 0.10% to 0.11% of views on Facebook "
            "in the third quarter of 2020 [CSE].",
        ),
        sd.Probe(
            "Where do you set a threshold?",
            "Per policy, from the cost of a miss and of a wrong removal. Remove alone where "
            "precision is proven, ask people in between, and let capacity set the width.",
        ),
        sd.Probe(
            "What costs most, and what would you do about it?",
            lambda n: (
                f"People: {reviewers_needed * salary} per month against {n.cost.month} of "
                "machines. Better ranking of cases and a better judge pay more than fewer GPUs."
            ),
        ),
        sd.Probe(
            "Somebody edits a banned picture slightly. Then?",
            "PDQ matches near copies by Hamming distance [PDQ]; crops and overlays need the "
            "embedding, compared with those of banned media, and then a person.",
        ),
        sd.Probe(
            "A live video?",
            "Score a frame every few seconds and the speech, act on a run of high scores, and keep "
            "people on call; a delay of some seconds buys time.",
        ),
    ],
    category="ml",
    summary="Match known harm, score the rest, ask people when in doubt, give reasons and appeals.",
    sources=[
        sd.Source(
            "DSA",
            "Digital Services Act, Regulation (EU) 2022/2065, articles 17 and 20",
            "European Union",
            2022,
            "https://eur-lex.europa.eu/eli/reg/2022/2065/oj",
        ),
        sd.Source(
            "PDQ",
            "PDQ reference implementation and hashing paper",
            "Meta, ThreatExchange",
            None,
            "https://github.com/facebook/ThreatExchange/tree/main/pdq",
        ),
        sd.Source(
            "LG",
            "Llama Guard: LLM-based input-output safeguard for human-AI conversations",
            "Meta",
            2023,
            "https://arxiv.org/abs/2312.06674",
        ),
        sd.Source(
            "PREV",
            "Prevalence",
            "Meta, Transparency Center",
            None,
            "https://transparency.meta.com/policies/improving/prevalence-metric",
        ),
        sd.Source(
            "CSE",
            "Community Standards Enforcement Report, November 2020",
            "Meta",
            2020,
            "https://about.fb.com/news/2020/11/community-standards-enforcement-report-nov-2020/",
        ),
    ],
    # A round trip in the region takes 0.25 ms [NM]; its tail is assumed.
    network=ms(0.25, 1),
)
