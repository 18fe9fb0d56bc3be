"""A sketch as a table: what its components are, and where its arrows lead."""

from collections.abc import Callable

import pytest

from sddiagram.errors import SddiagramError
from sddiagram.model.component import Component, Group
from sddiagram.model.pattern import Pattern
from sddiagram.sketch import read


def component_row(one: Component) -> str:
    """`Cache: Cache, Redis, x3`."""
    groups = " / ".join(group.label for group in reversed([*Group.outward(one.group)]))
    facts = [
        one.kind.noun,
        one.technology.name if one.technology else "",
        f"x{one.replicas}" if one.replicas else "",
        f"({one.note})" if one.note else "",
        f"hit {one.hit_ratio:.0%}" if one.hit_ratio is not None else "",
        f"max {one.capacity}" if one.capacity else "",
        *(f"sends {sent.name} {sent.rate}" for sent in one.sends),
        f"in {groups}" if groups else "",
    ]
    return f"{one.label}: {', '.join(fact for fact in facts if fact)}"


def rows(pattern: Pattern) -> str:
    """A line for each component, then one for each arrow."""
    there = {one.id: one.label for one in pattern.boards[-1].components}
    lines = [component_row(one) for one in pattern.boards[-1].components]
    for arrow in pattern.boards[-1].arrows:
        link = arrow.link
        verb = "" if link.verb.name == "calls" else f" {link.verb.name}"
        label = f": {link.label}" if link.label else ""
        after = f" after {there[link.after]}" if link.after else ""
        lines.append(f"{there[arrow.source]} -> {there[arrow.target]}{verb}{label}{after}")
    return "\n".join(lines)


@pytest.fixture
def table() -> Callable[[str], str]:
    """What a sketch means, as a table."""
    return lambda text: rows(read(text).pattern)


@pytest.fixture
def remarks() -> Callable[[str], list[str]]:
    """What the author of a sketch is told."""
    return lambda text: [str(remark) for remark in read(text).remarks]


@pytest.fixture
def refusal() -> Callable[[str], str]:
    """Why a sketch is refused."""

    def refusal(text: str) -> str:
        with pytest.raises(SddiagramError) as caught:
            read(text)
        return str(caught.value)

    return refusal
