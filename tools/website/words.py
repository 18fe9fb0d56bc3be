"""The language: every word of `import sddiagram as sd`, from its docstring."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from types import ModuleType

import sddiagram as sd
from sddiagram.model.flow import Verb
from sddiagram.quantity import Quantity
from tools.website.markdown import code, prose, table

WORDS: list[str] = getattr(sd, "__all__")  # noqa: B009 - type checkers must not see it
SECTIONS = {
    "A design": "Pattern Stage Step View Direction row load",
    "Components": "Component Kind Family Group Technology",
    "Arrows": "Flow Link Arrow",
    "What comes in and what is kept": "Requests Records Sizing Latency latency",
    "Where a fact comes from": "cited assumed planned Source",
    "The task and its goals": "Brief at_most at_least stale_at_most costs_at_most",
    "What notes tell": "Endpoint Levels Learning Figure Risk Probe TradeOff Accepted",
    "Numbers and what-ifs": "estimate Numbers scaled without zone_lost changed Quantity unit",
    "Pictures": "render Mark Tone",
    "Building blocks": "blocks",
    "Formulas": "llm training retrieval",
}
"""The words by what one does with them; those that no section names stand under "More"."""


def shown() -> str:
    """The language, section by section."""
    rest = [word for word in WORDS if not _is_in_a_table(word)]
    parts = []
    for title, named in SECTIONS.items():
        words = [word for word in named.split() if word in rest]
        parts += [f"## {title}", *(text for word in words for text in _entry(word))]
        if title == "Arrows":
            parts += [_verbs()]
        rest = [word for word in rest if word not in words]
    if rest:
        parts += ["## More", *(text for word in rest for text in _entry(word))]
    return "\n\n".join(parts) + "\n"


def _is_in_a_table(word: str) -> bool:
    value = getattr(sd, word)
    is_error = inspect.isclass(value) and issubclass(value, sd.SddiagramError | Warning)
    return isinstance(value, Quantity | Verb) or type(value) is sd.Kind or is_error


def _verbs() -> str:
    verbs = [(word, getattr(sd, word)) for word in WORDS]
    rows = [(code(f"sd.{word}"), one.meaning) for word, one in verbs if isinstance(one, Verb)]
    return (
        "### The verbs\n\nThey stand between two arrows, alone or with a label: `orders >> "
        f'sd.emits("order placed") >> queue`.\n\n{table(["verb", "meaning"], rows)}\n'
        f"{_signature(sd.calls, 'calls')}\n\nEach verb takes the same facts."
    )


def _entry(word: str) -> Iterator[str]:
    value = getattr(sd, word)
    if isinstance(value, ModuleType):
        yield f"### sd.{word}"
        yield prose(value.__doc__)
        yield from _members(word, value)
        return
    yield f"### sd.{word}"
    if inspect.isclass(value) and hasattr(value, "__members__"):
        yield _enum(value)
        return
    yield _signature(value, word)
    yield prose(value.__doc__)
    if inspect.isclass(value):
        yield from _parts(value)


def _enum(value: type) -> str:
    members = ", ".join(code(f"sd.{value.__name__}.{name}") for name in value.__members__)  # type: ignore[attr-defined]
    return f"{prose(value.__doc__)}\n\nIts values: {members}."


def _signature(value: object, word: str) -> str:
    assert callable(value)
    said = str(inspect.signature(value)).rpartition(" -> ")[0] or str(inspect.signature(value))
    for ugly, plain in (
        (r"(?:sddiagram|collections|pathlib|typing)\.(?:\w+\.)*", ""),
        (r"Callable\[\['Numbers'\], str\]", "Callable"),
        (r"str \| Callable\b(?!\[)", "Prose"),
        (r"<(\w+\.\w+): '[^']*'>", r"\1"),
        (r"'([A-Z]\w*(?: \| \w+)*)'", r"\1"),
    ):
        said = re.sub(ugly, plain, said)
    whole = f"sd.{word}{said}"
    if len(whole) > 88:
        inside = whole.partition("(")[2].removesuffix(")")
        arguments = re.split(r", (?=(?:\*{0,2}\w+: )|\*(?:,|$))", inside)
        whole = f"sd.{word}(\n" + "".join(f"    {one},\n" for one in arguments) + ")"
    return f"```python\n{whole}\n```"


def _parts(value: type) -> Iterator[str]:
    """What its fields mean, where they say it, and its public methods."""
    fields = dict(_documented(value))
    methods = {
        name: inspect.cleandoc(one.__doc__).partition("\n\n")[0]
        for name, one in vars(value).items()
        if not name.startswith("_")
        and (isinstance(one, property | staticmethod) or inspect.isfunction(one))
        and one.__doc__
    }
    rows = [(code(name), text) for name, text in {**fields, **methods}.items()]
    if rows:
        yield table(["of it", "meaning"], rows)


def _documented(value: type) -> Iterator[tuple[str, str]]:
    """The fields that have a text behind them."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(value))).body
    assert isinstance(definition, ast.ClassDef)
    for field, text in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(text.value.value)


def _members(word: str, module: ModuleType) -> Iterator[str]:
    """The functions and values of a module, each in a line."""
    rows = []
    for name, value in vars(module).items():
        if name.startswith("_") or isinstance(value, ModuleType):
            continue
        if callable(value) and getattr(value, "__module__", "").startswith(module.__name__):
            first = inspect.cleandoc(value.__doc__ or "").partition("\n\n")[0]
            rows.append((code(f"sd.{word}.{name}"), first))
    if rows:
        yield table(["word", "meaning"], rows)
