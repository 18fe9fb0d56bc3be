"""PDF: one stage a page, drawn from the SVG. The only module that imports typst."""

from xml.etree import ElementTree

from sddiagram.errors import EngineError
from sddiagram.render.board.apart import set_apart
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats import svg
from sddiagram.render.measure.font import shipped_fonts
from sddiagram.render.measure.text import FONT_FILES, missing

_POINTS = 0.75
"""Points of paper for each px."""


def draw(drawing: Drawing) -> bytes:
    """The stages up to that of the drawing as PDF, each page as large as its picture.

    Raises `EngineError` when the library for it is not installed, or fails.
    """
    try:
        import typst
    except ImportError as error:
        raise EngineError(
            "PDF needs a library of its own; run `pip install 'sddiagram[pdf]'`."
        ) from error
    pictures = {f"stage{one.view.number}": svg.draw(one).decode() for one in drawing.stages}
    roots = {name: ElementTree.fromstring(text) for name, text in pictures.items()}
    pages = "\n".join(_page(name, root) for name, root in roots.items())
    # Without a date, the same design gives the same bytes.
    text = f"#set document(title: sys.inputs.title, date: none)\n{pages}\n"
    shipped_fonts()  # Without one of them typst draws no words, and says nothing.
    foreign = missing("".join(part for root in roots.values() for part in root.itertext()))
    if foreign:
        pictures = {name: set_apart(picture) for name, picture in pictures.items()}
    fonts = typst.Fonts(bool(foreign), False, [str(FONT_FILES[0].parent)])
    try:
        return bytes(
            typst.compile(
                text.encode(),
                format="pdf",
                font_paths=fonts,
                sys_inputs={"title": drawing.view.pattern.title, **pictures},
            )
        )
    except RuntimeError as error:
        raise EngineError(f"The PDF could not be drawn: {error}. Draw the SVG instead.") from error


def _page(name: str, root: ElementTree.Element) -> str:
    """A page as large as the picture of this `name`, which fills it."""
    width, height = (float(root.attrib[side]) * _POINTS for side in ("width", "height"))
    return (
        f"#page(width: {width:.2f}pt, height: {height:.2f}pt, margin: 0pt, "
        f'image(bytes(sys.inputs.{name}), format: "svg", width: 100%, height: 100%, '
        "alt: sys.inputs.title))"
    )
