"""A fleet that does not survive the loss of a zone.

What it finds: replicas that carry the peak while all zones are there, and are asked more than they
can answer when one of them is lost.

Why it is bad: a zone is lost about when it hurts most, and the two that are left fall over, too.
The redundancy was paid for, and does not work.

For example:

    opens = sd.Requests("open", 1_000 * sd.rps)
    api = sd.Service("API", replicas=3, capacity=1_200 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

Instead:

    opens = sd.Requests("open", 1_000 * sd.rps)
    api = sd.Service("API", capacity=1_200 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

Look-alike: a service that starts as many instances as it is asked for.

    opens = sd.Requests("open", 1_000 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> sd.Function("Resize"))

False positives: a tier whose work waits without harm, or one that sheds on purpose; accept it and
say what users see.

Source: with three zones each may be used by 47%, so that two stay below 70%.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def lost_zone_overloads(design: Design) -> Iterator[Finding]:
    """What the loss of one zone overloads, of what several replicas carry today."""
    for load in design.numbers:
        lost = load.zone_lost
        if lost is None or lost <= 1.005 or load.use is None or load.use > 1 or load.instances < 2:
            continue
        one = load.component
        if one.id not in design.on_path:
            continue
        left = f"by {lost:.0%} of what is left" if lost < 10 else "nothing is left"
        yield found(
            one,
            f"{one.label} is used by {load.use:.0%} at the peak; with a zone lost, {left}.",
            why="The two zones that are left fall over as well, so that the third bought nothing.",
            way_out="Leave replicas= out, and they follow for a lost zone; or say what is shed.",
            asks="A zone is gone at the peak: what do users see?",
            number=f"{lost:.0%}",
        )
