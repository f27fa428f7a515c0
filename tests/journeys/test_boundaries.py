"""Both sides of every boundary, and the moment itself, through all four services.

All stories run in one import under numbers of their own; each row says what the books tell of it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from services.cli import questions
from tests.support.boundaries import (
    FREIGHT,
    PRICE,
    Boundary,
    Questioned,
    bought,
    brought,
    delivered,
)
from tests.support.house import home
from tests.support.stories import moment
from tests.support.stories.story import Story, csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey


def price_drop(asked_at: str) -> Story:
    story = bought("10 09:00:00")
    story.request(asked_at, "price_drop", "A", 1, amount="5.00", confirmed_at=asked_at)
    return story


R104 = [
    Boundary(f"R104 {name}", price_drop(at), lambda case: case.verdict, told)
    for name, at, told in (
        ("three days after the purchase", "13 09:00:00", "approved"),
        ("a second before the fourth is full", "14 08:59:59", "approved"),
        ("four days after", "14 09:00:00", "rejected"),
    )
]


def given_back(asked_at: str) -> Story:
    story = delivered("03 10:00:00")
    story.request(asked_at, "change_of_mind", "A", 1, resellable="true", complete="true")
    return story


R301 = [
    Boundary(f"{rule} {name}", given_back(at), lambda case: (case.verdict, *case.rules[:1]), told)
    for rule, name, at, told in (
        ("R301", "seven days after signing", "10 10:00:00", ("approved", "R301")),
        ("R301", "a second before the eighth is full", "11 09:59:59", ("approved", "R301")),
        ("R302", "eight days after signing", "11 10:00:00", ("rejected", "R302")),
    )
]


def after_success(asked_at: str) -> Story:
    story = delivered("03 10:00:00", succeeded_at="04 12:00:00")
    story.request(asked_at, "expired", "A", 1, wish="refund", confirmed_at=asked_at)
    return story


R508 = [
    Boundary(f"R508 {name}", after_success(at), lambda case: case.paid, [told])
    for name, at, told in (
        ("fifteen days", "19 12:00:00", ("09-19 16:30", "refund", "100.00", "0.00")),
        ("a second less than sixteen", "20 11:59:59", ("09-20 16:30", "refund", "100.00", "0.00")),
        ("sixteen days", "20 12:00:00", ("09-20 16:30", "refund", "95.50", "4.50")),
    )
]


def silent(*scans: tuple[str, str]) -> Story:
    """Last heard of on 2 September at 18:00: 48 h and 72 h later it is the 7th, 18:00."""
    story = bought("01 09:00")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.scan("W1", "02 18:00:00", "in_transit")
    for at, status in scans:
        story.scan("W1", at, status)
    story.request("05 12:00", "stalled_tracking", "A", 1, wish="refund", confirmed_at="05 12:00")
    return story


LOST = [("09-07 18:00:00", "goods", "R403"), ("09-07 18:00:00", "outbound_freight", "R403")]
R403 = [
    Boundary(f"R403 {name}", silent(*scans), lambda case: case.charged, told)
    for name, scans, told in (
        ("no scan: lost after 48 and 72 hours", (), LOST),
        ("a scan at the very end restarts it", (("07 18:00:00", "signed"),), []),
        ("a scan a second before", (("07 17:59:59", "signed"),), []),
        ("a second too late: a confirmed loss stands", (("07 18:00:01", "signed"),), LOST),
    )
]


def disputed(*proof: str) -> Story:
    """Asked on 5 September at 12:00: the courier's 72 hours end on the 8th at 12:00."""
    story = bought("01 09:00")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.scan("W1", "03 10:00", "signed")
    story.request("05 12:00", "disputed_sign_off", "A", 1, wish="refund", confirmed_at="05 12:00")
    for at in proof:
        story.scan("W1", at, "signed", signed_by="third_party_with_consent")
    return story


UNPROVED = [("09-08 12:00:00", "goods", "R306"), ("09-08 12:00:00", "outbound_freight", "R306")]
R306 = [
    Boundary(f"R306 {name}", disputed(*proof), lambda case: (case.verdict, case.charged), told)
    for name, proof, told in (
        ("a proof at exactly 72 hours", ("08 12:00:00",), ("rejected", [])),
        ("a second before", ("08 11:59:59",), ("rejected", [])),
        ("a second after", ("08 12:00:01",), ("approved", UNPROVED)),
        ("none", (), ("approved", UNPROVED)),
    )
]


def ready(at: str) -> Story:
    story = bought("01 09:00")
    story.request("02 09:00", "change_of_mind", "A", 1, wish="refund", confirmed_at=at)
    return story


R507 = [
    Boundary(f"R507 ready {at}", ready(f"02 {at}"), lambda case: case.paid[0][0], told)
    for at, told in (
        ("09:59:59", "09-02 10:00"),
        ("10:00:00", "09-02 10:00"),
        ("10:00:01", "09-02 16:30"),
        ("16:30:00", "09-02 16:30"),
        ("16:30:01", "09-03 10:00"),
        ("23:59:59", "09-03 10:00"),
    )
]


def short(weight_g: int) -> Story:
    """Two pieces of 300 g and 100 g packaging; one is claimed missing: half of it is 150 g."""
    story = Story("")
    story.order("A", 2, PRICE, unit_weight_g="300", packaging_g="100")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.scan("W1", "01 19:00", "picked_up", weight_g=str(weight_g))
    story.scan("W1", "03 10:00", "signed")
    cells = {"outer_package": "intact", "outer_photo": "true", "wish": "refund"}
    story.request("04 12:00", "missed_item", "A", 1, **cells)
    return story


R210 = [
    Boundary(f"{rule} {name}", short(weight), lambda case: (case.verdict, case.rules), told)
    for rule, name, weight, told in (
        ("R210", "half a piece short", 550, ("approved", ["R210"])),
        ("R210", "a gram more than half", 549, ("approved", ["R210"])),
        ("R212", "a gram less than half", 551, ("rejected", ["R212"])),
    )
]


def asked_when_signed(asked_at: str) -> Story:
    story = delivered("03 10:00:00")
    story.request(asked_at, "change_of_mind", "A", 1)
    return story


D33 = [
    Boundary(f"D33 asked {name}", asked_when_signed(at), lambda case: case.stage, told)
    for name, at, told in (
        ("a second before the signing", "03 09:59:59", "in_transit"),
        ("at the signing", "03 10:00:00", "signed"),
        ("a second before dispatch", "01 17:59:59", "not_shipped"),
        ("at dispatch", "01 18:00:00", "in_transit"),
    )
]

BOUNDARIES = list(chain(R104, R301, R508, R403, R306, R507, R210, D33))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    with brought(BOUNDARIES, tmp_path_factory.mktemp("boundaries"), "10-20 00:00") as opened:
        yield opened


@pytest.mark.parametrize("place", range(len(BOUNDARIES)), ids=[one.name for one in BOUNDARIES])
def test_boundary(house: Questioned, place: int) -> None:
    boundary = BOUNDARIES[place]

    assert boundary.asked(house.answers(place)) == boundary.told


def test_a_month_ends_at_midnight_in_shanghai(tmp_path: Path) -> None:
    rows = [
        {"waybill": waybill, "kind": "outbound", "order_no": "O1", "courier": "SF"}
        | {"shipped_at": shipped_at, "freight": FREIGHT}
        for waybill, shipped_at in (
            ("W1", "2026-09-30T23:59:59+08:00"),
            ("W2", "2026-09-30T15:59:59Z"),
            ("W3", "2026-10-01T00:00:00+08:00"),
            ("W4", "2026-09-30T16:00:00Z"),
        )
    ]
    story = bought("30 09:00")
    texts = story.texts() | {"parcels.csv": csv_text("parcels", rows)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with home(tmp_path / "home") as house:
        assert house.bring(tmp_path).errors == []
        ledgers = house.books.ask(questions.courier_ledgers())

    assert [
        (ledger["period"], [line["waybill"] for line in ledger["lines"]]) for ledger in ledgers
    ] == [("2026-09", ["W1", "W2"]), ("2026-10", ["W3", "W4"])]
    assert moment("30 23:59:59") == ledgers[0]["lines"][0]["certain_at"]
