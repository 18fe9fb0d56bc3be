"""System designs as code: `import sddiagram as sd` is the whole vocabulary."""

import typing

from sddiagram import blocks
from sddiagram import notebook as _notebook  # noqa: F401 - lets the values show themselves
from sddiagram.errors import (
    DesignError,
    DrawingWarning,
    EngineError,
    NotFoundError,
    OutputError,
    PatternFileError,
    SddiagramError,
    StaleError,
)
from sddiagram.kinds import *
from sddiagram.library import load
from sddiagram.links import batches, calls, copies, emits, streams
from sddiagram.model.brief import Brief
from sddiagram.model.component import Component, Family, Group, Kind
from sddiagram.model.direction import Direction
from sddiagram.model.flow import Arrow, Flow, Link
from sddiagram.model.marks import Mark, Tone
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.stage import Stage, Step
from sddiagram.model.study import Figure, Probe, Risk, TradeOff
from sddiagram.technology import Technology
from sddiagram.units import (
    GB,
    KB,
    MB,
    PB,
    TB,
    B,
    GiB,
    MiB,
    Quantity,
    day,
    hour,
    minute,
    ms,
    per_day,
    rps,
    s,
)

# Last, so that `sddiagram.render` is the function: importing its package sets the name too.
from sddiagram.render import render  # isort: skip

__all__ = [
    "Arrow",
    "B",
    "BatchProcessor",
    "Brief",
    "Browser",
    "CDN",
    "Cache",
    "CandidateGenerator",
    "Client",
    "Component",
    "DNS",
    "DataLake",
    "DataWarehouse",
    "DesignError",
    "Direction",
    "DrawingWarning",
    "ETLJob",
    "EngineError",
    "ExperimentTracker",
    "External",
    "Family",
    "Figure",
    "Flow",
    "GB",
    "GPUPool",
    "Gateway",
    "GiB",
    "Group",
    "Identity",
    "KB",
    "Kind",
    "Link",
    "LoadBalancer",
    "Logging",
    "MB",
    "Mark",
    "MiB",
    "Mobile",
    "ModelRegistry",
    "ModelServer",
    "Monitoring",
    "NoSQL",
    "NotFoundError",
    "Notification",
    "ObjectStorage",
    "OfflineFeatureStore",
    "OnlineFeatureStore",
    "OutputError",
    "PB",
    "Pattern",
    "PatternFileError",
    "Payment",
    "Probe",
    "Quantity",
    "Queue",
    "Ranker",
    "RateLimiter",
    "ReadReplica",
    "Risk",
    "SQLPrimary",
    "Scheduler",
    "SddiagramError",
    "SearchIndex",
    "Service",
    "Shard",
    "Stage",
    "StaleError",
    "Step",
    "Stream",
    "StreamProcessor",
    "TB",
    "Technology",
    "Tone",
    "Tracing",
    "TradeOff",
    "TrainingJob",
    "VectorIndex",
    "View",
    "Worker",
    "batches",
    "blocks",
    "calls",
    "copies",
    "day",
    "emits",
    "hour",
    "load",
    "minute",
    "ms",
    "per_day",
    "render",
    "rps",
    "s",
    "streams",
]

# Hidden from type checkers, which would then take any word.
if not typing.TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Refuse a word that is not there with the nearest one that is."""
        import sys

        from sddiagram.library.words import unknown_word

        raise AttributeError(unknown_word(name, __all__), name=name, obj=sys.modules[__name__])
