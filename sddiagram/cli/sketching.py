"""What `sddiagram sketch` reads, keeps, and answers to lines that are typed."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sddiagram.cli.pattern_file import path_of, write_pattern
from sddiagram.errors import DesignError, NotFoundError, SddiagramError
from sddiagram.files import read_whole, write_whole
from sddiagram.library.naming import name_of
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import clean
from sddiagram.render import FORMATS, drawn
from sddiagram.render.options import Options
from sddiagram.sketch import LARGEST, SUFFIXES, Sketched, read

_FILES = (*SUFFIXES, ".md", ".mmd", ".d2", ".mermaid")
_HELP = """Type lines such as: Users -> Load balancer -> App x3 -> Redis, Postgres
undo takes the last line back, show says them all, save NAME writes patterns/NAME.py, quit ends."""


def is_conversation(given: Sequence[str] | None, diagrams: Path | None) -> bool:
    """Whether nothing is given, and somebody sits at the terminal."""
    return not given and not diagrams and sys.stdin is not None and sys.stdin.isatty()


def sketched(given: Sequence[str], save: str | None) -> Pattern:
    """The design that the words on the command line, a file, or standard input say.

    Raises `DesignError` for a mistake in it, and `NotFoundError` for a file that is not there.
    """
    if len(given) > 1:
        raise DesignError(
            'Put the whole sketch into quotation marks: sddiagram sketch "Users -> API".'
        )
    said = given[0] if given else "-"
    name = path_of(save) if save else None
    if said == "-":
        text, file = _standard_input(), None
    elif _is_file(said):
        text, file = _text(_content(Path(said)), said), Path(said)
    else:
        text, file = said, None
    known = name or file
    title = _title(known) if known else "Sketch"
    try:
        result = read(text, title, name_of(known) if known else "sketch")
    except DesignError as error:
        raise DesignError(f"{file}: {error}" if file else str(error)) from error
    tell(result)
    return result.pattern


def from_diagrams(path: Path, save: str | None) -> Pattern:
    """The design that a script of mingrammer's diagrams draws; the script is not run."""
    from sddiagram.sketch.diagrams import read_script

    named = path_of(save) if save else path
    text = _text(_content(path), str(path))
    try:
        result = read_script(text, _title(named), name_of(named))
    except DesignError as error:
        raise DesignError(f"{path}: {error}") from error
    tell(result)
    return result.pattern


def keep(pattern: Pattern, name: str, *, force: bool) -> None:
    """Write the pattern's Python file, and say where it is."""
    path = path_of(name)
    write_pattern(path, pattern.source, force=force)
    print(path, flush=True)


def tell(result: Sketched, known: Sequence[object] = ()) -> None:
    """Put the remarks on standard error, without those that were said before."""
    for remark in result.remarks:
        if remark not in known:
            print(f"note: {remark}", file=sys.stderr)


def type_lines(
    options: Options,
    output: str,
    save: str | None,
    *,
    force: bool,
    show: Callable[[str], None] = lambda text: None,
) -> None:
    """Read lines until there are no more; `show` is given all that can be drawn, after each.

    A line that cannot be understood is told and forgotten. The last picture is written at the end.
    """
    print(_HELP, file=sys.stderr)
    lines: list[str] = []
    result: Sketched | None = None
    while (line := _typed()) is not None:
        word, _, name = line.strip().partition(" ")
        try:
            if word == "show" and not name:
                print("\n".join(lines), file=sys.stderr)
            elif word == "save" and result and name and name[0] not in "-=>":
                keep(result.pattern, name.strip(), force=force)
            elif word in ("quit", "exit") and not name:
                break
            elif line.strip():
                said = lines[:-1] if word == "undo" and not name else [*lines, line]
                result = _understood(said, result)
                lines = said
                show("\n".join(lines))
        except SddiagramError as error:
            print(error, file=sys.stderr)
    if result:
        _write_last(result, options, output)
    if save and result:
        keep(result.pattern, save, force=force)


def _understood(lines: list[str], before: Sketched | None) -> Sketched | None:
    """What all lines say; what is new in it is told."""
    if not lines:
        return None
    result = read("\n".join(lines))
    tell(result, before.remarks if before else ())
    return result


def _write_last(result: Sketched, options: Options, output: str) -> None:
    """Write the picture of what was typed."""
    path = Path(output) if output.endswith(".svg") else Path(output, "sketch.svg")
    write_whole(path, drawn(result.pattern, "svg", options.only(FORMATS["svg"].honours)))
    print(path, flush=True)


def _typed() -> str | None:
    try:
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        return None
    return line.rstrip("\n") if line else None


def _is_file(said: str) -> bool:
    """Whether the words on the command line name a file, and are no sketch."""
    if "\n" in said or len(said) > 1_000:
        return False
    path = Path(said)
    try:
        if path.is_file():
            return True
    except (OSError, ValueError):
        return False
    if path.suffix in _FILES and not any(sign in said for sign in (">", "→")):
        raise NotFoundError(f"{said}: there is no such file; write the sketch itself, or its file.")
    return False


def _standard_input() -> str:
    if sys.stdin is None:
        raise DesignError('Standard input is closed; write sddiagram sketch "Users -> API".')
    return _text(sys.stdin.buffer.read(LARGEST), "Standard input")


def _content(path: Path) -> bytes:
    """What is in the file; raises `DesignError` for one that is no sketch, so large it is."""
    if path.stat().st_size > LARGEST:
        raise DesignError(f"{path} is larger than any sketch ({LARGEST:,} bytes); split it.")
    return read_whole(path)


def _text(content: bytes, what: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DesignError(f"{what}: is not UTF-8 text; save it as UTF-8.") from error


def _title(path: Path) -> str:
    return clean(path.stem.replace("-", " ").replace("_", " ")).capitalize() or "Sketch"
