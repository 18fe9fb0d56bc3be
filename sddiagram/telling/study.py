"""What notes and the terminal show beside the pictures, as tables: heads, and rows of cells."""

from dataclasses import fields

from sddiagram.estimate.entities import Entity, entities
from sddiagram.estimate.grounds import bibliography
from sddiagram.model.component import Component
from sddiagram.model.pattern import Pattern
from sddiagram.model.prose import plain
from sddiagram.model.study import Endpoint
from sddiagram.technology.sources import Source

Table = tuple[list[str], list[list[str]]]


def tables(pattern: Pattern) -> dict[str, Table]:
    """All tables of a pattern that has been told, by name; one without rows has nothing to say."""
    return {
        "components": components(pattern),
        "api": filled(
            ["Call", "Takes", "Gives", "Note"],
            [[one.call, *map(plain, (one.takes, one.gives, one.note))] for one in pattern.api],
        ),
        "data": filled(
            ["Entity", "Key", "Fields", "Size", "Kept", "In all, one copy", "Where"],
            [_entity(one) for one in entities(pattern)],
        ),
        "figures": (
            ["Figure", "Value", "How"],
            [[one.label, str(one), plain(one.derivation)] for one in pattern.figures],
        ),
        "risks": (
            ["When", "Users see", "So"],
            [[*map(plain, (one.failure, one.effect, one.mitigation))] for one in pattern.risks],
        ),
        "tradeoffs": (
            ["Decision", "Instead of", "Gains", "Costs"],
            [
                [*map(plain, (one.decision, one.instead_of, one.gain, one.cost))]
                for stage in pattern.stages
                for one in stage.tradeoffs
            ],
        ),
        "learning": (["Question", "Answer"], _parts(pattern.learning)),
        "levels": (["Level", "Is expected to"], _parts(pattern.levels)),
    }


def beside(pattern: Pattern) -> dict[str, list[str]]:
    """What is said beside the stages, in sentences under their titles; only what says something."""
    found = {
        "API": [_endpoint(one) for one in pattern.api],
        "Data model": [_stored(one) for one in entities(pattern)],
        "The model": [": ".join(row) for row in _parts(pattern.learning)],
        "Figures": [f"{one.label}: {one} ({plain(one.derivation)})" for one in pattern.figures],
        "What breaks": [
            f"When {plain(one.failure)}: {plain(one.effect)}. So: {plain(one.mitigation)}."
            for one in pattern.risks
        ],
        "What they will ask": [
            f"{plain(one.question)} {plain(one.answer)}" for one in pattern.probes
        ],
        "What each level is expected to show": [": ".join(row) for row in _parts(pattern.levels)],
        "Sources": [
            f"{f'[{key}] ' if key else ''}{said}{f', {address}' if address else ''}"
            for key, said, address in sources(pattern)
        ],
    }
    return {title: lines for title, lines in found.items() if lines}


def components(pattern: Pattern) -> Table:
    """The components of the final board; columns that none of them fills are left out."""
    facts = [_facts(one) for one in pattern.view().components]
    return filled([*facts[0]], [[*row.values()] for row in facts]) if facts else ([], [])


def filled(heads: list[str], rows: list[list[str]]) -> Table:
    """The table without its columns in which no row says anything."""
    kept = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    return [heads[n] for n in kept], [[row[n] for n in kept] for row in rows]


def sources(pattern: Pattern) -> list[tuple[str, str, str]]:
    """Each source as its key, what it is, and its address; of a plain text only the second."""
    return [
        (one.key, f"{one.title}. {one.publisher}, {one.year or 'undated'}", one.address)
        if isinstance(one, Source)
        else ("", one, "")
        for one in bibliography(pattern)
    ]


def _parts(value: object) -> list[list[str]]:
    """The fields of a value that says one thing in each."""
    if value is None:
        return []
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    return [[_TITLES[name], plain(getattr(value, name))] for name in names]


_TITLES = {
    "mid": "Mid-level",
    "senior": "Senior",
    "staff": "Staff",
    "objective": "Objective",
    "labels": "Labels",
    "offline": "Offline metrics",
    "online": "Online metrics",
    "leakage": "Leakage",
    "drift": "Drift",
}


def _endpoint(one: Endpoint) -> str:
    takes, gives, note = map(plain, (one.takes, one.gives, one.note))
    parts = [f"takes {takes}" if takes else "", f"gives {gives}" if gives else "", note]
    return f"{one.call}: {'; '.join(part for part in parts if part)}".removesuffix(": ")


def _stored(one: Entity) -> str:
    by = f" by {one.key}" if one.key else ""
    where = f", in {', '.join(one.stores)}" if one.stores else ""
    fields = f"{one.fields}; " if one.fields else ""
    return f"{one.name}{by}: {fields}{one.size} each, {one.kept}, {one.total} in all{where}"


def _entity(one: Entity) -> list[str]:
    where = ", ".join(one.stores)
    return [one.name, one.key, one.fields, str(one.size), one.kept, str(one.total), where]


def _facts(component: Component) -> dict[str, str]:
    return {
        "Component": component.label,
        "Technology": component.technology.name if component.technology else "",
        "Instances": f"{component.instances:,}" if component.instances > 1 else "",
        "Capacity of one": ", ".join(map(str, component.limits)),
        "Latency": str(component.latency) if component.latency else "",
        "Hit ratio": f"{component.hit_ratio:.0%}" if component.hit_ratio is not None else "",
        "Note": plain(component.note),
    }
