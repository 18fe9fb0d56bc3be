"""The view for machines."""

import json
from pathlib import Path

import jsonschema
import pytest

import sddiagram as sd
from sddiagram import library

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "view.schema.json").read_text())


@pytest.mark.parametrize("entry", library.entries(), ids=lambda entry: entry.name)
def test_every_pattern_and_stage_keeps_the_schema(entry: library.Entry) -> None:
    pattern = library.load(entry.name)
    for number in range(1, len(pattern.stages) + 1):
        jsonschema.validate(json.loads(sd.render(pattern, "json", stage=number)), SCHEMA)


def test_a_flow_names_its_ends_link_and_stage() -> None:
    users, queue = sd.Client("Users"), sd.Queue("Jobs")
    pattern = sd.Pattern("P", users >> sd.emits("job", share=0.5) >> queue)
    assert json.loads(sd.render(pattern, "json"))["flows"] == [
        {
            "source": "users",
            "target": "jobs",
            "label": "job",
            "link": "emits",
            "share": 0.5,
            "stage": 1,
        }
    ]
