"""What is due at a service's desk, asked over HTTP: the same question in all four services."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from shared.errors import BadInput
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.projection.due import DueList, Listing, Wanted

At = Annotated[
    datetime | None, Query(description="As of this moment; else how far business time has got.")
]
Within = Annotated[int | None, Query(ge=0, description="Due in so many hours, or overdue.")]


def wanted(
    desk: AtDesk,
    at: At = None,
    agent: str | None = None,
    name: str | None = None,
    overdue: bool = False,  # a parameter of the address
    within: Within = None,
) -> Wanted:
    """What is asked for."""
    reached = local(at) if at else desk.service.reached()
    if reached is None:
        raise BadInput("no business time has been reached yet: say when with `at`")
    return Wanted(reached, agent, name, overdue, within)


Asked = Annotated[Wanted, Depends(wanted)]


def due_routes(listing: Listing) -> APIRouter:
    """The routes of a service's list."""
    router = APIRouter(tags=["due"])

    def here(request: Request) -> DueList:
        return DueList(request.app.state.part.storages["due"], listing)

    @router.get("/due")
    def show_due(request: Request, asked: Asked) -> list[dict[str, Any]]:
        """What waits at this desk and by when, the earliest deadline first."""
        return here(request).due(asked)

    @router.get("/due/{day}")
    def show_left(request: Request, day: date) -> list[dict[str, Any]]:
        """What of a day's returns and exchanges is not finished when it closes (R509)."""
        local(datetime.combine(day, time()))  # A day of a year in which there is business.
        return here(request).left(day)

    @router.get("/overlays/{overlay}/due")
    def show_moved(request: Request, overlay: str, asked: Asked) -> list[dict[str, Any]]:
        """What waits with a deadline that an overlay of the policy moves (R517)."""
        return here(request).moved(overlay, asked.at)

    return router
