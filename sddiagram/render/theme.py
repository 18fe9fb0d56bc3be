"""Themes: tables of colours."""

from collections.abc import Mapping
from dataclasses import dataclass

from sddiagram.model.component import Family


@dataclass(frozen=True, slots=True)
class FamilyColours:
    """A component family's colours: the card's border and the faint ground of its icon."""

    border: str
    tint: str


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
    families: Mapping[Family, FamilyColours]


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
    families={
        Family.CLIENT: FamilyColours("#64748b", "#eef1f5"),
        Family.EDGE: FamilyColours("#0e7c86", "#e6f4f5"),
        Family.COMPUTE: FamilyColours("#2563c9", "#e8f0fc"),
        Family.DATA: FamilyColours("#3f7d3a", "#eaf4e8"),
        Family.MESSAGING: FamilyColours("#a1660b", "#fbf1de"),
        Family.ML: FamilyColours("#7c3fc4", "#f2eafb"),
        Family.OPERATIONS: FamilyColours("#b0406f", "#fbeaf1"),
    },
)
