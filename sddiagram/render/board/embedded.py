"""Fonts inside a picture: of each, the characters that its words need."""

from xml.etree.ElementTree import Element

from sddiagram.render.board.style import BOLD, HAND_NAME, OWN_NAME, font_face
from sddiagram.render.measure.font import shipped_font
from sddiagram.render.measure.subset import subset
from sddiagram.render.measure.text import FONT_FAMILY, FONT_FILES, HAND_FILE


def put_fonts_into(root: Element, *, with_own: bool) -> None:
    """Give the picture the handwriting that it names, and Arimo if it is to travel `with_own`."""
    if (style := root.find("style")) is None:
        return
    words: dict[bool, set[str]] = {False: set(), True: set()}
    for text in root.iter("text"):
        words[text.attrib["class"] in BOLD].update(text.text or "")
    sheet = style.text or ""
    if HAND_NAME in sheet:
        hand = subset(shipped_font(HAND_FILE), words[False] | words[True])
        style.text = font_face(HAND_NAME, hand) + sheet
    elif with_own:
        regular, bold = (
            subset(shipped_font(file), words[is_bold])
            for file, is_bold in zip(FONT_FILES, (False, True), strict=True)
        )
        faces = font_face(OWN_NAME, regular) + font_face(OWN_NAME, bold, weight=700)
        names = f"font-family:{OWN_NAME},{FONT_FAMILY}"
        style.text = faces + sheet.replace(f"font-family:{FONT_FAMILY}", names)
