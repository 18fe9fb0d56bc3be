"""Model training pipeline: many GPUs for days, failures included, and only good models released."""

import sddiagram as sd

parameters, tokens, gpus, deadline = 8e9, 1e12, 512, 4 * sd.days
# 40% of an H100's dense arithmetic [GPU] trains the model; Llama 3 reported 38 to 43% [LL3].
run = sd.training.Run(parameters, tokens, gpus)
token_size = 4 * sd.B  # assumed
text = sd.Requests("training tokens", tokens * sd.tokens / deadline, peak=1)
store_rate, restart = 20 * sd.GB / sd.s, 10 * sd.minutes  # both assumed
saving = run.checkpoints(store_rate, restart)
gpu_causes = 0.587  # of the interruptions of Llama 3's training [LL3]
month = 730 * sd.hours
spot, one_year = 2 * sd.usd / sd.hour, 3_000 * sd.usd / month  # of an H100 [NM]
gpu_cost = sd.cited(5_000 * sd.usd, "per month for an H100 on demand [NM]")
# 16,384 GPUs, as Llama 3 had, with a write of 30 s, assumed.
full = sd.training.Interruptions.like_llama_3(16_384).between
hourly = sd.training.Checkpoints(30 * sd.s, full, restart, every=1 * sd.hour)
images_rate = 100 * sd.TB * 10 / (48 * sd.hours)  # 10 epochs in two days, assumed
stream_rate = 100 * sd.MB / sd.s  # of one stream from an object store [NM]
# What fails together is a node of 8 GPUs; nothing is spare in the plan, since the run can wait.
node = sd.Sizing(use=1, zones=gpus // 8, spare=0)
alone = gpus * run.time  # on one GPU, if its state fitted
server_cost = sd.cited(120 * sd.usd, "per month for 8 vCPU at $15 [NM]")
store_cost = sd.cited(
    float(saving.saves(run.time) * run.checkpoint / sd.GB) * 0.2 * sd.usd,
    "per month for all checkpoints on SSD at $0.2 per GB [NM]",
)

engineers = sd.Client("ML engineers")
lake = sd.DataLake("Raw data", technology="s3", note="immutable, versioned")
script = sd.TrainingJob("Training script", technology="pytorch", note="one GPU")
bucket = sd.ObjectStorage("Checkpoints", technology="s3", note=f"{run.checkpoint} each")
saved = bucket.but(technology="lustre", cost=store_cost, note="verified, then committed")
prepare = sd.BatchProcessor("Prepare", technology="spark", note="validate, tokenise, shard")
shards = sd.ObjectStorage("Dataset shards", technology="s3", sends=text, note="immutable version")
orchestrator = sd.Workflow(
    "Orchestrator", technology="kubeflow", cost=server_cost, note="pins code, data, config"
)
job = sd.TrainingJob(
    "GPU workers",
    technology="pytorch",
    capacity=sd.cited(
        tokens * sd.tokens / (run.time * gpus),
        "per H100 at 40% of its arithmetic; Llama 3 reported 38 to 43% [LL3]",
    ),
    replicas=8,
    cost=gpu_cost,
    sizing=node,
    note="FSDP on one node",
)
gang = job.but(replicas=gpus, note="FSDP: sharded state")
tracker = sd.ExperimentTracker(
    "Experiment tracker", technology="mlflow", cost=server_cost, note="loss, speed"
)
registry = sd.ModelRegistry("Model registry", technology="mlflow", note="candidate, production")
evaluation = sd.Evaluator("Evaluation gate", note="against the model in use")
serving = sd.ModelServer("Serving", technology="vllm", note="signed artefacts only")
scheduler = sd.Scheduler("Gang scheduler", technology="volcano", note=f"all {gpus} or none")
cache = sd.ObjectStorage(
    "NVMe cache",
    technology="nvme",
    capacity=sd.assumed(5 * sd.GB / sd.s / token_size * sd.tokens, "per disk of 5 GB/s"),
    replicas=gpus // 8,
    sizing=node,
    note="prefetch, one per node",
)
tuner = sd.Scheduler("Tuner", technology="optuna", note="stops weak trials early")
health = sd.Monitoring("Node health", technology="dcgm", note="slow ranks, spares")

runs = sd.Records(
    "runs", count=10_000, size=10 * sd.KB, key="run_id", fields="commit, image, data, config"
)
checkpoints = sd.Records(
    "checkpoints",
    count=int(saving.saves(run.time)),
    size=run.checkpoint,
    key="run_id, step",
    fields="manifest, shard hashes, loader position",
)
versions = sd.Records(
    "model versions",
    count=1_000,
    size=16 * sd.GB,
    key="model, version",
    fields="run_id, scores, approver",
)


def run_of(n: sd.Numbers) -> sd.training.Run:
    """The run on the workers that are there, over the tokens that come."""
    asked = float(n[text] * deadline / (1 * sd.tokens))
    return sd.training.Run(parameters, asked, n[gang])


def saves_of(n: sd.Numbers) -> sd.training.Checkpoints:
    """How it is saved."""
    return run_of(n).checkpoints(store_rate, restart)


def between(n: sd.Numbers) -> sd.Quantity:
    """The time between two interruptions of the run, of all causes."""
    return run_of(n).interruptions().between


def hours(time: sd.Quantity) -> float:
    """A time in hours, which days would hide."""
    return float(time / sd.hour)


pattern = sd.Pattern(
    "Model training pipeline",
    sd.Stage(
        "One GPU",
        engineers >> "run" >> script,
        lake >> sd.batches("examples") >> script >> sd.batches("weights") >> bucket,
        why=f"One GPU would take {alone / sd.year:.1f} years, and cannot hold {run.memory}.",
    ),
    sd.Stage(
        "Repeatable",
        engineers >> "pipeline" >> orchestrator >> "start" >> job,
        orchestrator >> "prepare" >> prepare,
        lake >> sd.batches("raw") >> prepare >> sd.batches("shards") >> shards,
        shards >> sd.streams("read", size=token_size) >> job >> sd.batches("checkpoint") >> bucket,
        bucket >> sd.batches("restore") >> job,
        job >> sd.batches("metrics") >> tracker >> sd.answers("curves") >> engineers,
        bucket >> sd.batches("weights") >> evaluation >> sd.batches("passed") >> registry,
        engineers >> "approve" >> registry >> sd.copies("release") >> serving,
        replaces=script,
        why="Code, data and config pinned: a model can be made again, retried and compared.",
        tradeoffs=[
            sd.TradeOff(
                "an automatic gate, then a person",
                gain="no model reaches users on a good loss alone",
                cost="hours between the last step and the release",
                instead_of="promotion by whoever trained it",
            )
        ],
    ),
    sd.Stage(
        f"{gpus} GPUs",
        orchestrator >> "job" >> scheduler >> "place" >> gang,
        shards >> sd.streams("prefetch", size=token_size) >> cache,
        cache >> sd.streams("batches", size=token_size) >> gang,
        gang >> sd.batches("sharded state", size=run.checkpoint, every=saving.interval) >> saved,
        changes=[gang, saved],
        drops=[
            orchestrator >> "start" >> job,
            shards >> "read" >> job,
            job >> "checkpoint" >> bucket,
        ],
        step=sd.Step.DETAIL,
        why=lambda n: (
            f"{float(run_of(n).gpu_hours):,.0f} GPU-hours in {hours(run_of(n).time):.0f} h, "
            "with the state sharded to fit."
        ),
        tradeoffs=[
            sd.TradeOff(
                "state sharded over all workers",
                gain=lambda n: f"{run_of(n).memory_per_gpu:.0f} per GPU instead of {run.memory}",
                cost=lambda n: (
                    f"{run_of(n).sharded_step():.0f} of exchange in a step of "
                    f"{run_of(n).step:.0f}, which must overlap with compute"
                ),
                instead_of="tensor or pipeline parallelism, for models that do not fit even then",
            ),
            sd.TradeOff(
                "synchronous steps",
                gain="the result does not depend on timing",
                cost="the slowest GPU sets the pace of all",
                instead_of="asynchronous updates, faster and harder to reproduce",
            ),
        ],
    ),
    sd.Stage(
        "Survive and search",
        health >> "drain, replace" >> scheduler,
        gang >> sd.batches("step times") >> health,
        tuner >> "trials" >> orchestrator,
        tracker >> sd.batches("scores") >> tuner,
        sd.row(gang, tracker, health),
        step=sd.Step.SCALE,
        why=lambda n: (
            f"A run on {n[gang]:,} GPUs stops every {hours(between(n)):.0f} h; on 16,384, every "
            f"{hours(full):.1f} h."
        ),
        tradeoffs=[
            sd.TradeOff(
                lambda n: (
                    f"a checkpoint every {float(saves_of(n).interval / sd.minute):.0f} minutes"
                ),
                gain="the least time lost to writing and to repeating, by Young and Daly [YD]",
                cost=lambda n: f"{run_of(n).checkpoint} to store each time",
                instead_of=lambda n: (
                    "hourly by habit: at 16,384 GPUs, with writes of 30 s and restarts of 10 "
                    f"minutes, {float(hourly.lost):.0%} of the time is lost"
                ),
            ),
            sd.TradeOff(
                "spot GPUs for trials",
                gain=lambda n: f"$2 per hour instead of ${5_000 / 730:.2f} [NM], for short jobs",
                cost="preemption: drain on the signal, resume from the checkpoint",
                instead_of="reserved GPUs, right for the one large run",
            ),
        ],
    ),
    brief=sd.Brief(
        "Build the pipeline that trains models on up to 100 TB: distributed, tracked, surviving "
        "failures, with a registry at its end.",
        functional=[
            ("What is trained?", "A language model of 8B parameters; a variant on images."),
            ("Must a run be reproducible?", "Yes: data, code and configuration are pinned."),
            ("How is a model promoted?", "An evaluation gate, then a person's approval."),
        ],
        scale=[
            ("How much data?", "1T tokens; 100 TB for images."),
            ("Which hardware?", f"{gpus} H100s with 400 Gb/s each."),
            ("How many runs?", "One large run, and 20 small experiments on other GPUs."),
        ],
        non_functional=[
            (
                "When must it be done?",
                sd.at_most(
                    deadline, percentile=None, value=lambda n: saves_of(n).time(run_of(n).time)
                ),
            ),
            (
                "How much work may a failure lose, on average?",
                sd.at_most(
                    30 * sd.minutes, percentile=None, value=lambda n: saves_of(n).interval / 2
                ),
            ),
            (
                "What may the run cost?",
                sd.costs_at_most(
                    250_000 * sd.usd, value=lambda n: run_of(n).cost(gpu_cost / month)
                ),
            ),
        ],
        constraints=[
            ("May GPUs be preempted?", "Those of the experiments."),
            ("Must lineage be kept?", "Yes: a model without it is not promoted."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/runs", "commit, image, dataset version, config, GPUs", "202 with the run id"
        ),
        sd.Endpoint("GET /v1/runs/{id}", "run id", "state, step, loss, tokens per second"),
        sd.Endpoint(
            "POST /v1/models/{model}/versions/{v}:promote",
            "approver, target stage",
            "200, or 409 where a score or the lineage is missing",
        ),
    ],
    data=[runs, checkpoints, versions],
    levels=sd.Levels(
        mid="Draws data preparation, a training job, checkpoints, a tracker and a registry, and "
        "says what must be pinned to repeat a run.",
        senior="Derives GPU-hours, memory per GPU and the checkpoint interval, checks that the "
        "exchange hides behind compute, and explains the restart after a failure.",
        staff="Argues the cost of the run against buying time with more GPUs, plans spares and "
        "capacity for many teams, and defines the evidence that lets a model be released.",
    ),
    learning=sd.Learning(
        objective="Predict the next token; the loss falls predictably with compute, so small runs "
        "choose the settings of the large one.",
        labels="The text itself: every next token is a label.",
        offline="Loss on held-out text, and scores of fixed task sets, against the model in use.",
        online="Share of answers that users prefer in a canary, before the full release.",
        leakage="Task sets that occur in the training text: search for shared word sequences and "
        "remove them before training.",
        drift="Score the model in use on fresh text each month; rising loss asks for a new run.",
    ),
    figures=[
        sd.Figure(
            "Compute",
            lambda n: run_of(n).compute.value / 1e21,
            lambda n: run_of(n).compute.how,
            "x 10^21 FLOPs",
        ),
        sd.Figure("Run", lambda n: hours(run_of(n).time), lambda n: run_of(n).time.how, "h"),
        sd.Figure("GPU-hours", lambda n: run_of(n).gpu_hours, unit="h"),
        sd.Figure("Step", lambda n: run_of(n).step),
        sd.Figure(
            "Training state",
            lambda n: run_of(n).memory,
            "8B parameters x 16 B each: weights 2, gradients 2, FP32 master 4, two moments 8; "
            "activations apart",
        ),
        sd.Figure(
            "Time between interruptions",
            lambda n: hours(between(n)),
            lambda n: (
                f"{run_of(n).interruptions().between.how}, all causes; GPUs alone "
                f"{hours(between(n) / gpu_causes):.0f} h"
            ),
            "h",
        ),
        sd.Figure("Checkpoint interval", lambda n: saves_of(n).interval),
        sd.Figure(
            "Time lost",
            lambda n: 100 * float(saves_of(n).lost),
            lambda n: saves_of(n).lost.how,
            "%",
        ),
        sd.Figure("All-reduce of a step", lambda n: run_of(n).all_reduce()),
        sd.Figure(
            "Exchange of a sharded step",
            lambda n: run_of(n).sharded_step(),
            lambda n: f"{run_of(n).sharded_step().how} [FSDP, NCCL]",
        ),
        sd.Figure("Cost on spot GPUs", lambda n: run_of(n).cost(spot)),
        sd.Figure("Cost for 1 year", lambda n: run_of(n).cost(one_year)),
        sd.Figure("Cost on demand", lambda n: run_of(n).cost(gpu_cost / month)),
        sd.Figure("Between interruptions on 16,384 GPUs", hours(full), full.how, "h"),
        sd.Figure("Time lost there, saving hourly", 100 * float(hourly.lost), hourly.lost.how, "%"),
    ],
    risks=[
        sd.Risk(
            "one GPU is slow",
            effect="the model is late, since all GPUs wait for it at every step",
            mitigation="time each rank's steps, drain the slow node, take a spare",
        ),
        sd.Risk(
            "a node fails",
            effect=lambda n: (
                f"the run stops, and {saves_of(n).interval / 2:.0f} of work are repeated on average"
            ),
            mitigation="drain, place again with a spare, restore the last verified checkpoint",
        ),
        sd.Risk(
            "the loss spikes or turns to NaN",
            effect="a model that must not be released, and days of work lost",
            mitigation="detect it, go back to the last good checkpoint, skip the batch",
        ),
        sd.Risk(
            "a checkpoint is half written, or forgets the loader's place",
            effect="the restart fails, or sees some data twice and some never",
            mitigation="write state and loader position, verify, then commit the manifest",
        ),
        sd.Risk(
            "the data store cannot keep up",
            effect="a bill for GPUs that idle",
            mitigation=f"images need {images_rate:.2f}, {images_rate / stream_rate:.0f} streams of "
            f"{stream_rate} [NM]: prefetch to NVMe and measure the wait for data",
        ),
    ],
    probes=[
        sd.Probe(
            "Derive the checkpoint interval.",
            lambda n: (
                "Short intervals lose time to writing, long ones to repeating. The cost per time "
                "is C/T + T/(2 MTBF), least at T = sqrt(2 C MTBF): "
                f"{saves_of(n).interval.how}. In all {float(saves_of(n).lost):.2%} is lost."
            ),
        ),
        sd.Probe(
            "Does the network bind?",
            lambda n: (
                f"A sharded step exchanges for {run_of(n).sharded_step():.0f} of "
                f"{run_of(n).step:.0f}, over eight NICs per node, so it hides behind compute. On "
                f"one NIC it takes {run_of(n).sharded_step(sd.training.ONE_NIC):.2f}, and binds."
            ),
        ),
        sd.Probe(
            "GPUs at 30%: where is the bottleneck?",
            "Profile one step: waiting for data, for the network, or small kernels. Then prefetch, "
            "overlap the exchange, or fuse kernels and enlarge the batch.",
        ),
        sd.Probe(
            "A node dies at three in the morning.",
            lambda n: (
                "Health drains it, the scheduler places the gang again with a spare node, and the "
                f"workers restore the last checkpoint: {restart} of restart, and "
                f"{saves_of(n).interval / 2:.0f} to repeat. Expect it "
                f"{float(run_of(n).interruptions().during(run_of(n).time)):.2f} times per run."
            ),
        ),
        sd.Probe(
            "Reproduce last year's model.",
            "The registry names the run; the run names the commit, the image, the dataset version, "
            "the seed and the loader's order. Expect equality within noise, not equal bits.",
        ),
        sd.Probe(
            "64 trials, but not 64 full runs?",
            "Successive halving with eta 4: all trials start small and the best quarter goes on "
            "each time. It costs about 12 full runs.",
        ),
    ],
    category="ml",
    summary="Pinned data and code, a gang of GPUs, checkpoints by formula, a gate before serving.",
    sources=[
        sd.Source(
            "FSDP",
            "PyTorch FSDP: experiences on scaling fully sharded data parallel",
            "Meta, VLDB",
            2023,
            "https://arxiv.org/abs/2304.11277",
        )
    ],
)
