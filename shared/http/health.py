"""Alive: no loop hangs. Ready: the store and the log answer, and no loop keeps failing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from shared.contracts.registry import TOPICS
from shared.errors import Infrastructure
from shared.store.failures import told_as_ours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.runtime.desk import Desk
    from shared.runtime.loops import Supervisor

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", summary="Is the process alive")
def live(request: Request, response: Response) -> dict[str, Any]:
    """503 when a loop hangs; the process is about to end itself then."""
    supervisor: Supervisor = request.app.state.supervisor
    hung = supervisor.hung()
    response.status_code = 503 if hung else 200
    return {"live": not hung, "hung": hung, "beats": supervisor.beats()}


@router.get("/ready", summary="Can it do its work")
def ready(request: Request, response: Response) -> dict[str, Any]:
    """503 while the store or the log is away, or a loop keeps failing."""
    supervisor: Supervisor = request.app.state.supervisor
    problems = [f"loop {name}: {error}" for name, error in supervisor.failing().items()]
    problems += unreachable(request.app.state.desks)
    response.status_code = 503 if problems else 200
    return {"ready": not problems, "problems": problems}


def unreachable(desks: Iterable[Desk]) -> list[str]:
    """What the services stand on and cannot reach."""
    problems = []
    for desk in desks:
        try:
            with told_as_ours():
                desk.service.recorder.max_notification_id()
            desk.member.bus.ends(TOPICS)
        except Infrastructure as error:
            problems.append(f"{desk.name}: {error}")
    return problems
