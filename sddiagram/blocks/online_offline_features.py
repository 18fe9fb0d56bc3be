"""A feature store's two halves: history to train on, fresh values to serve from."""

from dataclasses import dataclass

from sddiagram.kinds import OfflineFeatureStore, OnlineFeatureStore
from sddiagram.links import batches
from sddiagram.model.component import Component
from sddiagram.model.flow import Flow


@dataclass(frozen=True, slots=True)
class OnlineOfflineFeatures:
    """What `online_offline_features` returns."""

    online: Component
    offline: Component
    flow: Flow
    """From the source into history, and from history into the online store."""


def online_offline_features(
    source: Component,
    *,
    online: Component | None = None,
    offline: Component | None = None,
) -> OnlineOfflineFeatures:
    """History from `source` in the offline store, materialised into the online store.

    Train from `offline` and serve from `online`: both hold the same definitions.

    >>> from sddiagram.kinds import Stream
    >>> features = online_offline_features(Stream("Clicks"))
    >>> [(arrow.source, arrow.target) for arrow in features.flow.arrows]
    [('clicks', 'offline-features'), ('offline-features', 'online-features')]
    """
    serving = online or OnlineFeatureStore("Online features")
    history = offline or OfflineFeatureStore("Offline features")
    flow = source >> batches("history") >> history >> batches("materialise") >> serving
    return OnlineOfflineFeatures(serving, history, flow)
