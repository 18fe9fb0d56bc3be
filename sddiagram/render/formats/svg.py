"""SVG: the picture itself, self-contained."""

from sddiagram.render.board.picture import as_bytes, picture
from sddiagram.render.drawing import Drawing


def draw(drawing: Drawing) -> bytes:
    """The board as SVG, or all stages on one sheet."""
    if drawing.options.sheet:
        from sddiagram.render.board.sheet import sheet

        return as_bytes(sheet(drawing), embed_font=drawing.options.embed_font)
    return as_bytes(picture(drawing), embed_font=drawing.options.embed_font)
