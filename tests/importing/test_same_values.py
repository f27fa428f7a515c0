"""The same rows are the same values in whatever form they are brought."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.cli.importing.cells import moment, money, month, positive, truth, whole
from services.cli.importing.files import FILES, Column, File
from shared.dates import parse_time, print_time
from shared.money import Money
from tests.importing.written import csv_file, values_in, workbook

START = parse_time("2026-09-01T00:00:00+08:00")
WORDS = st.text(st.sampled_from("订单运abcXYZ019-，（)·,\" '"), min_size=1, max_size=12).filter(
    lambda word: word == word.strip() and word != ""
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    moment: st.integers(0, 30 * 86_400).map(lambda s: START + timedelta(seconds=s)),
    money: st.integers(0, 10**9).map(Money),
    whole: st.integers(0, 10**9),
    positive: st.integers(1, 10**6),
    truth: st.booleans(),
    month: st.sampled_from(["2026-08", "2026-09"]),
}


def cells_of(column: Column) -> st.SearchStrategy[Any]:
    """Any value of a column, empty ones included where they may be."""
    if column.parse in VALUES:
        return VALUES[column.parse]
    try:
        column.parse("none of them")
    except ValueError as error:
        allowed = str(error).removeprefix("not one of ").split(", ")
        return st.sampled_from(allowed)
    return WORDS


@st.composite
def tables(draw: st.DrawFn) -> tuple[File, list[list[Any]], list[int]]:
    """A file, rows of values, and an order of its columns."""
    file = draw(st.sampled_from(FILES))
    rows = [
        [
            draw(cells_of(c) if c.name in file.required else st.none() | cells_of(c))
            for c in file.columns
        ]
        for _ in range(draw(st.integers(1, 4)))
    ]
    return file, rows, draw(st.permutations(range(len(file.columns))))


def as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "0"
        case _ if hasattr(value, "isoformat"):
            return print_time(value)
        case _:
            return str(value)


def as_cell(value: Any) -> Any:
    """As a spreadsheet keeps it: moments without a zone, amounts as binary numbers."""
    match value:
        case Money():
            return float(str(value))
        case _ if hasattr(value, "isoformat"):
            return value.replace(tzinfo=None)
        case _:
            return value


@settings(max_examples=60, deadline=None)
@given(tables())
def test_csv_gb18030_workbook_chinese_headers_and_shuffled_columns_say_the_same(
    given_table: tuple[File, list[list[Any]], list[int]],
) -> None:
    file, rows, places = given_table
    expected = [
        {c.name: v for c, v in zip(file.columns, row, strict=True) if v is not None} for row in rows
    ]
    names = [column.name for column in file.columns]
    chinese = [column.chinese for column in file.columns]
    written = [[as_text(value) for value in row] for row in rows]
    shuffled = [[row[place] for place in places] for row in [chinese, *written]]
    typed = [[as_cell(value) for value in row] for row in rows]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        brought = [
            csv_file(folder / "one.csv", [names, *written]),
            csv_file(folder / "two.csv", [chinese, *written], "utf-8-sig"),
            csv_file(folder / "three.CSV", shuffled, "gb18030"),
            workbook(folder / "four.xlsx", [names, *typed]),
            workbook(folder / "five.XLSX", shuffled),
        ]
        for path in brought:
            found, table = values_in(path, file)
            assert (found, table.errors, table.ignored) == (expected, [], []), path.name
