"""System designs as code: `import sddiagram as sd` is the whole vocabulary."""

from sddiagram.errors import (
    DesignError,
    EngineError,
    NotFoundError,
    OutputError,
    PatternFileError,
    SddiagramError,
)
from sddiagram.kinds import *  # noqa: F403  every kind of the table; __all__ below names them
from sddiagram.links import batches, calls, copies, emits, streams
from sddiagram.model.component import Component, Family, Group, Kind
from sddiagram.model.flow import Flow
from sddiagram.model.link import Link
from sddiagram.model.pattern import Brief, Direction, Pattern
from sddiagram.model.stage import Stage, Step, TradeOff
from sddiagram.model.view import View
from sddiagram.technology import Technology
from sddiagram.units import GB, KB, MB, PB, TB, B, GiB, MiB, Quantity, day, hour, minute, ms, per_day, rps, s
