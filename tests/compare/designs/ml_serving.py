"""A design drawn by hand in other words, of the task of ml-serving."""

import sddiagram as sd

u = sd.Browser("Shoppers")
gw = sd.Gateway("API Gateway", technology="api gateway")
svc = sd.Function("Predict", technology="lambda")
fs = sd.KeyValue("Feature table", technology="dynamodb")
m = sd.ModelServer("SageMaker endpoint", technology="sagemaker")
lake = sd.DataLake("S3 lake", technology="s3")
k = sd.Stream("Predictions", technology="kinesis")
tr = sd.TrainingJob("Weekly training", technology="sagemaker")
reg = sd.ModelRegistry("Registry", technology="sagemaker")
job = sd.ETLJob("Glue", technology="glue")
db = sd.Database("Orders", technology="aurora")
cw = sd.Monitoring("CloudWatch", technology="cloudwatch")
pattern = sd.Pattern(
    "My ML",
    u >> gw >> svc >> [fs, m],
    svc >> sd.emits("log") >> k >> sd.batches("hourly") >> lake,
    db >> job >> lake,
    lake >> job >> fs,
    lake >> tr >> reg >> sd.copies("deploy") >> m,
    k >> cw,
)
