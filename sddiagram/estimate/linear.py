"""Flows that may run in circles, solved exactly: what each place is given in the end."""

from collections.abc import Iterator, Mapping, Sequence

Gains = Mapping[str, Mapping[str, float]]
"""For each source: how much of what it is given goes on to each target."""


class Amplifies(Exception):  # noqa: N818 - it is caught, and told as a DesignError
    """A loop that gives back at least as much as it is given; it names the places."""

    def __init__(self, loop: Sequence[str], gain: float) -> None:
        super().__init__(loop)
        self.loop, self.gain = loop, gain


def solved(entering: Mapping[str, float], gains: Gains) -> dict[str, float]:
    """What each place is given: what enters there, and what its sources pass on.

    Places in a circle are solved together by elimination, all others in order. Raises `Amplifies`.
    """
    given = dict(entering)
    for places in _in_order(gains, list(entering)):
        if len(places) > 1 or places[0] in gains.get(places[0], ()):
            _solve_circle(places, gains, given)
        inside = set(places)
        for source in places:
            amount = given.get(source, 0.0)
            for target, gain in gains.get(source, {}).items():
                if target not in inside:
                    given[target] = given.get(target, 0.0) + amount * gain
    return given


def _solve_circle(places: Sequence[str], gains: Gains, given: dict[str, float]) -> None:
    """Solve x = given + gains x among `places`; the diagonal stays above 0 as long as it can."""
    rows = {place: {place: 1.0} for place in places}
    right = {place: given.get(place, 0.0) for place in places}
    for source in places:
        for target, gain in gains.get(source, {}).items():
            if target in rows and gain:
                rows[target][source] = rows[target].get(source, 0.0) - gain
    for index, pivot in enumerate(places):
        size = rows[pivot].get(pivot, 0.0)
        # Gains are never negative: a circle amplifies exactly when a pivot is used up.
        if size <= 1e-12:
            raise Amplifies(*_loop(places, gains))
        for below in places[index + 1 :]:
            factor = rows[below].pop(pivot, 0.0) / size
            if factor:
                for column, value in rows[pivot].items():
                    if column != pivot:
                        rows[below][column] = rows[below].get(column, 0.0) - factor * value
                right[below] -= factor * right[pivot]
    for place in reversed(places):
        rest = sum(v * given[c] for c, v in rows[place].items() if c != place)
        given[place] = (right[place] - rest) / rows[place][place]


def _loop(places: Sequence[str], gains: Gains) -> tuple[list[str], float]:
    """One loop among `places`, along the strongest arrows, and what it gives back."""
    inside, path = set(places), [places[0]]
    while True:
        onward = {t: g for t, g in gains.get(path[-1], {}).items() if t in inside}
        strongest = max(onward, key=lambda target: onward[target])
        if strongest in path:
            loop = path[path.index(strongest) :]
            gain = 1.0
            for source, target in zip(loop, [*loop[1:], loop[0]], strict=True):
                gain *= gains[source][target]
            return loop, gain
        path.append(strongest)


def _in_order(gains: Gains, starts: Sequence[str]) -> Iterator[list[str]]:
    """The places that can be reached, sources before targets; those in a circle together.

    Tarjan's algorithm with a stack of its own, since designs may be deeper than Python's.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for start in starts:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        waiting.append(start)
        on_stack.add(start)
        work = [(start, iter(gains.get(start, {})))]
        while work:
            place, targets = work[-1]
            for target in targets:
                if target not in number:
                    number[target] = low[target] = len(number)
                    waiting.append(target)
                    on_stack.add(target)
                    work.append((target, iter(gains.get(target, {}))))
                    break
                if target in on_stack:
                    low[place] = min(low[place], number[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[place])
                if low[place] == number[place]:
                    group: list[str] = []
                    while not group or group[-1] != place:
                        group.append(waiting.pop())
                        on_stack.discard(group[-1])
                    found.append(sorted(group, key=lambda one: number[one]))
    return reversed(found)
