"""How well a text stands out from its ground, as WCAG 2.1 measures it."""

import re
from collections.abc import Iterator

from sddiagram.model.component import Family

LEAST_CONTRAST = 4.5
"""Level AA for text of a usual size: https://www.w3.org/TR/WCAG21/#contrast-minimum."""

_FACES = (".face", ".new .face")
_GROUNDS = {
    ".title": (".ground",),
    ".name": _FACES,
    ".caption": (".ground",),
    ".why": (".ground",),
    ".label": (".ground", ".panel"),
    ".group-title": (".panel",),
    ".number": (".mark rect", ".alarm rect"),
    ".quiet .number": (".quiet rect",),
    ".warning .number": (".warning rect",),
    ".detail": _FACES,
    **{f".{family.value} .badge": _FACES for family in Family},
}
"""What each kind of text may stand on."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faint_texts(style_sheet: str) -> Iterator[tuple[str, float]]:
    """The texts under `LEAST_CONTRAST` in a picture's CSS, `detail on face`, with their ratio.

    What it says for readers who prefer dark is measured on its own.
    """
    for rules in style_sheet.split("@media (prefers-color-scheme:dark)"):
        fills = dict(_fills(rules))
        for text, grounds in _GROUNDS.items():
            for ground in grounds:
                if (ratio := contrast(fills[text], fills[ground])) < LEAST_CONTRAST:
                    yield f"{text.strip('.')} on {ground.strip('.')}", ratio


def _fills(rules: str) -> Iterator[tuple[str, str]]:
    for rule in rules.split("}"):
        selectors, _, declarations = rule.strip("{").partition("{")
        if fill := re.search(r"\bfill:(#\w{6})", declarations):
            for selector in re.sub(r":is\((.+?)\)", r"\1", selectors).split(","):
                yield selector, fill[1]
