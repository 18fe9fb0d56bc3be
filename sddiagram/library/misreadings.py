"""Python's own errors, told in the words of the vocabulary: the fact and the way out."""

import ast
from collections.abc import Callable, Sequence

from sddiagram.errors import SddiagramError
from sddiagram.library import calls
from sddiagram.library.attributes import attribute
from sddiagram.library.imports import imported
from sddiagram.library.operations import misapplied
from sddiagram.library.raised import Raised, cut
from sddiagram.library.unknown import unknown_name
from sddiagram.library.words import nearest

_UNFIT = (TypeError, ValueError, AttributeError, LookupError, OverflowError)
"""What code of ours raises for a value that it did not expect."""


def said(raised: Raised) -> str:
    """What is wrong, and what to write instead."""
    error = raised.error
    if isinstance(error, SddiagramError):
        return raised.text
    if raised.is_ours and isinstance(error, _UNFIT):
        called = raised.node.func if isinstance(raised.node, ast.Call) else None
        known, value = raised.value(called) if called else (False, None)
        name = calls.named_call(value, ast.unparse(called)) if called and known else "sddiagram"
        return f"{name} cannot use what it is given here ({raised.text}); give another value."
    for kind, tell in _TELLERS:
        if isinstance(error, kind) and (told := tell(raised)):
            return told
    name, text = type(error).__name__, raised.text
    if raised.is_direct and not isinstance(raised.node, ast.Raise):
        return (
            f"this line fails, since Python says {text or name!r}; mend or remove what it is about."
        )
    return f"{name}: {text}" if text else f"{name}."


def _exit(_: Raised) -> str:
    return "the pattern ends the program; remove its exit."


def _name(raised: Raised) -> str:
    node = raised.node
    name = getattr(raised.error, "name", None) or (node.id if isinstance(node, ast.Name) else "")
    if not isinstance(name, str) or not name:
        return ""
    if isinstance(raised.error, UnboundLocalError):
        return f"{name} is used before its function gives it a value; give it one above."
    first = raised.script.bound().get(name)
    if first and isinstance(node, ast.Name) and first < node.lineno:
        return (
            f"{name} has no meaning here, though line {first} gives it one; look for a del, or a "
            "line that was not reached."
        )
    if first:
        return f"{name} has no meaning yet; it gets one in line {first}. Move that line up."
    return unknown_name(raised.script, name)


def _value(raised: Raised) -> str:
    if raised.is_direct and "unpack" in raised.text:
        return "there are not as many names before = as values after it; count both."
    return ""


def _key(raised: Raised) -> str:
    if not raised.is_direct or not isinstance(raised.node, ast.Subscript):
        return ""
    key = raised.error.args[0] if raised.error.args else None
    known, table = raised.value(raised.node.value)
    keys = [str(one) for one in table] if known and isinstance(table, dict) else []
    owner = cut(ast.unparse(raised.node.value))
    near = nearest(str(key), keys)
    way_out = f"did you mean {near!r}?" if near else "write a key that it has."
    return f"{owner} has no key {cut(repr(key))}; {way_out}"


def _index(raised: Raised) -> str:
    if isinstance(raised.node, ast.Subscript):
        return (
            f"{cut(ast.unparse(raised.node.value))} has fewer members than that; count them from 0."
        )
    return ""


def _file(raised: Raised) -> str:
    error = raised.error
    if not isinstance(error, OSError) or not error.strerror:
        return ""
    what = f" {cut(str(error.filename))!r}" if error.filename is not None else ""
    return f"the file{what} cannot be used ({error.strerror}); mend its name or remove this line."


_TELLERS: Sequence[tuple[type[BaseException], Callable[[Raised], str]]] = (
    (SystemExit, _exit),
    (NameError, _name),
    (AttributeError, attribute),
    (ImportError, imported),
    (TypeError, misapplied),
    (KeyError, _key),
    (IndexError, _index),
    (ValueError, _value),
    (OSError, _file),
    (ZeroDivisionError, lambda _: "this divides by zero; give a number above zero after the /."),
    (
        RecursionError,
        lambda _: "this function calls itself without end; give it a case in which it returns.",
    ),
    (EOFError, lambda _: "a pattern cannot ask for typing; remove input() and write the value."),
    (MemoryError, lambda _: "this needs more memory than there is; make it smaller."),
    (
        AssertionError,
        lambda raised: (
            f"the assertion here does not hold{': ' * bool(raised.text)}{raised.text}; "
            "mend the figures or remove it."
        ),
    ),
)
"""What each of Python's errors means to an author, the first that fits."""
