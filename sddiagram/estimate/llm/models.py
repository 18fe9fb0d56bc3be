"""Shapes of language models, what they take in memory, and the GPUs that hold them.

The shapes are those of the published configurations. Memory and arithmetic of the GPUs are their
makers' figures: dense BF16, without sparsity [GPU].
"""

from dataclasses import dataclass

from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived
from sddiagram.quantity import Quantity, unit
from sddiagram.units import GB, TB, B, s, tokens

FLOP = unit("FLOP")
"""One floating-point operation."""
BF16, FP8, INT4 = 2.0, 1.0, 0.5
"""Bytes of a number in this format."""


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU: its memory, how fast that is read, and its dense BF16 operations per second."""

    name: str
    memory: Quantity
    bandwidth: Quantity
    bf16: Quantity

    def flops(self, precision: float = BF16) -> Quantity:
        """Dense operations per second at `precision` bytes: FP8 has twice those of BF16."""
        return self.bf16 * (2 if precision == FP8 else 1)


H100 = Gpu("H100", 80 * GB, 3.35 * TB / s, 989e12 * FLOP / s)
H200 = Gpu("H200", 141 * GB, 4.8 * TB / s, 989e12 * FLOP / s)
A100 = Gpu("A100", 80 * GB, 2.04 * TB / s, 312e12 * FLOP / s)


@dataclass(frozen=True, slots=True)
class Model:
    """The shape of a dense transformer: parameters, layers, the heads that keep keys and values.

    Raises `DesignError` for a figure that is not above 0.
    """

    name: str
    parameters: float
    layers: int
    kv_heads: int
    head_size: int

    def __post_init__(self) -> None:
        given.number("parameters", self.parameters)
        for figure in ("layers", "kv_heads", "head_size"):
            given.whole(figure, getattr(self, figure))

    def weights(self, precision: float = BF16) -> Derived:
        """The memory of the weights, at `precision` bytes per parameter."""
        given.number("precision", precision)
        return Derived.of(
            self.parameters * precision * B,
            f"{self.parameters / 1e9:.4g}bn parameters x {precision:g} B",
        )

    def kv_per_token(self, precision: float = BF16) -> Derived:
        """The memory of one token's keys and values, in bytes per token.

        2 x layers x heads x head size x bytes: 320 KiB for a 70B of Llama 3 in BF16.
        """
        given.number("precision", precision)
        size = 2 * self.layers * self.kv_heads * self.head_size * precision
        return Derived.of(
            size * B / tokens,
            f"2 (keys, values) x {self.layers} layers x {self.kv_heads} heads x "
            f"{self.head_size} x {precision:g} B",
            f"{size / 1024:,.4g} KiB per token",
        )


LLAMA_2_7B = Model("Llama 2 7B", 6.74e9, layers=32, kv_heads=32, head_size=128)
LLAMA_2_13B = Model("Llama 2 13B", 13.0e9, layers=40, kv_heads=40, head_size=128)
LLAMA_3_8B = Model("Llama 3 8B", 8.03e9, layers=32, kv_heads=8, head_size=128)
LLAMA_3_70B = Model("Llama 3 70B", 70.6e9, layers=80, kv_heads=8, head_size=128)
LLAMA_3_405B = Model("Llama 3.1 405B", 405.9e9, layers=126, kv_heads=8, head_size=128)
