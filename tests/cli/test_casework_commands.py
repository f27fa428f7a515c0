"""People's work on a case from the command line: choosing, confirming, slips (D36, R202, R511)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.cli.slip import A6
from services.intake.domain.casework_refusals import OtherRemedy, RemedyNotAllowed
from shared.errors import BadInput, NotKnown

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,customer_id,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,C-7,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,outer_package,photos\n"
    "K1,2026-09-04T09:00,O1,A,1,damage,damaged,2\n",
}
PROFILE = """recipient = "王五"
phone = "13800000000"
return_address = "浙江省杭州市余杭区仓前街道文一西路九百六十九号三号仓库一层售后退货组"
[notes]
always = ["请在包裹内写清会员名 · Write your customer id inside the parcel, please, and your phone"]
"""


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "zh")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "merchant.toml").write_text(PROFILE, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path), "--until", "2026-09-05").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(*words: str) -> Any:
    answer = run(*words)
    assert answer.exit_code == 0, answer.exception
    return json.loads(answer.stdout)


def test_r202_the_slip_is_printed_for_the_parcel_in_the_language_asked_for() -> None:
    zh, en = run("slip", "K1").stdout, run("slip", "K1", "--lang", "en").stdout

    assert zh.startswith("退货单\n")
    assert "退货编号: K1-R" in zh
    assert "收件人: ____" in zh
    assert en.startswith("Return slip\n")
    assert "Customer: C-7" in en
    assert "A  × 1" in en
    assert max(cell_len(line) for line in zh.splitlines()) <= A6


def test_r202_a_long_address_is_wrapped_and_nothing_of_it_is_lost() -> None:
    lines = run("slip", "K1").stdout.splitlines()

    assert "仓前街道文一西路九百六十九号三号仓库一层售后退货组" in "".join(lines)
    assert "王五 13800000000" in lines


def test_r511_a_slip_as_json_and_csv() -> None:
    slip = told("slip", "K1", "--format", "json")

    assert (slip["slip"], slip["kind"], slip["customer_id"]) == ("K1-R", "return", "C-7")
    assert slip["lines"] == [{"sku": "A", "quantity": 1}]
    assert run("slip", "K1", "--format", "csv").stdout.splitlines()[1].startswith("K1-R,return,K1,")


def test_a_case_without_a_slip_says_so() -> None:
    refused = run("slip", "K9")
    assert isinstance(refused.exception, NotKnown)


def test_d21_a_remedy_is_chosen_and_paid_once_confirmed(house: Path) -> None:
    chosen = told("remedy", "K1", "price_difference", "--amount", "3.00", "--as", "李静")
    told("carry", "confirm", "K1", "--as", "李静")
    assert run("import", str(house), "--until", "2026-09-06").exit_code == 0

    tables = told("refunds", "--format", "json")
    assert chosen["changed"] is True
    assert [(line["kind"], line["amount"]) for t in tables for line in t["lines"]] == [
        ("price_difference", "3.00")
    ]
    assert told("case", "K1", "--format", "json")["remedy"] == "price_difference"


def test_d21_what_is_not_allowed_is_refused() -> None:
    refused = run("remedy", "K1", "exchange", "--as", "李静")

    assert refused.exit_code == 1
    assert isinstance(refused.exception, RemedyNotAllowed)


@pytest.mark.parametrize("amount", ["abc", "-1.00", "1.234"])
def test_an_amount_is_money(amount: str) -> None:
    refused = run("remedy", "K1", "price_difference", "--amount", amount, "--as", "李静")

    assert isinstance(refused.exception, BadInput)


def test_r208_a_finding_is_taken_down_and_told_in_the_case() -> None:
    told("carry", "check", "K1", "--verified", "--finding", "破损属实", "--as", "王敏")
    told("carry", "confirm", "K1", "--as", "王敏")

    events = told("case", "K1", "--format", "json")["events"]
    found = [event["data"] for event in events if event["type"] == "EvidenceVerified"]
    assert [(one["verified"], one["finding"], one["person"]) for one in found] == [
        (True, "破损属实", "王敏")
    ]


def test_r401_an_address_is_asked_for_and_told_to_nobody(house: Path) -> None:
    rows = "K2,2026-09-04T09:00,O2,A,1,wrong_address,,\n"
    (house / "orders.csv").write_text(
        FILES["orders"] + "O2,2026-09-01T09:00,C-8,A,2,10.00\n", encoding="utf-8"
    )
    (house / "requests.csv").write_text(FILES["requests"] + rows, encoding="utf-8")
    assert run("import", str(house), "--until", "2026-09-05").exit_code == 0

    answer = CliRunner().invoke(
        app, ["carry", "address", "K2", "--as", "李静"], input="杭州文一西路 969 号\n"
    )

    assert answer.exit_code == 0, answer.exception
    case = run("case", "K2", "--format", "json").stdout
    assert "AddressCorrected" in case
    assert "文一西路" not in case
    flags = told("flags", "--order", "O2", "--format", "json")
    assert [(flag["kind"], flag["person"]) for flag in flags] == [("address", "李静")]


def test_r304_r305_parts_and_copies_are_for_their_own_remedies() -> None:
    for words in (
        ("part", "K1", "盖子", "--amount", "6.50"),
        ("invoice", "K1", "--number", "F-1"),
    ):
        refused = run("carry", *words, "--as", "李静")
        assert isinstance(refused.exception, OtherRemedy)
