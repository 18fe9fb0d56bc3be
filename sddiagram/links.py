"""The verbs that stand between two arrows: `orders >> sd.emits("order placed") >> queue`."""

from sddiagram.model.link import Link, Verb


def calls(label: str = "", *, share: float | None = None) -> Link:
    """A request whose caller waits for the answer; a bare text between arrows is the same."""
    return Link(Verb.CALLS, label, share)


def emits(label: str = "", *, share: float | None = None) -> Link:
    """A message or event that its sender does not wait for."""
    return Link(Verb.EMITS, label, share)


def streams(label: str = "", *, share: float | None = None) -> Link:
    """A continuous flow of data: tokens, changes, video."""
    return Link(Verb.STREAMS, label, share)


def copies(label: str = "", *, share: float | None = None) -> Link:
    """Replication: the target holds what the source holds."""
    return Link(Verb.COPIES, label, share)


def batches(label: str = "", *, share: float | None = None) -> Link:
    """Data moved on a schedule, many records at a time."""
    return Link(Verb.BATCHES, label, share)
