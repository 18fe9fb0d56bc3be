"""Simulate how balancers that do not talk to each other share calls over backends.

    python benchmarks/balancing.py [--calls 600000]

Calls arrive at random at one of the balancers. A backend works on one call at a time, in their
order, for an exponential time whose mean is 1. Prints the p99 of queue and service in that unit.
`patterns/load_balancing.py` quotes the results.
"""

import argparse
import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field

Choice = Callable[[list[int], int], int]
"""The backend that a balancer picks, by the open calls that it knows of and the call's number."""


@dataclass
class Ways:
    """The ways to choose, with their own random numbers."""

    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def by_chance(self, known: list[int], number: int) -> int:
        return self.chance.randrange(len(known))

    def least_of_two(self, known: list[int], number: int) -> int:
        one, other = self.chance.sample(range(len(known)), 2)
        return one if known[one] <= known[other] else other

    def least(self, known: list[int], number: int) -> int:
        fewest = min(known)
        return self.chance.choice([id for id, open in enumerate(known) if open == fewest])

    def in_turn(self, known: list[int], number: int) -> int:
        return number % len(known)


def p99(
    choose: Choice, balancers: int, backends: int, load: float, slow: int = 0, calls: int = 600_000
) -> float:
    """The p99 of a call's time; `slow` backends are half as fast as the others."""
    chance = random.Random(1)
    free = [0.0] * backends
    known = [[0] * backends for _ in range(balancers)]
    numbers = [chance.randrange(backends) for _ in range(balancers)]
    busy: list[tuple[float, int, int]] = []
    now, times = 0.0, []
    for _ in range(calls):
        now += chance.expovariate(load * backends)
        while busy and busy[0][0] <= now:
            _, left, at = heapq.heappop(busy)
            known[at][left] -= 1
        balancer = chance.randrange(balancers)
        backend = choose(known[balancer], numbers[balancer])
        numbers[balancer] += 1
        speed = 0.5 if backend < slow else 1.0
        free[backend] = max(now, free[backend]) + chance.expovariate(1) / speed
        known[balancer][backend] += 1
        heapq.heappush(busy, (free[backend], backend, balancer))
        times.append(free[backend] - now)
    settled = sorted(times[calls // 10 :])
    return settled[int(0.99 * len(settled))]


def main() -> None:
    """Print a table of the ways, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=600_000)
    calls = parser.parse_args().calls
    ways = Ways()
    print("| way | balancers | 20 backends at 80% | 34 at 42%, one half as fast |")
    print("| --- | --- | --- | --- |")
    for name, way, balancers in (
        ("random", ways.by_chance, 3),
        ("round robin", ways.in_turn, 3),
        ("least of two", ways.least_of_two, 3),
        ("least of two", ways.least_of_two, 10),
        ("least of own counts", ways.least, 3),
        ("least of own counts", ways.least, 10),
        ("least of all counts", ways.least, 1),
    ):
        even = p99(way, balancers, 20, 0.8, calls=calls)
        roomy = p99(way, balancers, 34, 0.8 * 18 / 34, slow=1, calls=calls)
        print(f"| {name} | {balancers} | {even:.1f} | {roomy:.1f} |")


if __name__ == "__main__":
    main()
