"""All stages of a pattern for one file: what they share, and a frame a stage."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sddiagram.render.board.picture import picture
from sddiagram.render.drawing import Drawing

_OF_THE_PAGE = ("title", "desc", "metadata", "style", "defs")
_NAMES = ("id", "data-of", "data-from", "data-to")


@dataclass(frozen=True, slots=True)
class Frames:
    """The stages as groups of one size, and the definitions that they use."""

    width: float
    height: float
    definitions: tuple[Element, ...]
    groups: tuple[Element, ...]


def frames_of(drawing: Drawing) -> Frames:
    """A frame for each stage up to that of the drawing; its ids start with `stage-N-`."""
    definitions: dict[str, Element] = {}
    groups: list[Element] = []
    width = height = 0.0
    for one in drawing.stages:
        root, number = picture(one, full=True), one.view.number
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for part in root.findall("defs/*"):
            definitions.setdefault(part.attrib["id"], part)
        group = Element("g", {"class": f"frame stage-{number}", "id": f"stage-{number}"})
        group.extend(child for child in root if child.tag not in _OF_THE_PAGE)
        for element in group.iterfind(".//*"):
            for name in _NAMES:
                if name in element.attrib:
                    element.set(name, f"stage-{number}-{element.attrib[name]}")
        groups.append(group)
    shared = tuple(definitions[id] for id in sorted(definitions))
    return Frames(width, height, shared, tuple(groups))
