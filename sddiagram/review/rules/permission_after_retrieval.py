"""Documents that the model reads before anybody asks whether it may.

What it finds: a language model that answers from an index of documents for people with different
rights, where nothing near the index filters by them.

Why it is bad: what the model has read it may repeat. A filter on the answer comes too late.

For example:

    staff, api = sd.Client("Employees"), sd.Service("API", replicas=3)
    index, model = sd.VectorIndex("Documents index"), sd.LLM("Model", technology="openai")
    docs, embed = sd.ObjectStorage("Documents"), sd.Embedder("Embedder")
    pattern = sd.Pattern(
        "Ask",
        staff >> api >> "nearest 10" >> index,
        api >> "prompt" >> model,
        docs >> sd.batches("texts") >> embed >> sd.batches("vectors") >> index,
    )

Instead:

    staff, api = sd.Client("Employees"), sd.Service("API", replicas=3)
    index = sd.VectorIndex("Documents index", note="filters by permission")
    docs, embed = sd.ObjectStorage("Documents"), sd.Embedder("Embedder")
    pattern = sd.Pattern(
        "Ask",
        staff >> api >> "nearest 10, groups" >> index,
        api >> "prompt" >> sd.LLM("Model", technology="openai"),
        docs >> sd.batches("texts, ACL") >> embed >> sd.batches("vectors, ACL") >> index,
    )

Look-alike: public documents for everybody.

    users, api = sd.Client("Users"), sd.Gateway("API", replicas=3, note="rate limit")
    index, model = sd.VectorIndex("Help pages"), sd.LLM("Model", technology="openai")
    docs, embed = sd.ObjectStorage("Public pages"), sd.Embedder("Embedder")
    pattern = sd.Pattern(
        "Help",
        users >> api >> "nearest 10" >> index,
        api >> "prompt" >> model,
        docs >> sd.batches("texts") >> embed >> sd.batches("vectors") >> index,
    )

False positives: an index per tenant, which nobody else can ask; say it in its note.

Source: OWASP Top 10 for LLM applications, LLM02 and LLM08.
"""

import re
from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_client

_INDEXES = ("VectorIndex", "VectorDB", "SearchIndex")
_PRIVATE = re.compile(r"employee|staff|tenant|compan|customer|member|team|internal|mail", re.I)
_FILTERS = (
    r"acl|permission|filter|groups?\b|rights|tenant|authori[sz]|allowed|may (read|see)|scoped"
)


def permission_after_retrieval(design: Design) -> Iterator[Finding]:
    """Indexes of private documents without a filter by rights."""
    if not any(is_a(one, ("LLM", "GPUPool", "ModelServer")) for one in design.there.values()):
        return
    people = [one.label for one in design.there.values() if is_client(one)]
    if not any(_PRIVATE.search(label) for label in people):
        return
    indexes = [one for one in design.there.values() if is_a(one, _INDEXES)]
    if not indexes or any(design.has_words(one.id, _FILTERS) for one in indexes):
        return
    one = indexes[0]
    yield found(
        one,
        f"Nothing filters by permission at {one.label}, and {people[0]} have different rights.",
        why="What a model has read it may repeat, so a filter on the answer comes too late.",
        way_out="Keep the permissions beside each entry, filter inside the search, and follow "
        "their changes.",
        asks="Somebody asks for a document that they may not read: what does the model see?",
        number="0 filters",
    )
