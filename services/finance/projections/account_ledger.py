"""What dealers (R503) and agents (R512, or a verdict) bear by month, in the warehouse's shape."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import finance as say
from shared.projection.account import AccountMonths, account_projection
from shared.projection.late import matching, within
from shared.projection.months import PLACE, place
from shared.projection.projection import Table
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.closings import Closings
    from shared.projection.late import Wanted
    from shared.projection.projection import Projection, Rows
    from shared.projection.storage import Select, Storage

DEALERS = account_projection(
    "finance", "dealer_ledger", say.TOPIC, (say.DealerCharged.TYPE,), account="dealer_id"
)

CANCELLED = Table(
    "staff_ledger_cancelled",
    ("event_id", "agent", "for_period", "certain_at", "recorded_at", *PLACE),
    key=("event_id",),
    whole_numbers=frozenset(PLACE),
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
            *(record.headers["ce_recordedtime"], *place(record)),
        )
    )


def _with_commissions(ledger: Projection) -> Projection:
    """Agents' charges, and whose commission of which month is lost (R512)."""
    folds = {**ledger.folds, say.CommissionCancelled.TYPE: _cancel}
    return replace(ledger, version=3, folds=folds, own_tables=(*ledger.own_tables, CANCELLED))


STAFF = _with_commissions(
    account_projection(
        "finance", "staff_ledger", say.TOPIC, (say.StaffCharged.TYPE,), account="agent"
    )
)


class StaffMonths(AccountMonths):
    """Agents' months, each telling whether its commission is lost."""

    def _months(self, select: Select, books: Closings, wanted: Wanted) -> list[dict[str, Any]]:
        """By agent and month; ``commission``: ``due`` or ``cancelled`` (R512).

        What cancels a closed month's commission is named in the month that was open then (D14).
        """
        lost: dict[tuple[str, str], set[str]] = defaultdict(set)
        where, params = matching({"agent": wanted.owner})
        for agent, for_period, spot, offset in select(
            f"SELECT agent, for_period, spot, log_offset FROM {CANCELLED.name} WHERE {where}"  # noqa: S608  # names of ours
            f" AND certain_at <= ? AND recorded_at <= ? AND {within(books)}",
            *params,
            *wanted.until,
        ):
            lost[agent, books.printed_in(for_period, spot, offset)].add(for_period)
        return [
            month | _commission(month["period"], lost[month["agent"], month["period"]])
            for month in super()._months(select, books, wanted)
        ]


def _commission(period: str, lost: set[str]) -> dict[str, Any]:
    earlier = sorted(lost - {period})
    said: dict[str, Any] = {"commission": "cancelled" if period in lost else "due"}
    return said | ({"commissions_cancelled_late": earlier} if earlier else {})


def dealer_ledgers(storage: Storage) -> AccountMonths:
    """Each dealer's months."""
    return AccountMonths(storage, DEALERS, "dealer")


def staff_ledgers(storage: Storage) -> AccountMonths:
    """Each agent's months."""
    return StaffMonths(storage, STAFF, "agent")
