"""What a senior engineer asks of every built-in design, beside that it draws: see issue 14."""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import sddiagram as sd
from sddiagram.estimate.citing import cited_keys, known_sources
from sddiagram.estimate.telling import told
from sddiagram.model.goals import Goal
from sddiagram.model.numbers import Met
from sddiagram.model.prose import plain
from sddiagram.technology.planning import PLANS
from sddiagram.technology.sources import SOURCES
from sddiagram.telling.study import beside

FILES = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))


@pytest.fixture(params=[file.stem.replace("_", "-") for file in FILES], scope="module")
def raw(request: pytest.FixtureRequest) -> sd.Pattern:
    return sd.load(str(request.param))


@pytest.fixture(scope="module")
def pattern(raw: sd.Pattern) -> sd.Pattern:
    return told(raw)


def sentences(pattern: sd.Pattern) -> Iterator[str]:
    """Everything that a reader of notes reads, sentence by sentence."""
    texts = [pattern.summary]
    if pattern.brief:
        texts.append(pattern.brief.prompt)
        texts += [
            str(said) for asked in pattern.brief.topics.values() for pair in asked for said in pair
        ]
    for stage in pattern.stages:
        texts.append(plain(stage.why))
        for one in stage.tradeoffs:
            texts += map(plain, (one.decision, one.gain, one.cost, one.instead_of))
    texts += [plain(one.note) for one in pattern.view().components]
    texts += [
        line for title, lines in beside(pattern).items() if title != "Sources" for line in lines
    ]
    for text in texts:
        yield from re.split(r"(?<=[.;:?!])\s+", text)


def test_it_has_an_api_and_a_data_model(pattern: sd.Pattern) -> None:
    assert len(pattern.api) >= 2 and all(one.takes and one.gives for one in pattern.api)
    held = [one for component in pattern.view().components for one in component.holds]
    entities = [one for one in [*pattern.data, *held] if isinstance(one, sd.Records)]
    assert entities and all(one.key and one.fields for one in entities)


def test_it_says_what_each_level_is_expected_to_show(pattern: sd.Pattern) -> None:
    assert pattern.levels
    said = [plain(one) for one in (pattern.levels.mid, pattern.levels.senior, pattern.levels.staff)]
    assert all(len(one.split()) >= 8 for one in said) and len({*said}) == 3


def test_a_design_with_a_model_says_how_it_learns(pattern: sd.Pattern) -> None:
    assert pattern.learning or pattern.category != "ml"


def test_every_key_has_its_source_and_every_source_its_claim(pattern: sd.Pattern) -> None:
    own = [one for one in pattern.sources if isinstance(one, sd.Source)]
    assert len(own) == len(pattern.sources), "a source is sd.Source(...), with its address"
    cited = cited_keys(pattern)
    assert [key for key in cited if key not in known_sources(pattern)] == []
    assert [one.key for one in own if one.key not in cited] == []
    assert [one.key for one in own if one.key in SOURCES and SOURCES[one.key] != one] == []
    assert cited, "no claim of this design leans on a source"


def test_every_capacity_says_where_it_comes_from(raw: sd.Pattern) -> None:
    bare = [
        f"{load.component.label}: {load.capacity}"
        for load in sd.estimate(raw)
        if load.component.limits
        and not all(getattr(limit, "how", "") for limit in load.component.limits)
    ]
    assert bare == []


def test_a_technology_plans_with_the_figures_of_the_table(raw: sd.Pattern) -> None:
    planned = [(row.technology, row.capacity) for row in PLANS if row.capacity.dimension == (0, -1)]
    other = [
        f"{one.label}: {limit}"
        for one in raw.view().components
        for limit in one.limits
        if one.technology and one.technology.name in {name for name, _ in planned}
        if limit.dimension == (0, -1) and not limit.counts
        if (one.technology.name, limit) not in planned
    ]
    assert other == [], "take sd.planned(...), or add the use to the table with its source"


def test_no_replica_count_is_decoration(raw: sd.Pattern) -> None:
    unknown = [
        f"{load.component.label} x{load.instances}"
        for load in sd.estimate(raw)
        if load.instances > 1 and load.use is None and load.rate.value
    ]
    assert unknown == []


def test_what_the_brief_asks_is_derived(raw: sd.Pattern) -> None:
    assert raw.brief
    asked = raw.brief.non_functional
    facts = {question for question, said in asked if isinstance(said, Goal)}
    found = sd.estimate(raw).requirements
    assert len(facts) >= 2
    assert [
        f"{one.question} {one.how}"
        for one in found
        if one.verdict is Met.NOT_DERIVED and one.question in facts
    ] == []


def test_a_number_that_the_brief_asks_for_is_a_fact(raw: sd.Pattern) -> None:
    assert raw.brief
    typed = [said for _, said in raw.brief.non_functional if isinstance(said, str)]
    assert [said for said in typed if re.search(r"\d", said)] == []


def test_it_says_what_it_costs(raw: sd.Pattern) -> None:
    cost = sd.estimate(raw).cost
    assert cost.month is not None and len(cost.items) >= 3
    assert any("$" in sentence for sentence in sentences(told(raw)))


OLD_MANNER = {
    "a X a Y": r"\b(rps|requests|tokens|messages|events|writes|reads|rows|jobs|runs|posts|calls|"
    r"times|once|twice|users|pages|clicks|queries|\d[\d.,]* ?[kMGTP]?B?|\$[\d.,]+\w*|costs?) "
    r"an? (second|minute|hour|day|week|month|year|token|GPU|node|shard|user|key|request|message|"
    r"member|source|channel|zone|page|post)\b(?! (old|ago|later|behind|late))",
    "dear for expensive": r"\bdear(er|est)?\b",
    "for that means because": r"[,;] for (they|it|he|she|we|no one|nobody)\b",
    "none so": r"\bmakes? none so\b|\bany, for anyone\b|\bapart, campaigns\b|\bpity\b",
    "else at the end": r"\bsees? else\b|\belse;",
    "said for stated": r"\bis said\b|\bare said\b",
    "inverted": r"\b(nor|so) (is|are|does|do|has|have) (it|they|the)\b.*\bsaid\b",
    "beside": r"\bagain beside\b|\balarm before\b|\bbears? it\b|\bpolitely\b",
}


@pytest.mark.parametrize("manner", OLD_MANNER)
def test_it_is_plain_english(pattern: sd.Pattern, manner: str) -> None:
    found = [one for one in sentences(pattern) if re.search(OLD_MANNER[manner], one)]
    assert found == []


def test_no_sentence_is_longer_than_a_breath(pattern: sd.Pattern) -> None:
    assert [one for one in sentences(pattern) if len(one.split()) > 34] == []


PROMISED = {
    "dead-letter": r"dead[- ]letter",
    "standby": r"\bstandby\b",
    "fallback": r"\bfall(s|ing)?[- ]?back\b",
    "second region": r"\b(second|other|another) region\b",
    "backup": r"\bbackups?\b",
    "checkpoint": r"\bcheckpoints?\b",
}


@pytest.mark.parametrize("word", PROMISED)
def test_what_a_note_or_mitigation_promises_is_drawn(pattern: sd.Pattern, word: str) -> None:
    promised = [plain(one.mitigation) for one in pattern.risks]
    promised += [plain(one.note) for one in pattern.view().components]
    if not any(re.search(PROMISED[word], text, re.I) for text in promised):
        return
    drawn = [one.label + " " + plain(one.note) for view in pattern.views for one in view.components]
    drawn += [arrow.link.label for view in pattern.views for arrow in view.arrows]
    drawn += [one.group.label for one in pattern.view().components if one.group]
    assert any(re.search(PROMISED[word], text, re.I) for text in drawn)


def test_the_median_file_does_not_grow() -> None:
    assert median(len(file.read_text(encoding="utf-8").splitlines()) for file in FILES) < 350
