"""Whatever cases cost, whoever answers for them in turn: the books stay balanced (R501, D5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.finance.domain import posting
from services.finance.domain.posting import Charged, Leg, account_of
from shared.costs import Bearer, Cost, CostEntry, Verdict, always, entries, withdrawal
from shared.dates import SHANGHAI
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
PARTIES = (
    Bearer("courier", "SF"),
    Bearer("warehouse", "main"),
    Bearer("dealer", "D1"),
    Bearer("staff", "a1"),
    Bearer("merchant"),
    Bearer("customer"),
)
COSTS = ("goods", "refund", "outbound_freight", "return_freight", "reship_freight", "compensation")
LAID_OUT = ("reship_freight", "compensation")

moments = st.integers(0, 60 * 24).map(lambda hours: START + timedelta(hours=hours))
amounts = st.integers(0, 50_000).map(Money)
parties = st.sampled_from(PARTIES)


@st.composite
def cases(draw: Any) -> Case:
    """Costs of one case, who answers first, and verdicts that move them."""
    names = draw(st.lists(st.sampled_from(COSTS), min_size=1, max_size=6))
    costs = tuple(
        Cost(name, draw(amounts), draw(moments), "R203", key=str(number))
        for number, name in enumerate(names)
    )
    verdicts = tuple(Verdict(at, to) for at, to in draw(st.lists(st.tuples(moments, parties))))
    return Case(draw(st.uuids()).hex, costs, draw(parties), verdicts)


@dataclass(frozen=True)
class Case:
    """A case's costs and who bears them in turn."""

    number: str
    costs: tuple[Cost, ...]
    first: Bearer
    verdicts: tuple[Verdict, ...]

    def entries(self) -> list[CostEntry]:
        """As a keeper books them."""
        first = always(self.first.party, self.first.account)
        return entries(self.number, self.costs, first, self.verdicts)

    def laid_out(self) -> Iterator[posting.Legs]:
        """What was paid before anybody was charged."""
        for cost in self.costs:
            if cost.cost == "reship_freight":
                yield posting.freight_payable("ZTO", cost.cost, cost.amount)
            elif cost.cost == "compensation":
                yield posting.paid("price_difference", cost.amount, Money.zero(), Money.zero())


@dataclass
class Books:
    """The journal as sums."""

    accounts: defaultdict[str, Money] = field(default_factory=lambda: defaultdict(Money.zero))

    def take(self, legs: tuple[Leg, ...]) -> None:
        """A transaction; it balances by itself."""
        assert Money.total(leg.amount for leg in legs) == Money.zero()
        for leg in legs:
            self.accounts[leg.account] += leg.amount


def charge(entry: CostEntry) -> posting.Legs:
    account = account_of(entry.bearer.party, entry.bearer.account)
    return posting.charged(
        Charged(account, entry.cost, entry.amount, entry.reverses, entry.verdict)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(cases(), max_size=4), st.integers(0, 2**32))
def test_r501_any_costs_and_verdicts_leave_nothing_pending_and_all_balanced(
    found: list[Case], seed: int
) -> None:
    transactions = [charge(entry) for case in found for entry in case.entries()]
    transactions += [legs for case in found for legs in case.laid_out()]
    Random(seed).shuffle(transactions)
    books = Books()

    for legs in transactions:
        books.take(legs)

    assert Money.total(books.accounts.values()) == Money.zero()
    assert books.accounts["pending"] == Money.zero()


@settings(max_examples=150, deadline=None)
@given(cases())
def test_r501_a_party_ends_with_what_stands_on_it_and_no_other_with_anything(case: Case) -> None:
    books, standing = Books(), defaultdict[str, Money](Money.zero)
    for entry in case.entries():
        books.take(charge(entry))
        name = account_of(entry.bearer.party, entry.bearer.account)
        standing[name] += -entry.amount if entry.reverses else entry.amount

    charged = {account_of(one.party, one.account) for one in PARTIES}
    assert {name: books.accounts[name] for name in charged} == {
        name: standing[name] for name in charged
    }
    assert Money.total(standing.values()) == Money.total(cost.amount for cost in case.costs)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 20))
def test_d14_what_late_facts_withdraw_is_as_if_it_had_never_been(case: Case, upto: int) -> None:
    books = Books()
    booked = case.entries()[:upto]
    for entry in booked:
        books.take(charge(entry))
    for entry in reversed(booked):
        books.take(charge(withdrawal(entry)))

    assert {name for name, amount in books.accounts.items() if amount} == set()
