"""The tables of the formats and of the themes, with one design drawn in each."""

from collections.abc import Iterator

import sddiagram as sd
from sddiagram.render import FORMATS
from sddiagram.render.theme import THEMES
from tools.website.markdown import code, table

_DESIGN = """\
import sddiagram as sd

users, app = sd.Client("Users"), sd.Service("Shop", replicas=3)
orders, copy = sd.SQLPrimary("Orders", technology="postgres"), sd.ReadReplica("Copy")

pattern = sd.Pattern(
    "Shop",
    sd.Stage("Take orders", users >> "order" >> app >> "insert" >> orders, why="It works."),
    sd.Stage(
        "Read a copy",
        orders >> sd.copies("rows") >> copy,
        app >> "read" >> copy,
        why="Most requests read.",
    ),
)
"""


def examples() -> Iterator[tuple[str, bytes]]:
    """The design in each format and theme."""
    names: dict[str, object] = {}
    exec(_DESIGN, names)
    pattern = names["pattern"]
    assert isinstance(pattern, sd.Pattern)
    for name, one in FORMATS.items():
        yield f"reference/examples/shop.{one.suffix}", sd.render(pattern, name)
    for name in THEMES:
        yield f"reference/examples/shop-{name}.svg", sd.render(pattern, theme=name)


def formats_shown() -> str:
    """The formats, what each honours, and the design."""
    rows = [
        (
            code(name),
            one.meaning,
            "all" if one.whole else "one",
            f"[shop.{one.suffix}](examples/shop.{one.suffix})",
            ", ".join(code(option) for option in sorted(one.honours)) or "none",
        )
        for name, one in FORMATS.items()
    ]
    columns = ["format", "what it is", "stages in a file", "example", "options it honours"]
    picture = "![A shop whose orders are read from a copy](examples/shop.svg)"
    return f"{table(columns, rows)}\n{picture}\n\n```python\n{_DESIGN}```"


def themes_shown() -> str:
    """The design in each theme."""
    pictures = [f"## {name}\n\n![The shop in {name}](examples/shop-{name}.svg)" for name in THEMES]
    return "\n\n".join(pictures)
