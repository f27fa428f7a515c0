"""What is recorded of a case that its decision follows from, and since when each fact was known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.contracts.intake import RefundConfirmed, RequestDecided, ReturnRequested
from shared.contracts.logistics import ParcelLost, SignOffProved, SignOffUnproved
from shared.contracts.warehouse import MissedItemConfirmed, MissedItemRejected
from shared.policy.facts import Facts, parse_facts

if TYPE_CHECKING:
    from services.cli.books import Printed
    from shared.policy.vocabulary import Remedy

BROUGHT_BY = {
    "customer_confirmed": {RefundConfirmed.TYPE},
    "weight_check": {MissedItemConfirmed.TYPE, MissedItemRejected.TYPE},
    "signed_by": {SignOffProved.TYPE, SignOffUnproved.TYPE},
    "loss_confirmed": {ParcelLost.TYPE},
    "refused": {ParcelLost.TYPE},
}
"""Fact → the events that bring it when the request itself does not."""


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """The facts on which a case was last decided, or opened, under the version that holds (D28)."""

    number: str
    policy: str
    requested_at: datetime
    facts: Facts
    remedy: Remedy | None
    decision: Printed | None
    """As recorded; null while nothing was decided."""
    known: tuple[Printed, ...]
    """Fact by fact: its value, since when it is known, by which event of which service."""


def recorded(file: Printed) -> RecordedCase:
    """Read a case file (``recourse case``, as JSON)."""
    asked = _newest(file, ReturnRequested.TYPE)
    facts = parse_facts(file["facts"])
    return RecordedCase(
        number=file["case"],
        policy=asked["data"]["policy"],
        requested_at=datetime.fromisoformat(asked["data"]["requested_at"]),
        facts=facts,
        remedy=asked["data"].get("remedy"),
        decision=file["decision"],
        known=tuple(_known(file, asked, facts.as_json())),
    )


def _known(file: Printed, asked: Printed, facts: Printed) -> Iterator[Printed]:
    for name, value in facts.items():
        said = asked if asked["data"]["facts"].get(name) == value else _bringing(file, name, value)
        yield {
            "fact": name,
            "value": value,
            "known_at": said["time"],
            "event": said["type"],
            "source": said["source"],
            "who": said["data"].get("agent"),
        }


def _bringing(file: Printed, name: str, value: Any) -> Printed:
    """The first event of its kind, else the first decision that stood on it."""
    kinds = BROUGHT_BY.get(name, set())
    events = [event for event in file["events"] if event["type"] in kinds]
    decided = [
        event
        for event in file["events"]
        if event["type"] == RequestDecided.TYPE and event["data"]["facts"].get(name) == value
    ]
    found: Printed = (events or decided)[0]
    return found


def _newest(file: Printed, kind: str) -> Printed:
    """What the latest revision says."""
    said = [event for event in file["events"] if event["type"] == kind]
    found: Printed = max(said, key=lambda event: event["data"].get("revision", 1))
    return found
