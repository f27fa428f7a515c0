"""A quote that nothing closes costs its own row, and no other."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cli.importing.quoting import MOST_LINES, UnclosedQuote, records

HEADER = "order_no,note,quantity"


def rows_of(*lines: str) -> list[list[str] | str]:
    text = io.StringIO("\n".join([HEADER, *lines]) + "\n")
    return [row if isinstance(row, list) else type(row).__name__ for row in records(text)][1:]


LOST = UnclosedQuote.__name__


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(['O1,"milk, cold",2'], [["O1", "milk, cold", "2"]], id="quoted"),
        pytest.param(
            ['O1,5" pipe,2', 'O2,6" pipe,3'],
            [["O1", '5" pipe', "2"], ["O2", '6" pipe', "3"]],
            id="inches",
        ),
        pytest.param(['O1,"say ""hi""",2'], [["O1", 'say "hi"', "2"]], id="doubled"),
        pytest.param(
            ['O1,"one', 'two",2', "O2,x,3"],
            [["O1", "one\ntwo", "2"], ["O2", "x", "3"]],
            id="two lines",
        ),
        pytest.param(
            ['O1,"milk,2', "O2,x,3", "O3,y,4"],
            [LOST, ["O2", "x", "3"], ["O3", "y", "4"]],
            id="never closed",
        ),
        pytest.param(
            ['O1,"milk,2', 'O2,"a, b",3', "O3,y,4"],
            [LOST, ["O2", "a, b", "3"], ["O3", "y", "4"]],
            id="another row's quotes",
        ),
        pytest.param(["O1,x,2", 'O2,"milk,2'], [["O1", "x", "2"], LOST], id="in the last row"),
    ],
)
def test_rows(lines: list[str], rows: list[list[str] | str]) -> None:
    assert rows_of(*lines) == rows


def test_no_cell_goes_on_for_ever() -> None:
    behind = [f"O{number},x,1" for number in range(MOST_LINES + 5)]

    found = rows_of('O0,"milk,2', *behind, 'O9,"end",1')

    assert found[0] == LOST
    assert len(found) == len(behind) + 2


CELL = st.text(alphabet='ab,"\n 牛', max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=20))
def test_whatever_is_written_is_read(table: list[tuple[str, str, str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADER.split(","), *table])
    read = list(records(io.StringIO(written.getvalue(), newline="")))[1:]

    assert read == [list(row) for row in table]
