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
    """Solve x = given + gains x among `places`.

    What arrows lead back to is unknown at first: all else is written in terms of these few places,
    for which a small system is left. Gains are never negative, so a circle amplifies exactly when
    a pivot of that system is used up.
    """
    order = _forward(places, gains)
    rank = {place: index for index, place in enumerate(order)}
    sources: dict[str, list[tuple[str, float]]] = {place: [] for place in order}
    for source in order:
        for target, gain in gains.get(source, {}).items():
            if target in rank and gain:
                sources[target].append((source, gain))
    unknown = [one for one in order if any(rank[by] >= rank[one] for by, _ in sources[one])]
    is_unknown = set(unknown)
    terms: dict[str, dict[str, float]] = {}
    for place in order:
        terms[place] = {place: 1.0} if place in is_unknown else _sum(place, sources, terms, given)
    rows = {place: _sum(place, sources, terms, given) for place in unknown}
    amounts = _eliminated(unknown, rows)
    if amounts is None:
        raise Amplifies(*_loop(places, gains))
    for place in order:
        found = terms[place]
        given[place] = found.get(_ENTERS, 0.0) + sum(
            factor * amounts[name] for name, factor in found.items() if name != _ENTERS
        )


_ENTERS = ""
"""The term that is no place, but what enters from outside."""


def _sum(
    place: str,
    sources: Mapping[str, Sequence[tuple[str, float]]],
    terms: Mapping[str, Mapping[str, float]],
    given: Mapping[str, float],
) -> dict[str, float]:
    """What `place` is given, in terms of the unknown places and of what enters."""
    total = {_ENTERS: given.get(place, 0.0)}
    for source, gain in sources[place]:
        for name, factor in terms[source].items():
            total[name] = total.get(name, 0.0) + gain * factor
    return total


def _eliminated(
    unknown: Sequence[str], rows: dict[str, dict[str, float]]
) -> dict[str, float] | None:
    """The unknown places, each the sum that its row says; None if a pivot is used up."""
    right = {place: row.pop(_ENTERS, 0.0) for place, row in rows.items()}
    left = {
        place: {other: (other == place) - row.get(other, 0.0) for other in {*row, place}}
        for place, row in rows.items()
    }
    for index, pivot in enumerate(unknown):
        size = left[pivot].get(pivot, 0.0)
        if size <= _USED_UP:
            return None
        for below in unknown[index + 1 :]:
            factor = left[below].pop(pivot, 0.0) / size
            if factor:
                for column, value in left[pivot].items():
                    if column != pivot:
                        left[below][column] = left[below].get(column, 0.0) - factor * value
                right[below] -= factor * right[pivot]
    found: dict[str, float] = {}
    for place in reversed(unknown):
        rest = sum(v * found[column] for column, v in left[place].items() if column in found)
        found[place] = (right[place] - rest) / left[place][place]
    return found


_USED_UP = 1e-12
"""Of a request: less than this left over is the rounding of a loop that gives back all."""


def _forward(places: Sequence[str], gains: Gains) -> list[str]:
    """The places of a circle so that as few arrows as one walk can find lead back."""
    inside, done, seen = set(places), [], {places[0]}
    work = [(places[0], iter(gains.get(places[0], {})))]
    while work:
        place, targets = work[-1]
        onward = next((one for one in targets if one in inside and one not in seen), None)
        if onward is None:
            work.pop()
            done.append(place)
        else:
            seen.add(onward)
            work.append((onward, iter(gains.get(onward, {}))))
    return done[::-1]


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
