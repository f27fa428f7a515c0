"""A person's command from the command line: carried out, and heard by everybody, before it ends."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.composition import import_house
from services.cli.options import moment
from services.cli.printing import print_json
from shared.dates import print_time
from shared.errors import BadInput
from shared.http.fitness import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.cli.importing.party import ImportHouse

AtOption = Annotated[
    datetime | None,
    typer.Option(
        "--at", parser=moment, metavar="TIME", help="When it happened; else the business time."
    ),
]
PersonOption = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who does it.")]


def business_time(house: ImportHouse, told: datetime | None) -> datetime:
    """When a person's command happened: as told, else how far business time has got."""
    at = told or house.reached()
    if at is None:
        raise BadInput("no business time has been reached yet: say when with --at")
    return at


def act(house: ImportHouse, service: str, command: Any) -> bool:
    """Carry out one command and let everybody hear of it; whether anything changed.

    Raises the refusal. Business time does not pass: what is due at a later moment stays due.
    """
    for field in fields(command):
        fit(field.name, getattr(command, field.name))
    (outcome,) = house.handle_each(service, [command])
    if outcome.refused is not None:
        raise outcome.refused
    house.drain()
    return outcome.changed


def act_at(
    told: datetime | None, command: Callable[[datetime], Any], service: str
) -> tuple[datetime, bool]:
    """Carry out a command made for its moment; that moment, and whether anything changed."""
    with import_house() as house:
        at = business_time(house, told)
        return at, act(house, service, command(at))


def done(
    told: datetime | None,
    command: Callable[[datetime], Any],
    service: str = "intake",
    **about: Any,
) -> None:
    """Carry out a person's command at its moment, and print what was done."""
    at, changed = act_at(told, command, service)
    print_json({**about, "at": print_time(at), "changed": changed})
