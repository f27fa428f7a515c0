"""Customers' data over HTTP: recorded looks, and forgetting (R516). No rule lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.intake.commands import ForgetCustomer, LookAtCustomer
from shared.dates import now
from shared.http.entry import AtDesk
from shared.http.routes import NOT_KEPT, RepeatableRoute
from shared.http.shown import shown

if TYPE_CHECKING:
    from services.intake.application import Intake

router = APIRouter(route_class=RepeatableRoute, tags=["customers"])

Person = Annotated[str, Field(min_length=1, max_length=200, examples=["张丽"])]
Reason = Annotated[str, Field(min_length=1, max_length=2_000, examples=["补发面单"])]


class Looking(BaseModel):
    """Who needs to see a customer's data, and why."""

    number: str = Field(min_length=1, description="A case's number, or an order's.")
    person: Person
    reason: Reason


class Forgetting(BaseModel):
    """Whose data nobody shall read any more: a customer's, or those of an order without one."""

    customer_id: str | None = Field(default=None, min_length=1, examples=["C-1001"])
    order_no: str | None = Field(default=None, min_length=1)
    person: Person
    reason: Reason


@router.post("/looks")
def look_at_customer(desk: AtDesk, looking: Looking, response: Response) -> dict[str, Any]:
    """Name, phone and address, for a label; the look is recorded, each time (R516)."""
    response.headers["Cache-Control"] = NOT_KEPT
    with desk.turn() as service:
        intake = cast("Intake", service)
        command = LookAtCustomer(looking.number, now(), looking.person, looking.reason)
        return shown(**intake.look(command))


@router.get("/looks")
def list_looks(desk: AtDesk, number: str) -> list[dict[str, Any]]:
    """Who looked at an order's recipient, when and why; ``number`` is a case's or the order's."""
    with desk.turn() as service:
        return cast("Intake", service).looks(number)


@router.post("/customers/forgotten")
def forget_customer(desk: AtDesk, forgetting: Forgetting) -> dict[str, Any]:
    """Destroy the key: nobody reads what it sealed, and no book changes (R516)."""
    command = ForgetCustomer(at=now(), **forgetting.model_dump())
    with desk.turn() as service:
        changed = cast("Intake", service).forget(command)
    return {**forgetting.model_dump(include={"customer_id", "order_no"}), "changed": changed}
