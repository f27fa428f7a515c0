"""``recourse photo …``: photos that inspection takes of goods that came back (R506)."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli import evidence_places as places
from services.cli.acting import AtOption, PersonOption
from services.cli.evidence import (
    By,
    Fetching,
    Files,
    Reason,
    Sha256,
    To,
    attach_all,
    fetch_one,
    print_files,
)
from services.cli.evidence_desk import evidence_desk
from services.cli.options import Format, FormatOption, language
from services.cli.words import word

app = typer.Typer(
    no_args_is_help=True, help="Photos of goods that came back, as files: attach, list, fetch."
)

Waybill = Annotated[str, typer.Argument(metavar="WAYBILL", help="The parcel that came back.")]
COLUMNS = ("at", "sku", "name", "media_type", "size", "sha256", "person")


@app.command()
def attach(
    waybill: Waybill,
    files: Files,
    sku: Annotated[
        str | None, typer.Option(help="The product they show; else the parcel as a whole.")
    ] = None,
    person: By = None,
    at: AtOption = None,
) -> None:
    """Attach photos to what came back; damage is told again with as many as there are."""
    attach_all(places.of_parcel(waybill), files, {"sku": sku, "person": person}, at)


@app.command("list")
def list_photos(waybill: Waybill, output: FormatOption = Format.table) -> None:
    """The photos of a parcel, with hash and size."""
    with evidence_desk() as desk:
        rows = desk.listed(places.of_parcel(waybill))
    print_files(f"{word('photo', language())} · {waybill}", COLUMNS, rows, output)


@app.command()
def fetch(
    waybill: Waybill,
    sha256: Sha256,
    to: To,
    person: PersonOption,
    reason: Reason,
    at: AtOption = None,
) -> None:
    """Take a photo out; that a person looked at it, and why, is recorded."""
    fetch_one(places.of_parcel(waybill), Fetching(sha256, person, reason, at), to)
