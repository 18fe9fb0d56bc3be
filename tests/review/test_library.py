"""The library as an interviewer would find it: nothing is left that its authors do not accept."""

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.finding import Severity
from sddiagram.review import answered_later, review

NAMES = [entry.name for entry in library.built_in()]


OPEN = {
    "chat": {"dual-write", "open-front-door", "queue-without-dead-letters"},
    "chat-assistant": {"unit-cost-unknown"},
    "content-moderation": {"dual-write", "nobody-watches"},
    "ctr-prediction": {"open-front-door"},
    "feature-store": {"batch-without-schedule"},
    "fraud-detection": {"dual-write"},
    "gpu-inference-platform": {"model-without-feedback", "nobody-watches"},
    "kappa-architecture": {"open-front-door"},
    "lambda-architecture": {"open-front-door"},
    "llm-gateway": {"unguarded-model"},
    "llm-serving": {"cache-without-expiry"},
    "news-feed": {"open-front-door"},
    "notification-system": {"queue-without-dead-letters"},
    "payment-system": {"no-balancer"},
    "rate-limiter": {"store-without-recovery"},
    "real-time-analytics": {"open-front-door"},
    "ride-matching": {"model-without-feedback", "nobody-watches", "open-front-door"},
    "scalable-api": {"result-never-returns"},
    "streaming-pipeline": {"open-front-door"},
    "two-stage-recommendation": {"nobody-watches"},
    "typeahead": {"open-front-door"},
    "url-shortener": {"open-front-door"},
    "video-streaming": {"open-front-door"},
}
"""What designs are still to answer or to accept; to be emptied."""


@pytest.mark.parametrize("name", NAMES)
def test_a_final_stage_has_no_finding_that_is_not_accepted(name: str) -> None:
    left = {
        one.rule
        for one in review(sd.load(name).view())
        if not one.accepted and one.severity is not Severity.NOT_ASSESSED
    }
    assert left == OPEN.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_of_an_early_stage_is_answered_later_or_stays(name: str) -> None:
    pattern = sd.load(name)
    last = {(one.rule, one.on) for one in review(pattern.view())}
    for stage, answered in answered_later(pattern).items():
        known = {(one.rule, one.on) for one, _ in answered}
        found = {
            (one.rule, one.on)
            for one in review(pattern.view(stage))
            if not one.accepted and one.severity is not Severity.NOT_ASSESSED
        }
        assert found <= known | last
        assert all(stage < answer <= len(pattern.stages) for _, answer in answered)
