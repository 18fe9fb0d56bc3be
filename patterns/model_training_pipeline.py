"""Model training pipeline: many GPUs for days, failures included, and only good models released."""

import math

import sddiagram as sd

parameters, tokens = 8e9, 1e12
flops = 6 * parameters * tokens
gpus = 512
# Dense BF16 of an H100 [GPU]; Llama 3 reported 38 to 43% of it in use [LL3].
peak_flops, utilisation = 989e12, 0.4
run = flops / (gpus * peak_flops * utilisation) * sd.s
gpu_hours = gpus * float(run / sd.hour)
days_alone = float(run / sd.day) * gpus

state = parameters * 16 * sd.B  # weights, gradients, Adam's moments in mixed precision
checkpoint = parameters * 14 * sd.B  # the state without gradients
store_rate = 20 * sd.GB / sd.s
write_time = checkpoint / store_rate

# 419 unexpected interruptions in 54 days on 16,384 GPUs [LL3].
gpu_mtbf = 54 * sd.day * 16_384 / 419
mtbf = gpu_mtbf / gpus
mtbf_16k = gpu_mtbf / 16_384
interval = math.sqrt(2 * float(write_time / sd.s) * float(mtbf / sd.s)) * sd.s  # Young/Daly [YD]
lost_hourly = 0.5 * float(1 * sd.hour / mtbf_16k) + float(10 * sd.minute / mtbf_16k)

gradients = 2 * parameters * 2 * sd.B  # a ring sends each byte of the 16 GB about twice
all_reduce = gradients / (50 * sd.GB / sd.s)  # 400 Gb/s a GPU
step = 6 * parameters * 4e6 / (gpus * peak_flops * utilisation) * sd.s  # batch of 4M tokens
images_rate = 100 * sd.TB * 10 / (48 * sd.hour)
streams = math.ceil(images_rate / (100 * sd.MB / sd.s))

engineers = sd.Client("ML engineers")
lake = sd.DataLake("Raw data", technology="s3", note="immutable, versioned")
script = sd.TrainingJob("Training script", note="one GPU")
bucket = sd.ObjectStorage("Checkpoints", note=f"{checkpoint} each")
async_bucket = bucket.but(note="written, verified, listed")
prepare = sd.BatchProcessor("Prepare", note="validate, tokenise, shard")
shards = sd.ObjectStorage("Dataset shards", note="immutable version")
orchestrator = sd.Scheduler("Orchestrator", technology="kubeflow", note="pins code, data, config")
job = sd.TrainingJob("GPU workers", technology="pytorch", replicas=8, note="data parallel")
gang = job.but(replicas=gpus, note="FSDP: sharded state")
tracker = sd.ExperimentTracker("Experiment tracker", note="loss, speed, lineage")
registry = sd.ModelRegistry("Model registry", note="candidate, production")
evaluation = sd.BatchProcessor("Evaluation gate", technology="pytorch", note="then a person's yes")
serving = sd.ModelServer("Serving", replicas=3, note="signed artefacts only")
scheduler = sd.Scheduler("Gang scheduler", technology="kubernetes", note="all 512 or none")
cache = sd.ObjectStorage("NVMe cache", technology=sd.Technology("NVMe"), note="prefetch in order")
tuner = sd.Scheduler("Tuner", technology="optuna", note="stops weak trials early")
health = sd.Monitoring("Node health", note="slow ranks, spares")

pattern = sd.Pattern(
    "Model training pipeline",
    sd.Stage(
        "One GPU",
        engineers >> "run" >> script,
        lake >> sd.batches("examples") >> script >> sd.batches("weights") >> bucket,
        why=f"One GPU takes {days_alone / 365:.1f} years, and nobody knows what made which model.",
    ),
    sd.Stage(
        "Repeatable",
        engineers >> "pipeline" >> orchestrator >> "start" >> job,
        lake >> sd.batches("raw") >> prepare >> sd.batches("shards") >> shards,
        shards >> sd.streams("read") >> job >> sd.batches("checkpoint") >> bucket,
        job >> sd.emits("metrics") >> tracker,
        bucket >> sd.batches("weights") >> evaluation >> "approve" >> registry,
        registry >> sd.copies("release") >> serving,
        orchestrator >> "prepare" >> prepare,
        replaces=script,
        why="Code, data and config pinned: a model can be made again, retried and compared.",
        tradeoffs=[
            sd.TradeOff(
                "data parallel first",
                gain="every GPU runs the same simple program",
                cost=f"each holds the whole state, {state} for 8B parameters: it does not fit",
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
        orchestrator >> "job of 512" >> scheduler >> "place" >> gang,
        shards >> sd.streams("prefetch") >> cache >> sd.streams("batches") >> gang,
        gang >> sd.streams("sharded state") >> async_bucket,
        gang >> sd.emits("metrics") >> tracker,
        async_bucket >> sd.batches("weights") >> evaluation,
        changes=[gang, async_bucket],
        drops=[
            orchestrator >> "start" >> job,
            shards >> sd.streams("read") >> job,
            job >> sd.batches("checkpoint") >> bucket,
        ],
        step=sd.Step.DETAIL,
        why=f"{gpu_hours / 1e3:.1f}k GPU-hours in {float(run / sd.hour):.0f} h, state sharded to "
        "fit.",
        tradeoffs=[
            sd.TradeOff(
                "state sharded over the workers",
                gain=f"{state / gpus} a GPU instead of {state}",
                cost="weights are gathered layer by layer, which must overlap with compute",
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
        health >> sd.calls("drain, replace", share=0) >> scheduler,
        gang >> sd.emits("step times") >> health,
        tuner >> "trials" >> orchestrator,
        tracker >> sd.batches("scores") >> tuner,
        step=sd.Step.SCALE,
        why=f"A GPU in {gpus} fails every {float(mtbf / sd.hour):.0f} h; at 16k, every "
        f"{float(mtbf_16k / sd.hour):.1f} h.",
        tradeoffs=[
            sd.TradeOff(
                f"a checkpoint every {float(interval / sd.minute):.0f} minutes",
                gain="least time lost to writing and to repeating, by Young and Daly",
                cost=f"{checkpoint} to store each time",
                instead_of="hourly by habit: at 16k GPUs that and a restart of 10 minutes lose "
                f"{lost_hourly:.0%}",
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
            ("How many runs?", "One large run and 20 small experiments at a time."),
        ],
        non_functional=[
            ("When must it be done?", "In three to four days."),
            ("What must it survive?", "A lost GPU or node, with minutes of work lost."),
        ],
        constraints=[
            ("May GPUs be preempted?", "Those of the experiments."),
            ("Must lineage be kept?", "Yes, no promotion without it."),
        ],
        # Assumed: 20 experiments a day each and one large run: what users start, not its data.
        traffic=21 * sd.per_day,
    ),
    figures=[
        sd.Figure("Compute", flops / 1e21, "6 x 8e9 parameters x 1e12 tokens", "x 10^21 FLOPs"),
        sd.Figure(
            "Run",
            float(run / sd.hour),
            f"compute / ({gpus} x 989 TFLOP/s x {utilisation:.0%})",
            "h",
        ),
        sd.Figure("GPU-hours", gpu_hours, f"{gpus} GPUs x the run", "h"),
        sd.Figure("Training state", state, "8e9 x 16 B: weights, gradients, two moments"),
        sd.Figure("Checkpoint", checkpoint, f"8e9 x 14 B; written in {write_time} at {store_rate}"),
        sd.Figure("Mean time between failures", mtbf, f"{gpu_mtbf} a GPU / {gpus}"),
        sd.Figure("Checkpoint interval", interval, "sqrt(2 x write time x time between failures)"),
        sd.Figure(
            "All-reduce of a step",
            all_reduce,
            f"{gradients} at 50 GB/s, against {step} of compute: it must overlap",
        ),
    ],
    risks=[
        sd.Risk(
            "one GPU is slow",
            effect="all wait for it at every step",
            mitigation="time each rank's steps, eject the straggler, take a spare",
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
            mitigation=f"images need {images_rate}, {streams} object-store streams: prefetch to "
            "NVMe and measure the wait for data",
        ),
    ],
    probes=[
        sd.Probe(
            "Derive the checkpoint interval.",
            "Short intervals lose time to writing, long ones to repeating. The cost per time is "
            "C/T + T/(2 MTBF), least at T = sqrt(2 C MTBF): "
            f"{float(interval / sd.minute):.0f} minutes here.",
        ),
        sd.Probe(
            "GPUs at 30%: where is the bottleneck?",
            "Profile one step: waiting for data, for the network, or small kernels. Then prefetch, "
            "overlap the all-reduce, or fuse and enlarge the batch.",
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
        "The Llama 3 Herd of Models, arXiv 2407.21783: interruptions and utilisation",
        "Young and Daly's checkpoint interval, as in arXiv 2410.18124",
        "sirupsen/napkin-math: object-store streams",
        "NVIDIA H100 data sheet: dense BF16 rate",
    ],
)
