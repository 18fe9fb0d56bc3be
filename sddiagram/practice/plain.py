"""Small plain files of practice: an object in JSON, read whole or refused with its place."""

import json
from pathlib import Path

from sddiagram.errors import DesignError
from sddiagram.files import read_whole, write_whole


def read_object(path: Path) -> dict[str, object]:
    """The object in `path`; an empty one where there is no file.

    Raises `DesignError`, with the way out, for what is none.
    """
    if not path.exists():
        return {}
    try:
        found = json.loads(read_whole(path))
    except ValueError as error:
        raise DesignError(
            f"{path}: is no JSON ({error}); undo the change, or move it elsewhere."
        ) from error
    if not isinstance(found, dict):
        raise DesignError(f"{path}: is no JSON object; undo the change, or move it elsewhere.")
    return found


def write_object(path: Path, said: dict[str, object]) -> None:
    """Put the object into `path`, one fact a line."""
    facts = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(said.items()))
    write_whole(path, ("{\n" + ",\n".join(facts) + "\n}\n").encode())
