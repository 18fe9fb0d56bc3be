"""What the words on an arrow say of its verb."""

from sddiagram.sketch.words import words

_VERBS = {
    "emits": "emit emits publish publishes async asynchronous enqueue enqueues produce produces "
    "notify notifies fire event events pub",
    "streams": "stream streams streaming",
    "copies": "copy copies replicate replicates replication mirror mirrors",
    "batches": "batch batches nightly hourly daily backup backups",
    "answers": "answer answers respond responds response responses reply replies return returns "
    "result results",
}
_BY_WORD = {word: verb for verb, said in _VERBS.items() for word in said.split()}
_ALONE = {"emits", "streams", "copies", "batches", "answers", "calls"}
_MISSES = {"miss", "on miss", "cache miss", "if miss"}


def verb_of(label: str) -> tuple[str, str]:
    """The verb that a label says, and what is left to be written on the arrow.

    >>> verb_of("replicates"), verb_of("streams tokens"), verb_of("write"), verb_of("async")
    (('copies', 'replicates'), ('streams', 'tokens'), ('', 'write'), ('emits', ''))
    """
    said = label.casefold().split()
    if not said:
        return "", ""
    if said[0] in _ALONE:
        verb = "" if said[0] == "calls" else said[0]
        return verb, label.split(None, 1)[1] if len(said) > 1 else ""
    verb = _BY_WORD.get(said[0], "") if len(said) == 1 else ""
    return verb, "" if said[0] in ("async", "asynchronous") and len(said) == 1 else label


def is_miss(label: str) -> bool:
    """Whether only what a cache does not have goes along the arrow."""
    return " ".join(words(label)) in _MISSES or label.casefold().strip() in (
        "misses",
        "cache misses",
    )
