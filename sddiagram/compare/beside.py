"""A comparison as one picture: matched plain, missing faint and dashed, extra standing out."""

from sddiagram.compare.merging import Board
from sddiagram.compare.values import Comparison, How
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marks, Tone
from sddiagram.model.pattern import Pattern

MISSING, EXTRA = Mark("missing", Tone.GHOST), Mark("extra", Tone.ADDED)

_HALF = {
    How.STAND_IN: Mark("in part", Tone.WARNING),
    How.ELSEWHERE: Mark("elsewhere", Tone.WARNING),
}


def merged(found: Comparison) -> tuple[Pattern, Marks]:
    """My design with all that the reference has besides, and the marks that tell them apart."""
    board = Board(found.mine, MISSING, EXTRA)
    ends = {id: match.mine[0].id for id, match in found.pairs.items()}
    absent = {one.where for one in found.missing}
    for one in found.reference.components:
        if one.id in absent:
            ends[one.id] = board.put_ghost(one)
    ways = [one.where for one in found.missing if isinstance(one.where, Arrow)]
    lines = [
        arrow
        for arrow in found.reference.arrows
        if arrow in ways or absent & {arrow.source, arrow.target}
    ]
    board.put_lines(lines, ends)
    board.mark_besides(one.id for one in found.extra)
    for match in found.pairs.values():
        if match.how in _HALF:
            board.mark(match.mine[0].id, _HALF[match.how])
    most, got = (sum(getattr(line, what) for line in found.rubric) for what in ("most", "points"))
    said = f"Score {found.score:.2f}: {got:g} of {most:g} points"
    if found.missing:
        said += f", {len(found.missing)} missing"
    return board.drawn(
        f"{found.mine.pattern.title} beside {found.reference.pattern.title}", f"{said}."
    )
