"""What a candidate says beside the drawing: trade-offs, figures, risks, the API, the levels."""

import re
from dataclasses import dataclass, fields

from sddiagram.errors import DesignError
from sddiagram.model.prose import Amount, Prose, cleaned
from sddiagram.model.text import clean, shown
from sddiagram.units import Quantity

_MONEY = re.compile(r"(?P<scale>[kMB]?)(?P<sign>[$€£¥])(?P<rest>( .*)?)")
"""A unit whose sign stands before the number: `$ a month`."""


class _Said:
    """A few texts that belong together, each on one clean line."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            what = f"{type(self).__name__}'s {field.name}"
            if field.type is str:
                object.__setattr__(self, field.name, clean(getattr(self, field.name), what))
            elif field.type is Prose:
                object.__setattr__(self, field.name, cleaned(getattr(self, field.name), what))


@dataclass(frozen=True, slots=True)
class TradeOff(_Said):
    """A decision, what it gains, what it costs, and what was passed over."""

    decision: Prose
    gain: Prose
    cost: Prose
    instead_of: Prose = ""


@dataclass(frozen=True, slots=True)
class Figure(_Said):
    """A number of the design: what it is of, its value, and how it follows from what was given.

    Compute `value` from the pattern's facts, so that it cannot contradict them, or give a function
    that takes it from the numbers.
    """

    label: str
    value: Amount
    derivation: Prose = ""
    """Left out where the value knows how it follows, as those of `sd.llm` do."""
    unit: str = ""
    """Of a value that is a plain number, such as `nodes` or `$ a month`."""

    def __post_init__(self) -> None:
        _Said.__post_init__(self)
        if callable(self.value):
            return
        number = self.value.value if isinstance(self.value, Quantity) else self.value
        if (
            isinstance(number, bool)
            or not isinstance(number, int | float)
            or not -1e300 < number < 1e300
        ):
            raise DesignError(
                f"Figure {self.label!r}: value={shown(self.value)}; give a finite number or a "
                "quantity, such as 3 * average."
            )
        self.require_derivation()

    def require_derivation(self) -> None:
        """Take it from a value that knows it; raises `DesignError` where nobody says it."""
        if not self.derivation:
            object.__setattr__(self, "derivation", arithmetic(self.value))
        if not self.derivation:
            raise DesignError(
                f"sd.Figure {self.label!r} lacks its derivation; write sd.Figure('Name', value, "
                "derivation)."
            )

    def __str__(self) -> str:
        if callable(self.value):
            return "?"
        if isinstance(self.value, Quantity) and (self.value.dimension, self.value.counts) != _PLAIN:
            return str(self.value)
        number = float(self.value)
        precise = float(f"{number:.4g}") if abs(number) < 1_000 else round(number)
        written = f"{precise:,}".removesuffix(".0")
        if money := _MONEY.fullmatch(self.unit):
            minus, size = "-" * (written[0] == "-"), written.removeprefix("-")
            return f"{minus}{money['sign']}{size}{money['scale']}{money['rest']}"
        return f"{written} {self.unit}".rstrip().replace(" %", "%", 1)


_PLAIN = ((0, 0), ())


def arithmetic(value: object) -> str:
    """How a value that knows it follows, without the result at its end; nothing of others."""
    how: str = getattr(value, "how", "")
    return how.rpartition(" = ")[0] or how


@dataclass(frozen=True, slots=True)
class Risk(_Said):
    """A bottleneck or a failure: what happens, what it does to users, what is done about it."""

    failure: Prose
    effect: Prose
    mitigation: Prose


@dataclass(frozen=True, slots=True)
class Probe(_Said):
    """What an interviewer asks to see how deep it goes, and what a strong answer says."""

    question: Prose
    answer: Prose


@dataclass(frozen=True, slots=True)
class Endpoint(_Said):
    """A way in: what is called or sent, what it takes, and what it gives back.

    >>> Endpoint("POST /v1/links", "url, Idempotency-Key", "201 with the short link").call
    'POST /v1/links'
    """

    call: str
    """A method and a path, or the name of a message: `POST /v1/links`, `topic clicks`."""
    takes: Prose = ""
    gives: Prose = ""
    note: Prose = ""


@dataclass(frozen=True, slots=True)
class Levels(_Said):
    """What an interviewer expects of this design from candidates of three levels."""

    mid: Prose
    senior: Prose
    staff: Prose


@dataclass(frozen=True, slots=True)
class Learning(_Said):
    """The design of a model beside that of its system.

    `objective` is what the model predicts and why that serves the product; `labels` where they come
    from and when; `offline` and `online` the metrics before and after release; `leakage` how the
    future or the label could leak into training; `drift` how one sees that the model got worse.
    """

    objective: Prose
    labels: Prose
    offline: Prose
    online: Prose
    leakage: Prose
    drift: Prose
