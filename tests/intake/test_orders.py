"""Orders as registered: again, with more of them, with other content (D31)."""

import pytest

from services.intake.domain.refusals import OrderDiffers
from shared.contracts.intake import OrderRegistered
from tests.intake.desk import BOUGHT, DAY, Desk, line


def test_d31_the_same_order_again_changes_nothing(desk: Desk) -> None:
    assert desk.order(customer_id="K1")
    assert not desk.order(customer_id="K1")
    assert not desk.order()


def test_d31_lines_may_be_added_and_cells_filled(desk: Desk) -> None:
    desk.order(line("CUP", "30.00"))
    assert desk.order(line("BOOK", "45.50"), succeeded_at=BOUGHT + DAY)

    said = desk.last(OrderRegistered)
    assert [one.sku for one in said.lines] == ["BOOK", "CUP"]
    assert (said.revision, said.succeeded_at, said.at) == (2, BOUGHT + DAY, BOUGHT + DAY)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"customer_id": "K2"}, "customer_id"),
        ({"at": BOUGHT + DAY}, "purchased_at"),
        ({"price": "31.00"}, "unit_price"),
    ],
)
def test_d31_other_content_is_refused_by_its_column(
    desk: Desk, cells: dict[str, object], column: str
) -> None:
    desk.order(line("CUP", "30.00"), customer_id="K1")
    again: dict[str, object] = {"customer_id": "K1"} | cells
    price = str(again.pop("price", "30.00"))

    with pytest.raises(OrderDiffers) as refused:
        desk.order(line("CUP", price), **again)  # type: ignore[arg-type]  # a table of cells

    assert refused.value.column == column


def test_r516_name_phone_and_address_are_not_announced(desk: Desk) -> None:
    desk.order(name="王芳", phone="13800000000", address="杭州市西湖区", province="浙江")

    said = desk.last(OrderRegistered).model_dump_json()
    assert "浙江" in said
    assert not any(secret in said for secret in ("王芳", "13800000000", "西湖"))
