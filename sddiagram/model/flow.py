"""Flows: what `>>` builds.

`a >> "label" >> [b, c] >> d` is a value; nothing happens until a stage takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TypeVar, overload

from sddiagram.errors import DesignError
from sddiagram.model.link import Link

if TYPE_CHECKING:
    from sddiagram.model.component import Component

T = TypeVar("T")


class Chainable:
    """What can stand at either end of `>>`, and shows itself in a notebook."""

    __slots__ = ()

    def as_flow(self) -> "Flow":
        """This alone, as a flow."""
        raise NotImplementedError

    @overload
    def __rshift__(self, other: "str | Link") -> "Dangling": ...
    @overload
    def __rshift__(self, other: "End") -> "Flow": ...
    def __rshift__(self, other: "str | Link | End") -> "Dangling | Flow":
        flow = Flow.of(self)
        if isinstance(other, str | Link):
            return Dangling(flow, Link(label=other) if isinstance(other, str) else other)
        return flow.joined(Link(), Flow.of(other))

    def __rrshift__(self, source: "Sequence[Chainable]") -> "Flow":
        return Flow.of(source).joined(Link(), Flow.of(self))

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, object]:
        from sddiagram.notebook import mimebundle

        return mimebundle(self)


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge: the ids of the components at its ends and the link between them."""

    source: str
    target: str
    link: Link


@dataclass(frozen=True, slots=True)
class Flow(Chainable):
    """A chain of components, as `a >> "label" >> [b, c] >> d` builds it."""

    components: "tuple[Component, ...]"
    arrows: tuple[Arrow, ...] = ()
    first: tuple[str, ...] = ()
    """Ids of the components that the flow starts at."""
    last: tuple[str, ...] = ()
    """Ids of the components that the next arrow leaves from."""

    def as_flow(self) -> "Flow":
        return self

    @staticmethod
    def of(end: "End") -> "Flow":
        """`end` as a flow: a component, a flow, or a list of either side by side."""
        if isinstance(end, Chainable):
            return end.as_flow()
        if isinstance(end, list | tuple) and end:
            flows = [Flow.of(member) for member in end]
            return Flow(
                _once(component for flow in flows for component in flow.components),
                _once(arrow for flow in flows for arrow in flow.arrows),
                _once(name for flow in flows for name in flow.first),
                _once(name for flow in flows for name in flow.last),
            )
        return refuse_part(end, "`>>` joins components, flows and lists of them")

    def joined(self, link: Link, onward: "Flow") -> "Flow":
        """This flow, then a `link` from each of its ends to each start of `onward`."""
        between = (Arrow(start, end, link) for start in self.last for end in onward.first)
        return Flow(
            _once([*self.components, *onward.components]),
            _once([*self.arrows, *between, *onward.arrows]),
            self.first,
            onward.last,
        )


End = Chainable | Sequence[Chainable]


@dataclass(frozen=True, slots=True)
class Dangling:
    """An arrow that waits for its target: `a >> "label"`. No stage takes one."""

    flow: Flow
    link: Link

    def __rshift__(self, target: End) -> Flow:
        if isinstance(target, str | Link):
            raise DesignError(
                f"{self.link.label!r} and {getattr(target, 'label', target)!r} stand side by side; "
                "between two components there is one label or verb, such as sd.emits('order')."
            )
        return self.flow.joined(self.link, Flow.of(target))


def refuse_part(part: object, expected: str) -> NoReturn:
    """Raise the `DesignError` that says what `part` is and what was expected."""
    if isinstance(part, Dangling):
        raise DesignError(
            f"The arrow {part.link.label or part.link.verb.value!r} from "
            f"{part.flow.components[-1].label!r} ends nowhere; write what it reaches after it."
        )
    noun = getattr(part, "noun", "")
    shown = f"the kind {noun} itself; call it with a label" if noun else repr(part)
    raise DesignError(f"{expected}, not {shown}.")


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
