"""`sddiagram guide`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sddiagram.guide import Item, Section


def _complete(incomplete: str) -> list[str]:
    from sddiagram import guide as interview

    return [name for name in interview.PARTS if name.startswith(incomplete)]


def guide(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="[PART]",
            help="framework, questions, priorities, choices, numbers, concepts, levels, tips, "
            "plan or checklist.",
            autocompletion=_complete,
        ),
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, for your notes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A list of parts, for scripts.")] = False,
    templates: Annotated[
        Path | None, typer.Option(help="A folder with a guide.md.j2 to use before ours.")
    ] = None,
) -> None:
    """Print the interview guide: steps, questions, trade-offs, numbers, concepts, a plan.

    Example: sddiagram guide choices, or sddiagram guide --markdown > guide.md
    """
    from sddiagram import guide as interview
    from sddiagram.template import filled

    wanted = (interview.section(part),) if part else interview.sections()
    if as_json:
        import json

        print(json.dumps([_object(one) for one in wanted], ensure_ascii=False, indent=2))
        return
    if markdown:
        text = filled("guide.md.j2", templates, title=interview.TITLE, sections=wanted)
        print(text, end="")
        return
    for index, section in enumerate(wanted):
        if index:
            print("\n")
        _print(section)


def _object(section: "Section") -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(section), "sources": [asdict(one) for one in section.sources]}


def _print(section: "Section") -> None:
    from sddiagram.cli.wrapping import wrapped

    print(section.title)
    print("=" * len(section.title))
    if section.intro:
        print(wrapped(section.intro, hanging=""))
    for item in section.items:
        _print_item(item)
    if section.sources:
        print("\nSources")
        for one in section.sources:
            print(wrapped(f"[{one.key}] {one.publisher}, {one.title} ({one.date})", "  ", "  "))
            print(f"    {one.address}")


def _print_item(item: "Item") -> None:
    from sddiagram.cli.grid import print_grid
    from sddiagram.cli.wrapping import wrapped

    print(f"\n{item.title}")
    for point in item.points:
        print(wrapped(point, "  - ", ""))
    for table in item.tables:
        print(f"\n  {table.title}" if table.title else "")
        print_grid(table.columns, table.rows)
    if item.patterns:
        print(wrapped(f"drawn: {', '.join(item.patterns)}", "    "))
