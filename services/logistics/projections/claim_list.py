"""The list of claims, and one of them: each put together from what was said of it (0017)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from services.logistics.projections.claim_told import STEPS, Entry, Stands, Told, told
from shared.dates import SHANGHAI
from shared.errors import NotKnown
from shared.pending import moment_of
from shared.projection.reading import fen, moment, yuan

if TYPE_CHECKING:
    from shared.projection.storage import Storage

_DAY = timedelta(days=1)
_FOUND = "SELECT waybill, MIN(at) FROM claims_found GROUP BY waybill"

Printed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for; ``at`` is the moment that ages and days are counted to."""

    at: datetime | None = None
    courier: str | None = None
    state: Stands | None = None
    month: str | None = None
    """The month of the opening."""
    delivered_after_loss: bool = False
    due: bool = False
    """Only what may be submitted by now and is not."""


class ClaimList:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def claims(self, wanted: Wanted) -> list[Printed]:
        """What is asked for, in the order of openings."""
        with self._storage.reading() as select:
            found = dict(select(_FOUND))
            lines = [line(one, found, wanted.at) for one in told(select) if one.openings]
        chosen = (one for one in lines if _holds(one, wanted))
        return sorted(chosen, key=lambda one: (one["opened_at"], one["case"]))

    def claim(self, case_no: str, at: datetime | None = None) -> Printed:
        """One with its steps and entries; raises ``NotKnown``."""
        with self._storage.reading() as select:
            found = dict(select(_FOUND))
            claims = [one for one in told(select, case_no) if one.openings]
        if not claims:
            raise NotKnown(f"no claim on a courier was opened for case {case_no}")
        one = claims[0]
        entries = [_entry(entry) for entry in one.entries]
        return {**line(one, found, at), "steps": [_step(s) for s in one.steps], "entries": entries}


def line(one: Told, found: Mapping[str, str], at: datetime | None) -> Printed:
    """A claim as a line of the list."""
    first, now = one.openings[0], one.openings[-1]
    state, last = one.state, one.steps[-1] if one.steps else {}
    opened_at = moment(first["at"])
    expected = now["expected"]
    return {
        "claim": now["claim"],
        "case": one.case_no,
        "order_no": now["order_no"],
        "waybill": now["waybill"],
        "courier": now["courier"],
        "rule": now["rule"],
        "policy": now["policy"],
        "state": state,
        "opened_at": opened_at,
        "age_days": None if at is None else (at - moment_of(opened_at)) // _DAY,
        "earliest_day": now.get("earliest_day"),
        "latest_day": now.get("latest_day"),
        "expected": expected,
        "expected_total": yuan(
            sum(int(fen(cost["amount"])) for cost in expected if cost["amount"])
        ),
        "booked": yuan(one.booked),
        "accepted": _accepted(one, state),
        "evidence": _evidence(one),
        "delivered_after_loss": found.get(now["waybill"]),
        "stepped_at": moment(last["at"]) if last else None,
        "person": last.get("person"),
        "reason": last.get("reason"),
    }


def _total(expected: list[Printed]) -> str | None:
    """What is known of it; null while nothing is."""
    known = [int(fen(cost["amount"])) for cost in expected if cost["amount"]]
    return yuan(sum(known)) if known or not expected else None


def _holds(line: Printed, wanted: Wanted) -> bool:
    return (
        wanted.courier in {None, line["courier"]}
        and wanted.state in {None, line["state"]}
        and wanted.month in {None, line["opened_at"][:7]}
        and (line["delivered_after_loss"] is not None or not wanted.delivered_after_loss)
        and (not wanted.due or _to_submit(line, wanted.at))
    )


def _to_submit(line: Printed, at: datetime | None) -> bool:
    """Whether it may be sent by now, or should have been."""
    if line["state"] != "open" or at is None:
        return False
    earliest = line["earliest_day"]
    return earliest is None or bool(earliest <= at.astimezone(SHANGHAI).date().isoformat())


def _accepted(one: Told, state: Stands) -> str | None:
    """What the courier grants: all that is booked, or the amount that it said."""
    if state == "accepted":
        return yuan(one.booked)
    return str(one.steps[-1]["amount"]) if state == "accepted_in_part" else None


def _evidence(one: Told) -> list[str]:
    shown: Iterable[Printed] = [*one.openings, *one.steps]
    return list(dict.fromkeys(each for said in shown for each in said["evidence"]))


def _step(said: Printed) -> Printed:
    return {
        "step": STEPS[said["type"]],
        "at": moment(said["at"]),
        "person": said["person"],
        "reason": said["reason"],
        "evidence": said["evidence"],
        "amount": said.get("amount"),
        "exception": said.get("exception"),
    }


def _entry(entry: Entry) -> Printed:
    return {
        "entry": entry.entry,
        "cost": entry.cost,
        "amount": yuan(entry.amount),
        "certain_at": entry.certain_at,
        "rule": entry.rule or None,
        "reverses": entry.reverses or None,
    }
