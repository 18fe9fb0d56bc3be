"""Edits of a pattern's last board, by role rather than by name, so that a rewrite survives them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import sddiagram as sd
from sddiagram.model.board import Board
from sddiagram.review.design import Design
from sddiagram.review.roles import is_a

Edit = Callable[[sd.Pattern], "sd.Pattern | None"]
"""What makes another pattern of one; None where it does not apply."""


def design(pattern: sd.Pattern) -> Design:
    """The last board, as rules look at it."""
    return Design(pattern.view())


def redrawn(pattern: sd.Pattern, board: Board) -> sd.Pattern:
    """The pattern with another last board."""
    return pattern.redrawn([*pattern.boards[:-1], board])


def with_parts(
    pattern: sd.Pattern,
    *flows: sd.Flow,
    changes: Iterable[sd.Component] = (),
    drops: Iterable[str] = (),
    cut: Callable[[sd.Arrow], bool] = lambda _: False,
) -> sd.Pattern:
    """The last board with more flows, other facts, without components, or without arrows."""
    board, gone = pattern.boards[-1], set(drops)
    changed = {one.id: one for one in changes}
    kept = {one.id: changed.get(one.id, one) for one in board.components if one.id not in gone}
    added = {one.id: one for flow in flows for one in flow.components}
    components = {**added, **kept}
    arrows = [
        arrow
        for arrow in board.arrows
        if {arrow.source, arrow.target} <= kept.keys() and not cut(arrow)
    ]
    arrows += [arrow for flow in flows for arrow in flow.arrows]
    order = [*kept, *(id for id in added if id not in kept)]
    said = [_without(arrow, gone) for arrow in dict.fromkeys(arrows)]
    drawn = replace(board, components=tuple(components[id] for id in order), arrows=tuple(said))
    return redrawn(pattern, drawn)


def _without(arrow: sd.Arrow, gone: set[str]) -> sd.Arrow:
    """The arrow with no word of a cache or a call that is gone."""
    facts: dict[str, Any] = {
        fact: ""
        for fact in ("after", "hits_of", "fallback", "beside")
        if getattr(arrow.link, fact) in gone
    }
    return replace(arrow, link=replace(arrow.link, **facts)) if facts else arrow


def bypassed(pattern: sd.Pattern, ids: Iterable[str]) -> sd.Pattern:
    """The pattern without these components; who called them calls what they called."""
    for id in ids:
        board = pattern.boards[-1]
        onward = [one for one in board.arrows if one.source == id and one.target != id]
        arrows: list[sd.Arrow] = []
        for arrow in board.arrows:
            if arrow.target == id and arrow.source != id:
                arrows += [
                    _past(arrow, next_one)
                    for next_one in onward
                    if not next_one.link.verb.is_background
                    and not next_one.link.verb.is_answer
                    and next_one.target != arrow.source
                    and _shared(arrow, next_one) is not None
                ]
            elif arrow.source != id:
                arrows.append(arrow)
        left = tuple(one for one in board.components if one.id != id)
        drawn = replace(
            board,
            components=left,
            arrows=tuple(dict.fromkeys(_without(arrow, {id}) for arrow in arrows)),
        )
        pattern = redrawn(pattern, drawn)
    return pattern


def _shared(arrow: sd.Arrow, onward: sd.Arrow) -> tuple[sd.Requests, ...] | None:
    """The classes that both carry, where either names some; None where there is none of both."""
    if not (arrow.link.of and onward.link.of):
        return arrow.link.of or onward.link.of
    names = {one.id for one in onward.link.of}
    return tuple(one for one in arrow.link.of if one.id in names) or None


def _past(arrow: sd.Arrow, onward: sd.Arrow) -> sd.Arrow:
    """The arrow onward, from the source of the one before it, for what both carry."""
    link = onward.link
    share = arrow.link.share if arrow.link.share is not None else link.share
    after = arrow.link.after or link.after
    said = replace(link, of=_shared(arrow, onward) or (), share=share, after=after, label="call")
    return replace(onward, source=arrow.source, link=said)


def first(found: Design, *nouns: str, on_path: bool = False) -> sd.Component | None:
    """The first component of these kinds."""
    return next(
        (
            one
            for id, one in found.there.items()
            if is_a(one, nouns) and (not on_path or id in found.on_path)
        ),
        None,
    )


def busiest(found: Design, *nouns: str) -> sd.Component | None:
    """Of the components of these kinds on the request path, the one that is asked most."""
    known = [
        one
        for one in found.numbers
        if one.component.id in found.on_path and (not nouns or is_a(one.component, nouns))
    ]
    most = max(known, key=lambda load: load.rate.value, default=None)
    return most.component if most else None


def actor(found: Design) -> sd.Component | None:
    """What does things: the service that is asked most, or else what runs jobs."""
    return busiest(found, "Service", "ModelServer", "Gateway", "LLM") or first(
        found, "Service", "Workflow", "Scheduler", "BatchProcessor", "TrainingJob", "Worker"
    )
