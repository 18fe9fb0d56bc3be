"""Queues, against published values of Erlang's formulas and against a simulation."""

import math
import random
from collections.abc import Callable, Generator

import pytest
import simpy
from hypothesis import given, strategies as st

import sddiagram as sd
from sddiagram.estimate.queueing import Queue, erlang_b, erlang_c

ERLANG_B = {
    # Table of Erlang B: "Carrier Grade Voice over IP", appendix A, in tenths of an erlang.
    (10, 0.0001): (2.3, 0.05),
    (10, 0.0005): (2.8, 0.05),
    (10, 0.001): (3.1, 0.05),
    (10, 0.002): (3.4, 0.05),
    (9, 0.05): (5.4, 0.05),
    (9, 0.01): (3.8, 0.05),
    (5, 0.02): (1.7, 0.05),
    (8, 0.01): (3.1, 0.05),
    # The manual of Westbay's Erlang calculator.
    (15, 0.01): (8.108, 0.0005),
}
"""Erlangs that so many servers take at this blocking, as printed, and half of the last digit."""


@pytest.mark.parametrize(("servers", "blocking"), ERLANG_B)
def test_erlang_b_is_the_published_table(servers: int, blocking: float) -> None:
    load, half = ERLANG_B[servers, blocking]
    assert erlang_b(servers, load - half) <= blocking <= erlang_b(servers, load + half)


@pytest.mark.parametrize(
    ("servers", "offered", "waiting", "digits"),
    [
        (10, 6, 0.10, 0.005),  # read from the published curve: 120 customers per hour, 3 minutes
        (55, 48, 0.239, 0.0005),  # Tanner's example of a call centre: 360 calls per half hour
        (1, 0.7, 0.7, 1e-12),  # one server: the load itself
        (2, 1.5, 2 * 0.75**2 / 1.75, 1e-12),  # two servers in closed form
    ],
)
def test_erlang_c_is_the_published_value(
    servers: int, offered: float, waiting: float, digits: float
) -> None:
    assert erlang_c(servers, offered) == pytest.approx(waiting, abs=digits)


@pytest.mark.parametrize(
    ("servers", "means"),
    [
        (1, [2.00, 3.33, 5.00, 10.0, 20.0]),
        (4, [1.09, 1.36, 1.75, 2.97, 5.46]),
        (16, [1.00, 1.03, 1.10, 1.37, 1.98]),
        (64, [1.00, 1.00, 1.00, 1.05, 1.18]),
    ],
)
def test_the_mean_response_is_the_table_of_m_m_c(servers: int, means: list[float]) -> None:
    found = [response(servers, use).mean.value for use in (0.5, 0.7, 0.8, 0.9, 0.95)]
    assert found == pytest.approx(means, abs=0.006)


@pytest.mark.parametrize(
    ("servers", "p99s"), [(1, [9.2, 15.4, 23.0, 46.1, 92.1]), (16, [4.6, 4.6, 4.7, 5.3, 7.2])]
)
def test_the_p99_is_the_table_of_m_m_c(servers: int, p99s: list[float]) -> None:
    found = [response(servers, use).p99.value for use in (0.5, 0.7, 0.8, 0.9, 0.95)]
    assert found == pytest.approx(p99s, abs=0.051)


def response(servers: int, use: float, variability: float = 1) -> Queue:
    """The queue of servers that take a second on average and are used this much."""
    return Queue(servers, servers * use * sd.rps, 1 * sd.s, variability)


def test_thousands_of_servers_neither_overflow_nor_cancel() -> None:
    assert 0 < erlang_c(20_000, 19_900) < 1


@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_one_more_server_means_less_waiting(servers: int, use: float) -> None:
    assert erlang_c(servers + 1, servers * use) < erlang_c(servers, servers * use)


def test_constant_service_halves_the_wait_of_one_server() -> None:
    assert response(1, 0.8, 0).wait.value == pytest.approx(response(1, 0.8).wait.value / 2)


def test_the_wait_of_most_is_none_while_few_wait() -> None:
    queue = response(16, 0.5)
    assert queue.wait_quantile(0.95) == 0 * sd.s
    assert queue.wait_quantile(0.9999) > 0 * sd.s


def test_littles_law_counts_who_is_in_flight() -> None:
    assert float(response(1, 0.5).in_flight) == pytest.approx(1)


@pytest.mark.parametrize("variability", [0, 0.3, 1, 2])
@pytest.mark.parametrize("share", [0.5, 0.95, 0.99])
def test_a_quantile_undoes_the_share_within(variability: float, share: float) -> None:
    queue = response(4, 0.8, variability)
    assert queue.within(queue.quantile(share)) == pytest.approx(share, abs=1e-9)


def lognormal(variability: float) -> Callable[[random.Random], float]:
    """Service times of mean 1 and this variance."""
    spread = math.log(1 + variability)
    return lambda dice: math.exp(-spread / 2 + math.sqrt(spread) * dice.gauss(0, 1))


def simulated(
    servers: int, use: float, service: Callable[[random.Random], float]
) -> tuple[float, float, list[float]]:
    """The mean use of a server, the mean wait and the response times, of SimPy."""
    world, dice = simpy.Environment(), random.Random(7)
    pool = simpy.Resource(world, servers)
    waits: list[float] = []
    times: list[float] = []
    busy = 0.0

    def request() -> Generator[simpy.Event, None, None]:
        nonlocal busy
        start = world.now
        with pool.request() as turn:
            yield turn
            waits.append(world.now - start)
            taken = service(dice)
            busy += taken
            yield world.timeout(taken)
        times.append(world.now - start)

    def arrivals() -> Generator[simpy.Event, None, None]:
        for _ in range(60_000):
            yield world.timeout(dice.expovariate(servers * use))
            world.process(request())

    world.process(arrivals())
    world.run()
    settled = 5_000
    waited = sum(waits[settled:]) / len(waits[settled:])
    return busy / world.now / servers, waited, sorted(times[settled:])


FIVE_DESIGNS = {
    "one server": (1, 0.6, 1.0, lambda dice: dice.expovariate(1)),
    "eight servers": (8, 0.75, 1.0, lambda dice: dice.expovariate(1)),
    "constant service": (4, 0.75, 0.0, lambda _: 1.0),
    "little variance": (4, 0.75, 0.3, lognormal(0.3)),
    "more variance": (16, 0.8, 1.5, lognormal(1.5)),
}


@pytest.mark.parametrize("design", FIVE_DESIGNS)
def test_a_simulation_uses_and_responds_as_the_formulas_say(design: str) -> None:
    """Within 2% for utilisation, 4% for the mean response and 10% for p50, p95 and p99."""
    servers, use, variability, service = FIVE_DESIGNS[design]
    queue = response(servers, use, variability)
    used, waited, times = simulated(servers, use, service)
    assert used == pytest.approx(float(queue.used), rel=0.02)
    assert waited + 1 == pytest.approx(queue.mean.value, rel=0.04)
    for share in (0.5, 0.95, 0.99):
        found = times[int(share * len(times))]
        assert found == pytest.approx(queue.quantile(share).value, rel=0.10)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: erlang_c(4, 4), "4 erlangs are more than servers=4 carry.*servers=5 or more"),
        (lambda: erlang_b(0, 1), "1 or more"),
        (lambda: erlang_b(2, -1), "of 0 or more"),
        (lambda: erlang_b(2, float("nan")), "of 0 or more"),
        (lambda: Queue(2, 0 * sd.rps, 1 * sd.s), "above 0"),
        (lambda: Queue(2, 1 * sd.rps, -1 * sd.s), "above 0"),
        (lambda: Queue(2, 3 * sd.rps, 1 * sd.s), "only grows"),
        (lambda: Queue(2, 1 * sd.rps, 1 * sd.s, -1), "of 0 or more"),
        (lambda: Queue(2, 1 * sd.s, 1 * sd.s), "another unit"),
    ],
)
def test_what_cannot_be_is_refused(made: Callable[[], object], told: str) -> None:
    with pytest.raises(sd.DesignError, match=told):
        made()
