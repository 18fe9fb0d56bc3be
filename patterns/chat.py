"""Chat: a hundred million open connections, each message once and in order."""

import math

import sddiagram as sd

users_a_day, messages_each = 500_000_000, 40
average = users_a_day * messages_each * sd.per_day
peak = 3 * average
connections, per_gateway = 100_000_000, 250_000
gateways = math.ceil(connections / per_gateway)
message, copies = 200 * sd.B, 3
daily = users_a_day * messages_each * message
yearly = 365 * daily * copies
per_connection = 10 * sd.KB  # assumed: buffers and TLS state
gateway_memory = per_gateway * per_connection
offline_share = 0.3  # assumed
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
registry_shards = math.ceil(peak / (redis_rate * 0.65))
chat_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
chat_nodes = math.ceil(peak / (chat_rate * 0.65) * 1.5)
write_rate = 10_000 * sd.rps  # assumed writes a node
store_nodes = math.ceil(peak * copies / (write_rate * 0.65))
reconnect = connections / (5 * sd.minute)

people = sd.Mobile("Sender", note="message id, retry")
reader = sd.Mobile("Reader", note="asks for gaps")
server = sd.Service("Chat server", note="polled every 5 s")
table = sd.SQLPrimary("Messages table", note="one node")
gateway = sd.Gateway("Sender's gateway", replicas=gateways, note="WebSockets, heartbeats")
draining = gateway.but(note="drains, lets in by token")
far = sd.Gateway("Reader's gateway", replicas=gateways, note="the same fleet")
chat = sd.Service("Chat service", capacity=chat_rate, replicas=chat_nodes, note="dedupes, numbers")
messages = sd.NoSQL(
    "Messages",
    technology="scylladb",
    capacity=write_rate,
    replicas=store_nodes,
    latency=15 * sd.ms,  # p99 of a read [DIS]
    note="by conversation, bucket",
)
sessions = sd.Cache(
    "Sessions",
    technology="redis",
    capacity=redis_rate,
    replicas=registry_shards,
    latency=0.5 * sd.ms,
    note="user to gateway, TTL",
)
undelivered = sd.Queue("Push queue", technology="kafka", replicas=3, note="for who is offline")
pusher = sd.Worker("Pusher", replicas=3, note="collapses, respects mutes")
push = sd.External("Push services", note="APNs, FCM")
groups = sd.Queue("Group fan-out", technology="kafka", replicas=3, note="over 100 members")
fan_out = sd.Worker("Fan-out", replicas=3, note="to online members")
media = sd.ObjectStorage("Media", note="signed URLs, encrypted")
cdn = sd.CDN("CDN", note="thumbnails, video")

pattern = sd.Pattern(
    "Chat",
    sd.Stage(
        "Polling",
        people >> "send, poll" >> server >> "SQL" >> table,
        why=f"{connections / 1e6:.0f}M phones asking every 5 s: {connections / (5 * sd.s)} of "
        "nothing new.",
    ),
    sd.Stage(
        "Connections and sessions",
        people >> "message" >> gateway >> "message" >> chat >> "append" >> messages,
        chat >> "which gateway?" >> sessions,
        chat
        >> sd.emits("deliver", share=1 - offline_share)
        >> far
        >> sd.streams("WebSocket")
        >> reader,
        far >> sd.calls("register", share=0) >> sessions,
        replaces=[server, table],
        why=f"{per_gateway:,} connections each: {gateways} gateways hold a line to every phone.",
        tradeoffs=[
            sd.TradeOff(
                "store, then deliver",
                gain="an accepted message is never lost",
                cost="a write before the recipient sees it",
                instead_of="delivering first, for speed",
            ),
            sd.TradeOff(
                "a number for each message of a conversation",
                gain="order that phones can check, and gaps that they can ask for",
                cost="one writer for each conversation at a time",
                instead_of="time stamps of phones, which lie",
            ),
            sd.TradeOff(
                "a wide-column store by conversation and time",
                gain="a page of history is one partition",
                cost="large conversations must be cut into buckets",
                instead_of=f"SQL, for {peak} of appends and {yearly} a year",
            ),
        ],
    ),
    sd.Stage(
        "Offline and groups",
        chat >> sd.emits("offline", share=offline_share) >> undelivered >> "job" >> pusher,
        pusher >> "push" >> push,
        chat >> sd.emits("group") >> groups >> "message" >> fan_out >> sd.emits("deliver") >> far,
        step=sd.Step.DETAIL,
        why=f"{offline_share:.0%} are offline (assumed), and one message may have 100,000 readers.",
        tradeoffs=[
            sd.TradeOff(
                "large groups through a queue",
                gain="one busy group does not delay the rest",
                cost="its members see messages seconds apart",
                instead_of="delivering in the request",
            ),
        ],
    ),
    sd.Stage(
        "Media and reconnects",
        people >> "message" >> draining >> "message" >> chat,
        people >> sd.calls("upload", share=0) >> media >> sd.copies("on demand") >> cdn,
        reader >> sd.calls("picture", share=0) >> cdn,
        changes=[draining],
        step=sd.Step.SCALE,
        why=f"All phones back within 5 minutes are {reconnect} of handshakes: spread them.",
        tradeoffs=[
            sd.TradeOff(
                "media beside the messages",
                gain="connections carry text, storage and CDN the bytes",
                cost="two uploads for one message, and links that expire",
                instead_of="bytes through the chat service",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design chat for 500 million daily users: one to one and groups, delivered within a "
        "second.",
        functional=[
            ("Which chats?", "One to one, and groups of up to 100,000."),
            ("What must hold?", "Order within a conversation, no losses, no doubles shown."),
            ("Receipts and presence?", "Yes, but they may be late or lost."),
        ],
        scale=[
            ("How many messages?", f"500M daily users, {messages_each} each of {message}."),
            ("How many connections?", f"{connections / 1e6:.0f}M at a time."),
        ],
        non_functional=[
            ("Which latency?", "p95 under a second, sender to reader."),
            ("How long is history kept?", "For ever."),
        ],
        constraints=[
            ("End-to-end encryption?", "For one to one: servers keep ciphertext and metadata."),
            ("Phones?", "They sleep, move and lose the network."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Messages", average, f"500M x {messages_each} a day; {peak} at the peak"),
        sd.Figure(
            "Gateways", gateways, f"{connections:,} / {per_gateway:,} connections", "gateways"
        ),
        sd.Figure(
            "Memory of a gateway", gateway_memory, f"{per_gateway:,} x {per_connection} (assumed)"
        ),
        sd.Figure("Stored a day", daily, f"500M x {messages_each} x {message}"),
        sd.Figure("Stored a year", yearly, f"365 x {daily} x {copies} copies"),
        sd.Figure("Session shards", registry_shards, f"{peak} / ({redis_rate} x 0.65)", "shards"),
        sd.Figure("Chat servers", chat_nodes, f"{peak} / ({chat_rate} x 0.65) x 1.5", "nodes"),
        sd.Figure("Reconnect storm", reconnect, f"{connections:,} in five minutes"),
    ],
    risks=[
        sd.Risk(
            "a gateway dies",
            effect=f"{per_gateway:,} phones reconnect at once",
            mitigation="jitter and back-off in the app, spread over all gateways",
        ),
        sd.Risk(
            "a session entry is old",
            effect="a message goes to a gateway that no longer has the phone",
            mitigation="the gateway says so; look up again, else push. The phone asks for gaps",
        ),
        sd.Risk(
            "one conversation is hot",
            effect="its partition slows the shard",
            mitigation="buckets by time, coalesced reads, a cache of the last page",
        ),
        sd.Risk(
            "the phone sends again after a timeout",
            effect="the message stands there twice",
            mitigation="the phone's message id, unique in the conversation",
        ),
        sd.Risk(
            "push services are down",
            effect="sleeping phones hear nothing",
            mitigation="the queue keeps; collapse to one push when they are back",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "At least once on the wire, the phone's id makes it once: the service returns the "
            "first result for an id that it knows.",
        ),
        sd.Probe(
            "How are read receipts kept cheap?",
            "One number a member and conversation, the last read; batched, and for large groups "
            "not shown.",
        ),
        sd.Probe(
            "A region goes down: a hundred million phones come back.",
            f"{reconnect} over five minutes. Admit by token, let apps wait longer each time, "
            "serve history from cache.",
        ),
        sd.Probe(
            "What changes with end-to-end encryption?",
            "No search or moderation on servers; keys per device, group keys that change with "
            "members; the flow of messages stays.",
        ),
    ],
    category="product systems",
    summary="Gateways hold the lines, a service numbers and stores, queues serve the absent.",
    sources=[
        "Discord, How Discord stores trillions of messages (2023)",
        "redis/redis-doc, benchmarks: throughput of one process",
        "RFC 6455, The WebSocket protocol",
    ],
)
