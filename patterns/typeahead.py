"""Typeahead: ten suggestions for each keystroke, in less time than the next one takes."""

import sddiagram as sd

per_day, calls_each, edge_hit = 1_000_000_000, 5, 0.5
prefixes = sd.Requests(
    "prefix", calls_each * per_day * sd.per_day, request=100 * sd.B, response=500 * sd.B
)
searches = sd.Requests("search", per_day * sd.per_day, request=100 * sd.B, response=50 * sd.B)
index = sd.Records(
    "prefixes", count=100_000_000, size=200 * sd.B, key="prefix", fields="ten phrases with scores"
)
phrases = sd.Records(
    "phrases", count=50_000_000, size=100 * sd.B, key="phrase", fields="searchers, score"
)
stops = sd.Records(
    "blocked phrases", count=100_000, size=200 * sd.B, key="phrase", fields="reason, who, since"
)
window, pushed, kept = 5 * sd.minutes, 1 * sd.minute, 1 * sd.minute
rising = window + pushed + kept
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")

box = sd.Browser("Search box", sends=[prefixes, searches], note="waits 50 ms, own history")
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=0.9999,
    cost=node,
    note="TLS, limits per address",
)
api = sd.Service(
    "Suggest API",
    capacity=sd.planned("service"),
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),
    availability=0.9999,
    cost=node,
    note="LIKE 'pre%'",
)
table = sd.SQLPrimary(
    "Past searches",
    technology="postgresql",
    capacity=sd.planned("PostgreSQL", "point reads"),
    latency=sd.latency(5 * sd.ms, p99=50 * sd.ms),
    availability=0.9995,
    cost=sd.cited(440 * sd.usd, "for 16 vCPU and 1 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="phrase, count",
)
cdn = sd.CDN(
    "Edge cache",
    technology="cloudfront",
    caches=prefixes,
    hit_ratio=edge_hit,
    stale=kept,
    latency=sd.latency(10 * sd.ms, p99=40 * sd.ms),
    availability=0.9999,
    cost=sd.cited(
        prefixes.rate * (500 * sd.B) * (0.05 * sd.usd / sd.GB) * sd.month,
        "per month for the answers, at $0.05 per GB [NM]",
    ),
    note="short prefixes, 1 minute",
)
suggest = sd.Service(
    "Suggest service",
    capacity=sd.assumed(10_000 * sd.rps, "look-ups per node of 8 vCPU and 64 GB"),
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    availability=0.9999,
    memory=64 * sd.GB,
    cost=sd.cited(248 * sd.usd, "per 8 vCPU and 64 GB, at $15 and $2 per GB [NM]"),
    note="the whole trie in memory",
)
merging = suggest.but(note="trie, rising, block list")
collector = sd.Collector(
    "Search collector",
    capacity=sd.assumed(20_000 * sd.rps, "events per node of 8 vCPU"),
    latency=sd.latency(1 * sd.ms, p99=5 * sd.ms),
    availability=0.9999,
    cost=node,
    note="drops bots, shortens ids",
)
log = sd.Stream("Search log", technology="kafka", note="searched, shown, chosen")
counter = sd.BatchProcessor(
    "Daily counts", technology="spark", cost=10 * node, note="ages counts, drops rare"
)
builder = sd.BatchProcessor("Index builder", cost=10 * node, note="ten best per prefix")
versions = sd.ObjectStorage(
    "Index versions", technology="s3", holds=index, note="the last one stays"
)
blocked = sd.ConfigStore("Block list", holds=stops, note="offensive, legal, names")
moderators = sd.Browser("Moderators")
desk = sd.Service("Moderation", cost=node, note="adds phrases, purges")
trends = sd.StreamProcessor("Trends", technology="flink", cost=node, note="rise over 5 minutes")

pattern = sd.Pattern(
    "Typeahead",
    sd.Stage(
        "LIKE on a table",
        box >> "prefix, search" >> balancer >> "request" >> api,
        api >> sd.calls("scan", of=prefixes) >> table,
        api >> sd.calls("add 1", of=searches) >> table,
        why=lambda n: f"The table is asked {n.use(table):.0f} times what it reads, and with scans.",
    ),
    sd.Stage(
        "A trie in memory",
        balancer >> sd.calls("prefix", of=prefixes) >> suggest,
        balancer >> sd.calls("searched, chosen", of=searches) >> collector,
        collector >> sd.emits("events", size=100 * sd.B) >> log,
        log >> sd.batches("one day", every=1 * sd.day) >> counter,
        counter >> sd.batches("phrases", every=1 * sd.day) >> builder,
        builder >> sd.batches("version", every=1 * sd.day) >> versions,
        versions >> sd.copies("load, switch") >> suggest,
        replaces=[api, table],
        why=lambda n: f"{n[index]} fit one host: replicate the index, do not shard it.",
        tradeoffs=[
            sd.TradeOff(
                "the ten best stored with each prefix",
                gain="a look-up walks the letters and is done, as in the FST of Lucene [FST]",
                cost="a larger index, which is built anew to change",
                instead_of="walking all phrases below the prefix",
            ),
            sd.TradeOff(
                "the whole index on each node",
                gain="one hop, and any node answers",
                cost=lambda n: f"{n[index]} of memory on each node, twice at a switch",
                instead_of="shards by first letters, which are as uneven as language",
            ),
        ],
    ),
    sd.Stage(
        "Edge cache",
        box >> sd.calls("prefix", of=prefixes) >> cdn >> "misses" >> balancer,
        box >> sd.calls("search", of=searches) >> balancer,
        drops=box >> "prefix, search" >> balancer,
        step=sd.Step.DETAIL,
        why=lambda n: f"Short prefixes are few and the same for all: {n.at(suggest)} are left.",
        tradeoffs=[
            sd.TradeOff(
                "the same suggestions for everybody",
                gain=f"{edge_hit:.0%} are answered at the edge, assumed, close to the user",
                cost="what is personal must be merged in the browser",
                instead_of="personal answers, each from the origin",
            )
        ],
    ),
    sd.Stage(
        "Trends and a block list",
        log >> sd.streams("searches") >> trends >> sd.batches("rising", every=pushed) >> merging,
        moderators >> "block a phrase" >> desk >> "add" >> blocked,
        blocked >> sd.copies("phrases") >> [merging, builder],
        desk >> sd.calls("purge", share=0) >> cdn,
        changes=[merging],
        step=sd.Step.SCALE,
        why="News is searched within minutes; the daily index knows of it tomorrow.",
        tradeoffs=[
            sd.TradeOff(
                "a small overlay of what is rising",
                gain=lambda n: f"some MB per minute instead of {n[index]} per day",
                cost="two sources to merge, and a target for spam",
                instead_of="building the whole index every few minutes",
            )
        ],
    ),
    brief=sd.Brief(
        "Suggest ten searches for each prefix that is typed, within 100 ms.",
        functional=[
            ("What is suggested?", "Past searches by popularity, what is rising, one's own."),
            ("What about typing errors?", "Common ones are phrases of the index."),
            ("What may never show?", "Offensive phrases and names of private people."),
        ],
        scale=[
            ("How many searches?", f"A billion per day, with {calls_each} prefix calls each."),
            ("How many prefixes?", "100M are worth keeping, of 50M phrases, assumed."),
        ],
        non_functional=[
            ("How fast is an answer?", sd.at_most(100 * sd.ms, of=prefixes)),
            (
                "How soon does a rising phrase show?",
                sd.stale_at_most(10 * sd.minutes, value=lambda n: rising),
            ),
            ("How available is it?", sd.at_least(99.9 * sd.percent, of=prefixes)),
        ],
        constraints=[
            ("Privacy?", "A phrase needs many different searchers before it is suggested."),
            ("What if it is down?", "The search box works without suggestions."),
        ],
    ),
    data=[phrases],
    api=[
        sd.Endpoint("GET /v1/suggest?q=", "prefix, language", "200 with ten phrases", "max-age=60"),
        sd.Endpoint("POST /v1/searches", "phrase, shown, chosen rank", "202"),
        sd.Endpoint("PUT /v1/blocked/{phrase}", "reason, who", "200; gone within two minutes"),
    ],
    figures=[
        sd.Figure(
            "Prefix calls at the peak", prefixes.at_peak, f"{per_day:,} x {calls_each} per day, x 3"
        ),
        sd.Figure("Index", lambda n: n[index], lambda n: n.how(index)),
        sd.Figure(
            "A rising phrase shows after",
            rising,
            f"{window} window + {pushed} push + {kept} at the edge",
        ),
        sd.Figure(
            "Price of a million prefix calls",
            lambda n: (n.cost.month or 0 * sd.usd) / float(prefixes.rate * sd.month) * 1e6,
            lambda n: f"{n.cost.month} per month / all prefix calls of a month",
        ),
    ],
    risks=[
        sd.Risk(
            "a bad index is built",
            effect="nonsense for everyone at once",
            mitigation="compare with yesterday's, one node first, and keep the last version loaded",
        ),
        sd.Risk(
            "an offensive phrase is rising",
            effect="it is suggested to all",
            mitigation="the block list in each node, a purge at the edge, a person on call",
        ),
        sd.Risk(
            "bots search in order to be suggested",
            effect="spam on top of the list",
            mitigation="count searchers and not searches, limit each address, and drop outliers",
        ),
        sd.Risk(
            "answers arrive out of order",
            effect="suggestions for what was typed before",
            mitigation="an answer repeats its prefix, and the box drops those of older ones",
        ),
    ],
    probes=[
        sd.Probe(
            "Why not shard by prefix?",
            lambda n: (
                f"{n[index]} fit in memory. Shards by letters are uneven, and a lost node takes "
                "its letters along. Shard only when one host is too small."
            ),
        ),
        sd.Probe(
            "How does a new phrase appear within minutes?",
            "A stream compares the last minutes with the usual rate. What rises goes into a small "
            "overlay, which each node merges with its trie.",
        ),
        sd.Probe(
            "How do you save calls?",
            "Wait 50 ms after a key, keep answers for the backspace, and stop at a prefix without "
            "any. The ten of 'ab' do not hold the ten of 'abc': filter only if there were fewer.",
        ),
        sd.Probe(
            "Where does personalisation go?",
            "Outside of the cached part. The browser keeps its own history and merges it with the "
            "common answer, so the server need not know it.",
        ),
        sd.Probe(
            "How do you know that a new ranking is better?",
            "Replay logged prefixes and measure the mean reciprocal rank of what was chosen; then "
            "test on some of the users, and watch letters typed per search.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws a trie with the ten best per prefix, built from the log each day.",
        senior="Decides against shards by numbers, caches at the edge, switches versions safely.",
        staff="Adds what is rising without its spam, blocks in minutes everywhere, and measures "
        "quality.",
    ),
    category="product systems",
    summary="A replicated trie built daily, an edge cache, and an overlay for what is rising.",
    sources=[
        sd.Source(
            "FST",
            "You complete me: the completion suggester and its FST",
            "Elastic",
            2013,
            "https://www.elastic.co/blog/you-complete-me",
        )
    ],
)
