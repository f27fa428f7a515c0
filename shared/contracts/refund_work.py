"""What finance announces of refund tables in people's hands, on ``finance.events`` (D36)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.contracts.base import Announcement, Value
from shared.money import Money


class BatchLine(Value):
    """A line of a table before it is paid; ``refund`` is the key that it keeps in every table.

    ``way``: platform (an application there) or direct (R202). ``waybill``: a postage's parcel.
    """

    refund: str
    case: str
    order_no: str
    customer_id: str | None = None
    kind: str
    amount: Money
    deducted: Money
    way: str
    waybill: str | None = None
    confirmed_by: str | None = None


class RefundTableDrawn(Announcement):
    """A table holds everything of its moment, for a person to approve; again with more of it.

    ``person`` let time pass; null where the clock of a running house did.
    """

    TYPE: ClassVar = "RefundTableDrawn"
    KEY: ClassVar = "table"

    table: str
    """The table's moment, as printed."""
    table_at: datetime
    lines: tuple[BatchLine, ...]
    total: Money
    person: str | None = None


class RefundPutOff(Announcement):
    """A line left its table before that was sent; ``person`` null: its refund changed or went."""

    TYPE: ClassVar = "RefundPutOff"
    KEY: ClassVar = "table"

    table: str
    table_at: datetime
    refund: str
    reason: str
    person: str | None = None


class RefundTableApproved(Announcement):
    """A person stands for a table of so many lines and such a total."""

    TYPE: ClassVar = "RefundTableApproved"
    KEY: ClassVar = "table"

    table: str
    table_at: datetime
    count: int
    total: Money
    person: str


class RefundTableExported(Announcement):
    """A table went out to be paid; ``hash`` tells the content of its lines apart."""

    TYPE: ClassVar = "RefundTableExported"
    KEY: ClassVar = "table"

    table: str
    table_at: datetime
    lines: tuple[BatchLine, ...]
    total: Money
    hash: str
    person: str


class RefundFailed(Announcement):
    """The bank, or the platform, did not pay a line: due again at the next table, same key."""

    TYPE: ClassVar = "RefundFailed"
    KEY: ClassVar = "table"

    table: str
    table_at: datetime
    refund: str
    kind: str
    amount: Money
    reason: str
    person: str


EVENTS: tuple[type[Announcement], ...] = (
    RefundTableDrawn, RefundPutOff, RefundTableApproved, RefundTableExported, RefundFailed,
)  # fmt: skip
