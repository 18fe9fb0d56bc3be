"""Facts of a component or a link, told so that two values of one can be held side by side."""

from dataclasses import fields

from sddiagram.model.component import Component
from sddiagram.model.flow import Link
from sddiagram.model.traffic import Records, Requests

_NAMES = {"hit_ratio": "hit ratio", "hits_of": "hits of"}
_NOT_TOLD = ("icon",)


def changed_facts(before: Component | Link, after: Component | Link) -> tuple[str, ...]:
    """Each fact in which they differ: `replicas 3 → 8`.

    >>> from sddiagram.kinds import Service
    >>> changed_facts(Service("API", replicas=3), Service("API", replicas=8, note="stateless"))
    ('note none → stateless', 'replicas 3 → 8')
    """
    found = []
    for field in fields(before):
        old, new = (getattr(one, field.name) for one in (before, after))
        if old == new or field.name in _NOT_TOLD:
            continue
        name = _NAMES.get(field.name, field.name)
        told = _told(old), _told(new)
        found.append(f"{name} {told[0]} → {told[1]}" if told[0] != told[1] else f"{name} changed")
    return tuple(found)


def _told(value: object) -> str:
    """A fact in words."""
    if value is None or value in ("", ()):
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_told(one) for one in value)
    if isinstance(value, Requests):
        return f"{value.name} at {value.rate} (peak × {value.peak:g})"
    if isinstance(value, Records):
        return value.name
    for name in ("name", "noun", "label"):
        if isinstance(said := getattr(value, name, None), str):
            return said
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
