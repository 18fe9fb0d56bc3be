"""The tables of the kinds and of the technologies, with the icon of each."""

from collections.abc import Iterator
from functools import cache

from sddiagram import kinds
from sddiagram.model.component import Family, Kind
from sddiagram.render.board.icon import SIZE, Icon, icon_named
from sddiagram.render.theme import DARK, LIGHT
from sddiagram.technology import Technology
from sddiagram.technology.table import AREAS, TECHNOLOGIES
from tools.website.asked import rows
from tools.website.markdown import code, table


def icons() -> Iterator[tuple[str, bytes]]:
    """The picture of each icon, once."""
    of_kinds = [_of_kind(kind) for kind in vars(kinds).values() if isinstance(kind, Kind)]
    found = dict(icon for icon in (*of_kinds, *map(_of_technology, TECHNOLOGIES)) if icon)
    for name, picture in found.items():
        yield f"reference/icons/{name}.svg", picture


def kinds_shown() -> str:
    """The kinds, family by family."""
    known = rows("kinds")
    parts = []
    for family in dict.fromkeys(row["family"] for row in known):
        shown = [
            (
                _shown(_of_kind(getattr(kinds, row["name"]))),
                code(f"sd.{row['name']}"),
                row["meaning"],
            )
            for row in known
            if row["family"] == family
        ]
        title = family.upper() if family == "ml" else family.capitalize()
        parts += [f"## {title}", table(["", "kind", "what it is"], shown)]
    return "\n\n".join(parts)


def technologies_shown() -> str:
    """The technologies, area by area."""
    parts = [f"There are {len(TECHNOLOGIES):,} of them."]
    for area, of_area in AREAS.items():
        shown = [
            (_shown(_of_technology(row)), row.name, ", ".join(row.aliases), row.vendor)
            for row in of_area
        ]
        title = area[0].upper() + area[1:]
        parts += [f"## {title}", table(["", "name", "other names", "vendor"], shown)]
    return "\n\n".join(parts)


def _shown(icon: tuple[str, bytes] | None) -> str:
    if icon is None:
        return ""
    kind = "icon" if icon[0].startswith("own-") else "logo"
    return f"![](icons/{icon[0]}.svg){{ .{kind} loading=lazy }}"


@cache
def _of_kind(kind: Kind) -> tuple[str, bytes]:
    """The name and the picture of its icon."""
    assert isinstance(kind.icon, str)
    return _coloured(icon_named(kind.icon), kind.family)


@cache
def _of_technology(row: Technology) -> tuple[str, bytes] | None:
    if not isinstance(row.icon, str):
        return None
    icon = icon_named(row.icon)
    return (icon.id, _picture(icon.body)) if icon.is_logo else _coloured(icon, Family.COMPUTE)


def _coloured(icon: Icon, family: Family) -> tuple[str, bytes]:
    light, dark = LIGHT.families[family], DARK.families[family]
    style = f"svg{{color:{light}}}@media(prefers-color-scheme:dark){{svg{{color:{dark}}}}}"
    return f"{icon.id}-{family.value}", _picture(f"<style>{style}</style>{icon.body}")


def _picture(body: str) -> bytes:
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
    return f"{start}{body}</svg>".encode()
