"""Typeahead: ten suggestions for each keystroke, in less time than the next one takes."""

import math

import sddiagram as sd

searches_a_day, prefixes_each = 1_000_000_000, 5
average = searches_a_day * prefixes_each * sd.per_day
peak = 3 * average
edge_hit = 0.5
misses = round(1 - edge_hit, 6)
origin = misses * peak
prefixes, entry = 100_000_000, 200 * sd.B
index_size = prefixes * entry
node_rate = 10_000 * sd.rps  # assumed: look-ups in memory, 8 vCPUs
nodes = math.ceil(origin / (node_rate * 0.65) * 1.5)
log_entry = 100 * sd.B
log_daily = searches_a_day * log_entry
database_rate = 20_000 * sd.rps  # point reads, weak source [PGB]; a prefix scan costs more
overload = float(peak / database_rate)
overlay = 100_000 * entry
answer = 500 * sd.B  # assumed, compressed
bandwidth = peak * answer

browser = sd.Browser("Search box", note="debounce 50 ms, own cache")
api = sd.Service("Suggest API", note="LIKE 'pre%'")
database = sd.SQLPrimary(
    "Past searches", technology="postgres", capacity=database_rate, note="phrase, count"
)
cdn = sd.CDN("Edge cache", hit_ratio=edge_hit, note="short prefixes, minutes")
suggest = sd.Service("Suggest service", capacity=node_rate, note=f"trie of {index_size}, in memory")
overlaid = suggest.but(note="trie + trending overlay")
log = sd.Stream("Search log", replicas=3, note="shown and chosen")
counts = sd.BatchProcessor("Daily counts", note="decay, spam, rare out")
builder = sd.BatchProcessor("Index builder", note="top 10 a prefix")
artefacts = sd.ObjectStorage("Index versions", note="blue/green")
policy = sd.Service("Block list", replicas=2, note="offensive, legal, names")
trends = sd.StreamProcessor("Trends", replicas=3, note="rise over the last hour")
personal = sd.Cache("Own history", replicas=3, note="merged in the browser")
monitoring = sd.Monitoring("Monitoring", note="p99, chosen rank")

pattern = sd.Pattern(
    "Typeahead",
    sd.Stage(
        "LIKE on a table",
        browser >> "prefix" >> api >> "scan" >> database,
        why=f"{peak} at the peak, {overload:.0f} times what one database reads, and with scans.",
    ),
    sd.Stage(
        "A trie in memory",
        browser >> "prefix" >> suggest,
        browser >> sd.emits("searched, chosen", share=0) >> log >> sd.batches("a day") >> counts,
        counts >> sd.batches("phrases") >> builder >> sd.batches("version") >> artefacts,
        artefacts >> sd.copies("load, switch") >> suggest,
        policy >> sd.copies("block list") >> builder,
        replaces=[api, database],
        why=f"{index_size} fit one host: replicate the whole index, do not shard it.",
        tradeoffs=[
            sd.TradeOff(
                "the top ten stored with each prefix",
                gain="a look-up walks the letters and is done",
                cost="the index is larger, and built anew to change",
                instead_of="walking all phrases below the prefix",
            ),
            sd.TradeOff(
                "replicas of the whole index",
                gain="one hop, any node answers",
                cost=f"{index_size} on each of {nodes}",
                instead_of="shards by first letters, which are as uneven as language",
            ),
        ],
    ),
    sd.Stage(
        "Edge cache",
        browser >> "prefix" >> cdn >> "misses" >> suggest,
        drops=browser >> "prefix" >> suggest,
        step=sd.Step.DETAIL,
        why=f"Short prefixes are few and the same for all: {origin} are left at the origin.",
        tradeoffs=[
            sd.TradeOff(
                "the same suggestions for all",
                gain=f"{edge_hit:.0%} are answered at the edge (assumed), in a few milliseconds",
                cost="no personal ones in that answer",
                instead_of="personal answers, each from the origin",
            ),
        ],
    ),
    sd.Stage(
        "Trends and own history",
        cdn >> "misses" >> overlaid,
        artefacts >> sd.copies("load, switch") >> overlaid,
        log >> sd.streams("searches") >> trends >> sd.copies("overlay a minute") >> overlaid,
        policy >> sd.copies("block list") >> trends,
        browser >> sd.calls("own phrases", share=0.1) >> personal,
        log >> sd.streams("own searches") >> personal,
        overlaid >> sd.emits("times") >> monitoring,
        changes=[overlaid],
        step=sd.Step.SCALE,
        why="News is searched within minutes; the daily index knows of it tomorrow.",
        tradeoffs=[
            sd.TradeOff(
                "a small overlay of what rises",
                gain=f"{overlay} a minute instead of {index_size} a day",
                cost="two sources to merge, and a target for spam",
                instead_of="building the whole index every few minutes",
            ),
        ],
    ),
    brief=sd.Brief(
        "Suggest ten searches for each prefix that is typed, within 100 ms.",
        functional=[
            ("What is suggested?", "Past searches by popularity, trends, one's own."),
            ("Typing errors?", "Common ones, as phrases of the index."),
            ("What may never show?", "Offensive phrases, private names."),
        ],
        scale=[
            ("How many searches?", f"A billion a day, {prefixes_each} prefix calls each."),
            ("How many prefixes?", f"{prefixes / 1e6:.0f}M worth keeping."),
        ],
        non_functional=[
            ("Which latency?", "p99 under 100 ms, or it comes too late."),
            ("How fresh?", "Trends within minutes, the rest daily."),
        ],
        constraints=[
            ("Privacy?", "A phrase needs many searchers to be suggested."),
            ("If it is down?", "The search box works without suggestions."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Prefix calls", average, f"1bn x {prefixes_each} a day; {peak} at the peak"),
        sd.Figure("At the origin", origin, f"{peak} x (1 - {edge_hit})"),
        sd.Figure("Index", index_size, f"{prefixes:,} prefixes x {entry}"),
        sd.Figure("Suggest nodes", nodes, f"{origin} / ({node_rate} x 0.65) x 1.5, assumed rate"),
        sd.Figure("Search log a day", log_daily, f"{searches_a_day:,} x {log_entry} (assumed)"),
        sd.Figure("Overlay", overlay, f"100,000 rising prefixes (assumed) x {entry}"),
        sd.Figure("Bandwidth", bandwidth, f"{peak} x {answer} (assumed)"),
    ],
    risks=[
        sd.Risk(
            "a bad index is built",
            effect="nonsense for everyone, at once",
            mitigation="compare with yesterday's, one node first, keep the last version loaded",
        ),
        sd.Risk(
            "an offensive phrase trends",
            effect="it is suggested to all",
            mitigation="the block list on both paths, purge at the edge, a person on call",
        ),
        sd.Risk(
            "bots search to be suggested",
            effect="spam on top",
            mitigation="count users, not searches; limits by address; outliers out",
        ),
        sd.Risk(
            "answers arrive out of order",
            effect="suggestions for what was typed before",
            mitigation="the browser keeps the request's prefix and drops old answers",
        ),
    ],
    probes=[
        sd.Probe(
            "Why not shard by prefix?",
            f"{index_size} fit in memory. Shards by letters are uneven and lose a whole letter "
            "with a node; shard only when one host is too small.",
        ),
        sd.Probe(
            "How does a new phrase appear within minutes?",
            "A stream counts the last hour against the usual; what rises goes to a small overlay "
            "that nodes merge with the trie.",
        ),
        sd.Probe(
            "Where does personalisation go?",
            "Outside the cached part: the browser merges its own history with the common answer.",
        ),
        sd.Probe(
            "How do you save calls?",
            "Debounce, stop at a prefix without results, and cache in the browser: the answer for "
            "'ab' filters to 'abc'.",
        ),
    ],
    category="product systems",
    summary="A replicated trie built daily, an edge cache, and an overlay for what is rising.",
    sources=[
        "donnemartin/system-design-primer: caching at the edge",
        "ClickHouse/PostgresBench, result files",
        "Knuth, The Art of Computer Programming, volume 3, 6.3: digital searching (tries)",
    ],
)
