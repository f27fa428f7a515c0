"""An exchange is checked against stock first, by people alone (R511, D36)."""

import pytest

from services.intake.casework_commands import ChooseRemedy
from services.intake.domain.casework_refusals import OutOfStock
from shared.contracts.intake import RemedyChosen
from shared.contracts.warehouse import StockCounted
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk, item

LATER = ASKED + 3 * HOUR
EXCHANGE = ChooseRemedy(CASE, LATER, "exchange", "李静")


def counted(desk: Desk, pieces: int, at: object = ASKED, sku: str = "CUP") -> None:
    desk.hear(StockCounted(at=at, sku=sku, available=pieces))  # type: ignore[arg-type]  # a moment


@pytest.fixture
def expired(desk: Desk) -> Desk:
    """Two expired cups: an exchange or a refund (R207), refund wished for."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("expired", item("CUP", 2), wish="refund")
    return desk


def test_r511_an_exchange_that_stock_does_not_cover_is_refused_with_the_alternatives(
    expired: Desk,
) -> None:
    counted(expired, 1)

    with pytest.raises(OutOfStock, match=r"2 of CUP, there are 1; instead: refund"):
        expired.do(EXCHANGE)


def test_r511_an_exchange_that_stock_just_covers_is_taken(expired: Desk) -> None:
    counted(expired, 2)

    assert expired.do(EXCHANGE)
    assert expired.last(RemedyChosen).remedy == "exchange"


def test_d36_unknown_stock_counts_as_available(expired: Desk) -> None:
    counted(expired, 0, sku="BOOK")

    assert expired.do(EXCHANGE)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in-order", "the-later-heard-first"])
def test_r511_the_latest_count_holds_in_whatever_order(
    expired: Desk, order: tuple[int, int]
) -> None:
    counts = [(0, ASKED), (5, ASKED + HOUR)]
    for place in order:
        counted(expired, *counts[place])

    assert expired.do(EXCHANGE)


def test_r511_other_remedies_ask_nobody_for_stock(expired: Desk) -> None:
    counted(expired, 0)

    assert expired.do(ChooseRemedy(CASE, LATER, "refund", "李静"))


def test_d36_a_request_that_asks_for_an_exchange_is_never_checked(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    counted(desk, 0)
    desk.ask("expired", wish="exchange")

    assert desk.last(RemedyChosen).remedy == "exchange"


def test_r105_another_product_before_dispatch_needs_none_of_the_goods(desk: Desk) -> None:
    desk.order()
    counted(desk, 0)
    desk.ask("out_of_stock", wish="wait")

    assert desk.do(EXCHANGE)
