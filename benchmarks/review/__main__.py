"""Seed faults into the designs of the mission, and see which rule finds each.

    python -m benchmarks.review [--rounds 5]

Prints Markdown: recall over the faults, precision over the good variants, and what a review takes
beside its estimate. To be reached: all faults by the right rule, no variant, 20 ms for a design of
15 cards, 2 s for 1,000.
"""

import argparse
import statistics
import time

import sddiagram as sd
from benchmarks.review.trial import SYSTEMS, Trial, trials
from sddiagram.estimate import estimate
from sddiagram.review import review


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    every = [one for system in SYSTEMS for one in trials(system)]
    print_trials(every)
    print_times(rounds)


def print_trials(every: list[Trial]) -> None:
    """The faults found and the variants left alone, system by system."""
    print("| system | faults | found by the right rule | good variants | left alone |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for system in SYSTEMS:
        faults = [one for one in every if one.system == system and one.rule]
        good = [one for one in every if one.system == system and not one.rule]
        right, quiet = (sum(one.is_right for one in many) for many in (faults, good))
        print(f"| {system} | {len(faults)} | {right} | {len(good)} | {quiet} |")
    faults = [one for one in every if one.rule]
    good = [one for one in every if not one.rule]
    right, loud = sum(one.is_right for one in faults), sum(not one.is_right for one in good)
    print(f"\nRecall {right / len(faults):.1%}, precision {right / (right + loud):.1%}.\n")
    for one in every:
        if not one.is_right:
            wanted = f"wanted {one.rule}, " if one.rule else ""
            print(f"- {one.system}, {one.name}: {wanted}new: {', '.join(one.new) or 'nothing'}")


def print_times(rounds: int) -> None:
    """What a review takes beside the estimate that it is given."""
    print("\n| design | components | estimate | review |\n| --- | ---: | ---: | ---: |")
    for pattern in (*(sd.load(system) for system in SYSTEMS), large(1_000)):
        view = pattern.view()
        found = estimate(view)
        review(view, found)
        estimates, reviews = [], []
        for _ in range(rounds):
            start = time.perf_counter()
            estimate(view)
            between = time.perf_counter()
            review(view, found)
            reviews.append(time.perf_counter() - between)
            estimates.append(between - start)
        one, other = (1_000 * statistics.median(times) for times in (estimates, reviews))
        print(f"| {pattern.name} | {len(view.components)} | {one:.1f} ms | {other:.1f} ms |")


def large(size: int) -> sd.Pattern:
    """A design of so many components: services with a cache, a database, a queue and workers."""
    users = sd.Client("Users", sends=sd.Requests("read", 1_000 * sd.rps))
    balancer = sd.LoadBalancer("Balancer", replicas=2)
    flows = [users >> balancer]
    parts = size // 5
    for number in range(parts):
        service = sd.Service(f"Service {number}", replicas=3, capacity=1_000 * sd.rps)
        cache = sd.Cache(f"Cache {number}", hit_ratio=0.9)
        store = sd.SQLPrimary(f"Store {number}", capacity=1_000 * sd.rps)
        jobs, workers = sd.Queue(f"Jobs {number}"), sd.Worker(f"Workers {number}", replicas=2)
        flows += [
            balancer >> sd.calls("call", share=1 / parts) >> service >> "get" >> cache,
            service >> sd.calls("misses", after=cache) >> store,
            service >> sd.emits("job") >> jobs >> workers >> "write" >> store,
        ]
    return sd.Pattern(f"Large {size}", *flows)


if __name__ == "__main__":
    main()
