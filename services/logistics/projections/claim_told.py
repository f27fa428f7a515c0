"""What was said of each claim and booked for its case, put together in any order (0017)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

import msgspec

from services.logistics.domain import claim_life as life
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened
from shared.money import Money
from shared.pending import moment_of
from shared.projection.reading import only

if TYPE_CHECKING:
    from shared.projection.storage import Select

LAPSED: Final = "lapsed"
Stands = life.State | Literal["lapsed"]
"""An open claim for which the courier does not answer any more has lapsed."""
STATES: tuple[str, ...] = (*get_args(life.State), LAPSED)
STEPS: Final = {said.TYPE: taken for taken, said in say.TAKEN.items()}
"""Announcement → what its step is called."""
_TOLD = (
    "SELECT case_no, type, body FROM claims_told WHERE case_no BETWEEN ? AND ?"
    " ORDER BY case_no, revision, event_id"
)
_BOOKED = (
    "SELECT case_no, entry, courier, cost, amount, certain_at, rule, reverses FROM claims_booked"
    " WHERE case_no BETWEEN ? AND ? ORDER BY case_no, certain_at, amount < 0, cost, entry"
)

Printed = dict[str, Any]


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
                cast("life.Taken", STEPS[said["type"]]),
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
