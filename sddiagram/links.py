"""The table of verbs that stand between two arrows: `orders >> sd.emits("order placed") >> queue`.

A row: its word, what it means, and the style of its line; without brackets it says no more.
"""

from sddiagram.model.flow import CALLS, Verb

calls = CALLS
emits = Verb(
    "emits",
    "a message or event that its sender does not wait for",
    dash=(7, 4),
    is_waited_for=False,
)
streams = Verb("streams", "a continuous flow of data: tokens, changes, video", width=3.0)
copies = Verb(
    "copies",
    "replication: the target holds what the source holds",
    dash=(1, 4),
    width=2.0,
    is_background=True,
)
batches = Verb(
    "batches",
    "data moved on a schedule, many records at a time",
    dash=(9, 4, 1, 4),
    width=1.7,
    is_background=True,
)

VERBS = tuple(dict.fromkeys(row for row in [*globals().values()] if isinstance(row, Verb)))
"""All rows, in the order in which a legend names them."""
