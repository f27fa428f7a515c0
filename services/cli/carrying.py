"""What people do for a case from the command line, and say afterwards what became of it (D36)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, done
from services.intake import casework_commands as do
from shared.errors import BadInput
from shared.money import Money
from shared.policy.vocabulary import Remedy

Case = Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")]

app = typer.Typer(
    help="Carry out what was decided: confirmation, check, ride, parts, copies, addresses.",
    no_args_is_help=True,
)


def amount_of(text: str) -> Money:
    """An amount on the command line."""
    try:
        amount = Money.of(text)
    except ValueError as error:
        raise BadInput(f"--amount: {error}") from error
    if amount.fen < 0:
        raise BadInput("--amount: an amount has no sign")
    return amount


def remedy(
    case: Case,
    remedy: Annotated[Remedy, typer.Argument(metavar="REMEDY", help="What the customer chose.")],
    person: PersonOption,
    amount: Annotated[str | None, typer.Option(help="Of a price difference, in CNY.")] = None,
    at: AtOption = None,
) -> None:
    """Choose a remedy for the customer, later or otherwise, while nothing is carried out yet."""
    money = None if amount is None else amount_of(amount)
    done(
        at,
        lambda now: do.ChooseRemedy(case, now, remedy, person, money),
        case=case,
        remedy=remedy,
        amount=None if money is None else str(money),
        person=person,
    )


@app.command()
def confirm(case: Case, person: PersonOption, at: AtOption = None) -> None:
    """Say that the customer confirmed the refund in the chat (R507)."""
    done(at, lambda now: do.ConfirmRefund(case, now, person), case=case, person=person)


@app.command()
def check(
    case: Case,
    verified: Annotated[bool, typer.Option("--verified/--unfounded", help="What was found.")],
    person: PersonOption,
    finding: Annotated[str | None, typer.Option(help="What the evidence shows.")] = None,
    at: AtOption = None,
) -> None:
    """Say what the check of the evidence found: a defect, a wrong item (R208, R209, R303)."""
    done(
        at,
        lambda now: do.VerifyEvidence(case, now, verified, person, finding),
        case=case,
        verified=verified,
        finding=finding,
        person=person,
    )


@app.command()
def ride(
    case: Case,
    order: Annotated[str, typer.Argument(metavar="ORDER", help="The customer's new order.")],
    person: PersonOption,
    at: AtOption = None,
) -> None:
    """Let an exchange go with a new order of the same customer: one shipment (R510)."""
    done(
        at,
        lambda now: do.RideWithOrder(case, now, order, person),
        case=case,
        order=order,
        person=person,
    )


@app.command()
def part(
    case: Case,
    name: Annotated[str, typer.Argument(metavar="PART", help="What was replaced.")],
    amount: Annotated[str, typer.Option(help="What it cost, in CNY: the merchant bears it.")],
    person: PersonOption,
    shop: Annotated[str | None, typer.Option(help="Where it was bought.")] = None,
    at: AtOption = None,
) -> None:
    """Record a part that was bought where the customer is (R304)."""
    money = amount_of(amount)
    done(
        at,
        lambda now: do.ReplacePart(case, now, name, money, person, shop),
        case=case,
        part=name,
        amount=str(money),
        shop=shop,
        person=person,
    )


@app.command()
def invoice(
    case: Case,
    person: PersonOption,
    number: Annotated[str | None, typer.Option(help="The invoice's number.")] = None,
    waybill: Annotated[
        str | None, typer.Option(help="It went by this parcel; else by e-mail.")
    ] = None,
    at: AtOption = None,
) -> None:
    """Record that a stamped copy of the invoice was sent (R305)."""
    sent_by: do.SentBy = "email" if waybill is None else "parcel"
    done(
        at,
        lambda now: do.SendInvoiceCopy(case, now, sent_by, person, number, waybill),
        case=case,
        sent_by=sent_by,
        invoice_no=number,
        waybill=waybill,
        person=person,
    )


@app.command()
def address(
    case: Case,
    person: PersonOption,
    address: Annotated[
        str, typer.Option(prompt="Address", help="Where to deliver; asked for when not given.")
    ],
    name: Annotated[str | None, typer.Option(help="Who receives it, where that changes.")] = None,
    phone: Annotated[str | None, typer.Option(help="The telephone, where it changes.")] = None,
    at: AtOption = None,
) -> None:
    """Correct the address while the courier holds the parcel; it is kept sealed (R401, R516)."""
    done(
        at,
        lambda now: do.CorrectAddress(case, now, address, person, name, phone),
        case=case,
        person=person,
    )
