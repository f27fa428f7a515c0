"""A courier's own bill file: columns in any order, under its own headers and words.

What the courier calls things is told once (``--column theirs=ours``) and remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from services.cli.importing.exports import bare
from services.cli.importing.files import BILLS
from services.cli.importing.reading import RowError, Table, heading, numbered, values_of
from services.finance.domain.bill_columns import BillLayout  # built from options
from shared.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

KILOGRAMS = "weight_kg"
"""A column of ours for couriers that weigh in kilograms."""
KINDS = {
    **{kind: kind for kind in ("outbound", "return", "reship", "transfer")},
    **dict.fromkeys(("发货", "寄件", "派件", "出库"), "outbound"),
    **dict.fromkeys(("退回", "退件", "退货"), "return"),
    **dict.fromkeys(("补发", "补寄"), "reship"),
    **dict.fromkeys(("转寄", "转运", "中转"), "transfer"),
}
"""Words for a row's kind that need not be told."""
NAMES = {column.name for column in BILLS.columns} | {KILOGRAMS}
_OURS = {heading(column.name): column.name for column in BILLS.columns}
_OURS |= {heading(column.chinese): column.name for column in BILLS.columns}
_OURS |= {heading(KILOGRAMS): KILOGRAMS}


def layout_of(columns: Sequence[str], words: Sequence[str], kind: str | None) -> BillLayout:
    """A layout as options tell it: ``theirs=ours``, ``theirs=kind``."""
    headed = dict(_pair(one, "--column") for one in columns)
    for theirs, ours in headed.items():
        if ours not in NAMES:
            raise BadInput(f"--column {theirs}={ours}: ours is one of {', '.join(sorted(NAMES))}")
    meant = dict(_pair(one, "--word") for one in words)
    for theirs, ours in (*meant.items(), *([("--kind", kind)] if kind else [])):
        if KINDS.get(ours) != ours:
            raise BadInput(f"{theirs}={ours}: a kind is outbound, return, reship or transfer")
    return BillLayout(headed, meant, kind)


def _pair(told: str, option: str) -> tuple[str, str]:
    theirs, given, ours = told.rpartition("=")
    if not given or not theirs.strip() or not ours.strip():
        raise BadInput(f"{option} {told!r} is not theirs=ours")
    return theirs.strip(), ours.strip()


@dataclass
class BillFile:
    """One file of one courier's month; a ``Source`` of rows of ``bills``."""

    path: Path
    layout: BillLayout
    courier: str | None = None
    period: str | None = None
    _headed: dict[str, str] = field(default_factory=dict)
    """Our column → the file's own header."""

    @property
    def name(self) -> str:
        """The file's name as the user knows it."""
        return self.path.name

    def told(self, column: str | None) -> str | None:
        """Columns are named as the file heads them."""
        return self._headed.get(column or "", column)

    def read(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Yield (row number, values in the order of ``bills``) of every good row."""
        places: dict[str, int] | None = None
        for number, cells in numbered(self.path, table):
            if places is None:
                places = self._places(cells, table)
                if places is None:
                    return
                continue
            table.rows += 1
            read = self._row(cells, places)
            if isinstance(read, list):
                yield number, read
            else:
                table.errors.append(RowError(self.name, number, self.told(read[0]), read[1]))

    def _places(self, header: list[Any], table: Table) -> dict[str, int] | None:
        """Our column → where its cell stands; null where the file cannot be taken."""
        theirs = {heading(name): ours for name, ours in self.layout.columns.items()}
        places: dict[str, int] = {}
        for place, title in enumerate(header):
            shown, name = str(title).strip(), heading(title)
            column = theirs.get(name) or (None if theirs.get(name) else _OURS.get(name))
            if column in places:
                table.errors.append(RowError(self.name, 1, shown, f"{column} appears twice"))
                return None
            if column is not None:
                places[column], self._headed[column] = place, shown
            elif shown:
                table.ignored.append(shown)
        given = {"courier": self.courier, "period": self.period, "kind": self.layout.kind}
        for column in ("courier", "period", "waybill", "kind"):
            if column not in places and not given.get(column):
                reason = "required column is missing"
                table.errors.append(RowError(self.name, 1, column, reason))
                return None
        return places

    def _row(self, cells: list[Any], places: dict[str, int]) -> list[Any] | tuple[str | None, str]:
        def cell(column: str) -> Any:
            place = places.get(column, -1)
            found = cells[place] if 0 <= place < len(cells) else ""
            return bare(found) if isinstance(found, str) else found

        try:
            made = [self._cell(column.name, cell) for column in BILLS.columns]
        except ValueError as error:
            return KILOGRAMS, str(error)
        values = values_of(made, list(range(len(made))), len(made), BILLS)
        if isinstance(values, tuple):
            return values
        for place, (column, wanted) in enumerate(
            (("courier", self.courier), ("period", self.period))
        ):
            if wanted and values[place] != wanted:
                return column, f"is not {wanted}: {values[place]!r}"
        return values

    def _cell(self, column: str, cell: Callable[[str], Any]) -> Any:
        found = cell(column)
        match column:
            case "courier":
                return found or self.courier or ""
            case "period":
                return found or self.period or ""
            case "kind":
                return self.layout.kinds.get(found) or KINDS.get(found) or found or self._kind
            case "weight_g" if not found:
                return _grams(str(cell(KILOGRAMS)).strip())
            case _:
                return found

    @property
    def _kind(self) -> str:
        return self.layout.kind or ""


def _grams(kilograms: str) -> str:
    """Kilograms, to the gram."""
    if not kilograms:
        return ""
    try:
        grams = Decimal(kilograms).scaleb(3)
    except InvalidOperation:
        raise ValueError(f"not a weight in kilograms: {kilograms[:40]!r}") from None
    if grams != grams.to_integral_value() or grams < 0:
        raise ValueError(f"not a weight in kilograms, to the gram: {kilograms[:40]!r}")
    return str(int(grams))
