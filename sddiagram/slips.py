"""Names that were probably meant: those a slip of the fingers away from what was typed."""

from collections.abc import Iterable


def near(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of `known` that `typed` is a slip of, whatever their case: the nearest three at most.

    A slip leaves out, adds or changes a letter, or swaps two neighbours. Short names allow for
    fewer, and those of three letters only for a swap: with another letter they are other names.

    >>> near("postgers", ["postgres", "redis"])
    ('postgres',)
    >>> near("gpu", ["tpu"])
    ()
    """
    wanted = typed.casefold()
    allowed = sum(len(wanted) >= enough for enough in (3, 8, 12))
    found = sorted(
        (_slips(wanted, name.casefold()), name)
        for name in dict.fromkeys(known)
        if abs(len(name) - len(typed)) <= allowed
    )
    return tuple(name for slips, name in found[:3] if slips <= allowed)


def _slips(typed: str, known: str) -> int:
    """How many slips lead from `known` to `typed`."""
    slip = 1 if len(typed) > 3 else 2
    before: list[int] = []
    above = [slip * column for column in range(len(known) + 1)]
    for row, letter in enumerate(typed, start=1):
        here = [slip * row]
        for column, other in enumerate(known, start=1):
            # The first letter of a short name is the last that anybody gets wrong.
            is_other = row == column == 1 and len(typed) <= 4
            changed = above[column - 1] + (0 if letter == other else slip + is_other)
            slips = min(above[column] + slip, here[column - 1] + slip, changed)
            if row > 1 < column and typed[row - 2] == other and letter == known[column - 2]:
                slips = min(slips, before[column - 2] + 1)
            here.append(slips)
        before, above = above, here
    return above[-1]
