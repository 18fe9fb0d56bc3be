"""The request path: the arrows in the order in which a request takes them."""

from collections.abc import Collection, Iterable, Mapping

from sddiagram.model.component import Family
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View


def request_path(view: View) -> dict[Arrow, int]:
    """The numbers, from 1, of the arrows that a request takes from the clients inwards.

    It goes as deep as it can before it takes the next arrow that the author wrote, and answers
    come last. What the request does not wait for has no number: copies, batches, and what
    is emitted unless an answer comes back from there. Where the pattern's author says the request's
    way, it is that.
    """
    if view.pattern.request:
        said = [arrow for arrow in view.pattern.request if arrow in view.arrows]
        return {arrow: number for number, arrow in enumerate(said, start=1)}
    clients = {one.id for one in view.components if one.kind.family is Family.CLIENT}
    onward: dict[str, list[Arrow]] = {}
    answers: list[Arrow] = []
    for arrow in view.arrows:
        if arrow.link.verb.is_background:
            continue
        is_told = arrow.target in clients and arrow.source not in clients
        if is_told or arrow.link.verb.is_answer:
            answers.append(arrow)
        onward.setdefault(arrow.source, []).append(arrow)
    targets = {arrow.target for arrow in view.arrows}
    sources = [one.id for one in view.components if one.id not in targets]
    starts = [one.id for one in view.components if one.id in clients] or sources
    taken: dict[Arrow, None] = {}
    waiting = _waited_for(starts, onward, clients)
    while waiting:
        arrow = waiting.pop()
        if arrow not in taken and arrow not in answers:
            taken[arrow] = None
            waiting += _waited_for([arrow.target], onward, clients)
    reached = {arrow.target for arrow in taken}
    taken |= dict.fromkeys(arrow for arrow in answers if arrow.source in reached)
    return {arrow: number for number, arrow in enumerate(taken, start=1)}


def _waited_for(
    ids: Iterable[str], onward: Mapping[str, list[Arrow]], clients: Collection[str]
) -> list[Arrow]:
    """The arrows from `ids` that a request takes, the first one last, as a stack has them."""
    return [
        arrow
        for id in reversed(list(ids))
        for arrow in reversed(onward.get(id, []))
        if arrow.link.verb.is_waited_for or _beyond(arrow.target, onward) & {arrow.source, *clients}
    ]


def _beyond(id: str, onward: Mapping[str, list[Arrow]]) -> set[str]:
    """Every component that arrows from `id` lead to."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        for arrow in onward.get(waiting.pop(), []):
            if arrow.target not in found:
                found.add(arrow.target)
                waiting.append(arrow.target)
    return found
