"""Flows: what `>>` builds, and the verbs and links that stand between two arrows.

`a >> "label" >> [b, c] >> d` is a value; nothing happens until a stage takes it.
"""

from collections.abc import Iterable, Iterator, KeysView, Sequence, ValuesView
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, NoReturn, TypeVar, overload

from sddiagram.errors import DesignError
from sddiagram.model.facts import ratio, require, several
from sddiagram.model.text import clean, shown
from sddiagram.model.traffic import Requests
from sddiagram.units import KB, Quantity, hour

if TYPE_CHECKING:
    from sddiagram.model.component import Component

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Verb:
    """How one component reaches another; calling it makes a link: `sd.emits("order placed")`.

    A row of the table in links.py: what it means, and the style in which it is drawn.
    """

    name: str
    meaning: str = field(compare=False, default="")
    dash: tuple[float, ...] = field(compare=False, default=())
    """Lengths of line and gap in px, in turn; a whole line without them. Under 2 px it is a dot."""
    width: float = field(compare=False, default=1.5)
    """Of the line, in px."""
    is_waited_for: bool = field(compare=False, default=True)
    """Whether a request goes on only after it."""
    is_background: bool = field(compare=False, default=False)
    """Whether it runs beside the requests, and never for one of them: it carries bytes."""
    is_answer: bool = field(compare=False, default=False)
    """Whether it only gives an answer, which brings nobody new requests."""

    def __call__(
        self,
        label: str = "",
        *,
        share: float | None = None,
        of: Requests | Sequence[Requests] = (),
        after: "Component | None" = None,
        hits_of: "Component | None" = None,
        fallback: "Component | None" = None,
        beside: "Component | None" = None,
        times: float = 1,
        costs: Quantity | float | None = None,
        size: Quantity | None = None,
        every: Quantity | None = None,
    ) -> "Link":
        """The link that carries `label`.

        `share` is the part of what its source is asked that goes on here, `of` the only classes of
        requests that do. `after` a cache that the same source asks: only what it misses; `hits_of`
        one: only what it answers. `fallback` for a component: only what that cannot take when it
        fails. `beside` a component that the same source calls: at the same time as that call, and
        not after it. `times` calls are made for each request; each call costs `costs` of the
        target's capacity (500, or `51 * sd.keys`) and carries `size` bytes; batches run `every` so
        often.

        Raises `DesignError` for a fact that cannot be.
        """
        return Link(
            self,
            label,
            share,
            several(Requests, of, f"of= of {label!r} holds", "of=reads, a sd.Requests(...)"),
            _named_by("after", label, after),
            _named_by("hits_of", label, hits_of),
            _named_by("fallback", label, fallback),
            times,
            costs,
            size,
            every,
            _named_by("beside", label, beside),
        )

    def __rrshift__(self, source: "Sequence[Chainable]") -> "Dangling":
        return Dangling(Flow.of(source), Link(self))

    def __repr__(self) -> str:
        return f"sd.{self.name}"


CALLS = Verb("calls", "a request whose caller waits for the answer")
"""What a bare `>>` and a bare text mean; all other rows are in links.py."""


@dataclass(frozen=True, slots=True)
class Link:
    """What stands between two arrows: how the one side reaches the other, and with what."""

    verb: Verb = CALLS
    label: str = ""
    share: float | None = None
    """Part of what its source is asked that goes on here: 0.3 is 30 %."""
    of: tuple[Requests, ...] = ()
    """The only classes that it carries; empty: all that its source is asked."""
    after: str = ""
    """Id of the cache that was asked before: only what that missed goes on."""
    hits_of: str = ""
    """Id of the cache whose hits go on here."""
    fallback: str = ""
    """Id of the component for which it steps in when that fails."""
    times: float = 1
    """Calls for each request."""
    costs: Quantity | float | None = None
    """What one call takes of its target's capacity; nothing said: one."""
    size: Quantity | None = None
    """Bytes of one call, or of one batch."""
    every: Quantity | None = None
    """How often a batch runs."""
    beside: str = ""
    """Id of the component that is called at the same time."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", clean(self.label, "What an arrow says"))
        own = f" of {self.label!r}"
        if self.share is not None:
            object.__setattr__(self, "share", _share(self.share, own))
        _require_amount("times", self.times, own, "3 calls for each request are times=3")
        if self.costs is not None and not isinstance(self.costs, Quantity):
            _require_amount("costs", self.costs, own, "500 scores a call are costs=500")
        if isinstance(self.costs, Quantity) and self.costs.dimension != (0, 0):
            raise DesignError(f"costs={self.costs}{own}; give what one call takes: 51 * sd.keys.")
        if self.size is not None:
            require(f"size{own}", self.size, "a size", 2 * KB)
        if self.every is not None:
            require(f"every{own}", self.every, "a time", 1 * hour)
        if self.after and self.hits_of:
            raise DesignError(
                f"after= and hits_of={own}: an arrow carries what a cache missed or what it "
                "answered; draw two arrows for both."
            )

    def __rrshift__(self, source: "Sequence[Chainable]") -> "Dangling":
        return Dangling(Flow.of(source), self)


class Chainable:
    """What can stand at either end of `>>`."""

    __slots__ = ()

    def as_flow(self) -> "Flow":
        """This alone, as a flow."""
        raise NotImplementedError

    @overload
    def __rshift__(self, other: "str | Link | Verb") -> "Dangling": ...
    @overload
    def __rshift__(self, other: "End") -> "Flow": ...
    def __rshift__(self, other: "str | Link | Verb | End") -> "Dangling | Flow":
        return joined(self, other)

    def __rrshift__(self, source: "Sequence[Chainable]") -> "Flow":
        return Flow.of(source).joined(Link(), Flow.of(self))

    # What is typed by mistake for an arrow. Hidden from type checkers, which refuse it themselves.
    if not TYPE_CHECKING:

        def _no_arrow(self, other: object = None) -> NoReturn:
            raise DesignError(
                "Only `>>` joins components: write a >> b, a >> 'label' >> b, or b >> a for an "
                "arrow that points the other way."
            )

        __sub__ = __rsub__ = __add__ = __radd__ = __or__ = __ror__ = __and__ = __rand__ = _no_arrow
        __mul__ = __rmul__ = __truediv__ = __xor__ = __matmul__ = __mod__ = _no_arrow
        __neg__ = __pos__ = __invert__ = _no_arrow
        __lshift__ = __rlshift__ = __lt__ = __gt__ = __le__ = __ge__ = _no_arrow


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge: the ids of the components at its ends and the link between them."""

    source: str
    target: str
    link: Link
    beside: tuple[str, ...] = field(default=(), compare=False)
    """Ids of all that its source reaches at the same time: `a >> [b, c]`."""


@dataclass(frozen=True, slots=True, repr=False)
class Flow(Chainable):
    """A chain of components, as `a >> "label" >> [b, c] >> d` builds it."""

    components: "tuple[Component, ...]"
    arrows: tuple[Arrow, ...] = ()
    first: tuple[str, ...] = ()
    """Ids of the components that the flow starts at."""
    last: tuple[str, ...] = ()
    """Ids of the components that the next arrow leaves from."""
    rows: "tuple[tuple[Component, ...], ...]" = ()
    """Components that stand side by side."""

    def as_flow(self) -> "Flow":
        return self

    @staticmethod
    def of(end: "End") -> "Flow":
        """`end` as a flow: a component, a flow, or a list of either side by side."""
        if isinstance(end, Chainable):
            return end.as_flow()
        if isinstance(end, Iterator | KeysView | ValuesView):
            end = [*end]
        if isinstance(end, list | tuple) and end:
            flows = [Flow.of(member) for member in end]
            return Flow(
                _once(component for flow in flows for component in flow.components),
                _once(arrow for flow in flows for arrow in flow.arrows),
                _once(name for flow in flows for name in flow.first),
                _once(name for flow in flows for name in flow.last),
                _once(row for flow in flows for row in flow.rows),
            )
        return refuse_part(end, "`>>` joins components, flows and lists of them")

    def joined(self, link: Link, onward: "Flow") -> "Flow":
        """This flow, then a `link` from each of its ends to each start of `onward`."""
        beside = onward.first if len(onward.first) > 1 else ()
        between = (Arrow(start, end, link, beside) for start in self.last for end in onward.first)
        return Flow(
            _once([*self.components, *onward.components]),
            _once([*self.arrows, *between, *onward.arrows]),
            self.first,
            onward.last,
            _once([*self.rows, *onward.rows]),
        )

    def __repr__(self) -> str:
        names = [component.label for component in self.components]
        shown = [*names[:3], "..."] if len(names) > 4 else names
        return f"<Flow of {', '.join(shown)}>"

    if not TYPE_CHECKING:

        def __bool__(self) -> NoReturn:
            raise DesignError(
                "`and`, `or`, `not` and `if` lose half of what they stand between; "
                "separate two flows by a comma: sd.Pattern('Shop', a >> b, b >> c)."
            )


End = Chainable | Sequence[Chainable]


@dataclass(frozen=True, slots=True)
class Dangling:
    """An arrow that waits for its target: `a >> "label"`. No stage takes one."""

    flow: Flow
    link: Link

    def __rshift__(self, target: End) -> Flow:
        if isinstance(target, str | Link | Verb):
            second = getattr(target, "label", target) or getattr(target, "verb", target)
            raise DesignError(
                f"{self.link.label or self.link.verb!r} and {second!r} stand side by side; "
                "between two components there is one label or verb, such as sd.emits('order')."
            )
        return self.flow.joined(self.link, Flow.of(target))


@overload
def joined(source: End, target: str | Link | Verb) -> Dangling: ...
@overload
def joined(source: End, target: End) -> Flow: ...
def joined(source: End, target: str | Link | Verb | End) -> Dangling | Flow:
    """`source >> target`, also where both are lists, which Python itself would refuse.

    Raises `DesignError` for what cannot stand at an arrow.
    """
    flow = Flow.of(source)
    if isinstance(target, Verb):
        return Dangling(flow, Link(target))
    if isinstance(target, str):
        return Dangling(flow, Link(label=target))
    if isinstance(target, Link):
        return Dangling(flow, target)
    return flow.joined(Link(), Flow.of(target))


def refuse_part(part: object, expected: str) -> NoReturn:
    """Raise the `DesignError` that says what `part` is and what was expected."""
    if isinstance(part, Dangling):
        raise DesignError(
            f"The arrow {part.link.label or part.link.verb.name!r} from "
            f"{part.flow.components[-1].label!r} ends nowhere; write what it reaches after it."
        )
    noun = getattr(part, "noun", "")
    if noun:
        what, way_out = f"the kind {noun} itself", f" Give it a label: sd.{noun}('Name')."
    elif isinstance(part, str):
        what, way_out = f"the text {shown(part)}", " Name a component: sd.Service('API')."
    elif isinstance(part, set | frozenset):
        what, way_out = "a set, which has no order", " Write a list: a >> [b, c]."
    elif isinstance(part, list | tuple):
        what, way_out = "an empty list", " Put a component into it."
    elif isinstance(part, Verb | Link):
        what, way_out = "a verb", " It stands between two components: a >> sd.emits('x') >> b."
    elif isinstance(part, dict):
        what, way_out = "a dict", " Write a list: a >> [b, c]."
    elif type(part).__name__ == "Stage":
        what = "a stage"
        way_out = " Stages stand side by side: sd.Pattern('T', sd.Stage(...), sd.Stage(...))."
    elif type(part).__name__ == "Pattern":
        what, way_out = "a pattern", " A pattern stands alone; name its components instead."
    elif type(part).__name__ == "Group":
        what, way_out = "a group", " Name the components in it: a >> [b, c]."
    else:
        what, way_out = shown(part), " Name a component: sd.Service('API')."
    raise DesignError(f"{expected}, not {what}.{way_out}")


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _named_by(fact: str, label: str, given: object) -> str:
    """The id of the component that an arrow's fact names; nothing for None."""
    if given is None:
        return ""
    id = getattr(given, "id", None)
    if not isinstance(given, Chainable) or not isinstance(id, str):
        raise DesignError(
            f"{fact}={shown(given)} of {label!r}; give the component itself: {fact}=cache."
        )
    return id


def _share(given: object, own: str) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool) and given > 1:
        raise DesignError(
            f"share={given}{own}; it is the part of what its source is asked, 0 to 1. "
            f"{given:g} calls for each request are times={given:g}."
        )
    try:
        return ratio("share", given)
    except DesignError:
        raise DesignError(f"share={shown(given)}{own}; give 0 to 1, such as 0.3.") from None


def _require_amount(fact: str, given: object, own: str, way_out: str) -> None:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not (isfinite(given) and given >= 0):  # type: ignore[arg-type,operator]
        raise DesignError(f"{fact}={shown(given)}{own}; give a number of at least 0: {way_out}.")
