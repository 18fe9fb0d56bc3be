"""What one replica of a model carries: fitted to published tables, or from first principles."""

from dataclasses import dataclass
from math import ceil, floor

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, DerivedCount, brief, rounded
from sddiagram.estimate.llm.models import (
    BF16,
    FLOP,
    FP8,
    H100,
    H200,
    LLAMA_3_8B,
    LLAMA_3_70B,
    LLAMA_3_405B,
    Gpu,
    Model,
)
from sddiagram.quantity import Quantity
from sddiagram.units import GB, ms, rps, s, tokens as token

USABLE = 0.95
"""The share of the memory that an engine takes: the table's `kv_cache_free_gpu_mem_fraction`."""
ACTIVATIONS = 3 * GB
"""Memory of one GPU for activations and buffers, assumed."""
READ, COMPUTED = 0.80, 0.55
"""The shares of bandwidth and arithmetic that serving reaches, as the tables were fitted."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one request: into the model, out of it, and the share of the input in its cache.

    Raises `DesignError` for less than one token, and for a share that is not below 1.
    """

    into: int
    out: int
    prefix_hits: float = 0.0

    def __post_init__(self) -> None:
        given.whole("into", self.into)
        given.whole("out", self.out)
        hits = given.below_all("prefix_hits", self.prefix_hits)
        object.__setattr__(self, "prefix_hits", hits)

    @property
    def computed(self) -> float:
        """Input tokens that are not in the cache and go through prefill."""
        return self.into * (1 - self.prefix_hits)

    @property
    def read(self) -> float:
        """Tokens that decoding reads over the whole answer: each step reads all before it."""
        return self.into * self.out + self.out**2 / 2


@dataclass(frozen=True, slots=True)
class Replica:
    """A model on its GPUs, which takes t = a x in x (1 - hits) + b x out + c x (in x out + out^2/2)
    seconds per request when it is full.

    `step` is the time of one decode step of a single sequence, if it was measured.
    """

    model: Model
    gpu: Gpu
    gpus: int
    a: float
    b: float
    c: float
    weights: Quantity
    step: Quantity | None = None
    precision: float = FP8

    @property
    def name(self) -> str:
        """What it is, such as `Llama 3 70B on 2 x H100`."""
        return f"{self.model.name} on {self.gpus} x {self.gpu.name}"

    @property
    def bandwidth(self) -> Quantity:
        """Bytes per second that the GPUs read from their memory together."""
        return self.gpus * self.gpu.bandwidth

    @property
    def kv_per_token(self) -> Derived:
        """The memory of one token's keys and values."""
        return self.model.kv_per_token(self.precision)

    @property
    def kv_memory(self) -> Derived:
        """The memory left for keys and values: 95% of the GPUs' less weights and activations.

        Raises `DesignError` when the weights do not fit.
        """
        left = USABLE * self.gpus * self.gpu.memory - self.weights - self.gpus * ACTIVATIONS
        if left.value <= 0:
            raise DesignError(
                f"{self.model.name} takes {brief(self.weights)}, which {self.gpus} x "
                f"{self.gpu.name} do not hold; give more GPUs or fewer bytes per weight."
            )
        return Derived.of(
            left,
            f"{self.gpus} x {self.gpu.memory} x {USABLE} - {brief(self.weights)} weights - "
            f"{self.gpus * ACTIVATIONS} activations (assumed)",
        )

    @property
    def decode_step(self) -> Derived:
        """The time of one decode step of a single sequence: measured, or the time to read the
        weights once at 55% of the bandwidth (52% and 57% were measured) [NIM].
        """
        if self.step is not None:
            return Derived.of(self.step, f"{self.name}, one sequence, measured [NIM]")
        return Derived.of(
            self.weights / (COMPUTED * self.bandwidth),
            f"{brief(self.weights)} / ({COMPUTED} x {self.bandwidth}), assumed",
        )

    def busy(self, tokens: Tokens) -> Derived:
        """The time of the whole replica that one request takes when it is full.

        Raises `DesignError` unless it is given tokens.
        """
        given.kind("tokens", tokens, Tokens, "sd.llm.Tokens(1_500, out=300)")
        seconds = self.a * tokens.computed + self.b * tokens.out + self.c * tokens.read
        return Derived.of(seconds * s, self._terms(tokens))

    def rate(self, tokens: Tokens) -> Derived:
        """Requests per second of one full replica; plan with 65% of it."""
        seconds = self.busy(tokens).value
        return Derived.of(1 / seconds * rps, f"1 / ({self._terms(tokens)})")

    def tokens_per_second(self, tokens: Tokens) -> Derived:
        """Tokens that one full replica puts out per second."""
        rate = self.rate(tokens)
        return Derived.of(rate * (tokens.out * token), f"{brief(rate)} x {tokens.out:,} tokens")

    def replicas(
        self, asked: Quantity, tokens: Tokens, *, use: float = 0.65, margin: float = 1.0
    ) -> DerivedCount:
        """Replicas that carry `asked` requests per second at the planned `use` of each.

        `margin` is for spares: 1.5 so that two of three zones are enough. Raises `DesignError`
        for a rate or a use that is not above 0, and for a margin below 1.
        """
        given.quantity("asked", asked, 100 * rps, zero=True)
        use = given.part("use", use)
        given.number("margin", margin, least=1, above=False)
        rate = self.rate(tokens)
        # What only a rounding error lifts over a whole number is that number.
        needed = ceil(round(float(asked / rate) / use * margin, 9))
        said = f"{brief(asked)} / ({brief(rate)} x {use:g}) x {margin:g}, rounded up"
        return DerivedCount.of(needed, said)

    def sequences(self, length: float) -> DerivedCount:
        """Sequences of `length` tokens whose keys and values its memory holds at a time."""
        given.number("length", length)
        memory, each = self.kv_memory, self.kv_per_token * (length * token)
        said = f"{brief(memory)} / ({length:,g} tokens x {self.kv_per_token.value / 1024:g} KiB)"
        return DerivedCount.of(floor(float(memory / each)), f"{said}, rounded down")

    def _terms(self, tokens: Tokens) -> str:
        hits = f" x (1 - {tokens.prefix_hits:g})" if tokens.prefix_hits else ""
        return (
            f"{rounded(self.a)} x {tokens.into:,}{hits} + {rounded(self.b)} x {tokens.out:,} + "
            f"{rounded(self.c)} x {tokens.read:,.0f}"
        )

    @classmethod
    def from_first_principles(
        cls, model: Model, gpu: Gpu, gpus: int = 1, precision: float = BF16
    ) -> "Replica":
        """A replica of a model that no table has, at `precision` bytes per weight.

        a = b = 2 x parameters / (55% of the arithmetic), c = (KV bytes per token + the weights'
        share of one token) / (80% of the bandwidth); on 8 GPUs and more all times 1.5, for what
        they tell each other. Against the tables it was within 8% for the 8B and 18% for the 70B.
        Raises `DesignError` when the weights do not fit.
        """
        given.kind("model", model, Model, "one such as sd.llm.LLAMA_3_8B")
        given.kind("gpu", gpu, Gpu, "one such as sd.llm.H100")
        given.whole("gpus", gpus)
        weights, per_token = model.weights(precision), model.kv_per_token(precision)
        held = cls(model, gpu, gpus, 0, 0, 0, weights, precision=precision)
        together = 1.5 if gpus >= 8 else 1.0
        reached = COMPUTED * gpus * gpu.flops(precision)
        each = 2 * model.parameters * FLOP / reached
        capacity = held.kv_memory / per_token
        read = (per_token + weights / capacity) * (1 * token) / (READ * held.bandwidth)
        a, c = together * each.value, together * read.value
        return cls(model, gpu, gpus, a, a, c, weights, precision=precision)


# Fitted to all ten rows of each configuration of the saturated throughput of TensorRT-LLM 1.0
# [TRT], within 9%; the step of a single sequence from NIM [NIM].
LLAMA_8B_ON_H100 = Replica(LLAMA_3_8B, H100, 1, 1.43e-5, 1.47e-5, 2.55e-8, 8 * GB, step=4.63 * ms)
LLAMA_70B_ON_2_H100 = Replica(
    LLAMA_3_70B, H100, 2, 6.86e-5, 7.10e-5, 6.84e-8, 71 * GB, step=18.58 * ms
)
LLAMA_70B_ON_H200 = Replica(LLAMA_3_70B, H200, 1, 1.20e-4, 1.10e-4, 9.35e-8, 71 * GB)
LLAMA_405B_ON_8_H100 = Replica(LLAMA_3_405B, H100, 8, 1.17e-4, 1.36e-4, 7.02e-8, 406 * GB)
