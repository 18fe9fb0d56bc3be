"""What the components of a sketch are called on their cards."""

from sddiagram.model.text import identity
from sddiagram.sketch.draft import Draft
from sddiagram.sketch.understanding import usual_name


def labels(draft: Draft) -> dict[int, str]:
    """What each component is called: one that is called after its kind makes way for a name."""
    taken: dict[str, int] = {}
    for part in draft.parts:
        key = identity(part.meaning.label)
        taken[key] = taken.get(key, 0) + 1
    labels: dict[int, str] = {}
    used: set[str] = set()
    for part in sorted(draft.parts, key=lambda one: one.meaning.is_generic):
        label, technology = part.meaning.label, part.meaning.technology
        if part.meaning.is_generic and technology and taken[identity(label)] > 1:
            label = f"{technology.name} {usual_name(part.meaning.kind.noun, inside=True)}"
        number, said = 2, label
        while identity(label) in used:
            label, number = f"{said} {number}", number + 1
        used.add(identity(label))
        labels[id(part)] = label
    return labels
