"""Training a model: arithmetic, memory, communication, checkpoints, time lost to failures.

>>> run = Run(parameters=8e9, tokens=1e12, gpus=512)
>>> run.time.how
'4.8e+22 FLOPs / (512 x 989 TFLOP/s x 0.4) = 2.74 days'
>>> run.interruptions().between.how
'54 days x 16,384 GPUs / 419 interruptions / 512 GPUs [LL3] = 4.12 days'
"""

from sddiagram.estimate.training.failures import (
    LLAMA_3_CAUSES as LLAMA_3_CAUSES,
    Checkpoints as Checkpoints,
    Interruptions as Interruptions,
    checkpoint_interval as checkpoint_interval,
)
from sddiagram.estimate.training.network import (
    ALL_NICS as ALL_NICS,
    ONE_NIC as ONE_NIC,
    Fabric as Fabric,
    all_reduce as all_reduce,
    sharded_step as sharded_step,
)
from sddiagram.estimate.training.run import MIXED as MIXED, Run as Run, State as State, mfu as mfu
