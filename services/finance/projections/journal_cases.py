"""What the journal's reports know of a case beside its money: its cause, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.finance.domain import pending
from shared.contracts import claims, intake, logistics
from shared.projection.projection import Table
from shared.projection.reading import fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows

CASE = Table(
    "journal_case",
    ("event_id", "revision", "case_no", "order_no", "cause", "courier", "agent", "lines"),
    key=("event_id", "revision"),
    whole_numbers=frozenset({"revision"}),
)
"""``lines``: JSON, ``[[sku, fen], …]``; the latest revision counts."""

SAID = Table(
    "journal_said",
    ("event_id", "revision", "case_no", "kind", "at", "party", "costs", "recorded_at"),
    key=("event_id", "revision"),
    whole_numbers=frozenset({"revision"}),
    indexes=(("case_no",),),
)
"""Who answers for a case, as it was said; ``costs``: JSON, ``[[cost, fen or null], …]``."""


class ReadLine(msgspec.Struct, gc=False):
    """A line of a case."""

    sku: str
    value: str


class ReadRequest(msgspec.Struct, gc=False):
    """``shared.contracts.intake.ReturnRequested``."""

    case_no: str
    facts: dict[str, object]
    lines: tuple[ReadLine, ...]
    order_no: str | None = None
    courier: str | None = None
    agent: str | None = None
    revision: int = 1


class ReadCost(msgspec.Struct, gc=False):
    """A cost that a claim expects."""

    cost: str
    amount: str | None = None


class ReadSaid(msgspec.Struct, gc=False):
    """Whatever says who answers for a case."""

    at: str
    case_no: str
    liable: str | None = None
    to: str | None = None
    expected: tuple[ReadCost, ...] = ()
    revision: int = 1


_request = msgspec.json.Decoder(ReadRequest).decode
_said = msgspec.json.Decoder(ReadSaid).decode


def _requested(record: Received, rows: Rows) -> None:
    said = _request(record.value)
    lines = [(line.sku, int(fen(line.value))) for line in said.lines]
    rows[CASE.name].append(
        (
            *(record.headers["ce_id"], str(said.revision), said.case_no, said.order_no or ""),
            *(str(said.facts.get("cause") or ""), said.courier or "", said.agent or ""),
            msgspec.json.encode(lines).decode(),
        )
    )


def _answers(kind: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _said(record.value)
        costs = [(one.cost, one.amount and int(fen(one.amount))) for one in said.expected]
        rows[SAID.name].append(
            (
                *(record.headers["ce_id"], str(said.revision), said.case_no, kind),
                *(moment(said.at), said.to or said.liable or ""),
                *(msgspec.json.encode(costs).decode(), record.headers["ce_recordedtime"]),
            )
        )

    return fold


FOLDS: dict[str, Fold] = {
    intake.ReturnRequested.TYPE: _requested,
    intake.RemedyChosen.TYPE: _answers(pending.REMEDY),
    intake.LiabilityDecided.TYPE: _answers(pending.VERDICT),
    logistics.CourierClaimOpened.TYPE: _answers(pending.CLAIM),
    claims.ClaimWithdrawn.TYPE: _answers(pending.WITHDRAWN),
}
"""What the journal hears beside what it books."""
