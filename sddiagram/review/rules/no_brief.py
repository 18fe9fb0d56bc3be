"""A design for a task that nobody wrote down.

What it finds: a design in stages without a brief: no prompt and no requirements.

Why it is bad: the first five minutes decide the round. Without "how many, how fast, how fresh"
every box can be argued with, and none can be defended.

For example:

    users, api = sd.Client("Users"), sd.Service("API")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> api, why="It works."),
        sd.Stage("Store", api >> "write" >> sd.NoSQL("Orders", technology="dynamodb")),
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> api, why="It works."),
        sd.Stage("Store", api >> "write" >> sd.NoSQL("Orders", technology="dynamodb")),
        brief=sd.Brief("Design a shop.", scale=[("How many orders?", "A million per day.")]),
    )

Look-alike: a sketch of one board.

    pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))

False positives: a drawing for a text that says the task itself.

Source: the interview guide, step 1: clarify requirements, never skip it.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def no_brief(design: Design) -> Iterator[Finding]:
    """A design in stages that says no task."""
    pattern = design.view.pattern
    if len(pattern.stages) > 1 and pattern.brief is None:
        yield found(
            None,
            f"{len(pattern.stages)} stages are drawn, and no task is written down.",
            why="Without numbers that were agreed, every box can be argued with.",
            way_out="Add brief=sd.Brief('Design ...', scale=[...], non_functional=[...]): four or "
            "five questions, each able to change the design.",
            asks="What exactly shall it do, for how many, and how fast?",
            number=f"{len(pattern.stages)} stages",
        )
