"""How a picture is to be drawn: a table of options, from which the command line's follow."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sddiagram.model.direction import Direction
from sddiagram.render.theme import THEMES

if TYPE_CHECKING:
    from sddiagram.model.marks import Marked, Marks

_T = TypeVar("_T")


def _engines() -> Iterable[str]:
    # Here, since what starts processes is slow to load.
    from sddiagram.render.layout.engine import ENGINES

    return ENGINES


def _option(default: _T, help: str, values: Callable[[], Iterable[str]] | None = None) -> _T:
    """An option that the command line has too, with its help and the words it can be."""
    return field(default=default, metadata={"help": help, "values": values})


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture is to be drawn. A format says which of these it honours.

    The command line's options of the same names follow from this table.
    """

    direction: Direction = _option(
        Direction.AUTO, "auto, LR or TB.", lambda: (one.value for one in Direction)
    )
    """AUTO leaves it to the pattern, and then to what reads largest in a note."""
    scale: float = _option(2.0, "Pixels of a PNG for each of the picture's.")
    """Pixels of a PNG for each of the picture's own."""
    engine: str = _option("auto", "Layout: auto, embedded or dot.", _engines)
    """Who lays it out: `embedded` (comes with pip), `dot` (a system Graphviz), or `auto`."""
    theme: str = _option("auto", f"{', '.join(THEMES)}, or a TOML file.", lambda: THEMES)
    """Name of a theme, or the path of a TOML file."""
    numbered: bool = _option(False, "Number the arrows that a request takes.")
    """Whether the arrows that a request takes carry their numbers, in its order."""
    numbers: bool = _option(False, "Rates on the arrows, and how full each component is.")
    """Whether the numbers that follow from the facts stand on arrows and components."""
    sheet: bool = _option(False, "All stages on one page, as SVG or PNG.")
    """Whether all stages up to the one asked for are drawn on one page."""
    embed_font: bool = _option(False, "Carry the font inside, for readers without Arial.")
    """Whether an SVG holds those letters of its font that it needs."""
    templates: Path | None = _option(None, "A folder of templates to use before ours.")
    """A folder whose templates are used before the shipped ones."""
    marks: "Marks" = field(default_factory=dict)
    """What else is written onto components and arrows."""
    findings: Mapping[int, "Marked"] = field(default_factory=dict)
    """What a review found, by stage: numbered marks, and the lines that say what each means."""

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Options":
        """The options that `said` gives by name, a direction also by its name."""
        direction = Direction.named(said.get("direction", Direction.AUTO))
        return cls(**{**said, "direction": direction})

    def said(self) -> frozenset[str]:
        """The options that are not as they are by default."""
        plain = Options()
        return frozenset(
            one.name for one in fields(self) if getattr(self, one.name) != getattr(plain, one.name)
        )

    def only(self, honoured: frozenset[str]) -> "Options":
        """These options, those that are not among `honoured` as they are by default."""
        return Options(**{name: getattr(self, name) for name in honoured})
