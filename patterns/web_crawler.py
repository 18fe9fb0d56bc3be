"""Web crawler: a billion pages per month, politely, and none of them twice."""

import math

import sddiagram as sd

pages_a_month, per_page, size, fetch_time = 1_000_000_000, 50, 100 * sd.KB, 2 * sd.s
page = sd.unit("page")
known, false_rate, per_host = 10_000_000_000, 0.01, 1 * sd.rps
news_age, purge_every = 45 * sd.minutes + 5 * sd.minutes, 1 * sd.hour  # by recrawl; assumed
# Assumed: links per page, and 1.5 times the average so that the crawl can catch up.
pages = sd.Requests("page", pages_a_month / sd.month, peak=1.5)
links = sd.Requests(
    "link", per_page * pages_a_month / sd.month, peak=1.5, request=100 * sd.B, counts="links"
)
new_links = 0.05  # of all links found, assumed
urls = sd.Records(
    "URLs",
    key="host, canonical URL",
    fields="state, last fetched, last changed, due, priority, fingerprint",
    count=known,
    size=300 * sd.B,
)
fingerprints = sd.Records(
    "fingerprints", key="table, bits", fields="SimHash", count=4 * pages_a_month, size=16 * sd.B
)
bits_per_url = 1.44 * math.log2(1 / false_rate)
bloom = known * bits_per_url / 8 * sd.B
concurrent = pages.at_peak * fetch_time
compared = pages_a_month / 2**16  # fingerprints that share 16 bits
mercator = "https://doi.org/10.1007/978-1-4615-0005-6_2"
robots_rules = "https://www.rfc-editor.org/rfc/rfc9309"
near = "https://research.google/pubs/detecting-near-duplicates-for-web-crawling/"
stored_year = 12 * pages_a_month * size / 5  # compressed five to one, assumed
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
ram = sd.cited(128 * sd.usd, "per 64 GB of memory [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
checks = sd.assumed(20_000 * sd.rps, "URLs checked per node of 8 vCPU")
fetches = sd.assumed(100 * sd.rps, "pages per node: 200 at a time, 2 s each")
parses = sd.assumed(200 * sd.rps, "pages per node of 8 vCPU, 40 ms each")
looks = sd.assumed(2_000 * sd.rps, "look-ups in 4 tables per node of 8 vCPU")
one_by_one = sd.assumed(1 / fetch_time, "one page after the other")
kept = sd.cited(stored_year * (0.02 * sd.usd / sd.GB), "for one year at $0.02 per GB [NM]")
quick = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)

operators = sd.Client("Operators", sends=pages, note="seeds, rules, takedowns")
script = sd.Worker(
    "Crawler script", capacity=one_by_one, replicas=1, latency=quick, cost=node, note="one queue"
)
web = sd.External("Web sites", latency=fetch_time, note="robots.txt rules")
store = sd.ObjectStorage(
    "Pages", technology="s3", latency=200 * sd.ms, cost=kept, note="raw, compressed"
)
control = sd.Service("Crawl API", replicas=2, cost=node, note="seeds, rules, deletions")
frontier = sd.Service(
    "Frontier",
    capacity=checks,
    sends=pages,
    holds=bloom,
    node=12 * sd.GB,
    memory=16 * sd.GB,
    cost=node,
    note="queue per active host",
)
fetcher = sd.Crawler("Fetchers", capacity=fetches, cost=node, note="asynchronous, time limits")
robots = sd.Cache(
    "DNS and robots", technology="redis", hit_ratio=0.95, latency=quick, cost=ram, note="for a day"
)
fetched = sd.Stream("Fetched pages", technology="kafka", cost=disk, note="URL, status, place")
parser = sd.Worker("Parser", capacity=parses, sends=links, cost=node, note="text, canonical links")
found = sd.Stream("Found URLs", technology="kafka", cost=disk, note="by host, seven days")
records = sd.NoSQL(
    "URL records",
    technology="cassandra",
    holds=urls,
    node=4 * sd.TB,
    copies=3,
    latency=quick,
    cost=disk,
    note="every known URL",
)
similar = sd.KeyValue(
    "Fingerprints",
    capacity=looks,
    holds=fingerprints,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    cost=ram,
    note="4 permuted tables",
)
dead = sd.DeadLetterQueue("Dead letters", technology="kafka", replicas=3, cost=disk, note="alarm")
search = sd.External("Search indexer", note="another team")
recrawl = sd.Scheduler("Recrawl", cost=node, note="by how often it changes")

pattern = sd.Pattern(
    "Web crawler",
    sd.Stage(
        "A loop",
        operators >> "seeds" >> script >> "fetch" >> web,
        script >> "page" >> store,
        why=lambda n: f"One page after the other is {1 / fetch_time}; {pages.at_peak} are needed.",
    ),
    sd.Stage(
        "Frontier and fetchers",
        operators >> "seeds, takedowns" >> control >> "seeds, rules" >> frontier,
        control >> "delete" >> store,
        frontier >> sd.calls("URL", of=pages) >> fetcher >> sd.calls("fetch", of=pages) >> web,
        fetcher >> sd.calls("look up", of=pages, times=2) >> robots,
        fetcher >> sd.calls("archive", of=pages) >> store,
        fetcher >> sd.emits("page", of=pages, size=1 * sd.KB) >> fetched,
        fetched >> sd.streams("page", of=pages) >> parser,
        parser >> sd.emits("links", of=links) >> found,
        found >> sd.streams("links", of=links) >> frontier,
        parser >> sd.emits("cannot parse", of=pages, share=0.001, size=1 * sd.KB) >> dead,
        replaces=script,
        changes=operators.but(sends=()),
        why=lambda n: (
            f"{concurrent:,.0f} fetches at a time (Little's law); {links.at_peak} to check."
        ),
        tradeoffs=sd.TradeOff(
            "a Bloom filter of known URLs, split by host over the frontier",
            gain=f"{bloom} of memory for {known / 1e9:.0f}bn URLs",
            cost=f"{false_rate:.0%} of the new pages are never fetched",
            instead_of="a look-up in the URL records for each link",
        ),
    ),
    sd.Stage(
        "Remember, and no copies",
        frontier >> sd.calls("new URLs", of=links, share=new_links) >> records,
        parser >> sd.calls("fetched, changed", of=pages) >> records,
        records >> sd.copies("restore") >> frontier,
        parser >> sd.calls("similar?", of=pages) >> similar,
        parser >> sd.emits("text", of=pages) >> search,
        step=sd.Step.DETAIL,
        why=lambda n: f"{n[urls]} of URL records survive a crash; copies are not indexed.",
        tradeoffs=[
            sd.TradeOff(
                "queues for active hosts only [MER], over a partitioned log",
                gain="one URL per second and host, with thousands of queues and not 100 million",
                cost="a lost node reads its records and its part of the log again",
                instead_of="one broker queue per host: 100 million, too many (assumed)",
            ),
            sd.TradeOff(
                "near copies by SimHash in four permuted tables",
                gain="finds pages that differ in up to 3 of 64 bits, such as by a date [SIM]",
                cost=f"{compared:,.0f} comparisons per table and page, and a threshold that errs",
                instead_of="exact hashes, which any changed date defeats",
            ),
        ],
    ),
    sd.Stage(
        "Come back",
        records >> sd.batches("due", every=5 * sd.minutes) >> recrawl,
        recrawl >> sd.batches("again") >> found,
        step=sd.Step.SCALE,
        why="Some pages change hourly, most never: fetch each again at its own pace.",
        tradeoffs=sd.TradeOff(
            "recrawl by observed change",
            gain="fresh where it matters, for the same number of fetches",
            cost="one record per URL",
            instead_of="the same interval for all pages",
        ),
    ),
    brief=sd.Brief(
        "Crawl a billion pages per month for a search index, without harm to any site.",
        functional=[
            ("What is fetched?", "HTML; no films, nothing behind a log-in."),
            ("What is kept?", "The page, its text and its links."),
            (
                "How polite?",
                f"{per_host} per host (assumed), robots.txt and the crawler's name [ROB].",
            ),
        ],
        scale=[
            ("How many pages?", f"A billion per month of {size}."),
            ("How many URLs are known?", f"{known / 1e9:.0f}bn."),
        ],
        non_functional=[
            ("How old may news be?", sd.stale_at_most(1 * sd.hour, value=lambda n: news_age)),
            (
                "How soon is a takedown done?",
                sd.at_most(1 * sd.day, percentile=None, value=lambda n: purge_every),
            ),
            (
                "What may a million pages cost?",
                sd.costs_at_most(
                    30 * sd.usd / (1e6 * page),
                    value=lambda n: n.cost.month and n.cost.month / (pages_a_month * page),
                ),
            ),
        ],
        constraints=[
            ("Traps?", "Endless calendars and sessions in URLs must not hold us."),
            ("Law?", "Takedowns, and rules that differ by country."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/seeds", "URLs, priority", "202"),
        sd.Endpoint("PUT /v1/rules/{host}", "rate, paths, never", "200"),
        sd.Endpoint("POST /v1/takedowns", "URL or host, reason", "202, and when it is done"),
        sd.Endpoint("topic fetched pages", "offset", "URL, status, place in the store", "to teams"),
    ],
    figures=[
        sd.Figure("Pages", pages.rate, f"{pages_a_month:,} per month; {pages.at_peak} planned"),
        sd.Figure("Bandwidth", pages.at_peak * size, f"{pages.at_peak} x {size}"),
        sd.Figure("Fetches at a time", concurrent, f"{pages.at_peak} x {fetch_time}", "fetches"),
        sd.Figure(
            "Hosts active", pages.at_peak / per_host, f"{pages.at_peak} / {per_host}", "hosts"
        ),
        sd.Figure(
            "Bloom filter", bloom, f"{known:,} x {bits_per_url:.1f} bits for {false_rate:.0%}"
        ),
        sd.Figure("Stored per year", stored_year, f"12 x {pages_a_month:,} x {size} / 5 (assumed)"),
    ],
    risks=[
        sd.Risk(
            "a calendar without end",
            effect="searchers miss pages of other sites, since one fills the frontier",
            mitigation="limits on depth and pages per host, patterns in URLs, near copies",
        ),
        sd.Risk(
            "a frontier node is lost",
            effect="searchers see older pages of its hosts for some minutes",
            mitigation="restore from the URL records, and read its part of the log again",
        ),
        sd.Risk(
            "a parser is wrong",
            effect="searchers find a month of bad text",
            mitigation="raw pages are kept; read the log of fetched pages again",
        ),
    ],
    probes=[
        sd.Probe(
            "How do many fetchers stay polite?",
            "All URLs of a host reach one frontier node, by hash. It keeps the time of the last "
            "request and gives a host's next URL to one fetcher at a time.",
        ),
        sd.Probe(
            "What does a false positive of the filter cost?",
            f"A page that is never fetched: {false_rate:.0%} of the new ones. Where that matters, "
            "look up the record when the filter says that a URL is known.",
        ),
        sd.Probe(
            "Why is SimHash not a look-up by key?",
            "Near copies have other bits, so the key differs. With three changed bits one of four "
            "blocks of 16 bits is unchanged: four tables, each sorted by another block [SIM].",
        ),
        sd.Probe(
            "How is http://a/?x=1&y=2 the same as ?y=2&x=1?",
            "A canonical form before the filter: case, order of parameters, no fragment, no "
            "session id, and the page's own canonical link.",
        ),
        sd.Probe(
            "Freshness or coverage?",
            "The same fetches serve both. Split the budget by value: fetch again what changes and "
            "is read, and explore with the rest.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws frontier, fetchers, parser and store, with robots rules and a set of seen URLs.",
        senior="Derives concurrency and active hosts, politeness by partition, traps, near copies.",
        staff="Splits the budget of fetches, plans restores, law, and the cost per million pages.",
    ),
    category="product systems",
    summary="Queues by host, asynchronous fetchers, filters for URLs and for content.",
    sources=[
        sd.Source("MER", "High-performance web crawling", "Najork and Heydon", 2002, mercator),
        sd.Source("SIM", "Detecting near-duplicates for web crawling", "Manku et al.", 2007, near),
        sd.Source("ROB", "RFC 9309: Robots Exclusion Protocol", "IETF", 2022, robots_rules),
    ],
)
