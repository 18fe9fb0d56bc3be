"""Names: of a picture's file, and of its edges."""

from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern, View


def picture_name(
    pattern: Pattern, stage: int | None = None, ending: str = ".svg", *, sheet: bool = False
) -> str:
    """The file of a picture of `pattern`: `NAME.svg`, or with its stage `NAME-stage-2.svg`."""
    which = "" if stage is None else f"-stage-{stage}"
    return f"{pattern.name}{which}{'-sheet' if sheet else ''}{ending}"


def edge_ids(view: View) -> dict[Arrow, str]:
    """An id an arrow: `users--api`, with a number from the second parallel arrow on.

    They count over all stages, so that an arrow keeps its id from one stage to the next.
    """
    ids: dict[Arrow, str] = {}
    taken: dict[str, int] = {}
    for board in view.pattern.views:
        for arrow in board.arrows:
            if arrow in ids:
                continue
            name = f"{arrow.source}--{arrow.target}"
            taken[name] = taken.get(name, 0) + 1
            ids[arrow] = name if taken[name] == 1 else f"{name}--{taken[name]}"
    return ids
