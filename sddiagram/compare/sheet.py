"""A comparison and a difference as plain values, for machines; docs/compare.schema.json."""

from sddiagram.compare.difference import Change, Difference
from sddiagram.compare.rubric import RULES
from sddiagram.compare.values import Capability, Comparison, Match
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View

Data = dict[str, object]


def comparison_sheet(found: Comparison) -> Data:
    """What `sddiagram compare --json` prints."""
    return {
        "mine": _view(found.mine),
        "reference": _view(found.reference),
        "score": found.score,
        "rubric": [
            {"section": one.title, "points": one.points, "most": one.most} for one in found.rubric
        ],
        "rules": list(RULES),
        "covered": [_capability(one) for one in found.covered],
        "missing": [_capability(one) | {"why": list(one.reasons)} for one in found.missing],
        "extra": [_component(one) for one in found.extra],
        "alternatives": [_match(one) for one in found.alternatives],
        "contradictions": list(found.contradictions),
    }


def difference_sheet(found: Difference) -> Data:
    """What `sddiagram diff --json` prints."""
    return {
        "before": _view(found.before),
        "after": _view(found.after),
        "added": [_part(one) for one in found.added],
        "removed": [_part(one) for one in found.removed],
        "changed": [_change(one) for one in found.changed],
    }


def _view(view: View) -> Data:
    return {"name": view.pattern.name, "title": view.pattern.title, "stage": view.number}


def _capability(one: Capability) -> Data:
    where = one.where
    arrow = {"source": where.source, "target": where.target} if isinstance(where, Arrow) else None
    return {
        "capability": one.said,
        "section": one.section.value,
        "weight": one.weight,
        "points": one.points,
        "how": one.how.said if one.how else None,
        "by": list(one.by),
        "component": None if arrow else where,
        "arrow": arrow,
    }


def _match(one: Match) -> Data:
    return {
        "reference": _component(one.reference),
        "mine": [_component(each) for each in one.mine],
        "how": one.how.said,
        "credit": one.how.credit,
        "reason": one.reason,
    }


def _component(one: Component) -> Data:
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind.noun,
        "technology": one.technology.name if one.technology else None,
    }


def _part(one: Component | Arrow) -> Data:
    if isinstance(one, Component):
        return {"component": _component(one), "arrow": None}
    said = {"source": one.source, "target": one.target}
    return {
        "component": None,
        "arrow": {**said, "link": one.link.verb.name, "label": one.link.label},
    }


def _change(one: Change) -> Data:
    return _part(one.after) | {"facts": list(one.facts)}
