"""What keeps a model fresh: examples, a training job, a registry, a release to the servers."""

from dataclasses import dataclass

from sddiagram.kinds import ModelRegistry, TrainingJob
from sddiagram.links import batches, copies
from sddiagram.model.component import Component
from sddiagram.model.flow import End, Flow


@dataclass(frozen=True, slots=True)
class TrainingLoop:
    """What `training_loop` returns."""

    training: Component
    registry: Component
    flow: Flow
    """From the examples to the servers."""


def training_loop(
    examples: Component,
    servers: End,
    *,
    training: Component | None = None,
    registry: Component | None = None,
) -> TrainingLoop:
    """Models learned from `examples` reach `servers` through a registry, which can take them back.

    Where the examples come from is the pattern's to say: a log of what was served, joined with
    labels, keeps training and serving alike.

    >>> from sddiagram.kinds import ModelServer, Stream
    >>> loop = training_loop(Stream("Predictions"), ModelServer("Scorer"))
    >>> [component.label for component in loop.flow.components]
    ['Predictions', 'Training', 'Model registry', 'Scorer']
    """
    job = training or TrainingJob("Training")
    versions = registry or ModelRegistry("Model registry", note="canary, rollback")
    learned = examples >> batches("examples") >> job >> "models" >> versions
    return TrainingLoop(job, versions, learned >> copies("release") >> servers)
