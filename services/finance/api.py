"""Finance over HTTP, under ``/finance/v1``: ledgers, refund tables, bills. No rule lives here."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, StringConstraints

from services.finance import (
    balance_api,
    entries_api,
    journal_api,
    month_api,
    refund_api,
    statement_api,
)
from services.finance.audit import CHECKS
from services.finance.bill_api import router as bill_router
from services.finance.bill_commands import NoteBillLayout
from services.finance.commands import ImportBill, NoteBillPage, RecordIncident
from services.finance.domain.courier_bill import digest_of
from services.finance.projections.account_ledger import dealer_ledgers, staff_ledgers
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.due import LISTING
from services.finance.projections.refund_tables import RefundTables
from shared.errors import NotKnown
from shared.http.bodies import asks, body_of
from shared.http.codec import local
from shared.http.due import due_routes
from shared.http.entry import AtDesk
from shared.http.ledgers import AsOf, KnownAt, Period, moment
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer
from shared.http.shown import shown
from shared.http.versions import look, tagged

if TYPE_CHECKING:
    from services.finance.application import Finance

router = APIRouter(route_class=RepeatableRoute)
router.include_router(due_routes(LISTING))
router.include_router(bill_router)
router.include_router(journal_api.router)
router.include_router(statement_api.router)
router.include_router(month_api.router)
router.include_router(entries_api.router)
router.include_router(refund_api.router)
router.include_router(balance_api.router)

Incident = Annotated[RecordIncident, Depends(body_of(RecordIncident))]
BillPage = Annotated[NoteBillPage, Depends(body_of(NoteBillPage, "courier", "period"))]
Bill = Annotated[ImportBill, Depends(body_of(ImportBill, "courier", "period"))]


class NextTable(BaseModel):
    """A moment of global meaning: everything dated up to it is heard before it passes."""

    at: datetime


@router.get("/ledgers/courier", tags=["ledgers"])
def show_courier_ledgers(
    request: Request,
    courier: str | None = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What stands between the merchant and each courier, by month."""
    ledgers = CourierLedgers(request.app.state.part.storages["courier_ledger"])
    return ledgers.courier_ledgers(courier, period, moment(as_of), moment(known_at))


@router.get("/ledgers/dealer", tags=["ledgers"])
def show_dealer_ledgers(
    request: Request,
    account: Annotated[str | None, Query(alias="dealer")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What dealers bear, by month (R503)."""
    ledgers = dealer_ledgers(request.app.state.part.storages["dealer_ledger"])
    return ledgers.months(account, period, moment(as_of), moment(known_at))


@router.get("/ledgers/staff", tags=["ledgers"])
def show_staff_ledgers(
    request: Request,
    account: Annotated[str | None, Query(alias="agent")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What agents bear, by month (R512)."""
    ledgers = staff_ledgers(request.app.state.part.storages["staff_ledger"])
    return ledgers.months(account, period, moment(as_of), moment(known_at))


@router.get("/refunds", tags=["refunds"])
def show_refund_tables(
    request: Request,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> list[dict[str, Any]]:
    """The refund tables of some days: moment, lines, what was paid (R507)."""
    return RefundTables(request.app.state.part.storages["refund_tables"]).refunds(first, last)


@router.get("/tables/next", tags=["house"])
def next_table(
    desk: AtDesk, after: Annotated[AwareDatetime, Query(examples=["2026-09-01T10:00:00+08:00"])]
) -> NextTable:
    """The first refund table later than a moment."""
    return NextTable(at=desk.service.next_moment(local(after)))  # type: ignore[attr-defined]  # finance's own


@router.post("/incidents", tags=["staff"], openapi_extra=asks(RecordIncident))
def record_incident(desk: AtDesk, incident: Incident) -> dict[str, bool]:
    """A dispute or bad review that an agent caused (R512); the same again changes nothing."""
    return {"changed": desk.handle(incident)}


@router.post("/bills/{courier}/{period}/pages", tags=["bills"], openapi_extra=asks(NoteBillPage))
def note_bill_page(desk: AtDesk, page: BillPage) -> dict[str, Any]:
    """Some lines of a bill that is about to be imported; answers the digest that names them."""
    changed = desk.handle(page)
    return {"page": digest_of(page.lines), "changed": changed}


@router.post("/bills/{courier}/{period}", tags=["bills"], openapi_extra=asks(ImportBill))
def import_bill(desk: AtDesk, bill: Bill, response: Response) -> dict[str, Any]:
    """The bill is complete: these pages, in place of any bill before (D15, D31)."""
    changed = desk.handle(bill)
    tagged(response, look(desk, f"bill:{bill.courier}:{bill.period}"))
    return {"courier": bill.courier, "period": bill.period, "changed": changed}


@router.get("/bills/{courier}/{period}", tags=["bills"])
def show_bill(desk: AtDesk, courier: str, period: str, response: Response) -> dict[str, Any]:
    """What a courier says a month comes to."""
    bill = look(desk, f"bill:{courier}:{period}")
    tagged(response, bill)
    return shown(
        courier=courier,
        period=period,
        edition=bill.edition,
        hash=bill.digest,
        pages=len(bill.pages),
        totals=bill.totals,
    )


@router.get("/bills/{courier}/{period}/pages/{page}", tags=["bills"])
def show_bill_page(
    desk: AtDesk, courier: str, period: str, page: Annotated[int, Path(ge=1, le=1_000_000)]
) -> list[dict[str, Any]]:
    """The lines of one page of the newest bill, the first being 1."""
    finance = cast("Finance", desk.service)
    bill = finance.bill(courier, period)
    if bill is None or page > len(bill.pages):
        raise NotKnown(f"page {page} of bill {courier}:{period} is not known")
    return [shown(line=line)["line"] for line in finance.billed(bill, page - 1)]


VALUES: dict[str, Any] = {
    "kind": Literal["dispute", "bad_review"],
    "period": Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")],
}

OFFER = Offer(
    title="Finance",
    about="What is paid, booked and settled.",
    router=router,
    narrowed=VALUES,
    checks=CHECKS,
    examples={
        **refund_api.EXAMPLES,
        RecordIncident: {
            "agent": "客服小雅",
            "at": "2026-09-12T15:20:00+08:00",
            "kind": "dispute",
            "case_no": "AS20260903-001",
        },
        NoteBillPage: {
            "courier": "SF",
            "period": "2026-09",
            "at": "2026-10-05T09:00:00+08:00",
            "lines": [
                {
                    "waybill": "SF1001",
                    "kind": "outbound",
                    "date": "2026-09-01T00:00:00+08:00",
                    "weight_g": 3380,
                    "freight": "19.50",
                }
            ],
        },
        NoteBillLayout: {
            "courier": "SF",
            "at": "2026-10-05T09:00:00+08:00",
            "layout": {"columns": {"运单编号": "waybill"}, "kinds": {"派件": "outbound"}},
        },
        ImportBill: {
            "courier": "SF",
            "period": "2026-09",
            "at": "2026-10-05T09:00:00+08:00",
            "pages": ["<the digest that each page was answered with>"],
        },
    },
)
