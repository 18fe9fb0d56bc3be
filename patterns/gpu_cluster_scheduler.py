"""GPU cluster scheduler: many teams, one fleet, jobs that need all of their GPUs at once."""

import sddiagram as sd

nodes, per_node, per_rack = 256, 8, 16
fleet = nodes * per_node
job, gpu_hour = sd.unit("job"), sd.unit("GPU-hour")
# GPUs and hours of one job, and jobs per day, assumed.
small_gpus, small_hours, small_day = 1, 1, 3_000
node_gpus, node_hours, node_day = 8, 6, 400
large_gpus, large_hours, large_day = 128, 24, 5
small = sd.Requests("small job", small_day * job * sd.per_day, peak=1)
whole = sd.Requests("node job", node_day * job * sd.per_day, peak=1)
large = sd.Requests("large job", large_day * job * sd.per_day, peak=1)
wanted = (
    small_gpus * small_hours * small_day
    + node_gpus * node_hours * node_day
    + large_gpus * large_hours * large_day
)
mean = wanted / (small_day + node_day + large_day)  # GPU-hours per job

# On average so many nodes hold whole-node and large jobs; small ones share what is left.
full_nodes = (node_day * node_hours + large_day * large_hours * large_gpus // per_node) / 24
left = nodes - full_nodes
running_small = small_day * small_hours / 24
packed = left - running_small / per_node
spread = left * (1 - 1 / left) ** running_small

# An 8B model on 128 GPUs with 500,000 tokens per step; racks share a quarter of the bandwidth,
# assumed.
run = sd.training.Run(8e9, 1e12, large_gpus, batch=5e5)
near = run.sharded_step()
far = run.sharded_step(sd.training.Fabric(8, sd.training.ALL_NICS.nic / 4))
grace, start, saved_every = 2 * sd.minutes, 1 * sd.minute, 30 * sd.minutes  # assumed
lost = large_gpus * float(saved_every / 2 / sd.hour)
month = 730 * sd.hours
gpu_cost = sd.cited(5_000 * sd.usd, "per month for an H100 on demand [NM]")
node_cost = sd.cited(120 * sd.usd, "per month for 8 vCPU at $15 [NM]")
hop = sd.latency(2 * sd.ms, p99=10 * sd.ms)  # of one visit, assumed

engineers = sd.Client("ML engineers", sends=[small, whole, large])
admins = sd.Client("Platform team")
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", latency=hop, cost=node_cost, note="sign-in, health"
)
api = sd.Service(
    "Job API",
    technology="fastapi",
    capacity=sd.planned("service"),
    latency=hop,
    cost=node_cost,
    note="idempotent",
)
store = sd.SQLPrimary(
    "Job store",
    technology="postgresql",
    latency=hop,
    cost=sd.cited(240 * sd.usd, "per month for 16 vCPU at $15 [NM]"),
    copies=2,
    note="primary and standby",
)
scheduler = sd.Scheduler(
    "Scheduler",
    technology="kubernetes",
    capacity=sd.assumed(10 * job / sd.s, "placed by one leader"),
    cost=node_cost,
    note="pod by pod, in order",
)
gang = scheduler.but(technology="volcano", note="all pods or none")
packing = gang.but(note="packs, one rack if it fits")
gpus = sd.GPUPool(
    "GPU fleet",
    technology="h100",
    capacity=sd.assumed(gpu_hour / sd.hour, "per GPU that never waits for a job"),
    replicas=fleet,
    sizing=sd.Sizing(use=1, zones=nodes, spare=0),
    cost=gpu_cost,
    note=f"{nodes} nodes of {per_node}, racks of {per_rack}",
)
queue = sd.Scheduler(
    "Queue manager",
    technology="kueue",
    capacity=sd.assumed(10 * job / sd.s, "admitted by one leader"),
    cost=node_cost,
    note="quota, borrowing, order",
)
fair = queue.but(note="fair share, preemption")
quotas = sd.ConfigStore("Quotas", note="GPUs and weight per team")
topology = sd.ConfigStore("Topology map", note="node, rack, block")
health = sd.Monitoring("Node health", technology="dcgm", note="drains, labels, spares")
checkpoints = sd.ObjectStorage("Checkpoints", technology="lustre", note="by the jobs themselves")
meter = sd.Monitoring("Usage meter", technology="prometheus", note="GPU-hours, waits")
bill = sd.DataWarehouse("Accounting", technology="bigquery", note="cost per team, trace")

jobs = sd.Records(
    "jobs",
    count=365 * (small_day + node_day + large_day),
    size=5 * sd.KB,
    key="job_id",
    fields="team, priority, GPUs, rack rule, maximum time, state",
)
queues = sd.Records(
    "team queues", count=20, size=1 * sd.KB, key="team, GPU type", fields="quota, weight, limit"
)
usage = sd.Records(
    "usage", count=2_000_000, size=200 * sd.B, key="job_id, hour", fields="GPU-hours, GPU use"
)


def used_hour(n: sd.Numbers) -> sd.Quantity:
    """What an hour costs in which a GPU works."""
    assert n.cost.month is not None
    return n.cost.month / (float(month / sd.hour) * fleet * (n.use(gpus) or 1))


arxiv = "https://arxiv.org/abs/"
pattern = sd.Pattern(
    "GPU cluster scheduler",
    sd.Stage(
        "First come, first served",
        engineers >> "submit" >> balancer >> "submit" >> api >> "insert" >> store,
        balancer >> sd.answers("job id") >> engineers,
        store
        >> sd.emits("new job")
        >> scheduler
        >> sd.emits("place", costs=mean * gpu_hour)
        >> gpus,
        gpus >> sd.batches("states") >> store,
        why=lambda n: (
            f"{n.use(gpus) or 0:.0%} of the GPUs are used; one team may take all; gangs deadlock."
        ),
    ),
    sd.Stage(
        "Quotas and gangs",
        store >> sd.emits("new job") >> queue >> sd.emits("admitted") >> gang,
        admins >> sd.calls("set", share=0) >> quotas >> sd.copies("limits") >> queue,
        drops=store >> "new job" >> scheduler,
        changes=gang,
        why="Each team has its GPUs, and a job starts only when all of its GPUs are free.",
        tradeoffs=[
            sd.TradeOff(
                "admit a gang as one",
                gain="two jobs never hold half of their GPUs each and wait for ever [GANG]",
                cost="GPUs idle while a large gang gathers",
                instead_of="placing pods one by one",
            ),
            sd.TradeOff(
                "quota with borrowing",
                gain="idle GPUs of one team serve another",
                cost="what is borrowed can be taken back, so jobs must survive it",
                instead_of="a fixed share per team, simple and half empty",
            ),
        ],
    ),
    sd.Stage(
        "Place by topology",
        topology >> sd.copies("distances") >> packing,
        gpus >> sd.batches("errors, speed") >> health >> "drain, replace" >> packing,
        health >> sd.emits("labels") >> topology,
        changes=packing,
        step=sd.Step.DETAIL,
        why=f"Packed, {packed:.0f} nodes are free for gangs; spread at random, only {spread:.0f}.",
        tradeoffs=[
            sd.TradeOff(
                "pack small jobs onto few nodes",
                gain=f"{packed:.0f} free nodes instead of {spread:.0f}, so gangs of 16 nodes fit",
                cost="neighbours share a node's disks and network",
                instead_of="spreading, which balances heat and breaks up the fleet",
            ),
            sd.TradeOff(
                "wait for one rack, for a while",
                gain=f"a step exchanges in {near:.0f} instead of {far:.0f}, with {run.step:.0f} of "
                "compute to hide it [NCCL]",
                cost="a longer wait; after 30 minutes several racks are accepted",
                instead_of="the first free nodes [TAS]",
            ),
        ],
    ),
    sd.Stage(
        "Preempt and share",
        gpus >> sd.batches("checkpoint") >> checkpoints >> sd.batches("restore") >> gpus,
        fair >> sd.emits("preempt", share=0) >> packing,
        gpus >> sd.batches("GPU-hours") >> meter >> sd.batches("shares") >> fair,
        meter >> sd.batches("usage") >> bill,
        admins >> sd.calls("reports", share=0) >> bill,
        sd.row(queue, quotas),
        changes=fair,
        step=sd.Step.SCALE,
        why=f"Quota comes back in {grace + start}; the borrower repeats {saved_every / 2} of work.",
        tradeoffs=[
            sd.TradeOff(
                "take back what is borrowed",
                gain=f"quota is there in {grace + start}, so teams dare to lend",
                cost=f"{lost:.0f} GPU-hours when 128 GPUs stop between two saves",
                instead_of="waiting for jobs to end, which may take days",
            ),
            sd.TradeOff(
                "order by weighted use of the last weeks",
                gain="who used little comes first; no team can flood the queue [KUE]",
                cost="a large job of a busy team waits, so it needs an age bonus",
                instead_of="first come, first served",
            ),
        ],
    ),
    brief=sd.Brief(
        "Share one GPU cluster among many teams: quotas, jobs that start as a whole, placement by "
        "network distance, preemption and fair shares.",
        functional=[
            ("Which jobs?", "1 GPU for an hour, 8 for six hours, 128 for a day."),
            ("What may a job ask?", "GPUs, priority, one rack or any, maximum time."),
            ("Who may stop a job?", "Its owner; the scheduler, if GPUs were borrowed."),
        ],
        scale=[
            ("How large is the fleet?", f"{fleet:,} H100 in {nodes} nodes, 16 racks."),
            ("How many jobs?", f"{small_day:,}, {node_day} and {large_day} per day of each kind."),
            ("How many teams?", "20, with quotas that add up to the fleet."),
        ],
        non_functional=[
            ("How fast is a submit?", sd.at_most(200 * sd.ms, percentile=99)),
            (
                "How soon does a team get its quota back?",
                sd.at_most(5 * sd.minutes, percentile=None, value=lambda n: grace + start),
            ),
            ("What may a used GPU-hour cost?", sd.costs_at_most(10 * sd.usd, value=used_hour)),
        ],
        constraints=[
            ("May a job run twice?", "No: an idempotency key, and one leader that places."),
            ("If the scheduler is down?", "Running jobs go on; new ones wait."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/jobs",
            "team, image, GPUs, rack rule, priority, Idempotency-Key",
            "202, job id",
        ),
        sd.Endpoint("GET /v1/jobs/{id}", "job id", "state, place in the queue, expected start"),
        sd.Endpoint("DELETE /v1/jobs/{id}", "job id", "202; pods get a signal and time to save"),
        sd.Endpoint("GET /v1/queues/{team}", "team", "quota, used, borrowed, lent, share"),
    ],
    data=[jobs, queues, usage],
    levels=sd.Levels(
        mid="Draws a queue, a scheduler and nodes, and explains why a distributed job must start "
        "as a whole.",
        senior="Adds quotas with borrowing, packs against fragmentation with a number, places by "
        "rack, and makes preemption safe with checkpoints.",
        staff="Balances use against waiting and fairness, sets the price signals that make teams "
        "ask for what they need, and plans for several clusters.",
    ),
    figures=[
        sd.Figure(
            "Work per day",
            wanted,
            f"{small_day:,} x 1 + {node_day} x 48 + {large_day} x 3,072",
            "GPU-hours",
        ),
        sd.Figure(
            "Fleet in use",
            lambda n: 100 * (n.use(gpus) or 0),
            f"{wanted:,} / ({fleet:,} x 24)",
            "%",
        ),
        sd.Figure(
            "Free nodes, packed",
            packed,
            f"{nodes} - {full_nodes:.0f} full ones - {running_small:.0f} small jobs / {per_node}",
            "nodes",
        ),
        sd.Figure(
            "Free nodes, spread",
            spread,
            f"{left:.0f} x (1 - 1/{left:.0f})^{running_small:.0f}",
            "nodes",
        ),
        sd.Figure("Used GPU-hour", used_hour, "the month's cost / GPU-hours in use"),
        sd.Figure(
            "Lost by one preemption", lost, f"{large_gpus} x half of {saved_every}", "GPU-hours"
        ),
    ],
    risks=[
        sd.Risk(
            "free GPUs are scattered over many nodes",
            effect="a large job waits for hours while a quarter of the GPUs is idle",
            mitigation="pack, move small jobs by preemption, reserve racks for large jobs at night",
        ),
        sd.Risk(
            "a large job starves behind small ones",
            effect="it never starts, since freed GPUs go to whoever fits",
            mitigation="hold back nodes for the head of the queue; fill gaps only with jobs that "
            "end before its start",
        ),
        sd.Risk(
            "one GPU is slow or faulty",
            effect="a job at half speed, or one that fails again and again",
            mitigation="test nodes before each gang, drain after a fault, retire those that repeat",
        ),
        sd.Risk(
            "teams ask for more than they use",
            effect="long queues before idle GPUs",
            mitigation="show GPU use per job, stop idle jobs, charge for what is reserved",
        ),
    ],
    probes=[
        sd.Probe(
            f"Why does a job of {large_gpus} GPUs wait while {fleet - wanted / 24:.0f} are idle?",
            f"They are scattered. {running_small:.0f} small jobs, spread over {left:.0f} nodes, "
            f"leave {spread:.0f} empty, and the gang needs {large_gpus // per_node}. Packed, they "
            f"leave {packed:.0f}. Traces show the same: gangs and locality cause the waits [PHI].",
        ),
        sd.Probe(
            "How do gangs deadlock?",
            "Two jobs of 128 each hold 100 GPUs of 200 and wait for the rest. Admit all or none in "
            "one decision, or give back after a time limit [GANG].",
        ),
        sd.Probe(
            "Fair share or shortest first?",
            "Shortest first cuts the mean completion time: up to 6.5 times on one set of traces, "
            "with run times predicted from history [HEL]. It starves long jobs, so use it within a "
            "team and fair shares between teams.",
        ),
        sd.Probe(
            "What makes preemption cheap?",
            f"A signal and {grace} to save, checkpoints every {saved_every} anyway, and victims "
            "that are young, borrowed and low in priority. Then a victim of 128 GPUs costs "
            f"{lost:.0f} GPU-hours on average, ${lost * 5_000 / 730:.0f}.",
        ),
        sd.Probe(
            "The scheduler's leader dies in the middle of a placement.",
            "A standby takes the lease and reads what was bound. A gang that is bound in part is "
            "taken back after a time limit, and admitted again; jobs that run do not notice.",
        ),
    ],
    category="distributed systems",
    summary="Quotas that lend, gangs that start whole, one rack first, preemption that saves.",
    sources=[
        sd.Source(
            "GANG",
            "Gang scheduling",
            "Kubernetes documentation",
            2026,
            "https://kubernetes.io/docs/concepts/scheduling-eviction/gang-scheduling/",
        ),
        sd.Source(
            "TAS",
            "Topology-aware scheduling",
            "Kueue documentation",
            None,
            "https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/",
        ),
        sd.Source(
            "KUE",
            "KEP-1714: fair sharing",
            "Kueue",
            2024,
            "https://github.com/kubernetes-sigs/kueue/tree/main/keps/1714-fair-sharing",
        ),
        sd.Source(
            "PHI",
            "Analysis of large-scale multi-tenant GPU clusters for DNN training workloads",
            "Microsoft",
            2019,
            f"{arxiv}1901.05758",
        ),
        sd.Source(
            "HEL",
            "Characterization and prediction of deep learning workloads in GPU datacenters",
            "Hu et al.",
            2021,
            f"{arxiv}2109.01313",
        ),
    ],
)
