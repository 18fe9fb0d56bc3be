"""Least squares on a line under separations (VPSC, after Dwyer, Marriott and Stuckey 2006).

Sums are `fsum`, whose last bit is the same in every version of Python.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import NamedTuple

_EXACT = 1e-4
_ROUNDS = 60


class Separation(NamedTuple):
    """The variable `right` is at least `gap` beyond `left`, or exactly."""

    left: int
    right: int
    gap: float
    is_exact: bool = False


class _Block:
    """Variables that active separations hold together."""

    __slots__ = ("members", "place", "pull", "weight")

    def __init__(self, members: list[int], weight: float, pull: float) -> None:
        self.members, self.weight, self.pull = members, weight, pull
        self.place = pull / weight


def solve(
    wanted: Sequence[float], weights: Sequence[float], separations: Sequence[Separation]
) -> list[float]:
    """The places nearest to `wanted` that keep `separations`.

    A separation that cannot be kept together with those before it is left out.
    """
    solver = _Solver(wanted, weights, separations)
    solver.satisfy()
    for _ in range(_ROUNDS):
        if not solver.split():
            break
        solver.satisfy()
    return [solver.place(one) for one in range(len(wanted))]


class _Solver:
    def __init__(
        self, wanted: Sequence[float], weights: Sequence[float], separations: Sequence[Separation]
    ) -> None:
        self.wanted, self.weights, self.all = wanted, weights, separations
        self.offset = [0.0] * len(wanted)
        self.block = [
            _Block([one], weight, weight * want)
            for one, (want, weight) in enumerate(zip(wanted, weights, strict=True))
        ]
        self.active = [False] * len(separations)
        self.waiting = [True] * len(separations)
        """Neither active nor given up."""
        self.touching: list[list[int]] = [[] for _ in wanted]
        for index, one in enumerate(separations):
            self.touching[one.left].append(index)
            self.touching[one.right].append(index)

    def place(self, one: int) -> float:
        return self.block[one].place + self.offset[one]

    def satisfy(self) -> None:
        """Merge blocks over violated separations, the worst first, until none is violated."""
        for _ in range(8 * len(self.all) + 8):
            worst = sorted((-lack, index) for index, lack in self._violated())
            if not worst:
                return
            for _, index in worst:
                left, right, gap, is_exact = self.all[index]
                lack = self.place(left) + gap - self.place(right)
                if not self.waiting[index] or (abs(lack) if is_exact else lack) <= _EXACT:
                    continue
                if self.block[left] is self.block[right] and not self._loosened(index):
                    continue
                if self.block[left] is not self.block[right]:
                    self._merge(index)

    def _violated(self) -> Iterator[tuple[int, float]]:
        """The violated separations, and by how much; exact ones come before all others."""
        at = [block.place + offset for block, offset in zip(self.block, self.offset, strict=True)]
        for index, (left, right, gap, is_exact) in enumerate(self.all):
            lack = at[left] + gap - at[right]
            if (lack > _EXACT or (is_exact and lack < -_EXACT)) and self.waiting[index]:
                yield index, abs(lack) + 1e6 if is_exact else lack

    def _merge(self, index: int) -> None:
        left, right, gap, _ = self.all[index]
        one, other = self.block[left], self.block[right]
        shift = self.offset[left] + gap - self.offset[right]
        if len(one.members) < len(other.members):
            one, other, shift = other, one, -shift
        for member in other.members:
            self.offset[member] += shift
            self.block[member] = one
        one.members += other.members
        one.weight += other.weight
        one.pull += other.pull - shift * other.weight
        one.place = one.pull / one.weight
        self._set(index, active=True)

    def _set(self, index: int, *, active: bool) -> None:
        self.active[index], self.waiting[index] = active, not active

    def _loosened(self, index: int) -> bool:
        """Whether a separation between the two ends of `index`, in one block, could be let go."""
        left, right, *_ = self.all[index]
        forces = self._forces(self.block[left])
        best = -1
        for one in self._path(left, right):
            if not self.all[one].is_exact and (best < 0 or forces[one] < forces[best]):
                best = one
        if best < 0:
            self.waiting[index] = False
            return False
        self._release(best)
        return True

    def _release(self, index: int) -> tuple[_Block, _Block]:
        self._set(index, active=False)
        left, right, *_ = self.all[index]
        return self._rebuilt(left), self._rebuilt(right)

    def _forces(self, block: _Block) -> dict[int, float]:
        """How hard each active separation of the block pushes (its Lagrange multiplier)."""
        root = block.members[0]
        order, parent = [root], {root: -1}
        for one in order:
            for index in self.touching[one]:
                if self.active[index] and index != parent[one]:
                    other = self._other(index, one)
                    if other not in parent:
                        parent[other] = index
                        order.append(other)
        pushed: defaultdict[int, float] = defaultdict(float)
        forces: dict[int, float] = {}
        for one in reversed(order):
            force = pushed[one] + self.weights[one] * (self.place(one) - self.wanted[one])
            if (index := parent[one]) >= 0:
                forces[index] = force if self.all[index].right == one else -force
                pushed[self._other(index, one)] += force
        return forces

    def _other(self, index: int, one: int) -> int:
        left, right, *_ = self.all[index]
        return right if left == one else left

    def _rebuilt(self, start: int) -> _Block:
        """The block of what active separations connect with `start`."""
        order, seen = [start], {start}
        for one in order:
            for index in self.touching[one]:
                if self.active[index] and (other := self._other(index, one)) not in seen:
                    seen.add(other)
                    order.append(other)
        weights, offset = self.weights, self.offset
        block = _Block(
            order,
            fsum(weights[one] for one in order),
            fsum(weights[one] * (self.wanted[one] - offset[one]) for one in order),
        )
        for one in order:
            self.block[one] = block
        return block

    def _path(self, start: int, end: int) -> list[int]:
        """The active separations walked from left to right between two variables of a block."""
        came: dict[int, tuple[int, int]] = {start: (-1, -1)}
        order = [start]
        for one in order:
            if one == end:
                break
            for index in self.touching[one]:
                if self.active[index] and (other := self._other(index, one)) not in came:
                    came[other] = one, index
                    order.append(other)
        found = []
        while end != start:
            before, index = came[end]
            if self.all[index].left == before:
                found.append(index)
            end = before
        return found[::-1]

    def split(self) -> bool:
        """Let go, in each block, of the separation that pulls hardest the wrong way."""
        seen: set[int] = set()
        kept: list[_Block] = []
        was_split = False
        for one in range(len(self.wanted)):
            block = self.block[one]
            if id(block) in seen:
                continue
            seen.add(id(block))
            kept.append(block)
            if len(block.members) < 2:
                continue
            worst, found = -_EXACT, -1
            for index, force in self._forces(block).items():
                if not self.all[index].is_exact and force < worst:
                    worst, found = force, index
            if found >= 0:
                halves = self._release(found)
                kept += halves
                seen.update(map(id, halves))
                was_split = True
        return was_split


class Equalities:
    """Equalities between variables, as far as the separations let them be.

    Places that keep all of them are carried along: what is new pushes on only what is in its way,
    and is taken back when it comes round to where it started.
    """

    def __init__(self, size: int, separations: Iterable[Separation]) -> None:
        self.found: list[Separation] = []
        self._at = [0.0] * size
        self._after: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        for left, right, gap, is_exact in separations:
            self._keep(left, right, gap)
            if is_exact:
                self._keep(right, left, -gap)

    def add(self, one: int, other: int, offset: float = 0.0) -> bool:
        """Let `other` be exactly `offset` beyond `one`; False if the separations forbid it."""
        if not self._keep(one, other, offset):
            return False
        if not self._keep(other, one, -offset):
            self._after[one].pop()
            return False
        self.found.append(Separation(one, other, offset, True))
        return True

    def _keep(self, one: int, other: int, gap: float) -> bool:
        """Let `other` be at least `gap` beyond `one`, unless that leads back to `one`."""
        at, after = self._at, self._after
        old: dict[int, float] = {}
        waiting = deque([(other, at[one] + gap)])
        while waiting:
            here, least = waiting.popleft()
            if at[here] >= least - 1e-6:
                continue
            if here == one:
                for moved, place in old.items():
                    at[moved] = place
                return False
            old.setdefault(here, at[here])
            at[here] = least
            waiting.extend((beyond, least + far) for beyond, far in after[here])
        after[one].append((other, gap))
        return True
