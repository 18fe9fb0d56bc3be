"""Seed faults into the designs of the mission, and see which rule finds each.

    python -m benchmarks.review [--rounds 5]

Prints Markdown: recall over the faults, precision over the good variants, and what a review takes
beside its estimate. To be reached: all faults by the right rule, no variant, 20 ms for a design of
15 cards, 2 s for 1,000.
"""

import argparse
import statistics
import time
from collections.abc import Mapping

import sddiagram as sd
from benchmarks.review.trial import SYSTEMS, Trial, trials
from sddiagram.estimate import estimate
from sddiagram.library import built_in
from sddiagram.review import review


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds: int = parser.parse_args().rounds
    print_trials({system: trials(system) for system in SYSTEMS})
    others = [entry.name for entry in built_in() if entry.name not in SYSTEMS]
    print("\nThe other designs of the library, for which the edits were not made:\n")
    print_trials({f"the {len(others)} others": [one for name in others for one in trials(name)]})
    print_times(rounds)


def print_trials(tried: Mapping[str, list[Trial]]) -> None:
    """The faults found and the variants left alone, system by system."""
    print("| system | faults | found by the right rule | good variants | left alone |")
    print("| --- | ---: | ---: | ---: | ---: |")
    every = [one for many in tried.values() for one in many]
    for system, many in tried.items():
        faults = [one.is_right for one in many if one.rule]
        good = [one.is_right for one in many if not one.rule]
        print(f"| {system} | {len(faults)} | {sum(faults)} | {len(good)} | {sum(good)} |")
    right = sum(one.is_right for one in every if one.rule)
    loud = sum(not one.is_right for one in every if not one.rule)
    recall = right / sum(bool(one.rule) for one in every)
    print(f"\nRecall {recall:.1%}, precision {right / (right + loud):.1%}.\n")
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
