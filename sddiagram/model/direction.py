"""Where a picture's flows run."""

from enum import Enum

from sddiagram.errors import NotFoundError


class Direction(Enum):
    """Where a picture's flows run; AUTO keeps what reads largest in a note."""

    AUTO = "auto"
    LEFT_TO_RIGHT = "LR"
    TOP_TO_BOTTOM = "TB"

    @classmethod
    def named(cls, name: "str | Direction") -> "Direction":
        """The direction of this name, in any case; raises `NotFoundError` with the known ones."""
        if isinstance(name, Direction):
            return name
        known = {one.value.casefold(): one for one in cls}
        if not isinstance(name, str) or name.casefold() not in known:
            raise NotFoundError.among("direction", str(name), [one.value for one in cls])
        return known[name.casefold()]
