"""An answer that comes later than the brief allows.

What it finds: a latency goal of the brief that the times on the way of a request do not meet.

Why it is bad: the first number that an interviewer asked for is missed, and the candidate did not
notice.

For example:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", latency=sd.latency(80 * sd.ms, p99=300 * sd.ms))
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Open it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    )

Instead:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", latency=sd.latency(20 * sd.ms, p99=60 * sd.ms))
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Open it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    )

Look-alike: slow work that nobody waits for.

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", latency=sd.latency(20 * sd.ms, p99=60 * sd.ms))
    jobs = sd.Queue("Jobs", technology="sqs", note="with dead-letter queue")
    work = sd.Worker("Workers", latency=sd.latency(2 * sd.s, p99=9 * sd.s))
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api >> sd.emits("job") >> jobs >> "job" >> work,
        brief=sd.Brief("Open it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    )

False positives: latencies that are guesses; measure them, or accept it and say which is a guess.

Source: means and variances add along a path, percentiles do not.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.goals import Of
from sddiagram.review.asked import missed
from sddiagram.review.design import Design, found


def late_answer(design: Design) -> Iterator[Finding]:
    """Latency goals that are missed."""
    for one in missed(design, Of.LATENCY):
        yield found(
            None,
            f"The brief asks “{one.question}”: {one.answer} It is missed: {one.how}.",
            why="A number that was asked for, and is not met, outweighs all that is drawn well.",
            way_out="Take a hop out, call side by side, cache, or answer first and work later; or "
            "say which goal you would renegotiate.",
            asks="Where does the time go, hop by hop?",
            number=one.how,
        )
