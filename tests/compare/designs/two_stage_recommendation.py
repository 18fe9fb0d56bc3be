"""A design drawn by hand in other words, of the task of two-stage-recommendation."""

import sddiagram as sd

u = sd.Mobile("App")
bff = sd.Service("Home feed BFF")
rec = sd.Service("Recommendation service")
ann = sd.VectorDB("ScaNN index", technology="milvus")
tt = sd.ModelServer("Two-tower user encoder")
rk = sd.ModelServer("Ranking model", technology="triton")
fs = sd.OnlineFeatureStore("Feast", technology="feast")
ev = sd.Stream("Impressions", technology="kafka")
lake = sd.DataLake("Lake", technology="delta lake")
tr = sd.TrainingJob("Train two tower and ranker", technology="pytorch")
reg = sd.ModelRegistry("MLflow", technology="mlflow")
ab = sd.ConfigStore("A/B flags")
pattern = sd.Pattern(
    "My recs",
    u >> bff >> rec >> tt,
    rec >> "top 500" >> ann,
    rec >> fs,
    rec >> "score" >> rk,
    u >> sd.emits("clicks") >> ev >> lake >> tr >> reg >> sd.copies("models") >> rk,
    tr >> sd.batches("item vectors") >> ann,
    ab >> rec,
)
