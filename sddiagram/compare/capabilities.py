"""What a reference can do, capability by capability, and whether mine can."""

from collections.abc import Mapping

from sddiagram.compare.values import Capability, How, Match
from sddiagram.compare.ways import Way, ways_of
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.request_path import request_path
from sddiagram.roles import role_of
from sddiagram.roles.table import Section


def capabilities(mine: View, reference: View, pairs: Mapping[str, Match]) -> tuple[Capability, ...]:
    """The capabilities of `reference` in the order in which an interviewer raises them.

    The request path comes first, then data, asynchrony, operations; within one, what weighs most,
    and then what a request meets first. An arrow whose end is missing is no capability of its own.
    """
    found = [
        _of_component(one, reference, pairs.get(one.id))
        for one in reference.components
        if role_of(one).weight
    ]
    found += _of_arrows(mine, reference, pairs)
    order = _met(reference)
    sections = {section: n for n, section in enumerate(Section)}
    found.sort(key=lambda one: (sections[one.section], -one.weight, order[one.where]))
    return tuple(found)


def _of_component(one: Component, reference: View, match: Match | None) -> Capability:
    role = role_of(one)
    return Capability(
        said=phrase(one, reference),
        section=role.section,
        weight=role.weight,
        where=one.id,
        how=match.how if match else None,
        by=tuple(ours.label for ours in match.mine) if match else (),
    )


def phrase(one: Component, view: View) -> str:
    """The capability of a component, as one asks for it: `a cache before Orders (Hot orders)`."""
    role = role_of(one)
    beyond = ""
    if role.name in ("cache", "broker", "door"):
        onward = _onward(one, view)
        beyond = f" before {onward.label}" if onward else ""
    return f"{role.said}{beyond} ({one.label})"


def _onward(one: Component, view: View) -> Component | None:
    """What stands behind it: what misses of a cache go to, or what it hands on to."""
    there = {each.id: each for each in view.components}
    after = [arrow.target for arrow in view.arrows if arrow.link.after == one.id]
    direct = [arrow.target for arrow in view.arrows if arrow.source == one.id]
    for id in (*after, *direct):
        if id != one.id and there[id].kind.family is not Family.CLIENT:
            return there[id]
    return None


def _of_arrows(mine: View, reference: View, pairs: Mapping[str, Match]) -> list[Capability]:
    there = {one.id: one for one in reference.components}
    ours = ways_of(mine)
    found = []
    for way, arrow in ways_of(reference):
        clients = [
            end for end in (arrow.source, arrow.target) if there[end].kind.family is Family.CLIENT
        ]
        if any(end not in pairs for end in (arrow.source, arrow.target) if end not in clients):
            continue
        by = _by(way, arrow, ours, pairs)
        found.append(
            Capability(
                said=way.said.format(
                    source=there[arrow.source].label, target=there[arrow.target].label
                ),
                section=way.section,
                weight=way.weight,
                where=arrow,
                how=How.SAME if by else None,
                by=tuple(dict.fromkeys(_labels(mine, by))) if by else (),
            )
        )
    return found


def _by(
    way: Way, arrow: Arrow, ours: list[tuple[Way, Arrow]], pairs: Mapping[str, Match]
) -> Arrow | None:
    """The arrow of mine that does what `arrow` does: of its way, at an end that is paired."""
    sources = _images(arrow.source, pairs)
    targets = _images(arrow.target, pairs)
    for other, own in ours:
        if other is way and (own.source in sources or own.target in targets):
            return own
    return None


def _images(id: str, pairs: Mapping[str, Match]) -> set[str]:
    return {one.id for one in pairs[id].mine} if id in pairs else set()


def _labels(view: View, arrow: Arrow) -> list[str]:
    return [view.component(id).label for id in (arrow.source, arrow.target)]


def _met(view: View) -> Mapping[str | Arrow, float]:
    """When a request meets each component and each arrow; what it does not meet comes later."""
    path = request_path(view)
    order: dict[str | Arrow, float] = {}
    for arrow, number in path.items():
        order.setdefault(arrow.source, number - 0.5)
        order.setdefault(arrow.target, number)
    later = len(path) + 1
    for place, one in enumerate(view.components):
        order.setdefault(one.id, later + place)
    for place, arrow in enumerate(view.arrows):
        order[arrow] = path.get(arrow, later + place)
    return order
