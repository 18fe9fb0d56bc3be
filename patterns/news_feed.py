"""News feed: push to most followers, pull from the famous, then rank."""

import sddiagram as sd

people, followers, page, candidates = 300_000_000, 200, 50, 500
pull_limit, famous_followed = 50_000, 10  # assumed, as is how many famous authors one follows
opens = sd.Requests("open", 10 * sd.per_day, users=people, response=50 * sd.KB)
posts = sd.Requests("post", 0.2 * sd.per_day, users=people, request=1 * sd.KB)
follows = sd.Requests("follow", 0.1 * sd.per_day, users=people, request=100 * sd.B)
# Likes and reading times come in batches of ten; 100 pictures are shown per day. Both assumed.
actions = sd.Requests("engagement", 10 * sd.per_day, users=people, request=1 * sd.KB)
entering = [opens, posts, follows, actions]
pictures = sd.Requests("picture", 100 * sd.per_day, users=people, response=100 * sd.KB)
ids = sd.Records(  # of those who opened the feed within days, assumed; 16 B per entry
    "timelines", key="user_id", fields="800 post ids", count=people / 3, size=15.4 * sd.KB
)
kept_for, edge_count = 5 * sd.years, 2 * people * followers
texts = sd.Records(
    "posts",
    key="post_id",
    fields="author_id, text, media ids, audience, created_at",
    of=posts,
    size=1 * sd.KB,
    keep=kept_for,
)
edges = sd.Records(  # both ways
    "follows", key="user_id, followed_id", fields="since", count=edge_count, size=32 * sd.B
)
week = 1.3 * (posts.rate * 7 * sd.days) * (1 * sd.KB)  # of posts, with keys and structures
post_hit = 0.964  # of look-ups, as measured for a cache of the social graph [TAO]
scores = sd.unit("score")
tao = "https://www.usenix.org/conference/atc13/technical-sessions/presentation/bronson"
pipelined = sd.planned("Redis", "pipelined")
key_reads = sd.cited(250_000 * sd.keys / sd.s, "per process, in pipelines of 16 [RED]")
edge_rate = sd.assumed(5_000 * sd.rps, "range reads and writes per primary")
score_rate = sd.assumed(3_125_000 * scores / sd.s, "per A10: 10 MFLOP each at 25% of its peak")
gpu = sd.assumed(750 * sd.usd, "per A10")
kept = sd.assumed(250_000 * sd.usd, "for 12 PB kept")
daily_run = sd.assumed(5_000 * sd.usd, "for a run per day")
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
logic, small = sd.planned("service"), sd.assumed(5_000 * sd.rps, "appends per node of 8 vCPU")
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
lookup = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)  # these three assumed; 0.5 ms in a zone [NM]
append = sd.latency(2 * sd.ms, p99=10 * sd.ms)
disk_read = sd.latency(2 * sd.ms, p99=15 * sd.ms)
queue_lag, worker_rate = 1 * sd.second, 20_000 * sd.rps  # assumed
shown_after = queue_lag + pull_limit / worker_rate
pushes = sd.assumed(worker_rate / followers, f"posts per worker, at {worker_rate} of writes")
tier = 0.9999  # availability of a replicated tier, assumed
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
usable = 50 * sd.GB  # of 64 GB, assumed
ram = sd.cited(128 * sd.usd, "per 64 GB of memory [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
cdn_price = 0.05 * sd.usd / sd.GB
pictures_month = pictures.rate * (100 * sd.KB) * sd.month
traffic = sd.cited(pictures_month * cdn_price, "at $0.05 per GB, list price [NM]")
slow = sd.latency(20 * sd.ms, p99=60 * sd.ms)

users = sd.Client("Users", sends=entering)
watchers = users.but(sends=[*entering, pictures])
balancer = sd.LoadBalancer(
    "Balancer",
    technology="envoy",
    availability=tier,
    latency=hop,
    cost=node,
    note="checks tokens, routes",
)
feed = sd.Service(
    "Feed service",
    capacity=logic,
    availability=tier,
    latency=work,
    cost=node,
    note="merges, filters",
)
write = sd.Service("Write service", capacity=small, latency=work, cost=node, note="checks, stores")
posts_store = sd.NoSQL(
    "Posts",
    technology="cassandra",
    holds=texts,
    node=4 * sd.TB,
    copies=3,
    availability=tier,
    latency=disk_read,
    cost=disk,
    note="by id, by author",
)
graph = sd.Shard(
    "Follows",
    technology="mysql",
    capacity=edge_rate,
    holds=edges,
    node=2 * sd.TB,
    copies=2,
    availability=tier,
    latency=disk_read,
    cost=disk,
    note="both ways",
)
log = sd.Stream(
    "Event log", technology="kafka", latency=append, cost=disk, note="posts, engagement"
)
fan_out = sd.Worker("Fan-out", capacity=pushes, cost=node, note="to each follower")
# One read takes as much of a process as five of the pipelined writes [RED].
read_cost = 5
timelines = sd.Cache(
    "Timelines",
    technology="redis",
    capacity=pipelined,
    holds=ids,
    node=usable,
    memory=64 * sd.GB,
    copies=2,
    availability=tier,
    latency=lookup,
    cost=ram,
    note="800 ids each",
)
post_cache = sd.Cache(
    "Post cache",
    technology="redis",
    capacity=key_reads,
    holds=week,
    node=usable,
    memory=64 * sd.GB,
    availability=tier,
    latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
    cost=ram,
    note="drops deleted posts",
)
media = sd.ObjectStorage("Media", technology="s3", cost=kept, note="originals")
cdn = sd.CDN("CDN", replicas=1, cost=traffic, note="pictures")
ranker = sd.Ranker(
    "Ranker",
    capacity=score_rate,
    availability=tier,
    latency=slow,
    cost=gpu,
    note="holds post counters",
)
features = sd.OnlineFeatureStore(
    "Features",
    technology="redis",
    holds=people * (600 * sd.B),
    node=usable,
    memory=64 * sd.GB,
    availability=tier,
    latency=lookup,
    cost=ram,
    note="50 authors each",
)
interest = sd.StreamProcessor("Interest job", technology="flink", cost=node, note="counts actions")
training = sd.TrainingJob("Training", cost=daily_run, note="daily")


def pushed(n: sd.Numbers) -> sd.Quantity:
    """Timeline writes at the peak."""
    return n.at(fan_out >> "prepend id" >> timelines)


pattern = sd.Pattern(
    "News feed",
    sd.Stage(
        "Pull",
        users
        >> sd.calls("open, post, follow", of=entering)
        >> balancer
        >> sd.calls("open", of=opens)
        >> feed,
        feed >> "whom?" >> graph,
        feed >> sd.calls(f"{followers} authors", costs=followers) >> posts_store,
        balancer >> sd.calls("post, follow, like", of=[posts, follows, actions]) >> write,
        write >> sd.calls("store", of=posts) >> posts_store,
        write >> sd.calls("edge", of=follows) >> graph,
        why=lambda n: f"Each open reads {followers} authors: {n[posts_store]:,} database nodes.",
    ),
    sd.Stage(
        "Push",
        feed >> sd.calls("ids", costs=read_cost) >> timelines,
        feed >> sd.calls(f"{page} posts", costs=page * sd.keys) >> post_cache,
        feed >> sd.calls("missing ones", costs=page * (1 - post_hit)) >> posts_store,
        write >> sd.calls("set, delete", of=posts, costs=1 * sd.keys) >> post_cache,
        write >> sd.calls("append", of=[posts, actions]) >> log,
        log >> sd.streams("posts", of=posts) >> fan_out >> "followers" >> graph,
        fan_out >> sd.calls("prepend id", times=followers) >> timelines,
        drops=[feed >> "whom?" >> graph, feed >> f"{followers} authors" >> posts_store],
        why=lambda n: f"Posts become {pushed(n)} of writes, and an open reads one list.",
        tradeoffs=sd.TradeOff(
            "push ids when a post is made",
            gain="an open reads one list",
            cost=f"{followers} writes per post, most of which nobody looks at",
            instead_of="pull, right for authors who post often and are rarely read",
        ),
    ),
    sd.Stage(
        "Hybrid, with pictures",
        feed >> sd.calls("famous authors", times=famous_followed, costs=read_cost) >> timelines,
        users >> sd.calls("pictures", of=pictures) >> cdn,
        cdn >> sd.calls("misses", share=0.05) >> media,
        users >> sd.copies("signed upload") >> media,
        changes=watchers,
        step=sd.Step.DETAIL,
        why=f"Above {pull_limit:,} followers a post goes to one list of its author; readers merge.",
        tradeoffs=sd.TradeOff(
            f"pull above {pull_limit:,} followers",
            gain="no single post delays the others",
            cost=f"{famous_followed} more list reads per open, and hot lists to copy",
            instead_of="push for all",
        ),
    ),
    sd.Stage(
        "Rank",
        feed >> sd.calls(f"score {candidates}", costs=candidates * scores) >> ranker,
        ranker >> "one read" >> features,
        log >> sd.streams("engagement", of=actions) >> interest,
        interest >> sd.streams("affinity") >> features,
        interest >> sd.copies("post counters") >> ranker,
        log >> sd.batches("shown and liked") >> training >> sd.copies("model") >> ranker,
        why=lambda n: f"People follow more than they read: {n.at(ranker)} on {n[ranker]} GPUs.",
        tradeoffs=sd.TradeOff(
            "rank when the feed is opened",
            gain="fresh interest and fresh posts",
            cost="a model on the request path, with a deadline after which time order is used",
            instead_of="ranking at fan-out, which is stale when it is read",
        ),
    ),
    brief=sd.Brief(
        "Show each of 300 million daily users the posts of those they follow.",
        functional=[
            ("What is in the feed?", "Posts of those followed, ranked, with pictures."),
            ("Deletes and privacy?", "They hold at the next open, also for ids in timelines."),
        ],
        scale=[
            ("How many users?", "300M per day, 10 opens and 0.2 posts each."),
            ("How many followers?", f"{followers} on average, 50M at most."),
        ],
        non_functional=[
            ("How fast is an open?", sd.at_most(200 * sd.ms, percentile=99, of=opens)),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=opens)),
            ("How soon does a post show?", sd.stale_at_most(5 * sd.s, value=lambda n: shown_after)),
            (
                "What may a user cost per month?",
                sd.costs_at_most(
                    0.02 * sd.usd / sd.users,
                    value=lambda n: n.cost.month and n.cost.month / (people * sd.users),
                ),
            ),
        ],
        constraints=[
            ("May a post be missing?", "Never one's own; others may be late."),
            ("Who has a timeline in memory?", "Users who came within days, about a third."),
        ],
    ),
    api=[
        sd.Endpoint("GET /v1/feed", "cursor, limit", "posts, next cursor", "stable per session"),
        sd.Endpoint("POST /v1/posts", "text, media ids, Idempotency-Key", "201 with the post id"),
        sd.Endpoint("POST /v1/events", "a batch of views, likes, reading times", "202"),
        sd.Endpoint("POST /v1/media", "type, size", "a signed upload link and a media id"),
    ],
    figures=[
        sd.Figure("Timeline writes", pushed, f"{posts.at_peak} of posts x {followers} followers"),
        sd.Figure(
            "Post look-ups", lambda n: n.at(post_cache), f"{opens.at_peak} x {page}, and new posts"
        ),
        sd.Figure(
            "A post to all 50M followers",
            lambda n: 50_000_000 / pushed(n),
            "50M writes at the whole peak rate of fan-out, so it is pulled",
        ),
        sd.Figure(
            "Pictures per month",
            pictures_month * cdn_price,
            f"{pictures_month} at $0.05 per GB [NM]",
        ),
    ],
    risks=[
        sd.Risk(
            "a timeline shard and its copy are lost",
            effect="users on it see an empty feed",
            mitigation="build the list again by pulling, for users who are online first",
        ),
        sd.Risk(
            "someone famous posts",
            effect="everybody's feed is minutes late if it is pushed",
            mitigation="pull above the limit; copies of the author's list on several shards",
        ),
        sd.Risk(
            "the post cache restarts empty",
            effect="feeds open slowly or not at all",
            mitigation=lambda n: (
                f"it must come back node by node: {n.at(post_cache)} meet {n[posts_store]} nodes "
                "of Cassandra; one load per key, and fewer posts per page meanwhile"
            ),
        ),
        sd.Risk(
            "the ranker is slow",
            effect="users wait for the feed",
            mitigation="a deadline of 80 ms, then the order of time",
        ),
    ],
    probes=[
        sd.Probe(
            "Push or pull?",
            f"Push where opens outnumber posts, {float(opens.rate / posts.rate):.0f} to 1 here. "
            "Pull from famous authors, and for users who never come.",
        ),
        sd.Probe(
            f"Where does the limit of {pull_limit:,} come from?",
            f"One worker writes {worker_rate}, so such a post takes {pull_limit / worker_rate} "
            f"after {queue_lag} in the log. Twice the limit would miss the 5 s.",
        ),
        sd.Probe(
            "How often does an open miss the post cache?",
            f"At {post_hit:.1%} per key [TAO], {1 - post_hit**page:.0%} of the opens miss at least "
            "one of their posts, so the store's latency counts in nearly every open.",
        ),
        sd.Probe(
            "A user unfollows, or a post is deleted.",
            "Timelines are not rewritten. The feed service filters by follows and by what the post "
            "cache returns; old ids fall off the end.",
        ),
        sd.Probe(
            "Two writes per post, to the store and to the log: what if one fails?",
            "The service answers after both. Otherwise the app retries with the same key, and both "
            "writes are idempotent by post id.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"{n.cost.month} per month, of which pictures are "
                f"{float(pictures_month * cdn_price / n.cost.month if n.cost.month else 0):.0%} "
                "at list price. Smaller formats and a contract save more than any server."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Compares push with pull, sizes timelines, stores ids and fills in posts.",
        senior="Derives the hybrid limit from freshness, sizes the post cache, plans for deletes.",
        staff="Weighs cost per user, ranking deadlines, cold caches and rebuilding lost timelines.",
    ),
    category="product systems",
    summary="Push ids to timelines, pull from the famous, rank when the feed is opened.",
    sources=sd.Source(
        "TAO",
        "TAO: Facebook's distributed data store for the social graph",
        "Bronson et al.",
        2013,
        tao,
    ),
)
