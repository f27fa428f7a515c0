"""The warehouse's account as finance keeps it, and the goods that wait to be inspected (D14)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from shared.contracts import warehouse as say
from shared.projection.account import AccountMonths, account_projection
from shared.projection.projection import Table
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Projection, Rows
    from shared.projection.storage import Storage

RECEIVED, INSPECTED = "received", "inspected"

GOODS = Table(
    "warehouse_ledger_goods",
    ("waybill", "fact", "received_at", "revision", "pieces"),
    whole_numbers=frozenset({"revision", "pieces"}),
    indexes=(("waybill",),),
)
"""What came back in a parcel, told again when more of it is known."""

_WAITING = (
    f"SELECT waybill, fact, received_at, revision, pieces FROM {GOODS.name} WHERE waybill IN"  # noqa: S608  # a name of ours
    f" (SELECT waybill FROM {GOODS.name} WHERE received_at BETWEEN ? AND ?)"
)


class ReadGoods(msgspec.Struct, gc=False):
    """What a row needs: of the parcel's rows only how many."""

    waybill: str
    received_at: str
    revision: int = 1
    rows: tuple[msgspec.Raw, ...] = ()


_read = msgspec.json.Decoder(ReadGoods).decode


def _goods(fact: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        about = (moment(said.received_at), str(said.revision), str(len(said.rows)))
        rows[GOODS.name].append((said.waybill, fact, *about))

    return fold


def _with_goods(ledger: Projection) -> Projection:
    waiting = {
        say.GoodsReceived.TYPE: _goods(RECEIVED),
        say.GoodsInspected.TYPE: _goods(INSPECTED),
    }
    folds = {**ledger.folds, **waiting}
    return replace(ledger, folds=folds, own_tables=(*ledger.own_tables, GOODS))


PROJECTION = _with_goods(
    account_projection(
        "finance",
        "warehouse_ledger",
        say.TOPIC,
        (say.WarehouseCharged.TYPE, say.WarehouseChargeReversed.TYPE),
        account="warehouse",
    )
)


def warehouse_ledger(storage: Storage) -> AccountMonths:
    """The warehouse's months, in its own list's words."""
    return AccountMonths(storage, PROJECTION, "warehouse")


def not_inspected(storage: Storage, period: str) -> list[str]:
    """Waybills of goods received in a month of which not every row is inspected (D10, D14)."""
    with storage.reading() as select:
        rows = select(_WAITING, period, f"{period}~")
    received: dict[str, tuple[int, str, int]] = {}
    inspected: dict[str, int] = defaultdict(int)
    for waybill, fact, at, revision, pieces in rows:
        if fact == RECEIVED:
            received[waybill] = max(received.get(waybill, (0, "", 0)), (revision, at, pieces))
        else:
            inspected[waybill] = max(inspected[waybill], pieces)
    return sorted(
        waybill
        for waybill, (_, at, pieces) in received.items()
        if at[:7] == period and inspected[waybill] < pieces
    )
