"""``recourse customer``: a recipient is shown to who says who they are and why (R516)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "order_no,purchased_at,customer_id,name,phone,province,address,sku,quantity,unit_price"
ROWS = ("O1,2026-09-01T09:00,K1,王芳,13800000000,浙江,文三路1号,CUP,1,30.00",
        "O2,2026-09-01T10:00,,李明,13900000000,上海,中山路2号,CUP,1,30.00")  # fmt: skip
WHO = ("--as", "张丽", "--reason", "补发面单")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with two orders, one of them without a customer."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "orders.csv").write_text("\n".join((HEADER, *ROWS)), encoding="utf-8")
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "zh")
    assert run("import", str(files)).exit_code == 0
    return files


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def printed(*words: str) -> Any:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_r516_show_prints_the_recipient_and_records_the_look() -> None:
    assert printed("customer", "show", "O1", *WHO) == {
        "order_no": "O1",
        "customer_id": "K1",
        "province": "浙江",
        "name": "王芳",
        "phone": "13800000000",
        "address": "文三路1号",
    }
    (look,) = printed("customer", "looks", "O1")
    assert (look["person"], look["reason"]) == ("张丽", "补发面单")
    assert look["cells"] == ["name", "phone", "address"]


@pytest.mark.parametrize(
    "words",
    [(), ("--as", "张丽"), ("--reason", "补发"), ("--as", " ", "--reason", "补发")],
    ids=["neither", "no reason", "nobody", "a blank"],
)
def test_r516_without_person_and_reason_nothing_is_shown(words: tuple[str, ...]) -> None:
    result = run("customer", "show", "O1", *words)
    assert result.exit_code == 2
    assert "王芳" not in result.output
    assert printed("customer", "looks", "O1") == []


def test_tables_and_csv_say_the_same_in_the_reader_s_words() -> None:
    table = run("customer", "show", "O1", *WHO).stdout
    assert all(word in table for word in ("收件人", "姓名", "王芳", "手机", "13800000000", "地址"))
    text = run("customer", "show", "O1", *WHO, "--format", "csv").stdout
    assert text.splitlines()[1] == "O1,K1,王芳,13800000000,浙江,文三路1号"
    looks = run("customer", "looks", "O1").stdout
    assert all(
        word in looks for word in ("查阅记录", "查阅人", "张丽", "补发面单", "姓名 手机 地址")
    )
    text = run("customer", "looks", "O1", "--format", "csv").stdout
    assert text.splitlines()[0] == "at,person,reason,cells,order_no,case_no"
    assert text.splitlines()[1].endswith(",张丽,补发面单,name phone address,O1,")


@pytest.mark.parametrize(
    ("whose", "number"), [(("K1",), "O1"), (("--order", "O2"), "O2")], ids=["customer", "order"]
)
def test_r516_forget_destroys_the_key(home: Path, whose: tuple[str, ...], number: str) -> None:
    assert "已销毁" in run("customer", "forget", *whose, *WHO).stdout
    assert "此前已销毁" in run("customer", "forget", *whose, *WHO).stdout

    assert run("customer", "show", number, *WHO).exit_code == 1
    again = printed("import", str(home))
    assert (again["new"], again["errors"]) == (0, [])
    assert run("customer", "show", number, *WHO).exit_code == 1


@pytest.mark.parametrize("whose", [(), ("K1", "--order", "O2")], ids=["nobody", "both"])
def test_forget_names_one(whose: tuple[str, ...]) -> None:
    assert run("customer", "forget", *whose, *WHO).exit_code == 2
