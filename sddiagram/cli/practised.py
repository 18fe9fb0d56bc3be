"""`sddiagram progress`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from sddiagram.practice.progress import Planned


def progress(
    until: Annotated[
        str, typer.Option("--until", metavar="DAY", help="The day of the interview; none forgets.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="An object, for scripts.")] = False,
) -> None:
    """Tell what you practised, how it went, and what to do next until the interview.

    Example: sddiagram progress --until 2026-12-15
    """
    from datetime import date

    from sddiagram.practice import log, progress as practised, quiz

    today = date.today()
    day = practised.set_until(until, today) if until else practised.until()
    found, problems = log.logs()
    for problem in problems:
        print(f"warning: {problem}", file=sys.stderr)
    records = [record for _, record in found]
    known = quiz.remembered()
    due = sum(one.is_due(today) for one in known.values())
    rows = list(practised.rows(records))
    planned = practised.plan(records, today, day if day and day > today else None)
    if as_json:
        import json

        data = {
            "until": day.isoformat() if day else None,
            "rounds": rows,
            "plan": [
                {"day": one.day.isoformat(), "name": one.name or None, "why": one.why}
                for one in planned
            ],
            "cards": {"seen": len(known), "due": due},
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    _print(rows, day, today)
    if open_ones := [one.name for one in records if not one.is_finished]:
        print(f"\nGo on with an unfinished round: sddiagram practice {open_ones[-1]} --resume")
    _print_plan(planned)
    if known:
        print(f"\nQuiz: {len(known)} card{'s' * (len(known) != 1)} seen, {due} due today.")
    print("Take a quiz: sddiagram quiz")


def _print(rows: list[dict[str, object]], day: "date | None", today: "date") -> None:
    from sddiagram.cli.table import print_table

    if day and day > today:
        left = (day - today).days
        print(f"Your interview is on {day}, in {left} day{'s' if left > 1 else ''}.\n")
    elif day:
        print(f"Your interview was on {day}. Another one? sddiagram progress --until DAY\n")
    if not rows:
        print("You have not practised yet. A first round of 45 minutes is a good start.")
        return
    shown = [
        {
            **row,
            "finished": "yes" if row["finished"] else "no",
            "errors": "" if row["errors"] is None else row["errors"],
            "score": "" if row["score"] is None else f"{row['score']:.2f}",
            "missed": "" if row["missed"] is None else row["missed"],
        }
        for row in rows
    ]
    print_table(shown, [*shown[0]])


def _print_plan(planned: "list[Planned]") -> None:
    print("\nWhat to do next")
    for one in planned:
        what = f"sddiagram practice {one.name} ({one.why})" if one.name else one.why
        print(f"  {one.day:%a} {one.day}  {what}")
