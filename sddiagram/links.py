"""The table of verbs that stand between two arrows: `orders >> sd.emits("order placed") >> queue`.

A row: its word, what it means, and the style of its line; without brackets it says no more. Every
name without an underscore is a word of the vocabulary, and a legend names the verbs in this order.
"""

from sddiagram.model.flow import CALLS as _CALLS, Verb as _Verb

calls = _CALLS
emits = _Verb(
    "emits",
    "a message or event that its sender does not wait for",
    dash=(7, 4),
    is_waited_for=False,
)
streams = _Verb("streams", "a continuous flow of data: tokens, changes, video", width=3.0)
answers = _Verb(
    "answers",
    "a response, which brings nobody new requests",
    dash=(3, 3),
    is_answer=True,
)
copies = _Verb(
    "copies",
    "replication: the target holds what the source holds",
    dash=(1, 4),
    width=2.0,
    is_background=True,
)
batches = _Verb(
    "batches",
    "data moved on a schedule, many records at a time",
    dash=(9, 4, 1, 4),
    width=1.7,
    is_background=True,
)
