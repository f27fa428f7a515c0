"""The clock of silence: when a courier is asked about a parcel, and when it counts as lost (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.scans import LOST, RETURNED, SIGNED
from shared.policy.deadlines import due
from shared.policy.shelf import in_force

Movement = tuple[datetime, str]
"""When a parcel was heard of, and the scan's status."""

ENDS = frozenset({SIGNED, RETURNED})
COURIER = "courier"
SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Stall:
    """No scan since ``last_movement_at``: the courier is asked ``at`` and must answer."""

    at: datetime
    last_movement_at: datetime
    answer_due_at: datetime


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss is confirmed ``at``, ``by`` the courier or by its silence."""

    at: datetime
    last_movement_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Found:
    """A lost parcel was heard of again ``at`` a moment: a matter for a person, it stays lost."""

    at: datetime
    status: str
    lost_at: datetime


Step = Stall | Loss | Found | datetime
"""What passing time brings a parcel; a bare moment is its coming back."""


def due_at(step: Step) -> datetime:
    """The moment at which it comes."""
    return step if isinstance(step, datetime) else step.at


def found_again(loss: Loss, movements: Sequence[Movement]) -> list[Found]:
    """The first that was heard of a parcel after its loss, but that it is lost (D7)."""
    later = (Found(at, status, loss.at) for at, status in movements if at > loss.at)
    return [found for found in later if found.status != LOST][:1]


def stall_after(moment: datetime) -> Stall:
    """What silence after a movement leads to, under the limits of that moment (R403, R517)."""
    policy = in_force(moment)
    asked = due(policy, moment, "stalled_hours")
    return Stall(asked, moment, due(policy, asked, "courier_answer_hours"))


def clock(shipped_at: datetime, movements: Sequence[Movement]) -> tuple[list[Stall], Loss | None]:
    """Every silence long enough to ask the courier, and the loss, unless further movements come.

    The last of each may lie ahead. A scan at the very limit is in time.
    """
    last, asked = shipped_at, []
    for at, status in movements:
        stall = stall_after(last)
        if at > stall.at:
            asked.append(stall)
        if at > stall.answer_due_at:
            return asked, Loss(stall.answer_due_at, last, SILENCE)
        if status == LOST:
            return asked, Loss(at, last, COURIER)
        if status in ENDS:
            return asked, None
        last = max(last, at)
    stall = stall_after(last)
    return [*asked, stall], Loss(stall.answer_due_at, last, SILENCE)
