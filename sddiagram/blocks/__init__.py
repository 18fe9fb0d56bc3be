"""Building blocks that several patterns share: each a function returning components and a flow.

A block's result names its parts, so that a stage takes `block.flow` and other flows address
the parts: `sd.Stage("Replicate", db.flow)`, `reports >> db.replicas`.
"""

from sddiagram.blocks.api_edge import ApiEdge, api_edge
from sddiagram.blocks.cache_aside import CacheAside, cache_aside
from sddiagram.blocks.cache_invalidation import CacheInvalidation, cache_invalidation
from sddiagram.blocks.online_offline_features import (
    OnlineOfflineFeatures,
    online_offline_features,
)
from sddiagram.blocks.replicated_database import ReplicatedDatabase, replicated_database
from sddiagram.blocks.training_loop import TrainingLoop, training_loop

__all__ = [
    "ApiEdge",
    "CacheAside",
    "CacheInvalidation",
    "OnlineOfflineFeatures",
    "ReplicatedDatabase",
    "TrainingLoop",
    "api_edge",
    "cache_aside",
    "cache_invalidation",
    "online_offline_features",
    "replicated_database",
    "training_loop",
]
