"""A module or a name of it that cannot be imported."""

import ast
import sys

from sddiagram.library.raised import Raised
from sddiagram.library.words import near_word, nearest


def imported(raised: Raised) -> str:
    """What is not there, and what was probably meant."""
    error, node = raised.error, raised.node
    if isinstance(node, ast.ImportFrom) and node.level:
        return f"a pattern's file stands alone; write `from {node.module or 'shop'} import ...`."
    name = getattr(error, "name", None) or ""
    beside = [path.stem for path in raised.script.path.resolve().parent.glob("*.py")]
    if name == "sd":
        return "there is no module 'sd'; write `import sddiagram as sd`."
    if isinstance(error, ModuleNotFoundError):
        if near := nearest(name, [*beside, "sddiagram"]):
            return f"there is no module {name!r}; did you mean {near}?"
        return (
            f"there is no module {name!r}; install it with pip, or lay {name}.py beside this file."
        )
    if isinstance(node, ast.ImportFrom):
        module = sys.modules.get(node.module or "")
        names = [one.name for one in node.names]
        lacking = [one for one in names if module and not hasattr(module, one)] or names
        known = [one for one in dir(module) if not one.startswith("__")] if module else []
        return f"{node.module} has no {lacking[0]!r}{near_word(lacking[0], known)}".replace(
            f"{lacking[0]!r}.", f"{lacking[0]!r}; import a name that it defines."
        )
    return ""
