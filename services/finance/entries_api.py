"""Lines of finance's books over HTTP, by any number that names them. No rule lives here."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request

from services.finance.projections.entries import BOOKS

router = APIRouter(tags=["ledgers"])


@router.get("/entries/{book}/{number}")
def show_entries(
    request: Request, book: Literal["courier", "dealer", "staff", "journal"], number: str
) -> list[dict[str, Any]]:
    """What an entry, an event or a refund stands for in a book; nothing where it has none."""
    projection, lines = BOOKS[book]
    return lines(request.app.state.part.storages[projection], number)
