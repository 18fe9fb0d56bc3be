"""A brief in which nothing can be missed.

What it finds: a brief without one number that the design could be held against: no latency, no
availability, no staleness, no cost.

Why it is bad: "fast and reliable" is no requirement. What cannot be missed cannot be met.

For example:

    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> sd.Service("API"),
        brief=sd.Brief("Design a shop.", non_functional=[("How fast?", "Fast.")]),
    )

Instead:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", latency=sd.latency(5 * sd.ms, p99=20 * sd.ms))
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Design a shop.", non_functional=[("How fast?", sd.at_most(200 * sd.ms))]),
    )

Look-alike: a sketch without a brief, of which another rule speaks.

    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> sd.Service("API"))

False positives: a question of semantics alone, such as ordering or isolation.

Source: Google, Site Reliability Engineering, chapter 4, Service Level Objectives.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.goals import Goal
from sddiagram.review.design import Design, found


def brief_without_goals(design: Design) -> Iterator[Finding]:
    """A brief that asks for no number."""
    brief = design.view.pattern.brief
    if brief is None:
        return
    asked = [answer for questions in brief.topics.values() for _, answer in questions]
    if any(isinstance(answer, Goal) for answer in asked):
        return
    yield found(
        None,
        f"None of the {len(asked)} answers of the brief is a goal with a number."
        if asked
        else "The brief has no goal with a number.",
        why="Without a goal nobody can say whether the design is good enough.",
        way_out="Ask how fast, how available, how fresh or how cheap, and write the answer as a "
        "fact: sd.at_most(100 * sd.ms, percentile=95).",
        asks="How would you know that the design is good enough?",
        number="0 goals",
    )
