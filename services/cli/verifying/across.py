"""What two services keep of the same: the warehouse's own list equals finance's journal (R210)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli import questions
from services.cli.journal import transactions
from services.finance.projections.transactions import Wanted
from shared.audit.equality import Breach, equality
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Books, Printed

WAREHOUSE = "warehouse"
PREFIX = f"{WAREHOUSE}:"


def across(books: Books) -> Iterator[Printed]:
    """Every equality between services, each by what they answer."""
    kept = {
        line["event_id"]: (f"{PREFIX}{month[WAREHOUSE]} {month['period']}", line["amount"])
        for month in books.ask(questions.account_ledgers(WAREHOUSE))
        for line in month["lines"]
    }
    booked = {
        one["event_id"]: _amount(one) for one in books.ask(transactions(Wanted(account=WAREHOUSE)))
    }
    breaches = [*_breaches(kept, booked)]
    found = equality("warehouse", "subledger_equals_journal", len(kept), breaches, "liability")
    yield found.printed()


def _breaches(kept: dict[str, tuple[str, str]], booked: dict[str, str]) -> Iterator[Breach]:
    for event_id, (where, amount) in kept.items():
        if booked.get(event_id) != amount:
            yield Breach("line_not_as_booked", f"{where} {event_id}", amount, booked.get(event_id))
    for event_id in booked.keys() - kept.keys():
        yield Breach("booked_without_line", f"{PREFIX} {event_id}", None, booked[event_id])


def _amount(transaction: Printed) -> str:
    """What the warehouse's account was debited, less what it was credited."""
    legs = [leg for leg in transaction["legs"] if leg["account"].startswith(PREFIX)]
    debited = Money.total(Money.of(leg["debit"]) for leg in legs if leg["debit"])
    return str(debited - Money.total(Money.of(leg["credit"]) for leg in legs if leg["credit"]))
