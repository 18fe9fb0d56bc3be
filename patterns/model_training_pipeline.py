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
spot, one_year = 2 * sd.usd / sd.hour, 3_000 * sd.usd / (730 * sd.hours)  # of an H100 [NM]
on_demand = 5_000 * sd.usd / (730 * sd.hours)  # [NM]
# 16,384 GPUs, as Llama 3 had, with a write of 30 s, assumed.
full = sd.training.Interruptions.like_llama_3(16_384).between
hourly = sd.training.Checkpoints(30 * sd.s, full, restart, every=1 * sd.hour)
images_rate = 100 * sd.TB * 10 / (48 * sd.hours)  # 10 epochs in two days, assumed
stream_rate = 100 * sd.MB / sd.s  # of one stream from an object store [NM]
# What fails together is a node of 8 GPUs; nothing is spare in the plan, since the run can wait.
node = sd.Sizing(use=1, zones=gpus // 8, spare=0)
alone = gpus * run.time  # on one GPU, if its state fitted
per_gpu = tokens * sd.tokens / (run.time * gpus)

engineers = sd.Client("ML engineers")
lake = sd.DataLake("Raw data", technology="s3", note="immutable, versioned")
script = sd.TrainingJob("Training script", note="one GPU")
bucket = sd.ObjectStorage("Checkpoints", technology="s3", note=f"{run.checkpoint} each")
saved = bucket.but(technology="lustre", note="verified, then copied to S3")
prepare = sd.BatchProcessor("Prepare", technology="spark", note="validate, tokenise, shard")
shards = sd.ObjectStorage("Dataset shards", technology="s3", sends=text, note="immutable version")
orchestrator = sd.Scheduler("Orchestrator", technology="kubeflow", note="pins code, data, config")
job = sd.TrainingJob(
    "GPU workers",
    technology="pytorch",
    capacity=per_gpu,
    replicas=8,
    sizing=node,
    note="data parallel",
)
gang = job.but(replicas=gpus, note="FSDP: sharded state")
tracker = sd.ExperimentTracker("Experiment tracker", technology="mlflow", note="loss, speed")
registry = sd.ModelRegistry("Model registry", technology="mlflow", note="candidate, production")
evaluation = sd.Evaluator("Evaluation gate", note="against the model in use")
serving = sd.ModelServer("Serving", technology="vllm", note="signed artefacts only")
scheduler = sd.Scheduler("Gang scheduler", technology="volcano", note=f"all {gpus} or none")
# One for each node of 8 GPUs; 5 GB/s of one NVMe disk are assumed.
cache = sd.ObjectStorage(
    "NVMe cache",
    technology="nvme",
    capacity=5 * sd.GB / sd.s / token_size * sd.tokens,
    replicas=gpus // 8,
    sizing=node,
    note="prefetch in order",
)
tuner = sd.Scheduler("Tuner", technology="optuna", note="stops weak trials early")
health = sd.Monitoring("Node health", note="slow ranks, spares")


def run_of(n: sd.Numbers) -> sd.training.Run:
    """The run on the workers that are there, over the tokens that come."""
    asked = float(n[text] * deadline / (1 * sd.tokens))
    return sd.training.Run(parameters, asked, n[gang])


def saves_of(n: sd.Numbers) -> sd.training.Checkpoints:
    """How it is saved."""
    return run_of(n).checkpoints(store_rate, restart)


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
        engineers >> "approve" >> evaluation,
        registry >> sd.copies("release") >> serving,
        replaces=script,
        why="Code, data and config pinned: a model can be made again, retried and compared.",
        tradeoffs=[
            sd.TradeOff(
                "data parallel first",
                gain="every GPU runs the same simple program",
                cost=f"each holds the whole state, {run.memory} for 8B parameters: it does not fit",
                instead_of="tensor or pipeline parallel, for what data parallel cannot fit",
            ),
            sd.TradeOff(
                "an automatic gate, then a person",
                gain="no model reaches users on a good loss alone",
                cost="hours between the last step and the release",
                instead_of="promotion by whoever trained it",
            ),
        ],
    ),
    sd.Stage(
        f"{gpus} GPUs",
        orchestrator >> "job" >> scheduler >> "place" >> gang,
        shards
        >> sd.streams("prefetch", size=token_size)
        >> cache
        >> sd.streams("batches", size=token_size)
        >> gang,
        gang >> sd.batches("sharded state", size=run.checkpoint, every=saving.interval) >> saved,
        changes=[gang, saved],
        drops=[
            orchestrator >> "start" >> job,
            shards >> "read" >> job,
            job >> "checkpoint" >> bucket,
        ],
        step=sd.Step.DETAIL,
        why=lambda n: (
            f"{float(run_of(n).gpu_hours):,.0f} GPU-hours in "
            f"{float(run_of(n).time / sd.hour):.0f} h, state sharded to fit."
        ),
        tradeoffs=[
            sd.TradeOff(
                "state sharded over the workers",
                gain=lambda n: f"{run_of(n).memory_per_gpu:.0f} per GPU instead of {run.memory}",
                cost=lambda n: (
                    f"{run_of(n).sharded_step():.0f} of exchange in a step of "
                    f"{run_of(n).step:.0f}, which must overlap with compute"
                ),
                instead_of="a copy of the state on each GPU",
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
        step=sd.Step.SCALE,
        why=lambda n: (
            f"A run on {n[gang]:,} GPUs stops every "
            f"{float(run_of(n).interruptions().between / sd.hour):.0f} h; on 16,384, every "
            f"{float(full / sd.hour):.1f} h."
        ),
        tradeoffs=[
            sd.TradeOff(
                lambda n: (
                    f"a checkpoint every {float(saves_of(n).interval / sd.minute):.0f} minutes"
                ),
                gain="least time lost to writing and to repeating, by Young and Daly",
                cost=lambda n: f"{run_of(n).checkpoint} to store each time",
                instead_of=lambda n: (
                    "hourly by habit: at 16,384 GPUs, writes of 30 s and restarts of 10 minutes "
                    f"lose {float(hourly.lost):.0%}"
                ),
            ),
            sd.TradeOff(
                "spot GPUs for trials",
                gain="60 to 70% off, and a trial is short",
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
                "How much work may a failure lose?",
                sd.at_most(
                    30 * sd.minutes, percentile=None, value=lambda n: saves_of(n).interval / 2
                ),
            ),
            (
                "What may the run cost?",
                sd.costs_at_most(250_000 * sd.usd, value=lambda n: run_of(n).cost(on_demand)),
            ),
        ],
        constraints=[
            ("May GPUs be preempted?", "Those of the experiments."),
            ("Must lineage be kept?", "Yes, no promotion without it."),
        ],
    ),
    figures=[
        sd.Figure(
            "Compute",
            lambda n: run_of(n).compute.value / 1e21,
            lambda n: run_of(n).compute.how,
            "x 10^21 FLOPs",
        ),
        sd.Figure(
            "Run", lambda n: float(run_of(n).time / sd.hour), lambda n: run_of(n).time.how, "h"
        ),
        sd.Figure("GPU-hours", lambda n: run_of(n).gpu_hours, unit="h"),
        sd.Figure(
            "Run with what fails",
            lambda n: float(saves_of(n).time(run_of(n).time) / sd.hour),
            lambda n: saves_of(n).time(run_of(n).time).how,
            "h",
        ),
        sd.Figure(
            "Use that the deadline needs",
            lambda n: 100 * float(run_of(n).use_needed(deadline)),
            lambda n: run_of(n).use_needed(deadline).how,
            "%",
        ),
        sd.Figure("Steps", lambda n: run_of(n).steps, unit="steps"),
        sd.Figure("Step", lambda n: run_of(n).step),
        sd.Figure(
            "Training state",
            lambda n: run_of(n).memory,
            "8bn parameters x 16 B: weights 2, gradients 2, FP32 master 4, two moments 8; "
            "activations apart",
        ),
        sd.Figure("State per GPU", lambda n: run_of(n).memory_per_gpu),
        sd.Figure(
            "Checkpoint",
            lambda n: run_of(n).checkpoint,
            lambda n: f"{run_of(n).checkpoint.how}; written in {saves_of(n).write}",
        ),
        sd.Figure(
            "Time between interruptions",
            lambda n: float(run_of(n).interruptions().between / sd.hour),
            lambda n: (
                f"{run_of(n).interruptions().between.how}, all causes; GPUs alone "
                f"{float(run_of(n).interruptions().between / gpu_causes / sd.hour):.0f} h"
            ),
            "h",
        ),
        sd.Figure(
            "Interruptions in the run",
            lambda n: run_of(n).interruptions().during(run_of(n).time),
            unit="expected",
        ),
        sd.Figure("Checkpoint interval", lambda n: saves_of(n).interval),
        sd.Figure(
            "Time lost",
            lambda n: 100 * float(saves_of(n).lost),
            lambda n: saves_of(n).lost.how,
            "%",
        ),
        sd.Figure(
            "All checkpoints of the run",
            lambda n: saves_of(n).saves(run_of(n).time) * run_of(n).checkpoint,
            lambda n: f"{saves_of(n).saves(run_of(n).time)} x {run_of(n).checkpoint}",
        ),
        sd.Figure("Text read", lambda n: run_of(n).input),
        sd.Figure("All-reduce of a step", lambda n: run_of(n).all_reduce()),
        sd.Figure(
            "Exchange of a sharded step",
            lambda n: run_of(n).sharded_step(),
            lambda n: f"{run_of(n).sharded_step().how}, against a step of {run_of(n).step:.0f}",
        ),
        sd.Figure("Cost on spot GPUs", lambda n: run_of(n).cost(spot)),
        sd.Figure("Cost for 1 year", lambda n: run_of(n).cost(one_year)),
        sd.Figure("Cost on demand", lambda n: run_of(n).cost(on_demand)),
        sd.Figure("Between interruptions on 16,384 GPUs", float(full / sd.hour), full.how, "h"),
        sd.Figure("Time lost there, saving hourly", 100 * float(hourly.lost), hourly.lost.how, "%"),
    ],
    risks=[
        sd.Risk(
            "one GPU is slow",
            effect="all wait for it at every step",
            mitigation="time each rank's steps, eject the straggler, take a spare",
        ),
        sd.Risk(
            "a node fails",
            effect=lambda n: (
                f"the run stops; {saves_of(n).interval / 2:.0f} of work are repeated on average"
            ),
            mitigation="drain, place again with a spare, restore the last verified checkpoint",
        ),
        sd.Risk(
            "loss spikes or turns to NaN",
            effect="days of work on a ruined model",
            mitigation="detect, go back to the last good checkpoint, skip the batch",
        ),
        sd.Risk(
            "a checkpoint is half written",
            effect="the restart loads garbage or fails",
            mitigation="write, verify, then commit a manifest; keep the one before",
        ),
        sd.Risk(
            "the loader forgets its place",
            effect="after a restart some data is seen twice, some never",
            mitigation="save the loader's state with the model's",
        ),
        sd.Risk(
            "the data store cannot keep up",
            effect="GPUs idle; utilisation is paid for, not used",
            mitigation=f"images need {images_rate:.2f}, {images_rate / stream_rate:.0f} streams of "
            f"{stream_rate}: prefetch to NVMe and measure the wait for data",
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
            "overlap the exchange, or fuse and enlarge the batch.",
        ),
        sd.Probe(
            "A node dies at three in the morning.",
            lambda n: (
                "Health drains it, the scheduler places the gang again with a spare node, and the "
                f"workers restore the last checkpoint: {restart} of restart, and "
                f"{saves_of(n).interval / 2:.0f} to repeat. It happens "
                f"{float(run_of(n).interruptions().during(run_of(n).time)):.2f} times per run."
            ),
        ),
        sd.Probe(
            "Reproduce last year's model.",
            "The registry names the run; the run names the commit, the image, the dataset version, "
            "the seed and the loader's order. Expect equal within noise, not equal bits.",
        ),
        sd.Probe(
            "What stops a bad model from reaching production?",
            "Evaluation against the current model on fixed and fresh sets, a person's approval, a "
            "canary in serving, and rollback by version.",
        ),
        sd.Probe(
            "64 trials, but not 64 full runs?",
            "Successive halving with eta 4: all start small, the best quarter goes on each time; "
            "about 12 full-run equivalents.",
        ),
    ],
    category="ml",
    summary="Pinned data and code, a gang of GPUs, checkpoints by formula, a gate before serving.",
    sources=[
        "The Llama 3 Herd of Models, arXiv 2407.21783: interruptions and utilisation [LL3]",
        "Young and Daly's checkpoint interval, as in arXiv 2410.18124 [YD]",
        "sirupsen/napkin-math: object-store streams and prices [NM]",
        "NVIDIA H100 data sheet: dense BF16 rate [GPU]",
        "NVIDIA/nccl-tests issue 290: bandwidth over the eight NICs of a node [NCCL]",
        "volcano.sh, gang scheduling: all pods of a job or none",
    ],
)
