"""The journal's reports: what cases cost whom, and what stands pending for whom since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections.journal import PROJECTION
from services.finance.projections.loss_report import By, LossReport
from services.finance.projections.pending_report import PendingReport
from shared.contracts import claims, finance, intake, logistics
from shared.contracts.base import ValuedGoods
from shared.money import Money
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    entry,
    shipped,
    warehouse_charged,
)

if TYPE_CHECKING:
    from datetime import datetime

    from shared.contracts.base import Announcement
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens


def tables(opens: Opens, *said: Announcement) -> Storage:
    log = ListedLog(PROJECTION.topics)
    log.say(*said)
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    return storage


def asked(case: str, cause: str, courier: str, agent: str, **values: str) -> Any:
    lines = tuple(
        ValuedGoods(sku=sku, quantity=1, unit_price=Money.of(value), value=Money.of(value))
        for sku, value in values.items()
    )
    return intake.ReturnRequested(
        at=day(2),
        case_no=case,
        order_no=f"O-W-{case}",
        requested_at=day(2),
        facts={"cause": cause},
        lines=lines,
        courier=courier,
        agent=agent,
    )


def carried_out(case: str, at: datetime, liable: str) -> Any:
    return intake.RemedyChosen(at=at, case_no=case, remedy="reship", chosen_at=at, liable=liable)


def claimed(case: str, at: datetime, *costs: tuple[str, str | None]) -> Any:
    expected = tuple(
        logistics.ExpectedCost(cost=cost, amount=None if amount is None else Money.of(amount))
        for cost, amount in costs
    )
    return logistics.CourierClaimOpened(
        at=at, case_no=case, courier="SF", claim=f"c-{case}", expected=expected
    )


def difference(case: str, at: datetime, amount: str) -> Any:
    return finance.RefundPaid(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        refund=f"r-{case}",
        table_at=at,
        kind="price_difference",
        amount=Money.of(amount),
        deducted=Money.zero(),
        shares=(),
    )


SAID = (
    asked("1", "damage", "YTO", "小雅", MILK="60.00", TEA="30.00"),
    asked("2", "missed_item", "SF", "小雅", TEA="9.00"),
    charged_back("1", "YTO", day(3), "91.00"),
    warehouse_charged("2", day(31), "9.00"),
    finance.StaffCharged(at=day(8), agent="小雅", entry=entry("incident", "50.00", day(8), "a1")),
    shipped("W-2", "SF", day(1), freight="9.00", kind="reship", case_no="1"),
)
LOSSES: dict[By, dict[str | None, str]] = {
    "party": {
        "courier:YTO": "91.00",
        "staff:小雅": "50.00",
        "warehouse:main": "9.00",
        "pending": "9.00",
        "merchant": "-50.00",
    },
    "cause": {"damage": "100.00", "missed_item": "9.00", None: "0.00"},
    "courier": {"YTO": "100.00", "SF": "9.00", None: "0.00"},
    "product": {"MILK": "66.66", "TEA": "42.34", None: "0.00"},
    "agent": {"小雅": "109.00", None: "0.00"},
}


@pytest.mark.parametrize("by", LOSSES)
def test_losses_add_up_to_the_same_however_they_are_told_apart(opens: Opens, by: By) -> None:
    rows = LossReport(tables(opens, *SAID)).losses(by)

    assert {row["key"]: row["loss"] for row in rows} == LOSSES[by]
    assert Money.total(Money.of(row["loss"]) for row in rows) == Money.of("109.00")


def test_losses_are_of_a_month_and_known_by_a_moment(opens: Opens) -> None:
    report = LossReport(tables(opens, *SAID))

    (october,) = report.losses("cause", "2026-10")

    assert (october["key"], october["loss"], october["cases"]) == ("missed_item", "9.00", 1)
    assert report.losses("cause", known_at=day(1)) == []


def test_r501_what_is_pending_is_told_by_case_age_and_whom_it_is_expected_from(
    opens: Opens,
) -> None:
    storage = tables(
        opens,
        asked("1", "damage", "SF", "小雅", MILK="60.00"),
        carried_out("1", day(2), "courier"),
        claimed("1", day(2), ("goods", "60.00"), ("reship_freight", None)),
        shipped("R-1", "SF", day(3), freight="9.00", kind="reship", case_no="1"),
        difference("2", day(20), "5.00"),
        carried_out("2", day(19), "merchant"),
    )

    found = PendingReport(storage).pending(as_of=day(21))

    (standing,) = found["cases"]
    assert (standing["case"], standing["amount"], standing["days"]) == ("1", "9.00", 18)
    assert standing["expected_from"] == "courier"
    assert standing["claimed"] == [
        {"cost": "goods", "amount": "60.00"},
        {"cost": "reship_freight", "amount": None},
    ]
    assert [row["case"] for row in found["merchant"]] == ["2"]
    assert found["total"] == "14.00"
    ages = {row["age"]: (row["cases"], row["amount"]) for row in found["ages"]}
    assert ages["16-30"] == (1, "9.00")
    assert ages["0-7"] == (0, "0.00")


def test_d7_a_reship_of_a_claim_given_up_stays_the_merchants(opens: Opens) -> None:
    storage = tables(
        opens,
        carried_out("1", day(2), "courier"),
        claimed("1", day(2), ("reship_freight", None)),
        shipped("R-1", "SF", day(3), freight="9.00", kind="reship", case_no="1"),
        claims.ClaimWithdrawn(at=day(9), case_no="1", claim="c-1", step=1, person="王芳"),
    )
    report = PendingReport(storage)

    (left,) = report.pending(as_of=day(9))["merchant"]
    (before,) = report.pending(as_of=day(8))["cases"]

    assert (left["amount"], left["expected_from"], left["claimed"]) == ("9.00", "merchant", [])
    assert before["expected_from"] == "courier"


def test_what_is_charged_is_pending_no_more_and_expected_no_more(opens: Opens) -> None:
    storage = tables(
        opens,
        claimed("1", day(2), ("goods", "60.00"), ("reship_freight", None)),
        shipped("R-1", "SF", day(3), freight="9.00", kind="reship", case_no="1"),
        charged_back("1", "SF", day(5), "60.00"),
    )
    report = PendingReport(storage)

    (standing,) = report.pending()["cases"]

    assert standing["claimed"] == [{"cost": "reship_freight", "amount": None}]
    assert report.pending(as_of=day(1))["cases"] == []
