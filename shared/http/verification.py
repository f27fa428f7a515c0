"""What a service can prove of its own books; reads much, changes nothing."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from shared.audit.verification import verified

router = APIRouter(tags=["house"])


@router.get("/verification", summary="Whether the books' equalities hold")
def verify(request: Request) -> list[dict[str, Any]]:
    """Every equality with what was checked and what breaks it; takes as long as reading the log."""
    state = request.app.state
    return [one.printed() for one in verified(state.part, state.checks)]
