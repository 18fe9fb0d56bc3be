"""How a card and its lines look because of a mark on them: faint and dashed, or standing out."""

from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Marks, Tone
from sddiagram.render.theme import Theme

LOOKS = {Tone.GHOST: "ghosted", Tone.ADDED: "new"}
"""The class of what has a mark of this tone."""


def look_of(one: str | Arrow, marks: Marks, *, is_new: bool) -> str:
    """The class of a card or an edge: that of its mark, or `new` in a stage that adds it."""
    otherwise = "new" if is_new else ""
    return LOOKS.get(marks[one].tone, otherwise) if one in marks else otherwise


def ghosts_of(marks: Marks) -> frozenset[Arrow]:
    """The arrows that are faint and dashed, whatever their verb."""
    return frozenset(
        one for one, mark in marks.items() if isinstance(one, Arrow) and mark.tone is Tone.GHOST
    )


def look_rules(theme: Theme) -> str:
    """CSS for these looks and their marks, laid over the style sheet of a picture."""
    return "".join(
        (
            f".ghosted .face,.ghosted .swatch{{fill:{theme.ground};stroke:{theme.muted}}}",
            ".ghosted .face,.ghosted .swatch{stroke-dasharray:6 4}",
            f".ghosted .name,.ghosted .badge{{fill:{theme.muted}}}",
            ".ghosted .icon,.ghosted .logo{opacity:.45}",
            f".ghosted .line{{stroke:{theme.muted};stroke-width:1.3;stroke-dasharray:3 5}}",
            f".ghosted .head{{fill:{theme.ground};stroke:{theme.muted}}}",
            f".ghost rect{{fill:{theme.ground};stroke:{theme.muted};stroke-dasharray:3 2}}",
            f".ghost .number{{fill:{theme.muted}}}",
            f".new .swatch{{fill:{theme.accent_tint};stroke:{theme.accent};stroke-width:2.4}}",
            f".added rect{{fill:{theme.accent}}}.added .number{{fill:{theme.ground}}}",
        )
    )
