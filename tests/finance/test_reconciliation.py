"""A courier's bill against our books: every status, both ways of every boundary (D15, D31)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.finance.domain.reconciliation import (
    BillText,
    Comparison,
    Fen,
    Key,
    Row,
    compare,
    fen,
    unknown,
)

OURS: dict[Key, Fen] = {("W1", "outbound"): 2000}


def line(
    waybill: str = "W1", kind: str = "outbound", freight: str | None = "20.00", **more: Any
) -> BillText:
    return BillText(waybill, kind, freight=freight, **more)


def compared(*lines: BillText, ours: Any = OURS, accepted: Any = None) -> Comparison:
    found = compare(lines, ours, accepted or {})
    unknown(found.rows, {"W1", "W2"})
    return found


def told(comparison: Comparison) -> list[tuple[Any, ...]]:
    return [
        (row.waybill, row.kind, row.status, row.billed, row.booked, row.difference)
        for row in comparison.rows
    ]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([line()], [("W1", "outbound", "match", 2000, 2000, 0)]),
        ([line(freight="20.01")], [("W1", "outbound", "differs", 2001, 2000, 1)]),
        ([line(freight="19.99")], [("W1", "outbound", "differs", 1999, 2000, -1)]),
        ([line(freight=None)], [("W1", "outbound", "differs", 0, 2000, -2000)]),
        (
            [line(), line()],
            [("W1", "outbound", "match", 2000, 2000, 0),
             ("W1", "outbound", "duplicate", 2000, 0, 2000)],
        ),
        (
            [line(freight="21.00", date="2026-09-05"), line(date="2026-09-06")],
            [("W1", "outbound", "differs", 2100, 2000, 100),
             ("W1", "outbound", "duplicate", 2000, 0, 2000)],
        ),
        (
            [line("W9"), line()],
            [("W1", "outbound", "match", 2000, 2000, 0),
             ("W9", "outbound", "unknown_waybill", 2000, 0, 2000)],
        ),
        (
            [line(kind="return"), line()],
            [("W1", "outbound", "match", 2000, 2000, 0),
             ("W1", "return", "not_booked", 2000, 0, 2000)],
        ),
        (
            [line("W2"), line()],
            [("W1", "outbound", "match", 2000, 2000, 0),
             ("W2", "outbound", "not_booked", 2000, 0, 2000)],
        ),
        ([], [("W1", "outbound", "not_billed", 0, 2000, -2000)]),
    ],
    ids=[
        "match", "a fen more", "a fen less", "an empty freight", "twice", "twice, by date",
        "unknown waybill", "a way back that never was", "another month's", "not billed",
    ],
)  # fmt: skip
def test_d15_each_status(lines: list[BillText], rows: list[tuple[Any, ...]]) -> None:
    assert told(compared(*lines)) == rows


CHARGED: dict[Key, Fen] = {**OURS, ("W1", "claim"): -5990}


@pytest.mark.parametrize(
    ("claim", "row"),
    [
        ("59.90", ("W1", "claim", "match", -5990, -5990, 0)),
        ("59.89", ("W1", "claim", "differs", -5989, -5990, 1)),
        ("60.00", ("W1", "claim", "differs", -6000, -5990, -10)),
        ("0.00", ("W1", "claim", "differs", 0, -5990, 5990)),
    ],
    ids=["granted", "a fen less", "more", "refused outright"],
)
def test_d15_a_stated_claim_is_compared_with_what_we_charged_back(
    claim: str, row: tuple[Any, ...]
) -> None:
    comparison = compared(line(claim=claim), ours=CHARGED)

    assert told(comparison)[0] == row
    assert comparison.credits == {}


def test_d15_a_claim_that_is_not_stated_is_unknown_and_changes_neither_status_nor_difference() -> (
    None
):
    comparison = compared(line(), ours=CHARGED)

    assert told(comparison) == [("W1", "outbound", "match", 2000, 2000, 0)]
    assert comparison.rows[0].credit == 5990
    assert comparison.credits == {"W1": 5990}


def test_a_credit_on_a_parcel_that_the_bill_leaves_out_is_still_missing() -> None:
    comparison = compared(line("W2"), ours={("W1", "claim"): -5990})

    assert told(comparison) == [("W2", "outbound", "not_booked", 2000, 0, 2000)]
    assert comparison.credits == {"W1": 5990}


def test_a_claim_of_nothing_on_a_parcel_without_a_chargeback_is_no_row() -> None:
    assert [row.kind for row in compared(line(claim="0.00")).rows] == ["outbound"]


def test_claims_of_one_parcel_add_up_and_a_line_repeated_word_for_word_is_a_duplicate() -> None:
    lines = [line(claim="30.00"), line(kind="return", freight=None, claim="29.90")]
    rows = told(compared(*lines, lines[0], ours=CHARGED))

    assert rows[:2] == [
        ("W1", "claim", "match", -5990, -5990, 0),
        ("W1", "claim", "duplicate", -3000, 0, -3000),
    ]


@pytest.mark.parametrize(
    ("billed", "kinds"),
    [
        (line(kind="transfer", freight=None, fee="5.00"), {"transfer": 500}),
        (line(kind="transfer", freight="1.00", fee="5.00"), {"transfer": 600}),
        (line(fee="5.00"), {"outbound": 2000, "transfer": 500}),
        (line(fee="0.00"), {"outbound": 2000}),
        (line(freight=None, fee="5.00"), {"transfer": 500}),
        (line(freight=None, claim="9.00"), {"claim": -900}),
    ],
    ids=["fee", "freight and fee", "fee beside a freight", "no fee", "fee alone", "claim alone"],
)
def test_a_lines_amounts_stand_under_their_kinds(billed: BillText, kinds: dict[str, int]) -> None:
    rows = compared(billed, ours={}).rows

    assert {row.kind: row.billed for row in rows} == kinds


ACCEPTED = [
    ([line(freight="22.00")], {1: 200}, [("match", 2200, 2200)]),
    ([line(freight="23.00")], {1: 200}, [("differs", 2300, 2200)]),
    ([line(), line()], {2: 2000}, [("match", 2000, 2000), ("match", 2000, 2000)]),
    ([line()], {2: 2000}, [("differs", 2000, 4000)]),
    ([], {1: -2000}, [("match", 0, 0)]),
    ([], {1: 200}, [("not_billed", 0, 2200)]),
]


@pytest.mark.parametrize(
    ("lines", "accepted", "rows"),
    ACCEPTED,
    ids=["accepted", "changed since", "a duplicate", "a duplicate gone", "not billed", "gone"],
)
def test_d15_what_was_accepted_counts_as_booked(
    lines: list[BillText], accepted: dict[int, Fen], rows: list[tuple[Any, ...]]
) -> None:
    comparison = compared(*lines, accepted={("W1", "outbound"): accepted})

    assert [(row.status, row.billed, row.booked) for row in comparison.rows] == rows


def test_an_accepted_row_of_a_parcel_that_is_none_of_ours_matches() -> None:
    comparison = compared(line("W9"), ours={}, accepted={("W9", "outbound"): {1: 2000}})

    assert told(comparison) == [("W9", "outbound", "match", 2000, 2000, 0)]


def test_entries_that_came_to_nothing_are_no_row() -> None:
    assert compared(ours={("W1", "outbound"): 0}).rows == []


AMOUNTS = st.one_of(st.none(), st.sampled_from(["0.00", "8.00", "12.50", "20.00"]))
LINES = st.lists(
    st.builds(
        BillText,
        st.sampled_from(["W1", "W2", "W9"]),
        st.sampled_from(["outbound", "return", "reship", "transfer"]),
        st.sampled_from([None, "2026-09-05", "2026-09-06"]),
        st.sampled_from([None, 900, 1900]),
        AMOUNTS,
        AMOUNTS,
        AMOUNTS,
    ),
    max_size=12,
)
BOOKED = st.dictionaries(
    st.tuples(st.sampled_from(["W1", "W2"]), st.sampled_from(["outbound", "return", "claim"])),
    st.integers(-9_000, 9_000),
    max_size=6,
)


def shape(rows: list[Row]) -> list[tuple[Any, ...]]:
    return [(r.waybill, r.kind, r.row, r.status, r.billed, r.entries, r.date) for r in rows]


@given(lines=LINES, ours=BOOKED, chance=st.randoms(use_true_random=False))
def test_the_order_of_a_bills_rows_changes_nothing(lines: Any, ours: Any, chance: Any) -> None:
    other = list(lines)
    chance.shuffle(other)

    assert shape(compared(*lines, ours=ours).rows) == shape(compared(*other, ours=ours).rows)


@given(lines=LINES, ours=BOOKED)
def test_what_all_rows_bill_is_the_bills_total(lines: Any, ours: Any) -> None:
    total = sum(fen(one.freight) + fen(one.fee) - fen(one.claim) for one in lines)

    assert sum(row.billed for row in compared(*lines, ours=ours).rows) == total


@given(lines=LINES, ours=BOOKED)
def test_once_every_row_is_accepted_nothing_differs(lines: Any, ours: Any) -> None:
    first = compared(*lines, ours=ours).rows
    accepted: dict[Key, dict[int, Fen]] = {}
    for row in first:
        if row.difference:
            accepted.setdefault((row.waybill, row.kind), {})[row.row] = row.difference
    rows = compared(*lines, ours=ours, accepted=accepted).rows

    assert [row for row in rows if row.difference] == []
    assert sum(accepted[key][row] for key in accepted for row in accepted[key]) == sum(
        row.difference for row in first
    )
