"""Web crawler: a billion pages a month, politely, and none of them twice."""

import math

import sddiagram as sd

pages, month, size = 1_000_000_000, 30 * sd.day, 100 * sd.KB
rate = pages / month
peak = 1.5 * rate  # assumed: room to catch up
bandwidth = rate * size
raw = pages * size
compression = 5
stored = raw / compression
yearly = 12 * stored
urls, false_rate = 10_000_000_000, 0.01
bits = 1.44 * math.log2(1 / false_rate)
bloom = urls * bits / 8 * sd.B
fetch_time = 2 * sd.s
concurrent = float(rate * fetch_time)
per_host = 1 * sd.rps
hosts = float(rate / per_host)
links = 50  # assumed per page
link_rate = rate * links
frontier = urls * 100 * sd.B
hashes = pages * 8 * sd.B  # SimHash of 64 bits
fetcher_rate = 100 * sd.rps  # assumed: 200 open connections a node
fetchers = math.ceil(peak / (fetcher_rate * 0.65))

operators = sd.Client("Operators", note="seeds, rules")
script = sd.Worker("Crawler script", note="one queue in memory")
frontier_queue = sd.Queue("Frontier", technology="rabbitmq", note="by priority, by host")
politely = frontier_queue.but(replicas=3, note="one request a second a host")
fetcher = sd.Worker("Fetchers", capacity=fetcher_rate, replicas=fetchers, note="async, time limits")
web = sd.External("Web sites", latency=fetch_time, note="robots.txt rules")
robots = sd.Cache("DNS, robots", replicas=2, note="a day")
parser = sd.Worker("Parser", replicas=3, note="links, text, canonical URL")
seen = sd.Cache("URLs seen", replicas=2, note=f"Bloom filter, {bloom}")
near = sd.NoSQL("Content hashes", replicas=3, note="SimHash, near duplicates")
pages_store = sd.ObjectStorage("Pages", note="compressed archives")
pages_log = sd.Stream("Fetched pages", replicas=3, note="url, status, place")
index = sd.SearchIndex("Search index", replicas=3, note="reads the pages")
recrawl = sd.Scheduler("Recrawl", note="by how often it changes")
metadata = sd.NoSQL("URL records", replicas=3, note="seen, changed, rank")

pattern = sd.Pattern(
    "Web crawler",
    sd.Stage(
        "A loop",
        operators >> "seeds" >> script >> "fetch" >> web,
        script >> "page" >> pages_store,
        why=f"One page after the other is {1 / fetch_time}; a billion a month is {rate}.",
    ),
    sd.Stage(
        "Frontier and fetchers",
        operators >> "seeds" >> frontier_queue >> "url" >> fetcher >> "fetch" >> web,
        fetcher >> "look up" >> robots,
        fetcher >> sd.emits("page") >> pages_log >> "page" >> parser,
        fetcher >> "archive" >> pages_store,
        parser >> "seen?" >> seen,
        parser >> sd.emits("new links", share=0) >> frontier_queue,
        replaces=script,
        why=f"{concurrent:.0f} fetches at a time, by Little; {link_rate} of links to check.",
        tradeoffs=[
            sd.TradeOff(
                "a Bloom filter of URLs seen",
                gain=f"{bloom} for {urls / 1e9:.0f}bn URLs",
                cost=f"{false_rate:.0%} of the new pages are never fetched",
                instead_of=f"an exact set, {frontier} of URLs",
            ),
            sd.TradeOff(
                "raw pages are kept",
                gain="parsers can be fixed and run again",
                cost=f"{stored} a month",
                instead_of="keeping the text alone",
            ),
        ],
    ),
    sd.Stage(
        "Polite, and no duplicates",
        operators >> "seeds" >> politely >> "url" >> fetcher,
        parser >> sd.emits("new links", share=0) >> politely,
        parser >> "similar?" >> near,
        parser >> sd.streams("text") >> index,
        changes=[politely],
        step=sd.Step.DETAIL,
        why=f"One request a second a host: at least {hosts:.0f} hosts must be active at a time.",
        tradeoffs=[
            sd.TradeOff(
                "a queue for each host",
                gain="no site is harmed, and robots rules hold",
                cost="large sites take weeks",
                instead_of="one queue by priority, which hammers the best site",
            ),
            sd.TradeOff(
                "near duplicates by SimHash",
                gain=f"{hashes} tell copies with another date apart",
                cost="a threshold that sometimes errs",
                instead_of="exact hashes, which any date defeats",
            ),
        ],
    ),
    sd.Stage(
        "Come back",
        parser >> "changed?" >> metadata >> sd.batches("due") >> recrawl,
        recrawl >> sd.emits("again", share=0) >> politely,
        step=sd.Step.SCALE,
        why="Some pages change hourly, most never: fetch again by their own pace.",
        tradeoffs=[
            sd.TradeOff(
                "recrawl by observed change",
                gain="fresh where it matters, for the same fetches",
                cost="a record for every URL",
                instead_of="the same interval for all",
            ),
        ],
    ),
    brief=sd.Brief(
        "Crawl a billion pages a month for a search index, politely.",
        functional=[
            ("What is fetched?", "HTML; no films, no log-ins."),
            ("What is kept?", "The page, its text and its links."),
        ],
        scale=[
            ("How many pages?", f"A billion a month of {size}."),
            ("How many URLs are known?", f"{urls / 1e9:.0f}bn."),
        ],
        non_functional=[
            ("How polite?", f"{per_host} a host, robots.txt, a name to write to."),
            ("How fresh?", "News hourly, the rest monthly."),
        ],
        constraints=[
            ("Traps?", "Endless calendars and sessions in URLs must not hold us."),
            ("Law?", "Takedowns within a day."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Pages", rate, f"{pages:,} / 30 days"),
        sd.Figure("Bandwidth", bandwidth, f"{rate} x {size}"),
        sd.Figure("Raw a month", raw, f"{pages:,} x {size}"),
        sd.Figure("Stored a year", yearly, f"12 x {raw} / {compression} (assumed)"),
        sd.Figure("Filter of URLs", bloom, f"{urls:,} x {bits:.1f} bits for {false_rate:.0%}"),
        sd.Figure("Fetches at a time", concurrent, f"{rate} x {fetch_time}", "fetches"),
        sd.Figure("Hosts active", hosts, f"{rate} / {per_host} a host", "hosts"),
        sd.Figure("Links found", link_rate, f"{rate} x {links} a page (assumed)"),
    ],
    risks=[
        sd.Risk(
            "a calendar without end",
            effect="one site fills the frontier",
            mitigation="limits of depth and pages by host, patterns in URLs, near duplicates",
        ),
        sd.Risk(
            "a site is slow",
            effect="its connections hold fetchers",
            mitigation="time limits, back-off by host, asynchronous fetching",
        ),
        sd.Risk(
            "the frontier is lost",
            effect="the crawl begins again",
            mitigation="kept on disk with copies; rebuilt from the URL records",
        ),
        sd.Risk(
            "a parser is wrong",
            effect="a month of bad text",
            mitigation="raw pages are kept; run the log again",
        ),
    ],
    probes=[
        sd.Probe(
            "How do several fetchers stay polite?",
            "All URLs of a host are in one queue, by hash, and a lease gives the queue to one "
            "fetcher, which keeps the time of its last request.",
        ),
        sd.Probe(
            "What does a false positive of the filter cost?",
            f"A page is never fetched: {false_rate:.0%} of the new ones. Where that matters, check "
            "the exact record on a hit.",
        ),
        sd.Probe(
            "Freshness or coverage?",
            "The same fetches serve both. Split the budget by value: recrawl what changes and is "
            "read, explore with the rest.",
        ),
        sd.Probe(
            "How is http://a/?x=1&y=2 the same as ?y=2&x=1?",
            "Canonical form before the filter: case, order of parameters, no fragments, no session "
            "ids, and the page's own canonical link.",
        ),
    ],
    category="product systems",
    summary="Queues by host, asynchronous fetchers, filters for URLs and for content.",
    sources=[
        "Najork and Heydon, High-performance web crawling (2001)",
        "Manku et al., Detecting near-duplicates for web crawling (2007)",
        "RFC 9309, Robots Exclusion Protocol",
    ],
)
