"""What comes in and what is kept: the facts from which rates and sizes follow."""

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import overload

from sddiagram.errors import DesignError
from sddiagram.model.facts import require
from sddiagram.model.text import clean, identity, shown
from sddiagram.quantity import plural, singular, unit
from sddiagram.units import KB, Quantity, days, rps

_REQUESTS = "sd.Requests('open', 50_000_000 * sd.per_day)"


@dataclass(frozen=True, slots=True, repr=False)
class Requests:
    """A class of requests that clients send: `sd.Requests("open", 50_000_000 * sd.per_day)`.

    `rate` is the average of all who send it, or of one of its `users` where they are said: then
    `sd.Requests("open", 8 * sd.per_day, users=5_000_000)` are 40M per day. `peak` is how many times
    the average the busiest time has. `request` and `response` are sizes of one. It counts what its
    rate counts, or what `counts` names in place of requests: events, messages, jobs. Its identity
    is its name's.

    Raises `DesignError` for a rate that is none, and for a peak below the average.
    """

    name: str
    rate: Quantity
    peak: float = field(default=3.0, kw_only=True)
    request: Quantity | None = field(default=None, kw_only=True)
    response: Quantity | None = field(default=None, kw_only=True)
    counts: str = field(default="", kw_only=True)
    users: float | None = field(default=None, kw_only=True)
    each: Quantity | None = field(default=None, init=False)
    """The average rate of one user."""

    def __post_init__(self) -> None:
        name = clean(self.name, "The name of requests")
        if not name:
            raise DesignError(f"Requests need a name; write {_REQUESTS}.")
        own = f"Requests {name!r}: "
        require(f"{own}rate", self.rate, "a rate", 1_000 * rps)
        for fact in ("request", "response"):
            if (size := getattr(self, fact)) is not None:
                require(f"{own}{fact}", size, "a size", 2 * KB)
        if not _is_number(self.peak) or self.peak < 1:
            raise DesignError(
                f"{own}peak={shown(self.peak)}; give how many times the average the busiest time "
                "has, 1 or more: peak=3."
            )
        counted = clean(self.counts, f"{own}counts")
        rate = self.rate
        if self.users is not None:
            if not _is_number(self.users) or self.users <= 0:
                raise DesignError(
                    f"{own}users={shown(self.users)}; give how many send it: 5_000_000."
                )
            object.__setattr__(self, "each", rate)
            rate = self.users * rate
        if counted and not rate.counts and singular(counted) != "request":
            rate = rate * unit(singular(counted))
        names = [said for said, power in rate.counts if power == 1]
        if len(names) != len(rate.counts) or len(names) > 1:
            raise DesignError(
                f"{own}rate={rate}; give a rate of one thing, such as sd.events / sd.s."
            )
        facts = {
            "name": name,
            "rate": rate,
            "peak": float(self.peak),
            "counts": plural(names[0]) if names else "requests",
        }
        for fact, value in facts.items():
            object.__setattr__(self, fact, value)

    @property
    def id(self) -> str:
        """The name's identity: classes of one name are one class."""
        return identity(self.name)

    @property
    def at_peak(self) -> Quantity:
        """The rate in the busiest time."""
        return self.peak * self.rate

    def times(self, load: float) -> "Requests":
        """The same class at `load` times the rate."""
        if self.each is not None and self.users is not None:
            return replace(self, rate=self.each, users=load * self.users)
        return replace(self, rate=load * self.rate)

    def __repr__(self) -> str:
        return f"<Requests {self.name!r}, {self.rate}>"


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Records:
    """What is stored: a record for each of the requests `of`, or a fixed `count` of them.

    `size` is that of one, `keep` how long each is kept, `overhead` what keys, indexes and
    structures make of it: 2 doubles it. In the data model, `key` is what finds one, as in
    "user_id, created_at", and `fields` what else it has.

    Raises `DesignError` for sizes and times that are none, and unless the number of records follows
    from `of` with `keep`, or is a `count`.
    """

    name: str
    size: Quantity
    of: Requests | None
    keep: Quantity | None
    count: float | None
    overhead: float
    key: str
    fields: str

    @overload
    def __init__(
        self,
        name: str,
        *,
        of: Requests,
        size: Quantity,
        keep: Quantity,
        overhead: float = 1,
        key: str = "",
        fields: str = "",
    ) -> None: ...
    @overload
    def __init__(
        self,
        name: str,
        *,
        count: float,
        size: Quantity,
        overhead: float = 1,
        key: str = "",
        fields: str = "",
    ) -> None: ...
    def __init__(
        self,
        name: str,
        *,
        size: Quantity,
        of: Requests | None = None,
        keep: Quantity | None = None,
        count: float | None = None,
        overhead: float = 1,
        key: str = "",
        fields: str = "",
    ) -> None:
        said = clean(name, "The name of records")
        own = f"Records {said!r}: "
        require(f"{own}size", size, "a size", 2 * KB)
        if count is None:
            if not isinstance(of, Requests):
                raise DesignError(
                    f"{own}of={shown(of)}; give the requests that leave one record each, with "
                    "keep=5 * sd.year, or a fixed count=10_000_000."
                )
            require(f"{own}keep", keep, "a time", 30 * days)
        elif of is not None or keep is not None:
            raise DesignError(f"{own}count= is fixed, so of= and keep= have no say; drop them.")
        elif not _is_number(count) or count <= 0:
            raise DesignError(f"{own}count={shown(count)}; give a number, such as 10_000_000.")
        if not _is_number(overhead) or overhead < 1:
            raise DesignError(
                f"{own}overhead={shown(overhead)}; give what structures make of the size: 1.3."
            )
        facts = {
            "name": said,
            "size": size,
            "of": of,
            "keep": keep,
            "count": count,
            "overhead": float(overhead),
            "key": clean(key, f"{own}key"),
            "fields": clean(fields, f"{own}fields"),
        }
        for fact, value in facts.items():
            object.__setattr__(self, fact, value)

    @property
    def id(self) -> str:
        """The name's identity."""
        return identity(self.name)

    def __repr__(self) -> str:
        return f"<Records {self.name!r}, {self.size} each>"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
