"""The eight files: their columns, and rows written out of time order from a bounded buffer."""

import csv
from io import TextIOWrapper
from pathlib import Path
from random import Random
from types import TracebackType

COLUMNS = {
    "orders": (
        "order_no purchased_at succeeded_at customer_id customer_class name phone province "
        "address dealer_id sku product liquid quantity unit_price unit_weight_g packaging_g"
    ).split(),
    "parcels": "waybill kind order_no request_no courier shipped_at freight picker".split(),
    "scans": "waybill at status place signed_by weight_g fee note".split(),
    "requests": (
        "request_no at order_no sku quantity cause wish remedy amount outer_package "
        "partly_good photos outer_photo signed_by resellable complete small_quantity "
        "verified_at verified confirmed_at agent note"
    ).split(),
    "inspections": (
        "waybill received_at inspected_at sku quantity condition photos disposition"
    ).split(),
    "verdicts": "request_no at liable reason".split(),
    "incidents": "agent at request_no kind".split(),
    "bills": "courier period waybill date kind weight_g freight fee claim".split(),
}
BUFFER = 20_000
Row = dict[str, str]


class Files:
    """Writes rows by the thousand, each file's shuffled within its buffer."""

    def __init__(self, folder: Path, rng: Random) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._rng = rng
        self._waiting: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self._open: dict[str, TextIOWrapper] = {}
        self._writers: dict[str, csv.DictWriter[str]] = {}
        for name, columns in COLUMNS.items():
            file = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self._open[name] = file
            self._writers[name] = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            self._writers[name].writeheader()

    def __enter__(self) -> "Files":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for name, file in self._open.items():
            self._flush(name)
            file.close()

    def add(self, name: str, rows: list[Row]) -> None:
        self._waiting[name] += rows
        if len(self._waiting[name]) >= BUFFER:
            self._flush(name)

    def _flush(self, name: str) -> None:
        self._rng.shuffle(self._waiting[name])
        self._writers[name].writerows(self._waiting[name])
        self._waiting[name].clear()
