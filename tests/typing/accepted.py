"""What an editor must accept, and the types that it should show."""

from pathlib import Path
from typing import assert_type

import sddiagram as sd

users = sd.Client("Users")
api = sd.Service("API", replicas=3, capacity=2_000 * sd.rps, latency=20 * sd.ms)
stores = [sd.Cache("Sessions", hit_ratio=0.9), sd.SQLPrimary("Orders")]

assert_type(users, sd.Component)
assert_type(users >> api, sd.Flow)
assert_type(users >> "orders" >> api >> sd.emits("order", share=0.3) >> stores, sd.Flow)
assert_type(stores >> api, sd.Flow)
assert_type([users >> api, api] >> sd.copies() >> stores[0], sd.Flow)
assert_type(20 * sd.GB / (1 * sd.day), sd.Quantity)
assert_type(5_000 * sd.tokens / sd.s, sd.Quantity)
assert_type(sd.Database("Orders", icon=Path("logo.svg")), sd.Component)

assert_type(users >> sd.row(*stores) >> api, sd.Flow)

pattern = sd.Pattern(
    "Shop",
    sd.Stage("One box", users >> api),
    sd.Stage(
        "Store", api >> stores, sd.row(api, *stores), drops=[users >> api], step=sd.Step.SCALE
    ),
    direction=sd.Direction.TOP_TO_BOTTOM,
)
assert_type(pattern.view(stage=1), sd.View)
assert_type(sd.render(pattern, "svg", stage=2), bytes)
