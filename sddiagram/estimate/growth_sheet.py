"""A design's growth as plain values, for machines; docs/scale.schema.json."""

from sddiagram.estimate.growth import LEAST, MOST, Growth


def growth_sheet(growth: Growth) -> dict[str, object]:
    """What `sddiagram scale --json` prints; loads in `counts`, peaks per second."""
    return {
        "name": growth.pattern.name,
        "title": growth.pattern.title,
        "counts": growth.unit,
        "from": LEAST,
        "to": MOST,
        "own_load": growth.own,
        "own_peak": growth.peak.value,
        "limits": [
            {
                "id": one.component.id,
                "label": one.component.label,
                "stage": one.stage,
                "load": one.at,
                "peak": growth.rate(one.at).value,
                "instances": one.load.instances,
                "full_of": "bytes" if one.by_size else "requests",
                "grows": one.grows,
                "answered_by": one.answer,
                "how": one.how,
            }
            for one in growth.limits
        ],
        "stages": [
            {
                "number": one.view.number,
                "title": one.view.stage.title,
                "needed_from": one.at,
                "full": one.full.component.id if one.full else None,
            }
            for one in growth.stages
        ],
        "not_assessed": list(growth.not_assessed),
    }
