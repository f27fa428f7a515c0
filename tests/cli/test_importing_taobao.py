"""The mapping of Taobao's and Tmall's exports, on the sample of one and on newer headers."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from services.cli.importing.files import ORDERS, PARCELS
from services.cli.importing.folder import sources_in
from services.cli.importing.mapping import load
from services.cli.importing.reading import Table
from services.cli.main import app
from shared.dates import parse_time
from shared.money import Money
from tests.importing.written import csv_file, workbook

SAMPLE = Path(__file__).parents[2] / "samples" / "taobao"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    shutil.copytree(SAMPLE, tmp_path / "files")
    return tmp_path / "files"


def answer(*words: str) -> Any:
    return json.loads(CliRunner().invoke(app, [*words, "--format", "json"]).stdout)


def imported(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = answer("import", str(folder), "--mapping", "taobao")
    return report


def read_rows(folder: Path, name: str) -> tuple[list[dict[str, Any]], Table]:
    """What a folder's exports say about one of our files."""
    found, _ = sources_in(folder, load("taobao"))
    table = Table()
    rows = []
    for file, sources in found:
        for source in sources if file.name == name else ():
            for _, values in source.read(table):
                columns = (column.name for column in file.columns)
                rows.append(dict(zip(columns, values, strict=True)))
    return rows, table


def test_the_sample_is_imported_once_and_its_cases_are_decided(folder: Path) -> None:
    report = imported(folder)
    assert (report["errors"], report["new"]) == ([], report["rows"])
    assert (imported(folder)["new"], imported(folder)["unchanged"]) == (0, report["rows"])

    (month,) = answer("ledger", "courier")
    told = [(line["case"], line["cost"], line["amount"]) for line in month["lines"]]
    assert (month["courier"], told) == ("SF", [("TK0901", "compensation", "20.00")])
    paid = {line["case"] for table in answer("refunds") for line in table["lines"]}
    assert paid == {"TK0901", "TK0902"}
    assert {one["column"] for one in report["ignored"]} >= {"买家支付宝账号", "商品属性"}
    assert not {one["column"] for one in report["ignored"]} & {"订单编号", "物流单号", "价格"}


def test_an_order_is_joined_from_both_reports_and_freed_of_what_spreadsheets_add() -> None:
    rows, table = read_rows(SAMPLE, ORDERS.name)

    assert table.errors == []
    assert rows[1] == {
        "order_no": "4021873300511860001", "sku": "BG-2", "product": "苏打饼干礼盒",
        "purchased_at": parse_time("2026-09-01T09:12:33"),
        "succeeded_at": parse_time("2026-09-04T20:11:09"),
        "customer_id": "tb_梧桐雨", "customer_class": None, "name": "王莉", "phone": "13812340001",
        "province": "浙江", "address": "浙江省 杭州市 西湖区 文三路 108号(310012)",
        "dealer_id": None, "liquid": None, "quantity": 1, "unit_price": Money.of("36.50"),
        "unit_weight_g": None, "packaging_g": None,
    }  # fmt: skip
    assert {row["province"] for row in rows} == {"浙江", "上海", "新疆", "江苏", "黑龙江"}


def test_an_order_that_was_never_paid_is_none_and_one_not_sent_has_no_parcel() -> None:
    orders = {row["order_no"][-1] for row in read_rows(SAMPLE, ORDERS.name)[0]}
    parcels = {row["order_no"][-1]: row for row in read_rows(SAMPLE, PARCELS.name)[0]}

    assert orders == {"1", "2", "3", "5", "6"}
    assert parcels.keys() == {"1", "2", "3", "5"}
    sent = parcels["1"]
    assert (sent["waybill"], sent["courier"], sent["kind"]) == ("73600316247081", "ZTO", "outbound")


def test_the_newer_headers_as_workbooks_are_understood(tmp_path: Path) -> None:
    made = datetime(2026, 9, 1, 9, 12, 33)  # noqa: DTZ001  # a sheet's times have no zone
    order = {
        "订单编号": "5118609024991031607", "订单状态": "交易成功", "订单创建时间": made,
        "订单付款时间": "2026/9/1 9:13", "收货地址": "江苏省 南京市 建邺区 沙洲街道****",
        "物流单号": "73600316247086", "物流公司": "没见过的快递", "发货时间": "2026-09-01 14:22:47",
    }  # fmt: skip
    item = {
        "子订单编号": "1", "主订单编号": "5118609024991031607", "商品标题": "杂志",
        "商品价格": 34.0, "购买数量": 1, "商品ID": 630112233445,
    }  # fmt: skip
    workbook(tmp_path / "ExportOrderList1.xlsx", [[*order], [*order.values()]])
    workbook(tmp_path / "店铺宝贝报表.XLSX", [[*item], [*item.values()]])

    ((row,), table), ((parcel,), _) = read_rows(tmp_path, "orders"), read_rows(tmp_path, "parcels")
    assert table.errors == []
    assert (row["sku"], row["unit_price"], row["province"]) == (
        "630112233445", Money.of("34.00"), "江苏",
    )  # fmt: skip
    assert row["purchased_at"] == parse_time("2026-09-01T09:12:33")
    assert (parcel["courier"], parcel["waybill"]) == ("没见过的快递", "73600316247086")


def test_errors_name_the_users_own_file_row_and_header(folder: Path) -> None:
    header = ["订单编号", "标题", "价格", "购买数量", "商家编码"]
    bad = [
        ["4021873300511860001", "茶", "12.345", "1", "A"],
        ["4021873300511869999", "茶", "12.00", "1", "A"],
        ["4021873300511860002", "茶", "12.00", "半", "A"],
        ["4021873300511860002", "骨瓷饭碗6只装", "70.00", "1", "CW-WAN6"],
    ]
    csv_file(folder / "ExportOrderDetailList202610.csv", [header, *bad], "gb18030")
    report = imported(folder)

    named = [(error["file"], error["row"], error["column"]) for error in report["errors"]]
    assert named == [
        ("ExportOrderDetailList202610.csv", 2, "商品价格 / 价格"),
        ("ExportOrderDetailList202610.csv", 3, "主订单编号 / 订单编号"),
        ("ExportOrderDetailList202610.csv", 4, "购买数量"),
        ("ExportOrderDetailList202610.csv", 5, "商品价格 / 价格"),
    ]
    assert "none of the files of 'orders'" in report["errors"][1]["reason"]


def test_a_report_without_a_needed_header_is_rejected_whole_and_alone(folder: Path) -> None:
    header = ["订单编号", "标题", "价格", "商家编码"]
    csv_file(folder / "ExportOrderDetailList202610.csv", [header, ["4021", "茶", "1.00", "A"]])
    report = imported(folder)

    named = [(error["file"], error["row"], error["column"]) for error in report["errors"]]
    assert named == [("ExportOrderDetailList202610.csv", 1, "购买数量")]
    assert report["new"] == report["rows"]


def test_a_folder_without_any_of_the_exports_says_what_was_looked_for(folder: Path) -> None:
    for path in folder.glob("Export*"):
        path.unlink()
    done = CliRunner().invoke(app, ["import", str(folder), "--mapping", "taobao"])

    assert done.exit_code != 0
    assert "ExportOrderDetailList*" in str(done.exception)


def test_the_ready_mappings_are_printed() -> None:
    assert answer("import", "--mappings") == [
        {
            "mapping": "taobao",
            "about": load("taobao").about,
            "looks_for": "ExportOrderList*, *订单报表*, ExportOrderDetailList*, *宝贝报表*, *商品报表*",  # noqa: E501  # one line of output
            "brings": "orders, parcels",
        }
    ]
