"""Our own layout, and its times with and without the engine."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.layout.designs import Design
from benchmarks.layout.measures import Measures
from benchmarks.layout.picture import Edge, Picture, merged
from sddiagram.errors import EngineError
from sddiagram.model.pattern import Pattern
from sddiagram.render.board.shown import shown
from sddiagram.render.layout import Layout, engine as engines, layout
from sddiagram.render.measure.geometry import Rectangle, along


def drawn(design: Design, rounds: int) -> tuple[Picture, Measures]:
    """The design as we lay it out, and the median of the times that it takes."""
    pattern = design.view.pattern
    totals, alone = [], []
    for _ in range(rounds):
        with _engine_timed() as inside:
            start = time.perf_counter()
            places = layout(pattern)
            totals.append(1000 * (time.perf_counter() - start))
        alone.append(1000 * sum(inside))
    total, engine = statistics.median(totals), statistics.median(alone)
    beyond = total - engine
    times = {"ms": total, "worst": total, "beyond": beyond, "worst_beyond": beyond}
    return picture(design, places), {**times, "ratio": total / engine}


@contextmanager
def _engine_timed() -> Iterator[list[float]]:
    """Seconds of each call of the engine while it is measured."""
    found: list[float] = []
    run = engines.run

    def timed(
        sources: Sequence[str], engine: str, output: str, until: float
    ) -> list[bytes | EngineError]:
        start = time.perf_counter()
        try:
            return run(sources, engine, output, until)
        finally:
            found.append(time.perf_counter() - start)

    engines.run = timed
    try:
        yield found
    finally:
        engines.run = run


def picture(design: Design, places: Layout) -> Picture:
    view = design.view
    here = shown(view, places)
    edges = []
    for number, arrow in enumerate(view.arrows):
        route = here.routes[arrow]
        points = merged((*along(route.points), route.tip))
        words = without_air(route.label) if route.label else None
        is_main = arrow in design.main
        edges.append(Edge(f"e{number}", arrow.source, arrow.target, points, words, is_main))
    return Picture(design.name, here.cards, edges, here.panels, [*here.titles.values()])


def without_air(label: Rectangle) -> Rectangle:
    """The words of an edge in the place that is kept for them."""
    return Rectangle(label.x + 5, label.y + 2, max(1.0, label.width - 10), label.height - 4)


def warm(pattern: Pattern) -> None:
    """Load and remember what every layout needs."""
    layout(pattern)
