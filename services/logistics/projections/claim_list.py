"""The list of claims, and one of them: each put together from what was said of it (0017)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import msgspec

from services.logistics.domain import claim_life as life
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened
from shared.dates import SHANGHAI
from shared.errors import NotKnown
from shared.money import Money
from shared.pending import moment_of
from shared.projection.reading import fen, moment, only, yuan

if TYPE_CHECKING:
    from shared.projection.storage import Select, Storage

LAPSED: Final = "lapsed"
Stands = life.State | Literal["lapsed"]
"""An open claim for which the courier does not answer any more has lapsed."""
STATES: tuple[str, ...] = (*get_args(life.State), LAPSED)
STEPS: Mapping[str, life.Taken] = {
    say.ClaimSubmitted.TYPE: life.SUBMITTED,
    say.ClaimDisputed.TYPE: life.DISPUTED,
    say.ClaimAccepted.TYPE: life.ACCEPTED,
    say.ClaimRejected.TYPE: life.REJECTED,
    say.ClaimWithdrawn.TYPE: life.WITHDRAWN,
}
_DAY = timedelta(days=1)
_TOLD = (
    "SELECT case_no, type, body FROM claims_told WHERE case_no BETWEEN ? AND ?"
    " ORDER BY case_no, revision, event_id"
)
_BOOKED = (
    "SELECT case_no, entry, courier, cost, amount, certain_at, rule, reverses FROM claims_booked"
    " WHERE case_no BETWEEN ? AND ? ORDER BY case_no, certain_at, amount < 0, cost, entry"
)
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What was booked on a courier's account for a case; a reversal is negative, in fen."""

    entry: str
    courier: str
    cost: str
    amount: int
    certain_at: str
    rule: str
    reverses: str


@dataclass(slots=True)
class Told:
    """Everything that was said of a case's claim, and what is booked for the case."""

    case_no: str
    openings: list[Printed] = field(default_factory=list)
    steps: list[Printed] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def taken(self) -> list[life.Step]:
        """The steps in the order they were taken."""
        return [
            life.Step(
                STEPS[said["type"]],
                moment_of(said["at"]),
                said["person"],
                amount=Money.of(said["amount"]) if said.get("amount") else None,
            )
            for said in self.steps
        ]

    @property
    def state(self) -> Stands:
        """Where it stands."""
        asked = [said for said in self.openings if said["expected"]]
        stands = life.standing(self.taken, moment_of(asked[-1]["at"]) if asked else None)
        return LAPSED if stands == "open" and not self.openings[-1]["expected"] else stands

    @property
    def booked(self) -> int:
        """What stands on the courier's account, in fen."""
        return sum(entry.amount for entry in self.entries)


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


def told(select: Select, case_no: str | None = None) -> Iterator[Told]:
    """Everything that was said, case by case; some have entries and no claim."""
    known: dict[str, Told] = {}
    for number, kind, body in select(_TOLD, *only(case_no)):
        one = known.setdefault(number, Told(number))
        said = {**msgspec.json.decode(body), "type": kind}
        (one.openings if kind == CourierClaimOpened.TYPE else one.steps).append(said)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for number, *cells in select(_BOOKED, *only(case_no)):
        entries[number].append(Entry(*cells))
    for number, booked in entries.items():
        known.setdefault(number, Told(number)).entries = booked
    yield from (known[number] for number in sorted(known))


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
