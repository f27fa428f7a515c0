"""Name, phone and address: sealed before they are stored, compared without being read (R516)."""

import stat
from pathlib import Path
from typing import Any

import pytest

from services.intake.application import Intake
from services.intake.commands import RegisterOrder
from services.intake.domain.refusals import OrderDiffers
from services.intake.keys.master import FILE, MasterKey
from shared.errors import BadSettings
from shared.store.connect import environment
from tests.intake.desk import BOUGHT, ORDER, Desk, line

CELLS: dict[str, Any] = {"name": "王芳", "phone": "13800000000", "address": "杭州市西湖区文三路1号"}
OTHER_KEY = "ab" * 64


def stored(home: Path) -> bytes:
    """Every byte of intake's store, what waits in its journal included."""
    return b"".join(path.read_bytes() for path in sorted(home.glob("intake.db*")))


def sealed_cells(desk: Desk, order_no: str = ORDER) -> Any:
    order: Any = desk.intake.repository.get(f"order:{order_no}")
    return order.registration.recipient


def test_r516_no_byte_of_the_store_tells_who_the_customer_is(desk: Desk, tmp_path: Path) -> None:
    desk.order(customer_id="K1", province="浙江", **CELLS)

    found = stored(tmp_path)
    assert "浙江".encode() in found
    for secret in CELLS.values():
        assert secret.encode() not in found
        assert secret.encode("utf-16-le") not in found


@pytest.mark.parametrize("customer", [{"customer_id": "K1"}, {}], ids=["customer", "nobody known"])
def test_d31_the_same_cells_again_change_nothing(
    desk: Desk, tmp_path: Path, customer: dict[str, Any]
) -> None:
    desk.order(**customer, **CELLS)
    assert not desk.order(**customer, **CELLS)
    assert not Desk(tmp_path).order(**customer, **CELLS)


@pytest.mark.parametrize("column", CELLS)
def test_d31_another_name_phone_or_address_is_refused_by_its_column(
    desk: Desk, column: str
) -> None:
    desk.order(customer_id="K1", **CELLS)

    with pytest.raises(OrderDiffers) as refused:
        desk.order(customer_id="K1", **CELLS | {column: "somebody else's"})

    assert refused.value.column == column
    assert "somebody" not in str(refused.value)


def test_d31_an_empty_cell_is_filled_later(desk: Desk) -> None:
    desk.order(customer_id="K1", name="王芳")
    assert desk.order(customer_id="K1", phone="13800000000")
    assert desk.order(address="杭州市西湖区")
    assert not desk.order(customer_id="K1", name="王芳", phone="13800000000")
    assert set(sealed_cells(desk).known) == {"name", "phone", "address"}


def test_d31_the_customer_may_become_known_after_the_cells(desk: Desk) -> None:
    desk.order(**CELLS)
    assert desk.order(customer_id="K1")
    assert not desk.order(customer_id="K1", **CELLS)


def test_r516_cells_of_two_orders_and_two_columns_have_seals_of_their_own(desk: Desk) -> None:
    for order_no in ("O1", "O2"):
        lines = (line("CUP", "30.00"),)
        desk.do(RegisterOrder(order_no, BOUGHT, lines, customer_id="K1", name="same", phone="same"))

    one, other = sealed_cells(desk, "O1"), sealed_cells(desk, "O2")
    assert one.holder == other.holder == "customer:K1"
    assert len({one.name, one.phone, other.name, other.phone}) == 4


def test_r516_two_processes_share_a_customer_s_key(desk: Desk, tmp_path: Path) -> None:
    twin = Desk(tmp_path)
    for at_desk, order_no in ((desk, "O1"), (twin, "O2"), (desk, "O3")):
        lines = (line("CUP", "30.00"),)
        at_desk.do(RegisterOrder(order_no, BOUGHT, lines, customer_id="K1", name="王芳"))

    again = RegisterOrder("O2", BOUGHT, (line("CUP", "30.00"),), customer_id="K1", name="王芳")
    assert not desk.do(again)


# The master key.


def test_r516_the_master_key_is_made_once_and_only_we_may_read_it(
    desk: Desk, tmp_path: Path
) -> None:
    assert not (tmp_path / FILE).exists()
    desk.order(customer_id="K1", **CELLS)
    made = (tmp_path / FILE).read_text()
    Desk(tmp_path).order(customer_id="K1", **CELLS)

    assert (tmp_path / FILE).read_text() == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_r516_orders_that_tell_nobody_s_name_need_no_key(tmp_path: Path) -> None:
    intake = Intake(environment("embedded", "intake", tmp_path))
    assert intake.handle(RegisterOrder(ORDER, BOUGHT, (line("CUP", "30.00"),), customer_id="K1"))

    with pytest.raises(BadSettings, match="a master key is needed"):
        intake.handle(RegisterOrder("O2", BOUGHT, (line("CUP", "30.00"),), name="王芳"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (OTHER_KEY, "not the one of intake's store"),
        ("ab" * 32, "RECOURSE_KEY holds no key"),
        ("not hexadecimal", "RECOURSE_KEY holds no key"),
        (None, "there is neither RECOURSE_KEY nor"),
    ],
    ids=["another", "short", "no digits", "lost"],
)
def test_r516_a_sealed_store_takes_no_other_master_key(
    desk: Desk, tmp_path: Path, given: str | None, told: str
) -> None:
    desk.order(customer_id="K1", **CELLS)
    (tmp_path / FILE).unlink()

    wrong = Intake(environment("embedded", "intake", tmp_path), MasterKey(given, tmp_path / FILE))
    with pytest.raises(BadSettings, match=told):
        wrong.handle(RegisterOrder("O2", BOUGHT, (line("CUP", "30.00"),), name="王芳"))

    assert not (tmp_path / FILE).exists()


def test_r516_the_master_key_may_come_from_the_settings(tmp_path: Path) -> None:
    master = MasterKey(OTHER_KEY, tmp_path / FILE)
    given = Intake(environment("embedded", "intake", tmp_path), master)
    order = RegisterOrder(ORDER, BOUGHT, (line("CUP", "30.00"),), customer_id="K1", **CELLS)

    assert given.handle(order)
    assert not given.handle(order)
    assert not (tmp_path / FILE).exists()
