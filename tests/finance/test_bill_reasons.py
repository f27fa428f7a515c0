"""Why a bill differs: each reason, both sides of each tolerance, and parts that add up (D15)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.finance.domain.bill_reasons import (
    Elsewhere,
    OurParcel,
    Surroundings,
    reasons,
    tariff,
)
from services.finance.domain.courier_terms import NOTHING_AGREED, CourierTerms
from services.finance.domain.reconciliation import Row

TERMS = CourierTerms.model_validate(
    {
        "courier": "SF",
        "version": "1",
        "valid_from": "2026-01-01T00:00:00+08:00",
        "tolerances": {"rounding": "0.50", "weight_g": 50},
        "tariff": [
            {"first_g": 1000, "step_g": 1000, "first": "20.00", "step": "9.00"}
            | {"provinces": ["新疆"]},
            {"first_g": 1000, "step_g": 1000, "first": "12.00", "step": "2.50"},
        ],
    }
)  # fmt: skip
HERE = {"courier": "SF", "shipped_at": "2026-09-03T18:00:00+08:00"}


def parcel(kind: str = "outbound", **known: Any) -> OurParcel:
    return OurParcel(**{"kind": kind, "weight_g": 900, **HERE, **known})


def around(*entries: Elsewhere, ours: OurParcel | None = None, **more: Any) -> Surroundings:
    parcels = {"W1": ours or parcel()}
    return Surroundings("SF", "2026-09", parcels, {"W1": entries}, **more)


def row(status: str, billed: int = 1200, entries: int = 0, **more: Any) -> Row:
    return Row("W1", more.pop("kind", "outbound"), status, billed, entries, **more)


def told(one: Row, where: Surroundings, terms: CourierTerms = TERMS) -> list[tuple[Any, ...]]:
    return [(each.name, each.amount, each.about) for each in reasons(one, where, terms)]


@pytest.mark.parametrize(
    ("billed", "grams", "expected"),
    [
        (1450, 1001, [("weight", 250, None)]),
        (1450, 950, [("price", 250, None)]),
        (1250, 951, [("rounding", 50, None)]),
        (1251, 951, [("price", 51, None)]),
        (1150, 900, [("rounding", -50, None)]),
        (1149, 900, [("price", -51, None)]),
        (1500, 1001, [("weight", 250, None), ("rounding", 50, None)]),
        (1501, 1001, [("weight", 250, None), ("price", 51, None)]),
        (1300, 2001, [("weight", 500, None), ("price", -400, None)]),
        (1300, -1, [("price", 100, None)]),
    ],
    ids=[
        "a heavier parcel", "weights that are one", "as much as rounding", "more than rounding",
        "as much less", "more less", "weight and rounding", "weight and price",
        "heavier, and cheaper than agreed", "no weight on the bill",
    ],
)  # fmt: skip
def test_a_freight_that_differs_is_split_over_weight_price_and_rounding(
    billed: int, grams: int, expected: list[Any]
) -> None:
    assert told(row("differs", billed, 1200, weight_g=grams), around()) == expected


@pytest.mark.parametrize(
    ("ours", "grams", "expected"),
    [(951, 1001, "price"), (950, 1001, "weight"), (1051, 1001, "price"), (None, 1001, "price")],
    ids=["50 g apart", "51 g apart", "50 g lighter", "never weighed"],
)
def test_weights_within_the_tolerance_are_one_weight(
    ours: int | None, grams: int, expected: str
) -> None:
    one = row("differs", 1450, 1200, weight_g=grams)

    assert [each[0] for each in told(one, around(ours=parcel(weight_g=ours)))] == [expected]


@pytest.mark.parametrize(
    ("billed", "grams", "expected"),
    [(1450, 1001, "weight"), (1100, 1001, "price"), (1100, 800, "weight")],
    ids=["heavier and dearer", "heavier and cheaper", "lighter and cheaper"],
)
def test_without_a_tariff_all_that_goes_the_weights_way_is_weight(
    billed: int, grams: int, expected: str
) -> None:
    one = row("differs", billed, 1200, weight_g=grams)

    assert told(one, around(), NOTHING_AGREED) == [(expected, billed - 1200, None)]


AUGUST = {"shipped_at": "2026-08-31T23:59:59+08:00"}
BACK = Elsewhere("SF", "2026-10", "return")


@pytest.mark.parametrize(
    ("one", "where", "expected"),
    [
        (row("duplicate", row=2), around(), ("duplicate", 1200, None)),
        (row("unknown_waybill"), around(), ("unknown_waybill", 1200, None)),
        (row("not_billed", 0, 1200), around(), ("not_billed", -1200, None)),
        (
            row("not_billed", 0, 1200),
            around(other_bills={("W1", "outbound"): "2026-10"}),
            ("wrong_month", -1200, "2026-10"),
        ),
        (row("not_booked"), around(ours=parcel(courier="YTO")), ("not_shipped_by_us", 1200, "YTO")),
        (row("not_booked"), around(ours=parcel("return")), ("not_shipped_by_us", 1200, "customer")),
        (row("not_booked"), around(ours=parcel(**AUGUST)), ("wrong_month", 1200, "2026-08")),
        (row("not_booked"), around(), ("freight_unknown", 1200, None)),
        (row("not_booked", kind="reship"), around(), ("other_kind", 1200, "outbound")),
        (row("not_booked", kind="return"), around(), ("not_returned", 1200, None)),
        (row("not_booked", kind="return"), around(BACK), ("wrong_month", 1200, "2026-10")),
        (
            row("not_booked", kind="return"),
            around(Elsewhere("SF", "2026-09", "return")),
            ("freight_unknown", 1200, None),
        ),
        (row("not_booked", kind="transfer"), around(BACK), ("not_transferred", 1200, None)),
        (row("not_booked", -900, kind="claim"), around(), ("not_charged_back", -900, None)),
        (row("differs", -900, -1000, kind="claim"), around(), ("missing_credit", 100, None)),
        (row("differs", -950, -1000, kind="claim"), around(), ("rounding", 50, None)),
        (row("differs", -1051, -1000, kind="claim"), around(), ("further_credit", -51, None)),
    ],
    ids=[
        "charged again",
        "none of ours",
        "left out",
        "left out, in another month's bill",
        "another courier's",
        "the customer's",
        "another month's",
        "no freight yet",
        "not of this kind",
        "never back",
        "back in another month",
        "back, no freight yet",
        "never handed on",
        "nothing to credit",
        "credits less",
        "credits as good as all",
        "credits more",
    ],
)
def test_each_other_reason(one: Row, where: Surroundings, expected: tuple[Any, ...]) -> None:
    assert told(one, where) == [expected]


def test_a_credit_that_the_bill_does_not_mention_is_named_beside_the_parts() -> None:
    assert told(row("match", 1200, 1200, credit=5990), around()) == [("missing_credit", 5990, None)]


@pytest.mark.parametrize(
    ("ours", "billed", "expected"),
    [
        (parcel(weight_g=1000), 5000, 1200),
        (parcel(weight_g=1001), 5000, 1450),
        (parcel(weight_g=None), 2001, 1700),
        (parcel(weight_g=None), -1, None),
        (parcel(weight_g=1001, province="新疆维吾尔自治区"), 5000, 2900),
    ],
    ids=["a whole kilogram", "a gram more", "only the bill's weight", "no weight", "far away"],
)
def test_the_tariff_is_asked_for_the_weight_that_we_recorded(
    ours: OurParcel, billed: int, expected: int | None
) -> None:
    assert tariff(row("match", weight_g=billed), around(ours=ours), TERMS) == expected


@given(
    billed=st.integers(0, 9_000),
    entries=st.integers(0, 9_000),
    grams=st.integers(-1, 9_000),
    ours=st.one_of(st.none(), st.integers(0, 9_000)),
    agreed=st.booleans(),
)
def test_the_parts_of_a_difference_add_up(
    billed: int, entries: int, grams: int, ours: int | None, agreed: bool
) -> None:
    one = row("differs", billed, entries, weight_g=grams)
    parts = reasons(one, around(ours=parcel(weight_g=ours)), TERMS if agreed else NOTHING_AGREED)

    assert sum(part.amount for part in parts) == one.difference
