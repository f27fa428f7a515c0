"""A statement of a closed month is what was frozen, in every form, whatever comes later (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.finance.closing import digest
from services.finance.issuing import KEPT, Wanted
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.contracts import finance
from shared.contracts.registry import TOPICS
from shared.errors import NotKnown
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    entry,
    shipped,
    transferred,
    warehouse_charged,
)
from tests.support.closing import Book, issued

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from tests.projections.conftest import Opens

SEP, OCT = "2026-09", "2026-10"


def fined(agent: str, at: Any) -> Announcement:
    return finance.StaffCharged(
        at=at, agent=agent, rule="R512", policy="2026-01", entry=entry("incident", "50.00", at, "1")
    )


def dealt(dealer: str, at: Any) -> Announcement:
    return finance.DealerCharged(
        at=at, case_no="C9", dealer_id=dealer, rule="R503", entry=entry("goods", "9.00", at, dealer)
    )


OF_SEPTEMBER = (
    shipped("W-1", "SF", day(1), freight="12.00"),
    charged_back("C1", "SF", day(3), "91.00"),
    warehouse_charged("C2", day(4), "45.50"),
    dealt("D1", day(5)),
    fined("小雅", day(6)),
)
LATE = (
    shipped("W-2", "SF", day(2), freight="9.00"),
    charged_back("C3", "SF", day(3), "7.00"),
    warehouse_charged("C4", day(4), "3.50"),
    dealt("D2", day(5)),
    fined("小雅", day(7)),
    transferred("W-1", "SF", day(8)),
)
ACCOUNTS = [("courier", "SF"), ("warehouse", "main"), ("dealer", "D1"), ("staff", "小雅")]


class Books:
    """A log, and finance's tables as they stand whenever they are asked."""

    def __init__(self, opens: Opens) -> None:
        self.log = ListedLog(TOPICS)
        self.book = Book(self.log)
        self._storages = {party: opens(kept.projection) for party, kept in KEPT.items()}

    def statement(self, party: str, account: str, period: str, revision: int | None = None) -> Any:
        """What ``recourse statement`` prints as JSON."""
        projection, storage = KEPT[party].projection, self._storages[party]
        Projector(projection, storage, self.log.reader()).catch_up(self.log.ends())
        return Wanted(party, account, period, revision).of(storage)


def written(party: str, printed: dict[str, Any]) -> list[bytes]:
    return [form.written(statement(party, printed)) for form in FORMS.values()]


@pytest.fixture
def books(opens: Opens) -> Books:
    """September, closed once."""
    books = Books(opens)
    books.log.say(*OF_SEPTEMBER)
    books.book.close(SEP)
    books.log.say(issued("SF", SEP, "-79.00"))
    return books


@pytest.mark.parametrize(("party", "account"), ACCOUNTS)
def test_what_comes_later_changes_no_byte_of_a_closed_month(
    books: Books, party: str, account: str
) -> None:
    before = books.statement(party, account, SEP)
    books.log.say(*LATE)
    after = books.statement(party, account, SEP)

    assert after == before
    assert written(party, after) == written(party, before)
    assert after["status"] == "closed"


@pytest.mark.parametrize(("party", "account"), ACCOUNTS)
def test_an_issue_names_who_closed_the_month_and_the_hash_of_what_was_frozen(
    books: Books, party: str, account: str
) -> None:
    printed = books.statement(party, account, SEP)
    issue = printed.pop("issue")

    assert issue == {
        "revision": 1,
        "replaces": None,
        "hash": digest(printed),
        "month_hash": "0" * 64,
        "month_hash_before": None,
        "closed_by": "李敏",
        "reason": None,
        "at": "2026-10-11T09:00:00+08:00",
    }


def test_what_came_late_stands_in_the_next_month_as_an_adjustment(books: Books) -> None:
    books.log.say(*LATE)
    draft = statement("courier", books.statement("courier", "SF", OCT))

    assert draft.issue is None
    assert [(group.kind, str(group.subtotal)) for group in draft.groups] == [("adjustment", "7.00")]


def test_a_month_closed_again_has_a_revision_that_names_the_one_it_replaces(books: Books) -> None:
    first = books.statement("courier", "SF", SEP)
    books.book.reopen(SEP)
    books.log.say(*LATE)
    reopened = books.statement("courier", "SF", SEP)
    books.book.close(SEP)
    again = issued("SF", SEP, "-72.00").model_copy(update={"revision": 2, "replaces": 1})
    books.log.say(again)
    second = books.statement("courier", "SF", SEP)

    assert (reopened["status"], reopened["issue"]) == ("reopened", None)
    assert (second["issue"]["revision"], second["issue"]["replaces"]) == (2, 1)
    assert len(second["lines"]) == len(first["lines"]) + 3
    assert books.statement("courier", "SF", SEP, 1) == first
    assert books.statement("warehouse", "main", SEP)["issue"]["replaces"] == 1


@pytest.mark.parametrize(
    ("account", "period", "revision", "why"),
    [
        ("XX", SEP, None, "XX has no account"),
        ("SF", OCT, None, "SF has no month 2026-10: its months are 2026-09 to 2026-09"),
        ("SF", SEP, 2, "SF has no statement of 2026-09, revision 2"),
        ("SF", OCT, 1, "SF has no statement of 2026-10, revision 1"),
    ],
    ids=["no such courier", "no such month", "no such revision", "an open month has none"],
)
def test_what_was_not_issued_is_not_known(
    books: Books, account: str, period: str, revision: int | None, why: str
) -> None:
    with pytest.raises(NotKnown, match=why):
        books.statement("courier", account, period, revision)
