"""News feed: push to most followers, pull from the famous, then rank."""

import math

import sddiagram as sd

users_a_day, posts_each, opens_each, followers = 300_000_000, 0.2, 10, 200
posts = users_a_day * posts_each * sd.per_day
post_peak = 3 * posts
writes, write_peak = posts * followers, 3 * posts * followers
opens = users_a_day * opens_each * sd.per_day
peak = 3 * opens
kept, entry = 800, 16 * sd.B
timelines = users_a_day * kept * entry
active = timelines / 3  # a third of them opens it in a given hour or so (assumed)
celebrity = 50_000_000
pull_limit = 100_000

api_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
nodes = math.ceil(peak / (api_rate * 0.65) * 1.5)
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
pipelined = 250_000 * sd.rps
node_memory = 50 * sd.GB  # assumed usable
shards = max(
    math.ceil(active * 2 / node_memory),
    math.ceil(write_peak / (pipelined * 0.65) + peak / (redis_rate * 0.65)),
)
post_share = round(float(post_peak / peak), 4)
worker_rate = 20_000 * sd.rps  # assumed timeline writes a worker, pipelined
workers = math.ceil(write_peak / (worker_rate * 0.65))

users = sd.Client("Users")
feed = sd.Service("Feed service", capacity=api_rate, replicas=nodes, note="joins follows, posts")
reading = feed.but(note="reads ids, fills in")
merging = feed.but(note="merges the famous, filters")
writing = sd.Service("Post service", replicas=3, note="checks, stores")
posts_store = sd.NoSQL("Posts", replicas=3, note="by id, media in objects")
follows = sd.NoSQL("Follows", technology="mysql", replicas=3, note="both directions")
log = sd.Stream("New posts", replicas=3, note="and deletes")
fan_out = sd.Worker("Fan-out", capacity=worker_rate, replicas=workers, note="to each follower")
hybrid = fan_out.but(note=f"under {pull_limit // 1000}k followers")
timeline = sd.Cache(
    "Timelines",
    technology="redis",
    capacity=redis_rate,
    replicas=shards,
    latency=0.5 * sd.ms,
    note=f"{kept} ids a user",
)
famous = sd.Cache("Famous posts", replicas=3, note="pulled")
ranker = sd.Ranker("Ranker", replicas=3, note="top 50 of 500")
# 50,000 reads/s per Redis process, planned [RED].
feature_nodes = math.ceil(peak / (50_000 * sd.rps * 0.65) * 1.5)
features = sd.OnlineFeatureStore(
    "Features", technology="redis", replicas=feature_nodes, note="affinity"
)
events = sd.StreamProcessor("Engagement", replicas=3, note="likes, dwell")
training = sd.TrainingJob("Training", note="daily")

pattern = sd.Pattern(
    "News feed",
    sd.Stage(
        "Pull",
        users >> "open" >> feed >> "whom?" >> follows,
        feed >> "their posts" >> posts_store,
        users >> sd.calls("post", share=post_share) >> writing,
        writing >> "store" >> posts_store,
        why=f"Each open reads {followers} authors, and {peak} of opens come at the peak.",
    ),
    sd.Stage(
        "Push",
        users >> "open" >> reading >> "ids" >> timeline,
        reading >> "fill in" >> posts_store,
        writing >> sd.emits("posted") >> log >> sd.streams("posts") >> fan_out,
        fan_out >> "followers" >> follows,
        fan_out >> "prepend id" >> timeline,
        changes=[reading],
        drops=[feed >> "whom?" >> follows, feed >> "their posts" >> posts_store],
        why=f"{post_peak} of posts become {write_peak} of writes, and an open is one read.",
        tradeoffs=[
            sd.TradeOff(
                "push ids when a post is made",
                gain="an open is one read and a fill-in",
                cost=f"{followers} writes a post, most never looked at",
                instead_of="pull, right for those who post often and are read seldom",
            ),
            sd.TradeOff(
                "ids, not posts, in timelines",
                gain=f"{entry} an entry, and edits show everywhere",
                cost="a multi-get of posts for each page",
                instead_of="copies of posts",
            ),
        ],
    ),
    sd.Stage(
        "Hybrid",
        users >> "open" >> merging >> "ids" >> timeline,
        merging >> "fill in" >> posts_store,
        merging >> "recent" >> famous,
        log >> sd.streams("posts") >> hybrid >> "prepend id" >> timeline,
        hybrid >> "followers" >> follows,
        hybrid >> "famous" >> famous,
        changes=[merging, hybrid],
        step=sd.Step.DETAIL,
        why=f"One post to {celebrity / 1e6:.0f}M followers is as many writes: pull.",
        tradeoffs=[
            sd.TradeOff(
                f"pull above {pull_limit:,} followers",
                gain="no post floods the workers",
                cost="two paths, merged at every open",
                instead_of="push for all",
            ),
        ],
    ),
    sd.Stage(
        "Rank",
        merging >> "score 500" >> ranker >> "one read" >> features,
        users >> sd.emits("engagement", share=0) >> events >> sd.streams("counts") >> features,
        events >> sd.batches("examples") >> training >> sd.copies("model") >> ranker,
        step=sd.Step.SCALE,
        why="People follow more than they can read: order by interest, not only by time.",
        tradeoffs=[
            sd.TradeOff(
                "rank when the feed is opened",
                gain="fresh interest, fresh posts",
                cost="a model in the path; chronological when it is late",
                instead_of="ranking at fan-out, which is stale when it is read",
            ),
        ],
    ),
    brief=sd.Brief(
        "Show each of 300 million daily users the posts of those they follow.",
        functional=[
            ("What is in the feed?", "Posts of those followed, ranked, with media."),
            ("Deletes and privacy?", "They hold at once, also for what is in timelines."),
        ],
        scale=[
            ("How many users?", f"300M a day, {opens_each} opens and {posts_each} posts each."),
            ("How many followers?", f"{followers} on average, 50M at most."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 200 ms for an open."),
            ("How fresh?", "A post shows within 5 s."),
        ],
        constraints=[
            ("May a post be missing?", "Never one's own; others may be late."),
            ("What is kept in memory?", f"{kept} ids for users who are active."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Posts", posts, f"300M x {posts_each} a day / 86,400 s"),
        sd.Figure("Timeline writes", writes, f"{posts} x {followers}; {write_peak} at the peak"),
        sd.Figure("Opens at the peak", peak, f"300M x {opens_each} a day / 86,400 s, x 3"),
        sd.Figure("All timelines", timelines, f"300M x {kept} x {entry}"),
        sd.Figure("Of active users", active, "a third (assumed)"),
        sd.Figure("Redis shards", shards, "the larger of memory with a copy, and of rate"),
        sd.Figure(
            "One famous post, pushed",
            celebrity / write_peak,
            f"{celebrity:,} writes at the whole peak rate",
        ),
    ],
    risks=[
        sd.Risk(
            "someone famous posts",
            effect="fan-out is minutes behind for all",
            mitigation="pull above a limit, and a queue of their own for the large",
        ),
        sd.Risk(
            "a post is deleted, or made private",
            effect="its id stands in millions of timelines",
            mitigation="filter when posts are filled in; clean up timelines later",
        ),
        sd.Risk(
            "a timeline shard is lost",
            effect="its users' feeds are empty",
            mitigation="a copy; else rebuild by pulling, for active users first",
        ),
        sd.Risk(
            "the ranker is slow",
            effect="feeds are late",
            mitigation="a deadline, then order by time",
        ),
    ],
    probes=[
        sd.Probe(
            "Push or pull?",
            f"Push where opens outnumber posts, {float(opens / posts):.0f} to one here. "
            "Pull for the famous and for users who never come.",
        ),
        sd.Probe(
            "A user unfollows.",
            "Nothing is removed at once: filter by follows at the open, and let old ids fall off "
            "the end.",
        ),
        sd.Probe(
            "How do pages stay stable while posts come in?",
            "A cursor by score and id from the first page's snapshot, not an offset.",
        ),
        sd.Probe(
            "A user comes back after a year.",
            "No timeline is kept: build one by pulling recent posts of those followed, and go on "
            "with push.",
        ),
    ],
    category="product systems",
    summary="Push ids to timelines, pull from the famous, rank when the feed is opened.",
    sources=[
        "donnemartin/system-design-primer: the timeline exercise",
        "Krikorian, Timelines at scale (Twitter, 2013)",
        "redis/redis-doc, benchmarks: throughput of one process",
    ],
)
