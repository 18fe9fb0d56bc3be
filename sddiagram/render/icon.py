"""Icons: of the technology, else of the kind, as symbols that a picture holds once each."""

from base64 import b64encode
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.errors import NotFoundError
from sddiagram.model.component import Component

_OWN = Path(__file__).parent / "icons"
_SIZE = "48"


@dataclass(frozen=True, slots=True, eq=False)
class Icon:
    """An icon: its id, and what is drawn in a square of 48 by 48."""

    id: str
    drawing: Element

    def symbol(self, id: str) -> Element:
        """A `symbol` of its own that `use` can refer to."""
        symbol = Element("symbol", {"id": id, "viewBox": f"0 0 {_SIZE} {_SIZE}"})
        symbol.append(deepcopy(self.drawing))
        return symbol


def icon_of(component: Component) -> Icon:
    """The component's own icon, else its technology's, else its kind's.

    Raises `NotFoundError` for an icon that is nowhere.
    """
    technology = component.technology
    chosen = component.icon or (technology and technology.icon) or component.kind.icon
    return _icon(chosen or "own.service")


@lru_cache(maxsize=512)
def _icon(icon: str | type) -> Icon:
    if isinstance(icon, str) and icon.startswith("own."):
        return _own(icon.removeprefix("own."))
    # Here, since `diagrams` is wanted only where one of its icons is.
    from sddiagram.render.painter import icon_file

    file = icon_file(icon)
    attributes = {
        "width": _SIZE,
        "height": _SIZE,
        "href": "data:image/png;base64," + b64encode(file.read_bytes()).decode(),
    }
    name = "-".join([*file.parts[-3:-1], file.stem])
    return Icon(name, Element("image", attributes))


def _own(name: str) -> Icon:
    file = _OWN / f"{name}.svg"
    if not file.is_file():
        known = sorted(one.stem for one in _OWN.glob("*.svg"))
        raise NotFoundError.among("own icon", name, known)
    root = ElementTree.fromstring(file.read_bytes())
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return Icon(f"own-{name}", root[0])
