"""What a component is, as a review sees it: by its kind's noun, its family and its technology.

A kind of an author's own has the family that its author gave, and a noun that no role names.
"""

import re

from sddiagram.model.component import Component, Family
from sddiagram.roles import is_a as is_a
from sddiagram.roles.nouns import (
    BALANCERS as BALANCERS,
    BATCH as BATCH,
    BROKERS as BROKERS,
    CACHES as CACHES,
    DATABASES as DATABASES,
    DERIVED_STORES as DERIVED_STORES,
    DOORS as DOORS,
    DRAWN_ONCE as DRAWN_ONCE,
    FILES as FILES,
    LOGS as LOGS,
    MODELS as MODELS,
    QUEUES as QUEUES,
    TELEMETRY as TELEMETRY,
)

_STAFF = re.compile(
    r"\b(analysts?|engineers?|scientists?|researchers?|operators?|stewards?|editors?|staff|admins?|"
    r"finance|support|developers?|moderators?|curators?|internal|back.?office|teams?|reviewers?|annotators?)\b",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(r"\b(producers?|services?|jobs?|sensors?|devices?|writers?)\b", re.I)


def is_client(component: Component) -> bool:
    """Whether people, or their programs, stand there."""
    return component.kind.family is Family.CLIENT


def is_staff(component: Component) -> bool:
    """Whether a client is people of one's own, who can wait for an hour."""
    return is_client(component) and bool(_STAFF.search(component.label))


def is_of_the_house(component: Component) -> bool:
    """Whether a client is a program or people of one's own, whom a door need not stop."""
    return is_staff(component) or (is_client(component) and bool(_PROGRAMS.search(component.label)))


def is_store(component: Component) -> bool:
    """Whether it keeps data: by its family, or as features and vectors are kept."""
    return component.kind.family is Family.DATA or is_a(component, DERIVED_STORES | FILES)


def is_broker(component: Component) -> bool:
    """Whether messages wait there for those who take them."""
    return component.kind.family is Family.MESSAGING and not is_a(component, ("Notification",))


def is_managed(component: Component) -> bool:
    """Whether others run it, spread over zones, so that its one card is many machines."""
    return component.is_managed
