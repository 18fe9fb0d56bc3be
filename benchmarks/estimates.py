"""Measure what the numbers of a large design take beside its layout, in turn, in one run.

    python benchmarks/estimates.py [--rounds 5]

Prints Markdown. To be reached: the estimate of 1,000 components in less time than their layout,
which derives their replicas first and so holds one estimate itself.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from itertools import pairwise

import sddiagram as sd
from sddiagram.model.flow import Chainable
from sddiagram.render.layout import layout

SIZE, WIDTH = 1_000, 10
_TIME = sd.latency(1 * sd.ms, p99=5 * sd.ms)
opens = sd.Requests("open", 5_000 * sd.rps, request=1 * sd.KB, response=5 * sd.KB)
users = sd.Client("Users", sends=opens)


def service(number: int) -> sd.Component:
    """One component that states all that numbers follow from."""
    return sd.Service(
        f"Service {number}",
        capacity=1_000 * sd.rps,
        latency=_TIME,
        availability=0.999_99,
        cost=120 * sd.usd,
    )


def chains(size: int, name: str) -> sd.Pattern:
    """Rows of ten services, one behind the other, each row a tenth of what the gateway is asked."""
    gateway = sd.Gateway("Gateway", capacity=20_000 * sd.rps, latency=_TIME)
    flows: list[sd.Flow] = [users >> gateway]
    rows = range(0, size - 2, WIDTH)
    for row in rows:
        chain: Chainable = gateway >> sd.calls("call", share=1 / len(rows)) >> service(row)
        for number in range(row + 1, min(row + WIDTH, size - 2)):
            chain = chain >> "call" >> service(number)
        flows.append(chain.as_flow())
    return sd.Pattern(name, *flows)


def circle(size: int, name: str) -> sd.Pattern:
    """One chain of all; each ten call back to their first in a hundredth of the requests."""
    every = [service(number) for number in range(size - 1)]
    flows: list[sd.Flow] = [users >> every[0]]
    flows += [one >> "call" >> other for one, other in pairwise(every)]
    flows += [
        every[start + WIDTH - 1] >> sd.calls("again", share=0.01) >> every[start]
        for start in range(0, size - WIDTH, WIDTH)
    ]
    return sd.Pattern(name, *flows)


def caches(size: int, name: str) -> sd.Pattern:
    """Pairs of a service and its cache, one behind the other: every second look-up goes on."""
    flows: list[sd.Flow] = []
    before: sd.Component = users
    for number in range(size // 2):
        one = service(number)
        cache = sd.Cache(f"Cache {number}", hit_ratio=0.5, capacity=50_000 * sd.rps, latency=_TIME)
        flows.append(before >> sd.calls("call") >> one >> "get" >> cache)
        before = one
    return sd.Pattern(name, *flows)


DESIGNS: dict[str, Callable[[int, str], sd.Pattern]] = {
    "rows of ten behind a gateway": chains,
    "a chain that calls back": circle,
    "services with a cache each": caches,
}


def measured(make: Callable[[int, str], sd.Pattern], rounds: int) -> tuple[float, float]:
    """Median seconds of the estimate and of the layout of a design that is new in every round."""
    works: tuple[Callable[[sd.Pattern], object], ...] = (sd.estimate, layout)
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        pattern = make(SIZE, f"Round {turn}")
        for kept, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work(pattern)
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    """Print a table of all designs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    print(f"### Numbers of {SIZE:,} components, medians of {rounds} rounds\n")
    print("| design | estimate | layout | ratio |\n| --- | ---: | ---: | ---: |")
    for name, make in DESIGNS.items():
        estimate, drawn = measured(make, rounds)
        print(f"| {name} | {estimate:.3f} s | {drawn:.3f} s | {estimate / drawn:.2f} |", flush=True)


if __name__ == "__main__":
    main()
