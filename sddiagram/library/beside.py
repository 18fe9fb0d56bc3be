"""Files beside a pattern, which it may import: found while it runs, and forgotten after.

They are read anew for every pattern, so that an edit is seen and that two folders with helpers of
one name do not mix. Nothing is written beside them.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from sddiagram.library.arrows import NAME, joined

_TAKEN = frozenset({"sddiagram", "diagrams", "graphviz", "jinja2", "markupsafe"})
"""What drawing itself imports; a file of that name beside a pattern stands for nothing else."""

Compile = Callable[[Path], CodeType]


class _Loader(SourceFileLoader):
    """Loads a file as patterns are loaded; Python's own would keep its bytecode beside it."""

    compiled: Compile

    def get_code(self, fullname: str) -> CodeType:
        return self.compiled(Path(self.path))

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[NAME] = joined
        super().exec_module(module)


class _Finder:
    """Finds modules and packages in one folder."""

    def __init__(self, folder: Path, compiled: Compile) -> None:
        self._folder = str(folder)
        self._loader = type("_Beside", (_Loader,), {"compiled": staticmethod(compiled)})

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None and _is_taken(name):
            return None
        for folder in [self._folder] if path is None else path:
            if Path(folder).is_relative_to(self._folder):
                spec = FileFinder(folder, (self._loader, [".py"])).find_spec(name)
                if spec is not None and spec.loader is not None:
                    return spec
        return None


def _is_taken(name: str) -> bool:
    return name in _TAKEN or name in sys.stdlib_module_names


@contextmanager
def importable(folder: Path, compiled: Compile) -> Iterator[None]:
    """While this lasts, the Python files in `folder` can be imported; `compiled` reads them."""
    names = {path.stem for path in folder.glob("*.py")} | {
        path.parent.name for path in folder.glob("*/__init__.py")
    }
    names = {name for name in names if not _is_taken(name)}
    others = {name: sys.modules.pop(name) for name in [*sys.modules] if _top(name) in names}
    finder = _Finder(folder, compiled)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)
        for name in [*sys.modules]:
            if _top(name) in names:
                del sys.modules[name]
        sys.modules.update(others)


def _top(name: str) -> str:
    return name.partition(".")[0]
