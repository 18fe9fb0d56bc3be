"""Video streaming: thirty terabits a second, nearly all of it from caches near the viewer."""

import math

import sddiagram as sd

viewers, watched, rate = 100_000_000, 60 * sd.minute, 3e6 / 8 * sd.B / sd.s
daily = viewers * rate * watched
average = daily / sd.day
peak_bandwidth = 2.5 * average
edge_hit = 0.95
miss = round(1 - edge_hit, 6)
origin_bandwidth = miss * peak_bandwidth
segment = 6 * sd.s
viewers_at_peak = float(peak_bandwidth / rate)
peak = viewers_at_peak / segment
cdn_price = 0.05  # $ per GB [NM]
# Assumed: ten minutes a play are a hundred segments.
play_share = 0.01
service_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
playback_nodes = math.ceil(play_share * peak / (service_rate * 0.65) * 1.5)
cdn_cost = float(daily / sd.GB) * cdn_price
# Assumed: 100,000 hours are uploaded a day, as five renditions; one core encodes at real time.
uploads, renditions = 100_000, 5
cores = math.ceil(uploads * renditions / 24)
stored = uploads * 3_600 * 8e6 / 8 * sd.B  # the five renditions sum to about 8 Mb/s (assumed)


def terabits(bandwidth: sd.Quantity) -> str:
    """Bandwidth in Tb/s, as networks count."""
    return f"{float(bandwidth / (sd.TB / sd.s)) * 8:.1f} Tb/s"


segments = sd.Requests("segment", peak / 2.5, peak=2.5)
viewer = sd.Client("Viewers", sends=segments, note="choose the bit rate")
creator = sd.Client("Creators")
web = sd.Service("Web server", note="one file, one quality")
files = sd.ObjectStorage("Originals", note="uploaded in parts")
packages = sd.ObjectStorage("Segments", note="HLS/DASH, 6 s each")
cdn = sd.CDN("CDN", hit_ratio=edge_hit, note="segments for weeks")
own = cdn.but(note="boxes at ISPs")
shield = sd.CDN("Origin shield", note="one fetch a segment")
manifests = sd.Service(
    "Playback API", capacity=service_rate, replicas=playback_nodes, note="manifest, rights, DRM"
)
catalogue = sd.NoSQL("Catalogue", replicas=3, note="title, renditions, state")
jobs = sd.Queue("Transcode queue", technology="kafka", replicas=3, note="a segment is a job")
transcode = sd.Worker("Transcoders", replicas=math.ceil(cores / 64), note="spot, in parallel")
packager = sd.Worker("Packager", replicas=3, note="ladder per title, encrypts")
events = sd.Stream("View events", replicas=3, note="start, stall, end")
quality = sd.StreamProcessor("Quality", replicas=3, note="stalls by ISP and CDN")

pattern = sd.Pattern(
    "Video streaming",
    sd.Stage(
        "A file",
        creator >> sd.calls("upload", share=0) >> web >> "file" >> files,
        viewer >> "play" >> web,
        why=f"One quality from one place: {terabits(peak_bandwidth)} at the peak cannot leave it.",
    ),
    sd.Stage(
        "Segments in five qualities",
        creator >> sd.calls("upload parts", share=0) >> files,
        files >> sd.emits("uploaded") >> jobs >> "segment" >> transcode,
        transcode >> "renditions" >> packager >> "segments" >> packages,
        packager >> "ready" >> catalogue,
        viewer >> sd.calls("play", share=play_share) >> manifests >> "title" >> catalogue,
        viewer >> "segments" >> cdn >> "misses" >> packages,
        replaces=web,
        why=f"Phones change networks: each {segment} the player picks a bit rate that fits.",
        tradeoffs=[
            sd.TradeOff(
                "adaptive bit rate",
                gain="few stalls on any network",
                cost=f"{renditions} renditions to encode and store",
                instead_of="one quality for all",
            ),
            sd.TradeOff(
                f"segments of {segment}",
                gain="good compression, few requests",
                cost="live is several segments late",
                instead_of="two seconds: quicker to switch, three times the requests",
            ),
            sd.TradeOff(
                "transcode segments in parallel",
                gain="an hour of video is ready in minutes",
                cost="a job graph with joins and retries",
                instead_of="a file on one machine",
            ),
        ],
    ),
    sd.Stage(
        "Near the viewer",
        viewer >> "segments" >> own >> "misses" >> shield,
        shield >> sd.calls("once each", share=0.1) >> packages,
        viewer >> sd.emits("views, stalls", share=0) >> events >> sd.streams("all") >> quality,
        quality >> sd.copies("best edge") >> manifests,
        packages >> sd.batches("popular, at night") >> own,
        changes=[own],
        drops=cdn >> "misses" >> packages,
        step=sd.Step.SCALE,
        why=f"At ${cdn_price} per GB it is ${cdn_cost / 1e6:.1f}M a day: own boxes at ISPs pay.",
        tradeoffs=[
            sd.TradeOff(
                "own caches at ISPs, filled at night",
                gain="traffic that costs next to nothing, close to viewers",
                cost="hardware in a thousand places, contracts, forecasts",
                instead_of="a CDN alone, right for the long tail and for starting",
            ),
            sd.TradeOff(
                "an origin shield",
                gain="a hot release is fetched once, not by every edge",
                cost="a hop for misses",
                instead_of="all edges asking the origin",
            ),
        ],
    ),
    brief=sd.Brief(
        "Stream video to a hundred million daily viewers, on any network, without stalls.",
        functional=[
            ("Live or on demand?", "On demand; live is a variant."),
            ("What must play?", "Phones, browsers, televisions, with DRM."),
            ("Resume?", "Yes, on any device."),
        ],
        scale=[
            ("How many viewers?", "100M a day, 60 minutes each, at 3 Mb/s on average."),
            ("How many uploads?", f"{uploads:,} hours a day (assumed)."),
        ],
        non_functional=[
            ("Start?", "Under 2 s; stalls under 0.5% of the time."),
            ("When is an upload ready?", "Within minutes, low qualities first."),
        ],
        constraints=[
            ("What costs most?", "Delivery."),
            ("Rights?", "By country and date."),
        ],
    ),
    figures=[
        sd.Figure("Delivered a day", daily, "100M x 60 min x 3 Mb/s"),
        sd.Figure("Average", average, f"{daily} / 86,400 s, {terabits(average)}"),
        sd.Figure("Peak", peak_bandwidth, f"x 2.5, {terabits(peak_bandwidth)}"),
        sd.Figure(
            "At the origin", origin_bandwidth, f"x (1 - {edge_hit}), {terabits(origin_bandwidth)}"
        ),
        sd.Figure("Segment requests", peak, f"{viewers_at_peak / 1e6:.1f}M viewers / {segment}"),
        sd.Figure("CDN price", cdn_cost / 1e6, f"{daily} at ${cdn_price} per GB", "M$ a day"),
        sd.Figure("Encoding cores", cores, f"{uploads:,} h x {renditions} / 24 h, at real time"),
        sd.Figure("Stored a day", stored, f"{uploads:,} h at 8 Mb/s for all renditions (assumed)"),
    ],
    risks=[
        sd.Risk(
            "a hot release",
            effect="every edge asks the origin for the same segments",
            mitigation="fill caches before, coalesce at the shield",
        ),
        sd.Risk(
            "a CDN or an ISP's box fails",
            effect="stalls in one region",
            mitigation="several addresses in the manifest; the player switches by itself",
        ),
        sd.Risk(
            "a transcoder hangs",
            effect="one title never becomes ready",
            mitigation="time limits by segment, retries, dead letters, low quality first",
        ),
        sd.Risk(
            "licences cannot be reached",
            effect="nothing starts, though segments are there",
            mitigation="licence servers in several regions, licences kept for a while",
        ),
    ],
    probes=[
        sd.Probe(
            "Why does the player choose the quality?",
            "It alone knows its buffer and its throughput. The server offers, the player picks "
            "segment by segment.",
        ),
        sd.Probe(
            "Live: where do seconds go?",
            f"Encoding one segment, the manifest, and two or three segments of buffer: about "
            f"{3 * segment.value + 2:.0f} s at {segment}. Parts of segments bring it to 3.",
        ),
        sd.Probe(
            "What does a per-title ladder save?",
            "Cartoons need fewer bits than sports: choose rates by the content's complexity, and "
            "delivery, which costs most, shrinks with it.",
        ),
        sd.Probe(
            "How is 'continue watching' kept?",
            "Position events every few seconds to the log, the last one per user and title in a "
            "key-value store; late ones lose by time.",
        ),
    ],
    category="product systems",
    summary="Encode once in parallel, cut into segments, and serve from caches near the viewer.",
    sources=[
        "sirupsen/napkin-math: price of CDN traffic",
        "RFC 8216, HTTP Live Streaming",
        "Netflix technology blog, Open Connect and per-title encoding (2015)",
    ],
)
