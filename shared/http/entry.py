"""Who may come in: everybody until tokens are checked here, which will be in this one place."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from shared.runtime.desk import Desk


def let_everyone_in(request: Request) -> None:
    """Every route depends on this; it will ask for a bearer token and its scopes."""
    del request


def desk_of(request: Request) -> Desk:
    """The service that this API belongs to."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
