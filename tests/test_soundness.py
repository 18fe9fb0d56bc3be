"""A page of level and upright ways is refused for each fault, and not for what only looks like it.

The page: two cards on a level with two below them, and an arrow from either to the one below it.
"""

from collections.abc import Mapping, Sequence

import pytest

import sddiagram as sd
from sddiagram.render.layout.plan import plan_of
from sddiagram.render.layout.soundness import faults
from sddiagram.render.measure.geometry import Point, Rectangle

POOL = sd.Group("Pool")
USERS, API = sd.Client("Users"), sd.Service("API", group=POOL)
WORKER, CACHE = sd.Worker("Worker"), sd.Cache("Cache")
ASK, TELL = USERS >> "ask" >> API, WORKER >> "tell" >> CACHE
PATTERN = sd.Pattern("P", ASK, TELL)
IN_TURN = sd.Pattern("P", sd.Stage("One", ASK), sd.Stage("Two", TELL, drops=[USERS, API]))
"""The same, but the two arrows and their cards are never on the board together."""

CARDS = {
    "users": Rectangle(0, 0, 100, 50),
    "api": Rectangle(0, 200, 100, 50),
    "worker": Rectangle(300, 0, 100, 50),
    "cache": Rectangle(300, 200, 100, 50),
}
TITLES = {"pool": Rectangle(110, 180, 40, 18)}
DOWN: Mapping[str, Sequence[Point]] = {
    "e0": [(50, 50), (50, 200)],
    "e1": [(350, 50), (350, 200)],
}
WORDS = {"e0": Rectangle(35, 116, 30, 18), "e1": Rectangle(335, 116, 30, 18)}


def found(
    ways: Mapping[str, Sequence[Point]] | None = None,
    words: Mapping[str, Rectangle] | None = None,
    pattern: sd.Pattern = PATTERN,
) -> set[str]:
    """What is wrong when some ways and words are others than those above."""
    here = {**DOWN, **(ways or {})}, {**WORDS, **(words or {})}
    return {str(one) for one in faults(pattern, plan_of(pattern), CARDS, TITLES, *here)}


def first(*way: Point) -> set[str]:
    """What is wrong when the first arrow takes this way, and has its words far from all else."""
    return found({"e0": way}, {"e0": Rectangle(500, 0, 30, 18)})


def first_words(x: float, y: float) -> set[str]:
    return found(words={"e0": Rectangle(x, y, 30, 18)})


def test_the_page_is_sound() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("spoilt", "fault", "similar"),
    [
        (first((50, 50), (54, 200)), "e0 is slanted", first((54, 50), (54, 200))),
        (
            first((50, 50), (50, 190)),
            "e0 does not end on the side of api",
            first((50, 50), (50, 200)),
        ),
        (
            first((50, 50), (50, 199.5)),
            "e0 does not end on the side of api",
            first((50, 50), (50, 200)),
        ),
        (
            first((100, 25), (200, 25), (200, 225), (100.5, 225)),
            "e0 does not end on the side of api",
            first((100, 25), (200, 25), (200, 225), (100, 225)),
        ),
        (
            first((50, 40), (50, 200)),
            "e0 does not end on the side of users",
            first((50, 50), (50, 200)),
        ),
        (
            first((97, 50), (97, 200)),
            "e0 does not end on the side of users, e0 does not end on the side of api",
            first((95, 50), (95, 200)),
        ),
        (
            first((100, 25), (280, 25), (280, 40), (310, 40), (310, 90), (50, 90), (50, 200)),
            "e0 runs through worker",
            first((100, 25), (280, 25), (280, 50), (310, 50), (310, 90), (50, 90), (50, 200)),
        ),
        (
            first((100, 25), (130, 25), (130, 225), (100, 225)),
            "e0 runs through the title of pool",
            first((100, 25), (150, 25), (150, 225), (100, 225)),
        ),
        (
            first((80, 50), (80, 130), (340, 130), (340, 140), (80, 140), (80, 200)),
            "e0 runs through the words of e1",
            first((80, 50), (80, 130), (335, 130), (335, 140), (80, 140), (80, 200)),
        ),
        (
            first_words(90, 20),
            "the words of e0 are on a card or a title",
            first_words(100, 20),
        ),
        (
            first_words(100, 170),
            "the words of e0 are on a card or a title",
            first_words(100, 162),
        ),
        (
            first_words(320, 120),
            "the words of e0 and e1 meet",
            first_words(305, 120),
        ),
        (
            first((80, 50), (80, 90), (352, 90), (352, 98), (80, 98), (80, 200)),
            "e0 and e1 run on each other",
            first((80, 50), (80, 90), (352, 90), (352, 95), (80, 95), (80, 200)),
        ),
        (
            first((80, 50), (80, 90), (352, 90), (352, 98), (80, 98), (80, 200)),
            "e0 and e1 run on each other",
            first((80, 50), (80, 90), (354, 90), (354, 98), (80, 98), (80, 200)),
        ),
    ],
)
def test_a_fault_is_found_and_what_looks_like_it_passes(
    spoilt: set[str], fault: str, similar: set[str]
) -> None:
    assert spoilt == set(fault.split(", "))
    assert similar == set()


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ({"e0": [(100, 25), (320, 25), (320, 90), (50, 90), (50, 200)]}, {}),
        ({"e0": [(80, 50), (80, 130), (340, 130), (340, 140), (80, 140), (80, 200)]}, {}),
        ({"e0": [(80, 50), (80, 90), (351, 90), (351, 150), (80, 150), (80, 200)]}, {}),
        ({}, {"e0": Rectangle(320, 120, 30, 18)}),
        ({}, {"e0": Rectangle(310, 20, 30, 18)}),
    ],
    ids=["through a card", "through words", "on an arrow", "words on words", "words on a card"],
)
def test_what_is_never_shown_together_may_share_a_place(
    ways: Mapping[str, Sequence[Point]], words: Mapping[str, Rectangle]
) -> None:
    assert found(ways, words) != set()
    assert found(ways, words, IN_TURN) == set()
