"""Post-training platform: fine-tuning, preferences and reinforcement learning behind one gate."""

import sddiagram as sd

parameters, steps, prompts, group = 8.03e9, 1_000, 512, 16
deadline, restart = 3 * sd.days, 10 * sd.minutes
rollout_tokens, prompt_tokens = 4_000, 500
each = rollout_tokens + prompt_tokens
job = sd.unit("job")
rollouts = sd.Requests("rollout", steps * prompts * group / deadline, peak=1, counts="rollouts")
tuning = sd.Requests("LoRA job", 50 * job * sd.per_day)
pairs = sd.Requests("DPO job", 5 * job * sd.per_day)
chat = sd.Requests("tenant chat", 8_640_000 * sd.per_day)

# 40% of an H100's dense BF16 arithmetic [GPU]; Llama 3 reported 38 to 43% [LL3].
useful = 0.4 * sd.llm.H100.bf16
flop = sd.llm.H100.bf16 * sd.s / 989e12
# LoRA: two operations forward and two for the activations' gradients; the weights are frozen.
lora_time = 4 * parameters * 30e6 * flop / useful
# DPO: six to train, two for the reference model; 50,000 pairs of 1,000 tokens each, assumed.
dpo_time = 8 * parameters * 100e6 * flop / useful
trained = useful / (8 * parameters * flop) * sd.tokens  # GRPO: six to train, two for the reference
single, short = sd.llm.LLAMA_8B_ON_H100, sd.llm.Tokens(800, 200)
# The samples of a group share their prompt; the few longest leave servers idle, assumed.
sampled = sd.llm.Tokens(prompt_tokens, rollout_tokens, prefix_hits=1 - 1 / group)
tail = 0.35
made = tail * single.rate(sampled) * sd.unit("rollout")
weights = 2 * parameters * sd.B
nic = 46.25 * sd.GB / sd.s  # of one NIC of 400 Gb/s [NCCL]
month = 730 * sd.hours
gpu_cost = sd.cited(5_000 * sd.usd, "per month for an H100 on demand [NM]")
node_cost = sd.cited(120 * sd.usd, "per month for 8 vCPU at $15 [NM]")
adapter = 84 * sd.MB  # rank 16 on all linear layers: 42M parameters x 2 B
hop = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)  # of one visit with its network, assumed

engineers = sd.Client("ML engineers", sends=tuning)
annotators = sd.Client("Annotators")
tenants = sd.Client("Tenants", sends=chat)
jobs = sd.Service(
    "Job API", technology="fastapi", capacity=sd.planned("service"), latency=hop, note="pins data"
)
datasets = sd.ObjectStorage("Datasets", technology="s3", note="immutable versions")
tuner = sd.TrainingJob(
    "Tuning pool",
    technology="trl",
    capacity=sd.cited(job / lora_time, "per H100: 4 x 8B x 30M tokens at 40% use [GPU, LL3]"),
    cost=gpu_cost,
    note="SFT and LoRA",
)
both = tuner.but(note="SFT, LoRA, DPO")
checkpoints = sd.ObjectStorage("Checkpoints", technology="s3", note="adapters, full weights")
serving = sd.ModelServer(
    "LoRA serving",
    technology="vllm",
    capacity=sd.cited(
        0.8 * single.rate(short), "per H100 for 800 in and 200 out [TRT], less a fifth for adapters"
    ),
    latency=sd.llm.FirstTokens(single, short),
    cost=gpu_cost,
    note="one base, many adapters",
)
gateway = sd.Gateway("API gateway", technology="envoy", latency=hop, note="auth, token quota")
scheduler = sd.Scheduler(
    "Job scheduler",
    technology="kueue",
    capacity=sd.assumed(1 * job / sd.s, "placed by one scheduler"),
    note="quotas, gangs, priority",
)
evaluation = sd.Evaluator("Evaluation gate", note="task sets, judge, safety")
registry = sd.ModelRegistry("Model registry", technology="mlflow", note="lineage, approval")
tool = sd.Service("Annotation tool", technology="label studio", note="which answer is better?")
node = sd.Sizing(use=1, zones=4, spare=0)  # a node of 8 GPUs may be lost; the run can wait
trainer = sd.TrainingJob(
    "GRPO trainer",
    technology="verl",
    capacity=sd.cited(trained, "per H100: 8 x 8B operations per token at 40% use [GPU, LL3]"),
    replicas=32,
    sizing=node,
    cost=gpu_cost,
    note="updates the policy",
)
servers = sd.ModelServer(
    "Rollout servers",
    technology="vllm",
    capacity=sd.assumed(made, "per H100: 35% of full use, for the tail"),
    replicas=40,
    sizing=node,
    cost=gpu_cost,
    note=f"{group} answers per prompt",
)
reward = sd.Sandbox(
    "Reward service",
    capacity=sd.assumed(2 * sd.unit("rollout") / sd.s, "per node, tests run for 4 s on 8 cores"),
    cost=node_cost,
    note="tests, verifiers, model",
)

job_records = sd.Records(
    "jobs", count=20_000, size=10 * sd.KB, key="job_id", fields="method, base, data, config, scores"
)
preferences = sd.Records(
    "pairs",
    count=500_000,
    size=8 * sd.KB,
    key="pair_id",
    fields="prompt, chosen, rejected, annotator",
)
scored = sd.Records(
    "rollouts",
    of=rollouts,
    size=each * 8 * sd.B,
    keep=7 * sd.days,
    key="run, step, prompt, sample",
    fields="token ids, log-probabilities, reward, policy version",
)
adapters = sd.Records(
    "adapters", count=2_000, size=adapter, key="tenant, version", fields="base, rank, job_id, hash"
)


def generating(n: sd.Numbers) -> sd.Quantity:
    """The time in which the servers make the rollouts of one step."""
    return prompts * group * sd.unit("rollout") / (n[servers] * made)


def updating(n: sd.Numbers) -> sd.Quantity:
    """The time in which the trainer learns from them."""
    return prompts * group * each * sd.tokens / (n[trainer] * trained)


def overlapped(n: sd.Numbers) -> sd.Quantity:
    """The whole run when the next rollouts are made while the last ones are learned from."""
    return steps * max(generating(n), updating(n))


def run_cost(n: sd.Numbers) -> sd.Quantity:
    """The GPUs of the whole run."""
    return (n[servers] + n[trainer]) * float(overlapped(n) / month) * gpu_cost


arxiv = "https://arxiv.org/abs/"
pattern = sd.Pattern(
    "Post-training platform",
    sd.Stage(
        "Supervised fine-tuning",
        engineers >> "job" >> gateway >> sd.calls("job", of=tuning) >> jobs,
        jobs >> sd.emits("run", of=tuning) >> tuner,
        jobs >> sd.batches("uploads") >> datasets >> sd.batches("examples") >> tuner,
        tuner >> sd.batches("adapter") >> checkpoints,
        checkpoints >> sd.copies("adapters") >> serving,
        tenants >> "prompt" >> gateway >> sd.calls("prompt", of=chat) >> serving,
        gateway >> sd.answers("tokens", of=chat) >> tenants,
        why=f"One GPU tunes a model in {float(lora_time / sd.minute):.0f} min; nothing checks it.",
        tradeoffs=[
            sd.TradeOff(
                "LoRA before full fine-tuning",
                gain=f"one GPU: the frozen base of 16 GB [LORA] and 42M trained parameters, not "
                f"{16 * parameters / 1e9:.0f} GB of state",
                cost="less room to change what the model knows",
                instead_of="full fine-tuning, for new languages or long reasoning",
            )
        ],
    ),
    sd.Stage(
        "A gate before users",
        jobs >> sd.emits("job") >> scheduler >> sd.emits("LoRA", of=tuning) >> tuner,
        checkpoints >> sd.batches("candidate") >> evaluation >> sd.batches("scores") >> registry,
        engineers >> sd.calls("approve", share=0) >> registry,
        registry >> sd.copies("approved adapters") >> serving,
        drops=[jobs >> "run" >> tuner, checkpoints >> "adapters" >> serving],
        why="No model reaches users without scores against the one in use and a person's approval.",
        tradeoffs=[
            sd.TradeOff(
                "a gate on every candidate",
                gain="a regression is found in minutes, not by users",
                cost="task sets to keep fresh and secret, and a judge to calibrate",
                instead_of="a look at the training loss, which says nothing about old skills",
            )
        ],
    ),
    sd.Stage(
        "Learn from preferences",
        gateway >> sd.calls("DPO job", of=pairs) >> jobs,
        scheduler >> sd.emits("DPO", of=pairs, costs=float(dpo_time / lora_time)) >> tuner,
        serving >> sd.batches("answer pairs") >> tool,
        annotators >> "choose" >> tool >> sd.batches("preferences") >> datasets,
        changes=[both, engineers.but(sends=[tuning, pairs])],
        step=sd.Step.DETAIL,
        why="People compare answers more reliably than they write them; DPO needs no reward model.",
        tradeoffs=[
            sd.TradeOff(
                "DPO for style and refusals",
                gain=f"a plain loss on pairs [DPO]: {float(dpo_time / sd.hour):.1f} GPU-hours",
                cost="it learns only from answers that were collected before",
                instead_of="a reward model and PPO, with two more models in memory",
            )
        ],
    ),
    sd.Stage(
        "Learn from rollouts",
        scheduler >> sd.emits("place a gang") >> trainer,
        datasets >> sd.streams("prompts", of=rollouts) >> servers,
        servers >> sd.streams("rollouts", of=rollouts, size=each * 8 * sd.B) >> reward,
        reward >> sd.streams("scored groups", of=rollouts, costs=each * sd.tokens) >> trainer,
        trainer >> sd.copies("new weights") >> servers,
        trainer >> sd.batches("state") >> checkpoints >> sd.batches("restore") >> trainer,
        sd.row(scheduler, datasets),
        sd.row(tuner, servers),
        sd.row(evaluation, trainer),
        changes=datasets.but(sends=rollouts),
        step=sd.Step.SCALE,
        why=lambda n: (
            f"Each step samples {prompts * group:,} answers; making them takes "
            f"{generating(n):.0f}, learning {updating(n):.0f}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "GRPO: the group's mean is the baseline",
                gain="no value model to train and to hold [GRPO]",
                cost=f"{group} answers per prompt, and nothing learned where all score alike",
                instead_of="PPO with a critic, for rewards at every step",
            ),
            sd.TradeOff(
                "generate the next step while learning",
                gain=lambda n: (
                    f"{float(overlapped(n) / sd.day):.1f} days instead of "
                    f"{float(steps * (generating(n) + updating(n)) / sd.day):.1f}"
                ),
                cost="rollouts come from weights that are one step old",
                instead_of="strict turns, in which half of the GPUs wait",
            ),
            sd.TradeOff(
                "rollout servers on their own GPUs",
                gain="each side has its own parallelism and grows alone",
                cost=f"{weights / 1e9:.0f}".replace(" B", " GB")
                + f" of weights sent after each step: {weights / nic:.2f} over one NIC [NCCL]",
                instead_of="engine and trainer on the same GPUs in turn, which saves GPUs [TRL]",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design the platform on which teams turn a base model into products: fine-tuning, "
        "preferences, reinforcement learning, evaluation, and serving of the results.",
        functional=[
            ("Which methods?", "SFT, LoRA, DPO, and GRPO with rewards that can be verified."),
            ("Who judges?", "Annotators compare pairs; tests and verifiers score rollouts."),
            ("What is released?", "Adapters per tenant, and a new base once per quarter."),
        ],
        scale=[
            ("How large is the model?", "8B parameters, so one H100 holds it for serving."),
            ("How many jobs?", "50 LoRA jobs of 30M tokens and 5 DPO jobs per day, assumed."),
            (
                "What is a GRPO run?",
                f"{steps:,} steps of {prompts} prompts x {group} answers of {rollout_tokens:,} "
                "tokens, one run at a time.",
            ),
            ("Who is served?", "8.6M messages per day, 800 tokens in and 200 out."),
        ],
        non_functional=[
            ("When is a GRPO run done?", sd.at_most(deadline, percentile=None, value=overlapped)),
            (
                "How long may a LoRA job run?",
                sd.at_most(1 * sd.hour, percentile=None, value=lambda n: lora_time),
            ),
            (
                "What may a LoRA job cost?",
                sd.costs_at_most(10 * sd.usd, value=lambda n: float(lora_time / month) * gpu_cost),
            ),
            ("Time to first token?", sd.at_most(500 * sd.ms, percentile=95, of=chat)),
        ],
        constraints=[
            ("May tenants' data mix?", "No: an adapter learns from its tenant's data alone."),
            ("Must a model be traced?", "To its job, data version, base and approver."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/jobs", "method, base, dataset version, reward, config", "202 with the job id"
        ),
        sd.Endpoint("GET /v1/jobs/{id}", "job id", "state, step, reward, KL, cost so far"),
        sd.Endpoint("POST /v1/rewards", "prompt, answer, test set", "reward from 0 to 1, reasons"),
        sd.Endpoint(
            "POST /v1/adapters/{name}:promote", "version, approver", "200, or 409 without scores"
        ),
    ],
    data=[job_records, preferences, scored, adapters],
    levels=sd.Levels(
        mid="Tells SFT, LoRA, DPO and GRPO apart, and puts an evaluation and a registry between "
        "training and serving.",
        senior="Draws the loop of rollouts, rewards, learning and weight updates, sizes both "
        "sides, and says what stale rollouts and length do.",
        staff="Chooses the method by the signal that exists, guards against reward hacking, and "
        "prices a point of quality against GPU-hours and annotators.",
    ),
    learning=sd.Learning(
        objective="Make preferred and verified answers more likely while staying close to the "
        "reference model (a KL penalty).",
        labels="Examples for SFT, pairs from annotators for DPO, rewards from tests for GRPO.",
        offline="Win rate against the model in use, task scores, refusals, and skills that must "
        "not be lost.",
        online="Win rate, edits and retries in an A/B test per tenant.",
        leakage="Evaluation prompts in training data or in the prompt set: hash and search before "
        "each job.",
        drift="Reward rises while the win rate with people falls: the reward is being gamed [GAO].",
    ),
    figures=[
        sd.Figure("LoRA job", lora_time, "4 x 8.03B x 30M tokens / (989 TFLOP/s x 0.4) [GPU, LL3]"),
        sd.Figure(
            "Rollouts of a step",
            generating,
            lambda n: f"{prompts} x {group} / ({n[servers]} x {made})",
        ),
        sd.Figure(
            "Learning of a step",
            updating,
            lambda n: f"{prompts * group:,} x {each:,} / ({n[trainer]} x {trained})",
        ),
        sd.Figure(
            "GRPO run", lambda n: float(overlapped(n) / sd.hour), "steps x the longer side", "h"
        ),
        sd.Figure(
            "Price of a GRPO run",
            run_cost,
            lambda n: (
                f"{n[servers] + n[trainer]} GPUs x {overlapped(n) / sd.hour:.1f} h x $6.85 [NM]"
            ),
        ),
    ],
    risks=[
        sd.Risk(
            "the policy games the reward",
            effect="long, confident answers that pass tests and help nobody",
            mitigation="KL penalty, hidden tests, rewards checked against people, early stop [GAO]",
        ),
        sd.Risk(
            "a few rollouts are very long",
            effect="a model that comes days later, since GPUs wait",
            mitigation="cap the length, finish long ones in a later step, overlap [RP]",
        ),
        sd.Risk(
            "code in a rollout attacks the reward service",
            effect="false scores, and then a bad model",
            mitigation="sandboxes without network, with limits of time and memory, used once",
        ),
        sd.Risk(
            "an adapter forgets old skills",
            effect="a better answer on one task, worse ones on others",
            mitigation="scores on old skills in the gate, general examples mixed into the data",
        ),
    ],
    probes=[
        sd.Probe(
            "Which method when?",
            "SFT with good examples; DPO when people can only compare; GRPO when a program can "
            "check the answer. Without a signal, collect one first.",
        ),
        sd.Probe(
            "Which side of the loop binds?",
            lambda n: (
                f"Rollouts take {generating(n):.0f}, learning {updating(n):.0f}, so they are in "
                "balance. Published systems spend about 70% of the time in rollouts [RP]: the "
                "longest answers keep whole servers waiting."
            ),
        ),
        sd.Probe(
            "How stale may rollouts be?",
            "One step by default: importance weights and clipping correct it. Log the policy "
            "version with each token, drop older ones, and watch KL and reward.",
        ),
        sd.Probe(
            "A trainer node dies.",
            f"The gang stops. One node is replaced, weights and optimiser are restored: {restart} "
            "and the steps since the last save. Rollout servers lose only what was in flight, and "
            "any of them may be replaced alone.",
        ),
        sd.Probe(
            "2,000 adapters in production, and the base changes.",
            "An adapter fits only its base. Train all again from their pinned data "
            f"({2_000 * float(lora_time / sd.hour):,.0f} GPU-hours), pass the gate, and serve both "
            "bases until each tenant has moved.",
        ),
    ],
    category="ml",
    summary="Choose the method by the signal, overlap rollouts with learning, gate every model.",
    sources=[
        sd.Source(
            "LORA",
            "LoRA: low-rank adaptation of large language models",
            "Microsoft",
            2021,
            f"{arxiv}2106.09685",
        ),
        sd.Source(
            "DPO",
            "Direct preference optimization: your model is secretly a reward model",
            "Stanford",
            2023,
            f"{arxiv}2305.18290",
        ),
        sd.Source(
            "GRPO",
            "DeepSeekMath: mathematical reasoning in open language models; introduces GRPO",
            "DeepSeek",
            2024,
            f"{arxiv}2402.03300",
        ),
        sd.Source(
            "RP",
            "RollPacker: mitigating long-tail rollouts for fast, synchronous RL post-training",
            "HKUST, Alibaba",
            2025,
            f"{arxiv}2509.21009",
        ),
        sd.Source(
            "GAO",
            "Scaling laws for reward model overoptimization",
            "OpenAI",
            2022,
            f"{arxiv}2210.10760",
        ),
        sd.Source(
            "TRL",
            "vLLM integration: server and colocate modes",
            "Hugging Face",
            None,
            "https://huggingface.co/docs/trl/vllm_integration",
        ),
    ],
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
