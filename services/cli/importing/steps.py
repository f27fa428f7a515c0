"""From staged rows to the services' own commands, one step a row or a group of rows of one key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.cli.importing.files import (
    INCIDENTS,
    INSPECTIONS,
    ORDERS,
    PARCELS,
    RANK,
    REQUESTS,
    SCANS,
    TIMED,
    VERDICTS,
)
from services.finance.commands import RecordIncident
from services.intake.commands import DecideLiability, RegisterOrder, RequestReturn
from services.intake.domain.registration import OrderedLine
from services.intake.domain.request import RequestedLine
from services.logistics.commands import RecordScan, RegisterParcel
from services.warehouse.commands import RecordInspection
from shared.store.service import LetTimePass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from services.cli.importing.files import File
    from services.cli.importing.staging import Staged

SERVICE = {
    "orders": "intake",
    "parcels": "logistics",
    "scans": "logistics",
    "requests": "intake",
    "inspections": "warehouse",
    "verdicts": "intake",
    "incidents": "finance",
}
_KIND = {"orders": "order", "requests": "case", "inspections": "returned-parcel"}
BY_RANK = dict(enumerate(TIMED))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do at one moment: a command from rows, or a deadline that passes."""

    at: datetime
    service: str
    closure: str
    command: Any
    rows: tuple[Staged, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether it must see everything said before it: all but a merchant's plain records."""
        return not self.rows or RANK["scans"] < self.rows[0].rank < RANK["incidents"]

    @property
    def shared(self) -> bool:
        """Whether it is about what orders have in common: an agent's account."""
        return bool(self.rows) and self.rows[0].rank == RANK["incidents"]


_WAKING = {"logistics": 0, "warehouse": 1, "intake": 2}
"""What happened to parcels and goods comes before what the desk makes of it."""


def in_order(step: Step) -> tuple[datetime, int, str]:
    """Sorts steps by moment; rows of a moment, in the order they have, before its timers."""
    if step.rows:
        return step.at, -1, ""
    return step.at, _WAKING[step.service], step.command.aggregate_id


def grouped(lines: Iterable[Staged]) -> Iterator[tuple[Staged, ...]]:
    """Rows of one key and moment together: the lines of an order, of a case."""
    group: list[Staged] = []
    for line in lines:
        if group and not all(_together(one, line) for one in group):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _together(one: Staged, other: Staged) -> bool:
    """Two lines of one order or case that contradict each other in nothing (D30, D31).

    One that does goes alone, so that its service refuses it and no other line.
    """
    if (one.rank, one.key, one.at) != (other.rank, other.key, other.at):
        return False
    if one.rank not in _LINE_COLUMNS:
        return False
    sku, own = _LINE_COLUMNS[one.rank]
    return one.values[sku] != other.values[sku] and all(
        mine is None or theirs is None or mine == theirs
        for place, (mine, theirs) in enumerate(zip(one.values, other.values, strict=True))
        if place not in own
    )


def step_of(rows: tuple[Staged, ...]) -> Step:
    """The step that carries out a group of rows."""
    first = rows[0]
    file = BY_RANK[first.rank]
    command = _COMMANDS[file.name](rows)
    return Step(first.at, SERVICE[file.name], first.closure, command, rows)


def wakes_of(rows: tuple[Staged, ...], until: datetime) -> Iterator[Step]:
    """Steps at the times inside rows, up to a moment; later ones wait in the service."""
    file = BY_RANK[rows[0].rank]
    for name in file.later:
        place = file.index(name)
        for inside in {row.values[place] for row in rows} - {None}:
            at = max(inside, rows[0].at)
            if at <= until:
                aggregate_id = f"{_KIND[file.name]}:{rows[0].key}"
                wake = LetTimePass(aggregate_id, at)
                yield Step(at, SERVICE[file.name], rows[0].closure, wake)


def _named(file: File, values: Sequence[Any], *without: str) -> dict[str, Any]:
    return {
        column.name: value
        for column, value in zip(file.columns, values, strict=True)
        if column.name not in without
    }


_ORDER_LINE = ("sku", "product", "liquid", "quantity", "unit_price", "unit_weight_g")
_REQUEST_LINE = ("sku", "quantity", "amount")
_LINE_COLUMNS = {
    RANK[file.name]: (file.index("sku"), frozenset(file.index(name) for name in line))
    for file, line in ((ORDERS, _ORDER_LINE), (REQUESTS, _REQUEST_LINE))
}


def _common(rows: tuple[Staged, ...], file: File, *line: str) -> dict[str, Any]:
    """What the lines of one order or case have in common; an empty cell contradicts nothing."""
    common: dict[str, Any] = {}
    for row in rows:
        for name, value in _named(file, row.values, *line).items():
            if value is not None:
                common.setdefault(name, value)
    return common


def _register_order(rows: tuple[Staged, ...]) -> RegisterOrder:
    named = [_named(ORDERS, row.values) for row in rows]
    lines = tuple(OrderedLine(**{name: row[name] for name in _ORDER_LINE}) for row in named)
    return RegisterOrder(lines=lines, **_common(rows, ORDERS, *_ORDER_LINE))


def _request_return(rows: tuple[Staged, ...]) -> RequestReturn:
    places = [REQUESTS.index(name) for name in _REQUEST_LINE]
    lines = tuple(RequestedLine(*(row.values[place] for place in places)) for row in rows)
    common = _common(rows, REQUESTS, "request_no", *_REQUEST_LINE)
    return RequestReturn(case_no=rows[0].key, lines=lines, **common)


def _register_parcel(rows: tuple[Staged, ...]) -> RegisterParcel:
    named = _named(PARCELS, rows[0].values)
    case_no = named.pop("request_no")
    return RegisterParcel(case_no=None if named["kind"] == "outbound" else case_no, **named)


def _record_scan(rows: tuple[Staged, ...]) -> RecordScan:
    return RecordScan(**_named(SCANS, rows[0].values))


def _record_inspection(rows: tuple[Staged, ...]) -> RecordInspection:
    return RecordInspection(**_named(INSPECTIONS, rows[0].values))


def _decide_liability(rows: tuple[Staged, ...]) -> DecideLiability:
    named = _named(VERDICTS, rows[0].values)
    return DecideLiability(case_no=named.pop("request_no"), **named)


def _record_incident(rows: tuple[Staged, ...]) -> RecordIncident:
    named = _named(INCIDENTS, rows[0].values)
    case_no = named.pop("request_no")
    return RecordIncident(case_no=case_no, order_no=rows[0].closure or None, **named)


_COMMANDS: dict[str, Callable[[tuple[Staged, ...]], Any]] = {
    "orders": _register_order,
    "parcels": _register_parcel,
    "scans": _record_scan,
    "requests": _request_return,
    "inspections": _record_inspection,
    "verdicts": _decide_liability,
    "incidents": _record_incident,
}
