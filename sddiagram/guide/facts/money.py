"""Numbers about cost: of memory, GPUs, tokens and users."""

from functools import partial

from sddiagram.estimate.derived import Derived, brief
from sddiagram.estimate.llm import Replica, cost_per_million_tokens
from sddiagram.guide.facts.models import CHAT, PAIR, SINGLE
from sddiagram.guide.facts.naming import Facts
from sddiagram.quantity import Quantity
from sddiagram.technology.prices import per_month, price
from sddiagram.units import GB, month, usd


def fleet(replica: Replica) -> Quantity:
    """What the GPUs of one replica cost, on demand."""
    return replica.gpus * price("H100 on demand").price


def million(replica: Replica, use: float) -> Derived:
    """Dollars per million output tokens of a replica at this use, in messages of a chat."""
    return cost_per_million_tokens(fleet(replica), replica.tokens_per_second(CHAT) * use)


def message(replica: Replica) -> Derived:
    """Dollars per message of a chat, at 65% use."""
    rate = replica.rate(CHAT) * 0.65
    dollars = float(fleet(replica) / rate / usd)
    said = f"${float(fleet(replica) / per_month):,.0f} per month / ({brief(rate)} x 730 h)"
    return Derived.of(dollars, said, f"${dollars:.5f}")


def _subscriber() -> Derived:
    each = message(PAIR)
    dollars = 20 * 30 * float(each)
    return Derived.of(
        dollars, f"20 messages per day x 30 days x ${float(each):.5f}", f"${dollars:.2f}"
    )


def _spot_discount() -> Derived:
    spot, full = price("H100 spot"), price("H100 on demand")
    share = 1 - float(spot.price * month / (full.price * month))
    said = f"1 - ${float(spot.price * month / usd):,.0f} / ${float(full.price / per_month):,.0f}"
    return Derived.of(share, f"{said} per month [{spot.key}]", f"{share:.0%}")


def _memory_against_ssd() -> Derived:
    memory, ssd = price("memory"), price("SSD")
    times = float(memory.price / ssd.price)
    said = f"${float(memory.price * GB / per_month):g} / ${float(ssd.price * GB / per_month):g}"
    return Derived.of(times, f"{said} per GB and month [{memory.key}]", f"{times:.0f} times")


FACTS: Facts = {
    "million_at_50": partial(million, PAIR, 0.5),
    "million_at_65": partial(million, PAIR, 0.65),
    "million_at_80": partial(million, PAIR, 0.8),
    "million_8b_at_65": partial(million, SINGLE, 0.65),
    "message_70b": partial(message, PAIR),
    "message_8b": partial(message, SINGLE),
    "subscriber": _subscriber,
    "spot_discount": _spot_discount,
    "memory_against_ssd": _memory_against_ssd,
}
