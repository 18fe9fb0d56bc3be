"""How alike two labels are: by their words, whatever their number, order and usual synonyms."""

import re
from functools import cache

_SYNONYMS = (
    "service services server servers svc app api backend microservice",
    "store storage database db table repository datastore",
    "cache memory",
    "queue topic log stream bus broker events",
    "balancer lb elb proxy",
    "gateway ingress edge entry",
    "worker consumer processor handler job runner",
    "user client customer people person",
    "feed timeline home",
    "post message item content",
    "link url address",
    "document documents doc docs page pages",
    "count counter tally statistic stat",
    "model predictor inference scorer",
    "rank ranker ranking rerank reranker",
    "candidate retrieval retriever recall",
    "feature signal attribute",
    "registry catalogue catalog hub",
    "training trainer learner retrain",
    "monitor monitoring observability telemetry watch",
    "guard guardrail moderation filter checker",
    "identity auth iam login account",
    "index search lookup finder",
    "vector embedding ann",
    "media video file blob object picture",
    "history archive backup",
    "notification push notice alert",
    "evaluation evaluator eval judge",
    "offline batch",
    "online realtime live",
    "limiter quota throttle limit",
    "request query question prompt",
    "response answer reply",
)
_CANON = {word: words.split()[0] for words in _SYNONYMS for word in words.split()}
_EMPTY = frozenset(("the", "a", "an", "of", "for", "and", "to", "in", "s", "our", "main"))


@cache
def words_of(label: str) -> frozenset[str]:
    """The words of `label` in one form each.

    >>> sorted(words_of("The API servers")), sorted(words_of("Hot links"))
    (['service'], ['hot', 'link'])
    """
    found = re.findall(r"[^\W_]+", label.casefold().replace("re-rank", "rerank"))
    return frozenset(_canonical(word) for word in found if word not in _EMPTY)


def said_in(text: str) -> frozenset[str]:
    """The words of `text` as they are, in the singular."""
    found = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(word.removesuffix("s") for word in found if word not in _EMPTY)


def _canonical(word: str) -> str:
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in _CANON:
            return _CANON[form]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word.removesuffix("s") if len(word) > 3 else word


_ENDINGS = ("ations", "ation", "ions", "ion", "ings", "ing", "ers", "er", "ors", "or", "ed", "es")
"""What is cut off, so that an ingestion is an ingest."""


def likeness(one: str, other: str) -> float:
    """The part of the words of two labels that they share, from 0 to 1; 1 only for the same label.

    >>> likeness("Job queue", "job queue"), likeness("Job queue", "Worker topic")
    (1.0, 0.6)
    >>> likeness("Ingestion", "Ingest")
    0.6
    """
    if one.casefold() == other.casefold():
        return 1.0
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    return _SYNONYM * 2 * len(first & second) / (len(first) + len(second))


_SYNONYM = 0.6
"""What other words for the same are worth."""
