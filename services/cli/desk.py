"""``recourse desk …``: what people do about a case; the clocks of ``recourse due`` follow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.acting import AtOption, PersonOption, act, business_time
from services.cli.composition import import_house
from services.cli.options import moment
from services.cli.printing import print_json
from services.intake import desk_commands as do
from shared.dates import print_time

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    help="People's own work on a case: contact, pause, resume, reopen.", no_args_is_help=True
)

Number = Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")]
Reason = Annotated[str, typer.Option(help="Why; no names, phones or addresses.")]


@app.command()
def contact(
    number: Number,
    person: PersonOption,
    note: Annotated[
        str | None, typer.Option(help="What was said; no names, phones or addresses.")
    ] = None,
    at: AtOption = None,
) -> None:
    """The customer was told how it goes on."""
    _step(number, at, lambda now: do.RecordContact(number, now, person, note))


@app.command()
def pause(
    number: Number,
    person: PersonOption,
    reason: Reason,
    until: Annotated[
        datetime | None,
        typer.Option(parser=moment, metavar="TIME", help="When it goes on by itself."),
    ] = None,
    at: AtOption = None,
) -> None:
    """Let the desk's own clocks stand still; the courier's and the warehouse's run on."""
    _step(number, at, lambda now: do.PauseCase(number, now, person, reason, until))


@app.command()
def resume(number: Number, person: PersonOption, at: AtOption = None) -> None:
    """Let them run on."""
    _step(number, at, lambda now: do.ResumeCase(number, now, person))


@app.command()
def reopen(number: Number, person: PersonOption, reason: Reason, at: AtOption = None) -> None:
    """Take a closed case up again: it is to be reviewed anew, from now on."""
    _step(number, at, lambda now: do.ReopenCase(number, now, person, reason))


def _step(number: str, told: datetime | None, made: Callable[[datetime], Any]) -> None:
    with import_house() as house:
        now = business_time(house, told)
        changed = act(house, "intake", made(now))
    print_json({"case": number, "at": print_time(now), "changed": changed})
