"""The questions of interfaces.md: ledgers, refund tables, one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli.books import Question
from services.finance.projections import account_ledger, courier_ledger, refund_tables
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.refund_tables import RefundTables
from services.intake.projections import case_figures, case_file
from services.intake.projections import complaints as complaint_list
from services.intake.projections.agent_figures import AgentFigures
from services.intake.projections.case_file import CaseFiles
from services.intake.projections.case_records import CaseRecords
from services.intake.projections.complaints import Complaints
from services.intake.projections.problems import By, Problems
from services.warehouse.projections import liability
from services.warehouse.projections import suspect_stock as stock_list
from services.warehouse.projections.suspect_stock import SuspectStocks
from shared.dates import print_time
from shared.http.pages import cursor_after, key_before

if TYPE_CHECKING:
    from datetime import date, datetime

    from shared.projection.storage import Storage

_ACCOUNTS = {
    "warehouse": (liability.PROJECTION, liability.warehouse_liability),
    "dealer": (account_ledger.DEALERS, account_ledger.dealer_ledgers),
    "staff": (account_ledger.STAFF, account_ledger.staff_ledgers),
}


def courier_ledgers(
    courier: str | None = None,
    period: str | None = None,
    as_of: datetime | None = None,
    known_at: datetime | None = None,
) -> Question:
    """The couriers' months."""
    return Question(
        courier_ledger.PROJECTION,
        "/ledgers/courier",
        lambda tables: CourierLedgers(tables).courier_ledgers(courier, period, as_of, known_at),
        {"courier": courier, **_asked(period, as_of, known_at)},
    )


def account_ledgers(
    party: str,
    period: str | None = None,
    as_of: datetime | None = None,
    known_at: datetime | None = None,
) -> Question:
    """The months of ``warehouse``, ``dealer`` or ``staff``."""
    projection, months_of = _ACCOUNTS[party]
    return Question(
        projection,
        f"/ledgers/{party}",
        lambda tables: months_of(tables).months(None, period, as_of, known_at),
        _asked(period, as_of, known_at),
    )


def refunds(first: date | None = None, last: date | None = None) -> Question:
    """The refund tables of some days."""
    return Question(
        refund_tables.PROJECTION,
        "/refunds",
        lambda tables: RefundTables(tables).refunds(first, last),
        {
            "from": first.isoformat() if first else None,
            "to": last.isoformat() if last else None,
        },
    )


def case(number: str) -> Question:
    """One case; ``NotKnown`` when there is none of that number."""
    return Question(
        case_file.PROJECTION, f"/cases/{number}/file", lambda tables: CaseFiles(tables).case(number)
    )


def complaints(status: str | None = None) -> Question:
    """The tracking list of complaints (R513)."""
    return Question(
        complaint_list.PROJECTION,
        "/complaints",
        lambda tables: Complaints(tables).complaints(status),
        {"status": status},
    )


def complaint(number: str) -> Question:
    """One complaint; ``NotKnown`` when there is none of that number."""
    return Question(
        complaint_list.PROJECTION,
        f"/complaints/{number}/file",
        lambda tables: Complaints(tables).complaint(number),
    )


def agent_figures(period: str | None = None) -> Question:
    """Agents by month: ratings, answers, disputes (R515)."""
    return Question(
        case_figures.PROJECTION,
        "/agent-figures",
        lambda tables: AgentFigures(tables).figures(period),
        {"period": period},
    )


def problems(period: str, by: By | None = None) -> Question:
    """The month-end summary of problems (R514)."""
    return Question(
        case_figures.PROJECTION,
        f"/problems/{period}",
        lambda tables: Problems(tables).problems(period, by),
        {"by": by},
    )


def suspect_stock(sku: str | None = None) -> Question:
    """Suspect stock by product and batch (R513)."""
    return Question(
        stock_list.PROJECTION,
        "/suspect-stock",
        lambda tables: SuspectStocks(tables).stocks(sku),
        {"sku": sku},
    )


def case_records(cursor: str | None, limit: int = 500) -> Question:
    """A page of every case with its recorded facts and amounts; the first without a cursor."""

    def answer(tables: Storage) -> dict[str, Any]:
        items = CaseRecords(tables).page(key_before(cursor), limit)
        more = cursor_after(items[-1]["case"]) if len(items) == limit else None
        return {"items": items, "next": more}

    asked = {"cursor": cursor, "limit": str(limit)}
    return Question(case_file.PROJECTION, "/case-records", answer, asked)


def _asked(
    period: str | None, as_of: datetime | None, known_at: datetime | None
) -> dict[str, str | None]:
    return {
        "period": period,
        "as_of": print_time(as_of) if as_of else None,
        "known_at": print_time(known_at) if known_at else None,
    }
