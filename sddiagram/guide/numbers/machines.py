"""Numbers of machines and networks: times, throughput, availability, waiting, prices."""

from collections.abc import Callable

from sddiagram.estimate.derived import Derived, brief
from sddiagram.guide.facts import fact
from sddiagram.guide.facts.naming import Fact
from sddiagram.guide.facts.queues import down, response, tail
from sddiagram.guide.items import Item, Table
from sddiagram.guide.numbers.row import HOW, cited, row
from sddiagram.technology.latencies import OPERATION_TIMES, operation_time
from sddiagram.technology.planning import EMBEDDING, PLANS, SERVICE, Plan
from sddiagram.technology.prices import PRICES, Price, per_month
from sddiagram.units import GB, KB, TB, Gbps, day, hours, rps, usd, year

_AVAILABLE = (0.99, 0.999, 0.9995, 0.9999, 0.99999)
_COMPARED = (
    "random read of 64 B in memory",
    "query of Redis, Memcached or MySQL in the zone",
    "round trip from the west of Europe to the east of North America",
)
_USES = (0.5, 0.65, 0.8, 0.9)
_POOLS = (1, 4, 16, 64)


def items() -> tuple[Item, ...]:
    """Latency, throughput, availability, units, queueing, prices."""
    return (_times(), _throughput(), _availability(), _units(), _waiting(), _prices())


def _times() -> Item:
    rows = tuple((one.operation, str(one.time), f"[{one.key}]") for one in OPERATION_TIMES)
    read, query, ocean = (operation_time(one).time.value for one in _COMPARED)
    return Item(
        "Latency",
        (
            "Count the trips first: a query in the zone takes as long as "
            f"{query / read:,.0f} random reads of memory, and a trip over an ocean as long as "
            f"{ocean / query:,.0f} queries.",
        ),
        (Table("", ("operation", "time", "source"), rows),),
    )


def _throughput() -> Item:
    return Item(
        "Throughput of one node",
        (
            "The planned value lies below the measured one. Use 65% of it at the peak.",
            "Nodes = peak / (planned value x 0.65) x 3/2, so that two of three zones carry it all.",
        ),
        (
            Table(
                "",
                ("technology", "planned", "measured", "source"),
                tuple(map(_planned, (*PLANS, SERVICE, EMBEDDING))),
            ),
        ),
    )


def _planned(one: Plan) -> tuple[str, ...]:
    way = f", {one.use}" if one.use else ""
    return (
        f"{one.technology}{way}",
        f"{one.capacity} per {one.node}",
        one.measured,
        cited(one.keys),
    )


def _availability() -> Item:
    rows = tuple((f"{100 * share:g}%", *_down(share)) for share in _AVAILABLE)
    return Item(
        "Availability",
        (
            "Parts that a request needs one after the other multiply: two of 99.9% give "
            f"{fact('two_in_series').value} [PR].",
            "Copies of which one is enough multiply their failures: two of 99.9% give "
            f"{fact('two_in_parallel').value}, but only if they fail independently. Copies that "
            "share a zone, a release or a configuration do not.",
        ),
        (Table("Time down", ("availability", "per year", "per month", "per day"), rows),),
    )


def _down(share: float) -> tuple[str, str, str]:
    lost = 1 - share
    return brief(lost * year), Fact.of(down(share)).value, brief(lost * day)


def _units() -> Item:
    cache = 10e6 * 2 * KB * 1.3
    rows = (
        row("1M requests per day", Derived.of(1e6 / (1 * day), "1M / 86,400 s")),
        row("1bn requests per day", Derived.of(1e9 / (1 * day), "1bn / 86,400 s")),
        row("1bn per day, at the peak", Derived.of(3e9 / (1 * day), "1bn / 86,400 s x 3, assumed")),
        row("1,000 rows of 1 KB per second", Derived.of(1_000 * rps * KB, "1,000 rps x 1 KB")),
        row("the same, kept for a year", Derived.of(1_000 * rps * KB * year, "1 MB/s x 365 days")),
        row("10 Gb/s in bytes", Derived.of(10 * Gbps, "10 Gb/s / 8 bits")),
        row("1 TB over 10 Gb/s", Derived.of(TB / (10 * Gbps), "1 TB / 1.25 GB/s")),
        row("10,000 answers of 50 KB", Derived.of(1e4 * rps * 50 * KB, "10,000 rps x 50 KB")),
        row("10M objects of 2 KB in a cache", Derived.of(cache, "10M x 2 KB x 1.3, assumed")),
    )
    return Item(
        "Rates, storage and network",
        (
            "A day has 86,400 s; 100,000 is near enough to divide by in your head.",
            "Sizes are decimal: 1 KB is 1,000 B, 1 KiB is 1,024 B, and 8 bits are 1 B.",
        ),
        (Table("", HOW, rows),),
    )


def _waiting() -> Item:
    return Item(
        "Queueing",
        (
            "Arrivals are random and service times exponential (M/M/c). Work of equal length "
            "waits half as long; bursts wait longer.",
            f"At 90% use a single server answers in {float(response(1, 0.9)):.0f} times its "
            f"service time, and a pool of 16 behind one queue in {float(response(16, 0.9)):.2f} "
            "times.",
            "The loss of a zone is the harder limit: with three zones, 70% use after the loss "
            f"means {0.7 * 2 / 3:.0%} before it.",
        ),
        (
            _by_use(
                "Mean response, in service times",
                lambda servers, use: Fact.of(response(servers, use)).value,
            ),
            _by_use(
                "p99 of the response, in service times",
                lambda servers, use: f"{tail(servers, use):.1f}",
            ),
        ),
    )


def _by_use(title: str, said: Callable[[int, float], str]) -> Table:
    columns = ("servers", *(f"{use:.0%} used" for use in _USES))
    return Table(title, columns, tuple((str(n), *(said(n, use) for use in _USES)) for n in _POOLS))


def _prices() -> Item:
    rows = tuple((one.item, _priced(one), cited((one.key,) if one.key else ())) for one in PRICES)
    return Item("Prices", (), (Table("", ("item", "list price", "source"), rows),))


def _priced(one: Price) -> str:
    size, time = one.price.dimension
    if size:
        rate = one.price * GB
        each = _dollars(float(rate / (per_month if time else usd)))
        return f"{each} per GB and month" if time else f"{each} per GB"
    if one.price * hours < 5 * usd and "spot" in one.item:
        return f"${float(one.price * hours / usd):g} per hour"
    return f"${float(one.price / per_month):,g} per month"


def _dollars(amount: float) -> str:
    return f"${amount:g}" if amount >= 1 else f"${amount:.2f}"
