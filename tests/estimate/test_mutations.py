"""A fact that changes in a pattern's file changes every sentence, figure and picture that says it.

Each row changes one fact where the pattern says it, and names what nobody may say any more.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.estimate.telling import told

PATTERNS = Path(__file__).parents[2] / "patterns"


@dataclass(frozen=True)
class Mutation:
    """A fact as a pattern's file says it, what it becomes, and what must not be said then."""

    pattern: str
    old: str
    new: str
    gone: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.pattern}: {self.new}"


TWO, REC, STORE, API = (
    "two-stage-recommendation",
    "recommendation-system",
    "feature-store",
    "scalable-api",
)
MUTATIONS = [
    Mutation(TWO, "= 50_000_000, 10, 10_000_000, 20", "= 80_000_000, 10, 10_000_000, 20", ("50M",)),
    Mutation(TWO, "= 50_000_000, 10, 10_000_000, 20", "= 50_000_000, 16, 10_000_000, 20"),
    Mutation(TWO, "= 50_000_000, 10, 10_000_000, 20", "= 50_000_000, 10, 30_000_000, 20", ("10M",)),
    Mutation(TWO, "beside = 500, 200, 3", "beside = 400, 200, 3", ("1,100", "score 500")),
    Mutation(TWO, "beside = 500, 200, 3", "beside = 500, 250, 3", ("1,100", "3 x 200")),
    Mutation(TWO, "dimensions, links = 128, 32", "dimensions, links = 256, 32", ("9.2 GB",)),
    Mutation(
        TWO, "deadline, fresh_in = 150 * sd.ms", "deadline, fresh_in = 120 * sd.ms", ("150 ms",)
    ),
    Mutation(TWO, "15 * sd.minutes", "20 * sd.minutes", ("15 min",)),
    Mutation(TWO, "hit_ratio=0.15", "hit_ratio=0.3"),
    Mutation(TWO, "per_core, cores = 295", "per_core, cores = 410", ("295 rps", "11 times")),
    Mutation(TWO, "0.25 / 10e6 * scores", "0.25 / 20e6 * scores"),
    Mutation(
        REC, "= 50_000_000, 300_000_000, 10, 200", "= 70_000_000, 300_000_000, 10, 200", ("50M",)
    ),
    Mutation(
        REC, "= 50_000_000, 300_000_000, 10, 200", "= 50_000_000, 450_000_000, 10, 200", ("300M",)
    ),
    Mutation(REC, "= 50_000_000, 300_000_000, 10, 200", "= 50_000_000, 300_000_000, 10, 320"),
    Mutation(REC, "= 10_000_000, 20, 500", "= 10_000_000, 20, 800", ("score 500", "500 of 10M")),
    Mutation(REC, "row = 1 * sd.KB", "row = 2 * sd.KB", ("20 KB",)),
    Mutation(
        REC,
        "watched, kept_negatives = 0.05, 0.1",
        "watched, kept_negatives = 0.05, 0.2",
        ("0.011",),
    ),
    Mutation(
        STORE,
        "= 20_000_000, 100_000_000, 10_000_000",
        "= 32_000_000, 100_000_000, 10_000_000",
        ("20M",),
    ),
    Mutation(
        STORE,
        "= 20_000_000, 100_000_000, 10_000_000",
        "= 20_000_000, 260_000_000, 10_000_000",
        ("100M",),
    ),
    Mutation(STORE, "per_call = 50", "per_call = 30", ("50 items", "51 keys")),
    Mutation(STORE, "= 500, 200, 8 * sd.B", "= 500, 300, 8 * sd.B", ("704 GB",)),
    Mutation(STORE, "= 25, 200, 3\n", "= 25, 200, 4\n", ("changes 3 keys",)),
    Mutation(STORE, "memory_price = 2 ", "memory_price = 3 ", ("$2 per GB", "$1,408")),
    Mutation(
        STORE, "read_limit, freshest = 10 * sd.ms", "read_limit, freshest = 4 * sd.ms", ("10 ms",)
    ),
    Mutation(
        API,
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9",
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.5, 0.9",
    ),
    Mutation(
        API,
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9",
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.8",
    ),
    Mutation(
        API,
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9",
        "cdn_hit, cache_hit = 70_000_000, 40, 0.95, 0.3, 0.9",
        ("50M",),
    ),
    Mutation(
        API,
        "cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9",
        "cdn_hit, cache_hit = 50_000_000, 40, 0.9, 0.3, 0.9",
        ("95%",),
    ),
    Mutation(
        API,
        'capacity=sd.planned("service")',
        'capacity=sd.assumed(900 * sd.rps, "per node")',
        ("1,500 rps",),
    ),
]


def changed(mutation: Mutation, folder: Path) -> sd.Pattern:
    file = PATTERNS / f"{mutation.pattern.replace('-', '_')}.py"
    text = file.read_text(encoding="utf-8")
    assert text.count(mutation.old) == 1, "the fact is not said once, or not so"
    other = folder / file.name
    other.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    return sd.load(str(other))


def texts(value: object) -> Iterator[str]:
    """Every text that a pattern says, however deep; of its boards the final one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, sd.Quantity):
        yield str(value)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        if type(value).__name__ == "Goal":
            yield str(value)
        for field in fields(value):
            if field.name not in (
                "source",
                "boards",
                "kind",
                "flow",
                "drops",
                "changes",
                "technology",
            ):
                yield from texts(getattr(value, field.name))


def said(pattern: sd.Pattern) -> list[str]:
    """All that a pattern says in prose, on its cards and at its arrows, once it is told."""
    whole = told(pattern)
    view = whole.view()
    cards = [text for one in view.components for text in (one.label, str(one.note))]
    labels = [arrow.link.label for arrow in view.arrows]
    return [*texts(whole), *cards, *labels, *(group.label for group in view.groups)]


def derived(pattern: sd.Pattern) -> set[str]:
    """What follows from the facts of every stage, as it is said: rates, sizes, money."""
    found: set[str] = set()
    for view in pattern.views:
        n = sd.estimate(view)
        found |= {str(n.peak), *(str(one.requests.at_peak) for one in n.traffic)}
        found |= {str(load.rate) for load in n} | {str(one.rate) for one in n.arrows.values()}
        found |= {str(one.size) for many in n.stored.values() for one in many}
        found |= {str(item.month) for item in n.cost.items}
        found |= {str(amount) for amount in (n.cost.month, n.cost.each_thousand) if amount}
    found |= {str(one.value) for one in told(pattern).figures if isinstance(one.value, sd.Quantity)}
    return {text for text in found if text[:2] != "0 "}


def has(text: str, words: str) -> bool:
    """Whether `text` says these words, and not as a part of longer ones."""
    return bool(re.search(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", text))


def test_twenty_facts_and_more_are_changed() -> None:
    assert len(MUTATIONS) >= 20


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_no_sentence_contradicts_a_changed_fact(mutation: Mutation, tmp_path: Path) -> None:
    before, after = sd.load(mutation.pattern), changed(mutation, tmp_path)
    stale = {*mutation.gone, *(derived(before) - derived(after))}
    told_before, told_after = said(before), said(after)
    # The fact was told, so that the test can fail.
    assert all(any(has(text, words) for text in told_before) for words in mutation.gone)
    assert told_before != told_after
    # What is stated in the file as a fact of its own may read like a result of before.
    stated = {words for words in stale if any(has(text, words) for text in own(after))}
    assert [(w, t) for w in stale - stated for t in told_after if has(t, w)] == []


def own(pattern: sd.Pattern) -> list[str]:
    """Facts as a pattern states them on its components and arrows, which are no results."""
    view = pattern.view()
    limits = [str(limit) for one in view.components for limit in one.limits]
    sizes = [str(arrow.link.size) for arrow in view.arrows if arrow.link.size]
    return [*limits, *sizes]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_every_card_shows_what_follows(mutation: Mutation, tmp_path: Path) -> None:
    pattern = changed(mutation, tmp_path)
    for view in pattern.views:
        drawn = json.loads(sd.render(pattern, "json", stage=view.number))
        shown = {one["id"]: one.get("replicas", 1) for one in drawn["components"]}
        loads = sd.estimate(view).loads
        assert shown == {id: loads[id].instances if id in loads else 1 for id in shown}


@pytest.mark.parametrize("name", [TWO, REC, STORE, API])
def test_the_picture_shows_what_follows(name: str, tmp_path: Path) -> None:
    pattern = changed(next(one for one in MUTATIONS if one.pattern == name), tmp_path)
    picture = sd.render(pattern, "svg").decode()
    for load in sd.estimate(pattern):
        assert load.component.label in picture
        assert load.instances == 1 or f"×{load.instances:,}" in picture
