"""Disputes and bad reviews that an agent caused: what each costs the agent (R512, D16). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.costs import Bearer, CostEntry
from shared.ids import derived_id

if TYPE_CHECKING:
    from datetime import datetime

    from shared.money import Money

RULE = "R512"
COST = "incident"


@dataclass(frozen=True, slots=True)
class Incident:
    """One row; all of it is its key (D31). ``kind``: dispute, bad_review."""

    agent: str
    at: datetime
    kind: str
    case_no: str | None = None

    def entry(self, fine: Money) -> CostEntry:
        """The charge, certain when the incident was."""
        number = derived_id(self.at, COST, self.agent, self.kind, self.case_no or "")
        bearer = Bearer("staff", self.agent)
        return CostEntry(number, "charge", bearer, COST, fine, self.at, RULE)
