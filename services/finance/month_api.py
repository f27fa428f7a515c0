"""Months over HTTP: check, hold, close, reopen, and what was issued (D14). No rule lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request
from pydantic import AwareDatetime, BaseModel, Field

from services.finance.closing import TOPICS, UNHANDLED, Books
from services.finance.domain.month_drawn import Who
from services.finance.month_desk import MonthDesk
from services.finance.projections.month_states import issued_statements, month_state, month_states
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.fitness import fit
from shared.http.routes import RepeatableRoute

if TYPE_CHECKING:
    from datetime import datetime

    from services.finance.application import Finance
    from shared.runtime.part import Part

router = APIRouter(route_class=RepeatableRoute, tags=["months"])

Month = Annotated[str, Path(pattern=r"^2[01]\d{2}-(0[1-9]|1[0-2])$", examples=["2026-09"])]
Told = Annotated[
    list[Annotated[str, Field(pattern=r"^(unhandled|parked) \S.{0,300}$")]],
    Field(max_length=1_000, description="What the caller saw at other services."),
]


class Acting(BaseModel):
    """Who does it, why, and when: without a moment as far as business time has got."""

    person: Annotated[str, Field(min_length=1, max_length=200, examples=["李敏"])]
    reason: Annotated[str | None, Field(min_length=1, max_length=2_000)] = None
    at: AwareDatetime | None = None


class Closing(Acting):
    """Closing; ``override`` what stands in the way, which takes a reason."""

    override: bool = False
    told: Told = []


@router.get("/months")
def list_months(request: Request) -> list[dict[str, Any]]:
    """Every month with lines, or in which something was done."""
    return month_states(_part(request).storages["courier_ledger"])


@router.get("/months/{period}")
def show_month(request: Request, period: Month) -> dict[str, Any]:
    """One month: its state, its hash, what was done about it."""
    return month_state(_part(request).storages["courier_ledger"], period)


@router.get("/months/{period}/statements")
def show_statements(
    request: Request,
    period: Month,
    revision: Annotated[int | None, Query(ge=1, le=1_000)] = None,
    courier: str | None = None,
) -> list[dict[str, Any]]:
    """The couriers' statements as they were issued at a closing; else at the newest."""
    tables = _part(request).storages["courier_ledger"]
    return issued_statements(tables, period, revision, courier)


@router.get("/months/{period}/check")
def check_month(request: Request, desk: AtDesk, period: Month) -> dict[str, Any]:
    """What stands in the way of closing it, each named."""
    return _desk(request, desk).check(period)


@router.post("/months/{period}/hold")
def hold_month(request: Request, desk: AtDesk, period: Month, acting: Acting) -> dict[str, Any]:
    """Put it on hold: another person closes it then (four eyes)."""
    return _desk(request, desk).hold(period, *_who(acting))


@router.post("/months/{period}/close")
def close_month(request: Request, desk: AtDesk, period: Month, closing: Closing) -> dict[str, Any]:
    """Freeze its lines and totals; 409 names everything that is missing."""
    with desk.turn():
        there = _desk(request, desk, tuple(closing.told))
        return there.close(period, *_who(closing), override=closing.override)


@router.post("/months/{period}/reopen")
def reopen_month(request: Request, desk: AtDesk, period: Month, acting: Acting) -> dict[str, Any]:
    """Let the last closed month take its own late entries again."""
    with desk.turn():
        return _desk(request, desk).reopen(period, *_who(acting))


def _part(request: Request) -> Part:
    part: Part = request.app.state.part
    return part


def _desk(request: Request, desk: AtDesk, told: tuple[str, ...] = ()) -> MonthDesk:
    part, finance = _part(request), cast("Finance", desk.service)
    behind = part.progress.standing().behind
    own = (f"{UNHANDLED} finance",) if behind else ()
    parked = tuple(f"parked finance {row['message_id']}" for row in finance.parked())
    ends = desk.member.bus.ends(TOPICS)
    books = Books(part.storages, ends, finance.reached(), tuple(sorted({*own, *parked, *told})))
    return MonthDesk(books, finance.closing_book, desk.handle)


def _who(acting: Acting) -> tuple[datetime | None, Who]:
    who = Who(acting.person, acting.reason)
    for name in ("person", "reason"):
        if (said := getattr(who, name)) is not None:
            fit(name, said)
    return (local(acting.at) if acting.at else None), who
