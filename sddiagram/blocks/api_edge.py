"""The front door of an API: a load balancer, then a gateway."""

from dataclasses import dataclass

from sddiagram.kinds import Gateway, LoadBalancer
from sddiagram.model.component import Component
from sddiagram.model.flow import Flow


@dataclass(frozen=True, slots=True)
class ApiEdge:
    """What `api_edge` returns."""

    balancer: Component
    gateway: Component
    entry: Flow
    """The clients' arrow alone: what a stage drops that puts a CDN in front."""
    flow: Flow
    """From the clients to the service."""


def api_edge(
    clients: Component,
    service: Component,
    *,
    balancer: Component | None = None,
    gateway: Component | None = None,
) -> ApiEdge:
    """`clients` reach `service` through a load balancer and an API gateway.

    >>> from sddiagram.kinds import Client, Service
    >>> edge = api_edge(Client("Users"), Service("Shop"))
    >>> [component.label for component in edge.flow.components]
    ['Users', 'Load balancer', 'API gateway', 'Shop']
    """
    spread = balancer or LoadBalancer("Load balancer")
    guard = gateway or Gateway("API gateway", note="auth, rate limit, routing")
    entry = clients >> "HTTPS" >> spread
    return ApiEdge(spread, guard, entry, entry >> "request" >> guard >> "with identity" >> service)
