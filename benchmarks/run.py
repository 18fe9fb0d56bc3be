"""Measure sddiagram against what it stands on, side by side in one run.

Contenders of one comparison take turns, so that a slow minute of the machine hits all of them;
what is reported is the median. Prints Markdown:

    python benchmarks/run.py [--rounds 15]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import which

import sddiagram as sd
from sddiagram.library import entries, load
from sddiagram.model.flow import Chainable
from sddiagram.render.layout import engine

HERE = Path(__file__).parent
PATTERN = "llm-serving"
COMMAND = [sys.executable, "-m", "sddiagram", "render", PATTERN]
MB = 1_000_000

DRAW_ONE = """
import sys
sys.path.insert(0, {here!r})
import run, sddiagram as sd
sd.render(run.design({size}), "svg")
"""


def design(size: int) -> sd.Pattern:
    """A design of `size` components: rows of ten services behind one gateway, each with a store."""
    gateway = sd.Gateway("Gateway")
    flows: list[sd.Flow] = []
    for row in range(0, size - 1, 10):
        chain: Chainable = gateway
        for number in range(row, min(row + 10, size - 1)):
            chain = chain >> "call" >> sd.Service(f"Service {number}")
        flows.append(chain.as_flow())
    return sd.Pattern(f"{size} components", *flows)


def medians(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each contender, after one round that nobody counts."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, contender in contenders.items():
            start = time.perf_counter()
            contender()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(measured) for name, measured in times.items()}


def run(command: Sequence[str], stdin: bytes | None = None) -> None:
    """Run a command to its end; its output is nobody's."""
    subprocess.run(command, input=stdin, capture_output=True, check=True)


def bare(source: bytes) -> Callable[[], None]:
    """The engine alone, from DOT to an SVG of its own."""
    command = [engine.program("embedded"), "-Tsvg"]
    return lambda: run(command, source)


def peak_memory(command: Sequence[str], stdin: bytes = b"") -> float:
    """Bytes that the command, or the largest process it started, held at its peak (not Windows)."""
    code = (
        "import resource, subprocess, sys;"
        "quiet = {'stdin': sys.stdin, 'stdout': subprocess.DEVNULL, 'check': True};"
        "subprocess.run(sys.argv[1:], **quiet);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    measured = subprocess.run(
        [sys.executable, "-c", code, *command], input=stdin, capture_output=True, check=True
    )
    return int(measured.stdout) * (1 if sys.platform == "darwin" else 1024)


def table(title: str, measured: Mapping[str, float], base: str) -> None:
    """One comparison in Markdown; the ratio is to `base`."""
    print(f"\n### {title}\n\n| | median | ratio |\n| --- | ---: | ---: |")
    for name, seconds in measured.items():
        print(f"| {name} | {seconds * 1000:,.0f} ms | {seconds / measured[base]:.2f} |")


def whole_command(rounds: int) -> None:
    """One picture, from the shell and back."""
    with tempfile.TemporaryDirectory() as folder:
        out = ["-o", folder]
        contenders: dict[str, Callable[[], object]] = {
            "sddiagram, SVG": lambda: run([*COMMAND, "-f", "svg", *out]),
            "sddiagram, SVG and PNG": lambda: run([*COMMAND, "-f", "svg", "-f", "png", *out]),
        }
        plain = [sys.executable, str(HERE / "plain_diagrams.py"), str(Path(folder, "plain"))]
        base = "sddiagram, SVG"
        if which("dot"):
            base = "plain diagrams and dot, PNG"
            contenders = {base: lambda: run(plain), **contenders}
        else:
            print("There is no system `dot`: the plain diagrams script is left out.")
        table(f"The whole command, {PATTERN}", medians(contenders, rounds), base)


def beside_the_engine(patterns: Sequence[sd.Pattern]) -> dict[str, float]:
    """Seconds of the engine alone, and of a picture in this process, for each of `patterns`.

    Each is drawn once: a layout is remembered, so drawing one again would measure nothing. The DOT
    is that of the first, whose equals the others are; its direction is the first that AUTO tries.
    """
    source = sd.render(patterns[0], "dot")
    coming = iter(patterns[1:])
    return medians(
        {"engine": bare(source), "sddiagram": lambda: sd.render(next(coming), "svg")},
        len(patterns) - 2,
    )


def further_pictures(rounds: int) -> None:
    """Each further picture in one process: equal patterns, as a second file would give."""
    measured = beside_the_engine([sd.load(PATTERN) for _ in range(rounds + 2)])
    table("Each further picture in one process", measured, "engine")


def the_library(rounds: int) -> None:
    """All built-in patterns as SVG in one process, a picture: what `render --all` does."""
    paths = [entry.path for entry in entries()]
    waiting = [[load(path) for path in paths] for _ in range(rounds + 1)]
    engines = [bare(sd.render(pattern, "dot")) for pattern in waiting[0]]
    coming = iter(waiting)
    contenders: dict[str, Callable[[], object]] = {
        "engine": lambda: [draw() for draw in engines],
        "sddiagram": lambda: [sd.render(pattern, "svg") for pattern in next(coming)],
    }
    measured = medians(contenders, rounds)
    each = {name: seconds / len(paths) for name, seconds in measured.items()}
    table(f"Each of the {len(paths)} built-in patterns, drawn in one process", each, "engine")


def sizes(rounds: int) -> None:
    """Small, large and very large designs: time in one process, memory of a whole one."""
    print("\n### Designs of 10, 100 and 1,000 components\n")
    print("| components | engine | sddiagram | ratio | peak: engine | peak: sddiagram |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in (10, 100, 1_000):
        turns = rounds if size < 1_000 else max(3, rounds // 3)
        times = beside_the_engine([design(size) for _ in range(turns + 2)])
        source = sd.render(design(size), "dot")
        peaks = (
            peak_memory([engine.program("embedded"), "-Tsvg"], source),
            peak_memory([sys.executable, "-c", DRAW_ONE.format(here=str(HERE), size=size)]),
        )
        print(
            f"| {size:,} | {times['engine'] * 1000:,.0f} ms | {times['sddiagram'] * 1000:,.0f} ms "
            f"| {times['sddiagram'] / times['engine']:.2f} "
            f"| {peaks[0] / MB:,.0f} MB | {peaks[1] / MB:,.0f} MB |"
        )


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description="Measure sddiagram, side by side in one run.")
    parser.add_argument("--rounds", type=int, default=15, help="turns of each contender (15)")
    rounds = parser.parse_args().rounds
    version = sys.version.split()[0]
    print(f"Python {version}, {sys.platform}, {os.cpu_count()} cores, medians of {rounds} rounds.")
    whole_command(rounds)
    further_pictures(rounds)
    the_library(max(3, rounds // 3))
    sizes(rounds)


if __name__ == "__main__":
    main()
