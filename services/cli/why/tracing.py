"""From lines of the books and an order's history to why an amount stands there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.why.grounds import grounds
from services.cli.why.origin import amount_from
from services.cli.why.proof import closed_by, evidence, handled_by, persons
from services.cli.why.tariff import tariff
from services.cli.why.trail import CHARGES, Trail, trail_of
from shared.contracts import intake, logistics
from shared.projection.closings import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.cli.books import Printed
    from services.cli.why.asking import Found


def traced(number: str, found: Found) -> Printed:
    """What ``recourse why`` prints as JSON."""
    lines, history = found.lines, found.history
    main = _main(number, lines)
    booking = _booking(number, main, history)
    trail = trail_of(booking, main, number, history["events"])
    decisive = _decisive(trail)
    closings = [*_closings(found.months)]
    return {
        "entry": number,
        "what": _what(trail, main),
        "books": [line for line in lines if main and line["entry"] == main["entry"]],
        "moved": _moved(trail, history["events"]),
        "booked": [*_booked_under(trail, history["events"])],
        "amount_from": list(amount_from(trail)),
        "tariff": tariff(trail, history["events"], found.terms),
        **grounds(trail, main),
        "evidence": list(evidence(trail)),
        "persons": [
            *persons(trail),
            *(handled_by(found.table) if found.table else ()),
            *map(closed_by, closings),
        ],
        "refund": found.refund,
        "closings": closings,
        "events": [event | {"decisive": event["id"] in decisive} for event in trail.events],
    }


def _closings(months: Sequence[Printed]) -> Iterator[Printed]:
    """Every closing of the months concerned, that of a reopened one included."""
    for month in months:
        for step in month["steps"]:
            if step["step"] == CLOSED:
                names = ("revision", "person", "reason", "at", "hash", "overrides")
                yield {"period": month["period"]} | {name: step[name] for name in names}


def _main(number: str, lines: Sequence[Printed]) -> Printed | None:
    """The line that the number names, before those that only refer to it."""
    own = [line for line in lines if number in {line["entry"], line["line"]["event_id"]}]
    return next(iter(own or lines), None)


def _booking(number: str, main: Printed | None, history: Printed) -> Printed:
    """The event that booked the line; of a charge without an order nothing but the line is left."""
    wanted = main["line"]["event_id"] if main else None
    known: dict[str | None, Printed] = {event["id"]: event for event in history["events"]}
    for event_id in (wanted, number, *reversed(history["named"])):
        if event_id in known:
            return known[event_id]
    line = main["line"] if main else {}
    return {
        "time": line.get("certain_at"),
        "type": None,
        "source": None,
        "id": wanted,
        "subject": None,
        "cause": None,
        "correlation": None,
        "data": {name: line.get(name) for name in ("order_no", "waybill", "rule", "policy")},
    }


def _what(trail: Trail, main: Printed | None) -> Printed:
    """The amount in one glance, whichever book it stands in."""
    line, data = main["line"] if main else {}, trail.booking["data"]
    return {
        "kind": line.get("kind") or data.get("kind"),
        "cost": trail.cost,
        "amount": line.get("amount") or trail.entry.get("amount") or data.get("amount"),
        "certain_at": line.get("certain_at") or trail.certain_at,
        "case": trail.case,
        "order_no": line.get("order_no") or data.get("order_no"),
        "waybill": line.get("waybill") or data.get("waybill"),
        "refund": trail.refund,
        "event": trail.booking["type"],
        "event_id": trail.booking["id"],
    }


def _moved(trail: Trail, events: Sequence[Printed]) -> Printed:
    """What it reverses, under which verdict, and what took it off the account again (R501)."""
    own = trail.entry.get("entry")
    said = [event["data"].get("entry") or {} for event in events]
    taken = [entry["entry"] for entry in said if own and entry.get("reverses") == own]
    return {
        "reverses": trail.entry.get("reverses"),
        "verdict": trail.entry.get("verdict"),
        "reversed_by": taken[0] if taken else None,
    }


def _booked_under(trail: Trail, events: Sequence[Printed]) -> Iterator[Printed]:
    """The courier's entries that a claim led to, those that took it back among them."""
    if trail.claim is None:
        return
    for event in events:
        data = event["data"]
        if event["type"] in COURIERS and data.get("case_no") == trail.case:
            names = ("entry", "cost", "amount", "certain_at", "reverses")
            yield {"event": event["type"]} | {name: data["entry"].get(name) for name in names}


def _decisive(trail: Trail) -> set[str]:
    """What made the amount certain, and whose it is; all else only tells how it came about."""
    deciding = [trail.newest(kind) for kind in _DECIDING]
    chosen = {event["id"] for event in deciding if event is not None}
    chosen |= {event["id"] for event in trail.of(*CHARGES)} | {trail.booking["id"]}
    chosen |= {event["id"] for event in trail.events if event["time"] == trail.certain_at}
    known = {event["id"]: event for event in trail.events}
    cause = trail.booking["cause"]
    while cause in known and cause not in chosen:
        chosen.add(cause)
        cause = known[cause]["cause"]
    return chosen


COURIERS = (logistics.CourierChargeback.TYPE, logistics.CourierChargebackReversed.TYPE)
_DECIDING = (
    *(intake.ReturnRequested.TYPE, intake.RequestDecided.TYPE, intake.RemedyChosen.TYPE),
    *(intake.LiabilityDecided.TYPE, logistics.FreightRecorded.TYPE),
)
