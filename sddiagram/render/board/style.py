"""The style sheet of a picture: shapes that all themes share, and a theme's colours."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence

from sddiagram.model.flow import CALLS, Verb
from sddiagram.render.board.edge import SHORT
from sddiagram.render.board.heading import CAPTION_SIZE, TITLE_SIZE, WHY_SIZE
from sddiagram.render.board.looks import look_rules
from sddiagram.render.board.mark_places import MARK_SIZE
from sddiagram.render.board.verbs import VERBS
from sddiagram.render.measure.card import DETAIL_SIZE, GROUP_SIZE, LABEL_SIZE, NAME_SIZE
from sddiagram.render.measure.text import FONT_FAMILY
from sddiagram.render.theme import Theme

OWN_NAME, HAND_NAME = "own-arimo", "own-hand"
"""Names of fonts that travel inside a picture, which no font of a page or a machine has."""
HAND_FAMILY = f"{HAND_NAME},'Patrick Hand',{FONT_FAMILY}"
HAND_SCALE = 1.2
"""The handwriting is a fifth narrower than the layout's font, so it is written larger."""


def _line_of(verb: Verb) -> str:
    """How the lines of `verb` differ from those of a call; nothing, if they do not."""
    style = []
    if verb.dash:
        style.append(_dashed(verb.dash))
        if min(verb.dash) < 2:
            style.append("stroke-linecap:round")
    if verb.width != CALLS.width:
        style.append(f"stroke-width:{verb.width:g}")
    rules = f".{verb.name} .line{{{';'.join(style)}}}" if style else ""
    if max(verb.dash, default=0) > SHORT / 4:
        rules += f".{verb.name}-short .line{{{_dashed(_finer(verb.dash))}}}"
    return rules


def _dashed(lengths: Sequence[float]) -> str:
    return f"stroke-dasharray:{' '.join(f'{length:g}' for length in lengths)}"


def _finer(dash: Sequence[float]) -> list[float]:
    """Dashes that show in a few px of line: half as long, their gaps three quarters."""
    return [length * (0.75 if index % 2 else 0.5) for index, length in enumerate(dash)]


_SHAPES = (
    ".face{stroke-width:1.4}",
    ".line{fill:none;stroke-width:1.5}",
    *(rule for verb in VERBS if (rule := _line_of(verb))),
    ".new .face{stroke-width:2.4}",
)
SIZES = {
    "title": TITLE_SIZE,
    "caption": CAPTION_SIZE,
    "why": WHY_SIZE,
    "group-title": GROUP_SIZE,
    "name": NAME_SIZE,
    "badge": DETAIL_SIZE,
    "detail": DETAIL_SIZE,
    "label": LABEL_SIZE,
    "number": MARK_SIZE,
}
"""Each class of words, and its size in px."""

# Not `text`: a rule for all texts would be one for those of the page that the picture is put into.
_WORDS = ",".join(f".{name}" for name in SIZES)
BOLD = frozenset({"title", "caption", "group-title", "name", "badge", "number"})
"""The classes of words that are written in bold."""


def style_sheet(theme: Theme, *, has_looks: bool = False) -> str:
    """CSS for the classes of a picture; plain colours and selectors, which every viewer reads.

    `has_looks`: with the rules for what a mark makes faint or stand out.

    At most a class in a class: LibreOffice knows no `.card.new`.
    """
    looks = look_rules if has_looks else _no_rules
    light = (_text(theme), *_SHAPES, colours(theme), looks(theme))
    return "".join((*light, _dark(theme, looks)))


def _no_rules(_: Theme) -> str:
    return ""


def _text(theme: Theme) -> str:
    scale = HAND_SCALE if theme.hand else 1.0
    sizes = "".join(f".{name}{{font-size:{size * scale:g}px}}" for name, size in SIZES.items())
    if theme.hand:
        # One weight, and it travels along: a browser has no handwriting of its own to fall back on.
        return f"{_WORDS}{{font-family:{HAND_FAMILY}}}{sizes}"
    bold = ",".join(f".{name}" for name in SIZES if name in BOLD)
    return f"{_WORDS}{{font-family:{FONT_FAMILY}}}{sizes}{bold}{{font-weight:bold}}"


def font_face(name: str, font: bytes, *, weight: int = 400) -> str:
    """The rule that gives the TrueType `font` this name."""
    data = b64encode(font).decode()
    return (
        f"@font-face{{font-family:{name};font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data})}}"
    )


def _dark(theme: Theme, looks: Callable[[Theme], str]) -> str:
    """The colours for readers who prefer dark.

    LibreOffice applies what stands in any `@media`. It does not know `:is()`, so it skips these.
    """
    if theme.follows is None:
        return ""
    rules = re.sub(
        r"(?<=[},])\.[\w-]+|^\.[\w-]+", r":is(\g<0>)", colours(theme.follows) + looks(theme.follows)
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def colours(theme: Theme) -> str:
    """The rules in which themes differ; laid over those of another theme, they win."""
    rules = [
        f".title,.name{{fill:{theme.ink}}}",
        f".ground{{fill:{theme.ground}}}",
        f".caption{{fill:{theme.accent}}}",
        f".why,.detail,.label,.group-title{{fill:{theme.muted}}}",
        f".panel{{fill:{theme.panel};stroke:{theme.panel_border}}}",
        f".face{{fill:{theme.card}}}",
        f".logo{{fill:{theme.logo}}}",
        f".mark rect{{fill:{theme.line}}}.number{{fill:{theme.ground}}}",
        f".quiet rect{{fill:{theme.ground};stroke:{theme.panel_border}}}",
        f".quiet .number{{fill:{theme.ink}}}",
        f".warning rect{{fill:{theme.accent_tint};stroke:{theme.accent}}}",
        f".warning .number{{fill:{theme.accent}}}",
        f".alarm rect{{fill:{theme.accent}}}",
        f".border{{fill:none;stroke:{theme.panel_border}}}",
        f".line{{stroke:{theme.line}}}.head{{fill:{theme.line}}}",
        *(
            f".{family.value} .face{{stroke:{colour}}}"
            f".{family.value} .badge{{fill:{colour}}}"
            f".{family.value} .icon{{color:{colour}}}"
            for family, colour in theme.families.items()
        ),
        f".new .line{{stroke:{theme.accent}}}.new .head{{fill:{theme.accent}}}",
        f".new .face{{stroke:{theme.accent};fill:{theme.accent_tint}}}",
    ]
    if theme.grey:
        rules.append(".icon{filter:url(#sddiagram_grey)}")
    return "".join(rules)
