"""From files to staged rows: each row's key and order, and whether what it names is known (D34)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.cli.importing.files import (
    BILLS,
    INCIDENTS,
    INSPECTIONS,
    ORDERS,
    PARCELS,
    RANK,
    REQUESTS,
    SCANS,
    VERDICTS,
)
from services.cli.importing.folder import sources_in
from services.cli.importing.reading import RowError, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cli.importing.files import File
    from services.cli.importing.mapping import Mapping
    from services.cli.importing.party import ImportHouse
    from services.cli.importing.reading import Source
    from services.cli.importing.staging import Staging

BATCH = 1_000
Row = tuple[int, list[Any]]
Refuse = tuple[str, str]
"""A column and the reason why its cell cannot stand."""


@dataclass
class Brought:
    """What reading a folder gave: counts and errors by file, and the latest time of all."""

    rows: int = 0
    errors: list[RowError] = field(default_factory=list)
    ignored: list[dict[str, str]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    """The files read, by the number under which their rows are staged."""
    latest: datetime | None = None


def stage(folder: Path, mapping: Mapping | None, staging: Staging, house: ImportHouse) -> Brought:
    """Read every file of a folder into the staging area."""
    found, errors = sources_in(folder, mapping)
    brought = Brought(errors=errors)
    for file, sources in found:
        for source in sources:
            _stage_file(source, file, staging, house, brought)
        if file is ORDERS:
            _mark_known(staging, house)
    staging.heat()
    return brought


def _stage_file(
    source: Source, file: File, staging: Staging, house: ImportHouse, brought: Brought
) -> None:
    table, number = Table(), len(brought.sources)
    brought.sources.append(source)
    for batch in _batches(source.read(table)):
        if file is BILLS:
            staging.add_billed(number, batch)
            continue
        placed = _PLACING[file.name](batch, staging, house)
        good = []
        for (row, values), place in zip(batch, placed, strict=True):
            if isinstance(place, Place):
                good.append((row, values, place))
            else:
                column, reason = place
                told = source.told(column)
                table.errors.append(RowError(source.name, row, told, reason))
        _take(number, file, good, staging, brought)
    brought.rows += table.rows
    brought.errors += sorted(table.errors, key=lambda error: error.row or 0)
    ignored = ({"file": source.name, "column": column} for column in table.ignored)
    brought.ignored += [one for one in ignored if one not in brought.ignored]


def _take(
    source: int,
    file: File,
    rows: list[tuple[int, list[Any], Place]],
    staging: Staging,
    brought: Brought,
) -> None:
    """Stage good rows under the time of each, and remember the latest time of all (D32)."""
    times = [file.index(name) for name in (file.at, *file.later) if name is not None]
    own = times[0]
    staging.add(
        RANK[file.name],
        source,
        ((values[own], place.key, row, place.order_no, values) for row, values, place in rows),
    )
    for _, values, _ in rows:
        for moment in (values[place] for place in times):
            if moment is not None and (brought.latest is None or moment > brought.latest):
                brought.latest = moment


@dataclass(frozen=True, slots=True)
class Place:
    """Where a good row belongs: the key that groups it and the order of all that it may touch."""

    key: str
    order_no: str


def _place_orders(batch: list[Row], staging: Staging, _: ImportHouse) -> list[Place | Refuse]:
    sku, quantity = ORDERS.index("sku"), ORDERS.index("quantity")
    staging.bring("order", ((values[0],) for _, values in batch))
    staging.bring("sku", ((v[0], v[sku], v[quantity]) for _, v in batch))
    return [Place(values[0], values[0]) for _, values in batch]


def _place_parcels(batch: list[Row], staging: Staging, house: ImportHouse) -> list[Place | Refuse]:
    order, kind, case = (PARCELS.index(name) for name in ("order_no", "kind", "request_no"))
    known = _known_orders({values[order] for _, values in batch}, staging, house)
    placed: list[Place | Refuse] = []
    for _, values in batch:
        if values[order] not in known:
            placed.append(("order_no", f"order {values[order]} is not known"))
        elif values[kind] != "outbound" and values[case] is None:
            placed.append(("request_no", f"is empty: a {values[kind]} parcel names its request"))
        else:
            placed.append(Place(values[0], values[order]))
    staging.bring("parcel", _good(batch, placed))
    return placed


def _place_requests(batch: list[Row], staging: Staging, house: ImportHouse) -> list[Place | Refuse]:
    order, sku, quantity = (REQUESTS.index(name) for name in ("order_no", "sku", "quantity"))
    known = _known_orders({values[order] for _, values in batch}, staging, house)
    placed: list[Place | Refuse] = []
    for _, values in batch:
        order_no = values[order]
        here = staging.brings_order(order_no)
        ordered = staging.ordered(order_no, values[sku]) if here else None
        if order_no not in known:
            placed.append(("order_no", f"order {order_no} is not known"))
        elif here and ordered is None and not house.known("intake", [f"order:{order_no}"]):
            placed.append(("sku", f"order {order_no} has no {values[sku]}"))
        elif ordered is not None and values[quantity] > ordered:
            placed.append(("quantity", f"{values[quantity]} of {ordered} ordered"))
        else:
            placed.append(Place(values[0], order_no))
    staging.bring("case", _good(batch, placed))
    return placed


def _place_by(column: int, look: str, service: str, kind: str, noun: str) -> Any:
    """Rows that name a parcel or a case: its order from the folder, else from the service."""

    def placing(batch: list[Row], staging: Staging, house: ImportHouse) -> list[Place | Refuse]:
        names = {values[column] for _, values in batch}
        found = _orders_of(names, getattr(staging, look), service, kind, house)
        header = "waybill" if kind == "parcel" else "request_no"
        return [
            Place(values[column], order_no)
            if (order_no := found[values[column]]) is not None
            else (header, f"{noun} {values[column]} is not known")
            for _, values in batch
        ]

    return placing


def _orders_of(
    names: set[str], look: Any, service: str, kind: str, house: ImportHouse
) -> dict[str, str | None]:
    """The order of each of these parcels or cases; null where nobody has it."""
    found: dict[str, str | None] = {name: look(name) for name in names}
    if missing := sorted(name for name, order_no in found.items() if order_no is None):
        orders = house.order_of(service, [f"{kind}:{name}" for name in missing])
        found |= {name: orders.get(f"{kind}:{name}") for name in missing}
    return found


def _place_incidents(batch: list[Row], staging: Staging, house: ImportHouse) -> list[Any]:
    """An incident may be about no request at all; one that it names must be known (D34)."""
    agent, case = INCIDENTS.index("agent"), INCIDENTS.index("request_no")
    names = {values[case] for _, values in batch} - {None}
    found = _orders_of(names, staging.order_of_case, "intake", "case", house)
    return [
        Place(values[agent], found.get(values[case]) or "")
        if values[case] is None or found[values[case]] is not None
        else ("request_no", f"request {values[case]} is not known")
        for _, values in batch
    ]


_PLACING: dict[str, Any] = {
    ORDERS.name: _place_orders,
    PARCELS.name: _place_parcels,
    REQUESTS.name: _place_requests,
    SCANS.name: _place_by(0, "order_of_parcel", "logistics", "parcel", "waybill"),
    INSPECTIONS.name: _place_by(0, "order_of_parcel", "logistics", "parcel", "waybill"),
    VERDICTS.name: _place_by(0, "order_of_case", "intake", "case", "request"),
    INCIDENTS.name: _place_incidents,
}


def _good(batch: list[Row], placed: list[Place | Refuse]) -> Iterator[tuple[str, str]]:
    for (_, values), place in zip(batch, placed, strict=True):
        if isinstance(place, Place):
            yield values[0], place.order_no


def _known_orders(orders: set[str], staging: Staging, house: ImportHouse) -> set[str]:
    known = {order_no for order_no in orders if staging.brings_order(order_no)}
    if missing := sorted(orders - known):
        found = house.known("intake", [f"order:{order_no}" for order_no in missing])
        known |= {aggregate_id.partition(":")[2] for aggregate_id in found}
    return known


def _mark_known(staging: Staging, house: ImportHouse) -> None:
    for batch in _batches(staging.orders()):
        found = house.known("intake", [f"order:{order_no}" for order_no in batch])
        staging.mark_known(aggregate_id.partition(":")[2] for aggregate_id in found)


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
