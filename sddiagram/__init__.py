"""System designs as code: `import sddiagram as sd` is the whole vocabulary."""

import sys as _sys
import typing as _typing
from types import ModuleType as _ModuleType

if _typing.TYPE_CHECKING:
    from sddiagram.estimate import llm as llm, retrieval as retrieval, training as training
    from sddiagram.vocabulary import *

_ON_DEMAND = ("llm", "retrieval", "training")
"""Formulas that few designs need: modules that are loaded when they are first named."""


class _Package(_ModuleType):
    """Importing the package `render` would hide the function of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "render" or not isinstance(value, _ModuleType):
            super().__setattr__(name, value)


_Package.__name__ = "module"
_sys.modules[__name__].__class__ = _Package


# Hidden from type checkers, which would then take any word.
if not _typing.TYPE_CHECKING:

    def _words() -> dict[str, object]:
        """The vocabulary, loaded at its first word; from then on it is found without this."""
        from importlib import import_module

        vocabulary = import_module("sddiagram.vocabulary")
        words = vars(vocabulary)["__all__"]
        found = {name: value for name, value in vars(vocabulary).items() if name in words}
        globals().update(found, __all__=words)
        return globals()

    def __dir__() -> list[str]:
        """The names that are there, and those that are loaded on demand."""
        return sorted({*_words(), *_ON_DEMAND})

    def __getattr__(name: str) -> object:
        """Load the vocabulary or formulas; refuse what is no word with the nearest one."""
        from importlib import import_module
        from importlib.util import find_spec

        if name in _ON_DEMAND:
            return import_module(f"sddiagram.estimate.{name}")
        # What Python itself asks of every package is no word.
        if name.startswith("__") and name != "__all__":
            raise AttributeError(f"sddiagram has no {name!r}.", name=name)
        # `from sddiagram import kinds` asks for the module before it imports it.
        if name != "render" and find_spec(f"sddiagram.{name}"):
            return import_module(f"sddiagram.{name}")
        if "__all__" not in globals() and name in (words := _words()):
            return words[name]

        from sddiagram.library.words import unknown_word

        known = globals().get("__all__", ())
        raise AttributeError(unknown_word(name, known), name=name, obj=_sys.modules[__name__])
