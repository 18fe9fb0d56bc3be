"""Calls that wait for each other in a circle.

What it finds: components that call each other around a circle, each waiting for the next: a
strongly connected part of the graph of calls.

Why it is bad: when one of them is slow, all of them wait, and with all threads in use they wait
forever. A retry goes around and grows.

For example:

    users, orders, stock = sd.Client("Users"), sd.Service("Orders"), sd.Service("Stock")
    pattern = sd.Pattern("Shop", users >> orders >> "reserve" >> stock >> "price?" >> orders)

Instead:

    users, orders, stock = sd.Client("Users"), sd.Service("Orders"), sd.Service("Stock")
    pattern = sd.Pattern(
        "Shop", users >> orders >> "reserve" >> stock >> sd.emits("reserved") >> orders
    )

Look-alike: an answer drawn as an arrow, and a queue between two that wait for nobody.

    users, orders, stock = sd.Client("Users"), sd.Service("Orders"), sd.Service("Stock")
    back = stock >> sd.answers("reserved") >> orders
    pattern = sd.Pattern("Shop", users >> orders >> "reserve" >> stock, back)

False positives: an answer that was drawn as a call, which `sd.answers(...)` says better; a loop of
an agent, in which the calls follow each other.

Source: Google, Site Reliability Engineering, chapter 22, Always Go Downward in the Stack;
R. Tarjan, Depth-first search and linear graph algorithms, 1972.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Family
from sddiagram.review.design import Design, found
from sddiagram.review.graph import circles
from sddiagram.review.roles import is_client, is_store


def call_cycle(design: Design) -> Iterator[Finding]:
    """Each circle of calls between services, told at the arrow that closes it."""
    onward: dict[str, list[str]] = {}
    for arrow in design.calls:
        ends = design.there[arrow.source], design.there[arrow.target]
        is_stream = arrow.link.verb.name == "streams"
        passive = any(is_store(one) or is_client(one) for one in ends)
        outside = any(one.kind.noun in ("External", "Payment", "Tool", "Agent") for one in ends)
        if is_stream or passive or outside or arrow.link.share == 0:
            continue
        if any(one.kind.family is Family.OPERATIONS for one in ends):
            continue
        onward.setdefault(arrow.source, []).append(arrow.target)
    for members in circles(onward):
        around = [design.label(id) for id in members]
        inside = set(members)
        closing = [
            arrow for arrow in design.calls if arrow.source in inside and arrow.target in inside
        ][-1]
        yield found(
            closing,
            f"{' → '.join([*around, around[0]])} call each other in a circle of {len(around)}.",
            why="If one of them is slow, all wait for each other, and retries go around.",
            way_out="Make one of these calls an event, draw it as sd.answers(...) if it is an "
            "answer, or join the two services.",
            asks="What happens when all of their threads wait for each other?",
            number=str(len(around)),
        )
