"""``recourse hold WAYBILL``: a company's parcel that waits over the weekend (R407)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, done
from services.logistics.commands import HoldParcel


def hold(
    waybill: Annotated[str, typer.Argument(help="The parcel that the courier keeps.")],
    person: PersonOption,
    note: Annotated[str | None, typer.Option(help="What the courier said.")] = None,
    at: AtOption = None,
) -> None:
    """Note that a parcel is delivered the next working day: no case, and no clock stops."""
    done(at, lambda now: HoldParcel(waybill, now, note, person), "logistics", waybill=waybill)
