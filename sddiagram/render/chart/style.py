"""The style of a chart: that of pictures, and what a chart has beside."""

from sddiagram.render.board.style import HAND_SCALE, style_sheet
from sddiagram.render.theme import Theme

_SHAPES = (
    ".grid,.own,.pole,.tick,.onward{fill:none}"
    ".own{stroke-width:1.5;stroke-dasharray:2 4;stroke-linecap:round}"
    ".pole{stroke-width:1.5}.tick{stroke-width:2}"
    ".onward{stroke-width:3;stroke-dasharray:7 6}"
    ".limit{stroke-width:4;stroke-linejoin:round;paint-order:stroke}"
)
_SIZE = 11.5


def chart_style(theme: Theme) -> str:
    """CSS for the classes of a chart; plain colours and selectors, which every viewer reads."""
    dark = theme.follows
    follows = f"@media (prefers-color-scheme:dark){{{_colours(dark)}}}" if dark else ""
    size = _SIZE * (HAND_SCALE if theme.hand else 1)
    words = f".said,.limit{{font-size:{size:g}px}}" + (
        "" if theme.hand else ".said{font-weight:700}"
    )
    return f"{style_sheet(theme)}{_SHAPES}{words}{_colours(theme)}{follows}"


def _colours(theme: Theme) -> str:
    return "".join(
        [
            f".grid{{stroke:{theme.panel_border}}}",
            f".own{{stroke:{theme.ink}}}",
            f".pole{{stroke:{theme.accent}}}",
            f".flag rect{{fill:{theme.accent}}}.said{{fill:{theme.ground}}}",
            f".tick{{stroke:{theme.ground}}}.limit{{fill:{theme.muted};stroke:{theme.ground}}}",
            *(
                f".{family.value} .bar{{fill:{colour}}}.{family.value} .onward{{stroke:{colour}}}"
                for family, colour in theme.families.items()
            ),
        ]
    )
