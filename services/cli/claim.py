"""``recourse claim …``: claims on couriers, from their opening to their end (0017, D7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import claim_questions as ask
from services.cli.acting import AtOption, PersonOption, act, business_time
from services.cli.composition import import_house
from services.cli.options import Format, FormatOption, language, moment, month
from services.cli.printing import Sheet, print_as, print_json
from services.cli.words import word
from services.logistics import claim_commands as do
from services.logistics.projections.claim_list import Wanted
from services.logistics.projections.claim_told import STATES, Stands
from shared.dates import print_time
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.cli.books import Printed
    from services.cli.importing.party import ImportHouse

app = typer.Typer(
    help="Claims on couriers: submit, dispute, accept, reject, withdraw.", no_args_is_help=True
)

SHEET = (
    *("case", "waybill", "courier", "claim_state", "opened_at", "age_days"),
    *("latest_day", "expected_total", "claim_booked", "accepted", "delivered_after_loss"),
)
LIST = (
    *("claim", "case", "order_no", "waybill", "courier", "rule", "policy", "state", "opened_at"),
    *("age_days", "earliest_day", "latest_day", "expected_total", "booked", "accepted"),
    *("evidence", "delivered_after_loss", "stepped_at", "person", "reason"),
)
STEPS = ("claim_step", "at", "person", "amount", "reason", "exception")
ENTRIES = ("certain_at", "cost", "amount", "rule", "entry", "reverses")

Case = Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Note = Annotated[str | None, typer.Option("--reason", help="What is to be added.")]
Shown = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="KIND:SHA256", help="A file of the case; may be repeated."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--at", parser=moment, metavar="TIME", help="Count days to then; else the business time."
    ),
]


def _state(text: str) -> str:
    if text not in STATES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(STATES)}")
    return text


def _amount(text: str) -> Money:
    try:
        return Money.of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _files(named: list[str] | None) -> tuple[str, ...] | None:
    return tuple(named) if named else None


@app.command("list")
def list_claims(
    *,
    courier: Annotated[str | None, typer.Option(help="Only this courier's.")] = None,
    state: Annotated[
        Any, typer.Option(parser=_state, metavar="STATE", help=f"Only {', '.join(STATES)}.")
    ] = None,
    opened: Annotated[
        str | None,
        typer.Option("--month", parser=month, metavar="YYYY-MM", help="Opened in this month."),
    ] = None,
    delivered_after_loss: Annotated[
        bool,
        typer.Option("--delivered-after-loss", help="Whose lost parcel was heard of again (D7)."),
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Only what is to be submitted by now.")
    ] = False,
    at: AsOf = None,
    output: FormatOption = Format.table,
) -> None:
    """Claims as they stand: what each expects, what is booked, what the courier granted."""
    stands: Stands | None = state
    with import_house() as house:
        wanted = Wanted(at or house.reached(), courier, stands, opened, delivered_after_loss, due)
        rows = house.ask(ask.claims(wanted))
    flat = [{**row, "evidence": " ".join(row["evidence"])} for row in rows]
    print_as(output, rows, LIST, flat, _sheets(rows))


@app.command()
def show(case: Case, at: AsOf = None, output: FormatOption = Format.table) -> None:
    """The claim of a case: its steps and its entries."""
    with import_house() as house:
        found = house.ask(ask.claim(case, at or house.reached()))
    flat = {**found, "evidence": " ".join(found["evidence"])}
    print_as(output, found, LIST, [flat], _one(found))


@app.command()
def submit(
    case: Case,
    person: PersonOption,
    evidence: Shown = None,
    reason: Note = None,
    exception: Annotated[
        str | None, typer.Option(help="Why the courier takes it outside its claim days.")
    ] = None,
    at: AtOption = None,
) -> None:
    """It was sent to the courier, with all that the case shows unless some is named."""
    told = (person, _files(evidence), reason, exception)
    _step(case, at, lambda order, now: do.SubmitClaim(order, case, now, *told))


@app.command()
def dispute(
    case: Case, person: PersonOption, reason: Reason, evidence: Shown = None, at: AtOption = None
) -> None:
    """The courier contests it."""
    told = (person, reason, _files(evidence))
    _step(case, at, lambda order, now: do.DisputeClaim(order, case, now, *told))


@app.command()
def accept(
    case: Case,
    person: PersonOption,
    amount: Annotated[
        Any, typer.Option(parser=_amount, metavar="AMOUNT", help="A part of it; else all.")
    ] = None,
    reason: Note = None,
    at: AtOption = None,
) -> None:
    """The courier grants it, or a part; the books wait for its bill."""
    _step(case, at, lambda order, now: do.AcceptClaim(order, case, now, person, amount, reason))


@app.command()
def reject(
    case: Case, person: PersonOption, reason: Reason, evidence: Shown = None, at: AtOption = None
) -> None:
    """The courier turns it down."""
    told = (person, reason, _files(evidence))
    _step(case, at, lambda order, now: do.RejectClaim(order, case, now, *told))


@app.command()
def withdraw(case: Case, person: PersonOption, reason: Reason, at: AtOption = None) -> None:
    """Give it up: what the courier bears is the merchant's from then on (D7)."""
    _step(case, at, lambda order, now: do.WithdrawClaim(order, case, now, person, reason))


def _step(
    case: str, told: datetime | None, command: Callable[[str, datetime], do.ClaimCommand]
) -> None:
    """Take a step; what it makes certain by the business time reached is booked before it ends."""
    with import_house() as house:
        order_no = house.ask(ask.claim(case))["order_no"]
        at = business_time(house, told)
        changed = act(house, "logistics", command(order_no, at))
        settled(house, at)
        found = house.ask(ask.claim(case))
    state: dict[str, Any] = {"state": found["state"], "booked": found["booked"]}
    print_json({"case": case, "at": print_time(at), **state, "changed": changed})


def settled(house: ImportHouse, at: datetime) -> None:
    """Let pass once more what business time has reached: what is certain by then is booked."""
    reached = house.reached()
    if reached is not None and at <= reached:
        house.pass_time(reached)
        house.project()


def _sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        told = [_row(row, lang) for row in rows]
        yield Sheet(word("claims", lang), SHEET, told, totals=("claim_booked",))


def _one(found: Printed) -> Iterator[Sheet]:
    lang = language()
    title = f"{word('claim', lang)} · {found['case']}"
    yield Sheet(title, SHEET, [_row(found, lang)])
    if found["steps"]:
        steps = [
            {**one, "claim_step": word(f"claim {one['step']}", lang)} for one in found["steps"]
        ]
        yield Sheet(word("claim steps", lang), STEPS, steps)
    if found["entries"]:
        yield Sheet(word("claim entries", lang), ENTRIES, found["entries"], totals=("amount",))


def _row(row: Printed, lang: str) -> dict[str, Any]:
    stands = word(f"claim {row['state']}", lang)
    return {**row, "claim_state": stands, "claim_booked": row["booked"]}
