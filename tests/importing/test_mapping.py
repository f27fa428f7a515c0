"""A mapping file is checked when it is read; what is wrong is named by file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli.importing.files import SCANS
from services.cli.importing.folder import sources_in
from services.cli.importing.mapping import load, ready
from services.cli.importing.reading import Table
from shared.dates import parse_time
from shared.errors import BadInput
from tests.importing.written import csv_file

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
about = "a courier's own list"
unknown = ["-"]

[tables.list]
files = ["轨迹*"]
encoding = "gb18030"

[[file]]
target = "scans"
rows = "list"
needs = ["操作"]

[file.constants]
place = "somewhere"

[file.columns]
waybill = ["面单", "运单"]
at = { from = "时间", times = ["%d.%m.%Y %H:%M", "%Y年%m月%d日"] }
status = { from = "操作", values = { "签收" = "signed", "揽件" = "picked_up" } }
place = { from = "网点", pattern = '[^(]*\\((.*)\\)' }
"""


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def scans(tmp_path: Path, *rows: list[str]) -> tuple[list[tuple[object, ...]], Table]:
    header = ["面单", "运单", "时间", "操作", "网点"]
    csv_file(tmp_path / "轨迹0901.csv", [header, *rows], "gb18030")
    found, _ = sources_in(tmp_path, load(written(tmp_path, GOOD)))
    ((source,),) = [sources for file, sources in found if file is SCANS]
    table = Table()
    return [tuple(values[:4]) for _, values in source.read(table)], table


def test_a_mapping_translates_picks_and_fills_in(tmp_path: Path) -> None:
    rows, table = scans(
        tmp_path,
        ["", "W1", "03.09.2026 10:20", "签收", "杭州 (西湖)"],
        ["W2", "ignored", "2026年09月03日", "揽件", "-"],
        ["W3", "", "2026-09-03T10:00:00Z", "arrived", ""],
        ["W4", "", "2026-09-03", "-", "not a scan at all"],
    )

    assert table.errors == []
    assert rows == [
        ("W1", parse_time("2026-09-03T10:20:00"), "signed", "西湖"),
        ("W2", parse_time("2026-09-03T00:00:00"), "picked_up", "somewhere"),
        ("W3", parse_time("2026-09-03T18:00:00"), "arrived", "somewhere"),
    ]
    assert table.rows == 3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["W1", "", "03/09/2026", "签收", ""], "时间"),
        (["W1", "", "2026-09-03", "退件", ""], "操作"),
        (["W1", "", "2026-09-03", "签收", "西湖"], "网点"),
        (["", "-", "2026-09-03", "签收", ""], "面单 / 运单"),
    ],
    ids=["time", "value", "pattern", "unknown"],
)
def test_a_cell_that_does_not_fit_is_named_by_the_users_header(
    tmp_path: Path, row: list[str], column: str
) -> None:
    rows, table = scans(tmp_path, row, ["W2", "", "2026-09-03", "签收", ""])

    assert len(rows) == 1
    assert [(e.file, e.row, e.column) for e in table.errors] == [("轨迹0901.csv", 2, column)]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("about =", "abuot =", "about: Field required; abuot: Extra inputs"),
        ('target = "scans"', 'target = "skans"', "file.0: target: one of orders, parcels"),
        ('rows = "list"', 'rows = "lists"', "file.0: there is no table 'lists'"),
        ('waybill = ["面单", "运单"]\n', "", "file.0: columns.waybill: is required"),
        ("place = {", "plaice = {", "file.0: columns.plaice: scans has no such column"),
        ('"签收" = "signed"', '"签收" = "done"', "columns.status.values.签收: not one of"),
        ('"somewhere"', "7", "file.0.constants.place"),
        ("[^(]*\\((.*)\\)", "[^(]*", "file.0.columns.place.pattern"),
        ('["面单", "运单"]', "[]", "file.0.columns.waybill.from"),
        ('"gb18030"', '"gb2311"', "tables.list.encoding: gb2311 is no encoding"),
        ('files = ["轨迹*"]', "", "tables.list.files: Field required"),
        ("[[file]]", "[[file", "not TOML"),
        ('from = "时间"', 'form = "时间"', "file.0.columns.at.form"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_mapping_is_named_by_file_and_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    with pytest.raises(BadInput) as refused:
        load(written(tmp_path, text))

    assert "mine.toml: " in str(refused.value)
    assert key in str(refused.value)


@pytest.mark.parametrize("name", ["nowhere.toml", "tmall2", "../files"])
def test_a_mapping_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(BadInput, match=name.replace(".", r"\.")):
        load(name)


@pytest.mark.parametrize("name", ready())
def test_every_ready_mapping_can_be_read_and_says_what_it_is(name: str) -> None:
    assert load(name).about
