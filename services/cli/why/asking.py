"""What the services' books say of a number, and the history of the order that it leads to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from services.cli.books import Question
from services.cli.composition import settings
from services.cli.month_questions import month
from services.cli.refund_questions import refund_lines, refund_table
from services.finance.domain.courier_terms import printed
from services.finance.projections import account_ledger, courier_ledger, entries, journal
from services.finance.terms_shelf import all_terms
from services.intake.projections import case_file
from services.intake.projections.histories import About, Histories
from services.warehouse.projections import liability
from shared.errors import BadInput, NotKnown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.cli.books import Books, Printed
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

    Lines = Callable[[Storage, str], list[Printed]]

BOOKS: dict[str, tuple[Projection, Lines]] = {
    "courier": (courier_ledger.PROJECTION, entries.courier_lines),
    "warehouse": (liability.PROJECTION, liability.liability_lines),
    "dealer": (account_ledger.DEALERS, entries.dealer_lines),
    "staff": (account_ledger.STAFF, entries.staff_lines),
    "journal": (journal.PROJECTION, entries.journal_lines),
}


class EntryNotKnown(BadInput):
    """No book and no event has this number."""


@dataclass(frozen=True, slots=True)
class Found:
    """Every line so named, the one that a clerk sees first, and what lies behind them."""

    lines: list[Printed]
    history: Printed
    months: list[Printed]
    terms: list[Printed]
    """What was agreed with couriers; only where a freight is asked about."""
    refund: Printed | None
    """How far a refund has got; only where one is asked about."""
    table: Printed | None
    """The refund table in people's hands that it stands in."""


def asked(books: Books, number: str) -> Found:
    """All that the services know of a number; raises ``EntryNotKnown``."""
    lines = [line for book in BOOKS for line in books.ask(_lines(book, number))]
    if lines:
        line = lines[0]["line"]
        agent = lines[0]["account"] if lines[0]["book"] == "staff" else None
        about = About(line["order_no"], line.get("waybill"), None if line["order_no"] else agent)
        history: Printed = books.ask(_history(about))
    else:
        history = books.ask(_history(About(), number))
        if not history["named"]:
            raise EntryNotKnown(
                f"{number}: no line, no transaction, no refund, no claim and no event has this"
                " number · 没有这个编号的分录、凭证、退款、索赔或事件"
            )
        lines = [*_booked(books, history)]
    periods = {one for line in lines if "period" in line for one in _periods(line)}
    months = [books.ask(month(period)) for period in sorted(periods)]
    freight = any(line["line"].get("kind") == "freight" for line in lines)
    refund = _refund(books, lines, history)
    table = _table(books, refund["table_at"]) if refund else None
    return Found(lines, history, months, books.ask(_TERMS) if freight else [], refund, table)


def _refund(books: Books, lines: list[Printed], history: Printed) -> Printed | None:
    """A payment's refund, or one that an event tells of before anything was paid."""
    told = [line["line"] for line in lines]
    told += [event["data"] for event in history["events"] if event["id"] in history["named"]]
    for one in told:
        if one.get("refund"):
            case = one.get("case") or one.get("case_no")
            found = books.ask(refund_lines(case=case))
            return next((line for line in found if line["refund"] == one["refund"]), None)
    return None


def _table(books: Books, table_at: str | None) -> Printed | None:
    """Null for a table of an import, which nobody had in hand (D36)."""
    if table_at is None:
        return None
    try:
        table: Printed = books.ask(refund_table(table_at))
    except NotKnown:
        return None
    return table


def _periods(line: Printed) -> tuple[str, str]:
    """The month that prints it, and the one it belongs to (D14)."""
    return line["period"], line["line"]["for_period"]


def _booked(books: Books, history: Printed) -> Iterator[Printed]:
    """What an event that is no booking itself may have led to on the books: a refund, a claim."""
    for event_id in history["named"]:
        for book in BOOKS:
            yield from books.ask(_lines(book, event_id))


_TERMS = Question(
    courier_ledger.PROJECTION,
    "/courier-terms",
    lambda _: [printed(one) for one in all_terms(settings().courier_terms).versions],
)
"""They are files beside the service, as no table is."""


def _lines(book: str, number: str) -> Question:
    projection, lines = BOOKS[book]
    return Question(projection, f"/entries/{book}/{number}", lambda tables: lines(tables, number))


def _history(about: About, mentions: str | None = None) -> Question:
    return Question(
        case_file.PROJECTION,
        "/history",
        lambda tables: Histories(tables).history(about, mentions),
        {**asdict(about), "mentions": mentions},
    )
