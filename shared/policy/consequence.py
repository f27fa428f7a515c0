"""What a recorded case would cost, and whom, under a version of the policy. Pure (ADR 0008)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shared.money import Money
from shared.policy.decide import as_chosen, decide
from shared.policy.decision import Decision
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.vocabulary import Cost, Party, Remedy

CARRIED_BACK = frozenset({"refuse", "intercept"})
MISSED = "R210"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What the events of a case tell of its money; an amount that did not arise is 0.00."""

    facts: Facts
    remedy: Remedy | None
    """As the customer chose it."""
    value: Money
    """Of the lines that the request is about."""
    order_value: Money
    amount: Money
    """Of a price difference or compensation, as the request has it."""
    freights: Mapping[Cost, Money]
    """Outbound, return and reship freight and transfer fee, as recorded on the case's parcels."""
    came_back_damaged: Money
    came_back_not_good: Money
    """The value of what inspection found so in what came back."""
    verdict: Party | None = None
    """The last finding of who is liable: it holds whatever the policy says (R501)."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """The decision, what is carried out, who bears which cost, and what the customer is paid."""

    decision: Decision
    chosen: Decision | None
    costs: Mapping[Cost, tuple[Party, Money]]
    paid: Money


@dataclass(frozen=True, slots=True)
class Move:
    """An amount of one cost that one party bears instead of another; null: nobody does."""

    cost: Cost
    source: Party | None
    target: Party | None
    amount: Money


def consequence(case: Happened, policy: Policy) -> Consequence:
    """What would have become of a case if the version had been in force all along."""
    decision = decide(case.facts, policy, case.remedy)
    chosen = as_chosen(case.facts, policy, case.remedy)
    if chosen is None:
        return Consequence(decision, None, {}, Money.zero())
    costs = dict(_costs(case, chosen))
    return Consequence(decision, chosen, costs, _paid(case, chosen, policy))


def moves(before: Consequence, after: Consequence) -> Iterator[Move]:
    """Which amounts another party bears; what only one version brings comes from or goes to nobody.

    ``before`` and ``after`` are of the same case.
    """
    for cost in dict.fromkeys([*before.costs, *after.costs]):
        source, old = before.costs.get(cost, (None, Money.zero()))
        target, new = after.costs.get(cost, (None, Money.zero()))
        if source != target and min(old, new):
            yield Move(cost, source, target, min(old, new))
        if old > new:
            yield Move(cost, source, None, old - new)
        elif new > old:
            yield Move(cost, None, target, new - old)


def _costs(case: Happened, chosen: Decision) -> Iterator[tuple[Cost, tuple[Party, Money]]]:
    for cost, named in chosen.bears.items():
        party = named if case.verdict is None or named == "customer" else case.verdict
        amount = _amount(cost, party, case, chosen)
        if amount:
            yield cost, (party, amount)


def _amount(cost: Cost, party: Party, case: Happened, chosen: Decision) -> Money:
    if cost == "compensation":
        return case.amount
    if cost != "goods":
        return case.freights.get(cost, Money.zero())
    if chosen.register:  # The goods come back: only what inspection found is lost (D10).
        return case.came_back_not_good if party == "customer" else case.came_back_damaged
    return case.order_value if chosen.return_path == "abandon" else case.value  # D12


def _paid(case: Happened, chosen: Decision, policy: Policy) -> Money:
    """Value less what the customer bears, less the commission; a difference as agreed (D4, D9)."""
    remedy = chosen.remedies[0]
    if remedy == "price_difference" or (remedy == "reship" and chosen.rule == MISSED):
        return case.amount  # D11
    if remedy not in {"refund", "return_refund"}:
        return Money.zero()
    left = case.value - Money.total(_deducted(case, chosen))
    paid = left.times(1 - _commission(case.facts, policy))
    return max(paid, Money.zero())


def _deducted(case: Happened, chosen: Decision) -> Iterator[Money]:
    """Freights of a parcel turned back at the customer's cost; goods that came back not good."""
    if chosen.bears.get("goods") == "customer":
        yield case.came_back_not_good
    if chosen.return_path in CARRIED_BACK:
        freights: tuple[Cost, ...] = ("outbound_freight", "return_freight")
        for cost in freights:
            if chosen.bears.get(cost) == "customer":
                yield case.freights.get(cost, Money.zero())


def _commission(facts: Facts, policy: Policy) -> Decimal:
    days, free = facts.days_since_success, policy.limits.commission_free_days
    comes_off = days is not None and days > free and not facts.small_quantity
    return policy.limits.commission_rate if comes_off else Decimal(0)
