"""What dealers (R503) and agents (R512, or a verdict) bear by month, in the warehouse's shape."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import finance as say
from shared.projection.account import AccountMonths, account_projection
from shared.projection.projection import Table
from shared.projection.reading import moment, only, up_to

if TYPE_CHECKING:
    from datetime import datetime

    from shared.bus.record import Received
    from shared.projection.projection import Projection, Rows
    from shared.projection.storage import Storage

DEALERS = account_projection(
    "finance", "dealer_ledger", say.TOPIC, (say.DealerCharged.TYPE,), account="dealer_id"
)

CANCELLED = Table(
    "staff_ledger_cancelled",
    ("event_id", "agent", "period", "certain_at", "recorded_at"),
    key=("event_id",),
)


class ReadCancelled(msgspec.Struct, gc=False):
    """What a row needs of an announcement that a month's commission is lost."""

    agent: str
    period: str
    at: str


_read = msgspec.json.Decoder(ReadCancelled).decode


def _cancel(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    rows[CANCELLED.name].append(
        (
            *(record.headers["ce_id"], said.agent, said.period, moment(said.at)),
            record.headers["ce_recordedtime"],
        )
    )


def _with_commissions(ledger: Projection) -> Projection:
    """Agents' charges, and whose commission of which month is lost (R512)."""
    folds = {**ledger.folds, say.CommissionCancelled.TYPE: _cancel}
    return replace(ledger, version=2, folds=folds, own_tables=(*ledger.own_tables, CANCELLED))


STAFF = _with_commissions(
    account_projection(
        "finance", "staff_ledger", say.TOPIC, (say.StaffCharged.TYPE,), account="agent"
    )
)


class StaffMonths(AccountMonths):
    """Agents' months, each telling whether its commission is lost."""

    def months(
        self,
        account: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """By agent and month; ``commission``: ``due`` or ``cancelled`` (R512)."""
        lost = self._lost(account, period, as_of, known_at)
        return [
            month | {"commission": "cancelled" if _key(month) in lost else "due"}
            for month in super().months(account, period, as_of, known_at)
        ]

    def _lost(
        self,
        account: str | None,
        period: str | None,
        as_of: datetime | None,
        known_at: datetime | None,
    ) -> set[tuple[str, str]]:
        bounds = (*only(account), *only(period), up_to(as_of), up_to(known_at))
        with self._storage.reading() as select:
            return {(row[0], row[1]) for row in select(_LOST, *bounds)}


_LOST = (
    f"SELECT agent, period FROM {CANCELLED.name}"  # noqa: S608  # a name of ours
    " WHERE agent BETWEEN ? AND ? AND period BETWEEN ? AND ?"
    " AND certain_at <= ? AND recorded_at <= ?"
)


def _key(month: dict[str, Any]) -> tuple[str, str]:
    return month["agent"], month["period"]


def dealer_ledgers(storage: Storage) -> AccountMonths:
    """Each dealer's months."""
    return AccountMonths(storage, DEALERS, "dealer")


def staff_ledgers(storage: Storage) -> AccountMonths:
    """Each agent's months."""
    return StaffMonths(storage, STAFF, "agent")
