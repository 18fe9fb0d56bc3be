"""`sddiagram guide`."""

from pathlib import Path
from typing import Annotated

import typer


def _complete(incomplete: str) -> list[str]:
    from sddiagram import guide as interview

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
    templates: Annotated[
        Path | None, typer.Option(help="A folder with a guide.md.j2 to use before ours.")
    ] = None,
) -> None:
    """Print the interview guide: the five steps, questions, concepts, tips, a plan, a checklist.

    Example: sddiagram guide framework, or sddiagram guide --markdown > guide.md
    """
    from sddiagram import guide as interview
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.template import filled

    wanted = (interview.section(part),) if part else interview.sections()
    if markdown:
        title = "The system design interview"
        text = filled("guide.md.j2", templates, title=title, sections=wanted)
        print(text, end="")
        return
    for index, section in enumerate(wanted):
        print(("\n\n" if index else "") + section.title)
        print("=" * len(section.title))
        if section.intro:
            print(wrapped(section.intro, hanging=""))
        for item in section.items:
            print(f"\n{item.title}")
            for point in item.points:
                print(wrapped(point, "  - ", ""))
            if item.patterns:
                print(wrapped(f"drawn: {', '.join(item.patterns)}", "    "))
