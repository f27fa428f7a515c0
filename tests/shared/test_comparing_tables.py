"""Two copies of a table held against each other, page by page, with and without a key."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from shared.audit.equality import equality
from shared.audit.tables import PAGE, Comparison, copies
from shared.projection.projection import Projection, Table
from shared.projection.sqlite import SqliteStorage

if TYPE_CHECKING:
    from pathlib import Path

    from shared.audit.equality import Breach
    from shared.projection.projection import Row

NUMBERS = frozenset({"amount"})
KEYED = Table("lines", ("entry", "part", "amount"), ("entry", "part"), NUMBERS)
KEYLESS = Table("lines", ("entry", "part", "amount"), whole_numbers=NUMBERS)
MANY: list[Row] = [(f"e{number:06}", "", str(number)) for number in range(2 * PAGE + 5)]


def found(folder: Path, table: Table, live: list[Row], anew: list[Row]) -> list[Breach]:
    """What differs; every row is looked at."""
    projection = Projection("finance", "lines", 1, ("finance.events",), {}, (table,))
    with (
        closing(SqliteStorage(projection, folder / "live.db")) as one,
        closing(SqliteStorage(projection, folder / "anew.db", lasting=False)) as other,
    ):
        one.write({}, {table.name: live})
        other.write({}, {table.name: anew})
        with one.reading() as here, other.reading() as there:
            comparison = Comparison(next(copies(projection)), here, there)
            breaches = [*comparison.breaches()]
    assert comparison.checked == len({*live} | {*anew}) or breaches
    return breaches


@pytest.mark.parametrize("table", [KEYED, KEYLESS], ids=["keyed", "keyless"])
def test_equal_tables_of_several_pages_are_equal(tmp_path: Path, table: Table) -> None:
    assert found(tmp_path, table, MANY, MANY[::-1]) == []


@pytest.mark.parametrize("place", [0, PAGE - 1, PAGE, 2 * PAGE + 4])
@pytest.mark.parametrize("table", [KEYED, KEYLESS], ids=["keyed", "keyless"])
def test_a_row_that_only_one_has_is_named_wherever_it_stands(
    tmp_path: Path, table: Table, place: int
) -> None:
    less = [*MANY[:place], *MANY[place + 1 :]]
    (tmp_path / "more").mkdir()

    (missing,) = found(tmp_path, table, less, MANY)
    (surplus,) = found(tmp_path / "more", table, MANY, less)

    assert (missing.problem, surplus.problem) == ("row_missing", "row_not_from_log")
    assert MANY[place][0] in missing.where
    assert missing.where == surplus.where


def test_a_changed_cell_is_told_with_both_values(tmp_path: Path) -> None:
    changed = [("e000001", "", "7"), *MANY[2:9]]

    (breach,) = found(tmp_path, KEYED, changed, MANY[1:9])

    assert (breach.problem, breach.where) == ("row_changed", "lines entry=e000001")
    assert (breach.expected, breach.found) == ("amount=1", "amount=7")


def test_a_row_without_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    (breach,) = found(tmp_path, KEYLESS, [MANY[0], *MANY[:3]], MANY[:3])

    assert (breach.problem, breach.expected, breach.found) == ("row_changed", "times=1", "times=2")


def test_many_breaches_are_counted_and_the_first_told(tmp_path: Path) -> None:
    breaches = found(tmp_path, KEYED, [], MANY[:50])

    told = equality("finance", "rebuilt", 50, breaches)

    assert (len(told.breaches), told.more, told.holds) == (20, 30, False)
