"""An Excalidraw scene: its shapes, its pictures, and the frame that a stage stands in.

The properties are those of https://docs.excalidraw.com/docs/codebase/json-schema and of the types
of @excalidraw/excalidraw 0.18.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

from sddiagram.render.board.icon import SIZE, Icon
from sddiagram.render.formats.excalidraw.lettering import EXCALIFONT, HELVETICA, Lettering
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.theme import Theme

Shape = dict[str, object]


@dataclass(slots=True)
class Scene:
    """The shapes and the pictures of all stages."""

    theme: Theme
    shapes: list[Shape] = field(default_factory=list)
    files: dict[str, Shape] = field(default_factory=dict)

    @property
    def lettering(self) -> Lettering:
        """The font of its words."""
        return EXCALIFONT if self.theme.hand else HELVETICA

    def add(self, id: str, type: str, place: Rectangle, frame: str | None, **said: object) -> Shape:
        """A shape of Excalidraw, with what is `said` of it in place of the defaults."""
        seed = crc32(id.encode()) & 0x7FFFFFFF
        shape: Shape = {
            "id": id,
            "type": type,
            "x": round(place.x, 2),
            "y": round(place.y, 2),
            "width": round(place.width, 2),
            "height": round(place.height, 2),
            "angle": 0,
            "strokeColor": self.theme.ink,
            "backgroundColor": "transparent",
            "fillStyle": "solid",
            "strokeWidth": 1,
            "strokeStyle": "solid",
            "roundness": None,
            "roughness": 1 if self.theme.hand else 0,
            "opacity": 100,
            "seed": seed,
            "version": 1,
            "versionNonce": seed,
            "index": None,
            "isDeleted": False,
            "groupIds": [],
            "frameId": frame,
            "boundElements": [],
            "updated": 1,
            "link": None,
            "locked": False,
            **said,
        }
        self.shapes.append(shape)
        return shape

    def image(self, icon: Icon, colour: str) -> str:
        """The id of the file that holds `icon` in this colour."""
        id = icon.id if icon.is_logo else f"{icon.id}-{colour[1:]}"
        embedded = re.search(r'href="(data:([^;]+);[^"]+)"', icon.body)
        if embedded:
            url, media = embedded[1], embedded[2]
        else:
            svg = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
                f'viewBox="0 0 {SIZE} {SIZE}" color="{colour}">{icon.body}</svg>'
            )
            media = "image/svg+xml"
            url = f"data:{media};base64,{b64encode(svg.encode()).decode()}"
        self.files[id] = {"id": id, "mimeType": media, "dataURL": url, "created": 1}
        return id


@dataclass(frozen=True, slots=True)
class Frame:
    """A stage's place in the scene; the names of its shapes start with its id."""

    scene: Scene
    id: str

    def name(self, shape: str) -> str:
        """The id of this frame's `shape`."""
        return f"{self.id}-{shape}"

    def add(self, name: str, type: str, place: Rectangle, **said: object) -> Shape:
        """A shape in this frame."""
        return self.scene.add(self.name(name), type, place, self.id, **said)

    def text(
        self,
        name: str,
        lines: Sequence[str],
        x: float,
        y: float,
        size: float,
        line: float,
        colour: str,
        *,
        room: float | None = None,
        whole: str = "",
        groups: Sequence[str] = (),
        container: str | None = None,
    ) -> Shape:
        """Lines of words, from the top left at `x`, `y`; in `container`, its own.

        They are set smaller where `room` is too narrow for them. `whole` is what they say in full,
        when they are cut.
        """
        lettering = self.scene.lettering
        fitting = lettering.fitting(lines, size, room) if room else size
        place = Rectangle(x, y, lettering.widest(lines, fitting), len(lines) * line)
        text = "\n".join(lines)
        cut = bool(whole) and "".join(whole.split()) != "".join(text.split())
        return self.add(
            name,
            "text",
            place,
            strokeColor=colour,
            groupIds=[self.name(group) for group in groups],
            text=text,
            originalText=whole if cut else text,
            fontSize=fitting,
            fontFamily=lettering.family,
            textAlign="center" if container else "left",
            verticalAlign="middle" if container else "top",
            containerId=container,
            lineHeight=round(line / fitting, 4),
            autoResize=not cut,
        )


def bind(shape: Shape, type: str, other: Shape) -> None:
    """Let `shape` know that `other`, an arrow or a text, is bound to it."""
    bound = shape["boundElements"]
    assert isinstance(bound, list)
    bound.append({"type": type, "id": other["id"]})
