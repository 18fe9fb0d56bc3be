"""Rows: what the author wants to stand side by side."""

from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.flow import Chainable, Flow, refuse_part


@dataclass(frozen=True, slots=True, repr=False)
class Row(Chainable):
    """Components that stand side by side; in a chain it is all of them, as a list is."""

    components: tuple[Component, ...]

    def as_flow(self) -> Flow:
        ids = tuple(one.id for one in self.components)
        return Flow(self.components, (), ids, ids, (self.components,))

    def __repr__(self) -> str:
        return f"<Row of {', '.join(one.label for one in self.components)}>"


def row(*components: Component) -> Row:
    """Let two components or more stand side by side, whatever arrows run between them.

    It is a part of a pattern or a stage, `sd.Pattern("Shop", flows, sd.row(primary, standby))`, or
    stands in a chain like a list: `api >> sd.row(primary, standby)`. Side by side is beside each
    other where flows run from top to bottom, and below each other where they run from left to
    right. By itself a row puts nothing onto the board: a pattern refuses one that names what is in
    no flow, or what is never on the board together.

    Raises `DesignError` for fewer than two components, and for anything else.
    """
    if len(components) == 1 and isinstance(components[0], list | tuple):
        components = tuple(components[0])
    for one in components:
        if isinstance(one, Chainable) and not isinstance(one, Component):
            raise DesignError(
                "sd.row takes components, not flows; write the arrows apart from it: "
                "sd.Pattern('Shop', a >> b, sd.row(b, c))."
            )
        if not isinstance(one, Component):
            refuse_part(one, "sd.row takes components")
    several = tuple(dict.fromkeys(components))
    if len(several) < 2:
        named = f"only {several[0].label!r}" if several else "nothing"
        raise DesignError(
            f"sd.row names {named}; give it two components or more: sd.row(primary, standby)."
        )
    return Row(several)
