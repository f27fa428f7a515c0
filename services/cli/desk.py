"""``recourse desk …``: what people do about a case; the clocks of ``recourse due`` follow."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, done
from services.cli.options import moment
from services.intake import desk_commands as do

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
    """Record that the customer was told how it goes on."""
    done(at, lambda now: do.RecordContact(number, now, person, note), case=number)


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
    done(at, lambda now: do.PauseCase(number, now, person, reason, until), case=number)


@app.command()
def resume(number: Number, person: PersonOption, at: AtOption = None) -> None:
    """Let the desk's clocks run on."""
    done(at, lambda now: do.ResumeCase(number, now, person), case=number)


@app.command()
def reopen(number: Number, person: PersonOption, reason: Reason, at: AtOption = None) -> None:
    """Take a closed case up again: it is to be reviewed anew, from now on."""
    done(at, lambda now: do.ReopenCase(number, now, person, reason), case=number)
