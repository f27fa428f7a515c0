"""Where the line of a closed month runs, as tables: several months, reopening, what was known."""

from __future__ import annotations

import pytest

from shared.projection.closings import CLOSED, HELD, REOPENED, Closings, MonthStep

SEP, OCT, NOV, DEC = "2026-09", "2026-10", "2026-11", "2026-12"
SPOT, OTHER = 1, 2


def steps(*told: tuple[str, str, int]) -> list[MonthStep]:
    """Steps of (what, month, how far ``SPOT`` had been read); ``OTHER`` had been read twice so."""
    revisions: dict[str, int] = {}
    made = []
    for sequence, (step, period, upto) in enumerate(told, 1):
        revisions[period] = revisions.get(period, 0) + (step == CLOSED)
        places = {} if step == HELD else {SPOT: upto, OTHER: 2 * upto}
        made.append(MonthStep(sequence, step, period, places, revisions[period]))
    return made


STORY = steps(
    (HELD, SEP, 0),
    (CLOSED, SEP, 10),
    (CLOSED, OCT, 20),
    (REOPENED, OCT, 30),
    (CLOSED, OCT, 40),
)


@pytest.mark.parametrize(
    ("for_period", "offset", "printed"),
    [
        pytest.param(SEP, 9, SEP, id="the last row before the closing"),
        pytest.param(SEP, 10, OCT, id="the first row after it"),
        pytest.param(SEP, 19, OCT, id="while the next month is open"),
        pytest.param(SEP, 20, NOV, id="after that closed, too"),
        pytest.param(OCT, 10, OCT, id="an open month keeps its own"),
        pytest.param(OCT, 20, NOV, id="and loses them once closed"),
        pytest.param(OCT, 29, NOV, id="the last row before the reopening"),
        pytest.param(OCT, 30, OCT, id="reopened it takes its own again"),
        pytest.param(SEP, 30, OCT, id="and those of closed months before it"),
        pytest.param(OCT, 39, OCT, id="the last row of the second revision"),
        pytest.param(OCT, 40, NOV, id="closed again"),
        pytest.param("2026-08", 10, OCT, id="a month before the first closed is closed with it"),
        pytest.param(DEC, 99, DEC, id="a later month is open"),
    ],
)
def test_a_row_is_printed_in_its_month_or_the_first_open_when_it_was_read(
    for_period: str, offset: int, printed: str
) -> None:
    """D14: late rows go to the first open month; adjustments booked meanwhile stay."""
    assert Closings(STORY).printed_in(for_period, SPOT, offset) == printed


def test_each_partition_has_a_line_of_its_own() -> None:
    books = Closings(STORY)

    assert [books.printed_in(SEP, OTHER, offset) for offset in (19, 20, 39, 40)] == [
        SEP, OCT, OCT, NOV,
    ]  # fmt: skip
    assert books.printed_in(SEP, 3, 0) == NOV  # Nothing of it had been read at any closing.


@pytest.mark.parametrize(
    ("known", "statuses"),
    [
        pytest.param(0, ["open", "open", "open"], id="nothing was done"),
        pytest.param(1, ["hold", "open", "open"], id="held"),
        pytest.param(2, ["closed", "open", "open"], id="closed"),
        pytest.param(3, ["closed", "closed", "open"], id="the next closed"),
        pytest.param(4, ["closed", "reopened", "open"], id="reopened"),
        pytest.param(5, ["closed", "closed", "open"], id="closed again"),
    ],
)
def test_a_months_status_follows_from_what_is_known(known: int, statuses: list[str]) -> None:
    books = Closings(STORY[:known])

    assert [books.status(month) for month in (SEP, OCT, NOV)] == statuses


def test_a_month_passed_over_is_closed_and_open_again_with_the_one_after_it() -> None:
    books = Closings(steps((CLOSED, SEP, 10), (CLOSED, NOV, 20)))
    again = Closings(steps((CLOSED, SEP, 10), (CLOSED, NOV, 20), (REOPENED, NOV, 30)))

    assert (books.status(OCT), again.status(OCT)) == ("closed", "open")
    assert [again.printed_in(OCT, SPOT, offset) for offset in (19, 20, 30)] == [OCT, DEC, OCT]


def test_what_is_missing_in_the_sequence_hides_what_comes_after_it() -> None:
    late = Closings.known([STORY[4], STORY[1], STORY[0], STORY[3]])

    assert [one.sequence for one in late.steps] == [1, 2]
    assert Closings.known([*reversed(STORY), *STORY]).steps == tuple(STORY)


def test_a_revision_is_drawn_as_its_closing_saw_it() -> None:
    """D14: the statement issued is kept, and a new revision stands beside it."""
    first, second = (Closings(STORY).issued(OCT, number) for number in (1, 2))

    assert first is not None
    assert second is not None
    assert (first.bound, second.bound) == ({SPOT: 20, OTHER: 40}, {SPOT: 40, OTHER: 80})
    assert (first.status(OCT), second.status(OCT)) == ("closed", "closed")
    assert second.printed_in(OCT, SPOT, 25) == NOV
    assert Closings(STORY).issued(OCT, 3) is None
    assert Closings(STORY).issued(NOV, 1) is None


def test_lines_that_bound_a_month_are_its_first_and_the_one_that_holds() -> None:
    books = Closings(STORY)

    assert [books.first_line(month) for month in (SEP, OCT, NOV)] == [
        {SPOT: 10, OTHER: 20}, {SPOT: 20, OTHER: 40}, None,
    ]  # fmt: skip
    assert [books.last_line(month) for month in (SEP, OCT, NOV)] == [
        {SPOT: 10, OTHER: 20}, {SPOT: 40, OTHER: 80}, None,
    ]  # fmt: skip
    assert Closings(STORY[:4]).last_line(OCT) is None
