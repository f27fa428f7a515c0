"""``recourse parked …``: messages that could not be handled, and what becomes of them."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from services.cli.options import Format, FormatOption
from shared.errors import NotKnown
from shared.runtime import parking

if TYPE_CHECKING:
    from services.cli.house import House
    from shared.runtime.member import Member

app = typer.Typer(
    no_args_is_help=True, help="Messages that could not be handled: list, show, redrive, drop."
)

MessageId = Annotated[str, typer.Argument(help="The parked message's id.")]
_COLUMNS = ("service", "message_id", "type", "topic", "key", "reason", "parked_at")


@app.command("list")
def list_parked(output: FormatOption = Format.table) -> None:
    """Every parked message, a line each, in the order of its key."""
    with _house() as house:
        rows = [_line(name, row) for name, row in _all(house)]
    if output is Format.json:
        print(json.dumps(rows, ensure_ascii=False))
    elif output is Format.csv:
        writer = csv.DictWriter(sys.stdout, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    else:
        table = Table(*_COLUMNS)
        for row in rows:
            table.add_row(*(row[column] for column in _COLUMNS))
        Console().print(table)


@app.command()
def show(message_id: MessageId) -> None:
    """One parked message, whole, as JSON."""
    with _house() as house:
        name, row = _find(house, message_id)
    answer = _line(name, row) | {
        "headers": json.loads(row["headers"]),
        "body": json.loads(row["value"]),
    }
    print(json.dumps(answer, ensure_ascii=False, indent=2))


@app.command()
def redrive(message_id: MessageId) -> None:
    """Handle a message and its followers of the same key again, in order."""
    with _house() as house:
        member = _member(house, message_id)
        done = parking.redrive(member.service, member.reactions, message_id)
        house.drain()
    print(json.dumps({"message_id": message_id, "redriven": done}))


@app.command()
def drop(
    message_id: MessageId,
    reason: Annotated[str, typer.Option(help="Why it will not be handled; kept as an event.")],
    person: Annotated[str, typer.Option("--as", help="Who decides.")] = "operator",
) -> None:
    """Give a parked message up."""
    with _house() as house:
        member = _member(house, message_id)
        parking.drop(member.service, message_id, reason, datetime.now(UTC), person)
    print(json.dumps({"message_id": message_id, "dropped": True}))


def _house() -> Any:
    from services.cli.composition import local_house  # noqa: PLC0415  # late: the help needs no store

    return local_house()


def _all(house: House) -> list[tuple[str, dict[str, Any]]]:
    return [(name, row) for name, one in house.members.items() for row in one.service.parked()]


def _find(house: House, message_id: str) -> tuple[str, dict[str, Any]]:
    for name, row in _all(house):
        if row["message_id"] == message_id:
            return name, row
    raise NotKnown(f"no message {message_id} is parked")


def _member(house: House, message_id: str) -> Member:
    return house.members[_find(house, message_id)[0]]


def _line(service: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "service": service,
        "message_id": row["message_id"],
        "type": json.loads(row["headers"])["ce_type"],
        "topic": row["topic"],
        "key": row["key"],
        "reason": row["reason"],
        "parked_at": row["parked_at"],
    }
