"""One case as logistics knows it: what was asked, decided, chosen, found and paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.logistics.domain.claim_life import Claim
from shared.costs import Bearer, CostEntry, Pieces, Verdict
from shared.money import Money

DISPUTED = "disputed_sign_off"
NEEDS_EVIDENCE = "needs_evidence"
LOSS_RULE = "R406"
"""Stands among the rules of every decision on a confirmed loss (D24)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the customer asked for; ``value`` is that of the affected pieces."""

    at: datetime
    cause: str
    stage: str
    lines: tuple[Pieces, ...]
    value: Money
    signed_by: str | None = None
    agent: str | None = None
    dealer_id: str | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """What was decided until a later fact changed it."""

    decided_at: datetime
    verdict: str
    liable: str
    rule: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenBefore:
    """What was carried out until then."""

    chosen_at: datetime
    remedy: str | None
    return_path: str
    liable: str | None
    rule: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """One revision of the decision; ``rule`` is the one that bookings name (D6).

    ``before`` is null where nothing was, or where an earlier release did not say it.
    """

    revision: int
    decided_at: datetime
    verdict: str
    liable: str
    rule: str | None
    rules: tuple[str, ...]
    policy: str | None = None
    before: tuple[DecidedBefore, ...] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is carried out; ``remedy`` is null while it is not allowed (D21)."""

    revision: int
    chosen_at: datetime
    remedy: str | None
    return_path: str
    liable: str | None
    rule: str | None
    rules: tuple[str, ...]
    before: tuple[ChosenBefore, ...] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A price difference that a refund table paid."""

    refund: str
    paid_at: datetime
    amount: Money


@dataclass(frozen=True, slots=True)
class SignOff:
    """What the courier proved about who signed, or that its time passed (R306)."""

    at: datetime
    signed_by: str | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A cost that another keeper puts on the courier; ``to`` bears it once it is reversed (D5)."""

    entry: CostEntry
    to: str | None = None


@dataclass(slots=True)
class CaseFile:
    """Everything heard of one case; what it means stands in ``cost_rules``."""

    number: str
    request: Request | None = None
    decisions: list[Decided] = field(default_factory=list)
    choices: list[Chosen] = field(default_factory=list)
    verdicts: dict[datetime, Verdict] = field(default_factory=dict)
    damage_confirmed_at: datetime | None = None
    evidence: tuple[str, ...] = ()
    differences: dict[str, Difference] = field(default_factory=dict)
    assigned: dict[str, Assigned] = field(default_factory=dict)
    sign_off: SignOff | None = None
    claim: Claim | None = None

    @property
    def decision(self) -> Decided | None:
        """The newest revision."""
        return self.decisions[-1] if self.decisions else None

    @property
    def unanswered_since(self) -> datetime | None:
        """Since when the desk is to answer what was settled about who signed (R306)."""
        waits = self.decision is not None and self.decision.verdict == NEEDS_EVIDENCE
        return self.sign_off.at if self.sign_off and waits else None

    def bearer(self, party: str) -> Bearer:
        """A party with the account that the case names (D16)."""
        request = self.request
        match party:
            case "dealer":
                return Bearer(party, request.dealer_id if request else None)
            case "staff":
                return Bearer(party, request.agent if request else None)
            case _:
                return Bearer(party)

    def bearers_of_verdicts(self) -> list[Verdict]:
        """The verdicts with the accounts that the case names where they name none (D16).

        Behind them the withdrawals of its claim: of one moment, a verdict goes before (D7).
        """
        found = [
            verdict if verdict.to.account else Verdict(verdict.at, self.bearer(verdict.to.party))
            for verdict in self.verdicts.values()
        ]
        return found if self.claim is None else [*found, *self.claim.withdrawals]


def first_out_of_area(files: Iterable[CaseFile]) -> str | None:
    """The first request out of area: it answers for the order's transfers (D6)."""
    asked = [
        (file.request.at, file.number)
        for file in files
        if file.request and file.request.cause == "out_of_area"
    ]
    return min(asked)[1] if asked else None
