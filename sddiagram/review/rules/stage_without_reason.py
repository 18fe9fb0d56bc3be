"""A stage that adds boxes and says no reason.

What it finds: a stage after the first without a why=.

Why it is bad: boxes that come without a reason look learnt by heart. The number that forces a
change is what the interviewer waits for.

For example:

    users, api, cache = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache", stale=60 * sd.s)
    pattern = sd.Pattern(
        "Shop", sd.Stage("Sell", users >> api, why="It works."), sd.Stage("Cache", api >> cache)
    )

Instead:

    users, api, cache = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache", stale=60 * sd.s)
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> api, why="It works."),
        sd.Stage("Cache", api >> cache, why="Nine of ten requests ask for the same items."),
    )

Look-alike: a first stage, which needs no reason but the task.

    users, api = sd.Client("Users"), sd.Service("API")
    pattern = sd.Pattern("Shop", sd.Stage("Sell", users >> api))

False positives: none worth a name; one sentence is enough.

Source: the interview guide, step 4: compute which part breaks first, and fix that one.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def stage_without_reason(design: Design) -> Iterator[Finding]:
    """The stage of this board, if nothing says why it is needed."""
    stage, number = design.view.stage, design.view.number
    if number > 1 and not stage.why:
        yield found(
            None,
            f"Stage {number}, “{stage.title}”, says no reason.",
            why="Boxes without a reason look learnt by heart.",
            way_out="Say in why= which number forces the change: `sddiagram scale` tells what is "
            "full when.",
            asks=f"Why do you need “{stage.title}” at all?",
            number=f"stage {number}",
        )
