"""What was announced about an order, over HTTP: to trace money back to it. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.intake.projections.histories import About, Histories

router = APIRouter(tags=["cases"])

Mentions = Annotated[
    str | None, Query(min_length=1, description="An event's id, a refund, a claim, a slip.")
]


@router.get("/history")
def show_history(
    request: Request,
    order_no: str | None = None,
    waybill: str | None = None,
    agent: str | None = None,
    mentions: Mentions = None,
) -> dict[str, Any]:
    """Every event of an order from all four services, with its cause, by business time."""
    histories = Histories(request.app.state.part.storages["case_file"])
    return histories.history(About(order_no, waybill, agent), mentions)
