"""The layout engine: DOT in, geometry out. Nothing else that draws starts a process."""

import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from time import monotonic

from sddiagram.errors import DrawingWarning, EngineError, NotFoundError

ENGINES = ("auto", "embedded", "dot")
TIME_LIMIT = 60.0
"""Seconds for all that is tried for one layout; 1,000 components take 0.3 s."""

# Sizes come from the shipped font, so the engine's own opinion of a text's width is moot.
_MOOT = ("too small for", "in label of", "no hard-coded metrics", "no value for width", "oad font")


def program(engine: str) -> str:
    """Path of the program that `engine` names.

    Raises `NotFoundError` for an unknown name, `EngineError` when the program is not there.
    """
    if engine not in ENGINES:
        raise NotFoundError(f"No engine named {engine!r}. Known: {', '.join(ENGINES)}.")
    embedded = None if engine == "dot" else _embedded()
    if engine == "embedded" and embedded is None:
        raise EngineError(
            "The embedded engine is missing; run `pip install graphviz-pure`, or use --engine dot."
        )
    found = embedded or which("dot")
    if found is None:
        missing = (
            "There is no `dot` on PATH; install Graphviz, or leave out --engine dot."
            if engine == "dot"
            else "There is no layout engine: run `pip install graphviz-pure`, or install Graphviz."
        )
        raise EngineError(missing)
    return found


def _embedded() -> str | None:
    """The program from graphviz-pure: it stands beside the interpreter, seldom on PATH."""
    name = "graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure"
    beside = Path(sys.executable).parent / name
    if beside.is_file():
        return str(beside)
    import sysconfig

    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        candidate = Path(sysconfig.get_path("scripts", scheme)) / name
        if candidate.is_file():
            return str(candidate)
    return which(name)


def run(
    sources: Sequence[str], engine: str, output: str, until: float
) -> list[bytes | EngineError]:
    """What the engine makes of each of `sources`, side by side in processes, or why it failed.

    `until` is when the last must be done, on the clock of `time.monotonic`. Warnings of the engine
    become `DrawingWarning`s. Raises `EngineError` when it cannot be started.
    """
    command = [program(engine), f"-T{output}"]
    processes: list[subprocess.Popen[bytes]] = []
    begun = monotonic()
    try:
        for _ in sources:
            processes.append(
                subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            )
        # Each input is written whole before the first output is awaited, so they run together;
        # the engine reads all of its input before it writes.
        for process, source in zip(processes, sources, strict=True):
            _feed(process, source)
        return [_result(process, begun, until) for process in processes]
    except OSError as error:
        raise EngineError(f"The layout engine could not be started: {error}.") from error
    finally:
        for process in processes:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.communicate()


def _feed(process: subprocess.Popen[bytes], source: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(source.encode())
        process.stdin.close()
    except BrokenPipeError:
        pass  # It ended early; its exit status and its message are read next.
    process.stdin = None


def _result(process: subprocess.Popen[bytes], begun: float, until: float) -> bytes | EngineError:
    try:
        output, errors = process.communicate(timeout=max(0.0, until - monotonic()))
    except subprocess.TimeoutExpired:
        return EngineError(
            f"The layout took longer than {monotonic() - begun:.0f} s; "
            "draw fewer components and arrows, or try the other --engine."
        )
    said = errors.decode(errors="replace").strip()
    if process.returncode != 0:
        return EngineError(
            f"The layout engine failed with status {process.returncode}: {_reason(said)}."
        )
    for line in said.splitlines():
        if line.strip() and not any(phrase in line for phrase in _MOOT):
            warnings.warn(f"The layout engine says: {line.strip()}", DrawingWarning, stacklevel=2)
    return output


def _reason(said: str) -> str:
    """The first line that calls itself an error, else the last; the engine may dump its tables."""
    lines = said.splitlines()
    errors = (line.removeprefix("Error: ") for line in lines if line.startswith("Error: "))
    return next(errors, lines[-1] if lines else "it gave no reason")[:120]
