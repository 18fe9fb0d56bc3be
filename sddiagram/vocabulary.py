"""The whole vocabulary: what `import sddiagram as sd` offers, each word imported where it is made.

The package loads this at its first word, so that the command line starts without it.
"""

from types import ModuleType as _ModuleType

from sddiagram import _ON_DEMAND, blocks as blocks, notebook as _notebook  # noqa: F401 - the values show themselves
from sddiagram.errors import (
    DesignError as DesignError,
    DrawingWarning as DrawingWarning,
    EngineError as EngineError,
    NotFoundError as NotFoundError,
    OutputError as OutputError,
    PatternFileError as PatternFileError,
    SddiagramError as SddiagramError,
    StaleError as StaleError,
)
from sddiagram.kinds import *
from sddiagram.library import load as load
from sddiagram.links import *
from sddiagram.model.accepted import Accepted as Accepted
from sddiagram.model.brief import Brief as Brief
from sddiagram.model.component import (
    Component as Component,
    Family as Family,
    Group as Group,
    Kind as Kind,
)
from sddiagram.model.direction import Direction as Direction
from sddiagram.model.flow import Arrow as Arrow, Flow as Flow, Link as Link
from sddiagram.model.goals import (
    at_least as at_least,
    at_most as at_most,
    costs_at_most as costs_at_most,
    stale_at_most as stale_at_most,
)
from sddiagram.model.latency import Latency as Latency, latency as latency
from sddiagram.model.marks import Mark as Mark, Tone as Tone
from sddiagram.model.numbers import Numbers as Numbers
from sddiagram.model.pattern import Pattern as Pattern, View as View
from sddiagram.model.row import row as row
from sddiagram.model.sizing import Sizing as Sizing
from sddiagram.model.stage import Stage as Stage, Step as Step
from sddiagram.model.study import (
    Endpoint as Endpoint,
    Figure as Figure,
    Learning as Learning,
    Levels as Levels,
    Probe as Probe,
    Risk as Risk,
    TradeOff as TradeOff,
)
from sddiagram.model.traffic import Records as Records, Requests as Requests
from sddiagram.technology import Technology as Technology
from sddiagram.technology.sources import Source as Source
from sddiagram.units import *

from sddiagram.estimate import (  # isort: skip
    assumed as assumed,
    changed as changed,
    cited as cited,
    estimate as estimate,
    planned as planned,
    scaled as scaled,
    without as without,
    zone_lost as zone_lost,
)
from sddiagram.render import render as render  # isort: skip

# Every name above is a word. Type checkers must not see the list being made: one that they cannot
# compute would hide all words from `from sddiagram import *`.
globals()["__all__"] = sorted(
    {
        name
        for name, value in globals().items()
        if not name.startswith("_") and (value is blocks or not isinstance(value, _ModuleType))
    }.union(_ON_DEMAND)
)
