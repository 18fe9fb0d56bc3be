"""Themes: tables of colours, and whether the picture is drawn by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.model.component import Family


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture, as #rrggbb. Text on its ground meets WCAG AA (4.5 to 1)."""

    name: str
    ground: str
    card: str
    ink: str
    muted: str
    line: str
    panel: str
    panel_border: str
    accent: str
    accent_tint: str
    logo: str
    """The ground behind a technology's logo, which is made for white."""
    families: Mapping[Family, str]
    """The border of a family's cards, and the colour of its icons."""
    tints: Mapping[Family, str]
    """A family's faint ground, where a format fills shapes."""
    grey: bool = False
    """Whether logos lose their colours."""
    hand: bool = False
    """Whether it looks drawn by hand on a whiteboard."""
    follows: "Theme | None" = None
    """The theme for readers who prefer dark, in a picture that follows the reader."""


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    card="#ffffff",
    ink="#1b2330",
    muted="#566174",
    line="#667186",
    panel="#f4f6f9",
    panel_border="#d5dbe4",
    accent="#c2410c",
    accent_tint="#fff4ec",
    logo="#ffffff",
    families={
        Family.CLIENT: "#5b6a80",
        Family.EDGE: "#0b6f78",
        Family.COMPUTE: "#2563c9",
        Family.DATA: "#3f7d3a",
        Family.MESSAGING: "#8f5a08",
        Family.ML: "#7c3fc4",
        Family.OPERATIONS: "#b0406f",
    },
    tints={
        Family.CLIENT: "#eef1f5",
        Family.EDGE: "#e6f4f5",
        Family.COMPUTE: "#e8f0fc",
        Family.DATA: "#eaf4e8",
        Family.MESSAGING: "#fbf1de",
        Family.ML: "#f2eafb",
        Family.OPERATIONS: "#fbeaf1",
    },
)

DARK = Theme(
    name="dark",
    ground="#12161d",
    card="#1b212b",
    ink="#eef2f7",
    muted="#a9b4c4",
    line="#93a0b4",
    panel="#171c25",
    panel_border="#39445a",
    accent="#fb923c",
    accent_tint="#33231a",
    logo="#eef2f7",
    families={
        Family.CLIENT: "#94a3b8",
        Family.EDGE: "#2dd4bf",
        Family.COMPUTE: "#7aa8ff",
        Family.DATA: "#7cc576",
        Family.MESSAGING: "#e5b04c",
        Family.ML: "#c4a1f7",
        Family.OPERATIONS: "#f08fb5",
    },
    tints={
        Family.CLIENT: "#262d38",
        Family.EDGE: "#15302f",
        Family.COMPUTE: "#1d2a44",
        Family.DATA: "#1f2f1e",
        Family.MESSAGING: "#33290f",
        Family.ML: "#2c2140",
        Family.OPERATIONS: "#38202b",
    },
)

PRINT = Theme(
    name="print",
    ground="#ffffff",
    card="#ffffff",
    ink="#000000",
    muted="#333333",
    line="#000000",
    panel="#ffffff",
    panel_border="#777777",
    accent="#000000",
    accent_tint="#ececec",
    logo="#ffffff",
    families=dict.fromkeys(Family, "#000000"),
    tints=dict.fromkeys(Family, "#ffffff"),
    grey=True,
)

SKETCH = replace(LIGHT, name="sketch", ground="#fffdf8", panel="#f8f5ec", hand=True)
AUTO = replace(LIGHT, name="auto", follows=DARK)

THEMES = {theme.name: theme for theme in (AUTO, LIGHT, DARK, PRINT, SKETCH)}


def theme_named(name: str) -> Theme:
    """The built-in theme of this name, or the one in a TOML file of this path.

    Raises `NotFoundError` when there is neither, `DesignError` for a file that is no theme.
    """
    if name.endswith(".toml"):
        return _from_file(Path(name))
    try:
        return THEMES[name.casefold()]
    except KeyError:
        raise NotFoundError.among(
            "theme", name, THEMES, "A theme of your own is a file that ends in .toml."
        ) from None


def _from_file(path: Path) -> Theme:
    """A theme that says what differs from its `base`: colours, and families in a table."""
    import tomllib

    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFoundError(f"{path}: there is no such theme file.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DesignError(f"{path}: cannot be read as a theme: {error}.") from error
    base = theme_named(str(said.pop("base", "light")))
    families = {Family(name): colour for name, colour in _families(said, path).items()}
    known = {field.name for field in fields(Theme)} - {"name", "families", "tints", "follows"}
    for name, value in said.items():
        if name not in known:
            raise NotFoundError.among(f"colour in {path}", name, sorted(known))
        if not (isinstance(value, bool) if name in ("grey", "hand") else _is_colour(value)):
            raise DesignError(f'{path}: {name} = {value!r}; give a colour such as "#1b2330".')
    return replace(base, name=path.stem, families={**base.families, **families}, **said)


def _families(said: dict[str, object], path: Path) -> dict[str, str]:
    table = said.pop("families", {})
    known = [family.value for family in Family]
    if not isinstance(table, dict):
        raise DesignError(f"{path}: families is a table of {', '.join(known)}.")
    for name, colour in table.items():
        if name not in known:
            raise NotFoundError.among(f"family in {path}", name, known)
        if not _is_colour(colour):
            raise DesignError(f'{path}: {name} = {colour!r}; give a colour such as "#1b2330".')
    return table


def _is_colour(value: object) -> bool:
    digits = value.removeprefix("#") if isinstance(value, str) and value[:1] == "#" else ""
    return len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
