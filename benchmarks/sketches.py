"""How the time to read a sketch grows with its length: run it, and the ratio says it.

    .venv/bin/python -m benchmarks.sketches

Each row reads a text and one of twice the length; a ratio of 2 is linear.
"""

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

from sddiagram.errors import SddiagramError
from sddiagram.sketch import read

TEXTS: dict[str, Callable[[int], str]] = {
    "statements": lambda size: "Users -> API -> Redis\n" * (size // 22),
    "one chain": lambda size: "API -> DB -> " * (size // 13),
    "arrows alone": lambda size: "->" * (size // 2),
    "commas": lambda size: "API -> " + "DB, " * (size // 4),
    "words on an arrow": lambda size: "API -> DB: " + "x:y," * (size // 4),
    "brackets": lambda size: "[" * size,
    "Mermaid": lambda size: "graph LR;" + "A-->B;" * (size // 6),
    "D2": lambda size: "a: {\n" + "b -> c\n" * (size // 7) + "}",
    "a drawing": lambda size: "Users → API → Redis\n          ↓\n" * (size // 32),
}


def seconds(text: str) -> float:
    """The least time of three that reading it, or refusing it, takes."""
    taken = []
    for _ in range(3):
        start = perf_counter()
        with suppress(SddiagramError):
            read(text)
        taken.append(perf_counter() - start)
    return min(taken)


def main() -> None:
    print(f"{'text':20} {'characters':>10} {'ms':>8} {'twice, ms':>10} {'ratio':>6}")
    for name, made in TEXTS.items():
        size = 1_500 if name == "a drawing" else 45_000
        once, twice = made(size), made(2 * size)
        first, second = seconds(once), seconds(twice)
        print(
            f"{name:20} {len(once):10,} {first * 1e3:8.1f} {second * 1e3:10.1f} "
            f"{second / first:6.2f}"
        )


if __name__ == "__main__":
    main()
