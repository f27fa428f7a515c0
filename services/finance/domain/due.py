"""What finance has to pay at which table, and which payments still wait (R507, D8)."""

from __future__ import annotations

from collections.abc import Iterator

from services.finance.domain.tables import table_for
from shared.pending import Fact, Look, Pending

REQUESTED = "requested"
READY = "ready"
WITHDRAWN = "withdrawn"
PAID = "paid"
CONFIRMED = "confirmed"
INSPECTED = "inspected"

BEGIN = frozenset({REQUESTED, READY})
END = frozenset({PAID})
BESIDE = frozenset({CONFIRMED, INSPECTED})
CAME = {"confirmation": CONFIRMED, "inspection": INSPECTED}
"""What a payment waits for → the fact that it came."""


def pending(subject: str, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """A payment as it was told last: it waits for something, or for its table."""
    last = max(facts, key=lambda fact: fact.revision)
    about = last.about(subject)
    if last.name == READY:
        due_at = table_for(last.moment, None)
        yield Pending(
            name="refund_table", rule="R507", since=last.moment, about=about, due_at=due_at
        )
    elif last.name == REQUESTED:
        yield Pending(
            name="refund",
            rule="R507",
            since=last.moment,
            about=about,
            waits_for=_missing(last, look),
        )


def _missing(requested: Fact, look: Look) -> tuple[str, ...]:
    """What has not come since it was told to be waited for."""
    numbers = {requested.case_no, requested.waybill} - {""}
    came = {fact.name for number in numbers for fact in look.beside.get(number, [])}
    waits_for = filter(None, requested.detail.split(","))
    return tuple(one for one in waits_for if CAME.get(one) not in came)
