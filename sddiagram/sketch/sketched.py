"""The last step of reading: from a draft to a pattern that knows its own Python source."""

from sddiagram.errors import DesignError
from sddiagram.estimate.telling import told
from sddiagram.model.pattern import Pattern
from sddiagram.sketch import Sketched
from sddiagram.sketch.design import pattern_of
from sddiagram.sketch.draft import Draft
from sddiagram.sketch.place import Place
from sddiagram.sketch.written import written


def sketched(draft: Draft, title: str, name: str = "") -> Sketched:
    """The pattern of a draft under its name, with all remarks in the order of the text.

    Raises `DesignError` when it is empty, or says a fact that cannot be.
    """
    first = draft.parts[0].place if draft.parts else Place(1, 1)
    try:
        pattern = _with_numbers(draft, pattern_of(draft, title), title)
    except DesignError as error:
        if str(error).startswith("line "):
            raise
        raise DesignError(f"{first}: {error}") from error
    pattern = pattern.renamed(name or pattern.name, written(pattern))
    return Sketched(pattern, tuple(sorted(set(draft.remarks))))


def _with_numbers(draft: Draft, pattern: Pattern, title: str) -> Pattern:
    """`pattern`, or the same without rates where none can follow, which is then told."""
    try:
        told(pattern)
    except DesignError as error:
        why = str(error).removeprefix(f"{pattern.title}: ")
        if "loop" in why and draft.answer_what_goes_back():
            return _with_numbers(draft, pattern_of(draft, title), title)
        if "loop" in why:
            why = "arrows go round in a loop; write App <-> Cache where one only answers"
        rated = [part for part in draft.parts if part.at is not None]
        place = rated[0].place if rated else draft.parts[0].place
        draft.remark(place, f"the rates are left out, since none follows: {why.rstrip('.')}.")
        draft.forget_rates()
        return pattern_of(draft, title)
    return pattern
