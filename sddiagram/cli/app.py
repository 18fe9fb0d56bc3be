"""The commands, in one application."""

from typing import Annotated

import typer

from sddiagram.cli.brief import brief
from sddiagram.cli.check import check
from sddiagram.cli.compare import compare
from sddiagram.cli.diff import diff
from sddiagram.cli.embed import embed
from sddiagram.cli.estimate import estimate
from sddiagram.cli.explain import explain
from sddiagram.cli.gallery import gallery
from sddiagram.cli.guide import guide
from sddiagram.cli.kinds import kinds
from sddiagram.cli.listing import list_patterns
from sddiagram.cli.new import new
from sddiagram.cli.notes import notes
from sddiagram.cli.practice import practice
from sddiagram.cli.practised import progress
from sddiagram.cli.quiz import quiz
from sddiagram.cli.render import render
from sddiagram.cli.scale import scale
from sddiagram.cli.show import show
from sddiagram.cli.sketch import sketch
from sddiagram.cli.skill import skill
from sddiagram.cli.technologies import technologies
from sddiagram.cli.units import units
from sddiagram.cli.watch import watch

app = typer.Typer(
    name="sddiagram",
    help="System designs as code: one Python file draws itself, stage by stage.",
    epilog="Example: sddiagram render llm-serving --stage all",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("render")(render)
app.command("sketch")(sketch)
app.command("list")(list_patterns)
app.command("new")(new)
app.command("show")(show)
app.command("notes")(notes)
app.command("brief")(brief)
app.command("estimate")(estimate)
app.command("check")(check)
app.command("explain")(explain)
app.command("scale")(scale)
app.command("compare")(compare)
app.command("diff")(diff)
app.command("guide")(guide)
app.command("gallery")(gallery)
app.command("embed")(embed)
app.command("watch")(watch)
app.command("practice")(practice)
app.command("progress")(progress)
app.command("quiz")(quiz)
app.command("kinds")(kinds)
app.command("technologies")(technologies)
app.command("units")(units)
app.command("skill")(skill)


def _print_version(wanted: bool) -> None:
    if wanted:
        from sddiagram.version import VERSION

        print(f"sddiagram {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """System designs as code: one Python file draws itself, stage by stage."""
