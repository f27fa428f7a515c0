"""Tariffs and tolerances as data: versions with dates, checked when they are read (D15)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from services.finance.domain.courier_terms import AllTerms
from services.finance.terms_shelf import TERMS, all_terms, read
from shared.dates import SHANGHAI
from shared.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
courier = "SF"
version = "{version}"
valid_from = {begins}
{more}
[[tariff]]
first_g = 1000
first = "{first}"
step_g = 500
step = "1.00"
"""
NEW_YEAR = "2026-01-01T00:00:00+08:00"


def write(folder: Path, version: str, begins: str = NEW_YEAR, **told: str) -> Path:
    path = folder / f"{version}.toml"
    cells = {"first": "10.00", "more": "", **told}
    path.write_text(OWN.format(version=version, begins=begins, **cells), encoding="utf-8")
    return path


def price(terms: AllTerms, at: datetime, courier: str = "SF", grams: int = 1000) -> int | None:
    return terms.in_force(courier, at).price("outbound", grams, None)


def test_the_version_that_began_last_holds(tmp_path: Path) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", "2026-09-01T00:00:00+08:00", first="11.00")
    terms = all_terms(tmp_path)

    assert price(terms, datetime(2026, 8, 31, 23, 59, 59, tzinfo=SHANGHAI)) == 1000
    assert price(terms, datetime(2026, 9, 1, tzinfo=SHANGHAI)) == 1100
    assert price(terms, datetime(2026, 9, 1, tzinfo=SHANGHAI), grams=1501) == 1300


def test_a_courier_of_ones_own_is_not_looked_up_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, "late", "2026-09-01T00:00:00+08:00")
    terms = all_terms(tmp_path)

    assert price(terms, datetime(2026, 8, 1, tzinfo=SHANGHAI)) is None
    assert price(terms, datetime(2026, 8, 1, tzinfo=SHANGHAI), "YTO") == 600


def test_a_courier_without_terms_has_tolerances_and_no_tariff() -> None:
    terms = all_terms().in_force("JD", datetime(2026, 9, 1, tzinfo=SHANGHAI))

    assert terms.price("outbound", 1000, None) is None
    assert (str(terms.tolerances.rounding), terms.tolerances.weight_g) == ("0.10", 50)


@pytest.mark.parametrize("path", sorted(TERMS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_files_that_come_along_can_be_read(path: Path) -> None:
    assert read(path).version == "2026-01"


FOLLOWS = '[[tariff]]\nfirst_g = 1\nfirst = "1.00"\nstep_g = 1\nstep = "1.00"\n'


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"first": "-1.00"}, "tariff.0: a price has no sign"),
        ({"first": "1.001"}, "tariff.0.first: more than two decimals: 1.001"),
        ({"more": "colour = 1"}, "colour: Extra inputs are not permitted"),
        ({"more": f"valid_to = {NEW_YEAR}"}, "valid_to is not after valid_from"),
        ({"more": FOLLOWS}, "tariff.1: one before it holds in every province"),
        ({"more": '[tolerances]\nrounding = "-0.01"'}, "tolerances: rounding: a tolerance"),
    ],
    ids=["sign", "decimals", "unknown word", "dates", "out of reach", "tolerance"],
)
def test_a_fault_names_file_and_place(tmp_path: Path, told: dict[str, str], fault: str) -> None:
    path = write(tmp_path, "bad", **told)
    with pytest.raises(BadSettings) as raised:
        all_terms(tmp_path)

    assert str(path) in str(raised.value)
    assert fault in str(raised.value)


def test_a_version_stands_in_one_file(tmp_path: Path) -> None:
    write(tmp_path, "a")
    (tmp_path / "copy.toml").write_bytes((tmp_path / "a.toml").read_bytes())
    with pytest.raises(BadSettings, match=r"copy\.toml: a\.toml has SF a, too"):
        all_terms(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="RECOURSE_COURIER_TERMS"):
        all_terms(tmp_path / "nowhere")
