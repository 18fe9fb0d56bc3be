"""Chat: a hundred million open connections, each message once and in order."""

import sddiagram as sd

people, connected = 500_000_000, 100_000_000
# Readers per message, assumed: two in small chats, and one in a thousand messages has 1,000.
readers, large, members_online = 2, 0.001, 700
online, on_screen, hot_for = 0.7, 10, 90 * sd.days  # online share, contacts on a screen: assumed
outgoing = readers * online + large * members_online  # deliveries per message
messages = sd.Requests("message", 40 * sd.per_day, users=people, request=300 * sd.B)
# Opening the app asks for missed messages and for who is online; 20 opens per day, assumed.
opens = sd.Requests("open", 20 * sd.per_day, users=people, response=10 * sd.KB)
polls = sd.Requests("poll", connected / (5 * sd.s), peak=1)
beats = sd.Requests("heartbeat", connected / (30 * sd.s), peak=1)
each = 200 * sd.B
texts = sd.Records(
    "messages",
    key="chat_id and month, sequence",
    fields="client_id, sender_id, text or media id, sent_at",
    of=messages,
    size=each,
    keep=hot_for,
)
members = sd.Records(
    "members",
    key="chat_id, user_id",
    fields="last_read, muted until",
    count=20 * people,
    size=64 * sd.B,
)
lines = sd.Records(  # 64 B, and 100 B for the key and the structures
    "sessions", key="user_id, device_id", fields="gateway", count=connected, size=164 * sd.B
)
archive_size = messages.rate * each * (5 * sd.years)
discord = "https://discord.com/blog/how-discord-stores-trillions-of-messages"
phone_network = 150 * sd.ms  # one way at the slow end, assumed
tier = 0.9999  # availability of a replicated tier, assumed
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
logic = sd.assumed(5_000 * sd.rps, "appends per node of 8 vCPU")
packets = sd.assumed(500_000 * sd.rps, "small packets per node, layer 4")
small = sd.assumed(20_000 * sd.rps, "small messages per node of 8 vCPU")
pushes = sd.assumed(10_000 * sd.rps, "jobs per node, over many open streams")
kept = sd.cited(0.02 * sd.usd / sd.GB * archive_size, "for 5 years at $0.02 per GB [NM]")
disk = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")
quick = sd.latency(2 * sd.ms, p99=10 * sd.ms)
lookup = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)

pollers = sd.Mobile("Phones", sends=[polls, messages], note="message id, retry")
phones = pollers.but(sends=[messages, opens, beats])
server = sd.Service(
    "Chat server", capacity=sd.planned("service"), latency=quick, cost=node, note="polled every 5 s"
)
table = sd.SQLPrimary("Messages table", technology="postgres", latency=quick, note="one node")
balancer = sd.LoadBalancer(
    "Balancer", capacity=packets, availability=tier, latency=lookup, cost=node, note="layer 4"
)
gateway = sd.WebSocketServer(
    "Gateways",
    capacity=small,
    holds=connected * (10 * sd.KB),
    node=2.5 * sd.GB,
    memory=16 * sd.GB,
    availability=tier,
    latency=quick,
    cost=node,
    note="sign-in, 250,000 lines",
)
chat = sd.Service(
    "Chat service",
    capacity=logic,
    availability=tier,
    latency=quick,
    cost=node,
    note="dedupes, numbers, stores",
)
owners = sd.Coordinator("Owners", technology="etcd", replicas=3, cost=node, note="leases, epochs")
store = sd.NoSQL(
    "Messages",
    technology="scylladb",
    capacity=sd.assumed(10_000 * sd.rps, "small reads and writes per node of 8 vCPU"),
    holds=[texts, members],
    node=4 * sd.TB,
    copies=3,
    availability=tier,
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),  # p99 of a read [DIS]
    cost=disk,
    note="by conversation and month",
)
sessions = sd.Cache(
    "Sessions",
    technology="redis",
    capacity=sd.cited(250_000 * sd.keys / sd.s, "per process, in pipelines of 16 [RED]"),
    holds=lines,
    node=50 * sd.GB,
    memory=64 * sd.GB,
    availability=tier,
    latency=lookup,
    stale=60 * sd.s,
    cost=sd.cited(128 * sd.usd, "per 64 GB of memory [NM]"),
    note="user to gateway, TTL 60 s",
)
push_queue = sd.Queue("Push queue", technology="kafka", cost=disk, note="by user")
pusher = sd.Worker("Pusher", capacity=pushes, cost=node, note="collapses, respects mutes")
push = sd.External("Push services", note="APNs, FCM")
dead = sd.DeadLetterQueue("Dead letters", technology="kafka", replicas=3, cost=disk, note="alarm")
groups = sd.Queue("Group queue", technology="kafka", cost=disk, note="over 100 members")
fanned = sd.assumed(20 * sd.rps, "messages per node, of 1,000 deliveries each")
fan_out = sd.Worker("Fan-out", capacity=fanned, cost=node, note="looks up, delivers")
archive = sd.ObjectStorage(
    "Archive",
    technology="s3",
    availability=tier,
    latency=sd.latency(50 * sd.ms, p99=200 * sd.ms),
    cost=kept,
    note="older months",
)


def accepted(n: sd.Numbers) -> sd.Quantity:
    """Within which time 99 of 100 messages are stored and acknowledged."""
    delay = next(one.delay for one in n.answered if one.requests.id == messages.id)
    return delay.p99 if delay else 1 * sd.minute


def delivered(n: sd.Numbers) -> sd.Quantity:
    """From phone to phone: two slow networks, the p99 until stored, and the p99 of a gateway."""
    return 2 * phone_network + accepted(n) + quick.p99


def storm(n: sd.Numbers) -> sd.Quantity:
    """Handshakes per second at one gateway when all phones come back within five minutes."""
    return connected / (5 * sd.minute) / n[gateway]


pattern = sd.Pattern(
    "Chat",
    sd.Stage(
        "Polling",
        pollers >> "send, poll" >> server >> "SQL" >> table,
        why=lambda n: f"Phones ask every 5 s: {polls.rate} of which nearly all find nothing new.",
    ),
    sd.Stage(
        "Connections and sessions",
        phones >> "WebSocket" >> balancer >> "packets" >> gateway,
        gateway >> sd.calls("message, open", of=[messages, opens]) >> chat,
        chat >> "append, read" >> store,
        chat >> sd.calls("whose gateway?", of=messages, costs=readers * sd.keys) >> sessions,
        chat >> sd.calls("who is online?", of=opens, costs=on_screen * sd.keys) >> sessions,
        gateway >> sd.calls("refresh", of=beats, share=0.5, costs=1 * sd.keys) >> sessions,
        chat >> sd.answers("deliver", of=messages, times=readers * online) >> gateway,
        gateway >> sd.answers("message", of=messages, times=outgoing, costs=1) >> phones,
        owners >> sd.copies("conversation ranges") >> chat,
        changes=phones,
        replaces=[server, table],
        why=lambda n: f"{n[gateway]} gateways hold the connections; each message is stored first.",
        tradeoffs=[
            sd.TradeOff(
                "store, then deliver",
                gain="an accepted message is never lost",
                cost="one write before the reader sees it",
                instead_of="delivering first, for speed",
            ),
            sd.TradeOff(
                "a sequence number per conversation",
                gain="phones see the order and can ask for gaps",
                cost="one owner per conversation at a time, by a lease with an epoch",
                instead_of="time stamps of phones, which are often wrong",
            ),
        ],
    ),
    sd.Stage(
        "Offline readers and groups",
        chat >> sd.emits("offline", of=messages, times=readers * (1 - online)) >> push_queue,
        push_queue >> "job" >> pusher >> "push" >> push,
        chat >> sd.emits("large group", of=messages, share=large) >> groups >> "message" >> fan_out,
        [pusher, fan_out] >> sd.emits("failed", share=0.001) >> dead,
        fan_out >> sd.calls("gateways", costs=1_000 * sd.keys) >> sessions,
        fan_out >> sd.answers("deliver", of=messages, times=members_online) >> gateway,
        step=sd.Step.DETAIL,
        why=f"{1 - online:.0%} of readers are offline, and one message may have 100,000 readers.",
        tradeoffs=sd.TradeOff(
            "large groups through a queue",
            gain="one busy group does not delay the others",
            cost="readers see a message up to seconds apart",
            instead_of="delivering within the request",
        ),
    ),
    sd.Stage(
        "History in files",
        store >> sd.batches("older than 90 days", every=1 * sd.day) >> archive,
        chat >> sd.calls("old pages", of=opens, share=0.01) >> archive,
        why=lambda n: f"{n[texts]} of hot messages are enough; older months are read seldom.",
        tradeoffs=sd.TradeOff(
            "old months in object storage",
            gain="a tenth of the price per GB, before the three copies",
            cost="an old page takes some 100 ms longer",
            instead_of="all history on SSD",
        ),
    ),
    brief=sd.Brief(
        "Design chat for 500 million daily users: one to one and groups, delivered within a "
        "second.",
        functional=[
            ("Which chats?", "One to one, and groups of up to 100,000."),
            ("What must hold?", "Order within a conversation, no loss, no message shown twice."),
            ("Receipts and presence?", "Yes, but they may be late or lost."),
            ("Pictures?", "Uploaded by a signed link; the message carries the media id."),
        ],
        scale=[
            ("How many messages?", "500M daily users, 40 each of 200 B."),
            ("How many connections?", f"{connected / 1e6:.0f}M at a time."),
        ],
        non_functional=[
            ("From phone to phone?", sd.at_most(1 * sd.s, percentile=None, value=delivered)),
            ("How fast is a message accepted?", sd.at_most(100 * sd.ms, of=messages)),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=messages)),
            ("How old is presence?", sd.stale_at_most(60 * sd.s, value=lambda n: sessions.stale)),
            (
                "What may a user cost per month?",
                sd.costs_at_most(
                    0.01 * sd.usd / sd.users,
                    value=lambda n: n.cost.month and n.cost.month / (people * sd.users),
                ),
            ),
        ],
        constraints=[
            ("How long is history kept?", "Five years."),
            ("End-to-end encryption?", "For one to one: servers keep ciphertext and metadata."),
            ("Phones?", "They sleep, move and lose the network."),
        ],
    ),
    api=[
        sd.Endpoint("message send", "client_id, chat_id, text", "sequence, or an error"),
        sd.Endpoint("message deliver", "sequence, sender, text", "acknowledgement by the phone"),
        sd.Endpoint("GET /v1/conversations/{id}", "after or before a sequence", "a page"),
        sd.Endpoint("POST /v1/receipts", "chat_id, last_read", "202", "batched"),
    ],
    figures=[
        sd.Figure("Gateways", lambda n: n[gateway], lambda n: n.how(gateway), "nodes"),
        sd.Figure("Hot messages", lambda n: n[texts], lambda n: f"{n.how(texts)}, before copies"),
        sd.Figure("Archive", archive_size, f"{messages.rate} x 200 B x 5 years"),
        sd.Figure(
            "Handshakes per gateway",
            storm,
            lambda n: f"{connected:,} phones in 5 minutes / {n[gateway]} gateways",
        ),
    ],
    risks=[
        sd.Risk(
            "a gateway dies",
            effect="users there are offline for seconds, then see what they missed",
            mitigation="jitter and back-off in the app; phones ask for messages after the last",
        ),
        sd.Risk(
            "one conversation is very active",
            effect="users in it wait for pages",
            mitigation="a partition per month, and one read for all who ask at once [DIS]",
        ),
        sd.Risk(
            "two servers believe that they own a conversation",
            effect="users would see two messages with one number",
            mitigation="the store accepts a number once, and only from the newest epoch",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "At least once on the wire. The phone's id makes it once: the service returns the "
            "first result for an id that it knows.",
        ),
        sd.Probe(
            "Who gives out the numbers?",
            "Conversations are hashed to ranges, and each range has one owner with a lease. After "
            "a crash the next owner reads the last number and goes on with a higher epoch.",
        ),
        sd.Probe(
            "All phones come back after an outage.",
            lambda n: (
                f"Within five minutes that is {storm(n)} of handshakes per gateway. Gateways admit "
                "by token, apps wait longer each time, and pages come from a cache."
            ),
        ),
        sd.Probe(
            "What changes with end-to-end encryption?",
            "Servers cannot search or moderate; there are keys per device, and group keys change "
            "with the members. The flow of messages stays.",
        ),
        sd.Probe(
            "How are read receipts kept cheap?",
            "One number per member and conversation: the last one read. It is batched, and large "
            "groups do not show it.",
        ),
    ],
    levels=sd.Levels(
        mid="Holds connections at gateways, stores by conversation, pushes to offline users.",
        senior="Explains order, retries and duplicates, sizes gateways for a lost zone, groups.",
        staff="Handles ownership with epochs, reconnect storms, cost of history and regions.",
    ),
    accepts=sd.Accepted(
        "dual-write",
        on=chat >> push_queue,
        because="it acknowledges after both, so the phone retries; a lost push loses no message",
    ),
    category="product systems",
    summary="Gateways hold connections, a service orders and stores, queues reach offline users.",
    sources=sd.Source("DIS", "How Discord stores trillions of messages", "Discord", 2023, discord),
)
