"""A design drawn by hand in other words, of the task of chat."""

import sddiagram as sd

a = sd.Mobile("Alice")
b = sd.Mobile("Bob")
ws = sd.WebSocketServer("Connection servers")
svc = sd.Service("Message service")
db = sd.NoSQL("Cassandra", technology="cassandra")
red = sd.KeyValue("Presence and sessions", technology="redis")
kafka = sd.Stream("Events", technology="kafka")
push = sd.Notification("Push", note="APNs")
s3 = sd.ObjectStorage("S3", technology="s3")
pattern = sd.Pattern(
    "My chat",
    a >> ws >> svc >> db,
    svc >> red,
    svc >> sd.emits("x") >> kafka >> push >> b,
    ws >> sd.streams("message") >> b,
    a >> "upload" >> s3,
)
