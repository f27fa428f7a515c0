"""``recourse stock SKU PIECES``: what was counted; an exchange is checked against it (R511)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, done
from services.warehouse.commands import CountStock


def stock(
    sku: Annotated[str, typer.Argument(metavar="SKU", help="The product.")],
    available: Annotated[
        int, typer.Argument(metavar="PIECES", min=0, help="How many are there to be sent.")
    ],
    person: PersonOption,
    at: AtOption = None,
) -> None:
    """Count a product; what was never counted counts as available."""
    done(
        at,
        lambda now: CountStock(sku, now, available, person),
        "warehouse",
        sku=sku,
        available=available,
        person=person,
    )
