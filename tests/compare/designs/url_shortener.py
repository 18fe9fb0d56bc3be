"""A design drawn by hand in other words, of the task of url-shortener."""

import sddiagram as sd

u = sd.Browser("Web users")
gw = sd.Gateway("Kong", technology="kong")
w = sd.Service("Write API")
r = sd.Service("Redirect service")
c = sd.Cache("Memcached", technology="memcached")
db = sd.NoSQL("DynamoDB", technology="dynamodb", note="key = code")
k = sd.Queue("Kinesis", technology="kinesis")
s = sd.StreamProcessor("Flink job", technology="flink")
ch = sd.DataWarehouse("Redshift", technology="redshift")
zk = sd.Coordinator("Zookeeper", note="hands out id ranges")
pattern = sd.Pattern(
    "My shortener",
    u >> gw >> [w, r],
    w >> "new id" >> zk,
    [w, r] >> db,
    r >> c,
    r >> sd.emits("click") >> k >> s >> ch,
)
