"""`sddiagram guide`."""

from typing import Annotated

import typer

from sddiagram import guide as interview
from sddiagram.cli.wrapping import wrapped
from sddiagram.template import filled


def _complete(incomplete: str) -> list[str]:
    return [one.name for one in interview.sections() if one.name.startswith(incomplete)]


def guide(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="[PART]",
            help="framework, questions, concepts, tips, plan or checklist.",
            autocompletion=_complete,
        ),
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, for your notes.")
    ] = False,
) -> None:
    """Print the interview guide: the five steps, questions, concepts, tips, a plan, a checklist.

    Example: sddiagram guide framework, or sddiagram guide --markdown > guide.md
    """
    wanted = (interview.section(part),) if part else interview.sections()
    if markdown:
        text = filled("guide.md.j2", title="The system design interview", sections=wanted)
        typer.echo(text, nl=False)
        return
    for index, section in enumerate(wanted):
        typer.echo(("\n\n" if index else "") + section.title)
        typer.echo("=" * len(section.title))
        if section.intro:
            typer.echo(wrapped(section.intro, hanging=""))
        for item in section.items:
            typer.echo(f"\n{item.title}")
            for point in item.points:
                typer.echo(wrapped(point, "  - ", ""))
            if item.patterns:
                typer.echo(wrapped(f"drawn: {', '.join(item.patterns)}", "    "))
