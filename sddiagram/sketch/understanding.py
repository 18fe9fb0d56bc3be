"""What a name means: the kind and the technology of the component that it stands for."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sddiagram import kinds
from sddiagram.errors import SddiagramError
from sddiagram.model.component import Kind
from sddiagram.sketch.built_with import COMMON_WORDS, SAY_LITTLE, TECHNOLOGIES
from sddiagram.sketch.vocabulary import NAMES, SAY_NOTHING
from sddiagram.sketch.words import singular, words, written_out
from sddiagram.slips import near
from sddiagram.technology import Technology
from sddiagram.technology.table import AREAS, by_key

_OF_AREA = {
    "databases": "Database",
    "storage": "ObjectStorage",
    "analytics": "DataWarehouse",
    "messaging": "Queue",
    "machine learning": "ModelServer",
    "language models": "LLM",
    "retrieval": "SearchIndex",
    "edge and network": "Proxy",
    "products": "External",
}
"""What kind a technology of an area mostly is; of other areas it is a service."""
_NEUTRAL = frozenset(SAY_NOTHING.split())
_SAYS_LITTLE = frozenset(SAY_LITTLE.split())
_COMMON_WORDS = frozenset(COMMON_WORDS.split())
_ONES_NAME = re.compile(r"\d+|v\d+|[a-z]|[a-z]\d+|north|south|east|west|new|old|main|one|two|three")
"""What tells one of several apart, behind its kind: replica A, shard 2."""
_PREPOSITIONS = frozenset({"of", "for", "with", "in", "on", "from", "to", "by", "per"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name was understood as."""

    label: str
    """What its card is to be called."""
    kind: Kind
    technology: Technology | None = None
    is_known: bool = True
    """Whether the vocabulary has it; else it is a plain service."""
    keys: frozenset[str] = frozenset()
    """What makes it the same as another name, any of them."""
    is_generic: bool = False
    """Whether it is called after its kind, since only a technology was said."""


@lru_cache(maxsize=4096)
def understood(name: str, hint: str = "") -> Meaning:
    """What `name` means, also by a `hint` that stands behind it in parentheses.

    >>> understood("LB").kind, understood("Orders", "postgres").technology.name
    (<Kind LoadBalancer>, 'PostgreSQL')
    >>> one = understood("redis")
    >>> one.label, one.kind, one.technology.name
    ('Cache', <Kind Cache>, 'Redis')
    """
    said = words(name)
    own = _phrases().get(" ".join(said))
    built_with = None if own else _alone(technology_of(name), said)
    rest = () if built_with else said
    if not own and not built_with:
        built_with, rest = _technology_in(said)
    of_hint = technology_of(hint) if hint else None
    if of_hint and built_with and not rest and of_hint != built_with:
        # A front door (CloudFront) is called so, and is none of Azure's.
        built_with, rest = None, said
    kind = own or (kind_named(rest) if rest else None)
    if kind is None and hint and not of_hint:
        kind = kind_named(words(hint))
    if of_hint and kind and keeps(name, kind, of_hint):
        kind = kind_of_technology(of_hint)
    built_with = of_hint or built_with
    is_known = bool(kind or built_with)
    if built_with and rest and rest[-1] in _SAYS_LITTLE and len(rest) == 1:
        # A Spark job is no worker, and the OpenAI API no service of ours.
        kind = kind_of_technology(built_with)
    noun = kind or (built_with and kind_of_technology(built_with)) or "Service"
    is_bare = bool(built_with) and not rest and not own
    is_plain = is_bare or (bool(built_with) and _phrases().get(" ".join(rest)) == noun)
    keys = {f"words {' '.join(said)}"} if not is_bare or not of_hint else set()
    if is_plain and built_with:
        keys.add(f"technology {built_with.name}")
    # Nobody calls Django a service, and everybody calls Redis the cache.
    label = usual_name(noun) if is_bare and noun != "Service" else written_out(name)
    return Meaning(label, kind_called(noun), built_with, is_known, frozenset(keys), is_bare)


def _alone(found: Technology | None, said: tuple[str, ...]) -> Technology | None:
    """`found`, unless its name is as well a letter or a word of the language: C, Go, Square."""
    spelt = "".join(said)
    is_other = len(spelt) < 3 or spelt in _COMMON_WORDS
    return None if found and is_other and found not in _sketched().values() else found


def keeps(name: str, noun: str, technology: Technology) -> bool:
    """Whether a name says what is kept, and no kind: users (Postgres) are no clients."""
    word = name.strip().casefold()
    kind = kind_called(kind_of_technology(technology))
    is_several = len(word.split()) == 1 and singular(word) != word
    return is_several and kind.noun != "Service" and kind.family != kind_called(noun).family


def near_names(name: str) -> tuple[str, ...]:
    """Names of the vocabulary that `name` may be a slip of; short names are too near to many."""
    if len(name) < 5:
        return ()
    technologies = {one: None for found in _sketched().values() for one in found.names}
    return near(name, [*technologies, *_phrases()])


def kind_called(noun: str) -> Kind:
    """The row of the table of kinds that has this noun."""
    kind = getattr(kinds, noun)
    assert isinstance(kind, Kind)
    return kind


def usual_name(noun: str, *, inside: bool = False) -> str:
    """What a component of this kind is called when it has no name of its own.

    >>> usual_name("Cache"), usual_name("Cache", inside=True), usual_name("DNS", inside=True)
    ('Cache', 'cache', 'DNS')
    """
    first = "database" if noun == "SQLPrimary" else NAMES[noun].partition(";")[0].strip()
    return first if inside else f"{first[0].upper()}{first[1:]}"


def kind_of_words(said: tuple[str, ...]) -> str | None:
    """The noun of the kind that is called exactly so."""
    return _phrases().get(" ".join(said))


def kind_named(said: tuple[str, ...]) -> str | None:
    """The noun of the kind that these words name, of which the last ones say most."""
    for at, word in enumerate(said):
        if at and word in _PREPOSITIONS:
            return kind_named(said[:at]) or kind_named(said[at + 1 :])
    while said:
        for start in range(max(0, len(said) - 4), len(said)):
            if noun := _phrases().get(" ".join(said[start:])):
                return _specific(said, noun)
        if len(said) == 1 or not (said[-1] in _NEUTRAL or _ONES_NAME.fullmatch(said[-1])):
            break
        said = said[:-1]
    for end in range(min(4, len(said)), 0, -1):
        if noun := _phrases().get(" ".join(said[:end])):
            return noun
    return None


def _specific(said: tuple[str, ...], noun: str) -> str:
    """`noun`, or what stands before a word that says little: a fraud model service is a model."""
    if noun == "Service" and len(said) > 1 and said[-1] in _NEUTRAL:
        for start in range(max(0, len(said) - 4), len(said) - 1):
            before = _phrases().get(" ".join(said[start:-1]))
            if before and kind_called(before).family in (kinds.Gateway.family, kinds.Agent.family):
                return before
    return noun


@cache
def _phrases() -> dict[str, str]:
    """The nouns of the kinds by what people call them."""
    return {
        " ".join(words(name)): noun for noun, names in NAMES.items() for name in names.split(";")
    }


def technology_of(name: str) -> Technology | None:
    """The technology that has exactly this name."""
    try:
        return Technology.named(name) if name.strip() else None
    except SddiagramError:
        return None


def _technology_in(said: tuple[str, ...]) -> tuple[Technology | None, tuple[str, ...]]:
    """The technology that a name begins or ends with, and the words beside it."""
    for length in (3, 2, 1):
        if length >= len(said):
            continue
        for named, rest in ((said[:length], said[length:]), (said[-length:], said[:-length])):
            spelt = "".join(named)
            if spelt in _COMMON_WORDS or len(spelt) < 2 or spelt in _phrases():
                continue
            if (found := _sketched().get(spelt)) is not None:
                return found, rest
    return None, said


@cache
def _sketched() -> dict[str, Technology]:
    """The technologies that may stand in a name, by their spelling."""
    from sddiagram.technology.row import key

    known = by_key()
    rows = {
        known[key(name.strip())] for names in TECHNOLOGIES.values() for name in names.split(";")
    }
    return {spelt: row for spelt, row in known.items() if row in rows}


@cache
def _kinds_by_technology() -> dict[str, str]:
    by_icon = {str(kind.icon): kind.noun for kind in vars(kinds).values() if isinstance(kind, Kind)}
    found: dict[str, str] = {}
    for area, rows in AREAS.items():
        for row in rows:
            found[row.name] = by_icon.get(str(row.icon), _OF_AREA.get(area, "Service"))
    for noun, names in TECHNOLOGIES.items():
        found |= {Technology.named(name.strip()).name: noun for name in names.split(";")}
    return found


def kind_of_technology(technology: Technology) -> str:
    """The noun of the kind of a component that is called after this technology."""
    return _kinds_by_technology().get(technology.name, "Service")
