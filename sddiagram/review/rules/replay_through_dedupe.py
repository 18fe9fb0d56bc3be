"""Messages that are replayed into the check that drops them.

What it finds: dead letters, or a replay, that go back through a component that asks whether a
message was seen before.

Why it is bad: it was seen before. The check drops the replay in silence, and the message that was
to be saved is lost.

For example:

    api, seen = sd.Service("API", replicas=3), sd.Cache("Sent keys", note="set if absent")
    jobs, workers = sd.Queue("Jobs"), sd.Worker("Workers", replicas=3)
    dead = sd.DeadLetterQueue("Dead letters")
    pattern = sd.Pattern(
        "Jobs",
        sd.Client("Users") >> api >> "seen before?" >> seen,
        api >> sd.emits("job") >> jobs >> workers >> sd.emits("gave up") >> dead,
        dead >> sd.emits("replayed") >> api,
    )

Instead:

    api, seen = sd.Service("API", replicas=3), sd.Cache("Sent keys", note="set if absent")
    jobs, workers = sd.Queue("Jobs"), sd.Worker("Workers", replicas=3)
    dead = sd.DeadLetterQueue("Dead letters")
    pattern = sd.Pattern(
        "Jobs",
        sd.Client("Users") >> api >> "seen before?" >> seen,
        api >> sd.emits("job") >> jobs >> workers >> sd.emits("gave up") >> dead,
        dead >> sd.emits("replayed") >> jobs,
    )

Look-alike: a replay with a key of its own.

    api, seen = sd.Service("API", replicas=3), sd.Cache("Sent keys", note="set if absent")
    dead = sd.DeadLetterQueue("Dead letters")
    pattern = sd.Pattern(
        "Jobs",
        sd.Client("Users") >> api >> "seen before?" >> seen,
        api >> sd.emits("failed") >> dead >> sd.emits("replayed under a new key") >> api,
    )

False positives: keys that are deleted when a message fails.

Source: C. Richardson, microservices.io, Idempotent consumer: what is recorded is what was done.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_REPLAY = r"\breplay\w*|re.?drive|re.?queued?|again\b"
_CHECK = r"\b(seen|dedup\w*|set if absent|already|duplicates?)\b"
_APART = r"\b(new key|bypass\w*|past the check|skips?)\b"


def replay_through_dedupe(design: Design) -> Iterator[Finding]:
    """Arrows that bring failed messages back to what has recorded them."""
    for arrow in design.arrows:
        source = design.there[arrow.source]
        is_replay = is_a(source, ("DeadLetterQueue",)) or design.has_words(arrow, _REPLAY)
        if not is_replay or design.has_words(arrow, _APART):
            continue
        checks = [
            one
            for one in design.out_of[arrow.target]
            if design.has_words(one, _CHECK) or design.has_words(one.target, r"\bset if absent\b")
        ]
        if not checks:
            continue
        target, keys = design.label(arrow.target), design.label(checks[0].target)
        yield found(
            arrow,
            f"What is replayed into {target} has 1 key in {keys} already, which drops it.",
            why="The message that was to be saved is lost, and no error says so.",
            way_out="Replay behind the check, or record a key when the work is done rather than "
            "when it comes in.",
            asks="You replay a dead letter: who tells you that it went through?",
            number="1 key",
        )
