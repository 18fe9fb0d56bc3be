"""What the theory of graphs says of a design: what dominates, what runs in circles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""Where each node leads."""


def reached(starts: Iterable[str], onward: Graph) -> dict[str, None]:
    """All that can be reached, the starts included, in the order in which it is found."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    while waiting:
        for one in onward.get(waiting.pop(), ()):
            if one not in found:
                found[one] = None
                waiting.append(one)
    return found


def dominators(starts: Sequence[str], onward: Graph) -> dict[str, str | None]:
    """The immediate dominator of each node that can be reached: what every way to it passes last.

    None for the starts, and for what several starts reach apart. K. Cooper, T. Harvey and
    K. Kennedy, A Simple, Fast Dominance Algorithm, 2001: repeated over the nodes in reverse
    postorder until nothing changes.
    """
    order = _reverse_postorder(starts, onward)
    number = {one: index for index, one in enumerate(order, start=1)}
    before: dict[str, list[str]] = {one: [] for one in order}
    for one in order:
        for target in onward.get(one, ()):
            before[target].append(one)
    root = ""
    number[root] = 0
    above: dict[str, str] = {root: root}
    for start in starts:
        if start in before:
            before[start].append(root)
    is_changed = True
    while is_changed:
        is_changed = False
        for one in order:
            known = [source for source in before[one] if source in above]
            new = known[0]
            for other in known[1:]:
                new = _common(new, other, above, number)
            if above.get(one) != new:
                above[one], is_changed = new, True
    return {one: above[one] or None for one in order}


def _common(one: str, other: str, above: Mapping[str, str], number: Mapping[str, int]) -> str:
    """The nearest node that dominates both."""
    while one != other:
        if number[one] > number[other]:
            one = above[one]
        else:
            other = above[other]
    return one


def _reverse_postorder(starts: Sequence[str], onward: Graph) -> list[str]:
    """The nodes that can be reached; each before those that only it leads to."""
    done: list[str] = []
    seen: set[str] = set()
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(onward.get(start, ())))]
        while stack:
            one, left = stack[-1]
            fresh = next((target for target in left if target not in seen), None)
            if fresh is None:
                done.append(one)
                stack.pop()
            else:
                seen.add(fresh)
                stack.append((fresh, iter(onward.get(fresh, ()))))
    return done[::-1]


def circles(onward: Graph) -> list[list[str]]:
    """The groups of nodes that reach each other, in the order of `onward`.

    R. Tarjan, Depth-first search and linear graph algorithms, 1972, with a stack of its own, since
    designs may be deeper than Python's.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    held: list[str] = []
    found: list[list[str]] = []
    for start in onward:
        if start in index:
            continue
        stack: list[tuple[str, Iterator[str]]] = []
        _open(start, index, low, held, stack, onward)
        while stack:
            one, left = stack[-1]
            fresh = None
            for target in left:
                if target not in index:
                    fresh = target
                    break
                if target in held:
                    low[one] = min(low[one], index[target])
            if fresh is not None:
                _open(fresh, index, low, held, stack, onward)
                continue
            stack.pop()
            if stack:
                above = stack[-1][0]
                low[above] = min(low[above], low[one])
            if low[one] == index[one]:
                at = held.index(one)
                members, held[at:] = held[at:], []
                if len(members) > 1 or one in onward.get(one, ()):
                    found.append(members)
    return found


def _open(
    one: str,
    index: dict[str, int],
    low: dict[str, int],
    held: list[str],
    stack: list[tuple[str, Iterator[str]]],
    onward: Graph,
) -> None:
    index[one] = low[one] = len(index)
    held.append(one)
    stack.append((one, iter(onward.get(one, ()))))


def longest_way(starts: Iterable[str], onward: Graph) -> list[str]:
    """The longest chain from one of `starts`, in which no node comes twice.

    What runs in circles counts once: edges back to what is still open are left out.
    """
    best: dict[str, list[str]] = {}
    opened: set[str] = set()
    longest: list[str] = []
    for start in starts:
        stack = [start] if start not in opened else []
        opened.add(start)
        while stack:
            one = stack[-1]
            fresh = next((to for to in onward.get(one, ()) if to not in opened), None)
            if fresh is not None:
                opened.add(fresh)
                stack.append(fresh)
                continue
            after = max((best.get(to, []) for to in onward.get(one, ())), key=len, default=[])
            best[one] = [one, *after] if one not in after else [one]
            stack.pop()
        longest = max(longest, best.get(start, []), key=len)
    return longest
