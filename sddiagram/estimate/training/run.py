"""A run of training: its arithmetic, how long it takes, and the memory of its state."""

from dataclasses import dataclass
from math import ceil

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, DerivedCount, brief, rounded
from sddiagram.estimate.llm.models import FLOP, H100, Gpu
from sddiagram.estimate.training.failures import Checkpoints, Interruptions
from sddiagram.estimate.training.network import ALL_NICS, Fabric, all_reduce, sharded_step
from sddiagram.quantity import Quantity
from sddiagram.units import GB, B, days, hours, s, tokens as token, usd


@dataclass(frozen=True, slots=True)
class State:
    """Bytes per parameter of what training keeps, activations apart."""

    weights: float = 2
    gradients: float = 2
    master: float = 4
    """A copy of the weights in FP32, which the optimiser changes."""
    moments: float = 8
    """The optimiser's two moments in FP32 (Adam)."""

    def __post_init__(self) -> None:
        for part in ("weights", "gradients", "master", "moments"):
            given.number(part, getattr(self, part), above=False)

    @property
    def kept(self) -> float:
        """What the GPUs hold."""
        return self.weights + self.gradients + self.master + self.moments

    @property
    def saved(self) -> float:
        """What a checkpoint holds: all but the gradients."""
        return self.kept - self.gradients


MIXED = State()
"""Mixed precision with Adam: 16 B per parameter, 14 of them in a checkpoint."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run over `tokens` of a model of so many `parameters` on so many `gpus`.

    `use` is the part of the GPUs' dense BF16 arithmetic that trains the model (MFU): Llama 3
    reported 38 to 43% [LL3]. `batch` is the tokens of one step, assumed 4M.
    Raises `DesignError` for a figure that is not above 0.
    """

    parameters: float
    tokens: float
    gpus: int
    gpu: Gpu = H100
    use: float = 0.4
    batch: float = 4e6
    state: State = MIXED

    def __post_init__(self) -> None:
        for figure in ("parameters", "tokens", "batch"):
            given.number(figure, getattr(self, figure))
        given.whole("gpus", self.gpus)
        given.kind("gpu", self.gpu, Gpu, "one such as sd.llm.H100")
        given.kind("state", self.state, State, "sd.training.State(moments=8)")
        object.__setattr__(self, "use", given.part("use", self.use))

    @property
    def compute(self) -> Derived:
        """6 operations per parameter and token: two forward, four back (Kaplan et al., 2020)."""
        return Derived.of(
            6 * self.parameters * self.tokens * FLOP,
            f"6 x {rounded(self.parameters)} parameters x {rounded(self.tokens)} tokens",
        )

    @property
    def time(self) -> Derived:
        """How long it takes when nothing fails."""
        return Derived.of(
            self.compute / (self.gpus * self.use * self.gpu.bf16),
            f"{brief(self.compute)} / ({self.gpus:,} x {_speed(self.gpu)} x {self.use:.3g})",
        )

    @property
    def gpu_hours(self) -> Derived:
        """Hours of one GPU."""
        return Derived.of(
            self.gpus * float(self.time / hours), f"{self.gpus:,} GPUs x {brief(self.time)}"
        )

    @property
    def steps(self) -> DerivedCount:
        """Steps of one batch each."""
        said = f"{rounded(self.tokens)} / {rounded(self.batch)} tokens, rounded up"
        return DerivedCount.of(ceil(round(self.tokens / self.batch, 6)), said)

    @property
    def step(self) -> Derived:
        """The time of one step."""
        return Derived.of(
            self.time * (self.batch / self.tokens),
            f"{brief(self.time)} / {rounded(self.tokens / self.batch)} steps",
        )

    @property
    def memory(self) -> Derived:
        """Weights, gradients, master copy and moments of the whole model, activations apart."""
        return Derived.of(
            self.parameters * self.state.kept * B,
            f"{rounded(self.parameters)} parameters x {self.state.kept:g} B",
        )

    @property
    def memory_per_gpu(self) -> Derived:
        """The memory of the state on one GPU when it is sharded over all."""
        return Derived.of(self.memory / self.gpus, f"{brief(self.memory)} / {self.gpus:,} GPUs")

    @property
    def checkpoint(self) -> Derived:
        """The size of one checkpoint."""
        return Derived.of(
            self.parameters * self.state.saved * B,
            f"{rounded(self.parameters)} parameters x {self.state.saved:g} B",
        )

    @property
    def gradients(self) -> Quantity:
        """The gradients that a step exchanges, in the format of the weights."""
        return self.parameters * self.state.weights * B

    @property
    def input(self) -> Derived:
        """Bytes of training text per second, at 4 B per token."""
        return Derived.of(
            self.tokens * 4 * B / self.time,
            f"{rounded(self.tokens)} tokens x 4 B / {brief(self.time)}",
        )

    def use_needed(self, deadline: Quantity) -> Derived:
        """The part of the arithmetic that must train the model for it to end by the `deadline`.

        Raises `DesignError` when all of it is not enough.
        """
        given.quantity("deadline", deadline, 4 * days)
        needed = float(self.use * self.time / deadline)
        if needed > 1:
            raise DesignError(
                f"In {deadline} the run needs {needed:.0%} of its {self.gpus:,} GPUs; give more "
                "GPUs or a later deadline."
            )
        said = f"{self.use:.3g} x {brief(self.time)} / {brief(deadline)}"
        return Derived.of(needed, said, f"{needed:.1%}")

    def all_reduce(self, fabric: Fabric = ALL_NICS) -> Derived:
        """The time in which a step sums the gradients over all GPUs, each with the whole model."""
        return all_reduce(self.gradients, self.gpus, fabric)

    def sharded_step(self, fabric: Fabric = ALL_NICS) -> Derived:
        """The time in which a step exchanges weights and gradients that are sharded (FSDP)."""
        return sharded_step(self.gradients, self.gpus, fabric)

    def interruptions(self) -> Interruptions:
        """How often its GPUs are interrupted, at the rate that Llama 3 was [LL3]."""
        return Interruptions.like_llama_3(self.gpus)

    def checkpoints(
        self, store: Quantity = 20 * GB / s, restart: Quantity = 600 * s
    ) -> Checkpoints:
        """Checkpoints at the best interval: to a `store` of this bandwidth, with this `restart`.

        Both defaults are assumed. Raises `DesignError` for a bandwidth that is not above 0.
        """
        given.quantity("store", store, 20 * GB / s)
        write = Derived.of(self.checkpoint / store, f"{brief(self.checkpoint)} at {brief(store)}")
        return Checkpoints(write, self.interruptions().between, restart)

    def cost(self, per_hour: Quantity) -> Derived:
        """Dollars of the run at `per_hour`, the price of one GPU (dollars per time)."""
        given.quantity("per_hour", per_hour, 2 * usd / hours)
        price = float(per_hour * hours / usd)
        dollars = float(self.gpu_hours) * price
        said = f"{rounded(float(self.gpu_hours))} GPU-hours x ${price:,.2f}"
        return Derived.of(dollars * usd, said, f"${dollars:,.0f}")


def mfu(parameters: float, speed: Quantity, gpus: int, gpu: Gpu = H100) -> Derived:
    """The part of the GPUs' arithmetic that trains the model, at a measured `speed` in tokens/s.

    6 x parameters x tokens per second / (GPUs x dense BF16 arithmetic): model FLOPs utilisation
    (Chowdhery et al., PaLM, 2022). Raises `DesignError` for a figure that is not above 0.
    """
    given.number("parameters", parameters)
    given.quantity("speed", speed, 1e6 * token / s)
    given.whole("gpus", gpus)
    useful = 6 * parameters * FLOP / token * speed
    share = float(useful / (gpus * gpu.bf16))
    said = f"6 x {rounded(parameters)} x {brief(speed)} / ({gpus:,} x {_speed(gpu)})"
    return Derived.of(share, said, f"{share:.1%}")


def _speed(gpu: Gpu) -> str:
    return f"{gpu.bf16.value / 1e12:g} TFLOP/s"
