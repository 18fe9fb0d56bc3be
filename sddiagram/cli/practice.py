"""`sddiagram practice`."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import OnePattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sddiagram.cli.clock import Clock
    from sddiagram.cli.keys import Lines, Terminal
    from sddiagram.practice.round import Round, Said

_USUAL = 45
"""Minutes of a round."""
_TICK = 0.25
"""Seconds after which the clock is drawn anew."""


def practice(
    name: OnePattern,
    minutes: Annotated[
        float | None,
        typer.Option(
            "--minutes",
            help="The whole round; each step has its share. [default: 45]",
            show_default=False,
        ),
    ] = None,
    step: Annotated[
        bool, typer.Option("--step", help="Step by step without a clock, to learn.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the newest unfinished round.")
    ] = False,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Open neither the editor nor the browser.")
    ] = False,
    port: Annotated[int, typer.Option(help="The live page's port; 0 takes a free one.")] = 0,
) -> None:
    """Practise an interview against the clock: five steps, questions, a turn, and a review.

    Your design is a file in ./practice, and so is the log of the round, with times, picture,
    findings and what was missed. Keys: Enter goes on, a shows the next question or answer, p
    pauses, + gives five minutes more, s skips a step, e opens the editor, and q stops. What there
    is stays, and --resume goes on with it.

    Example: sddiagram practice scalable-api --minutes 45
    """
    import time
    from datetime import datetime

    from sddiagram.cli.clock import Clock
    from sddiagram.cli.keys import keys
    from sddiagram.errors import DesignError
    from sddiagram.practice.starting import begun, resumed

    if resume and (step or minutes is not None):
        raise DesignError(
            "--resume goes on with a round as it began; leave out --minutes and --step."
        )
    if resume:
        round = resumed(name)
    else:
        round = begun(
            name, _USUAL if minutes is None else minutes, datetime.now(), with_clock=not step
        )
    clock = Clock()
    with ExitStack() as stack:
        pressed = stack.enter_context(keys())
        try:
            _play(round, clock, pressed, stack, None if no_open else port)
        except BaseException:
            # Whatever ends the round, its log is whole.
            round.stop(time.time())
            print(f"\nKept in {round.path}. Go on with: sddiagram practice {name} --resume")
            raise
    if round.record.is_finished:
        print(f"\nThe whole round is in {round.path}, and your design in {round.design}.")
        print("What comes next: sddiagram progress")
    else:
        print(f"\nKept in {round.path}. Go on with: sddiagram practice {name} --resume")


def _play(
    round: "Round", clock: "Clock", pressed: "Lines | Terminal", stack: ExitStack, port: int | None
) -> None:
    """The round from where it is to its end, or to where it is stopped."""
    import time

    from sddiagram.cli.keys import END
    from sddiagram.cli.waiting import telling

    is_open = False
    with clock.going():
        clock.say(round.begin(time.time()))
        while not round.record.session.is_over:
            if round.is_drawing and not is_open:
                is_open = True
                _open(round, clock, pressed, stack, port)
            now = time.time()
            clock.say(round.pass_time(now))
            clock.show(round.record.session, now, with_clock=round.record.with_clock)
            key, now = pressed.next(_TICK), time.time()
            if key in (END, "q"):
                round.stop(now)
                return
            if key == "e":
                _edit(round.design, clock, pressed)
            clock.say(_done(round, key, now))
    with telling("Looking at your design"):
        lines = list(round.finish(time.time()))
    clock.say(lines)


def _done(round: "Round", key: str, now: float) -> "Iterator[Said]":
    """What a key does; one that means nothing does nothing."""
    from sddiagram.cli.keys import ENTER

    match key:
        case _ if key == ENTER:
            return round.advance(now)
        case "s":
            return round.advance(now, skipping=True)
        case "p":
            return round.toggle(now)
        case "+":
            return round.extend(now)
        case "a":
            return round.ask(now)
        case _:
            return iter(())


def _open(
    round: "Round", clock: "Clock", pressed: "Lines | Terminal", stack: ExitStack, port: int | None
) -> None:
    """Show where the design is, on a page, and in the editor; a script has neither."""
    from sddiagram.practice.round import Manner, Said

    clock.say([Said(f"Draw your design in {round.design}", Manner.NOTICE)])
    if port is None or not (pressed.is_terminal and clock.is_live):
        return
    from sddiagram.errors import OutputError
    from sddiagram.preview.beside import page_of

    try:
        address = stack.enter_context(page_of(round.design, port))
    except OutputError as error:
        # The round goes on: a page is a help, and no more.
        clock.say([Said(f"There is no live page: {error}", Manner.NOTICE)])
    else:
        clock.say([Said(f"It is shown at {address}", Manner.NOTICE)])
        typer.launch(address)
    _edit(round.design, clock, pressed)


def _edit(design: "Path", clock: "Clock", pressed: "Lines | Terminal") -> None:
    """Open the file in $VISUAL or $EDITOR; the clock goes on meanwhile."""
    import os

    from sddiagram.errors import OutputError
    from sddiagram.practice.round import Manner, Said
    from sddiagram.preview.workers import edit

    if not pressed.is_terminal:
        return
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        clock.say([Said("Set EDITOR to have the file opened for you.", Manner.NOTICE)])
        return
    with clock.hidden(), pressed.released():
        try:
            edit(command, str(design))
        except OutputError as error:
            clock.say([Said(str(error), Manner.NOTICE)])
