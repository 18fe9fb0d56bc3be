"""What the node classes of diagrams mean: `aws.compute.EC2` is a service on EC2."""

import re
from dataclasses import replace
from functools import cache

from sddiagram.sketch.understanding import (
    Meaning,
    keeps,
    kind_called,
    kind_of_technology,
    technology_of,
    understood,
)
from sddiagram.technology import Technology
from sddiagram.technology.table import TECHNOLOGIES

_OF_CATEGORY = {
    "client": "Client", "database": "Database", "databases": "Database", "inmemory": "Cache",
    "queue": "Queue", "messaging": "Queue", "network": "LoadBalancer", "compute": "Service",
    "storage": "ObjectStorage", "analytics": "DataWarehouse", "ml": "ModelServer",
    "security": "Identity", "identity": "Identity", "monitoring": "Monitoring",
    "logging": "Logging", "tracing": "Tracing", "cdn": "CDN", "dns": "DNS",
    "workflow": "Workflow", "search": "SearchIndex", "mobile": "Mobile", "alerting": "Alerting",
    "integration": "Queue", "users": "Client",
}  # fmt: skip
"""The kind of a class whose name says nothing, by the module that it stands in."""
_PLAIN = ("onprem.client.", "onprem.compute.Server", "generic.", "c4.", "base.", "custom.")
"""Classes whose picture says no more than a kind's own icon."""


@cache
def _technologies() -> dict[str, Technology]:
    """The technologies by their icon; of several with one icon, the first."""
    found: dict[str, Technology] = {}
    for row in TECHNOLOGIES:
        if isinstance(row.icon, str) and not row.icon.startswith("own."):
            found.setdefault(row.icon.casefold(), row)
    return found


def meaning_of(dotted: str, label: Meaning) -> tuple[Meaning, str]:
    """What a node of this class with such a label is, and its icon, if it needs to be said.

    The label says the kind, where it is a word of the vocabulary; the class says the technology.
    """
    module, _, name = dotted.rpartition(".")
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    of_class = understood(spaced)
    technology = (
        _technologies().get(dotted.casefold()) or technology_of(name) or technology_of(spaced)
    )
    if any(dotted.startswith(plain) for plain in _PLAIN):
        technology = None
    keeps_it = technology and keeps(label.label, label.kind.noun, technology)
    if label.is_known and not label.is_generic and not keeps_it:
        kind = label.kind
    elif technology:
        kind = kind_called(kind_of_technology(technology))
    elif of_class.is_known:
        kind = of_class.kind
    else:
        kind = kind_called(_OF_CATEGORY.get(module.rpartition(".")[2], "Service"))
    icon = "" if technology or dotted.startswith(_PLAIN) else dotted
    built_with = technology or label.technology
    meaning = replace(label, kind=kind, technology=built_with, is_known=True)
    return meaning, icon
