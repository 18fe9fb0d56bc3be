"""`sddiagram brief`."""

from typing import Annotated

import typer

from sddiagram.cli.names import OnePattern


def brief(
    name: OnePattern,
    answers: Annotated[
        bool, typer.Option("--answers", help="With the answers that the design assumes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="An object, for scripts.")] = False,
) -> None:
    """Print the task and the questions to ask, to practise before you see any answer.

    Example: sddiagram brief llm-serving, then sddiagram brief llm-serving --answers
    """
    from shlex import quote

    from sddiagram.cli.wrapping import wrapped
    from sddiagram.errors import DesignError
    from sddiagram.estimate.board import numbers
    from sddiagram.estimate.telling import told
    from sddiagram.library import load

    pattern = told(load(name))
    if pattern.brief is None:
        raise DesignError(
            f"{pattern.name} has no brief; give its pattern one: "
            'brief=sd.Brief("Design a shop.", scale=[("How many users?", "5M per day")]).'
        )
    topics, traffic = pattern.brief.topics, numbers(pattern.view()).peak
    if as_json:
        import json

        data: dict[str, object] = {
            "name": pattern.name,
            "title": pattern.title,
            "prompt": pattern.brief.prompt,
            "requirements": {
                topic: [
                    {"question": asked, "answer": str(said)} if answers else {"question": asked}
                    for asked, said in questions
                ]
                for topic, questions in topics.items()
            },
        }
        if answers:
            data["traffic_rps"] = traffic.value if traffic.value and not traffic.counts else None
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    print(pattern.title)
    print(wrapped(pattern.brief.prompt, hanging=""))
    for topic, questions in topics.items():
        print(f"\n{topic}")
        for asked, said in questions:
            print(wrapped(f"{asked} {said}" if answers else asked, "  - ", ""))
    if answers and traffic.value:
        print(f"\nPeak: {traffic}")
    if not answers:
        print("\nWrite down the answers that you would assume, then compare them:")
        print(f"  sddiagram brief {quote(name)} --answers")
