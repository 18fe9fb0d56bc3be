"""Study notes: a design in the five steps of the interview, as Markdown or one page of HTML."""

import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sddiagram.errors import NotFoundError
from sddiagram.estimate.board import numbers
from sddiagram.estimate.telling import told as worked_out
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.stage import Step
from sddiagram.render import render
from sddiagram.render.board.names import picture_name
from sddiagram.render.theme import DARK, LIGHT
from sddiagram.sentence import sentence
from sddiagram.telling.reviews import reviews
from sddiagram.telling.sheets import sheets
from sddiagram.telling.study import sources, tables
from sddiagram.template import filled

NOTES = {"md": "notes.md.j2", "html": "notes.html.j2"}
"""The formats of notes, and the templates that make them."""

Picture = Callable[[int | None], str]


def notes(
    pattern: Pattern,
    format: str = "md",
    *,
    stages: bool = False,
    theme: str = "auto",
    templates: Path | None = None,
) -> dict[str, bytes]:
    """The files of the notes by name, the notes first.

    Markdown links pictures beside it, HTML holds them. With `stages` each stage has its picture,
    otherwise only the whole design. A template in
    the folder `templates` is used before ours. Raises `NotFoundError` for another format.
    """
    asked, pattern = pattern, worked_out(pattern)
    if format not in NOTES:
        raise NotFoundError.among("format of notes", format, NOTES)
    pictures: dict[str, bytes] = {}
    # Here, since `diagrams` is slow to load.
    from sddiagram.render.layout import layout

    places = layout(pattern)

    def put(name: str, picture: bytes) -> str:
        if format == "html":
            return f"data:image/svg+xml;base64,{b64encode(picture).decode()}"
        pictures[name] = picture
        return quote(name)

    def address(stage: int | None) -> str:
        picture = render(pattern, stage=stage, theme=theme, layout=places)
        return put(picture_name(pattern, stage), picture)

    values = told(pattern, address, stages=stages) | sheets(asked, theme, put, stages=stages)
    values["review"] = reviews(asked)
    text = filled(NOTES[format], templates, **values)
    # A part of the template that has nothing to say leaves its empty lines.
    tidy = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return {f"{pattern.name}-notes.{format}": tidy.encode(), **pictures}


def told(pattern: Pattern, address: Picture, *, stages: bool) -> dict[str, object]:
    """What a template of notes is given; `address` says where the picture of a stage is."""
    steps = {step: [view for view in pattern.views if view.step is step] for step in Step}
    return {
        "pattern": pattern,
        "brief": pattern.brief,
        "peak": _peak(pattern),
        "picture": address(None),
        "steps": {
            step.name.lower(): [_stage(view, address, stages=stages) for view in views]
            for step, views in steps.items()
        },
        "titles": {step.name.lower(): step.value for step in Step},
        "tables": tables(pattern),
        "sources": sources(pattern),
        "light": LIGHT,
        "dark": DARK,
    }


def _peak(pattern: Pattern) -> str:
    """All that enters at the peak; nothing where nobody says what does."""
    peak = numbers(pattern.view()).peak
    return str(peak) if peak.value else ""


def _stage(view: View, address: Picture, *, stages: bool) -> dict[str, object]:
    return {
        "number": view.number,
        "title": view.stage.title or view.pattern.title,
        "say": sentence(view),
        "picture": address(view.number) if stages else "",
        "flows": [
            (
                view.component(arrow.source).label,
                arrow.link.verb.name,
                view.component(arrow.target).label,
                arrow.link.label,
            )
            for arrow in view.new_arrows
        ],
    }
