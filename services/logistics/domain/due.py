"""What the courier desk has to see to, and by when (R306, R401, R403, R404, R502).

A parcel is followed from its shipping to its door, and its silence to its end (D7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from services.logistics.domain import claim_due
from services.logistics.domain.scans import LOST, REFUSED, RETURNED, SIGNED
from shared.pending import About, Fact, Look, Pending, moment_of, newest
from shared.policy.deadlines import due, promised, transit

SHIPPED = "shipped"
STALLED = "stalled"
HELD = "held"
CORRECTED = "corrected"
REGISTERED = "registered"
OUTBOUND = "outbound"
RESHIP = "reship"
DISPUTED = "disputed"
DONE = "done"
ARRIVED = "arrived"
WRONG_ADDRESS = "wrong_address"

CLAIMS = frozenset({claim_due.CLAIMED, claim_due.CLAIMED_AGAIN})
NO_MOVEMENT = frozenset({SHIPPED, STALLED, HELD, CORRECTED})
"""They stop no clock of silence."""
BEGIN = frozenset({SHIPPED, RESHIP, DISPUTED, claim_due.CLAIMED})
REVIVE = frozenset({claim_due.CLAIMED_AGAIN})
END = frozenset({SIGNED, RETURNED, LOST, DONE, claim_due.ENDED})
AT_THE_DOOR = frozenset({ARRIVED, REFUSED})
ASTRAY = {"misrouted": "R405", "out_of_area": "R402"}
"""The receipt is put off, nobody says how long: the parcel is followed until it arrives."""


def pending(_subject: str, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """What waits for a parcel, a reship order's delivery, a disputed sign-off, or a claim."""
    if any(fact.name in CLAIMS for fact in facts):
        yield from claim_due.pending(facts, look)
        return
    shipped = newest(facts, SHIPPED)
    if shipped is not None:
        yield from _parcel(shipped, facts, look)
    for fact in facts[:1]:
        if fact.name == RESHIP:
            yield from _reship(fact, look)
    asked = newest(facts, DISPUTED)
    if asked is not None and asked.detail == DISPUTED:
        yield Pending(
            name="courier_answer",
            rule="R306",
            since=asked.moment,
            about=asked.about(asked.case_no),
            due_at=due(asked.limits, asked.moment, "courier_answer_hours"),
            waits_for=("sign_off_proof",),
        )


def _parcel(shipped: Fact, facts: list[Fact], look: Look) -> Iterator[Pending]:
    moves = [fact for fact in facts if fact.name not in NO_MOVEMENT]
    yield _silence(shipped, moves, facts)
    yield from _hold(shipped, facts)
    if shipped.detail == "return" or any(fact.name in AT_THE_DOOR for fact in moves):
        return
    yield from _on_the_way(shipped, facts, look)
    if shipped.detail == OUTBOUND:
        yield from _delivery(shipped.about(), shipped, facts, look)


def _silence(shipped: Fact, moves: list[Fact], facts: list[Fact]) -> Pending:
    """R403: 48 h without a scan, then the courier's 72 h; any scan restarts the clock (D7)."""
    last = max([shipped, *moves], key=lambda fact: fact.at)
    policy = last.limits
    asked_at = due(policy, last.moment, "stalled_hours")
    asked = [f for f in facts if f.name == STALLED and moment_of(f.detail) == last.moment]
    if not asked:
        return Pending(
            name="scan", rule="R403", since=last.moment, due_at=asked_at, about=shipped.about()
        )
    since = asked[0].moment
    return Pending(
        name="courier_answer",
        rule="R403",
        since=since,
        due_at=due(policy, since, "courier_answer_hours"),
        waits_for=("courier",),
        about=shipped.about(),
    )


def _hold(shipped: Fact, facts: list[Fact]) -> Iterator[Pending]:
    """R401: held three days from the scan, until the address is corrected or it moves on."""
    held: Fact | None = None
    for fact in facts:
        if fact.name == WRONG_ADDRESS:
            held = held or fact
        elif fact.name not in {STALLED, HELD}:
            held = None
    if held is not None:
        yield Pending(
            name="correction",
            rule="R401",
            since=held.moment,
            due_at=due(held.limits, held.moment, "address_hold_hours"),
            waits_for=("address",),
            about=shipped.about(),
        )


def _on_the_way(shipped: Fact, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """R404: on watch beyond its region's normal days, in trouble beyond seven."""
    province, _ = _order(shipped, look)
    known = transit(shipped.limits, province, shipped.moment)
    normal = _put_off(known.normal_until, facts)
    trouble = _put_off(known.trouble_after, facts)
    if look.at <= trouble:
        yield Pending(
            name="transit",
            rule="R404",
            since=shipped.moment,
            due_at=normal,
            about=shipped.about(),
        )
    if look.at > normal:
        yield Pending(
            name="transit_trouble",
            rule="R404",
            since=normal,
            due_at=trouble,
            about=shipped.about(),
        )


def _put_off(due_at: datetime, facts: list[Fact]) -> datetime:
    """R407: what a company takes in the next working day is on time until that day's end."""
    return max([due_at, *(moment_of(fact.detail) for fact in facts if fact.name == HELD)])


def _delivery(about: About, start: Fact, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """R502: what was promised to the customer's class, unless the parcel went astray."""
    _, customer_class = _order(start, look)
    due_at = promised(start.limits, customer_class, start.moment)
    if due_at is None:
        return
    astray = [fact.name for fact in facts if fact.name in ASTRAY]
    yield Pending(
        name="delivery",
        rule=ASTRAY[astray[-1]] if astray else "R502",
        since=start.moment,
        due_at=None if astray else _put_off(due_at, facts),
        waits_for=tuple(astray[-1:]),
        about=about,
    )


def _reship(issued: Fact, look: Look) -> Iterator[Pending]:
    """R502: a reship is promised from the day its order is given, shipped or not."""
    yield from _delivery(issued.about(issued.case_no), issued, [], look)


def _order(fact: Fact, look: Look) -> tuple[str | None, str | None]:
    """Province and class of the order's customer, as far as they are known."""
    order = newest(look.beside.get(fact.order_no, []), REGISTERED)
    province, _, customer_class = (order.detail if order else "").partition("|")
    return province or None, customer_class or None
