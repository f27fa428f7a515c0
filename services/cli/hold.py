"""``recourse hold WAYBILL``: a company's parcel that waits over the weekend (R407)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.acting import AtOption, PersonOption, act, business_time
from services.cli.composition import import_house
from services.cli.printing import print_json
from services.logistics.commands import HoldParcel
from shared.dates import print_time


def hold(
    waybill: Annotated[str, typer.Argument(help="The parcel that the courier keeps.")],
    person: PersonOption,
    note: Annotated[str | None, typer.Option(help="What the courier said.")] = None,
    at: AtOption = None,
) -> None:
    """Note that a parcel is delivered the next working day: no case, and no clock stops."""
    with import_house() as house:
        moment = business_time(house, at)
        changed = act(house, "logistics", HoldParcel(waybill, moment, note, person))
    print_json({"waybill": waybill, "at": print_time(moment), "changed": changed})
