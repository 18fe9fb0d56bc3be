"""JSON: the board for machines, as docs/view.schema.json describes it."""

import json

from sddiagram.model.component import Component
from sddiagram.model.latency import Latency, UnderLoad
from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.render.drawing import Drawing
from sddiagram.units import Quantity


def draw(drawing: Drawing) -> bytes:
    """The board as a JSON object."""
    text = json.dumps(as_data(drawing.view), ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def as_data(view: View) -> dict[str, object]:
    """The board in lists and dicts."""
    pattern = view.pattern
    return {
        "name": pattern.name,
        "title": pattern.title,
        "category": pattern.category,
        "summary": pattern.summary,
        "stage": view.number,
        "components": [_component(one, view) for one in view.components],
        "flows": [
            {
                "source": arrow.source,
                "target": arrow.target,
                "label": arrow.link.label,
                "link": arrow.link.verb.name,
                "share": arrow.link.share,
                "stage": view.since[arrow],
            }
            for arrow in view.arrows
        ],
        "groups": [
            {
                "id": group.id,
                "label": group.label,
                "group": group.group.id if group.group else None,
            }
            for group in view.groups
        ],
        "stages": [
            {
                "number": one.number,
                "title": one.stage.title,
                "step": one.step.value,
                "why": plain(one.stage.why),
            }
            for one in pattern.views
        ],
    }


def _component(component: Component, view: View) -> dict[str, object]:
    return {
        "id": component.id,
        "label": component.label,
        "kind": component.kind.noun,
        "family": component.kind.family.value,
        "technology": component.technology.name if component.technology else None,
        "note": plain(component.note),
        "group": component.group.id if component.group else None,
        "replicas": component.instances,
        "capacity_rps": _base(next(iter(component.limits), None)),
        "latency_seconds": _base(_median(component.latency)),
        "hit_ratio": component.hit_ratio,
        "stage": view.since[component.id],
    }


def _median(latency: Latency | UnderLoad | Quantity | None) -> Quantity | None:
    if isinstance(latency, UnderLoad):
        return None
    return latency.p50 if isinstance(latency, Latency) else latency


def _base(quantity: Quantity | None) -> float | None:
    """Its value in bytes, seconds and requests; unknown when it counts something else."""
    return quantity.value if quantity and not quantity.counts else None
