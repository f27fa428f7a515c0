"""What of claims goes into the courier desk's list: what is asked for until when, and each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.logistics.domain import claim_due as desk
from services.logistics.domain.claim_life import ACCEPTED, WITHDRAWN
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened
from shared.pending import Fact
from shared.projection.due import happened
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows


class ReadClaim(msgspec.Struct, gc=False):
    """What announcements of a claim say of its days and its steps."""

    at: str
    case_no: str
    order_no: str | None = None
    waybill: str | None = None
    revision: int = 1
    rule: str | None = None
    expected: tuple[msgspec.Raw, ...] = ()
    earliest_day: str | None = None
    latest_day: str | None = None
    step: int = 0
    amount: str | None = None


_claim = msgspec.json.Decoder(ReadClaim).decode


def _claimed(record: Received, rows: Rows) -> None:
    """A claim that asks for something, with its rule and days; for nothing, it waits no more."""
    said = _claim(record.value)
    name = desk.CLAIMED if said.revision == 1 else desk.CLAIMED_AGAIN
    days = f"{said.earliest_day}|{said.latest_day}" if said.latest_day else ""
    detail = f"{said.rule}|{days}" if said.expected else ""
    _happened(rows, said, said.revision, name, detail)


def _stepped(taken: str) -> Fold:
    """A fold of a claim's step; what is granted whole or given up waits for nothing."""

    def fold(record: Received, rows: Rows) -> None:
        said = _claim(record.value)
        _happened(rows, said, said.step, desk.STEP, taken)
        if taken == WITHDRAWN or (taken == ACCEPTED and said.amount is None):
            _happened(rows, said, said.step, desk.ENDED, "")

    return fold


def _happened(rows: Rows, said: ReadClaim, number: int, name: str, detail: str) -> None:
    about = (said.case_no, said.order_no or "", said.waybill or "")
    fact = Fact(moment(said.at), number, name, detail, *about)
    happened(rows, f"claim {said.case_no}", fact)


FOLDS: dict[str, Fold] = {
    CourierClaimOpened.TYPE: _claimed,
    **{one.TYPE: _stepped(taken) for taken, one in say.TAKEN.items()},
}
