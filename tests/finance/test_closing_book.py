"""The closing book: hold, close, reopen, in order, by two people where that is asked (D14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from services.finance import publishing, reactions
from services.finance.application import Finance
from services.finance.domain.closing_book import chained
from services.finance.domain.closing_refusals import (
    BookMovedOn,
    HeldBySamePerson,
    MonthBlocked,
    MonthIsClosed,
    MonthNotHeld,
    MonthNotLastClosed,
    TablesBehind,
)
from services.finance.domain.month_drawn import CourierTotals, DrawnMonth, Look, Who
from services.finance.month_commands import CloseMonth, HoldMonth, ReopenMonth
from shared.contracts.finance import TOPIC
from shared.contracts.months import CourierStatementIssued, MonthClosed, MonthHeld, MonthReopened
from shared.money import Money
from shared.store.connect import environment
from tests.finance.told import at
from tests.support.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEP, OCT = "2026-09", "2026-10"
LI, WANG = Who("李敏"), Who("王强", "复核无误")
NOTHING = Money.zero()
SF = CourierTotals(
    courier="SF",
    opening=NOTHING,
    freight=Money.of("8.00"),
    transfer_fees=NOTHING,
    chargebacks=NOTHING,
    adjustments=NOTHING,
    net=Money.of("8.00"),
    lines=1,
    hash="a" * 64,
)


def look(after: int, *months: DrawnMonth, read: int = 10) -> Look:
    """The books after so many steps, read up to one place."""
    return Look(after, {TOPIC: (read, read)}, months)


def drawn(period: str, *blockers: str) -> DrawnMonth:
    return DrawnMonth(period, f"content of {period}", (SF,), blockers)


def close(period: str, after: int, *months: DrawnMonth, who: Who = LI, **how: Any) -> CloseMonth:
    return CloseMonth(period, at(30), who, look(after, *(months or (drawn(period),))), **how)


def reopen(period: str, after: int) -> ReopenMonth:
    return ReopenMonth(period, at(30), LI, look(after))


@pytest.fixture
def two_people(tmp_path: Path) -> Iterator[Stage]:
    """Finance where closing needs another person than holding."""
    service = Finance(environment("embedded", "finance", tmp_path / "two"), four_eyes=True)
    yield Stage(service, reactions, publishing.announce)
    service.close()


def steps(finance: Stage) -> list[tuple[str, str, int]]:
    return [
        (type(said).__name__, said.period, said.sequence)
        for said in finance.said
        if isinstance(said, MonthHeld | MonthClosed | MonthReopened)
    ]


def test_closing_an_open_month_holds_it_first_and_issues_statements(finance: Stage) -> None:
    finance.does(close(SEP, 0))

    assert steps(finance) == [("MonthHeld", SEP, 1), ("MonthClosed", SEP, 2)]
    (closed,) = finance.said_of(MonthClosed)
    assert (closed.person, closed.revision, closed.hash_before) == ("李敏", 1, None)
    assert closed.upto == {TOPIC: (10, 10)}
    (statement,) = finance.said_of(CourierStatementIssued)
    assert (statement.statement, statement.net, statement.replaces) == (
        "SF:2026-09",
        Money.of("8.00"),
        None,
    )


def test_closing_a_closed_month_again_changes_nothing(finance: Stage) -> None:
    finance.does(close(SEP, 0))
    before = finance.said

    assert not finance.service.handle(close(SEP, 0, drawn(SEP, "freight_missing W-1")))
    assert finance.said == before


def test_each_months_hash_is_chained_to_the_month_before(finance: Stage) -> None:
    finance.does(close(SEP, 0), close(OCT, 2))

    september, october = finance.said_of(MonthClosed)
    assert september.hash == chained(None, f"content of {SEP}")
    assert (october.hash_before, october.hash) == (
        september.hash,
        chained(september.hash, f"content of {OCT}"),
    )


def test_what_is_missing_refuses_and_names_each(finance: Stage) -> None:
    with pytest.raises(MonthBlocked) as refused:
        finance.does(close(SEP, 0, drawn(SEP, "freight_missing W-1", "goods_not_inspected W-2")))

    assert refused.value.blockers == ("freight_missing W-1", "goods_not_inspected W-2")
    assert finance.said == []


def test_an_override_closes_earlier_months_first_and_keeps_what_it_overrode(
    finance: Stage,
) -> None:
    months = (drawn(SEP, "freight_missing W-1"), drawn(OCT, "earlier_month_open 2026-09"))
    finance.does(close(OCT, 0, *months, who=WANG, override=True))

    september, october = finance.said_of(MonthClosed)
    assert [(one.period, one.overrides, one.reason) for one in (september, october)] == [
        (SEP, ("freight_missing W-1",), "复核无误"),
        (OCT, ("earlier_month_open 2026-09",), "复核无误"),
    ]
    assert october.hash_before == september.hash


def test_a_month_reopened_and_closed_again_issues_a_revision_that_names_the_first(
    finance: Stage,
) -> None:
    finance.does(close(SEP, 0), reopen(SEP, 2), close(SEP, 3))

    assert [one.revision for one in finance.said_of(MonthClosed)] == [1, 2]
    statements = finance.said_of(CourierStatementIssued)
    assert [(one.revision, one.replaces) for one in statements] == [(1, None), (2, 1)]
    assert len({one.hash for one in finance.said_of(MonthClosed)}) == 1


def test_reopening_again_changes_nothing(finance: Stage) -> None:
    finance.does(close(SEP, 0), reopen(SEP, 2))

    assert not finance.service.handle(reopen(SEP, 2))


@pytest.mark.parametrize("period", [SEP, "2026-11"])
def test_only_the_last_closed_month_is_reopened(finance: Stage, period: str) -> None:
    finance.does(close(SEP, 0), close(OCT, 2))

    with pytest.raises(MonthNotLastClosed):
        finance.does(reopen(period, 4))


def test_a_closed_month_is_not_held(finance: Stage) -> None:
    finance.does(close(SEP, 0))

    with pytest.raises(MonthIsClosed):
        finance.does(HoldMonth(SEP, at(30), LI))


def test_a_held_month_stays_with_who_held_it(finance: Stage) -> None:
    finance.does(HoldMonth(SEP, at(30), LI), HoldMonth(SEP, at(30), WANG))

    (held,) = finance.said_of(MonthHeld)
    assert held.person == "李敏"


def test_with_four_eyes_a_month_not_on_hold_is_refused(two_people: Stage) -> None:
    with pytest.raises(MonthNotHeld):
        two_people.does(close(SEP, 0))


def test_with_four_eyes_whoever_held_it_does_not_close_it(two_people: Stage) -> None:
    two_people.does(HoldMonth(SEP, at(30), LI))

    with pytest.raises(HeldBySamePerson):
        two_people.does(close(SEP, 1))
    two_people.does(close(SEP, 1, who=WANG))

    (closed,) = two_people.said_of(MonthClosed)
    assert closed.person == "王强"


def test_with_four_eyes_an_override_asks_for_every_month_it_closes(two_people: Stage) -> None:
    two_people.does(HoldMonth(OCT, at(30), LI))

    with pytest.raises(MonthNotHeld, match=SEP):
        two_people.does(close(OCT, 1, drawn(SEP), drawn(OCT), who=WANG, override=True))


def test_a_look_from_before_another_step_is_refused(finance: Stage) -> None:
    finance.does(close(SEP, 0))

    with pytest.raises(BookMovedOn):
        finance.does(close(OCT, 1))


def test_tables_that_went_back_close_nothing(finance: Stage) -> None:
    """A projection that is being filled again has not read what the last closing covers."""
    finance.does(close(SEP, 0))
    october = close(OCT, 2)

    with pytest.raises(TablesBehind):
        finance.does(replace(october, look=look(2, drawn(OCT), read=9)))
    finance.does(october)
