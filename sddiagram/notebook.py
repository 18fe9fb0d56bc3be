"""How a pattern, a view, a stage or a bare flow shows itself in a notebook.

Importing this gives the values the method that notebooks look for; the model knows no pictures.
"""

from sddiagram.estimate.spoken import HEADS, cells
from sddiagram.model.flow import Chainable
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.stage import Stage

Shown = Pattern | View | Stage | Chainable


def mimebundle(value: Shown, include: object = None, exclude: object = None) -> dict[str, object]:
    """The picture of `value`, with its short form for where no picture can be shown.

    As HTML it is an image that is never wider than its cell, and apart from the notebook's page;
    as SVG it is for what makes paper of the notebook.
    """
    from sddiagram.render import render

    stage = None
    if isinstance(value, View):
        pattern, stage = value.pattern, value.number
    elif isinstance(value, Pattern):
        pattern = value
    elif isinstance(value, Stage):
        pattern = Pattern(value.title or "Stage", *([] if value.flow is None else [value.flow]))
    else:
        pattern = Pattern("Flow", value)
    picture = render(pattern, "svg", stage=stage)
    title = pattern.title if stage is None else f"{pattern.title}, stage {stage}"
    return {
        "text/html": _image(picture, title),
        "image/svg+xml": picture.decode(),
        "text/plain": repr(value),
    }


def _image(picture: bytes, title: str) -> str:
    # Here, since both are slow to load, and a program that shows nothing does without them.
    from base64 import b64encode
    from html import escape

    source = f"data:image/svg+xml;base64,{b64encode(picture).decode()}"
    return f'<img src="{source}" alt="{escape(title)}" style="max-width:100%;height:auto">'


def table(numbers: Numbers, include: object = None, exclude: object = None) -> dict[str, object]:
    """`numbers` as a table, with their short form for where none can be shown."""
    # Here, since a script loads this module and shows no table.
    from html import escape

    head = "".join(f"<th>{name}</th>" for name in HEADS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells(load))}</tr>"
        for load in numbers
    )
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return {"text/html": html, "text/plain": repr(numbers)}


Numbers._repr_mimebundle_ = table  # type: ignore[attr-defined]
for _shown in (Pattern, View, Stage, Chainable):
    _shown._repr_mimebundle_ = mimebundle  # type: ignore[union-attr]
