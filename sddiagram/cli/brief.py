"""`sddiagram brief`."""

from typing import Annotated

import typer

from sddiagram.cli.names import OnePattern


def brief(
    name: OnePattern,
    as_json: Annotated[bool, typer.Option("--json", help="An object, for scripts.")] = False,
) -> None:
    """Print only the prompt and the requirements, to practise without seeing the answer.

    Example: sddiagram brief llm-serving
    """
    from sddiagram.cli.wrapping import wrapped
    from sddiagram.errors import DesignError
    from sddiagram.estimate.board import numbers
    from sddiagram.estimate.telling import told
    from sddiagram.library import load

    pattern = told(load(name))
    if pattern.brief is None:
        raise DesignError(f"{pattern.name} has no brief; give its pattern brief=sd.Brief(...).")
    topics, traffic = pattern.brief.topics, numbers(pattern.view()).peak
    if as_json:
        import json

        data = {
            "name": pattern.name,
            "title": pattern.title,
            "prompt": pattern.brief.prompt,
            "requirements": {
                topic: [{"question": asked, "answer": str(said)} for asked, said in questions]
                for topic, questions in topics.items()
            },
            "traffic_rps": traffic.value if traffic.value and not traffic.counts else None,
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    print(pattern.title)
    print(wrapped(pattern.brief.prompt, hanging=""))
    for topic, questions in topics.items():
        print(f"\n{topic}")
        for asked, said in questions:
            print(wrapped(f"{asked} {said}", "  - ", ""))
    if traffic.value:
        print(f"\nPeak: {traffic}")
