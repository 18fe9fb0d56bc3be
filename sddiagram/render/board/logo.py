"""The pictures of technologies that come with `diagrams`, by the names of its node classes."""

from importlib import import_module
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.model.text import shown

_EXAMPLE = "Give a dotted name such as 'onprem.database.PostgreSQL'."


def logo_file(icon: str | type) -> Path:
    """The picture of a node class of `diagrams`, given as the class or by its dotted name.

    Raises `NotFoundError` when there is no such class, `DesignError` when it has no picture.
    """
    node = icon if isinstance(icon, type) else _node_class(icon)
    directory, file = getattr(node, "_icon_dir", None), getattr(node, "_icon", None)
    if not directory or not file:
        raise DesignError(
            f"icon={shown(icon)} has no picture; give a node class of diagrams, "
            "such as 'onprem.database.PostgreSQL'."
        )
    root = Path(str(import_module("diagrams").__file__)).parent.parent
    return root / str(directory) / str(file)


def _node_class(name: str) -> type:
    module_name, _, class_name = name.removeprefix("diagrams.").rpartition(".")
    try:
        module = import_module(f"diagrams.{module_name}")
    except (ImportError, ValueError):
        raise NotFoundError(f"No icon named {name!r}. {_EXAMPLE}") from None
    node = getattr(module, class_name, None)
    if not isinstance(node, type):
        known = [name for name, value in vars(module).items() if isinstance(value, type)]
        raise NotFoundError.among(f"icon in {module_name}", class_name, known, _EXAMPLE)
    return node
