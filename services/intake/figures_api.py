"""Figures of a month over HTTP, under ``/intake/v1`` (R514, R515). No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from services.intake.projections.agent_figures import AgentFigures
from services.intake.projections.problems import By, Problems
from shared.http.ledgers import Period
from shared.http.routes import RepeatableRoute

router = APIRouter(route_class=RepeatableRoute, tags=["figures"])

Month = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-09"])]


@router.get("/agent-figures")
def show_agent_figures(request: Request, period: Period = None) -> list[dict[str, Any]]:
    """Agents by month: cases, answers, ratings, disputes against the limit (R515)."""
    return AgentFigures(request.app.state.part.storages["case_figures"]).figures(period)


@router.get("/problems/{period}")
def show_problems(request: Request, period: Month, by: By | None = None) -> list[dict[str, Any]]:
    """The month-end summary of problems, by one thing or by each in turn (R514)."""
    return Problems(request.app.state.part.storages["case_figures"]).problems(period, by)
