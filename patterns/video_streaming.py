"""Video streaming: thirty terabits per second, nearly all of it from caches near the viewer."""

import sddiagram as sd

people, watched, bit_rate, segment = 100_000_000, 60 * sd.minutes, 3 * sd.Mbps, 6 * sd.s
renditions, upload_length, peak = 5, 10 * sd.minutes, 2.5  # length and peak assumed
edge_hit, tail, shield_hit = 0.95, 0.1, 0.9  # assumed; the tail is what own boxes do not hold
per_user = float(watched / segment)
segments = sd.Requests(
    "segment", per_user * sd.per_day, users=people, peak=peak, response=segment * bit_rate
)
plays = sd.Requests("play", 6 * sd.per_day, users=people, peak=peak, response=20 * sd.KB)
views = sd.Requests(
    "view event", 60 * sd.per_day, users=people, peak=peak, request=200 * sd.B, counts="events"
)
uploads = sd.Requests("upload", 600_000 * sd.per_day, peak=2)
titles = sd.Records(
    "titles",
    key="title_id",
    fields="owner, rights by country, renditions, state",
    count=1e9,
    size=2 * sd.KB,
)
places = sd.Records(
    "positions", key="user_id, title_id", fields="second, updated_at", count=2e10, size=50 * sd.B
)
per_box = 100 * sd.Gbps / (segment * bit_rate)
average = segments.rate * segment * bit_rate
at_peak = peak * average
list_price, contract = 0.05 * sd.usd / sd.GB, 0.1  # [NM]; the part of it that we pay, assumed
delivered = average * sd.month
jobs = float(upload_length / segment) * renditions
kept = uploads.rate * upload_length * (8 * sd.Mbps) * sd.year  # all renditions, assumed 8 Mb/s
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
logic = sd.planned("service")
fill_patterns = "https://openconnect.zendesk.com/hc/en-us/articles/360035618071"
live_streaming = "https://www.rfc-editor.org/rfc/rfc8216"
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(10 * sd.ms, p99=60 * sd.ms)
read = sd.latency(2 * sd.ms, p99=15 * sd.ms)
box_rate = sd.assumed(per_box, "segments per box of 100 Gb/s")
box_cost = sd.assumed(800 * sd.usd, "per box over four years, with power")
originals_cost = sd.assumed(50_000 * sd.usd, "for 2.5 PB kept")
kept_cost = sd.cited(kept * (0.02 * sd.usd / sd.GB), "for a year of uploads at $0.02 per GB [NM]")
packages = sd.assumed(1_000 * sd.rps, "segments per node")
near, far = sd.latency(10 * sd.ms, p99=60 * sd.ms), sd.latency(80 * sd.ms, p99=300 * sd.ms)
first_segment = 600 * sd.ms  # 6 s at 500 kb/s, over a phone network of 5 Mb/s


def terabits(bandwidth: sd.Quantity) -> sd.Quantity:
    """Bandwidth as networks count it."""
    return 8 * bandwidth / sd.TB * sd.unit("terabit")


viewers = sd.Client("Viewers", sends=[segments, plays], note="choose the bit rate")
measured = viewers.but(sends=[segments, plays, views])
creators = sd.Client("Creators", sends=uploads)
balancer = sd.LoadBalancer("Balancer", technology="envoy", latency=hop, cost=node, note="layer 7")
web = sd.Service("Web server", capacity=logic, latency=work, cost=node, note="one file, one rate")
api = sd.Service(
    "Video API", capacity=logic, latency=work, cost=node, note="sign-in, rights, links"
)
originals = sd.ObjectStorage(
    "Originals", technology="s3", latency=far, cost=originals_cost, note="uploaded in parts"
)
catalogue = sd.NoSQL(
    "Catalogue",
    technology="cassandra",
    holds=[titles, places],
    node=4 * sd.TB,
    copies=3,
    latency=read,
    cost=disk,
    note="titles, positions",
)
queue = sd.Queue("Encoding queue", technology="rabbitmq", cost=node, note="a job per segment")
encoders = sd.Worker(
    "Encoders",
    capacity=sd.assumed(64 / 6 * sd.rps, "jobs per node of 64 cores, 6 s of video in 6 core-s"),
    cost=sd.assumed(400 * sd.usd, "per spot node"),
    sizing=sd.Sizing(spare=0),
    note="spot, low rates first",
)
packager = sd.Worker("Packager", capacity=packages, cost=node, note="encrypts, HLS and DASH")
store = sd.ObjectStorage(
    "Segments", technology="s3", latency=far, cost=kept_cost, note="6 s each, five rates"
)
dead = sd.DeadLetterQueue(
    "Dead letters", technology="rabbitmq", replicas=3, cost=node, note="alarm, encode again"
)
cdn = sd.CDN(
    "CDN",
    replicas=1,
    hit_ratio=edge_hit,
    latency=near,
    cost=sd.assumed(contract * delivered * list_price, "at a tenth of the list price"),
    note="segments for weeks",
)
tail_cdn = cdn.but(
    cost=sd.assumed(tail * contract * delivered * list_price, "at a tenth of the list price"),
    note="the long tail",
)
boxes = sd.CDN(
    "Own boxes",
    technology="varnish",
    capacity=box_rate,
    hit_ratio=edge_hit,
    latency=near,
    cost=box_cost,
    note="at internet providers",
)
shield = sd.CDN(
    "Origin shield",
    technology="varnish",
    capacity=box_rate,
    hit_ratio=shield_hit,
    latency=far,
    cost=box_cost,
    note="one fetch per segment",
)
events = sd.Stream("View events", technology="kafka", cost=disk, note="start, stall, position")
quality = sd.StreamProcessor("Quality job", technology="flink", cost=node, note="stalls by network")


def started(n: sd.Numbers) -> sd.Quantity:
    """From the click to the first picture, at the slow end of each part."""
    delay = next(one.delay for one in n.answered if one.requests.id == plays.id)
    return (delay.p99 if delay else 1 * sd.minute) + near.p99 + first_segment


pattern = sd.Pattern(
    "Video streaming",
    sd.Stage(
        "A file",
        creators >> "upload" >> balancer,
        viewers >> "play" >> balancer >> "all" >> web >> "file" >> originals,
        why=f"One quality from one place: {terabits(at_peak)} at the peak cannot leave it.",
    ),
    sd.Stage(
        "Segments in five qualities",
        viewers >> sd.calls("segments", of=segments) >> cdn >> "misses" >> store,
        viewers >> sd.calls("plays", of=plays) >> balancer,
        balancer >> sd.calls("play, upload", of=[plays, uploads]) >> api,
        api >> sd.calls("title, position", of=plays, costs=2) >> catalogue,
        creators >> sd.copies("parts, by signed link") >> originals,
        api >> sd.emits("uploaded", of=uploads, times=jobs) >> queue >> "job" >> encoders,
        originals >> sd.batches("segment") >> encoders,
        encoders >> sd.emits("rendition") >> packager >> "segment" >> store,
        packager >> sd.calls("ready", share=1 / jobs) >> catalogue,
        encoders >> sd.emits("failed", share=0.001) >> dead,
        drops=[web, viewers >> "play" >> balancer],
        why=f"Phones change networks: every {segment} the player picks a bit rate that fits.",
        tradeoffs=[
            sd.TradeOff(
                "adaptive bit rate",
                gain="few stalls on any network",
                cost=f"{renditions} renditions to encode and store",
                instead_of="one quality for all",
            ),
            sd.TradeOff(
                f"segments of {segment}, encoded in parallel",
                gain="good compression, and an hour of video is ready in minutes",
                cost="a graph of jobs with retries; live would be several segments late",
                instead_of="a file on one machine",
            ),
        ],
    ),
    sd.Stage(
        "Near the viewer",
        viewers >> sd.calls("popular", of=segments, share=1 - tail) >> boxes >> "misses" >> shield,
        viewers >> sd.calls("long tail", of=segments, share=tail) >> cdn,
        cdn >> "rare" >> shield >> "once each" >> store,
        store >> sd.batches("popular, at night", every=1 * sd.day) >> boxes,
        viewers >> sd.calls("view events", of=views, costs=0.1) >> balancer,
        balancer >> sd.calls("views", of=views, costs=0.1) >> api,
        api >> sd.emits("views", of=views) >> events >> sd.streams("views") >> quality,
        quality >> sd.calls("last position", share=0.5) >> catalogue,
        quality >> sd.copies("best address") >> api,
        changes=[tail_cdn, measured],
        drops=[viewers >> "segments" >> cdn, cdn >> "misses" >> store],
        step=sd.Step.SCALE,
        why=lambda n: (
            f"A CDN alone, at a tenth of the list price, is {contract * delivered * list_price} "
            "per month."
        ),
        tradeoffs=sd.TradeOff(
            "own boxes at internet providers, filled at night [OCF]",
            gain=lambda n: f"{n[boxes]} boxes instead of nine tenths of the CDN's bill",
            cost="hardware in a thousand places, contracts, forecasts",
            instead_of="a CDN alone, right for the long tail and for starting",
        ),
    ),
    brief=sd.Brief(
        "Stream video to a hundred million daily viewers, on any network, without stalls.",
        functional=[
            ("Live or on demand?", "On demand; live is a variant."),
            ("What must play?", "Phones, browsers, televisions, with rights by country."),
            ("Can one resume?", "Yes, on any device."),
        ],
        scale=[
            ("How many viewers?", "100M per day, 60 minutes each, at 3 Mb/s on average."),
            ("How many uploads?", "600,000 per day of 10 minutes (assumed)."),
        ],
        non_functional=[
            ("How soon does a video start?", sd.at_most(2 * sd.s, percentile=None, value=started)),
            ("How fast is the answer to a play?", sd.at_most(300 * sd.ms, of=plays)),
            (
                "What may a viewer cost per month?",
                sd.costs_at_most(
                    0.1 * sd.usd / sd.users,
                    value=lambda n: n.cost.month and n.cost.month / (people * sd.users),
                ),
            ),
        ],
        constraints=[
            ("What costs most?", "Delivery."),
            ("When must an upload be ready?", "Within minutes, low qualities first."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/videos", "title, rights", "201, signed links for the parts"),
        sd.Endpoint("POST /v1/plays", "title_id, device", "manifest, licence, position, addresses"),
        sd.Endpoint("GET {segment address}", "signed", "6 s of video", "from a box or the CDN"),
        sd.Endpoint("POST /v1/views", "a batch: position, stalls, bit rate", "202"),
    ],
    figures=[
        sd.Figure("Delivered per day", average * sd.day, "100M x 60 min x 3 Mb/s"),
        sd.Figure("Peak", terabits(at_peak), f"{terabits(average)} x {peak} (assumed)"),
        sd.Figure(
            "CDN alone, at list price", delivered * list_price, f"{delivered} at $0.05 per GB [NM]"
        ),
        sd.Figure("Encoding jobs", jobs, f"100 segments x {renditions}, for each upload", "jobs"),
        sd.Figure("Stored per year", kept, "600,000 x 10 min per day at 8 Mb/s for all renditions"),
    ],
    risks=[
        sd.Risk(
            "an encoder hangs",
            effect="creators wait, since their title does not become ready",
            mitigation="time limits per segment, retries, dead letters, low quality first",
        ),
        sd.Risk(
            "a new release",
            effect="viewers stall while every edge asks for the same segments",
            mitigation="fill the boxes before it starts; the shield fetches each segment once",
        ),
        sd.Risk(
            "a box or a network fails",
            effect="viewers there stall for some seconds",
            mitigation="several addresses in the manifest; the player switches by itself",
        ),
        sd.Risk(
            "licences cannot be issued",
            effect="nothing starts, though all segments are there",
            mitigation="licences that last for days, and an API in three zones",
        ),
    ],
    probes=[
        sd.Probe(
            "Why does the player choose the quality?",
            "It alone knows its buffer and its throughput. The server offers, and the player picks "
            "segment by segment [HLS].",
        ),
        sd.Probe(
            "How does one resume on another device?",
            "The player sends its position with its view events; the job stores the newest per "
            "user and title, and the next play reads it. A late event loses by its time.",
        ),
        sd.Probe(
            "Live: where do the seconds go?",
            "Encoding one segment, the manifest, and two or three segments of buffer: about "
            f"{3 * segment + 2 * sd.s} at {segment}. Parts of segments bring it to 3.",
        ),
        sd.Probe(
            "What does a viewer cost?",
            lambda n: (
                f"{n.cost.month / people if n.cost.month else 0:.3f} per month; at list "
                f"price the CDN alone would be {delivered * list_price / people}."
            ),
        ),
        sd.Probe(
            "What does a ladder of rates per title save?",
            "Cartoons need fewer bits than sports. Choose rates by the content, and delivery, "
            "which costs most, shrinks with them.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws upload, encoding, segments and a CDN, and explains adaptive bit rate.",
        senior="Derives terabits and the origin's share, the encoding fleet, resume and failures.",
        staff="Compares CDN and own boxes by cost, plans fill, forecasts, rights and quality data.",
    ),
    category="product systems",
    summary="Encode once in parallel, cut into segments, and serve from caches near the viewer.",
    sources=[
        sd.Source("OCF", "Open Connect: fill patterns", "Netflix", None, fill_patterns),
        sd.Source("HLS", "RFC 8216: HTTP Live Streaming", "Pantos and May", 2017, live_streaming),
    ],
)
