"""The last step of reading: from a draft to a pattern that knows its own Python source."""

from sddiagram.errors import DesignError
from sddiagram.sketch import Sketched
from sddiagram.sketch.design import pattern_of
from sddiagram.sketch.draft import Draft
from sddiagram.sketch.place import Place
from sddiagram.sketch.written import written


def sketched(draft: Draft, title: str, name: str = "") -> Sketched:
    """The pattern of a draft under its name, with all remarks in the order of the text.

    Raises `DesignError` when it is empty, or says a fact that cannot be.
    """
    try:
        pattern = pattern_of(draft, title)
    except DesignError as error:
        if str(error).startswith("line "):
            raise
        first = draft.parts[0].place if draft.parts else Place(1, 1)
        raise DesignError(f"{first}: {error}") from error
    pattern = pattern.renamed(name or pattern.name, written(pattern))
    return Sketched(pattern, tuple(sorted(set(draft.remarks))))
