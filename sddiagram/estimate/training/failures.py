"""How often a large run is interrupted, how often to save it, and the time that both take.

The interval is Young's: sqrt(2 x time to save x time between interruptions) (J. W. Young, 1974;
J. T. Daly, 2006) [YD]. It holds while a save is much shorter than the time between interruptions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from sddiagram.errors import DesignError
from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, DerivedCount, brief
from sddiagram.quantity import Quantity
from sddiagram.units import days, hours, minutes, s

LLAMA_3_CAUSES: Mapping[str, int] = {
    "faulty GPU": 148,
    "GPU memory (HBM3)": 72,
    "software bug": 54,
    "network switch or cable": 35,
    "host maintenance": 32,
    "GPU memory (SRAM)": 19,
    "GPU system processor": 17,
    "NIC": 7,
    "NCCL watchdog time-out": 7,
    "silent data corruption": 6,
    "GPU thermal interface or sensor": 6,
    "SSD": 3,
    "power supply": 3,
    "server chassis": 2,
    "IO expansion board": 2,
    "dependency": 2,
    "CPU": 2,
    "system memory": 2,
}
"""Unexpected interruptions of Llama 3's training in 54 days on 16,384 H100 [LL3]."""


@dataclass(frozen=True, slots=True)
class Interruptions:
    """How often `gpus` are interrupted, when `seen` were counted `over` a time `on` so many.

    Interruptions are taken as independent and proportional to the GPUs. `source` is the key of
    where the count was read. Raises `DesignError` for a figure that is not above 0.
    """

    gpus: int
    seen: int
    over: Quantity
    on: int
    source: str = ""

    def __post_init__(self) -> None:
        for figure in ("gpus", "seen", "on"):
            given.whole(figure, getattr(self, figure))
        given.quantity("over", self.over, 54 * days)

    @classmethod
    def like_llama_3(cls, gpus: int) -> "Interruptions":
        """At the rate of Llama 3's training, all unexpected causes together [LL3]."""
        return cls(gpus, sum(LLAMA_3_CAUSES.values()), 54 * days, 16_384, "LL3")

    @property
    def between(self) -> Derived:
        """The mean time between two interruptions."""
        cited = f" [{self.source}]" if self.source else ""
        return Derived.of(
            self.over * (self.on / self.seen / self.gpus),
            f"{self.over} x {self.on:,} GPUs / {self.seen:,} interruptions / "
            f"{self.gpus:,} GPUs{cited}",
        )

    def during(self, time: Quantity) -> Derived:
        """Interruptions that are expected in `time`."""
        given.quantity("time", time, 3 * days, zero=True)
        expected = float(time / self.between)
        return Derived.of(expected, f"{brief(time)} / {brief(self.between)}", f"{expected:.2g}")


def checkpoint_interval(write: Quantity, between: Quantity) -> Derived:
    """The interval at which saving and repeated work cost least.

    `write` is the time that a save stops the run, `between` that between two interruptions.
    Raises `DesignError` for a time that is not above 0, and for saves of half of `between` or
    more, for which the formula does not hold.
    """
    given.quantity("write", write, 6 * s)
    given.quantity("between", between, 99 * hours)
    if write >= between / 2:
        raise DesignError(
            f"A save of {brief(write)} is too long for interruptions every {brief(between)}; give "
            "a faster store or save beside the training."
        )
    return Derived.of(
        sqrt(2 * write.value * between.value) * s,
        f"sqrt(2 x {brief(write)} x {brief(between)}) [YD]",
    )


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Saves that stop a run for `write`, every `every`, and a `restart` after an interruption.

    `every` left out is the best interval, of Young and Daly. Raises `DesignError` for a time that
    is not above 0.
    """

    write: Quantity
    between: Quantity
    restart: Quantity = 600 * s
    every: Quantity | None = None

    def __post_init__(self) -> None:
        given.quantity("restart", self.restart, 10 * minutes, zero=True)
        if self.every is not None:
            given.quantity("write", self.write, 6 * s)
            given.quantity("between", self.between, 99 * hours)
            given.quantity("every", self.every, 30 * minutes)
        else:
            checkpoint_interval(self.write, self.between)

    @property
    def interval(self) -> Derived:
        """The time from one save to the next."""
        if self.every is None:
            return checkpoint_interval(self.write, self.between)
        return Derived.of(self.every, "given")

    @property
    def lost(self) -> Derived:
        """The share of the time that goes to saves, to repeated work and to restarts.

        C/T + T/2M + R/M, where half an interval is repeated for each interruption.
        """
        interval = self.interval
        saves = float(self.write / interval)
        repeated = float(interval / (2 * self.between))
        restarts = float(self.restart / self.between)
        share = saves + repeated + restarts
        said = f"{saves:.2%} saving + {repeated:.2%} repeated + {restarts:.2%} restarting"
        return Derived.of(share, said, f"{share:.2%}")

    def time(self, run: Quantity) -> Derived:
        """How long a `run` takes with what is lost.

        Raises `DesignError` when all the time is lost.
        """
        given.quantity("run", run, 3 * days)
        left = 1 - float(self.lost)
        if left <= 0:
            raise DesignError(
                f"With {self.lost.how} the run never ends; give shorter saves or fewer GPUs."
            )
        return Derived.of(run / left, f"{brief(run)} / (1 - {float(self.lost):.2%})")

    def saves(self, run: Quantity) -> DerivedCount:
        """Checkpoints that are written during a `run`."""
        given.quantity("run", run, 3 * days)
        said = f"{brief(run)} / {brief(self.interval)}"
        return DerivedCount.of(round(float(run / self.interval)), said)
