"""Return and exchange slips: number, addresses, goods expected, notes (R202, R511)."""

from pathlib import Path

import pytest

from services.intake.casework_commands import ChooseRemedy
from services.intake.domain.merchant import Merchant, Notes
from services.intake.profile import merchant
from shared.contracts.intake import ReturnSlipIssued
from shared.contracts.registry import to_record
from shared.errors import BadSettings
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk, item

NOTES = Notes(("keep the packaging",), ("postage is paid back",), ("at your cost",), ("wait",))
MERCHANT = Merchant("杭州一号仓\n王五 1", "杭州二号仓\n赵六 2", NOTES)


@pytest.fixture
def signed(desk: Desk) -> Desk:
    desk.intake.merchant = MERCHANT
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    return desk


def test_r202_a_return_slip_says_where_to_and_that_postage_is_paid_back(signed: Desk) -> None:
    signed.ask("damage", photos=1, outer_package="damaged", wish="return")

    slip = signed.last(ReturnSlipIssued)
    assert (slip.slip, slip.kind, slip.address, slip.exchange_address) == (
        "C1-R",
        "return",
        MERCHANT.return_address,
        None,
    )
    assert slip.notes == "keep the packaging\npostage is paid back"
    assert [(line.sku, line.quantity) for line in slip.lines] == [("CUP", 1)]


def test_r301_who_returns_without_a_reason_pays_the_way_back(signed: Desk) -> None:
    signed.ask("change_of_mind", resellable=True, complete=True)

    assert signed.last(ReturnSlipIssued).notes == "keep the packaging\nat your cost"


def test_r511_an_exchange_slip_carries_the_exchange_address_as_well(signed: Desk) -> None:
    signed.ask("wrong_item", photos=1, verified=True, wish="exchange")

    slip = signed.last(ReturnSlipIssued)
    assert (slip.kind, slip.address, slip.exchange_address) == (
        "exchange",
        MERCHANT.return_address,
        MERCHANT.exchange_address,
    )
    assert slip.notes == "keep the packaging\npostage is paid back\nwait"


def test_r511_another_choice_issues_the_other_slip(signed: Desk) -> None:
    signed.ask("wrong_item", photos=1, verified=True, wish="exchange")
    signed.do(ChooseRemedy(CASE, ASKED + HOUR, "return_refund", "李静"))

    kinds = [(slip.kind, slip.revision) for slip in signed.said(ReturnSlipIssued)]
    assert kinds == [("exchange", 1), ("return", 2)]


def test_r511_more_goods_issue_the_slip_again(signed: Desk) -> None:
    signed.ask("damage", photos=1, outer_package="damaged", wish="return")
    signed.ask("damage", item("BOOK"), photos=1, outer_package="damaged", wish="return")

    assert [len(slip.lines) for slip in signed.said(ReturnSlipIssued)] == [1, 2]


def test_no_slip_where_the_customer_sends_nothing(signed: Desk) -> None:
    signed.ask("damage", photos=1, outer_package="damaged", wish="reship")

    assert signed.said(ReturnSlipIssued) == []


def test_a_slip_keeps_its_id_whatever_it_is_printed_with(signed: Desk) -> None:
    signed.ask("damage", photos=1, outer_package="damaged", wish="return")
    slip = signed.last(ReturnSlipIssued)
    elsewhere = slip.model_copy(update={"address": "上海", "notes": None})
    records = [to_record("intake", one, slip.at) for one in (slip, elsewhere)]

    assert records[0].headers["ce_id"] == records[1].headers["ce_id"]
    assert "杭州一号仓".encode() in records[0].value


def test_what_was_printed_stays_when_the_profile_changes(signed: Desk) -> None:
    signed.ask("damage", photos=1, outer_package="damaged", wish="return")
    signed.intake.merchant = Merchant("上海", "上海", NOTES)
    signed.ask("damage", photos=1, outer_package="damaged", wish="return", outer_photo=True)

    assert [slip.address for slip in signed.said(ReturnSlipIssued)] == [MERCHANT.return_address]


PROFILE = 'recipient = "王五"\nphone = "138"\nreturn_address = "杭州"\n'


def test_the_profile_stands_in_the_home_folder(tmp_path: Path) -> None:
    (tmp_path / "merchant.toml").write_text(PROFILE, encoding="utf-8")

    told = merchant(None, tmp_path)

    assert (told.return_address, told.exchange_address) == ("杭州\n王五 138", "杭州\n王五 138")


def test_a_profile_that_is_named_goes_before_the_home_folders(tmp_path: Path) -> None:
    (tmp_path / "merchant.toml").write_text("phone = 1", encoding="utf-8")
    named = tmp_path / "other.toml"
    named.write_text(PROFILE + 'exchange_address = "宁波"\n', encoding="utf-8")

    assert merchant(named, tmp_path).exchange_address == "宁波\n王五 138"


def test_without_a_profile_the_slip_has_blanks_in_both_languages(tmp_path: Path) -> None:
    told = merchant(None, tmp_path)

    assert "退货地址" in told.return_address
    assert "return address" in told.return_address


@pytest.mark.parametrize("text", ["phone = 1", PROFILE + 'fax = "1"', "no toml"])
def test_a_profile_with_a_fault_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "merchant.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"merchant\.toml"):
        merchant(None, tmp_path)


def test_a_profile_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="RECOURSE_PROFILE"):
        merchant(tmp_path / "none.toml", tmp_path)
