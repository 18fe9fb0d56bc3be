"""What a format is given: a view, its layout, and how it is to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sddiagram.estimate.board import numbers
from sddiagram.estimate.breaking import at_a_glance
from sddiagram.estimate.marking import lost_calls, number_marks
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marked, Marks, Tone
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern, View
from sddiagram.render.options import Options as Options
from sddiagram.render.theme import Theme, theme_named
from sddiagram.request_path import request_path

if TYPE_CHECKING:
    from sddiagram.render.layout import Layout


@dataclass(frozen=True)
class Drawing:
    """A picture to be drawn: a view, and how."""

    view: View
    options: Options = Options()
    staged: bool = False
    """Whether the picture is one stage of several: it then says which, and marks what is new."""
    given: "Layout | None" = None
    """The pattern's layout, where it is known from another picture."""
    pattern: Pattern | None = None
    """What the numbers are of: the pattern before it was told, or a what-if of it."""

    standing: Mapping[int, Marks] = field(default_factory=dict)
    """By stage, marks that stand where those of the numbers would, if they are made already."""

    @cached_property
    def layout(self) -> "Layout":
        """The places of everything in all stages of the pattern."""
        if self.given:
            return self.given
        # Here, since `diagrams` is slow to load, and some formats are not laid out.
        from sddiagram.render.layout import layout

        return layout(self.view.pattern, self.options.direction, self.options.engine)

    @cached_property
    def theme(self) -> Theme:
        """The colours asked for."""
        return theme_named(self.options.theme)

    @property
    def stages(self) -> tuple["Drawing", ...]:
        """A drawing of each stage up to this one, in the same layout."""
        views = self.view.pattern.views[: self.view.number]
        return tuple(replace(self, view=one, staged=True, given=self.layout) for one in views)

    @property
    def asked(self) -> Pattern | None:
        """The pattern whose numbers are to be written, if any are."""
        return self.pattern if self.options.numbers and not self.standing else None

    @cached_property
    def numbers(self) -> Numbers | None:
        """What follows from the facts of this view, if it is asked for."""
        return numbers(self.asked.view(self.view.number)) if self.asked else None

    @property
    def remark(self) -> str:
        """What the heading says of the numbers."""
        return at_a_glance(self.numbers) if self.numbers else ""

    @cached_property
    def marks(self) -> Marks:
        """What is written onto the components and arrows of this view."""
        view = self.view
        marks: dict[str | Arrow, Mark] = {}
        if self.standing:
            marks |= self.standing.get(view.number, {})
        elif self.asked and self.numbers:
            asked = self.asked.view(view.number)
            marks |= number_marks(view, asked, self.numbers, lost_calls(view, asked, numbers))
        if self.options.numbered:
            marks |= {arrow: Mark(str(step)) for arrow, step in request_path(view).items()}
        for one, mark in self.found.marks.items():
            marks[one] = _joined(marks[one], mark) if one in marks else mark
        on_board = {*(component.id for component in view.components), *view.arrows}
        marks |= self.options.marks
        return {one: mark for one, mark in marks.items() if one in on_board}

    @property
    def found(self) -> Marked:
        """What a review found on this board."""
        return self.options.findings.get(self.view.number, Marked())


def _joined(one: Mark, other: Mark) -> Mark:
    """Two marks of one place as one, in the tone that is heard first."""
    tone = max(one.tone, other.tone, key=[*Tone].index)
    return Mark(f"{one.text} · #{other.text}", tone)
