"""A statement as CSV, XLSX and PDF: the same bytes wherever and whenever, the same amounts."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
import typst
from python_calamine import CalamineWorkbook

from services.finance.statements import paper
from services.finance.statements.forms import FORMS
from services.finance.statements.page import page
from services.finance.statements.statement import statement
from tests.support.statements import ISSUE, account_month, charge, courier_month, line

MONTH = courier_month(
    *(line("freight", f"{number}.50", number) for number in range(1, 90)),
    line("chargeback", "79.80", 90),
    line("reversal", "9.80", 91, rule="R501"),
    line("adjustment", "-45.50", 92, for_period="2026-08"),
    opening="-1234.56",
    issue=ISSUE,
)
OTHERS = [
    pytest.param("courier", courier_month(), id="an empty month"),
    pytest.param("courier", MONTH | {"issue": None}, id="a draft"),
    pytest.param("warehouse", account_month(charge("178.00"), charge("-58.00", 2)), id="warehouse"),
    pytest.param(
        "staff", account_month(charge("50.00"), party="staff", commission="due"), id="an agent"
    ),
]
WRITE = """
import hashlib, json, sys
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
told = statement("courier", json.load(sys.stdin))
print(json.dumps({name: hashlib.sha256(f.written(told)).hexdigest() for name, f in FORMS.items()}))
"""


def written(form: str, printed: dict[str, Any] = MONTH, party: str = "courier") -> bytes:
    return FORMS[form].written(statement(party, printed))


@pytest.mark.parametrize("form", FORMS)
def test_a_statement_written_twice_is_the_same_bytes(form: str) -> None:
    assert written(form) == written(form)


def test_another_process_writes_the_same_bytes() -> None:
    there = subprocess.run(
        [sys.executable, "-c", WRITE],
        input=json.dumps(MONTH), text=True, capture_output=True, check=True,
    )  # fmt: skip

    assert json.loads(there.stdout) == {f: sha256(written(f)).hexdigest() for f in FORMS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("party", "printed"), OTHERS)
def test_every_kind_of_statement_is_written(form: str, party: str, printed: Any) -> None:
    assert written(form, printed, party)


def test_a_workbook_reads_back_with_the_totals_of_the_json() -> None:
    summary, lines = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx"))).sheet_names
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx")))
    heads, *rows = book.get_sheet_by_name(lines).to_python()
    figures = {row[0]: row[1] for row in book.get_sheet_by_name(summary).to_python()}
    changes = sum(Decimal(str(row[-1])) for row in rows)

    assert len(rows) == len(MONTH["lines"])
    assert Decimal(MONTH["opening"]) + changes == Decimal(MONTH["net"])
    assert figures["期末净额 Net at the month's end"] == float(MONTH["net"])
    assert {row[heads.index("分录 Entry")] for row in rows} == {o["entry"] for o in MONTH["lines"]}


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    month = courier_month(line("freight", "1.00", waybill="=1+1"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", month)))

    assert book.get_sheet_by_index(1).to_python()[1][4] == "=1+1"


def test_csv_runs_from_the_opening_balance_to_the_net() -> None:
    first, *rows, last = csv.DictReader(io.StringIO(written("csv").decode()))

    assert (first["kind"], last["kind"]) == ("opening", "net")
    assert first["revision"] == "2"
    changes = sum((Decimal(row["change"]) for row in rows), Decimal(first["change"]))
    assert str(changes) == last["change"] == MONTH["net"]


def test_a_page_says_every_waybill_and_amount() -> None:
    cells = {
        cell
        for group in page(statement("courier", MONTH))["groups"]
        for row in group["rows"]
        for cell in row
        if isinstance(cell, str)
    }

    for one in MONTH["lines"]:
        assert {one["waybill"], one["amount"]} <= cells


def test_chinese_is_printed_with_the_programs_own_font_without_a_warning() -> None:
    told = json.dumps(page(statement("courier", MONTH)))
    compiler = typst.Compiler(font_paths=paper._fonts(), ignore_system_fonts=True)
    source = paper.SOURCE.read_bytes()
    drawn, warnings = compiler.compile_with_warnings(
        source, format="pdf", sys_inputs={"page": told}
    )

    assert warnings == []
    assert isinstance(drawn, bytes)
    assert b"NotoSansCJKsc" in drawn
    assert {font.family.rpartition(" ")[0] for font in paper._fonts().fonts()} == {"Noto Sans CJK"}


def test_a_statement_of_several_pages_is_a4_and_dated_at_its_closing() -> None:
    drawn = written("pdf")

    assert drawn.count(b"/MediaBox[0 0 595.2756 841.8898]") == drawn.count(b"/Count 3") * 3 == 3
    assert b"/CreationDate(D:20261003020000Z)" in drawn
