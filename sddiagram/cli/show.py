"""`sddiagram show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import complete_pattern

if TYPE_CHECKING:
    from sddiagram.model.flow import Arrow
    from sddiagram.model.pattern import View


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="A pattern, or a picture of one.",
            autocompletion=complete_pattern,
        ),
    ],
    source: Annotated[
        bool,
        typer.Option("--source", help="Print the Python text, also out of an SVG or PNG picture."),
    ] = False,
) -> None:
    """Print a design in the terminal: its stages, API, data, figures, risks and questions.

    Example: sddiagram show llm-serving, or sddiagram show picture.png --source
    """
    from pathlib import Path

    from sddiagram.cli.wrapping import wrapped
    from sddiagram.errors import DesignError
    from sddiagram.estimate.telling import told
    from sddiagram.library import load
    from sddiagram.telling.study import beside

    picture = Path(name)
    if picture.suffix.casefold() in (".svg", ".png"):
        if not source:
            raise DesignError(f"{name} is a picture; say --source for the pattern inside it.")
        from sddiagram.files import read_whole
        from sddiagram.render.board.source import source_of

        print(source_of(read_whole(picture)), end="")
        return
    pattern = told(load(name))
    if source:
        print(pattern.source, end="")
        return
    print(pattern.title)
    if pattern.summary:
        print(wrapped(pattern.summary))
    for view in pattern.views:
        print("\n" + "\n".join(_stage(view)))
    for title, lines in beside(pattern).items():
        print(f"\n{title}")
        for line in lines:
            print(wrapped(line, "   - ", ""))


def _stage(view: "View") -> list[str]:
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.model.prose import plain

    stage = view.stage
    lines = [f"{view.number}. {stage.title or 'The design'} ({view.step.value.lower()})"]
    if stage.why:
        lines.append(wrapped(plain(stage.why), "   "))
    for one in view.left:
        heir = view.heirs.get(one.id)
        with_ = f" with {view.component(heir).label}" if heir else ""
        lines.append(f"   - {'replaces' if heir else 'drops'} {one.label}{with_}")
    lines += [f"   - drops {_flow(view, arrow)}" for arrow in view.lost]
    lines += [f"   {_flow(view, arrow)}" for arrow in view.new_arrows]
    for tradeoff in stage.tradeoffs:
        lines.append(wrapped(f"± {tradeoff.decision}", "   "))
        if tradeoff.instead_of:
            lines.append(wrapped(f"instead of: {tradeoff.instead_of}", "     "))
        lines.append(wrapped(f"gains: {tradeoff.gain}", "     "))
        lines.append(wrapped(f"costs: {tradeoff.cost}", "     "))
    return lines


def _flow(view: "View", arrow: "Arrow") -> str:
    source, target = (view.component(end).label for end in (arrow.source, arrow.target))
    label = f' "{arrow.link.label}"' if arrow.link.label else ""
    return f"{source} -{arrow.link.verb.name}{label}-> {target}"
