"""Five designs are simulated request by request, beside what follows from their facts.

The simulation knows nothing of the formulas: requests come at random, take a free worker of each
component or wait for one, and take a lognormal time there. Stated errors: use within 5%, the mean
response within 6%, p50 within 5%, p95 within 8% and p99 within 12%, which is that of a pool that is
nearly full; the others are within 5% throughout.
"""

import math
import random
from collections.abc import Callable, Generator, Iterable

import pytest
import simpy

import sddiagram as sd
from sddiagram.estimate.hops import Classes
from sddiagram.model.latency import Latency

Z99 = 2.3263
COSTS = {"online-store": 51}
"""Keys of one read, of which the store's capacity is told."""
Steps = Generator[simpy.Event, None, None]


def spread(time: Latency) -> float:
    return math.log(float(time.p99 / time.p50)) / Z99


def seconds(time: Latency) -> float:
    """The mean of the lognormal through its median and its p99."""
    return time.p50.value * math.exp(spread(time) ** 2 / 2)


def pool(label: str, workers: int, p50: float, p99: float, replicas: int = 3) -> sd.Component:
    """A service whose replica has so many workers, each busy with one request at a time."""
    time = sd.latency(p50 * sd.ms, p99=p99 * sd.ms)
    rate = workers / seconds(time) * sd.rps
    return sd.Service(label, latency=time, capacity=rate, replicas=replicas)


class World:
    """A board at work: its components as pools of workers, and the dice."""

    def __init__(self, pattern: sd.Pattern) -> None:
        self.clock, self.dice, self.n = simpy.Environment(), random.Random(11), sd.estimate(pattern)
        self.network = pattern.network
        self.busy: dict[str, float] = {}
        self.times: list[float] = []
        self.pools: dict[str, simpy.Resource] = {}
        self.workers: dict[str, int] = {}
        for load in self.n:
            time = load.component.latency
            if isinstance(time, Latency) and load.capacity:
                calls = load.capacity.value / COSTS.get(load.component.id, 1)
                each = max(1, round(calls * seconds(time)))
                self.workers[load.component.id] = each * load.serving
                self.pools[load.component.id] = simpy.Resource(self.clock, each * load.serving)

    def drawn(self, time: Latency) -> float:
        return time.p50.value * math.exp(spread(time) * self.dice.gauss(0, 1))

    def visit(self, component: sd.Component) -> Steps:
        """Wait for a worker, and be served."""
        assert isinstance(component.latency, Latency)
        taken = self.drawn(component.latency)
        if component.id not in self.pools:
            yield self.clock.timeout(taken)
            return
        with self.pools[component.id].request() as turn:
            yield turn
            yield self.clock.timeout(taken)
            self.busy[component.id] = self.busy.get(component.id, 0.0) + taken

    def hop(self) -> Steps:
        """The network of one call."""
        assert isinstance(self.network, Latency)
        yield self.clock.timeout(self.drawn(self.network))

    def all_of(self, calls: Iterable[Steps]) -> Steps:
        """Calls at the same time, all awaited."""
        yield self.clock.all_of([self.clock.process(one) for one in calls])

    def run(self, rate: sd.Quantity, request: Callable[["World"], Steps], count: int) -> None:
        def one() -> Steps:
            start = self.clock.now
            yield from request(self)
            self.times.append(self.clock.now - start)

        def arrivals() -> Steps:
            for _ in range(count):
                yield self.clock.timeout(self.dice.expovariate(rate.value))
                self.clock.process(one())

        self.clock.process(arrivals())
        self.clock.run()


asked = sd.Requests("ask", 1_000 * sd.rps, peak=1)
users = sd.Client("Users", sends=asked)


def of(*flows: sd.Flow) -> sd.Pattern:
    return sd.Pattern("P", *flows)


# A service that calls a database.
api, database = pool("API", 4, 2, 8), pool("Database", 6, 3, 15, replicas=1)
# A few workers that are nearly always busy, so that requests queue.
desk = pool("Desk", 8, 20, 60, replicas=3)
# A cache beside its caller.
cache = pool("Cache", 2, 0.5, 2).but(hit_ratio=0.8)
store = pool("Store", 2, 8, 40)
# Sources that are asked side by side.
merge = pool("Merge", 3, 1, 5)
sources = [pool(name, 4, 3, 15) for name in ("Near", "Like", "New")]


def series(world: World) -> Steps:
    yield from world.visit(api)
    yield from world.visit(database)


def queueing(world: World) -> Steps:
    yield from world.visit(desk)


def aside(world: World) -> Steps:
    yield from world.visit(api)
    yield from world.visit(cache)
    if world.dice.random() > (cache.hit_ratio or 0):
        yield from world.visit(store)


def fan_out(world: World) -> Steps:
    yield from world.visit(merge)
    yield from world.all_of(world.visit(one) for one in sources)


def feature_read(world: World) -> Steps:
    for label in ("API gateway", "Inference", "Feature server", "Online store"):
        if label != "API gateway":
            yield from world.hop()
        yield from world.visit(
            next(load.component for load in world.n if load.component.label == label)
        )


DESIGNS: dict[str, tuple[sd.Pattern, float, Callable[[World], Steps], int]] = {
    "a service and its database": (of(users >> api >> database), 1, series, 40_000),
    "a pool that is nearly full": (of(users >> desk), 0.95, queueing, 60_000),
    "a cache beside its caller": (
        of(users >> api >> "get" >> cache, api >> sd.calls("misses", after=cache) >> store),
        1,
        aside,
        40_000,
    ),
    "three sources side by side": (of(users >> merge >> [*sources]), 1, fan_out, 20_000),
    "the feature store as built in": (sd.load("feature-store"), 1, feature_read, 40_000),
}


@pytest.mark.parametrize("design", DESIGNS)
def test_a_simulation_takes_as_long_as_follows(design: str) -> None:
    pattern, load, request, count = DESIGNS[design]
    world = World(sd.scaled(pattern, load))
    first = world.n.traffic[0].requests
    world.run(first.at_peak, request, count)
    found = next(one.delay for one in world.n.answered if one.requests.id == first.id)
    assert isinstance(found, Classes)
    for id, busy in world.busy.items():
        used = busy / world.clock.now / world.workers[id]
        assert used == pytest.approx(world.n.loads[id].use, rel=0.05), id
    times = sorted(world.times)
    assert sum(times) / len(times) == pytest.approx(found.mean.value, rel=0.06)
    for share, error in ((0.5, 0.05), (0.95, 0.08), (0.99, 0.12)):
        simulated = times[int(share * len(times))]
        assert found.quantile(share).value == pytest.approx(simulated, rel=error), share
