"""What a page carries to answer "what if": words for all situations, to be looked up there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sddiagram.estimate.states import LOADS, Situation, State, can_fail, states
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marks, Tone
from sddiagram.model.pattern import View
from sddiagram.render.board.mark_places import MARK_SIZE, wide
from sddiagram.render.board.names import edge_ids
from sddiagram.render.drawing import Drawing
from sddiagram.render.measure.text import width

_NOTHING = Mark("", Tone.QUIET)


@dataclass(frozen=True, slots=True)
class Live:
    """A drawing that keeps room for what the page may come to say, and the tables of that."""

    drawing: Drawing
    loads: tuple[int, ...] = ()
    """How many times the load; none, if the pattern has no numbers."""
    what_if: str = ""
    """What was asked of the pattern before, such as another fact."""
    can_fail: Mapping[str, str] = field(default_factory=dict)
    """The labels of all that may fail, by their ids."""
    tables: str = ""
    """JSON, which may stand in a page."""


def live_page(drawing: Drawing) -> Live:
    """The tables of all stages up to that of the drawing; none where no numbers follow."""
    views = tuple(one.view for one in drawing.stages)
    # A page that shows what a review found answers that, and no what-if beside it.
    is_asked = drawing.pattern and not drawing.options.findings
    found = states(views, drawing.pattern) if drawing.pattern and is_asked else {}
    if not any(found.values()):
        return Live(drawing)
    standing = {view.number: _standing(found[view.number]) for view in views}
    labels = {one.id: one.label for view in views for one in can_fail(view)}
    return Live(
        replace(drawing, standing=standing),
        LOADS,
        "; ".join(drawing.pattern.what_if) if drawing.pattern else "",
        labels,
        _tables(views, found, standing, drawing),
    )


def _standing(found: Mapping[Situation, State]) -> Marks:
    """What each mark says at first, with room for all that it may say."""
    texts: dict[str | Arrow, dict[str, None]] = {}
    for state in found.values():
        for one, mark in state.marks.items():
            texts.setdefault(one, {})[mark.text] = None
    at_first = found[Situation(LOADS[0])].marks if found else {}
    return {
        one: replace(at_first.get(one, _NOTHING), room=_widest(many)) for one, many in texts.items()
    }


def _widest(texts: Iterable[str]) -> str:
    return max(texts, key=lambda text: width(text, MARK_SIZE, bold=True))


class _Numbered:
    """Values, each once; it gives the place of one."""

    def __init__(self) -> None:
        self.places: dict[object, int] = {}

    def __call__(self, value: object) -> int:
        return self.places.setdefault(value, len(self.places))


def _tables(
    views: Iterable[View],
    found: Mapping[int, Mapping[Situation, State]],
    standing: Mapping[int, Marks],
    drawing: Drawing,
) -> str:
    """By stage and by what has failed: for each mark and sentence a row, of a word for each load.

    Words and rows stand in lists of their own, each once.
    """
    words, rows = _Numbered(), _Numbered()
    stages = {}
    for view in views:
        if not found[view.number]:
            continue
        names = edge_ids(view)
        owners = list(standing[view.number])
        cases: dict[str, list[int]] = {}
        for situation in found[view.number]:
            if situation.load == LOADS[0]:
                many = [found[view.number][replace(situation, load=load)] for load in LOADS]
                case = cases.setdefault(_key(situation), [])
                for one in owners:
                    marks = [state.marks.get(one, _NOTHING) for state in many]
                    case.append(rows(tuple(words(_word(mark)) for mark in marks)))
                case.append(rows(tuple(words((state.says,)) for state in many)))
                case.append(rows(tuple(words((state.answers,)) for state in many)))
        stages[view.number] = {
            "marks": [names[one] if isinstance(one, Arrow) else one for one in owners],
            "cases": cases,
        }
    data = {"words": list(words.places), "rows": list(rows.places), "stages": stages}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _word(mark: Mark) -> tuple[str, str, float]:
    """What a mark says, its tone, and how wide it is, in px."""
    return mark.text, mark.tone.value, round(wide(mark), 1)


def _key(situation: Situation) -> str:
    return f"{situation.down}{'+zone' if situation.zone else ''}"
