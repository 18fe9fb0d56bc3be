"""How long a step's exchange between GPUs takes, by the network between their nodes."""

from dataclasses import dataclass

from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, brief
from sddiagram.quantity import Quantity
from sddiagram.units import GB, s


@dataclass(frozen=True, slots=True)
class Fabric:
    """The network of a node: how many NICs of what bandwidth carry the exchange together.

    A ring passes through the GPUs of a node over NVLink, which is far faster, and leaves it through
    as many NICs as there are rings. Raises `DesignError` for a figure that is not above 0.
    """

    nics: int
    nic: Quantity

    def __post_init__(self) -> None:
        given.whole("nics", self.nics)
        given.quantity("nic", self.nic, 46.25 * GB / s)

    @property
    def bandwidth(self) -> Quantity:
        """Bytes per second in and out of one node."""
        return self.nics * self.nic

    def __str__(self) -> str:
        return f"{brief(self.bandwidth)} per node"


ALL_NICS = Fabric(8, 46.25 * GB / s)
"""Eight NICs of 400 Gb/s, 46 to 48 GB/s each as NCCL uses them [NCCL]."""
ONE_NIC = Fabric(1, 46.25 * GB / s)
"""One NIC per node: where most of a large job's time goes to the network."""


def all_reduce(size: Quantity, gpus: int, fabric: Fabric = ALL_NICS) -> Derived:
    """The time in which all `gpus` sum `size` bytes each, in rings: 2 x size x (n - 1) / n.

    A reduce-scatter and an all-gather (Patarasuk and Yuan, Bandwidth optimal all-reduce
    algorithms, 2009). Raises `DesignError` for a figure that is not above 0.
    """
    return _exchanged(2, "reduce-scatter, all-gather", size, gpus, fabric)


def sharded_step(size: Quantity, gpus: int, fabric: Fabric = ALL_NICS) -> Derived:
    """The time in which a sharded step (FSDP) gathers the weights twice and scatters gradients.

    3 x size x (n - 1) / n for weights of `size` bytes, since both passes gather them. Raises
    `DesignError` for a figure that is not above 0.
    """
    return _exchanged(3, "all-gather twice, reduce-scatter", size, gpus, fabric)


def _exchanged(times: int, what: str, size: Quantity, gpus: int, fabric: Fabric) -> Derived:
    given.quantity("size", size, 16 * GB)
    given.whole("gpus", gpus)
    given.kind("fabric", fabric, Fabric, "one such as sd.training.ALL_NICS")
    return Derived.of(
        times * size * ((gpus - 1) / gpus) / fabric.bandwidth,
        f"{times} x {brief(size)} x {gpus - 1}/{gpus} / {fabric} ({what})",
    )
