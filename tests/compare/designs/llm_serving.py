"""A design drawn by hand in other words, of the task of llm-serving."""

import sddiagram as sd

u = sd.Client("Developers")
lb = sd.LoadBalancer("NLB")
api = sd.Gateway("API front", technology="kong", note="keys, rate limits")
router = sd.Service("Scheduler", note="picks the least loaded GPU")
big = sd.LLM("Llama 70B", technology="tensorrt-llm")
small = sd.LLM("Llama 8B", technology="tensorrt-llm")
pc = sd.Cache("Prompt cache", technology="valkey")
hf = sd.ObjectStorage("Model files", technology="gcs")
prom = sd.Monitoring("Grafana", technology="grafana")
hpa = sd.Scheduler("HPA", note="scales on queue length")
bill = sd.Stream("Token events", technology="kinesis")
db = sd.DataWarehouse("Billing", technology="bigquery")
pattern = sd.Pattern(
    "My LLM API",
    u >> lb >> api >> router >> [big, small],
    api >> "lookup" >> pc,
    api >> sd.streams("tokens") >> u,
    hf >> sd.copies("weights") >> [big, small],
    [big, small] >> sd.emits("metrics") >> prom >> hpa >> big,
    api >> sd.emits("usage") >> bill >> db,
)
