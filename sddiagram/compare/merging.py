"""One picture of two designs: a pattern that holds both, and the marks that tell them apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sddiagram.model.component import Component, Group
from sddiagram.model.flow import Arrow, Flow, Link
from sddiagram.model.marks import Mark, Marks, Tone
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.prose import plain


@dataclass
class Board:
    """A board of which each part is there, is missing, or is there besides."""

    view: View
    """What is drawn plain."""
    missing: Mark
    besides: Mark
    components: dict[str, Component] = field(default_factory=dict)
    arrows: dict[Arrow, None] = field(default_factory=dict)
    marks: dict[str | Arrow, Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.components |= {
            one.id: _bare(one, one.label, one.group) for one in self.view.components
        }
        self.arrows |= dict.fromkeys(map(_drawn, self.view.arrows))

    def mark(self, one: str | Arrow, mark: Mark) -> None:
        """Mark what is drawn plain, unless it has a mark."""
        self.marks.setdefault(_drawn(one) if isinstance(one, Arrow) else one, mark)

    def put_ghost(self, one: Component) -> str:
        """Put a component that is missing onto the board; its id there."""
        label = one.label if one.id not in self.components else f"{one.label} (missing)"
        groups = {group.id: group for group in self.view.groups}
        ghost = _bare(one, label, groups.get(one.group.id) if one.group else None)
        self.components[ghost.id] = ghost
        self.marks[ghost.id] = self.missing
        return ghost.id

    def put_lines(self, arrows: Iterable[Arrow], ends: Mapping[str, str]) -> None:
        """Put arrows that are missing onto it, from and to what `ends` says; others are skipped.

        One between two that are there has the words of its mark; one to a ghost needs none.
        """
        for arrow in arrows:
            source, target = ends.get(arrow.source), ends.get(arrow.target)
            if not source or not target or source == target:
                continue
            ghost = Arrow(source, target, Link(arrow.link.verb, arrow.link.label))
            if ghost in self.arrows:
                continue
            ends_there = {self.marks.get(source), self.marks.get(target)}
            self.arrows[ghost] = None
            self.marks[ghost] = Mark("", Tone.GHOST) if self.missing in ends_there else self.missing

    def mark_besides(self, ids: Iterable[str]) -> None:
        """Mark the components `ids` as there besides, with their arrows."""
        besides = set(ids)
        for id in besides:
            self.marks[id] = self.besides
        for arrow in self.arrows:
            if besides & {arrow.source, arrow.target}:
                self.marks.setdefault(arrow, Mark("", Tone.ADDED))

    def drawn(self, title: str, summary: str) -> tuple[Pattern, Marks]:
        """The pattern of all that is on it, and the marks."""
        there = [
            tuple(self.components[one.id] for one in row if one.id in self.components)
            for row in self.view.pattern.rows
        ]
        rows = tuple(row for row in there if len(row) > 1)
        pattern = Pattern(
            title,
            Flow(tuple(self.components.values()), tuple(self.arrows), rows=rows),
            summary=summary,
            direction=self.view.pattern.direction,
        )
        return pattern, self.marks


def _bare(one: Component, label: str, group: Group | None) -> Component:
    """What is drawn of a component, without the facts that estimates need."""
    return one.kind(
        label,
        technology=one.technology or "",
        note=plain(one.note),
        replicas=one.replicas,
        group=group,
        icon=one.icon,
    )


def _drawn(arrow: Arrow) -> Arrow:
    return Arrow(arrow.source, arrow.target, Link(arrow.link.verb, arrow.link.label))
