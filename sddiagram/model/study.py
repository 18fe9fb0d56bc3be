"""What a candidate says beside the drawing: figures with their derivation, risks, probes."""

from dataclasses import dataclass

from sddiagram.units import Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the design: what it is of, its value, and how it follows from what was given.

    Compute `value` from the pattern's facts, so that it cannot contradict them.
    """

    label: str
    value: Quantity | float
    derivation: str
    unit: str = ""
    """Of a value that is a plain number, such as `nodes`."""

    def __str__(self) -> str:
        if isinstance(self.value, Quantity):
            return str(self.value)
        precise = float(f"{self.value:.4g}") if abs(self.value) < 1_000 else round(self.value)
        said = f"{precise:,} {self.unit}".replace(".0 ", " ").rstrip()
        return said.replace(" %", "%", 1)


@dataclass(frozen=True, slots=True)
class Risk:
    """A bottleneck or a failure: what happens, what it does to users, what is done about it."""

    failure: str
    effect: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What an interviewer asks to see how deep it goes, and what a strong answer says."""

    question: str
    answer: str
