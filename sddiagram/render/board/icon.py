"""Which icon a component shows, as markup that a picture can carry."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.logo import Logo
from sddiagram.model.component import Component, Family

SIZE = 48
"""Side of the square that an icon is drawn in."""

_OWN = "own."
_FOLDER = Path(__file__).parent.parent / "icons"
LOGOS = Path(__file__).parent.parent / "logos"
"""Logos of technologies, made small; those in `any` are seen on a dark ground, too."""
_OF_FAMILY = {
    Family.CLIENT: "own.users",
    Family.EDGE: "own.gateway",
    Family.COMPUTE: "own.service",
    Family.DATA: "own.database",
    Family.MESSAGING: "own.queue",
    Family.ML: "own.model",
    Family.OPERATIONS: "own.monitoring",
}


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture 48 by 48, self-contained: no outside reference, no ids."""

    id: str
    """What it shows: `own-gateway`, `onprem-database-postgresql`."""
    body: str
    """SVG markup; shipped icons take the colour (`currentColor`) of where they are drawn."""
    on_any_ground: bool = False
    """Whether a logo stands out from a dark ground as well as from a light one."""

    @property
    def is_logo(self) -> bool:
        """Whether it has colours of its own."""
        return not self.id.startswith("own-")

    def group(self, **attributes: str) -> Element:
        """The icon as an SVG `<g>`, `SIZE` by `SIZE` px."""
        group = ElementTree.fromstring(f"<g>{self.body}</g>")
        group.attrib.update(attributes)
        for image in group.iter("image"):
            # The name that SVG 1.1 has for it; Inkscape 1.2 knows no other.
            image.set("xlink:href", image.attrib.pop("href"))
        return group


def icon_of(component: Component) -> Icon:
    """The icon of the component itself, else of its technology, of its kind or of its family.

    Raises `NotFoundError` for a name that is no icon, `DesignError` for what is not a name.
    """
    technology, kind = component.technology, component.kind
    chosen = component.icon or (technology and technology.icon) or kind.icon
    try:
        return icon_named(chosen or _OF_FAMILY[kind.family])
    except (DesignError, NotFoundError) as error:
        raise type(error)(f"{component.label!r}: {error}") from None


def icon_named(icon: str | type | Path | Logo) -> Icon:
    """The icon that is `own.NAME`, a node class of `diagrams` or its dotted name, or a file."""
    if isinstance(icon, Logo):
        return _carried(f"logo-{sha256(icon.data).hexdigest()[:12]}", icon.media, icon.data)
    if not isinstance(icon, str | type):
        raise DesignError(f"icon={icon!r}; give a name, such as 'own.database'.")
    return _own(icon) if isinstance(icon, str) and icon.startswith(_OWN) else _picture(icon)


@cache
def _own(name: str) -> Icon:
    files = {f"{_OWN}{file.stem}": file for file in _FOLDER.glob("*.svg")}
    if name not in files:
        raise NotFoundError.among("icon", name, sorted(files), "Or name a node class of diagrams.")
    body = files[name].read_text(encoding="utf-8").partition(">")[2].rpartition("</svg>")[0]
    return Icon(name.replace(".", "-"), body.replace("\n", ""))


@cache
def _small_logos() -> dict[str, Path]:
    """The shipped ones by their id, which is the same for every spelling of a class's name."""
    return {_id(file.stem): file for file in LOGOS.glob("*/*.png")}


def _id(name: str) -> str:
    return name.removeprefix("diagrams.").replace(".", "-").lower()


@cache
def _picture(icon: str | type) -> Icon:
    name = icon if isinstance(icon, str) else f"{icon.__module__}.{icon.__qualname__}"
    file = _small_logos().get(_id(name))
    if file is None or (isinstance(icon, str) and name.removeprefix("diagrams.") != file.stem):
        # Deferred: `diagrams` is slow to load, and a picture of shipped icons does without it.
        from sddiagram.render.board.logo import logo_file

        original = logo_file(icon)
        file = file or original
    return _image(_id(name), file, on_any_ground=file.parent == LOGOS / "any")


def _image(id: str, file: Path, *, on_any_ground: bool = False) -> Icon:
    try:
        data = file.read_bytes()
    except OSError:
        raise DesignError(f"icon {id!r} has no picture file; give another icon.") from None
    return _carried(id, guess_type(file.name)[0] or "image/png", data, on_any_ground=on_any_ground)


def _carried(id: str, media: str, data: bytes, *, on_any_ground: bool = False) -> Icon:
    """A picture in a picture: a document of its own, so that no id or style of it can clash."""
    content = b64encode(data).decode("ascii")
    body = f'<image width="{SIZE}" height="{SIZE}" href="data:{media};base64,{content}"/>'
    return Icon(id, body, on_any_ground)
