"""What the warehouse has to do, and by when: inspect what came back, pack what is sent again."""

from __future__ import annotations

from collections.abc import Iterator

from shared.pending import Fact, Look, Pending, newest
from shared.policy.closing import closes_after
from shared.policy.deadlines import due

RECEIVED = "received"
INSPECTED = "inspected"
MATCHED = "matched"
ISSUED = "issued"
PACKED = "packed"

BEGIN = frozenset({RECEIVED, ISSUED})
END = frozenset({PACKED})
SAME_DAY = frozenset({"inspection", "packing"})
"""R509: the warehouse's part of the day's returns and exchanges."""


def pending(_subject: str, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """What waits for a parcel that came back, or for a reship order."""
    del look
    received, issued = newest(facts, RECEIVED), newest(facts, ISSUED)
    if received is not None:
        yield from _inspection(received, facts)
    elif issued is not None:
        yield from _packing(issued)


def _inspection(received: Fact, facts: list[Fact]) -> Iterator[Pending]:
    """R505: 48 h from the receipt until all of its rows are inspected (D10)."""
    inspected = [int(fact.detail) for fact in facts if fact.name == INSPECTED]
    if inspected and max(inspected) >= int(received.detail):
        return
    owner = newest(facts, MATCHED) or received
    yield Pending(
        name="inspection",
        rule="R505",
        since=received.moment,
        due_at=due(received.limits, received.moment, "inspection_hours"),
        about=owner.about(),
    )


def _packing(issued: Fact) -> Iterator[Pending]:
    """R509: a reship order leaves on the day that it is given; its waybill is not known yet."""
    yield Pending(
        name="packing",
        rule="R509",
        since=issued.moment,
        due_at=closes_after(issued.limits, issued.moment),
        about=issued.about(issued.case_no),
    )
