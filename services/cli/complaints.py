"""``recourse complaint …``: complaints tracked, from receipt to corrective action (R513)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import questions
from services.cli.acting import AtOption, PersonOption
from services.cli.books import open_books
from services.cli.complaint_options import DueOption, FilesOption, Number, named_by_digest, step
from services.cli.options import Format, FormatOption, language, moment
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.intake import complaint_commands as do
from services.intake.domain.complaint_form import Channel, ComplaintKind
from services.intake.projections.complaints import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

app = typer.Typer(
    help="Complaints: receive, verify, answer or correct, close.", no_args_is_help=True
)

SHEET = (
    "complaint",
    "status",
    "received_at",
    "kind",
    "sku",
    "order_no",
    "agent",
    "owner",
    "due_at",
)
LIST = (
    *("complaint", "status", "received_at", "review_due_at", "channel", "kind", "description"),
    *("customer_id", "case", "order_no", "sku", "batch", "agent", "verified_at", "substantiated"),
    *("finding", "answered_at", "action", "owner", "due_at", "done_at", "result", "closed_at"),
    "outcome",
)
CLOSED_LISTS = frozenset({"channel", "kind", "substantiated"})
STAGES = frozenset({"status", "outcome"})
INTAKE = "intake"


@app.command()
def receive(
    number: Number,
    *,
    channel: Annotated[Channel, typer.Option(help="How it came in.")],
    kind: Annotated[ComplaintKind, typer.Option(help="What is complained about.")],
    about: Annotated[str, typer.Option(help="What is wrong; no names, phones or addresses.")],
    customer: Annotated[str | None, typer.Option(help="The customer's id.")] = None,
    case: Annotated[str | None, typer.Option(help="The after-sales case.")] = None,
    order: Annotated[str | None, typer.Option(help="The order; a case's own unless told.")] = None,
    sku: Annotated[str | None, typer.Option(help="The product.")] = None,
    batch: Annotated[str | None, typer.Option(help="The product's batch.")] = None,
    agent: Annotated[str | None, typer.Option("--as", help="The agent who takes it.")] = None,
    attach: FilesOption = None,
    at: AtOption = None,
) -> None:
    """Fill in the tracking form; again with more of it. It names a case, an order or a product."""
    evidence = named_by_digest(attach)
    form: dict[str, Any] = {
        "channel": channel,
        "kind": kind,
        "description": about,
        "customer_id": customer,
        "case_no": case,
        "order_no": order,
        "sku": sku,
        "batch": batch,
        "agent": agent,
        "evidence": evidence,
    }
    step(INTAKE, at, lambda now: do.ReceiveComplaint(number, now, **form), complaint=number)


@app.command()
def verify(
    number: Number,
    *,
    substantiated: Annotated[bool, typer.Option("--substantiated/--unsubstantiated")],
    finding: Annotated[str, typer.Option(help="What the check found.")],
    person: PersonOption,
    proof: FilesOption = None,
    sold_from: Annotated[
        Any, typer.Option(parser=moment, metavar="TIME", help="First sale that it may touch.")
    ] = None,
    sold_until: Annotated[
        Any, typer.Option(parser=moment, metavar="TIME", help="Last sale that it may touch.")
    ] = None,
    at: AtOption = None,
) -> None:
    """Say what the check found; a product's quality makes its stock suspect."""
    found = (substantiated, finding, person, named_by_digest(proof), sold_from, sold_until)
    step(INTAKE, at, lambda now: do.VerifyComplaint(number, now, *found), complaint=number)


@app.command()
def answer(
    number: Number,
    text: Annotated[str, typer.Option(help="What the customer is told.")],
    person: PersonOption,
    proof: FilesOption = None,
    at: AtOption = None,
) -> None:
    """Answer a complaint that is not substantiated, with the proof."""
    told = (text, person, named_by_digest(proof))
    step(INTAKE, at, lambda now: do.AnswerComplaint(number, now, *told), complaint=number)


@app.command()
def plan(
    number: Number,
    action: Annotated[str, typer.Option(help="What is done about it.")],
    owner: Annotated[str, typer.Option(help="Who does it.")],
    due: DueOption,
    at: AtOption = None,
) -> None:
    """Plan the corrective action of a substantiated complaint."""
    made = (action, owner, due)
    step(INTAKE, at, lambda now: do.PlanCorrectiveAction(number, now, *made), complaint=number)


@app.command()
def postpone(
    number: Number,
    due: DueOption,
    reason: Annotated[str, typer.Option(help="Why it takes longer.")],
    at: AtOption = None,
) -> None:
    """Give the corrective action more time."""
    step(
        INTAKE,
        at,
        lambda now: do.PostponeCorrectiveAction(number, now, due, reason),
        complaint=number,
    )


@app.command()
def done(
    number: Number,
    result: Annotated[str, typer.Option(help="What it brought.")],
    person: PersonOption,
    at: AtOption = None,
) -> None:
    """Say that the corrective action is done."""
    step(
        INTAKE,
        at,
        lambda now: do.FinishCorrectiveAction(number, now, person, result),
        complaint=number,
    )


@app.command()
def close(number: Number, person: PersonOption, at: AtOption = None) -> None:
    """Close what was answered or corrected."""
    step(INTAKE, at, lambda now: do.CloseComplaint(number, now, person), complaint=number)


@app.command("list")
def list_complaints(
    status: Annotated[Status | None, typer.Option(help="Only those that stand there.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """The tracking list: where each stands, who owns what is left, until when."""
    with open_books() as books:
        rows = books.ask(questions.complaints(status))
    print_as(output, rows, LIST, rows, _list_sheets(rows))


@app.command()
def show(number: Number, output: FormatOption = Format.table) -> None:
    """One complaint, with everything that was said of it."""
    with open_books() as books:
        file = books.ask(questions.complaint(number))
    print_as(output, file, ("time", "type", "detail"), _events(file), _sheets(file))


def _list_sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        told = [{**row, "status": _said("status", row["status"], lang)} for row in rows]
        yield Sheet(word("complaints", lang), SHEET, told)


def _sheets(file: Printed) -> Iterator[Sheet]:
    lang = language()
    known = [name for name in LIST if file[name] is not None]
    rows = [{"what": word(name, lang), "is": _said(name, file[name], lang)} for name in known]
    yield Sheet(
        f"{word('complaint', lang)} · {file['complaint']}", ("what", "is"), rows, headed=False
    )
    yield Sheet(word("events", lang), ("time", "type", "detail"), [*_events(file)])


def _said(name: str, value: Any, lang: str) -> str:
    """A value of a closed list in the reader's language, people's own words as they are."""
    if name in STAGES:
        return word(f"complaint {value}", lang)
    return word(str(value).lower(), lang) if name in CLOSED_LISTS else str(value)


def _events(file: Printed) -> Iterator[Printed]:
    telling = ("description", "finding", "answer", "action", "owner", "reason", "result", "person")
    for event in file["events"]:
        told = [event["data"].get(name) for name in telling]
        yield {**event, "detail": " · ".join(one for one in told if one)}
