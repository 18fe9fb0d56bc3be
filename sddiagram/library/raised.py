"""An error of Python, and what is known of the place where it was raised."""

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from sddiagram.library.places import Script
from sddiagram.units import Quantity


@dataclass(frozen=True, slots=True)
class Raised:
    """An error of Python, and where in the author's file it was raised."""

    error: BaseException
    script: Script
    node: ast.AST | None
    """What was carried out; None when it is not known."""
    names: Mapping[str, object]
    """The names that had a meaning there."""
    is_direct: bool
    """Whether the author's own line raised it, rather than what it called."""
    is_ours: bool = False
    """Whether code of sddiagram raised it, for what the author gave to it."""

    @property
    def text(self) -> str:
        """What the error says of itself, which may fail too."""
        try:
            return str(self.error)
        except Exception:
            return ""

    def value(self, node: ast.AST) -> tuple[bool, object]:
        """Whether it is known what `node` stood for, and that value; nothing of it runs again."""
        match node:
            case ast.Constant(value=constant):
                return True, constant
            case ast.Name(id=name):
                known = self.names.get(name, getattr(builtins, name, self))
                return known is not self, known
            case ast.Attribute(value=owner, attr=name):
                known, value = self.value(owner)
                own = isinstance(value, ModuleType) or type(value).__module__.startswith("sddiag")
                found = getattr(value, name, self) if known and own else self
                return found is not self, found
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                sides = [self.value(left), self.value(right)]
                if all(known and isinstance(side, float | int | Quantity) for known, side in sides):
                    return True, sides[0][1] * sides[1][1]  # type: ignore[operator]
        return False, None


def cut(text: str) -> str:
    """`text` as an error shows it, cut where it is long."""
    return text if len(text) <= 40 else f"{text[:37]}..."
