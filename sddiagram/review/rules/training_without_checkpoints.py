"""A long training on many machines that starts again from zero.

What it finds: a training job on several GPUs or machines, with no arrow to a store of checkpoints
and no word of them.

Why it is bad: with 512 GPUs something interrupts the job every few days. Without checkpoints each
interruption costs all that was computed.

For example:

    data, training = sd.DataLake("Tokens"), sd.TrainingJob("Training", replicas=64)
    pattern = sd.Pattern("Train", data >> sd.batches("batches") >> training)

Instead:

    data, training = sd.DataLake("Tokens"), sd.TrainingJob("Training", replicas=64)
    saved = sd.ObjectStorage("Checkpoints", technology="s3")
    pattern = sd.Pattern(
        "Train",
        data >> sd.batches("batches") >> training >> sd.batches("state") >> saved,
        saved >> sd.copies("restore") >> training,
    )

Look-alike: a nightly job of one machine, which is simply run again.

    data, training = sd.DataLake("Tokens"), sd.TrainingJob("Training")
    pattern = sd.Pattern("Train", data >> sd.batches("batches") >> training)

False positives: jobs of minutes.

Source: Llama 3, table of interruptions: 419 of any cause in
54 days on 16,384 GPUs.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_GPU_HOURS_BETWEEN = 16_384 * 54 * 24 / 419
"""GPU-hours between two interruptions of any cause, in that run."""


def training_without_checkpoints(design: Design) -> Iterator[Finding]:
    """Training on several machines of which nothing is saved on the way."""
    for id, one in design.there.items():
        if (
            not is_a(one, ("TrainingJob", "GPUPool"))
            or design.count(id) < 2
            or id in design.on_path
        ):
            continue
        if is_a(one, ("GPUPool",)) and not any(
            arrow.link.verb.is_background for arrow in design.into[id]
        ):
            continue
        if design.has_words(id, r"checkpoint|resum|restor|batch results|results|stateless"):
            continue
        if any(design.has_words(other, r"checkpoint") for other in design.there):
            continue
        count = design.count(id)
        hours = _GPU_HOURS_BETWEEN / count
        yield found(
            one,
            f"{one.label} runs on {count:,} machines, and nothing of it is saved on the way.",
            why=f"If they were GPUs as Meta's were, one of them would interrupt it every "
            f"{hours:,.0f} h, and all would start again.",
            way_out="Draw a store of checkpoints, with an arrow to write and one to restore, and "
            "say how often it is written.",
            asks="A machine dies at 80%: how much is lost, and how long until you are back there?",
            number=f"{count:,} machines",
        )
