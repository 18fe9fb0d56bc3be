"""The style sheet of a picture, from a theme's colours."""

from sddiagram.render.card import DETAIL_SIZE, GROUP_SIZE, LABEL_SIZE, NAME_SIZE
from sddiagram.render.heading import CAPTION_SIZE, TITLE_SIZE, WHY_SIZE
from sddiagram.render.text import FONT_FAMILY
from sddiagram.render.theme import Theme


def style_sheet(theme: Theme) -> str:
    """CSS for the classes that a picture uses; plain selectors, which every viewer reads."""
    rules = [
        f"text{{font-family:{FONT_FAMILY};fill:{theme.ink}}}",
        f".ground{{fill:{theme.ground}}}",
        f".title{{font-size:{TITLE_SIZE:g}px;font-weight:700}}",
        f".caption{{font-size:{CAPTION_SIZE:g}px;font-weight:700;fill:{theme.accent}}}",
        f".why{{font-size:{WHY_SIZE:g}px;fill:{theme.muted}}}",
        f".group rect{{fill:{theme.panel};stroke:{theme.panel_border}}}",
        f".group-title{{font-size:{GROUP_SIZE:g}px;font-weight:700;fill:{theme.muted};"
        f"stroke:{theme.panel};stroke-width:5;stroke-linejoin:round;paint-order:stroke}}",
        f".face{{fill:{theme.card};stroke-width:1.4}}",
        f".name{{font-size:{NAME_SIZE:g}px;font-weight:700}}",
        f".badge{{font-size:{DETAIL_SIZE:g}px;font-weight:700}}",
        f".detail{{font-size:{DETAIL_SIZE:g}px;fill:{theme.muted}}}",
        f".label{{font-size:{LABEL_SIZE:g}px;fill:{theme.muted};stroke:{theme.ground};"
        "stroke-width:4;stroke-linejoin:round;paint-order:stroke}",
        f".line{{fill:none;stroke:{theme.line};stroke-width:1.5}}",
        f".head{{fill:{theme.line}}}",
        ".emits .line{stroke-dasharray:7 4}",
        ".streams .line{stroke-width:3}",
        ".copies .line{stroke-dasharray:1 4;stroke-linecap:round;stroke-width:2}",
        ".batches .line{stroke-dasharray:9 4 1 4;stroke-linecap:round;stroke-width:1.7}",
        *(
            f".{family.value} .face{{stroke:{colours.border}}}"
            f".{family.value} .badge{{fill:{colours.border}}}"
            f".{family.value} .icon{{color:{colours.border}}}"
            for family, colours in theme.families.items()
        ),
        f".edge.new .line{{stroke:{theme.accent}}}.edge.new .head{{fill:{theme.accent}}}",
        f".card.new .face{{stroke:{theme.accent};stroke-width:2.4;fill:{theme.accent_tint}}}",
    ]
    return "".join(rules)
