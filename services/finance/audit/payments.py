"""Refunds: each is paid once, and never more than was paid for the lines that it is for (D30)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from shared.audit.equality import Breach, Equality, equality
from shared.audit.rebuilding import log_up_to
from shared.contracts import finance, intake
from shared.projection.reading import fen, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held
    from shared.bus.record import Received

REFUNDS = "'refund', 'price_difference'"
PAID = (
    "SELECT reference, COUNT(DISTINCT number) FROM journal_leg"  # noqa: S608  # names of ours
    f" WHERE kind IN ({REFUNDS}, 'postage') GROUP BY reference ORDER BY reference"
)
OF_ORDERS = (
    "SELECT order_no, CAST(SUM(amount) AS BIGINT) FROM journal_leg"  # noqa: S608  # names of ours
    f" WHERE kind IN ({REFUNDS}) AND account = 'customer' AND amount > 0"
    " GROUP BY order_no ORDER BY order_no"
)


class ReadLine(msgspec.Struct, gc=False):
    """What was bought."""

    sku: str
    quantity: int
    unit_price: str


class ReadOrder(msgspec.Struct, gc=False):
    """``shared.contracts.intake.OrderRegistered``."""

    order_no: str
    lines: tuple[ReadLine, ...]
    revision: int = 1


class ReadShare(msgspec.Struct, gc=False):
    """What of a payment fell to one product."""

    sku: str
    amount: str


class ReadPaid(msgspec.Struct, gc=False):
    """``shared.contracts.finance.RefundPaid``."""

    order_no: str
    refund: str
    shares: tuple[ReadShare, ...] = ()


_order = msgspec.json.Decoder(ReadOrder).decode
_paid = msgspec.json.Decoder(ReadPaid).decode

Lines = dict[tuple[str, str], int]
"""Order and product → fen."""


def refunds_paid_once(held: Held) -> Iterator[Equality]:
    """No refund stands in two payments, whatever was retried."""
    paid = held.tables["journal"](PAID)
    breaches = [
        Breach("paid_twice", f"refund {refund}", "1", str(times))
        for refund, times in paid
        if times > 1
    ]
    yield equality("finance", "refunds_paid_once", len(paid), breaches)


def refunds_within_what_was_paid(held: Held) -> Iterator[Equality]:
    """The log's payments line by line, the journal's order by order."""
    bought, repaid = _said(held)
    orders: defaultdict[str, int] = defaultdict(int)
    for (order_no, _), amount in bought.items():
        orders[order_no] += amount
    booked = held.tables["journal"](OF_ORDERS)
    breaches = [
        Breach("more_than_paid", f"order {order_no} {sku}", yuan(bought.get(line, 0)), yuan(amount))
        for line, amount in sorted(repaid.items())
        for order_no, sku in [line]
        if amount > bought.get(line, 0)
    ] + [
        Breach("more_than_paid", f"order {order_no}", yuan(orders[order_no]), yuan(amount))
        for order_no, amount in booked
        if amount > orders[order_no]
    ]
    checked = len(repaid) + len(booked)
    yield equality("finance", "refunds_within_what_was_paid", checked, breaches)


def _said(held: Held) -> tuple[Lines, Lines]:
    """What was paid for each line, and what was repaid, as the log tells it."""
    newest: dict[str, ReadOrder] = {}
    repaid: defaultdict[tuple[str, str], int] = defaultdict(int)
    topics = (intake.TOPIC, finance.TOPIC)
    for batch in log_up_to(held.bus, topics, held.bus.ends(topics)):
        for record in batch:
            _take(record, newest, repaid)
    bought: defaultdict[tuple[str, str], int] = defaultdict(int)
    for order in newest.values():
        for line in order.lines:
            bought[order.order_no, line.sku] += int(fen(line.unit_price)) * line.quantity
    return bought, repaid


def _take(
    record: Received, newest: dict[str, ReadOrder], repaid: defaultdict[tuple[str, str], int]
) -> None:
    if record.type == intake.OrderRegistered.TYPE:
        order = _order(record.value)
        known = newest.get(order.order_no)
        if known is None or known.revision <= order.revision:
            newest[order.order_no] = order
    elif record.type == finance.RefundPaid.TYPE:
        paid = _paid(record.value)
        for share in paid.shares:
            repaid[paid.order_no, share.sku] += int(fen(share.amount))
