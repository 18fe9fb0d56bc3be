"""Numbers about chance: waiting, availability, quorums, trials and samples."""

from math import comb

from sddiagram.estimate.derived import Derived, brief, rounded
from sddiagram.estimate.queueing import Queue
from sddiagram.guide.facts.naming import Facts, named, per_second
from sddiagram.technology.latencies import operation_time
from sddiagram.units import month, s


def response(servers: int, use: float) -> Derived:
    """The mean response time, in service times, of `servers` that are used by `use`."""
    queue = Queue(servers, servers * use / (1 * s), 1 * s)
    times = float(queue.mean / queue.service)
    said = f"M/M/{servers} at {use:.0%}: 1 + {queue.waiting:.3g} wait (Erlang C) x "
    return Derived.of(times, f"{said}{float(queue.wait_of_those_who_wait / s):.3g}", f"{times:.2f}")


def tail(servers: int, use: float) -> float:
    """The p99 of the response, in service times."""
    return float(Queue(servers, servers * use / (1 * s), 1 * s).p99 / s)


def down(available: float) -> Derived:
    """The time per month in which a system of this availability is down."""
    return Derived.of((1 - available) * month, f"(1 - {available:.5g}) x 730 h")


def of_a_quorum(needed: int, nodes: int, available: float) -> Derived:
    """The availability of `needed` of `nodes` that fail independently."""
    share = sum(
        comb(nodes, up) * available**up * (1 - available) ** (nodes - up)
        for up in range(needed, nodes + 1)
    )
    said = f"at least {needed} of {nodes} nodes of {available:.0%} are up, binomial"
    return Derived.of(share, said, f"{share:.4%}")


def _two_in_series() -> Derived:
    return Derived.of(0.999**2, "0.999 x 0.999", f"{0.999**2:.2%}")


def _two_in_parallel() -> Derived:
    both = 1 - 0.001**2
    return Derived.of(both, "1 - 0.001 x 0.001, if failures are independent", f"{both:.4%}")


def _commit_over_the_ocean() -> Derived:
    row = operation_time("round trip from the west of Europe to the east of North America")
    return Derived.of(row.time, f"at least one {row.operation} [{row.key}]")


def _hot_row_over_the_ocean() -> Derived:
    trip = _commit_over_the_ocean()
    return Derived.of(1 / trip, f"1 / {brief(trip)}, one after the other", per_second(1 / trip))


def _hot_row_in_a_region() -> Derived:
    trip = operation_time("round trip in a region")
    write = operation_time("write of 8 KiB on SSD with fsync")
    rate = 1 / (trip.time + write.time)
    said = f"1 / ({trip.time} round trip + {write.time} fsync) [{trip.key}]"
    return Derived.of(rate, said, per_second(rate))


def _slow_fan_out() -> Derived:
    share = 1 - 0.99**100
    return Derived.of(share, "1 - 0.99^100", f"{share:.0%}")


def _ten_steps() -> Derived:
    return Derived.of(0.95**10, "0.95^10", f"{0.95**10:.0%}")


def _eight_trials() -> Derived:
    return Derived.of(0.9**8, "0.9^8", f"{0.9**8:.0%}")


def _grounded_answers() -> Derived:
    return Derived.of(0.9 * 0.9, "0.9 recall x 0.9 faithful", f"{0.9 * 0.9:.0%}")


def _examples_to_judge() -> Derived:
    needed = 1.96**2 * 0.25 / 0.03**2
    return Derived.of(needed, "1.96^2 x 0.5 x 0.5 / 0.03^2", f"{needed:,.0f}")


def _users_of_an_experiment() -> Derived:
    needed = 16 * 0.05 * 0.95 / 0.001**2
    return Derived.of(needed, "16 x 0.05 x 0.95 / 0.001^2", rounded(needed))


def _calibrated() -> Derived:
    true = 0.1 / (0.1 + 0.9 / 0.1)
    return Derived.of(true, "0.1 / (0.1 + 0.9 / 0.1)", f"{true:.3f}")


def _missed_attacks() -> Derived:
    return Derived.of(1e6 * 0.001 * 0.01, "1M requests per day x 0.1% x (1 - 99%)", "10 per day")


FACTS: Facts = {
    "queue_at_65": lambda: response(1, 0.65),
    "queue_at_90": lambda: response(1, 0.9),
    "pool_at_90": lambda: response(16, 0.9),
    "down_999": lambda: down(0.999),
    "down_9999": lambda: down(0.9999),
    "two_of_three": lambda: of_a_quorum(2, 3, 0.99),
    "three_of_five": lambda: of_a_quorum(3, 5, 0.99),
    **named(
        _two_in_series,
        _two_in_parallel,
        _commit_over_the_ocean,
        _hot_row_over_the_ocean,
        _hot_row_in_a_region,
        _slow_fan_out,
        _ten_steps,
        _eight_trials,
        _grounded_answers,
        _examples_to_judge,
        _missed_attacks,
        _users_of_an_experiment,
        _calibrated,
    ),
}
