"""A charge, a mail or an order that a retry repeats.

What it finds: a payment, a notification or an order outside, made by a consumer of a queue or a
log, or a payment made by a service that a client may ask again; with no key that makes it count
once.

Why it is bad: queues deliver at least once, and clients press twice. Without a key the card is
charged twice.

For example:

    api, pay = sd.Service("Orders", replicas=3), sd.Payment("Card provider")
    pattern = sd.Pattern("Shop", sd.Client("Users") >> api >> "charge" >> pay)

Instead:

    api, pay = sd.Service("Orders", replicas=3), sd.Payment("Card provider")
    pattern = sd.Pattern(
        "Shop", sd.Client("Users") >> api >> "charge, idempotency key" >> pay
    )

Look-alike: a consumer that remembers what it has done.

    jobs, sender = sd.Queue("Mails"), sd.Worker("Sender", replicas=3)
    pattern = sd.Pattern(
        "Mail",
        sd.Service("API") >> sd.emits("mail") >> jobs >> sender,
        sender >> "seen before?" >> sd.Cache("Sent keys"),
        sender >> "send" >> sd.Notification("Mail provider"),
    )

False positives: an effect that is the same when repeated, such as setting a state.

Source: AWS Builders' Library, Making retries safe with idempotent APIs; C. Richardson,
microservices.io, Idempotent consumer.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_broker

_ONCE = (
    r"\b(idempot\w*|dedup\w*|once|keys?|unique|seen|sent marks?|if absent|request id|order id|"
    r"tokens?|"
    r"transaction\w*|upsert\w*|collapse\w*|workflow|temporal)\b|\bsent\?"
)
_EFFECTS = r"\b(charg\w*|pay\w*|refund\w*|transfer\w*|send\w*|mails?|e-?mails?|sms|push)\b"


def side_effect_not_idempotent(design: Design) -> Iterator[Finding]:
    """Effects on the world that may happen twice."""
    for arrow in design.arrows:
        target = design.there[arrow.target]
        verb = arrow.link.verb
        if verb.is_answer or verb.is_background or not _is_effect(arrow, design):
            continue
        source = design.there[arrow.source]
        fed = [one for one in design.into[source.id] if is_broker(design.there[one.source])]
        is_paid = is_a(target, ("Payment",))
        if is_broker(source) or not (fed or (is_paid and source.id in design.on_path)):
            continue
        around = {source.id, target.id, *(one.source for one in fed)}
        if any(design.has_words(id, _ONCE) for id in around):
            continue
        if any(design.has_words(one.target, _ONCE) for one in design.out_of[source.id]):
            continue
        how = "a queue delivers at least once" if fed else "clients ask again when they wait long"
        yield found(
            arrow,
            f"No key goes along from {source.label} to {target.label}, and {how}.",
            why="The same charge or message happens twice, and the user sees it.",
            way_out="Send an idempotency key that stays the same over retries, and keep those that "
            "were used.",
            asks="The caller dies right after the answer: what does the retry do?",
            number="2 times",
        )


def _is_effect(arrow: Arrow, design: Design) -> bool:
    target = design.there[arrow.target]
    if is_a(target, ("Payment", "Notification")):
        return True
    return is_a(target, ("External",)) and design.has_words(arrow, _EFFECTS)
