"""Both sides of every deadline, and the moment itself, through all four services.

Deadlines, and the moments of arriving, refusing, shipping, succeeding and of a verdict.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from tests.support.boundaries import (
    FREIGHT,
    Answers,
    Boundary,
    Questioned,
    bought,
    brought,
    delivered,
)
from tests.support.stories.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.journey


def due(name: str, story: Story, kind: str, at: str) -> Iterator[Boundary]:
    """A deadline at `at`: in time at its moment, overdue a second after."""
    waiting = kind.split(" ")[1]
    for word, asked, overdue in (("at", f"{at}:00", False), ("a second after", f"{at}:01", True)):
        yield Boundary(
            f"{kind} {name} {word} {at}",
            story,
            lambda case, asked=asked: case.due(asked, waiting),  # type: ignore[misc]
            [(f"{at}:00", overdue)],
        )


def on_the_way(province: str = "广东", customer_class: str = "") -> Story:
    """Shipped on the 1st at 18:00; scanned every other day until the 12th."""
    story = bought("01 09:00", province=province, customer_class=customer_class)
    story.parcel("W1", "01 18:00", FREIGHT)
    for day in ("03", "05", "07", "09", "11"):
        story.scan("W1", f"{day} 17:00", "in_transit")
    story.scan("W1", "12 17:00", "signed")
    story.request("12 18:00", "missing_invoice", "A", 1)
    return story


def far(at: str, name: str) -> Callable[[Answers], object]:
    return lambda case: case.due(at, name)


def to_review() -> Story:
    story = delivered("03 10:00")
    story.request("04 12:00:00", "quality_defect", "A", 1, photos="1")
    return story


def out_of_stock() -> Story:
    story = bought("01 09:00")
    story.request("04 12:00:00", "out_of_stock", "A", 1)
    return story


def came_back() -> Story:
    story = bought("01 09:00")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.request("02 12:00", "change_of_mind", "A", 1)
    for at, status in (("03 09:00", "refused"), ("05 10:00", "returned")):
        story.scan("W1", at, status)
    story.inspection("W1", "05 11:00", "10 09:00", "A 1 good")
    return story


def wrong_address() -> Story:
    story = bought("01 09:00")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.scan("W1", "02 11:00", "wrong_address")
    story.request("02 12:00", "wrong_address", "A", 1)
    return story


def packed(asked_at: str) -> Story:
    story = delivered("03 10:00")
    story.request(asked_at, "expired", "A", 1, wish="exchange")
    return story


DUE = [
    *due("review", to_review(), "R504 review", "05 12:00"),
    *due("contact", out_of_stock(), "R105 contact", "05 12:00"),
    *due("48 hours", came_back(), "R505 inspection", "07 11:00"),
    *due("72 hours", wrong_address(), "R401 correction", "05 11:00"),
    *due("class A", on_the_way("", "A"), "R502 delivery", "02 18:00"),
    *due("class B", on_the_way("", "B"), "R502 delivery", "03 18:00"),
    *due("class C", on_the_way("", "C"), "R502 delivery", "04 18:00"),
    *due("上海", on_the_way("上海"), "R404 transit", "03 18:00"),
    *due("江苏", on_the_way("江苏省"), "R404 transit", "03 18:00"),
    *due("nobody knows where", on_the_way(""), "R404 transit", "05 18:00"),
    *due("closing", packed("05 18:00:00"), "R509 packing", "05 18:00"),
    *due("next closing", packed("05 18:00:01"), "R509 packing", "06 18:00"),
    *(
        Boundary(f"R404 {province} {name} {at}", on_the_way(province), far(at, name), told)
        for province in ("内蒙古自治区", "甘肃", "新疆")
        for at, name, told in (
            ("08 18:00:00", "transit", [("08 18:00:00", False)]),
            ("08 18:00:01", "transit", []),
            ("08 18:00:00", "transit_trouble", []),
            ("08 18:00:01", "transit_trouble", [("08 18:00:00", True)]),
        )
    ),
]


def damaged(asked_at: str, *scans: tuple[str, str], liquid: str = "false") -> Story:
    """Asks for the money; arrives, or is refused, on the 3rd at 10:00:00."""
    story = bought("01 09:00", liquid=liquid)
    story.parcel("W1", "01 18:00", FREIGHT)
    for at, status in scans:
        story.scan("W1", at, status)
    cells = {"outer_package": "damaged", "wish": "refund", "confirmed_at": asked_at}
    story.request(asked_at, "damage", "A", 1, **cells)
    story.inspection("W1", "05 11:00", "06 09:00", "A 1 damaged")
    return story


ARRIVES, REFUSES = ("03 10:00:00", "arrived"), ("03 10:00:00", "refused")
D12 = [
    Boundary(
        f"D12 asked {name}",
        damaged(at, scan, liquid=liquid),
        lambda case: (case.stage, sorted(case.rules), case.path),
        told,
    )
    for name, at, scan, liquid, told in (
        (
            "a second before it arrives",
            "03 09:59:59",
            ARRIVES,
            "false",
            ("in_transit", ["R108"], "refuse"),
        ),
        ("as it arrives", "03 10:00:00", ARRIVES, "false", ("at_door", ["R203", "R205"], "refuse")),
        (
            "a second before it is refused",
            "03 09:59:59",
            REFUSES,
            "false",
            ("in_transit", ["R108"], "refuse"),
        ),
        (
            "as it is refused",
            "03 10:00:00",
            REFUSES,
            "false",
            ("at_door", ["R203", "R205"], "refuse"),
        ),
        (
            "liquid, a second before",
            "03 09:59:59",
            REFUSES,
            "true",
            ("in_transit", ["R206"], "abandon"),
        ),
        (
            "liquid, as it is refused",
            "03 10:00:00",
            REFUSES,
            "true",
            ("at_door", ["R206"], "abandon"),
        ),
    )
]
ABANDONED = [("goods", "R206"), ("outbound_freight", "R206")]
R206 = [
    Boundary(
        f"R206 refused {name}",
        damaged(at, REFUSES, liquid="true"),
        lambda case: case.charged,
        [(told, *cost) for cost in ABANDONED],
    )
    for name, at, told in (
        ("after the request", "03 09:59:59", "09-03 10:00:00"),
        ("at the request", "03 10:00:00", "09-03 10:00:00"),
        ("before the request", "03 10:00:01", "09-03 10:00:01"),
    )
]


def shipped_twice(asked_at: str) -> Story:
    story = bought("01 09:00")
    story.parcel("W1", "01 18:00", FREIGHT)
    story.parcel("W5", "02 12:00:00", FREIGHT)
    for waybill in ("W1", "W5"):
        story.scan(waybill, "03 10:00", "signed")
    story.request(asked_at, "cannot_receive", "A", 1)
    return story


D30 = [
    Boundary(f"D30 asked {name}", shipped_twice(at), lambda case: case.parcel, told)
    for name, at, told in (
        ("a second before the second parcel left", "02 11:59:59", "W1"),
        ("as it left", "02 12:00:00", "W5"),
        ("a second after", "02 12:00:01", "W5"),
    )
]


def judged(at: str) -> Story:
    """R203 with a reship: goods are certain on the 4th at 12:00, its freight at 18:00."""
    story = delivered("03 10:00")
    cells = {"wish": "reship", "outer_package": "damaged", "photos": "1"}
    story.request("04 12:00:00", "damage", "A", 1, **cells)
    story.reship("W2", "04 18:00:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.verdict(at, "warehouse")
    return story


GOODS = [("chargeback", "goods", "R203"), ("reversal", "goods", "R501")]
SENT = [("chargeback", "reship_freight", "R203"), ("reversal", "reship_freight", "R501")]
D5 = [
    Boundary(f"D5 a verdict {name}", judged(at), lambda case: case.entries, sorted(told))
    for name, at, told in (
        ("at the moment the goods are certain", "04 12:00:00", GOODS),
        ("a second before the freight is certain", "04 17:59:59", GOODS),
        ("at the moment the freight is certain", "04 18:00:00", GOODS + SENT),
        ("a second after", "04 18:00:01", GOODS + SENT),
    )
]


def confirmed(at: str) -> Story:
    """With an offset of its own, which Story does not write."""
    story = bought("01 09:00")
    story.request("02 09:00", "change_of_mind", "A", 1, wish="refund")
    story.rows["requests"][0]["confirmed_at"] = at
    return story


R507 = [
    Boundary(f"R507 confirmed {at}", confirmed(at), lambda case: case.paid[0][0], told)
    for at, told in (
        ("2026-09-02T02:00:00Z", "09-02 10:00"),
        ("2026-09-02T02:00:01Z", "09-02 16:30"),
        ("2026-09-02T08:30:00+00:00", "09-02 16:30"),
        ("2026-09-02T17:30:01+09:00", "09-03 10:00"),
        ("2026-09-02T18:00:00-08:00", "09-03 10:00"),
        ("2026-09-02T16:30:00", "09-02 16:30"),
    )
]


def succeeded(at: str, asked_at: str, confirmed_at: str) -> Story:
    story = delivered("03 10:00:00", succeeded_at=at)
    cells = {"wish": "refund", "confirmed_at": confirmed_at}
    story.request(asked_at, "expired", "A", 1, **cells)
    return story


R508 = [
    Boundary(
        f"R508 succeeded {name}",
        succeeded(at, asked, confirmed),
        lambda case: case.paid,
        [(table, "refund", "100.00", "0.00")],
    )
    for name, at, asked, confirmed, table in (
        ("at the request", "04 12:00:00", "04 12:00:00", "04 12:00:00", "09-04 16:30"),
        ("a second after the request", "04 12:00:01", "04 12:00:00", "04 13:00", "09-04 16:30"),
        ("long before the payment only", "04 12:00", "05 12:00", "25 12:00", "09-25 16:30"),
    )
]

BOUNDARIES = list(chain(DUE, D12, R206, D30, D5, R507, R508))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questioned]:
    folder = tmp_path_factory.mktemp("boundaries")
    with brought(BOUNDARIES, folder, "10-20 00:00") as opened:
        yield opened


@pytest.mark.parametrize("place", range(len(BOUNDARIES)), ids=[one.name for one in BOUNDARIES])
def test_boundary_of_time(house: Questioned, place: int) -> None:
    boundary = BOUNDARIES[place]

    assert boundary.asked(house.answers(place)) == boundary.told
