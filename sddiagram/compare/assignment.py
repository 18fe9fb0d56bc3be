"""Which of one side belongs to which of the other, so that the sum of their scores is largest.

The Hungarian method with shortest augmenting paths, in the form of R. Jonker and A. Volgenant, "A
shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38
(1987). What cannot belong together falls apart into blocks, which are solved one by one.
"""

from collections.abc import Mapping
from math import inf

Scores = Mapping[tuple[str, str], float]


def assigned(scores: Scores) -> dict[str, str]:
    """For each left name its right one; only pairs that have a score above 0 are made.

    >>> assigned({("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8})
    {'a': 'y', 'b': 'x'}
    """
    found: dict[str, str] = dict.fromkeys((left for left, _ in scores), "")
    for lefts, rights in _blocks(scores):
        for left, right in _solved(lefts, rights, scores).items():
            if scores.get((left, right), 0.0) > 0:
                found[left] = right
    return {left: right for left, right in found.items() if right}


def _blocks(scores: Scores) -> list[tuple[list[str], list[str]]]:
    """Names that are joined by pairs, with all that those are joined to."""
    onward: dict[str, list[str]] = {}
    backward: dict[str, list[str]] = {}
    for left, right in scores:
        onward.setdefault(left, []).append(right)
        backward.setdefault(right, []).append(left)
    seen: set[str] = set()
    blocks = []
    for start in onward:
        if start in seen:
            continue
        lefts, rights, waiting = [], dict[str, None](), [start]
        seen.add(start)
        while waiting:
            left = waiting.pop()
            lefts.append(left)
            for right in onward[left]:
                if right in rights:
                    continue
                rights[right] = None
                for other in backward[right]:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        blocks.append((lefts, [*rights]))
    return blocks


def _solved(lefts: list[str], rights: list[str], scores: Scores) -> dict[str, str]:
    """The best pairs of a block, a right name for each left one as far as they go."""
    if len(lefts) > len(rights):
        turned = {(right, left): score for (left, right), score in scores.items()}
        return {left: right for right, left in _solved(rights, lefts, turned).items()}
    cost = [[-scores.get((left, right), 0.0) for right in rights] for left in lefts]
    rows, columns = len(lefts), len(rights)
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, way, used = [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            used[column] = True
            at, shift, onward = owner[column], inf, 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                reduced = cost[at - 1][other - 1] - row_price[at] - column_price[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < shift:
                    shift, onward = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[owner[other]] += shift
                    column_price[other] -= shift
                else:
                    least[other] -= shift
            column = onward
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return {lefts[owner[c] - 1]: rights[c - 1] for c in range(1, columns + 1) if owner[c]}
